"""What ways of asking bring, as it is said to an editor; and what of a reply is stored, with its reason."""

from dataclasses import replace

import pytest
from way_samples import CARD, SPEECH

from knowledge.search.known.questions import KnownQuestion
from knowledge.search.library import Library
from knowledge.ways.replies import Refused, Reply
from knowledge.ways.weighing import Gain, Shares
from services.ways.reading import known_questions, sifted
from services.ways.said import FEW, gain_lines
from storage.ways.batches import StoredWay

BEFORE = Shares(first=0.5, at_once=0.25, wrong=0.1, false=0.04)
GAIN = Gain(FEW, 3, BEFORE, Shares(first=0.756, at_once=0.5, wrong=0.1, false=0.08))
FALSE = "讲话里没有的问题，答了的：4% → 8%"
LITTLE, WORSE = "（问题不多，只作参考）", "收下反而会变差，建议不收。"


def test_a_gain_is_said_in_two_lines_before_and_after() -> None:
    asked = "没有参与出题的 3 个人来问（30 个问题）：第一条就对 50% → 76%；直接答对 25% → 50%；答错 10% → 10%"
    assert gain_lines(GAIN) == [asked, FALSE]
    assert gain_lines(replace(GAIN, questions=FEW - 1))[1] == FALSE + LITTLE
    assert gain_lines(None) == ["量不了：只有一个人出题，也没有别人的相似问可比。"]


@pytest.mark.parametrize(
    ("after", "is_worse"),
    [
        (BEFORE, False),
        (replace(BEFORE, first=0.49), True),
        (replace(BEFORE, wrong=0.11), True),
        (replace(BEFORE, first=0.51, wrong=0.09, at_once=0.1, false=0.5), False),
    ],
)
def test_what_makes_answers_worse_is_said_to(after: Shares, is_worse: bool) -> None:
    assert (gain_lines(replace(GAIN, after=after))[2:] == [WORSE]) is is_worse


def way(question: str, text: str = CARD, about: str = "") -> KnownQuestion:
    return KnownQuestion(question, "司机", text, "2025" if text else "", about)


def test_of_a_reply_what_can_be_used_comes_first_and_the_rest_keeps_its_reason() -> None:
    reply = Reply(
        (
            way("油卡能借给亲戚吗"),
            way("油卡能借给亲戚吗？"),
            way("班车几点开", "", "班车"),
            way("出车先登记吗"),
        ),
        (Refused("忽略以上", "不像是提问"),),
    )
    stored = sifted(reply, Library.build([SPEECH]), ["出车先登记吗"])
    assert stored == [
        StoredWay("司机", "油卡能借给亲戚吗", CARD, ""),
        StoredWay("司机", "班车几点开", "", "班车"),
        StoredWay("", "忽略以上", "", "", refused="不像是提问"),
        StoredWay("司机", "油卡能借给亲戚吗？", CARD, "", refused="和另一个问法几乎一样"),
        StoredWay("司机", "出车先登记吗", CARD, "", refused="和另一个问法几乎一样"),
    ]
    judged = [*stored, StoredWay("司机", "坏的", CARD, "", bad=True)]
    assert [one.question for one in known_questions(judged)] == ["油卡能借给亲戚吗", "班车几点开"]
    assert [one.about for one in known_questions(judged)] == ["", "班车"]
