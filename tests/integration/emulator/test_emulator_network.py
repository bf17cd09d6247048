"""The local Telegram over a socket, and what a bad network does to requests."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from clock import PATIENCE
from desk import Desk
from telegram import (
    Bot,
)
from telegram.error import (
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from core.clock import SystemClock
from core.errors import OperatorError
from emulator.api import bot_api
from emulator.faults import Fault
from emulator.limits import RateLimits
from emulator.server import LocalServer
from emulator.telegram import Telegram


async def test_faults_strike_as_the_network_would(desk: Desk) -> None:
    async def told(fault: Fault, error: type[TelegramError], *, delivered: bool) -> TelegramError:
        desk.world.faults.add(fault)
        before = len(desk.world.messages(desk.private))
        with pytest.raises(error) as raised:
            await desk.bot.send_message(desk.private.id, "早")
        assert len(desk.world.messages(desk.private)) == before + delivered
        return raised.value

    limited = await told(Fault(kind="retry_after", retry_after=9), RetryAfter, delivered=False)
    assert isinstance(limited, RetryAfter)
    assert limited.retry_after == timedelta(seconds=9)
    await told(Fault(kind="error", code=502), NetworkError, delivered=False)
    await told(Fault(kind="error", code=401, description="Unauthorized"), InvalidToken, delivered=False)
    dropped = await told(Fault(kind="drop_before"), NetworkError, delivered=False)
    assert isinstance(dropped.__cause__, httpx.ConnectError)
    unknown = await told(Fault(kind="hang_after_delivery"), TimedOut, delivered=True)
    assert isinstance(unknown.__cause__, httpx.ReadTimeout)
    await told(Fault(kind="html"), TelegramError, delivered=False)
    await desk.bot.send_message(desk.private.id, "又好了")


async def test_rate_limits_can_be_switched_on(desk: Desk) -> None:
    desk.world.limits = RateLimits(overall=None, group=2)
    for _ in range(2):
        await desk.bot.send_message(desk.group.id, "早")
    with pytest.raises(RetryAfter):
        await desk.bot.send_message(desk.group.id, "早")
    desk.clock.jump(60)
    await desk.bot.send_message(desk.group.id, "早")


@pytest.fixture
async def served() -> AsyncIterator[tuple[Telegram, LocalServer]]:
    world = Telegram(SystemClock())
    server = LocalServer(bot_api(world))
    await server.start(0)
    yield world, server
    await server.stop()


def bot_at(world: Telegram, server: LocalServer, read_timeout: float = PATIENCE) -> Bot:
    return Bot(
        world.token,
        base_url=f"{server.address}/bot",
        base_file_url=f"{server.address}/file/bot",
        request=HTTPXRequest(httpx_kwargs={"trust_env": False}, read_timeout=read_timeout),
        get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
    )


async def test_the_bot_talks_and_downloads_over_a_socket(served: tuple[Telegram, LocalServer]) -> None:
    world, server = served
    person = world.add_person("组员")
    chat = world.private_chat(person)
    async with bot_at(world, server) as bot:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await world.updates.polled()
        world.send_media(person, chat, "document", content="讲话".encode(), name="讲话.txt")
        (update,) = await polling
        assert update.message is not None
        assert update.message.document is not None
        file = await update.message.document.get_file()
        assert bytes(await file.download_as_bytearray()).decode() == "讲话"
        waiting = asyncio.create_task(world.next_message(chat, timeout=PATIENCE))
        await bot.send_message(chat.id, "收到")
        assert (await waiting).text == "收到"


async def test_a_hang_after_delivery_keeps_the_message_and_the_client_waiting(
    served: tuple[Telegram, LocalServer],
) -> None:
    world, server = served
    person = world.add_person("组员")
    chat = world.private_chat(person)
    world.say(person, chat, "早")
    async with bot_at(world, server) as bot:
        world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery"))
        with pytest.raises(TimedOut):
            await bot.send_message(chat.id, "廉语", read_timeout=1.0)
        world.faults.add(Fault(method="sendMessage", kind="drop_before"))
        with pytest.raises(NetworkError) as dropped:
            await bot.send_message(chat.id, "丢了")
        assert isinstance(dropped.value.__cause__, httpx.RemoteProtocolError | httpx.ReadError)
    assert [message.text for message in world.messages(chat)] == ["早", "廉语"]


async def test_a_released_hang_cuts_the_connection(served: tuple[Telegram, LocalServer]) -> None:
    world, server = served
    person = world.add_person("组员")
    chat = world.private_chat(person)
    world.say(person, chat, "早")
    async with bot_at(world, server) as bot:
        fault = world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery"))
        sending = asyncio.create_task(bot.send_message(chat.id, "廉语"))
        await world.next_message(chat, timeout=PATIENCE)
        fault.released.set()
        with pytest.raises(NetworkError):
            await sending


async def test_the_server_stops_at_once_with_requests_waiting_and_starts_again() -> None:
    world = Telegram(SystemClock())
    server = LocalServer(bot_api(world))
    await server.start(0)
    port = int(server.address.rpartition(":")[2])
    async with bot_at(world, server) as bot:
        polling = asyncio.create_task(bot.get_updates(timeout=50))
        await world.updates.polled()
        async with asyncio.timeout(25):
            await server.stop()
        with pytest.raises(NetworkError):
            await polling
        with pytest.raises(NetworkError) as refused:
            await bot.get_me()
        assert isinstance(refused.value.__cause__, httpx.ConnectError)
        await server.start(port)
        assert (await bot.get_me()).username == "qingfeng_bot"
    await server.stop()


async def test_a_port_in_use_is_named(served: tuple[Telegram, LocalServer]) -> None:
    world, server = served
    port = int(server.address.rpartition(":")[2])
    with pytest.raises(OperatorError, match=f"{port} 已被别的程序占用.*local_chat.port"):
        await LocalServer(bot_api(world)).start(port)
