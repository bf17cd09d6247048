"""The real program, killed (SIGKILL) with work in hand and started again, on both databases."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from core.clock import SystemClock
from core.models import ChatKind
from emulator.api import bot_api
from emulator.chats import Chat
from emulator.faults import Fault
from emulator.server import LocalServer
from emulator.telegram import Telegram
from storage.chats import ChatStore
from storage.database import Database
from storage.deliveries import DeliveryStore
from storage.states import DeliveryState
from storage.subscriptions import SubscriptionStore
from storage.tables import deliveries
from storage.updates import UpdateStore

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0  # seconds for a program to start and work on a busy machine
HANGING = 6
PEOPLE = 30


class Programs:
    """`bot.py` in a process of its own, on a local Telegram and a database."""

    def __init__(self, world: Telegram, address: str, database_url: str) -> None:
        self.world = world
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith("BOT_")
        } | {
            "BOT_TOKEN": world.token,
            "BOT_TELEGRAM__API_URL": address,
            "BOT_STORAGE__URL": database_url,
            "BOT_REMINDER__CATCH_UP": "24h",
            "BOT_ACCESS__MODE": "open",
        }

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """Start the program; kill it on the way out, as a power failure would."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "bot.py",
            cwd=ROOT,
            env=self._environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def until(self, condition: Callable[[], bool], process: asyncio.subprocess.Process) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                assert process.returncode is None, "the program ended by itself"
                await self.world.changed_since(self.world.revision, 0.2)


@pytest.fixture
def world() -> Telegram:
    return Telegram(SystemClock())


@pytest.fixture
async def programs(world: Telegram, database_url: str) -> AsyncIterator[Programs]:
    server = LocalServer(bot_api(world))
    address = await server.start()
    yield Programs(world, address, database_url)
    world.faults.clear()
    await server.stop()


def answers(world: Telegram, chats: list[Chat]) -> Counter[int]:
    return Counter(
        chat.id for chat in chats for message in world.messages(chat) if message.is_from_bot and message.text
    )


async def test_updates_in_hand_when_the_program_is_killed_are_handled_after_its_restart(
    programs: Programs, world: Telegram, database: Database
) -> None:
    people = [world.add_person(f"同事{number}") for number in range(PEOPLE)]
    chats = [world.private_chat(person) for person in people]
    fault = world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery", times=HANGING))
    for person, chat in zip(people, chats, strict=True):
        world.say(person, chat, "三重一大是什么")
    updates = UpdateStore(database)
    async with programs.running() as process:
        await programs.until(lambda: fault.times == 0 and len(answers(world, chats)) > HANGING, process)
    left = await updates.count_unhandled(world.bot.id)
    assert left >= HANGING
    world.faults.clear()
    async with programs.running() as process:
        await programs.until(lambda: len(answers(world, chats)) == PEOPLE, process)
        async with asyncio.timeout(PATIENCE):
            while await updates.count_unhandled(world.bot.id):
                await world.changed_since(world.revision, 0.1)
    assert sum(answers(world, chats).values()) <= PEOPLE + left  # only what was in hand is answered again


async def test_a_push_cut_off_by_a_kill_reaches_everybody_once_or_is_called_unknown(
    programs: Programs, world: Telegram, database: Database
) -> None:
    now = datetime.now(UTC)
    chats: list[Chat] = []
    for number in range(PEOPLE):
        person = world.add_person(f"同事{number}")
        chats.append(chat := world.private_chat(person))
        chat.started = True
        await ChatStore(database).record(chat.id, ChatKind.PRIVATE, person.name, now)
        await SubscriptionStore(database).subscribe(chat.id, "00:00", None, now)
    fault = world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery", times=HANGING))
    async with programs.running() as process:
        await programs.until(lambda: fault.times == 0 and len(answers(world, chats)) > HANGING, process)
    world.faults.clear()
    async with database.transaction() as connection:  # as if the leases had run out
        past = now - timedelta(minutes=5)
        await connection.execute(
            update(deliveries).where(deliveries.c.lease_until.is_not(None)).values(lease_until=past)
        )
    store = DeliveryStore(database)
    async with programs.running(), asyncio.timeout(PATIENCE):
        while {row.state for row in await store.listed(limit=1000)} & {
            DeliveryState.PLANNED,
            DeliveryState.SENDING,
        }:
            await world.changed_since(world.revision, 0.1)
    rows = {row.chat_id: row.state for row in await store.listed(limit=1000)}
    received = answers(world, chats)
    assert len(rows) == PEOPLE
    assert max(received.values()) == 1
    # A chat that got nothing was under way when the program died, and that is written down.
    assert {rows[chat.id] for chat in chats if not received[chat.id]} <= {DeliveryState.UNKNOWN}
    assert {rows[chat.id] for chat in chats if received[chat.id]} <= {DeliveryState.SENT, DeliveryState.UNKNOWN}
    assert HANGING <= list(rows.values()).count(DeliveryState.UNKNOWN) < PEOPLE
