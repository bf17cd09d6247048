"""The right day and hour, downtime and clock jumps, on both databases."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest
from pushing import ALICE, BOB, MONDAY, World, at
from sqlalchemy import insert

from core.models import NotSent, NotSentReason
from core.settings import ReminderSettings
from storage.database import Database
from storage.states import DeliveryState
from storage.tables.updates import owners
from storage.updates.owners import OwnerStore, Seen, Share


async def test_the_quote_comes_at_its_hour_and_once(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 29, second=59))
    assert world.telegram.delivered == []
    await world.tick_at(at(8, 30))
    await world.tick_at(at(8, 30, second=5))
    await world.tick_at(at(12))
    assert world.telegram.chats == [ALICE]
    assert await world.states() == {ALICE: "sent"}


async def test_everybody_gets_the_same_quote(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB, time(9))
    await world.tick_at(at(8, 30))
    await world.tick_at(at(9))
    assert world.telegram.chats == [ALICE, BOB]
    assert len({text for _, _, text in world.telegram.delivered}) == 1


async def test_every_day_has_its_push(world: World) -> None:
    await world.subscribe(ALICE)
    for number in range(5):
        await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=number)))
    assert len({text for _, _, text in world.telegram.delivered}) == 5


async def test_a_chat_that_subscribes_after_the_hour_waits_for_tomorrow(world: World) -> None:
    world.clock.move_to(at(10))
    await world.subscribe(ALICE)
    await world.pushes.tick()
    assert await world.rows() == []
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=MONDAY + timedelta(days=1))
    await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE]


async def test_a_chat_that_subscribes_in_the_very_minute_waits_for_tomorrow(world: World) -> None:
    world.clock.move_to(at(8, 30, second=1))
    await world.subscribe(ALICE)
    await world.pushes.tick()
    assert world.telegram.delivered == []


async def test_subscribing_again_after_the_push_changes_nothing(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 31))
    await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE, ALICE]


async def test_moving_the_time_ahead_after_the_push_does_not_push_twice(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    await world.subscriptions.change_time(ALICE, time(20))
    assert await world.subscriptions.next_push(ALICE) == at(20, day=MONDAY + timedelta(days=1))
    await world.tick_at(at(20))
    assert world.telegram.chats == [ALICE]
    await world.tick_at(at(20, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE, ALICE]


async def test_moving_the_time_ahead_before_the_push_moves_it(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.change_time(ALICE, time(9, 15))
    await world.tick_at(at(8, 30))
    assert world.telegram.delivered == []
    await world.tick_at(at(9, 15))
    assert world.telegram.chats == [ALICE]


async def test_moving_the_time_back_behind_now_waits_for_tomorrow(world: World) -> None:
    await world.subscribe(ALICE, time(20))
    world.clock.move_to(at(10))
    await world.subscriptions.change_time(ALICE, time(9))
    await world.tick_at(at(10, 1))
    await world.tick_at(at(20))
    assert world.telegram.delivered == []
    await world.tick_at(at(9, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE]


@pytest.mark.parametrize("change", [datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)])
async def test_daylight_saving_neither_doubles_nor_drops_a_push(database: Database, change: datetime) -> None:
    world = await World.open(database, ReminderSettings(timezone="Europe/Berlin", time=time(2, 30)))
    world.clock.move_to(change - timedelta(hours=2))
    await world.subscribe(ALICE)
    for number in range(3 * 24 * 2):
        await world.tick_at(change + timedelta(minutes=30 * number))
    assert [(row.local_date.day, row.state) for row in await world.rows()] == [
        (change.day + number, DeliveryState.SENT) for number in range(3)
    ]
    assert len(world.telegram.delivered) == 3


async def test_a_push_missed_in_a_short_downtime_is_caught_up(world: World) -> None:
    await world.subscribe(ALICE)
    await world.restart()
    await world.tick_at(at(12, 29))
    assert world.telegram.chats == [ALICE]


async def test_a_push_missed_for_longer_is_skipped_and_says_so(world: World) -> None:
    await world.subscribe(ALICE)
    await world.restart()
    await world.tick_at(at(12, 30))
    assert world.telegram.delivered == []
    [row] = await world.rows(MONDAY)
    assert (row.state, row.reason) == (DeliveryState.SKIPPED, "overdue")


async def test_catching_up_never_passes_midnight(world: World) -> None:
    await world.subscribe(ALICE, time(23))
    await world.restart()
    await world.tick_at(at(0, 5, day=MONDAY + timedelta(days=1)))
    assert world.telegram.delivered == []
    assert await world.states() == {ALICE: "skipped"}


async def test_the_clock_set_to_tomorrow_delivers_tomorrows_quote(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE]
    assert [row.local_date for row in await world.rows() if row.state is DeliveryState.SENT] == [
        MONDAY + timedelta(days=1)
    ]


async def test_a_jump_over_many_days_delivers_one_quote(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    await world.tick_at(at(9, day=MONDAY + timedelta(days=30)))
    assert world.telegram.chats == [ALICE, ALICE]


async def test_the_clock_set_back_repeats_nothing_and_then_goes_on(world: World) -> None:
    await world.subscribe(ALICE)
    tuesday = MONDAY + timedelta(days=1)
    await world.tick_at(at(8, 30, day=tuesday))
    await world.tick_at(at(8, 20))
    await world.tick_at(at(8, 30))
    await world.tick_at(at(8, 30, day=tuesday))
    assert world.telegram.chats == [ALICE, ALICE]
    assert await world.states() == {ALICE: "sent"}
    assert await world.states(tuesday) == {ALICE: "sent"}


async def test_a_clock_that_was_ahead_for_a_moment_costs_nobody_the_push(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB, time(23))
    await world.tick_at(at(13))  # beyond Alice's catch-up
    assert await world.states() == {ALICE: "skipped"}
    await world.tick_at(at(1, day=MONDAY + timedelta(days=1)))  # beyond Bob's day
    await world.tick_at(at(8, 1))
    await world.tick_at(at(8, 30))
    await world.tick_at(at(23))
    assert world.telegram.chats == [ALICE, BOB]


async def test_a_row_planned_before_a_restart_is_sent_after_it_once(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.script[ALICE] = [NotSent(NotSentReason.RATE_LIMITED, retry_after=30.0)]
    await world.tick_at(at(8, 30))
    await world.restart()
    await world.tick_at(at(8, 31))
    assert world.telegram.chats == [ALICE]


async def test_a_claim_is_left_to_who_lives_and_taken_over_from_who_is_dead(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 29))  # it has joined: on SQLite who joins takes those before it for dead
    world.clock.move_to(at(8, 30))
    await world.pushes._planner.plan()
    other = Share("other")
    async with world.database.transaction() as connection:
        await connection.execute(
            insert(owners).values(id=other.owner, beat=0, locked=False, joined_at=world.clock.now())
        )
    assert len(await world.deliveries.claim(other, at(8, 30), 10)) == 1
    await world.tick_at(at(8, 30, second=30))
    assert world.telegram.delivered == []
    await OwnerStore(world.database).bury([Seen(other.owner, 0)])
    await world.tick_at(at(8, 31))
    assert world.telegram.chats == [ALICE]


async def test_what_was_under_way_in_a_dead_process_is_unknown_and_never_sent_again(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe(ALICE)
    world.clock.move_to(at(8, 30))
    await world.pushes._planner.plan()
    [row] = await world.deliveries.claim(Share("dead"), world.clock.now(), 10)
    assert await world.deliveries.begin(row.id, "dead")
    for minute in (31, 32, 45):
        await world.tick_at(at(8, minute))
    assert world.telegram.delivered == []
    assert await world.states() == {ALICE: "unknown"}
    assert await world.pushes.unknown(MONDAY) == 1
    assert "may have arrived" in caplog.text


async def test_two_processes_never_push_twice(world: World) -> None:
    for number in range(60):
        await world.subscribe(2000 + number)
    first = world.pushes
    await world.restart()
    world.clock.move_to(at(8, 30))
    await asyncio.gather(first.tick(), world.pushes.tick(), first.tick(), world.pushes.tick())
    await world.pushes.tick()
    assert sorted(world.telegram.chats) == [2000 + number for number in range(60)]


async def test_each_look_plans_what_has_come_due_since_the_last_and_says_how_many(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB, time(9))
    planned = []
    for hour, minute, second in ((8, 29, 0), (8, 30, 0), (8, 30, 59), (8, 59, 0), (9, 0, 0), (9, 1, 0)):
        world.clock.move_to(at(hour, minute, second=second))
        planned.append(await world.pushes.planner.plan())
    assert planned == [0, 1, 0, 0, 1, 0]
    assert "missed" not in caplog.text


async def test_who_was_held_up_overnight_plans_all_that_came_due_on_the_new_day(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB, time(9))
    await world.tick_at(at(8, 45))
    tuesday = MONDAY + timedelta(days=1)
    await world.tick_at(at(9, 10, day=tuesday))
    assert await world.states() == {ALICE: "sent", BOB: "skipped"}
    assert await world.states(tuesday) == {ALICE: "sent", BOB: "sent"}


async def test_what_a_past_day_missed_is_counted_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB, time(9))
    world.clock.move_to(at(8, 45, day=MONDAY + timedelta(days=1)))
    assert await world.pushes.planner.plan() == 2 + 1
    assert "2 pushes of 2026-03-02 were missed and are skipped" in caplog.text
