"""What operators are told, on both databases: once, by however many programs, and kept up to date."""

from datetime import date, time

import pytest
from pushing import ALICE, BOB, MONDAY, World, at
from sqlalchemy import delete

from core.models import Content, NotSent, NotSentReason, Place, SendOutcome, Sent, Unknown
from core.push_report import PushAhead, PushReport
from core.settings import AccessSettings, ReminderSettings
from services.pushes.watching.reports import PAGE
from storage.database import Database
from storage.people.audit import AuditStore
from storage.pushes.held_days import HeldDayStore
from storage.pushes.reports import Batch
from storage.states import DeliveryKind, DeliveryState
from storage.tables.pushes import deliveries

OPERATOR = 9001
TUESDAY = date(2026, 3, 3)


class Program:
    """One program on the database of a world: its own pushes, its own watch."""

    def __init__(self, world: World) -> None:
        self.world = world
        services = world.program.services
        self.reports, self.watch, self.held = (
            services.push_reports,
            services.push_watch,
            HeldDayStore(world.database),
        )
        self.edits: list[Content] = []
        self.refusals: list[SendOutcome] = []
        world.telegram.edit = self._edit  # type: ignore[method-assign]

    @classmethod
    async def open(cls, database: Database, reminder: ReminderSettings | None = None) -> "Program":
        access = AccessSettings(mode="open", operators=frozenset({OPERATOR}))
        return cls(await World.open(database, reminder, access=access))

    async def _edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        assert place == Place(OPERATOR)
        if self.refusals:
            return self.refusals.pop(0)
        self.edits.append(content)
        return Sent(message_id)

    async def comes(self, hour: int, minute: int = 0, day: date = MONDAY) -> None:
        self.world.clock.move_to(at(hour, minute, day=day))
        for _ in range(2):
            await self.watch.look()
            await self.world.pushes.tick()

    async def told(self, kind: DeliveryKind) -> list[DeliveryState]:
        return [row.state for row in await self.world.rows() if row.kind is kind]


@pytest.fixture
async def program(database: Database) -> Program:
    program = await Program.open(database)
    await program.world.subscribe(ALICE)
    await program.world.subscribe(BOB, time(17, 30))
    return program


async def test_two_programs_tell_an_operator_once(program: Program, database: Database) -> None:
    other = await Program.open(database)
    for hour, minute in ((8, 1), (8, 2), (8, 30), (8, 31)):
        await program.comes(hour, minute)
        await other.comes(hour, minute)
    assert await program.told(DeliveryKind.AHEAD) == [DeliveryState.SENT]
    assert await program.told(DeliveryKind.REPORT) == [DeliveryState.SENT]


@pytest.mark.parametrize(
    ("ahead", "hour", "minute", "told"),
    [("30m", 7, 59, 0), ("30m", 8, 0, 1), ("2h", 6, 30, 1), ("0m", 8, 1, 0)],
)
async def test_the_notice_comes_as_long_before_the_first_push_as_is_set(
    database: Database, ahead: str, hour: int, minute: int, told: int
) -> None:
    program = await Program.open(database, ReminderSettings.model_validate({"notice_ahead": ahead}))
    program.world.clock.move_to(at(6))
    await program.world.subscribe(ALICE)
    await program.comes(hour, minute)
    assert len(await program.told(DeliveryKind.AHEAD)) == told


async def test_a_push_just_after_midnight_is_announced_the_evening_before(program: Program) -> None:
    await program.world.subscribe(3001, time(0, 10))
    await program.comes(23, 45)
    [row] = [row for row in await program.world.rows() if row.kind is DeliveryKind.AHEAD]
    assert row.local_date == TUESDAY
    ahead = await program.reports.ahead(TUESDAY)
    assert (ahead.is_today, ahead.hours[0].time) == (False, "00:10")


async def test_a_notice_whose_hour_has_come_is_not_sent_any_more(program: Program) -> None:
    program.world.clock.move_to(at(8, 10))
    await program.watch.look()
    await program.comes(17, 31)
    assert await program.told(DeliveryKind.AHEAD) == [DeliveryState.SKIPPED]


async def test_the_report_is_edited_as_the_day_goes_on_and_only_when_something_changed(
    program: Program,
) -> None:
    await program.comes(8, 30)
    program.edits.clear()
    await program.comes(8, 40)
    assert program.edits == []
    await program.comes(17, 30)
    last = program.edits[-1]
    assert isinstance(last, PushReport)
    assert (last.sent, last.waits) == (2, 0)
    assert len(await program.told(DeliveryKind.REPORT)) == 1


async def test_an_edit_that_did_not_get_through_is_tried_again_one_that_is_refused_is_not(
    program: Program,
) -> None:
    await program.comes(8, 10)
    await program.held.hold(MONDAY, OPERATOR, program.world.clock.now())
    program.world.pushes.note_change()
    program.refusals = [NotSent(NotSentReason.UNREACHABLE)]
    await program.watch.look()
    assert program.edits == []
    await program.watch.look()
    assert [isinstance(one, PushAhead) and one.held for one in program.edits] == [True]
    await program.held.release(MONDAY, "")
    program.world.pushes.note_change()
    program.refusals = [NotSent(NotSentReason.REFUSED)]
    await program.watch.look()
    await program.watch.look()
    assert len(program.edits) == 1


async def test_the_report_of_a_friday_comes_on_the_monday_after_a_dead_weekend(
    database: Database, program: Program
) -> None:
    await program.comes(8, 30)
    for row in await program.world.rows():
        assert row.kind is not DeliveryKind.REPORT or row.state is DeliveryState.SENT
    async with database.transaction() as connection:  # as if the program had ended right after the push
        await connection.execute(delete(deliveries).where(deliveries.c.kind == DeliveryKind.REPORT.value))
    again = await Program.open(database)
    await again.comes(9, 0, date(2026, 3, 5))
    reported = [row.local_date for row in await again.world.rows() if row.kind is DeliveryKind.REPORT]
    assert MONDAY in reported
    third = await Program.open(database)
    await third.comes(9, 10, date(2026, 3, 5))
    rows = [row for row in await third.world.rows() if row.kind is DeliveryKind.REPORT]
    assert len([row for row in rows if row.local_date == MONDAY]) == 1


async def test_what_is_to_be_sent_again_is_seen_in_every_operators_report_before_it_goes(
    program: Program,
) -> None:
    for chat in (ALICE, 3001):
        program.world.telegram.script[chat] = [Unknown("timeout")]
    await program.world.subscribe(3001)
    await program.comes(8, 30)
    await program.comes(8, 31)
    batch, control = Batch(MONDAY), program.world.program.services.push_control
    one, other = await program.reports.unknown(batch)
    sent = [row.id for row in await program.world.rows() if row.id not in {one, other}]
    assert await control.send_again(batch, [one, *sent], OPERATOR) == 1, "only what is uncertain"
    assert await program.reports.unknown(batch) == [other]
    program.edits.clear()
    await program.watch.look()
    assert [(one.waits, one.unknowns) for one in program.edits if isinstance(one, PushReport)] == [(1, 1)]
    assert await control.send_again(batch, [one], OPERATOR) == 0, "it is not uncertain any more"
    entries = await AuditStore(program.world.database).newest(9)
    assert [(one.action, one.subject, one.was, one.now) for one in entries] == [
        ("push.resend", "2026-03-02", "不确定", "补发 1")
    ]


async def test_a_page_of_the_uncertain_that_is_gone_is_the_first_one(program: Program) -> None:
    chats = [3001 + number for number in range(PAGE + 2)]
    for chat in chats:
        await program.world.subscribe(chat, time(12))
        program.world.telegram.script[chat] = [Unknown("timeout")]
    await program.comes(12)
    while len(await program.reports.unknown(Batch(MONDAY))) < len(chats):
        program.world.clock.jump(60)
        await program.world.pushes.tick()
    shown = {}
    for skip in (0, 1, PAGE, PAGE + 1, PAGE + 2, PAGE + 3):
        report = await program.reports.report(Batch(MONDAY), skip=skip)
        shown[skip] = (report.skip, len(report.unknown))
    first = (0, PAGE)
    assert shown == {0: first, 1: (1, PAGE), 5: (5, 2), 6: (6, 1), 7: first, 8: first}


async def test_what_an_operator_decides_stands_in_every_message_at_the_next_look(program: Program) -> None:
    control, before = program.world.program.services.push_control, await program.world.quotes.quote_of(MONDAY)
    assert before is not None
    await program.comes(8, 10)
    stands = []
    for decide in (
        control.hold(MONDAY, OPERATOR),
        control.hold(MONDAY, OPERATOR),
        control.release(MONDAY, OPERATOR),
        control.release(MONDAY, OPERATOR),
        control.change_quote(MONDAY, before.key, OPERATOR),
        control.change_quote(MONDAY, before.key, OPERATOR),
    ):
        program.edits.clear()
        done = await decide
        await program.watch.look()
        stands.append(
            (done, [(one.held, one.quote == before) for one in program.edits if isinstance(one, PushAhead)])
        )
    assert stands == [
        (True, [(True, True)]), (False, []),
        (True, [(False, True)]), (False, []),
        (True, [(False, False)]), (False, []),
    ]  # fmt: skip
    now = await program.world.quotes.quote_of(MONDAY)
    entries = await AuditStore(program.world.database).newest(9)
    assert [(one.action, one.subject, one.was, one.now) for one in reversed(entries)] == [
        ("push.hold", "2026-03-02", "照常", "暂停"),
        ("push.release", "2026-03-02", "暂停", "照常"),
        ("quote.change", "2026-03-02", before.key, now and now.key),
    ]


async def test_a_message_that_a_tap_has_changed_is_brought_up_to_date_at_the_next_look(
    program: Program,
) -> None:
    await program.comes(8, 10)
    [row] = [row for row in await program.world.rows() if row.kind is DeliveryKind.AHEAD]
    assert row.message_id is not None
    program.edits.clear()
    await program.watch.look()
    assert program.edits == []
    await program.world.program.services.push_control.tapped(OPERATOR, row.message_id)
    await program.watch.look()
    await program.watch.look()
    assert program.edits == [await program.reports.ahead(MONDAY)]


async def test_an_hour_is_ahead_until_its_minute_and_its_quote_can_be_changed_until_a_minute_before(
    program: Program,
) -> None:
    found = {}
    for hour, minute, second in (
        (8, 28, 59),
        (8, 29, 0),
        (8, 29, 1),
        (8, 29, 59),
        (8, 30, 0),
        (17, 29, 59),
        (17, 30, 0),
    ):
        program.world.clock.move_to(at(hour, minute, second=second))
        ahead = await program.reports.ahead(MONDAY)
        found[f"{hour}:{minute}:{second}"] = ([one.time for one in ahead.hours], ahead.changeable)
    both, one = ["08:30", "17:30"], ["17:30"]
    assert found == {
        "8:28:59": (both, True),
        "8:29:0": (both, True),
        "8:29:1": (both, False),
        "8:29:59": (both, False),
        "8:30:0": (one, True),
        "17:29:59": (one, False),
        "17:30:0": ([], False),
    }
    ahead = await program.reports.ahead(TUESDAY)
    assert (ahead.is_today, ahead.chats, ahead.changeable) == (False, 2, True)
    program.world.clock.move_to(at(23, 59))
    assert await program.reports.hours(MONDAY) == ()
