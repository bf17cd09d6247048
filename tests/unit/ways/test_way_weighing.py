"""What of the ways of asking a library can use, and what they bring to people who wrote none of them."""

import pytest
from way_samples import ACCOUNTS, CARD, REGISTER, SPEECH, WEEKEND

from core.models import SpeechText
from knowledge.search.known.questions import KnownQuestion
from knowledge.search.library import Library
from knowledge.ways.weighing import ELSEWHERE, doubted, gain, usable

# An office's slang, which no dictionary has: only who has heard it from others knows what is meant.
ASKED = {
    text: (f"{slang}咋弄呀", f"谁管{slang}的事", f"{slang}急不急", f"上哪儿{slang}去", f"{slang}找哪个")
    for text, slang in ((REGISTER, "开绿条"), (WEEKEND, "破五"), (CARD, "蹭油"), (ACCOUNTS, "碰数"))
}
PEOPLE = ("司机", "会计", "办事员", "新人", "主任")


def ways() -> list[KnownQuestion]:
    return [
        KnownQuestion(question, asker, text, "2025")
        for text, asked in ASKED.items()
        for asker, question in zip(PEOPLE, asked, strict=True)
    ]


def test_what_another_passage_answers_is_left_out_and_not_what_none_should(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("knowledge.ways.weighing.LOOKED_AT", 1)  # a library so small has hardly more passages
    library = Library.build([SPEECH])
    wrong = KnownQuestion("油卡不准借给别人吗", "司机", WEEKEND, "2025")
    answered = KnownQuestion("油卡不准借给别人吗", "司机", "", about="2025 第 1 段旁边")
    right = KnownQuestion("油卡不准借给别人吗", "司机", CARD, "2025")
    far = KnownQuestion("双休日动车谁点头", "司机", WEEKEND, "2025")
    other = SpeechText("2026", "2026.txt", "别的讲话", "2026年", "", "食堂早上七点开门。\n健身房要先预约。\n")
    reply = usable(Library.build([SPEECH, other]), [wrong, answered, right, far])
    assert reply.ways == (answered, right, far)
    assert [one.why for one in reply.refused] == [ELSEWHERE]
    assert doubted(library, [answered.question, "食堂几点开门"]) == {answered.question}
    assert library.answer(right.question).candidates[0].passage.text.startswith(CARD)


def test_the_gain_is_what_others_ways_bring_to_each_person() -> None:
    steps: list[tuple[int, int]] = []
    found = gain([SPEECH], [], ways(), progress=lambda done, every: steps.append((done, every)))
    assert found is not None
    assert (found.questions, found.askers) == (20, 5)
    assert found.after.first > found.before.first
    assert steps == [(number, 5) for number in range(5)]


def test_one_persons_ways_are_measured_by_what_others_ask() -> None:
    every = ways()
    mine, others = every[::5], [way for way in every if way.asker != PEOPLE[0]]
    found = gain([SPEECH], others, mine)
    assert found is not None
    assert found.askers == 4
    assert found.questions == 16


def test_where_nobody_else_asks_nothing_is_measured() -> None:
    assert gain([SPEECH], [], ways()[::5]) is None
    assert gain([SPEECH], [], []) is None
