"""Updates that wait: in memory, in the table, and after a crash, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest
from clock import FakeClock
from polling import PollingBot, someone

from emulator.telegram import Telegram
from handlers.updates.attempt import current, resting
from handlers.updates.dispatch import CHATS_AT_ONCE, MOST_IN_HAND, PER_CHAT
from services.intake import MOST_ALONE, MOST_ATTEMPTS
from storage.database import Database
from storage.updates.received import UpdateStore


@pytest.fixture
def world() -> Telegram:
    return Telegram(FakeClock())


@pytest.fixture
async def bot(database: Database, world: Telegram) -> AsyncIterator[PollingBot]:
    async with PollingBot(database, world, FakeClock()) as opened:
        yield opened


async def test_no_more_is_fetched_than_can_be_held(bot: PollingBot, world: Telegram) -> None:
    stuck = asyncio.Event()

    async def wait(_: str) -> None:
        await stuck.wait()

    bot.handler = wait
    people = [someone(world, f"同事{number}") for number in range(MOST_IN_HAND + 50)]
    for number, person in enumerate(people):
        world.say(*person, str(number))
    bot.run()
    await bot.until(lambda: bot.poller.in_hand >= MOST_IN_HAND)
    for _ in range(20):
        await bot.clock.advance(1)
    assert bot.poller.in_hand == MOST_IN_HAND
    stuck.set()
    await bot.until_heard(*map(str, range(len(people))))


async def test_a_flooded_chat_holds_up_no_other_and_keeps_its_order(bot: PollingBot, world: Telegram) -> None:
    stuck = asyncio.Event()

    async def wait(text: str) -> None:
        if text.isdecimal():
            await stuck.wait()

    bot.handler = wait
    number = MOST_IN_HAND * 2
    flooded, quiet = someone(world, "群"), someone(world, "小陈")
    for text in range(number):
        world.say(*flooded, str(text))
    world.say(*quiet, "在吗")
    bot.run()
    await bot.until(lambda: bot.heard == ["在吗"])
    assert bot.poller.in_hand <= PER_CHAT + 1
    assert len(await bot.unhandled()) >= number
    stuck.set()
    await bot.until(lambda: len(bot.heard) > PER_CHAT)
    world.say(*flooded, str(number))  # while the chat is behind
    await bot.until_heard("在吗", *map(str, range(number + 1)))
    assert bot.heard == ["在吗", *map(str, range(number + 1))]


async def test_what_comes_twice_in_one_answer_is_handled_once(
    bot: PollingBot, world: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.say(*someone(world), "一次")
    once = await bot.poller._fetch(0)

    async def thrice(_: int) -> list[dict[str, Any]]:
        return once * 3

    monkeypatch.setattr(bot.poller, "_fetch", thrice)
    await bot.poller.poll_once()
    await bot.poller.drain()
    assert bot.heard == ["一次"]


@pytest.mark.parametrize(
    "poison",
    [
        {"update_id": 2**70, "message": {}},
        {"update_id": 77, "message": {"chat": {"id": 2**70, "type": "private"}, "text": "机密"}},
        {"update_id": 78, "message": {"from": {"id": -(2**63)}, "text": "机密"}},
        {"update_id": None},
    ],
)
async def test_what_cannot_be_stored_holds_up_nothing(
    bot: PollingBot,
    world: Telegram,
    poison: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world.say(*someone(world), "后")
    good = await bot.poller._fetch(0)

    async def both(_: int) -> list[dict[str, Any]]:
        return [poison, *good]

    monkeypatch.setattr(bot.poller, "_fetch", both)
    await bot.poller.poll_once()
    await bot.poller.drain()
    assert bot.heard == ["后"]
    assert await bot.unhandled() == []
    assert "机密" not in caplog.text


async def test_who_waits_idly_leaves_the_place_to_another_chat(bot: PollingBot, world: Telegram) -> None:
    turn = asyncio.Event()

    async def wait(text: str) -> None:
        if text != "在吗":
            with resting():
                await turn.wait()

    bot.handler = wait
    for number in range(CHATS_AT_ONCE * 3):
        world.say(*someone(world, f"群{number}"), str(number))
    world.say(*someone(world), "在吗")
    bot.run()
    await bot.until(lambda: bot.heard == ["在吗"] and len(bot.under_way) == CHATS_AT_ONCE * 3)
    turn.set()
    await bot.until_heard("在吗", *map(str, range(CHATS_AT_ONCE * 3)))
    assert bot.poller._dispatcher._at_work == 0


# --- what an earlier run left


async def test_what_an_earlier_run_left_comes_before_what_is_new(
    bot: PollingBot, database: Database, world: Telegram
) -> None:
    async def die(_: str) -> None:
        await asyncio.Event().wait()

    person, chat = someone(world)
    async with PollingBot(database, world, FakeClock(), patience=0.01) as crashed:
        crashed.handler = die
        for text in ("一", "二"):
            world.say(person, chat, text)
        await crashed.poller.poll_once()
    world.say(person, chat, "三")
    bot.run()
    await bot.until_heard("一", "二", "三")
    assert bot.heard == ["一", "二", "三"]


async def taken_up(bot: PollingBot) -> None:
    await bot.poller.recover()
    await bot.poller.drain()


async def test_an_update_that_keeps_killing_the_program_is_set_aside_and_harms_no_other(
    database: Database, world: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    async def kill(text: str) -> None:
        if text == "毒" or first_run:
            await asyncio.Event().wait()

    async def one_run() -> list[str]:
        async with PollingBot(database, world, FakeClock()) as bot:
            bot.handler = kill
            doing = asyncio.ensure_future(bot.poller.poll_once() if first_run else taken_up(bot))
            await bot.until(lambda: "毒" in bot.under_way or (doing.done() and not bot.under_way))
            await bot.die(doing)
            return bot.heard

    heard: list[str] = []
    for text in ("甲", "毒", "乙"):
        world.say(*someone(world, text), text)
    runs, left = 0, 3
    while left and runs < 9:
        runs += 1
        first_run = runs == 1
        heard += await one_run()
        left = await UpdateStore(database).count_unhandled(world.bot.id)
    assert set(heard) == {"甲", "乙"}
    assert runs == 2 + MOST_ATTEMPTS + MOST_ALONE  # in the end it was tried alone
    assert caplog.text.count("set aside") == 1


async def test_what_is_left_of_one_chat_holds_up_neither_another_nor_what_is_new(
    bot: PollingBot, database: Database, world: Telegram
) -> None:
    slow, waits = asyncio.Event(), asyncio.Event()

    async def die(_: str) -> None:
        waits.set()
        await asyncio.Event().wait()

    async def wait(text: str) -> None:
        if text == "一":
            await slow.wait()

    stuck, other, new = (someone(world, name) for name in ("甲", "乙", "丙"))
    async with PollingBot(database, world, FakeClock(), patience=0.01) as crashed:
        crashed.handler = die
        world.say(*stuck, "一")
        for number in range(PER_CHAT * 2):
            world.say(*stuck, f"一后{number}")
        world.say(*other, "二")
        await crashed.poller.poll_once()
        await waits.wait()
    bot.handler = wait
    bot.run()
    await bot.until(lambda: bot.under_way == ["一"] and bot.heard == ["二"])
    world.say(*stuck, "三")
    world.say(*new, "四")
    await bot.until(lambda: bot.heard == ["二", "四"])
    slow.set()
    await bot.until(lambda: "三" in bot.heard)
    assert bot.heard == ["二", "四", "一", *(f"一后{number}" for number in range(PER_CHAT * 2)), "三"]


def _all_under_way(bot: PollingBot) -> bool:
    return len(bot.under_way) == CHATS_AT_ONCE


async def test_who_was_under_way_at_three_kills_in_a_row_is_heard(database: Database, world: Telegram) -> None:
    async def hang(_: str) -> None:
        await asyncio.Event().wait()

    for number in range(CHATS_AT_ONCE):
        world.say(*someone(world, f"同事{number}"), str(number))
    for run in range(3):
        async with PollingBot(database, world, FakeClock()) as killed:
            killed.handler = hang
            doing = asyncio.ensure_future(taken_up(killed) if run else killed.poller.poll_once())
            await killed.until(partial(_all_under_way, killed))
            await killed.die(doing)
    async with PollingBot(database, world, FakeClock()) as bot:
        await taken_up(bot)
        assert sorted(bot.heard) == sorted(map(str, range(CHATS_AT_ONCE)))
        assert bot.most_under_way == 1


async def test_who_waited_for_telegram_when_the_program_ended_is_no_suspect(
    database: Database, world: Telegram
) -> None:
    async def ask_and_hang(_: str) -> None:
        attempt = current()
        assert attempt is not None
        await attempt.ask()
        asked.set()
        await asyncio.Event().wait()

    asked = asyncio.Event()
    world.say(*someone(world), "一")
    for run in range(6):
        async with PollingBot(database, world, FakeClock()) as killed:
            killed.handler = ask_and_hang
            doing = asyncio.ensure_future(taken_up(killed) if run else killed.poller.poll_once())
            await asked.wait()
            asked.clear()
            await killed.die(doing)
    [left] = await UpdateStore(database).unhandled(world.bot.id, 10)
    assert (left.attempts, left.spoke, left.alone) == (5, 5, 0)
