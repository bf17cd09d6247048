"""What counts as small talk, what leans on the answer before, and what is a question of its own."""

import pytest

from knowledge.language.talk.small_talk import Courtesy, courtesy, has_words
from knowledge.language.talk.thread.follow_ups import FollowUp, Lean, follow_up
from knowledge.language.writing.numerals import LAST


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("你好", Courtesy.GREETING),
        ("您好！", Courtesy.GREETING),
        ("Hello~", Courtesy.GREETING),
        ("在吗？", Courtesy.GREETING),
        ("谢谢啦", Courtesy.THANKS),
        ("辛苦了🙏", Courtesy.THANKS),
        ("收到！", Courtesy.ACKNOWLEDGED),
        ("OK", Courtesy.ACKNOWLEDGED),
        ("再见", Courtesy.FAREWELL),
        ("你能做什么？", Courtesy.WHO),
        ("謝謝", Courtesy.THANKS),
    ],
)
def test_small_talk_is_known(said: str, meant: Courtesy) -> None:
    assert courtesy(said) is meant


@pytest.mark.parametrize(
    "said",
    [
        "你好，三重一大是什么",
        "谢谢组织关怀的出处",
        "收到礼品怎么办",
        "好干部的标准",
        "[三重一大]",
        "一票否决",
        "2023",
    ],
)
def test_a_question_that_begins_politely_is_a_question(said: str) -> None:
    assert courtesy(said) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("下一段", FollowUp(Lean.FOLLOWING)),
        ("那下一段呢？", FollowUp(Lean.FOLLOWING)),
        ("后面呢", FollowUp(Lean.FOLLOWING)),
        ("然后呢？", FollowUp(Lean.FOLLOWING)),
        ("接着说", FollowUp(Lean.FOLLOWING)),
        ("上一段", FollowUp(Lean.PRECEDING)),
        ("前面呢", FollowUp(Lean.PRECEDING)),
        ("还有吗", FollowUp(Lean.MORE)),
        ("还有别的吗？", FollowUp(Lean.MORE)),
        ("换一条", FollowUp(Lean.MORE)),
        ("下一条", FollowUp(Lean.MORE)),
        ("出处", FollowUp(Lean.SOURCE)),
        ("这段话出自哪里？", FollowUp(Lean.SOURCE)),
        ("这段在这篇的第几段", FollowUp(Lean.SOURCE)),
        ("这段在哪个会上讲的", FollowUp(Lean.SOURCE)),
        ("讲话人是谁", FollowUp(Lean.SPEAKER)),
        ("这是哪年说的", FollowUp(Lean.WHEN)),
        ("什么时候讲的", FollowUp(Lean.WHEN)),
        ("谁说的？", FollowUp(Lean.SPEAKER)),
        ("這段話是誰講的", FollowUp(Lean.SPEAKER)),
        ("還有嗎", FollowUp(Lean.MORE)),
        ("全文在哪", FollowUp(Lean.WHOLE)),
        ("看全文", FollowUp(Lean.WHOLE)),
        ("上下文", FollowUp(Lean.CONTEXT)),
        ("那第二点呢", FollowUp(Lean.POINT, 2)),
        ("第3条是什么", FollowUp(Lean.POINT, 3)),
        ("第二个方面呢？", FollowUp(Lean.POINT, 2)),
        ("第十点", FollowUp(Lean.POINT, 10)),
        ("那最后一点呢", FollowUp(Lean.POINT, LAST)),
        ("最后那条", FollowUp(Lean.POINT, LAST)),
        ("最后一个方面讲了什么", FollowUp(Lean.POINT, LAST)),
        ("倒数第二点", FollowUp(Lean.POINT, -2)),
        ("那倒数第3个方面呢", FollowUp(Lean.POINT, -3)),
        ("倒数第一条是什么", FollowUp(Lean.POINT, LAST)),
        ("上一条", FollowUp(Lean.BACK)),
        ("上一个", FollowUp(Lean.BACK)),
        ("回到前一条", FollowUp(Lean.BACK)),
        ("看看上一个回答", FollowUp(Lean.BACK)),
        ("返回", FollowUp(Lean.BACK)),
    ],
)
def test_a_follow_up_is_known(said: str, meant: FollowUp) -> None:
    assert follow_up(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "三重一大是什么",
        "第一责任人是谁",
        "廉洁从政第一粒扣子",
        "来源于基层的意见",
        "继续纠四风",
        "下一步怎么做",
        "上一条规定是什么",
        "上一个年度的要求",
        "还有哪些要求要落实",
    ],
)
def test_a_question_of_its_own_leans_on_nothing(said: str) -> None:
    assert follow_up(said) is None


@pytest.mark.parametrize(
    ("said", "found"), [("😀😀", False), ("？！…", False), ("", False), ("廉", True), ("8", True)]
)
def test_only_letters_and_digits_can_be_looked_for(said: str, found: bool) -> None:
    assert has_words(said) is found
