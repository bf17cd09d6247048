"""Subscriptions and the tick itself, on both databases."""

import asyncio
import logging
from datetime import time, timedelta
from typing import Any

import pytest
from clock import PATIENCE
from pushing import ALICE, BOB, MONDAY, ScriptedTelegram, World, at
from sqlalchemy import update

from core.models import NotSent, NotSentReason
from services.pushes import sending
from services.pushes.contents import ContentSource
from services.pushes.sending import AT_ONCE, PushService
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery
from storage.states import DeliveryKind, DeliveryState
from storage.tables.pushes import deliveries


async def test_whoever_unsubscribes_between_plan_and_push_gets_nothing(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.script[ALICE] = [NotSent(NotSentReason.RATE_LIMITED, retry_after=60.0)]
    await world.tick_at(at(8, 30))
    assert await world.subscriptions.unsubscribe(ALICE) is True
    assert await world.subscriptions.unsubscribe(ALICE) is False
    [row] = await world.rows()
    assert (row.state, row.reason) == (DeliveryState.SKIPPED, "unsubscribed"), "at once"
    await world.tick_at(at(8, 32))
    assert world.telegram.delivered == []
    assert await world.states() == {ALICE: "skipped"}
    assert await world.subscriptions.next_push(ALICE) is None


async def test_a_subscription_comes_back_with_its_time(world: World) -> None:
    await world.subscribe(ALICE, time(21, 5))
    await world.subscriptions.unsubscribe(ALICE)
    await world.subscribe(ALICE)
    assert await world.subscriptions.next_push(ALICE) == at(21, 5)


async def test_the_next_push_is_said_in_local_time(world: World) -> None:
    await world.subscribe(ALICE)
    coming = await world.subscriptions.next_push(ALICE)
    assert coming is not None
    assert coming.strftime("%d %H:%M %z") == "02 08:30 +0800"


async def test_a_muted_chat_is_pushed_without_a_sound(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.mute(ALICE, muted=True)
    await world.tick_at(at(8, 30))
    assert world.telegram.silent == [True]


async def test_subscribing_makes_a_blocked_chat_active(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.deactivate(ALICE, NotSentReason.BLOCKED)
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE]


async def test_a_chat_that_comes_back_after_the_hour_by_subscribing_waits_for_tomorrow(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.deactivate(ALICE, NotSentReason.BLOCKED)
    world.clock.move_to(at(10))
    await world.subscribe(ALICE)
    await world.restart()
    await world.pushes.tick()
    assert world.telegram.delivered == []


async def test_nothing_is_pushed_without_a_quote(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await world.subscribe(ALICE)
    world.quotes.use([])
    await world.tick_at(at(8, 30))
    assert world.telegram.delivered == []
    assert "no quote" in caplog.text


async def test_several_go_out_at_once_but_not_all(world: World) -> None:
    several = asyncio.Event()

    async def wait_for_others() -> None:
        if world.telegram.asked >= AT_ONCE:
            several.set()
        await several.wait()

    for number in range(AT_ONCE * 3):
        await world.subscribe(2000 + number)
    world.telegram.meanwhile = wait_for_others
    await world.tick_at(at(8, 30))
    assert world.telegram.most_at_once == AT_ONCE
    assert len(world.telegram.delivered) == AT_ONCE * 3


async def test_a_row_that_another_process_takes_just_when_it_is_its_turn_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    for chat_id in (ALICE, BOB):
        await world.subscribe(chat_id)

    async def taken() -> None:
        world.telegram.queue = None
        async with world.database.transaction() as connection:
            theirs = update(deliveries).where(deliveries.c.chat_id == ALICE)
            await connection.execute(theirs.values(claimed_by="another"))

    world.telegram.queue = taken
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [BOB, ALICE], "nobody knows of another: the row comes back"


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many rows each look for pushes to send has found, in order."""
    found: list[int] = []
    claim = DeliveryStore.claim

    async def noted(store: DeliveryStore, *how: Any) -> list[Delivery]:  # noqa: ANN401 - what `claim` takes
        rows = await claim(store, *how)
        found.append(len(rows))
        return rows

    monkeypatch.setattr(DeliveryStore, "claim", noted)
    return found


async def test_who_finds_nothing_to_send_spares_the_others_the_look(world: World, looks: list[int]) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE]
    assert looks[0] == 1
    assert len(looks) <= 3  # one beside the push found nothing, and so did the one behind it


async def test_what_comes_due_during_a_push_goes_out_behind_it(world: World, looks: list[int]) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB, time(8, 31))

    async def becomes_due() -> None:
        world.telegram.meanwhile = None
        await world.clock.until_so(lambda: looks == [1, 0], at_most=0)  # another one has looked in vain
        world.clock.move_to(at(8, 31))

    world.telegram.meanwhile = becomes_due
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE, BOB]


async def test_stopping_does_not_wait_for_a_lane_that_is_halted(world: World) -> None:
    halted, waiting = asyncio.Event(), asyncio.Event()

    async def queue() -> None:
        waiting.set()
        await halted.wait()

    await world.subscribe(ALICE)
    await world.subscribe(BOB)
    world.telegram.queue = queue
    world.clock.move_to(at(8, 30))
    tick = asyncio.create_task(world.pushes.tick())
    await waiting.wait()
    async with asyncio.timeout(PATIENCE):
        await world.pushes.stop()
        await tick
    assert await world.states() == {ALICE: "planned", BOB: "planned"}
    world.telegram.queue = None
    await world.restart()
    await world.tick_at(at(8, 31))
    assert sorted(world.telegram.chats) == [ALICE, BOB]


async def test_ticks_do_not_overlap(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.meanwhile = world.pushes.tick
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE]


async def test_a_clock_moved_while_a_tick_is_under_way_is_noticed_at_its_end(world: World) -> None:
    async def the_clock_is_moved() -> None:
        world.telegram.meanwhile = None
        world.clock.move_to(at(8, 30, day=MONDAY + timedelta(days=1)))
        await world.pushes.tick()  # as the local chat does

    await world.subscribe(ALICE)
    world.telegram.meanwhile = the_clock_is_moved
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE, ALICE]


@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(days=3)])
async def test_a_clock_moved_in_the_midst_of_a_run_makes_nothing_unknown(
    world: World, ahead: timedelta
) -> None:
    """Leases are told by the wall clock: the moved one ends them all, and no row may be lost to that."""
    chats = [2000 + number for number in range(AT_ONCE * 3)]

    async def the_clock_is_moved() -> None:
        if len(world.telegram.chats) > AT_ONCE:
            world.telegram.meanwhile = None
            world.clock.move_to(at(8, 30) + ahead)
            await world.pushes.tick()

    for chat in chats:
        await world.subscribe(chat)
    world.telegram.meanwhile = the_clock_is_moved
    await world.tick_at(at(8, 30))
    states = await world.states()
    received = [chat for chat in world.telegram.chats if chat in states]
    if ahead < world.settings.reminder.catch_up:
        assert set(states.values()) == {"sent"}
        assert sorted(received) == chats
    else:
        assert set(states.values()) == {"sent", "skipped"}  # too late by days


async def test_what_becomes_due_during_a_long_run_goes_out_in_it(world: World) -> None:
    for number in range(AT_ONCE + 1):
        await world.subscribe(2000 + number)
    await world.subscribe(ALICE, time(8, 31))

    async def a_minute_passes() -> None:
        world.clock.move_to(at(8, 31))

    world.telegram.meanwhile = a_minute_passes
    await world.tick_at(at(8, 30))
    assert ALICE in world.telegram.chats


async def test_a_tick_that_fails_is_logged_and_the_next_goes_on(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    await world.subscribe(ALICE)
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(DeliveryStore, "recover", fail)
        await world.tick_at(at(8, 30))
    assert "a look at what is due failed: OSError" in caplog.text
    await world.pushes.tick()
    assert world.telegram.chats == [ALICE]


async def test_a_sender_that_breaks_leaves_the_row_unknown(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB)
    world.telegram.script[ALICE] = [RuntimeError("a bug")]
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [BOB]
    await world.tick_at(at(8, 32))
    assert await world.states() == {ALICE: "unknown", BOB: "sent"}


async def test_stopping_gives_back_what_was_claimed(world: World) -> None:
    for number in range(AT_ONCE * 2):
        await world.subscribe(2000 + number)
    stopped = asyncio.Event()

    async def stop() -> None:
        if not stopped.is_set():
            stopped.set()
            world.stopping = asyncio.ensure_future(world.pushes.stop())

    world.telegram.meanwhile = stop
    await world.tick_at(at(8, 30))
    assert world.stopping is not None
    await world.stopping
    done = len(world.telegram.delivered)
    assert 0 < done < AT_ONCE * 2
    await world.pushes.tick()
    assert len(world.telegram.delivered) == done
    world.telegram.meanwhile = None
    await world.restart()
    await world.pushes.tick()
    assert len(set(world.telegram.chats)) == len(world.telegram.chats) == AT_ONCE * 2


async def test_old_rows_are_forgotten(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    for days, gone in ((0, 0), (400, 0), (401, 1), (401, 0)):
        world.clock.move_to(at(8, 30, day=MONDAY + timedelta(days=days)))
        assert await world.pushes.prune() == gone


class NotesNothing(ScriptedTelegram):
    """A sender that leaves it at sending."""

    async def note(self, *_what: object) -> None:
        """Note nothing."""


async def test_a_kind_of_push_without_a_source_is_refused_when_the_service_is_built(world: World) -> None:
    sources: dict[DeliveryKind, ContentSource] = {
        kind: world.program.services.notices for kind in DeliveryKind if kind is not DeliveryKind.REPORT
    }

    async def everybody(_chat_id: int) -> bool:
        return True

    with pytest.raises(ValueError, match="report"):
        PushService(
            world.deliveries,
            world.pushes.planner,
            world.subscriptions,
            sources,
            NotesNothing(),
            everybody,
            ownership=world.program.services.ownership,
            clock=world.clock,
        )
