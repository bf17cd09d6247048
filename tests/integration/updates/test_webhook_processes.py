"""The real program behind a webhook: in one process, and in two behind one address on PostgreSQL."""

import asyncio
import itertools
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import httpx
import pytest
from ports import free_port
from programs import PATIENCE, Programs, answers, programs_on
from surroundings import SMALL_KNOWLEDGE

from core.clock import SystemClock
from emulator.chats import Chat
from emulator.faults import Fault
from emulator.telegram import Telegram
from emulator.webhooks import Postman
from storage.database import Database
from storage.updates.received import UpdateStore

URL = "https://bot.example.org/telegram"
SOON = 400.0  # seconds on a busy machine
HANGING = 4


class Proxy(httpx.AsyncBaseTransport):
    """What stands behind the address: sends each request to the next process, and past one that is gone."""

    def __init__(self, *ports: int) -> None:
        self._inner = httpx.AsyncHTTPTransport()
        self._turn = itertools.cycle(ports)
        self._number = len(ports)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        content = await request.aread()
        for left in reversed(range(self._number)):
            here = request.url.copy_with(scheme="http", host="127.0.0.1", port=next(self._turn))
            try:
                return await self._inner.handle_async_request(
                    httpx.Request("POST", here, headers=request.headers, content=content)
                )
            except httpx.TransportError:
                if not left:
                    raise
        raise AssertionError

    async def aclose(self) -> None:
        await self._inner.aclose()


@pytest.fixture
def world() -> Telegram:
    return Telegram(SystemClock())


@pytest.fixture
async def programs(world: Telegram, database_url: str) -> AsyncIterator[Programs]:
    async with programs_on(world, database_url) as made:
        made.environment |= {
            "BOT_TELEGRAM__MODE": "webhook",
            "BOT_WEBHOOK__URL": URL,
            "BOT_WEBHOOK_TOKEN": "a-secret-token-of-a-test",
            "BOT_KNOWLEDGE__FOLDER": str(SMALL_KNOWLEDGE),
        }
        yield made


@pytest.fixture
async def ports(world: Telegram) -> AsyncIterator[list[int]]:
    """Two free ports, and a Telegram that sends to the process that listens there."""
    both = [free_port(), free_port()]
    posting = asyncio.create_task(Postman(world, Proxy(*both)).run())
    yield both
    posting.cancel()
    await asyncio.gather(posting, return_exceptions=True)


def listen(programs: Programs, port: int) -> Programs:
    """Let the next program that starts listen there."""
    programs.environment["BOT_WEBHOOK__LISTEN"] = f"127.0.0.1:{port}"
    return programs


async def until(world: Telegram, condition: Callable[[], bool], process: asyncio.subprocess.Process) -> None:
    """Wait, also for the pause of half a minute that Telegram makes when nobody has listened for so long."""
    async with asyncio.timeout(SOON):
        while not condition():
            assert process.returncode is None, "the program ended by itself"
            await world.changed_since(world.revision, 0.2)


def crowd(world: Telegram, number: int) -> list[Chat]:
    return [world.private_chat(world.add_person(f"同事{one}")) for one in range(number)]


def ask(world: Telegram, chats: list[Chat]) -> list[int]:
    return [world.say(world.people[chat.id], chat, "三重一大是什么").id for chat in chats]


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_program_answers_by_webhook_and_leaves_it_set_when_it_stops(
    programs: Programs, world: Telegram, database: Database, ports: list[int]
) -> None:
    chats = crowd(world, 3)
    async with listen(programs, ports[0]).running() as process:
        ask(world, chats)
        await until(world, lambda: len(answers(world, chats)) == 3, process)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            assert await process.wait() == 0
    assert world.updates.webhook.url == URL
    ask(world, chats)
    async with programs.running() as process:
        await until(world, lambda: set(answers(world, chats).values()) == {2}, process)
    assert len([one for one in world.calls if one.method == "getUpdates"]) == 0


@pytest.mark.kills
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_when_one_of_two_behind_one_address_is_killed_the_other_answers_all_in_order(
    programs: Programs, world: Telegram, database: Database, ports: list[int]
) -> None:
    chats, asked = crowd(world, 20), dict[int, list[int]]()
    updates = UpdateStore(database)
    async with AsyncExitStack() as leaving:
        first = await leaving.enter_async_context(listen(programs, ports[0]).running())
        other = await leaving.enter_async_context(listen(programs, ports[1]).running())
        ask(world, chats)
        await until(world, lambda: len(answers(world, chats)) == len(chats), other)
        fault = world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery", times=HANGING))
        for _ in range(4):
            for chat, number in zip(chats, ask(world, chats), strict=True):
                asked.setdefault(chat.id, []).append(number)
        await until(world, lambda: fault.times == 0, other)
        first.kill()
        left = await updates.count_unhandled(world.bot.id)
        world.faults.clear()
        async with asyncio.timeout(SOON):
            while len(world.updates) or await updates.count_unhandled(world.bot.id):
                await world.changed_since(world.revision, 0.2)
                assert other.returncode is None
    for chat in chats:
        replied = [one.reply_to.id for one in world.messages(chat) if one.is_from_bot and one.reply_to]
        said = answers(world, [chat])[chat.id]
        assert said >= 1 + len(asked[chat.id]), "a question was lost"
        assert list(dict.fromkeys(replied)) == sorted(set(replied)), "out of order"
    assert sum(answers(world, chats).values()) <= 5 * len(chats) + left
