"""The real program in several processes: on PostgreSQL they share one bot, on SQLite the second is refused."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from programs import PATIENCE, ROOT, Programs, answers, programs_on
from sqlalchemy import func, select

from core.clock import SystemClock
from core.models import ChatKind
from emulator.chats import Chat
from emulator.faults import Fault
from emulator.telegram import Telegram
from storage.database import Database
from storage.people.chats import ChatStore
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.subscriptions import SubscriptionStore
from storage.states import DeliveryState
from storage.tables.updates import owners
from storage.updates.received import UpdateStore

shared = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
SOON = 300.0  # seconds on a busy machine; on a quiet one it is four
HANGING = 6
LONG_ENOUGH = timedelta(seconds=70)  # to subscribe all before the minute that is pushed at


@pytest.fixture
def world() -> Telegram:
    return Telegram(SystemClock())


@pytest.fixture
async def programs(world: Telegram, database_url: str) -> AsyncIterator[Programs]:
    async with programs_on(world, database_url) as made:
        yield made


async def joined(world: Telegram, database: Database, number: int) -> None:
    """Wait until so many processes share the work."""
    async with asyncio.timeout(PATIENCE):
        while await number_of(database) != number:
            await world.changed_since(world.revision, 0.2)


async def number_of(database: Database) -> int:
    async with database.connection() as connection:
        return await connection.scalar(select(func.count()).select_from(owners)) or 0


def crowd(world: Telegram, number: int) -> list[Chat]:
    return [world.private_chat(world.add_person(f"同事{one}")) for one in range(number)]


def ask(world: Telegram, chats: list[Chat]) -> None:
    for chat in chats:
        world.say(world.people[chat.id], chat, "三重一大是什么")


@pytest.mark.kills
@pytest.mark.timeout(1800)
@shared
async def test_when_one_of_two_is_killed_the_other_answers_what_it_had_in_hand_and_polls_on(
    programs: Programs, world: Telegram, database: Database
) -> None:
    chats, later = crowd(world, 40), crowd(world, 6)
    fault = world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery", times=HANGING))
    async with AsyncExitStack() as leaving:
        first = await leaving.enter_async_context(programs.running())
        await joined(world, database, 1)
        other = await leaving.enter_async_context(programs.running())
        await joined(world, database, 2)
        ask(world, chats)
        await programs.until(lambda: fault.times == 0 and len(answers(world, chats)) > HANGING, first)
        first.kill()
        left = await UpdateStore(database).count_unhandled(world.bot.id)
        world.faults.clear()
        ask(world, later)
        async with asyncio.timeout(SOON):
            await programs.until(lambda: len(answers(world, chats + later)) == 46, other)
    said = answers(world, chats + later)
    assert max(answers(world, later).values()) == 1
    assert sum(said.values()) <= 46 + left


@pytest.mark.kills
@pytest.mark.timeout(1800)
@shared
async def test_three_answer_a_busy_group_in_order_and_nobody_twice(
    programs: Programs, world: Telegram, database: Database
) -> None:
    owner, chats = world.add_person("群主"), crowd(world, 20)
    group = world.add_group("小组", owner)
    world.add_bot(group, owner)
    async with AsyncExitStack() as leaving:
        some = [await leaving.enter_async_context(programs.running()) for _ in range(3)]
        await joined(world, database, 3)
        asked = [world.say(owner, group, "/ask 三重一大是什么") for _ in range(15)]
        for _ in range(2):
            ask(world, chats)
        await programs.until(lambda: sum(answers(world, chats).values()) >= 40, some[0])
        await programs.until(lambda: len(tied(world, group)) >= 15, some[0])
    assert set(answers(world, chats).values()) == {2}
    assert tied(world, group) == [message.id for message in asked]


def tied(world: Telegram, chat: Chat) -> list[int]:
    """Return which messages were answered in a chat, in order."""
    said = [one for one in world.messages(chat) if one.is_from_bot and one.reply_to is not None]
    return [one.reply_to.id for one in said if one.reply_to is not None]


@pytest.mark.kills
@pytest.mark.timeout(1800)
@shared
async def test_four_share_one_push_and_one_of_them_killed_doubles_and_loses_nothing(
    programs: Programs, world: Telegram, database: Database
) -> None:
    now, chats = datetime.now(UTC), crowd(world, 160)
    fault = world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery", times=HANGING))
    async with AsyncExitStack() as leaving:
        some = [await leaving.enter_async_context(programs.running()) for _ in range(4)]
        await joined(world, database, 4)
        soon = datetime.now(ZoneInfo(programs.environment["BOT_REMINDER__TIMEZONE"])) + LONG_ENOUGH
        for chat in chats:
            chat.started = True
            await ChatStore(database).record(chat.id, ChatKind.PRIVATE, "某人", now)
            await SubscriptionStore(database).subscribe(chat.id, f"{soon:%H:%M}", None, now)
        await programs.until(lambda: fault.times == 0 and len(answers(world, chats)) > HANGING, some[0])
        some[1].kill()
        world.faults.clear()
        store = DeliveryStore(database)
        async with asyncio.timeout(PATIENCE):
            while len(await ended(store)) < len(chats):
                await world.changed_since(world.revision, 0.2)
    received, rows = answers(world, chats), await ended(store)
    assert max(received.values()) == 1
    assert {rows[chat.id] for chat in chats if not received[chat.id]} <= {DeliveryState.UNKNOWN}
    assert set(rows.values()) <= {DeliveryState.SENT, DeliveryState.UNKNOWN}


async def ended(store: DeliveryStore) -> dict[int, DeliveryState]:
    rows = await store.listed(limit=1000)
    return {row.chat_id: row.state for row in rows if row.finished_at is not None}


# --- SQLite


@pytest.mark.kills
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_on_sqlite_a_killed_one_is_followed_at_once_and_the_command_line_works_beside_it(
    programs: Programs, world: Telegram, database: Database
) -> None:
    chats = crowd(world, 3)
    async with programs.running() as process:
        ask(world, chats[:1])
        await programs.until(lambda: bool(answers(world, chats)), process)
        assert await finished(programs.environment) == (2, f"已有一个清风在用（进程 {process.pid}）")
        assert await finished(programs.environment, "speeches", "list") == (0, "")
        process.kill()
        async with programs.running() as again:
            ask(world, chats)
            await programs.until(lambda: len(answers(world, chats)) == 3, again)


async def finished(environment: dict[str, str], *arguments: str) -> tuple[int | None, str]:
    """Run `bot.py` to its end; return its exit status and, of what it said, who uses the database."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        *arguments,
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(PATIENCE):
        _, said = await process.communicate()
    found = re.search("已有一个清风在用（进程 \\d+）", said.decode())
    return process.returncode, found[0] if found else said.decode()
