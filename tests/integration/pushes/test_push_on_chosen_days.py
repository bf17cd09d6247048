"""On which days a push comes: make-up days, reminders before holidays, pauses; on both databases.

The World's clock begins on Monday, 2 March 2026, at eight.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from pushing import ALICE, BOB, MONDAY, ZONE, World, at

from core.days import Days
from core.models import NotSent, NotSentReason, Unknown
from core.settings import CalendarSettings, ReminderSettings
from services.pushes.subscriptions import LOOK_AHEAD
from storage.database import Database
from storage.pushes.held_days import HeldDayStore
from storage.states import DeliveryState

SATURDAY, SUNDAY, NEXT_MONDAY = (MONDAY + timedelta(days=number) for number in (5, 6, 7))
NATIONAL_DAY = date(2026, 10, 1)  # days off until 7 October; 10 October, a Saturday, is worked


async def live(world: World, first: date, last: date, chat_id: int = ALICE) -> list[date]:
    """Let the hour of every day come; return the days that had a push."""
    for number in range((last - first).days + 1):
        await world.tick_at(at(8, 31, day=first + timedelta(days=number)))
    rows = [row for row in await world.rows(chat_id=chat_id) if first <= row.local_date <= last]
    assert {row.state for row in rows} == {DeliveryState.SENT}
    return sorted(row.local_date for row in rows)


def days(first: date, *numbers: int) -> list[date]:
    return [first + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Days.EVERY, range(14)),
        (Days.WEEKDAYS, (0, 1, 2, 3, 6, 7, 8, 9, 10, 13)),
        (Days.WORKDAYS, (0, 1, 9, 10, 11, 13)),
    ],
)
async def test_each_kind_of_days_has_its_pushes_around_a_holiday(
    world: World, wanted: Days, numbers: Sequence[int]
) -> None:
    first = date(2026, 9, 29)  # a Tuesday; 10 October, a Saturday that is worked, is number 11
    await world.subscribe(ALICE)
    await world.subscriptions.change_days(ALICE, wanted)
    world.clock.move_to(at(8, day=first))
    assert await live(world, first, first + timedelta(days=13)) == days(first, *numbers)


async def test_a_day_that_is_none_of_the_chats_has_no_row(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.change_days(ALICE, Days.WORKDAYS)
    world.clock.move_to(at(8, day=SATURDAY))
    await world.restart()
    await world.tick_at(at(9, day=SATURDAY))
    await world.tick_at(at(9, day=SUNDAY))
    assert [row for row in await world.rows() if row.local_date in {SATURDAY, SUNDAY}] == []


async def test_the_next_push_is_the_next_of_the_chats_days(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.change_days(ALICE, Days.WORKDAYS)
    assert await world.subscriptions.next_push(ALICE) == at(8, 30)
    world.clock.move_to(at(12, day=date(2026, 9, 30)))
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=date(2026, 10, 8))
    world.clock.move_to(at(12, day=date(2026, 10, 9)))
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=date(2026, 10, 10))
    await world.subscriptions.change_days(ALICE, Days.WEEKDAYS)
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=date(2026, 10, 12))


async def test_a_next_push_is_looked_for_behind_as_many_held_days_as_are_near(world: World) -> None:
    await world.subscribe(ALICE)
    held = HeldDayStore(world.database)
    for number in range(LOOK_AHEAD - 1):
        await held.hold(MONDAY + timedelta(days=number), BOB, world.clock.now())
    last = MONDAY + timedelta(days=LOOK_AHEAD - 1)
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=last)
    await held.hold(last, BOB, world.clock.now())
    assert await world.subscriptions.next_push(ALICE) is None
    assert LOOK_AHEAD == 60


async def test_the_reminder_comes_also_to_a_chat_whose_days_have_not_the_day(database: Database) -> None:
    eve = date(2026, 10, 10)  # the operator's own holiday follows a Saturday that is worked
    world = await World.open(
        database, calendar=CalendarSettings.model_validate({"holidays": ["2026-10-11", "2026-10-12"]})
    )
    for chat_id in (ALICE, BOB):
        await world.subscribe(chat_id)
        await world.subscriptions.change_days(chat_id, Days.WEEKDAYS, before_holidays=chat_id == ALICE)
    world.clock.move_to(at(12, day=eve - timedelta(days=1)))
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=eve)
    await world.tick_at(at(8, 30, day=eve))
    assert world.telegram.chats == [ALICE]
    assert world.telegram.reminders == [""]


async def test_only_who_wants_it_is_reminded_of_the_holiday(world: World) -> None:
    for chat_id in (ALICE, BOB):
        await world.subscribe(chat_id)
    await world.subscriptions.change_days(ALICE, before_holidays=True)
    for ahead in (2, 1):
        world.clock.move_to(at(8, day=NATIONAL_DAY - timedelta(days=ahead)))
        await world.tick_at(at(8, 30, day=NATIONAL_DAY - timedelta(days=ahead)))
    assert sorted(zip(world.telegram.chats, world.telegram.reminders, strict=True), key=str) == [
        (ALICE, "国庆节"), (ALICE, None), (BOB, None), (BOB, None),
    ]  # fmt: skip
    assert len({text for _, _, text in world.telegram.delivered}) == 2


async def test_changing_days_before_the_hour_loses_nothing(world: World) -> None:
    await world.subscribe(ALICE)
    for wanted in (Days.WORKDAYS, Days.EVERY, Days.WEEKDAYS):
        await world.subscriptions.change_days(ALICE, wanted)
    await world.subscriptions.change_days(ALICE, before_holidays=True)
    assert await world.subscriptions.next_push(ALICE) == at(8, 30)
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE]


async def test_changing_days_after_the_push_does_not_push_twice(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    for wanted in (Days.WORKDAYS, Days.EVERY):
        await world.subscriptions.change_days(ALICE, wanted)
        await world.restart()
        await world.tick_at(at(8, 40))
    assert world.telegram.chats == [ALICE]
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=MONDAY + timedelta(days=1))


async def test_changing_days_while_the_bot_was_down_keeps_what_is_to_be_caught_up(world: World) -> None:
    await world.subscribe(ALICE)
    await world.restart()
    world.clock.move_to(at(8, 40))
    await world.subscriptions.change_days(ALICE, Days.WORKDAYS)
    await world.pushes.tick()
    assert world.telegram.chats == [ALICE]


async def test_a_day_added_after_its_hour_begins_the_next_time(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.change_days(ALICE, Days.WEEKDAYS)
    world.clock.move_to(at(10, day=SATURDAY))
    await world.subscriptions.change_days(ALICE, Days.EVERY)
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=SUNDAY)
    await world.restart()  # and asks for the whole day anew
    await world.tick_at(at(10, 1, day=SATURDAY))
    assert world.telegram.delivered == []
    await world.tick_at(at(8, 30, day=SUNDAY))
    assert world.telegram.chats == [ALICE]


async def test_a_day_added_before_its_hour_counts(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.change_days(ALICE, Days.WEEKDAYS)
    world.clock.move_to(at(8, day=SATURDAY))
    await world.subscriptions.change_days(ALICE, Days.EVERY)
    await world.tick_at(at(8, 30, day=SATURDAY))
    assert world.telegram.chats == [ALICE]


async def test_nothing_comes_during_a_pause_and_it_ends_by_itself(world: World) -> None:
    await world.subscribe(ALICE)
    assert await world.subscriptions.pause(ALICE, MONDAY + timedelta(days=3))
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=MONDAY + timedelta(days=3))
    assert await live(world, MONDAY, MONDAY + timedelta(days=4)) == days(MONDAY, 3, 4)


async def test_after_a_pause_comes_the_next_of_the_chats_days(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.change_days(ALICE, Days.WORKDAYS)
    await world.subscriptions.pause(ALICE, SATURDAY)
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=NEXT_MONDAY)
    assert await live(world, MONDAY, NEXT_MONDAY) == [NEXT_MONDAY]


async def test_a_pause_holds_back_what_is_planned_but_not_sent(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.script[ALICE] = [NotSent(NotSentReason.RATE_LIMITED, retry_after=30.0)]
    await world.tick_at(at(8, 30))
    await world.subscriptions.pause(ALICE, MONDAY + timedelta(days=3))
    await world.tick_at(at(8, 32))
    assert world.telegram.delivered == []
    [row] = await world.rows(MONDAY)
    assert (row.state, row.reason) == (DeliveryState.SKIPPED, "paused")


async def test_what_a_person_sends_again_after_the_pause_goes_out(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.script[ALICE] = [Unknown("a timeout")]
    await world.tick_at(at(8, 30))
    await world.subscriptions.pause(ALICE, MONDAY + timedelta(days=1))
    world.clock.move_to(at(9, day=MONDAY + timedelta(days=1)))
    [row] = await world.rows(MONDAY)
    assert await world.deliveries.send_again([row.id], world.clock.now()) == 1
    await world.pushes.tick()
    assert await world.states() == {ALICE: "sent"}


async def test_resuming_before_the_hour_brings_todays_push(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.pause(ALICE, NEXT_MONDAY)
    assert await world.subscriptions.resume(ALICE)
    assert not await world.subscriptions.resume(ALICE)
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE]


async def test_resuming_after_the_hour_waits_for_tomorrow(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.pause(ALICE, NEXT_MONDAY)
    await world.tick_at(at(10))
    assert await world.subscriptions.resume(ALICE)
    await world.restart()
    await world.tick_at(at(10, 1))
    assert await world.rows() == []
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=MONDAY + timedelta(days=1))


async def test_resuming_after_the_push_does_not_push_twice(world: World) -> None:
    await world.subscribe(ALICE, time(20))
    await world.tick_at(at(20))
    await world.subscriptions.pause(ALICE, NEXT_MONDAY)
    await world.subscriptions.resume(ALICE)
    await world.subscriptions.change_time(ALICE, time(21))
    await world.tick_at(at(21))
    assert world.telegram.chats == [ALICE]


async def test_days_under_a_pause_are_not_noted_as_missed(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.pause(ALICE, NEXT_MONDAY)
    world.clock.move_to(at(9, day=MONDAY + timedelta(days=2)))
    await world.subscriptions.resume(ALICE)
    await world.restart()
    await world.pushes.tick()
    assert await world.rows() == []


async def test_who_subscribes_again_is_no_longer_paused(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.pause(ALICE, NEXT_MONDAY)
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE]


async def test_who_is_not_subscribed_has_no_days_and_no_pause(world: World) -> None:
    assert not await world.subscriptions.change_days(ALICE, Days.EVERY)
    assert not await world.subscriptions.pause(ALICE, NEXT_MONDAY)
    assert not await world.subscriptions.resume(ALICE)


async def test_days_and_pause_move_with_a_group_that_becomes_a_supergroup(world: World) -> None:
    await world.subscribe(-7)
    await world.subscriptions.change_days(-7, Days.WORKDAYS, before_holidays=True)
    await world.subscriptions.pause(-7, NEXT_MONDAY)
    await world.subscriptions.migrate(-7, -1007)
    moved = await world.subscriptions.of(-1007)
    assert moved is not None
    assert (moved.days, moved.before_holidays, moved.resumes_on) == (Days.WORKDAYS, True, NEXT_MONDAY)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # The clocks change on the Sunday between.
        (datetime(2026, 3, 27, tzinfo=UTC), [27, 30]),
        (datetime(2026, 10, 23, tzinfo=UTC), [23, 26]),
    ],
)
async def test_daylight_saving_moves_no_push_to_another_day(
    database: Database, change: datetime, expected: list[int]
) -> None:
    world = await World.open(database, ReminderSettings(timezone="Europe/Berlin", time=time(2, 30)))
    world.clock.move_to(change - timedelta(hours=4))
    await world.subscribe(ALICE)
    await world.subscriptions.change_days(ALICE, Days.WORKDAYS)
    for number in range(4 * 24 * 2):
        await world.tick_at(change + timedelta(minutes=30 * number))
    assert [(row.local_date.day, row.state) for row in await world.rows()] == [
        (day, DeliveryState.SENT) for day in expected
    ]


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
async def test_an_hour_that_daylight_saving_skips_or_repeats_is_one_push(
    database: Database, sunday: date
) -> None:
    worked = CalendarSettings(workdays=frozenset({sunday}))
    world = await World.open(database, ReminderSettings(timezone="Europe/Berlin", time=time(2, 30)), worked)
    midnight = datetime.combine(sunday, time(), world.settings.reminder.zone).astimezone(UTC)
    world.clock.move_to(midnight)
    await world.subscribe(ALICE)
    await world.subscriptions.change_days(ALICE, Days.WORKDAYS)
    expected = await world.subscriptions.next_push(ALICE)
    for number in range(24):
        await world.tick_at(midnight + timedelta(minutes=30 * number))
    [row] = await world.rows()
    assert (row.local_date, row.state) == (sunday, DeliveryState.SENT)
    assert expected is not None
    assert row.due_at == expected.astimezone(UTC)  # as they are, Python calls ambiguous hours unequal


async def test_a_clock_that_jumps_over_the_weekend_pushes_on_monday_only(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.change_days(ALICE, Days.WORKDAYS)
    friday = MONDAY + timedelta(days=4)
    await world.tick_at(at(8, 30, day=friday))
    await world.tick_at(at(9, day=NEXT_MONDAY))
    await world.tick_at(at(9, day=SATURDAY))  # and back
    await world.tick_at(at(9, 30, day=NEXT_MONDAY))
    sent = [row.local_date for row in await world.rows() if row.state is DeliveryState.SENT]
    assert sent == [friday, NEXT_MONDAY]
    assert world.telegram.chats == [ALICE, ALICE]


async def test_a_year_without_published_holidays_is_warned_of_once_a_day(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "services.pushes.planning")
    await world.tick_at(at(9))
    assert caplog.messages == []
    for hour in (9, 10, 11):
        await world.tick_at(datetime(2099, 3, 2, hour, tzinfo=ZONE).astimezone(UTC))
    await world.tick_at(datetime(2099, 3, 3, 9, tzinfo=ZONE).astimezone(UTC))
    assert len(caplog.messages) == 2
    assert "2099" in caplog.messages[0]
    assert "chinesecalendar" in caplog.messages[0]
    assert "[calendar]" in caplog.messages[0]
