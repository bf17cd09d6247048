"""Whether a name shall stand below an opinion is heard in any words."""

import pytest

from knowledge.language.talk.with_a_name import with_a_name

WITH = (
    "署名 留名吧 写我名字 留个名 用真名 具名 署上我的名 實名 写名字 名字留着 带名字发 我要署名 留名無妨"
    " 署名交上去 写上姓名"
)
WITHOUT = (
    "匿名 别留名 不署名了 不要名字 匿了吧 名字就别写了 匿名發吧 不用寫名字 不具名 匿名就行 那就匿名 名字不要"
    " 不记名的 隐去姓名 别让人知道是我 不想让人知道 匿名交"
)
NEITHER = "就这样交 好的 是 不发了 名单里有谁 一把手 点名通报 实名举报怎么做 名字大小 知道了 别发了"


@pytest.mark.parametrize(
    ("wanted", "words"), [(True, WITH), (False, WITHOUT), (None, NEITHER)], ids=["with", "without", "neither"]
)
def test_a_name_is_wanted_or_not(wanted: bool | None, words: str) -> None:
    assert {one: with_a_name(one) for one in words.split()} == dict.fromkeys(words.split(), wanted)
