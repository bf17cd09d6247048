"""The real program, killed (SIGKILL) with work in hand and started again, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from programs import PATIENCE, Programs, answers, programs_on

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
from storage.updates.received import UpdateStore

pytestmark = pytest.mark.timeout(1800)  # each waits for several programs, PATIENCE at most
HANGING = 6
PEOPLE = 30


@pytest.fixture
def world() -> Telegram:
    return Telegram(SystemClock())


@pytest.fixture
async def programs(world: Telegram, database_url: str) -> AsyncIterator[Programs]:
    async with programs_on(world, database_url) as made:
        yield made


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
