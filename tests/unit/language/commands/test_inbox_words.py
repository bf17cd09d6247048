"""What is said to the inbox is read whole; what is asked of the speeches is none of it."""

import pytest

from knowledge.language.commands.office.inbox_words import Act, Where, passage_named, said_to_inbox
from knowledge.language.wishes.speaking_up import speaks_up

NONE = (
    "公车能不能私用",
    "三重一大是什么",
    "告诉我三重一大是什么",
    "回复提问人",
    "那第二点呢",
    "公务接待那段怎么说的",
    "讲话里没有",
    "看看第二段",
    "打开2022年那篇",
    "回到第二部分",
    "用人导向是什么",
    "那车呢",
    "改到9点",
    "对一把手的监督怎么说",
    "和去年比有什么变化",
)


@pytest.mark.parametrize("words", NONE)
def test_a_question_is_not_said_to_the_inbox(words: str) -> None:
    assert said_to_inbox(words) is None


@pytest.mark.parametrize(
    ("words", "act", "rows", "named"),
    [
        ("第一个和第三个略过", Act.SKIP, (1, 3), ()),
        ("1、3、5略过", Act.SKIP, (1, 3, 5), ()),
        ("前三个略过", Act.SKIP, (1, 2, 3), ()),
        ("最后一个打开", Act.OPEN, (-1,), ()),
        ("这条略过", Act.SKIP, (), ()),
        ("何日恢復、几日可復得那两个都不是问题，删掉", Act.SKIP, (), ("何日恢复", "几日可复得")),
        ("有没有说红包的，这个讲话里真没有，标一下", Act.ABSENT, (), ("红包",)),
        ("夜宵那条讲话里没有", Act.ABSENT, (), ("夜宵",)),
        ("就把这段绑给他那个烟的问题", Act.BIND, (), ("烟",)),
        ("再打开那个公车的", Act.OPEN, (), ("公车",)),
    ],
)
def test_cases_are_named(words: str, act: Act, rows: tuple[int, ...], named: tuple[str, ...]) -> None:
    said = said_to_inbox(words)
    assert said is not None
    assert (said.act, said.rows, said.named) == (act, rows, named)


@pytest.mark.parametrize(
    ("words", "where", "what"),
    [
        ("车辆管理那段", Where.WORDS, "车辆管理"),
        ("讲责任书的那段", Where.WORDS, "责任书"),
        ("就这段", Where.SHOWN, ""),
        ("刚才那段", Where.SHOWN, ""),
        ("2022-3-15", Where.NUMBER, "2022-3-15"),
        ("就用第二段", Where.OFFERED, ""),
    ],
)
def test_passages_are_named(words: str, where: Where, what: str) -> None:
    named = passage_named(words)
    assert named is not None
    assert (named.where, named.said) == (where, what)


@pytest.mark.parametrize(
    "words", ["建言资政和凝聚共识", "献策", "建言", "吾欲聞其言", "讲话中有何良策", "进一步", "有言在先"]
)
def test_a_word_that_is_looked_up_is_no_suggestion(words: str) -> None:
    assert speaks_up(words) is None


@pytest.mark.parametrize("words", ["请" * 1000, "回复，" * 300, "的那条" * 20, "第一个" * 300, "好的" * 30])
@pytest.mark.timeout(20)  # it takes a hundredth of a second; an exponential reader would never end
def test_what_repeats_itself_is_read_at_once(words: str) -> None:
    said = said_to_inbox(words)
    assert said is None or said.act is Act.REPLY
