"""What is said of the pushes in any words, where they were spoken of last."""

import pytest

from knowledge.language.commands.pushes.settings_otherwise import setting_meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我这儿是怎么设的来着", "state"),
        ("我这边定的几点", "state"),
        ("下一条几点能来", "state"),
        ("推送的时候别出声", "mute"),
        ("把铃声打开", "unmute"),
        ("以后发成图片给我", "card"),
        ("图片太费流量", "text"),
        ("以后只发文字就好", "text"),
        ("图片和文字都要", "both"),
        ("停的那几天恢复了吧", "resume"),
        ("予以退订", "end"),
        ("以后别再给我推送了", "end"),
    ],
)
def test_what_is_likely_meant_of_the_settings(said: str, meant: str) -> None:
    assert setting_meant(said) == meant


@pytest.mark.parametrize(
    "said",
    ["我不想退订", "先别取消", "周末加班有什么规定", "给我看", "什么时候放假", "取消", "一下", "题不要了"],
)
def test_what_is_said_beside_them_is_none_of_it(said: str) -> None:
    assert setting_meant(said) is None
