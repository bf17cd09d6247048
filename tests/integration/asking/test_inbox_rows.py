"""What is kept of a question, for how long and for whom: the whole rows, by what the office's settings say."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from office import Office

from core.models import Place
from core.settings import QuestionSettings
from services.asking.answers import LONGEST_QUESTION
from services.asking.remembered.shown import Asker
from services.asking.reply import Reply, ReplyKind
from services.asking.unanswered.inbox import SECOND_THOUGHTS, Colleagues, InboxService
from storage.asking.cases import CaseStore
from storage.asking.questions import AskedQuestion, QuestionStore
from storage.states import QuestionState, Verdict

ASKER = Asker(Place(70, 7), 71)
A_SECOND = timedelta(seconds=1)
KEEP = ("none", "unanswered", "all")


def inbox(office: Office, keep: str) -> InboxService:
    settings = QuestionSettings.model_validate({"keep": keep})
    questions, cases = QuestionStore(office.database), CaseStore(office.database)
    return InboxService(
        questions, cases, office.services.speeches, office.services.audit, office.clock, settings
    )


def row(words: str | None, at: datetime, kind: ReplyKind = ReplyKind.NOTHING, **known: object) -> AskedQuestion:
    made = AskedQuestion(70, 5, 7, 71, words, kind.value, None, at)
    return replace(made, **known)  # type: ignore[arg-type]  # as given


async def kept(office: Office) -> list[AskedQuestion]:
    return [replace(one, id=0) for one in await QuestionStore(office.database).all()]


@pytest.mark.parametrize("keep", KEEP)
async def test_a_question_is_kept_as_far_as_the_settings_say(office: Office, keep: str) -> None:
    service, now = inbox(office, keep), office.clock.now()
    answer = office.services.answers.library.answer("三重一大是什么")
    await service.note(Reply(ReplyKind.NOTHING), "食堂几点开门", ASKER, 5)
    await service.note(Reply(ReplyKind.CONFIDENT, answer.candidates), "三重一大是什么", ASKER, 5, part=1)
    await service.note(Reply(ReplyKind.UNSURE, before="监督"), "只看2023年的", ASKER, 5, part=2)
    await service.note(Reply(ReplyKind.NOTHING), "字" * (LONGEST_QUESTION + 1), ASKER, 5, part=3)
    nothing = keep == "none"
    waits = QuestionState.CLOSED if nothing else QuestionState.OPEN
    assert await kept(office) == [
        row(None if nothing else "食堂几点开门", now, state=waits),
        row(
            None if nothing else "三重一大是什么",
            now,
            ReplyKind.CONFIDENT,
            part=1,
            passage_id=answer.candidates[0].passage.id,
        ),
        row(None if nothing else "监督（只看2023年的）", now, ReplyKind.UNSURE, part=2, state=waits),
        row(None if nothing else "字" * LONGEST_QUESTION, now, part=3, state=waits),
    ]


async def test_only_what_was_asked_of_the_speeches_is_kept(office: Office) -> None:
    service = inbox(office, "all")
    for number, kind in enumerate(ReplyKind):
        await service.note(Reply(kind), "食堂几点开门", ASKER, number)
        await service.note(
            Reply(kind, before=""), "第二点是什么", ASKER, 100 + number
        )  # leans on nothing known
    assert {one.kind for one in await kept(office)} == {"confident", "unsure", "nothing"}
    assert {one.words for one in await kept(office)} == {"食堂几点开门"}


@pytest.mark.parametrize("keep", KEEP)
@pytest.mark.parametrize("late", [timedelta(), A_SECOND])
async def test_words_are_forgotten_in_their_time_and_rows_in_theirs(
    office: Office, keep: str, late: timedelta
) -> None:
    service, store, now = inbox(office, keep), QuestionStore(office.database), office.clock.now()
    asked = [
        row("等编辑看", now, message_id=1, state=QuestionState.OPEN),
        row("本人要编辑看", now, message_id=2, state=QuestionState.OPEN, on_purpose=True),
        row("答上了", now, ReplyKind.CONFIDENT, message_id=3),
        row("编辑答了", now, message_id=4, state=QuestionState.ANSWERED),
    ]
    for one in asked:
        await store.add(one)
    office.clock.move_to(now + SECOND_THOUGHTS + late)
    await service.sweep()
    left = [one.words for one in await kept(office)]
    answered = None if late else "答上了"
    assert (
        left
        == {
            "none": [None, "本人要编辑看", None, None],
            "unanswered": ["等编辑看", "本人要编辑看", answered, "编辑答了"],
            "all": ["等编辑看", "本人要编辑看", "答上了", "编辑答了"],
        }[keep]
    )
    office.clock.move_to(now + QuestionSettings().kept_for + late)
    await service.sweep()
    assert len(await kept(office)) == (0 if late else 4)


@pytest.mark.parametrize(
    ("state", "verdict", "words", "then"),
    [
        (QuestionState.CLOSED, Verdict.USELESS, "问", QuestionState.OPEN),
        (QuestionState.CLOSED, Verdict.USELESS, None, QuestionState.CLOSED),
        (QuestionState.OPEN, Verdict.USEFUL, "问", QuestionState.CLOSED),
        (QuestionState.OPEN, Verdict.USELESS, "问", QuestionState.OPEN),
        (QuestionState.BOUND, Verdict.USELESS, "问", QuestionState.BOUND),
        (QuestionState.IGNORED, Verdict.USEFUL, "问", QuestionState.IGNORED),
    ],
)
async def test_what_people_think_of_an_answer_brings_it_to_an_editor_or_takes_it_back(
    office: Office, state: QuestionState, verdict: Verdict, words: str | None, then: QuestionState
) -> None:
    service, now = inbox(office, "all"), office.clock.now()
    assert not await service.judge(70, 6, verdict)
    await QuestionStore(office.database).add(row(words, now, state=state))
    await office.services.answers.remember(Reply(ReplyKind.NOTHING), ASKER, 5, 6)
    assert await service.judge(70, 6, verdict)
    assert await kept(office) == [row(words, now, state=then, verdict=verdict)]


async def test_who_wants_an_editor_to_see_it_gives_the_words_again(office: Office) -> None:
    service, began = inbox(office, "none"), office.clock.now()
    await service.note(Reply(ReplyKind.NOTHING), "食堂几点开门", ASKER, 5)
    await office.services.answers.remember(Reply(ReplyKind.NOTHING), ASKER, 5, 6)
    assert not await service.ask_colleagues(70, 6, "", ASKER, 0)
    await office.clock.advance(60)
    now = office.clock.now()
    assert await service.ask_colleagues(70, 6, "食" * (LONGEST_QUESTION + 1), ASKER, 0)
    there = row("食" * LONGEST_QUESTION, now, state=QuestionState.OPEN, on_purpose=True)
    assert await kept(office) == [there]
    assert not await service.ask_colleagues(70, 9, "停车", None, 8)
    assert not await service.ask_colleagues(70, 9, "", ASKER, 8)
    assert await service.ask_colleagues(70, 9, "停车", ASKER, 8, part=1)
    assert await kept(office) == [there, replace(there, message_id=8, words="停车", part=1)]
    assert began < now


@pytest.mark.parametrize(
    ("keep", "exist", "seen"),
    [
        ("all", False, Colleagues.NOBODY),
        ("none", False, Colleagues.NOBODY),
        ("none", True, Colleagues.IF_ASKED),
        ("unanswered", True, Colleagues.SEE_IT),
        ("all", True, Colleagues.SEE_IT),
    ],
)
def test_whether_a_colleague_sees_a_question_is_told_as_it_is(
    office: Office, keep: str, seen: Colleagues, *, exist: bool
) -> None:
    assert inbox(office, keep).colleagues(exist=exist) is seen


async def test_the_most_asked_case_comes_first_and_of_two_the_newer(office: Office) -> None:
    service, store = inbox(office, "all"), QuestionStore(office.database)
    for number, words in enumerate(
        ("停车位怎么申请", "食堂几点开门", "年假有几天", "食堂是几点开门", "公车能接孩子吗")
    ):
        await office.clock.advance(60)
        await store.add(row(words, office.clock.now(), message_id=number, state=QuestionState.OPEN))
    cases = await service.cases()
    assert [one.words for one in cases] == ["食堂几点开门", "公车能接孩子吗", "年假有几天", "停车位怎么申请"]
    assert cases[0].wordings == [("食堂几点开门", 1), ("食堂是几点开门", 1)]
    assert [one.id for one in cases] == [one.questions[0].id for one in cases]
    assert cases[0].newest == cases[0].questions[-1].asked_at
    assert await service.case(cases[1].id) == cases[1]
    assert await service.ignore_all(cases[:2], 72) == 2
    assert await service.ignore_all(cases[:3], 72) == 1, "two were settled already"
    assert await service.case(cases[0].id) is None
    assert await service.cases() == cases[3:]
    assert await service.undo(cases[0].id, 72)
    assert (await service.cases())[0].words == "食堂几点开门"
    assert not await service.undo(cases[0].id, 72)
