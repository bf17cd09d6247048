"""Notices, held days and reports over both databases; and a program that dies at any write of a notice."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time, timedelta

import pytest
from pushing import ALICE, BOB, GROUP, MONDAY, World, at, said_by
from sqlalchemy.ext.asyncio import AsyncConnection

from core.models import Unknown
from services.pushes import sending
from services.pushes.contents import Unwanted
from services.pushes.notices import NoticeService
from storage.database import Database
from storage.pushes.held_days import HELD, HeldDayStore
from storage.pushes.notices import Audience, NoticeStore
from storage.pushes.reports import Batch, PushReportStore
from storage.states import ChatState, DeliveryKind, DeliveryState, NoticeState
from storage.updates.owners import Share

OPERATOR = 9001
PEOPLE = [ALICE, BOB, GROUP]


class Desk:
    """A world with an operator who writes notices; `restart` is a new program."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.database = world.database
        self.store = NoticeStore(world.database)
        self.held = HeldDayStore(world.database)

    @property
    def notices(self) -> NoticeService:
        return self.world.program.services.notices

    async def draft(self) -> int:
        number = await self.notices.ask(OPERATOR)
        assert await self.notices.write(number, "明天开会", 5)
        return number

    async def go_on(self) -> None:
        await self.notices.go_on()
        await self.world.pushes.tick()


@pytest.fixture
async def desk(world: World) -> Desk:
    desk = Desk(world)
    for chat_id in PEOPLE:
        await desk.world.subscribe(chat_id, time(17, 30))
    return desk


async def test_a_notice_is_sent_once_to_whoever_is_subscribed_awake_and_reachable(desk: Desk) -> None:
    world = desk.world
    await world.subscriptions.unsubscribe(BOB)
    await world.subscribe(2001)
    await world.subscriptions.pause(2001, MONDAY + timedelta(days=2))
    await world.subscribe(2002)
    await world.chats.set_state(2002, ChatState.BLOCKED, "", world.clock.now())
    assert await desk.notices.audience() == Audience(2, 1)
    number = await desk.draft()
    batch = await desk.notices.send(number, OPERATOR, 6)
    assert batch == Batch(MONDAY, DeliveryKind.NOTICE, str(number))
    assert await desk.notices.send(number, OPERATOR, 6) is None
    for _ in range(3):
        await desk.go_on()
    assert sorted(world.telegram.chats) == sorted([ALICE, GROUP])
    assert {text for _, _, text in world.telegram.delivered} == {"明天开会"}


async def test_a_pause_after_the_confirmation_counts_still(desk: Desk) -> None:
    await desk.notices.send(await desk.draft(), OPERATOR, 6)
    await desk.world.subscriptions.pause(ALICE, MONDAY + timedelta(days=2))
    await desk.world.pushes.tick()
    assert ALICE not in desk.world.telegram.chats
    assert len(desk.world.telegram.chats) == len(PEOPLE) - 1


async def test_past_midnight_a_notice_still_goes_out(desk: Desk) -> None:
    desk.world.clock.move_to(at(23, 59))
    await desk.notices.send(await desk.draft(), OPERATOR, 6)
    await desk.world.tick_at(at(0, 5, day=date(2026, 3, 3)))
    notices = [chat for chat, _, text in desk.world.telegram.delivered if text == "明天开会"]
    assert sorted(notices) == sorted(PEOPLE)


class KilledError(BaseException):
    """The program is gone."""


class Mortal:
    """Lets a program die at its nth write, before or after it is committed; then it writes no more."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left: int | None = None
        self.committed = False
        transaction = database.transaction

        @asynccontextmanager
        async def mortal(*, durable: bool = True) -> AsyncIterator[AsyncConnection]:
            if self.left is not None:
                self.left -= 1
                if self.left < 0 or (self.left == 0 and not self.committed):
                    raise KilledError
            async with transaction(durable=durable) as connection:
                yield connection
            if self.left == 0:
                raise KilledError

        monkeypatch.setattr(database, "transaction", mortal)


@pytest.mark.parametrize("committed", [False, True], ids=["before the commit", "after it"])
async def test_a_program_that_dies_at_any_write_of_a_notice_sends_it_at_most_once_and_loses_none(
    desk: Desk, committed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", len(PEOPLE))  # more would find nothing to do, in many queries
    mortal = Mortal(desk.database, monkeypatch)
    deaths = 0
    for write in range(1, 60):
        desk.world.telegram.delivered.clear()
        number = await desk.draft()
        mortal.committed, mortal.left = committed, write
        try:
            await desk.notices.send(number, OPERATOR, 6)
            await desk.world.pushes.tick()
        except* KilledError:
            deaths += 1
        alive = mortal.left > 0
        mortal.left = None
        confirmed = await desk.store.of(number)
        assert confirmed is not None
        desk.world.clock.jump(61)  # what was postponed for a moment is due
        await desk.world.restart()
        if confirmed.state is NoticeState.DRAFT:  # it died first; the tap is handled again
            await desk.notices.send(number, OPERATOR, 6)
        await desk.go_on()
        rows = [row for row in await desk.world.rows() if row.notice == str(number) and row.kind == "notice"]
        received = Counter(desk.world.telegram.chats)
        assert sorted(row.chat_id for row in rows) == sorted(PEOPLE), write
        assert max(received.values()) == 1, write
        for row in rows:
            sure = {DeliveryState.SENT} if received[row.chat_id] else set()
            assert row.state in sure | {DeliveryState.UNKNOWN}, (write, row)
        if alive:
            break
    else:
        pytest.fail("it never got through")
    assert deaths > 8


# --- held days


async def test_a_held_day_skips_what_is_planned_even_if_somebody_has_claimed_it(desk: Desk) -> None:
    world, now = desk.world, at(17, 30)
    world.clock.move_to(now)
    await world.pushes.planner.plan()
    [claimed, *_] = await world.deliveries.claim(Share("other"), now, 1)
    assert await desk.held.hold(MONDAY, OPERATOR, now)
    assert not await desk.held.hold(MONDAY, OPERATOR, now)
    assert not await world.deliveries.begin(claimed.id, "other")
    await world.pushes.tick()
    assert world.telegram.delivered == []
    assert {row.reason for row in await world.rows(MONDAY)} == {HELD}


async def test_what_becomes_due_on_a_held_day_waits_for_its_release(desk: Desk) -> None:
    world = desk.world
    await desk.held.hold(MONDAY, OPERATOR, world.clock.now())
    await world.tick_at(at(17, 30))
    assert world.telegram.delivered == []
    assert await desk.held.release(MONDAY, world.quotes.quotes[3].key)
    assert not await desk.held.release(MONDAY, "")
    await world.pushes.tick()
    assert sorted(world.telegram.chats) == sorted(PEOPLE)
    assert {text for _, _, text in world.telegram.delivered} == {world.quotes.quotes[3].text}
    assert await desk.held.since(MONDAY) == frozenset()


async def test_a_notice_goes_out_on_a_held_day(desk: Desk) -> None:
    await desk.held.hold(MONDAY, OPERATOR, desk.world.clock.now())
    await desk.notices.send(await desk.draft(), OPERATOR, 6)
    await desk.world.pushes.tick()
    assert sorted(desk.world.telegram.chats) == sorted(PEOPLE)


# --- what reports are made of


async def test_a_report_counts_by_state_and_reason_and_names_chats(desk: Desk) -> None:
    world, store = desk.world, PushReportStore(desk.database)
    world.telegram.script[BOB] = [Unknown("ReadTimeout")]
    await world.tick_at(at(17, 30))
    batch = Batch(MONDAY)
    assert {(one.state, one.reason): one.number for one in await store.tally(batch)} == {
        (DeliveryState.SENT, ""): 2,
        (DeliveryState.UNKNOWN, "ReadTimeout"): 1,
    }
    [unknown] = await store.named(batch, DeliveryState.UNKNOWN, limit=9)
    assert (unknown.chat_id, unknown.name) == (BOB, "某处")
    assert await store.ids(batch, DeliveryState.UNKNOWN) == [unknown.delivery_id]
    assert await store.in_hand_since(batch, world.clock.now()) is None
    assert await store.tally(Batch(MONDAY, DeliveryKind.NOTICE, "1")) == []


async def test_what_a_chat_gets_of_a_notice_or_why_it_gets_none(desk: Desk) -> None:
    world, number = desk.world, await desk.draft()
    await world.subscriptions.mute(ALICE, muted=True)
    await world.subscriptions.change_place(GROUP, 7)
    await desk.notices.send(number, OPERATOR, 6)
    rows = {row.chat_id: row for row in await world.rows() if row.kind is DeliveryKind.NOTICE}
    sent = world.clock.now()

    async def said() -> list[str | tuple[str, int | None, bool]]:
        found = [await desk.notices.of(rows[chat]) for chat in PEOPLE]
        return [
            one.reason if isinstance(one, Unwanted) else (said_by(one.content), one.place.thread_id, one.silent)
            for one in found
        ]

    assert await said() == [("明天开会", None, True), ("明天开会", None, False), ("明天开会", 7, False)]
    await world.subscriptions.unsubscribe(ALICE)
    await world.subscriptions.pause(BOB, MONDAY + timedelta(days=9))
    assert await said() == ["unsubscribed", "paused", ("明天开会", 7, False)]
    world.clock.move_to(sent + timedelta(hours=24) - timedelta(seconds=1))
    assert (await said())[2] == ("明天开会", 7, False)
    world.clock.move_to(sent + timedelta(hours=24))
    assert (await said())[2] == "overdue"
    assert await desk.store.stop(number, world.clock.now())
    assert await said() == ["stopped"] * 3


async def test_a_notice_is_kept_for_four_hundred_days(desk: Desk) -> None:
    await desk.notices.send(await desk.draft(), OPERATOR, 6)
    sent = desk.world.clock.now()
    for days, gone in ((0, 0), (400, 0), (401, 1), (401, 0)):
        desk.world.clock.move_to(sent + timedelta(days=days))
        assert await desk.notices.prune() == gone
