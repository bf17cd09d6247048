"""When an update is suspect, what is kept of one set aside, and when operators are told, to the moment."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from clock import MORNING, FakeClock
from ledger_rows import Rows

from services.intake import (
    ASIDE_KEPT,
    KEPT,
    LONGEST_CONTENT,
    LONGEST_REASON,
    TELL_EVERY,
    Begun,
    IntakeService,
    suspect,
)
from storage.updates.owners import Share
from storage.updates.received import RawUpdate, UnstorableError
from storage.updates.set_aside import SetAside

BOT = 7
SECOND = timedelta(seconds=1)


class Updates:
    """Stands for the table of updates, and for that of what was set aside."""

    def __init__(self) -> None:
        self.aside = self
        self.kept: list[SetAside] = []
        self.calls: list[tuple[object, ...]] = []
        self.bad: set[int] = set()  # no database can hold them
        self.is_open = self.is_new = True
        self.last: datetime | None = None
        self.waiting = 3

    async def add(self, one: SetAside) -> bool:
        self.kept.append(one)
        return self.is_new

    async def store(self, bot_id: int, batch: list[RawUpdate], at: datetime, share: Share) -> list[RawUpdate]:
        assert (bot_id, at, share) == (BOT, MORNING, Share("me"))
        if any(one.update_id in self.bad for one in batch):
            raise UnstorableError("a zero")
        return batch

    async def last_told(self) -> datetime | None:
        return self.last

    async def untold(self) -> int:
        return self.waiting

    async def prune(self, before: datetime, **how: bool) -> int:
        self.calls.append(("prune", before, how))
        return 5

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any other method, which is noted
        async def note(*how: object) -> bool:
            self.calls.append((name, *how))
            return self.is_open

        return note


class Desk:
    def __init__(self, *, keep_words: bool = True) -> None:
        self.clock, self.updates = FakeClock(), Updates()
        updates: Any = self.updates
        ownership: Any = Rows(share=Share("me"))
        self.intake = IntakeService(updates, ownership, self.clock, keep_words=keep_words)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def update(
    number: int = 1, payload: str = "{}", *, attempts: int = 0, spoke: int = 0, alone: int = 0
) -> RawUpdate:
    return RawUpdate(number, 5, payload, attempts, spoke, alone)


@pytest.mark.parametrize(
    ("attempts", "spoke", "is_suspect"),
    [(1, 0, False), (2, 0, True), (2, 1, False), (3, 1, True), (7, 7, False), (8, 8, True)],
)
async def test_an_update_is_suspect_after_two_silent_ends_or_eight_in_all(
    desk: Desk, attempts: int, spoke: int, is_suspect: bool
) -> None:
    one = update(attempts=attempts, spoke=spoke)
    assert suspect(one) is is_suspect
    begun = await desk.intake.begin_again(BOT, one)
    assert begun is (Begun.SET_ASIDE if is_suspect else Begun.TRIED)
    assert desk.updates.calls == ([] if is_suspect else [("count_attempt", BOT, 1)])
    said = f"the program ended {attempts + 1} times while it was under way"
    assert [kept.reason for kept in desk.updates.kept] == ([said] if is_suspect else [])


async def test_a_suspect_one_is_tried_twice_by_itself_before_it_is_set_aside(desk: Desk) -> None:
    ones = [update(attempts=2, alone=alone) for alone in range(3)]
    begun = [await desk.intake.begin_alone(BOT, one) for one in ones]
    assert begun == [Begun.TRIED, Begun.TRIED, Begun.SET_ASIDE]
    assert desk.updates.calls == [("count_alone", BOT, 1)] * 2
    assert [kept.reason for kept in desk.updates.kept] == ["the program ended 5 times while it was under way"]


async def test_what_somebody_has_handled_meanwhile_is_not_tried(desk: Desk) -> None:
    desk.updates.is_open = False
    assert await desk.intake.begin_again(BOT, update()) is Begun.HANDLED
    assert await desk.intake.begin_alone(BOT, update()) is Begun.HANDLED


async def test_of_a_batch_only_what_cannot_be_stored_is_set_aside(desk: Desk) -> None:
    desk.updates.bad = {2}
    batch = [update(number) for number in (1, 2, 3)]
    assert await desk.intake.receive(BOT, batch) == [batch[0], batch[2]]
    [kept] = desk.updates.kept
    assert (kept.update_id, kept.reason) == (2, "cannot be stored (a zero)")
    assert (kept.bot_id, kept.chat_id, kept.user_id, kept.at) == (BOT, 5, None, MORNING)


async def test_of_what_is_set_aside_so_much_is_kept_and_how_long_it_was_is_said(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    content = b"x" * (LONGEST_CONTENT + 1)
    assert await desk.intake.set_aside_unread(BOT, None, content, "r" * (LONGEST_REASON + 1))
    [kept] = desk.updates.kept
    assert (kept.size, kept.content) == (LONGEST_CONTENT + 1, b"x" * LONGEST_CONTENT)
    assert kept.reason == "r" * LONGEST_REASON
    assert "an update without a number (16385 bytes) is set aside" in caplog.text
    desk.updates.is_new = False
    assert not await desk.intake.set_aside_unread(BOT, 9, content, "again")
    assert len(caplog.messages) == 1, "said once"
    await desk.intake.set_aside(BOT, update(9, "\ud800"), "half a sign", user_id=6)
    assert (desk.updates.kept[-1].content, desk.updates.kept[-1].user_id) == (b"\xed\xa0\x80", 6)


@pytest.mark.parametrize(
    ("keep_words", "words", "is_kept"),
    [(True, "食堂几点开门", True), (True, "我要举报科长收礼", False), (False, "食堂几点开门", False)],
)
async def test_no_report_of_wrongdoing_is_kept_and_no_words_where_none_may_be(
    keep_words: bool, words: str, is_kept: bool
) -> None:
    desk = Desk(keep_words=keep_words)
    await desk.intake.set_aside(BOT, update(payload=f'{{"message": {{"text": "{words}"}}}}'), "no reason")
    assert (desk.updates.kept[0].content is not None) is is_kept
    await desk.intake.prune()
    assert desk.updates.calls == [
        ("prune", MORNING - ASIDE_KEPT, {"contents": not keep_words}),
        ("prune", MORNING - KEPT, {}),
    ]


@pytest.mark.parametrize(
    ("before", "number"),
    [
        (None, 3),
        (TELL_EVERY - SECOND, 0),
        (TELL_EVERY, 3),
        (timedelta(), 0),
        (-SECOND, 3),
    ],
)
async def test_operators_are_told_once_an_hour_at_most_and_a_clock_set_back_hides_nothing(
    desk: Desk, before: timedelta | None, number: int
) -> None:
    desk.updates.last = None if before is None else MORNING - before
    assert await desk.intake.to_tell() == number
    await desk.intake.told()
    assert desk.updates.calls == [("told", MORNING)]


async def test_what_is_noted_of_an_update_is_noted_under_its_number(desk: Desk) -> None:
    await desk.intake.forgive(BOT, update(4))
    await desk.intake.spoke(BOT, update(5))
    await desk.intake.handled(BOT, [6])
    assert desk.updates.calls == [
        ("forgive", BOT, 4),
        ("note_spoke", BOT, 5),
        ("mark_handled", BOT, [6], MORNING),
    ]
