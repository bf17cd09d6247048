"""Several processes handle the updates of one bot, on PostgreSQL: each chat by one of them, in order, once."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest
from clock import MORNING, FakeClock
from polling import PollingBot, someone
from surroundings import Surroundings

from core.settings import Settings
from emulator.telegram import Telegram
from services.ownership import BEAT, GONE, STILL, SURE, Ownership
from storage.database import Database
from storage.updates.owners import OwnerStore, Share
from storage.updates.received import RawUpdate, UpdateStore

BOT = 7
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
A, B = Share("a", 0, 2), Share("b", 1, 2)


def raw(update_id: int, chat_id: int | None) -> RawUpdate:
    return RawUpdate(update_id, chat_id, "{}")


@pytest.fixture
async def owners(database: Database) -> AsyncIterator[dict[str, OwnerStore]]:
    """Two who live, a and b."""
    stores = {name: OwnerStore(database) for name in ("a", "b")}
    for name, store in stores.items():
        await store.join(name, MORNING)
    yield stores
    for store in stores.values():
        await store.close()


async def claimed(store: UpdateStore, share: Share, limit: int | None = None) -> list[int]:
    return [one.update_id for one in await store.claim(BOT, share, limit)]


async def test_what_one_stores_for_another_is_claimed_by_the_other(
    database: Database, owners: dict[str, OwnerStore]
) -> None:
    store = UpdateStore(database)
    fresh = await store.store(BOT, [raw(1, 10), raw(2, 11), raw(3, None), raw(4, -11)], MORNING, A)
    assert {one.update_id: one.owner for one in fresh} == {1: "a", 2: None, 3: "a", 4: None}
    assert await claimed(store, A) == []
    assert await claimed(store, B, 1) == [2]
    assert await claimed(store, B) == [4]
    assert await claimed(store, B) == []


async def test_a_chat_of_which_another_has_something_in_hand_waits(
    database: Database, owners: dict[str, OwnerStore]
) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(1, 5)], MORNING, Share("a"))
    [second] = await store.store(BOT, [raw(2, 5)], MORNING, Share("b"))
    assert second.owner is None
    assert await claimed(store, Share("b")) == []
    [third] = await store.store(BOT, [raw(3, 5)], MORNING, Share("a"))
    assert third.owner is None, "one before it waits"
    await store.mark_handled(BOT, [1], MORNING)
    assert await claimed(store, Share("b")) == [2, 3]


async def test_two_who_store_at_once_never_have_one_chat_both(
    database: Database, owners: dict[str, OwnerStore]
) -> None:
    stores = {name: UpdateStore(database) for name in owners}
    for number in range(0, 40, 2):
        stored = await asyncio.gather(
            stores["a"].store(BOT, [raw(number, number)], MORNING, Share("a")),
            stores["b"].store(BOT, [raw(number + 1, number)], MORNING, Share("b")),
        )
        assert len({one.owner for some in stored for one in some} - {None}) == 1


async def test_the_work_of_who_left_or_died_is_anybodys_and_known_as_left_over(
    database: Database, owners: dict[str, OwnerStore]
) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(1, 5)], MORNING, Share("a"))
    await owners["a"].leave("a")
    [fresh] = await store.store(BOT, [raw(2, 6)], MORNING, Share("a"))
    assert fresh.owner is None, "the dead get nothing"
    assert await store.claim(BOT, Share("a")) == []
    [left, new] = await store.claim(BOT, Share("b"))
    assert (left.orphaned, new.orphaned) == (True, False)


async def test_those_who_live_share_what_telegram_takes_in_a_second(
    database: Database, owners: dict[str, OwnerStore]
) -> None:
    here = Surroundings()
    program = await here.start(database, Settings())
    try:
        await program.app.bot.initialize()
        people = [someone(here.world, f"同事{number}") for number in range(20)]
        for person, chat in people:
            here.world.say(person, chat, "在吗")
        assert (await program.services.ownership.share()).of == len(owners) + 1
        began = here.clock.monotonic()
        sending = (program.app.bot.send_message(chat.id, "好") for _, chat in people)
        await here.clock.until(asyncio.gather(*sending))
        assert here.clock.monotonic() - began >= 1, "one of three has a third of thirty messages a second"
    finally:
        await here.end()


# --- who is dead


class Two:
    """Two owners on one clock, of which one can stop renewing."""

    def __init__(self, database: Database) -> None:
        self.clock = FakeClock()
        self.store = OwnerStore(database)
        self.one, self.other = (Ownership(store, self.clock) for store in (self.store, OwnerStore(database)))

    async def join(self) -> None:
        for each in (self.one, self.other):
            await each.share()
        await self.one.renew()

    async def look_for(self, seconds: float) -> None:
        """Let the other look every second."""
        for _ in range(round(seconds / BEAT)):
            self.clock.jump(BEAT)
            await self.other.renew()

    async def close(self) -> None:
        for each in (self.one, self.other):
            await each._store.close()


@pytest.fixture
async def two(database: Database) -> AsyncIterator[Two]:
    pair = Two(database)
    await pair.join()
    yield pair
    await pair.close()


async def test_each_has_a_share_and_the_oldest_leads(two: Two) -> None:
    shares = [await each.share() for each in (two.one, two.other)]
    assert [(share.place, share.of) for share in shares] == [(0, 2), (1, 2)]
    assert (two.one.leads, two.other.leads) == (True, False)


async def test_who_renews_is_never_taken_for_dead(two: Two) -> None:
    for _ in range(30):
        two.clock.jump(SURE)
        assert await two.one.sure()
        await two.other.renew()
    assert two.other.number == 2


async def test_who_is_killed_is_known_for_dead_in_two_seconds(two: Two) -> None:
    await two.store.close()  # as the system does
    await two.look_for(GONE - BEAT)
    assert two.other.number == 2
    await two.look_for(2 * BEAT)
    assert (two.other.number, two.other.leads) == (1, True)


async def test_whose_connection_breaks_lives_on(two: Two) -> None:
    for _ in range(5):
        await two.store.close()
        await two.other.renew()
        two.clock.jump(BEAT)
        await two.one.renew()
    assert two.other.number == 2


async def test_who_stands_still_is_known_for_dead_in_ten_seconds_and_begins_anew(two: Two) -> None:
    let_go: list[str] = []

    async def lose() -> None:
        let_go.append("all")

    two.one.on_change(lambda: None, lost=lose)
    await two.look_for(STILL - BEAT)
    assert two.other.number == 2
    await two.look_for(2 * BEAT)
    assert (two.other.number, two.other.leads) == (1, True)
    assert not await two.one.sure()
    assert let_go == ["all"]
    await two.other.renew()
    assert (two.one.leads, two.other.leads, two.other.number) == (False, True, 2)


# --- whole programs


@pytest.fixture
def world() -> Telegram:
    return Telegram(FakeClock())


def polled(bot: PollingBot) -> bool:
    return bot.poller._answered is not None


async def test_of_two_one_polls_and_each_handles_its_chats_in_order(
    database: Database, world: Telegram
) -> None:
    async with (
        PollingBot(database, world, FakeClock()) as first,
        PollingBot(database, world, first.clock) as other,
    ):
        people = [someone(world, f"同事{number}") for number in range(8)]
        first.run()
        await first.until(partial(polled, first))
        other.run()
        await first.clock.until_so(lambda: other.program.services.ownership.number == 2, at_most=0)
        await first.program.services.ownership.renew()
        for number in range(5):
            for person, chat in people:
                world.say(person, chat, f"{person.name} {number}")
        everything = {f"{person.name} {number}" for person, _ in people for number in range(5)}
        await first.clock.until_so(lambda: everything <= {*first.heard, *other.heard})
        assert not polled(other)
        assert len(first.heard) + len(other.heard) == len(everything)
        assert first.heard
        assert other.heard
        for person, _ in people:
            heard = [[one for one in bot.heard if one.startswith(person.name)] for bot in (first, other)]
            assert sorted(heard) == [[], [f"{person.name} {number}" for number in range(5)]]


async def test_what_a_dead_one_had_in_hand_and_its_polling_are_taken_over(
    database: Database, world: Telegram
) -> None:
    async def hang(_: str) -> None:
        await asyncio.Event().wait()

    async with (
        PollingBot(database, world, FakeClock()) as dead,
        PollingBot(database, world, FakeClock()) as bot,
    ):
        dead.handler = hang
        people = [someone(world, f"同事{number}") for number in range(6)]
        for person, chat in people:
            world.say(person, chat, f"{person.name} 一")
            world.say(person, chat, f"{person.name} 二")
        doing = asyncio.ensure_future(dead.poller.poll_once())
        await dead.until(lambda: bool(dead.under_way))
        await dead.die(doing)
        bot.run()
        bot.program.services.ownership.keep_on()
        await bot.clock.until_so(lambda: len(bot.heard) == 12)
        for person, _ in people:
            assert [one for one in bot.heard if one.startswith(person.name)] == [
                f"{person.name} 一",
                f"{person.name} 二",
            ]
        assert bot.heard.count("同事0 一") == 1
        world.say(*people[0], "三")
        await bot.until_heard(*bot.heard, "三")
