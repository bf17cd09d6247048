"""An own Bot API server that only the proxy can reach: everything goes through it, files too.

The server's name is known to nobody but the proxy, so whatever went past it would fail.
"""

import asyncio
import struct
from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from telegram import Bot
from telegram.error import NetworkError

from core.clock import SystemClock
from core.settings import Settings, TelegramSettings
from emulator.api import bot_api
from emulator.server import LocalServer
from emulator.telegram import Telegram
from handlers.application import api_addresses, build_request

NAME = "bot-api.office.invalid"


class Proxy:
    """A proxy on loopback that knows one name; it speaks HTTP or SOCKS 5, and counts its connections."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._server: asyncio.Server | None = None
        self.asked_for: list[str] = []

    async def open(self, scheme: str) -> str:
        """Listen; return the proxy's address, as telegram.proxy has it."""
        speak = self._socks if scheme == "socks5" else self._http
        self._server = await asyncio.start_server(speak, "127.0.0.1", 0)
        return f"{scheme}://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Listen no more."""
        if self._server:
            self._server.close()

    async def _http(self, reader: Reader, writer: Writer) -> None:
        """Pass requests on, each by a connection of its own, with the address cut down to its path."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, _, rest = head.partition("\r\n")
        method, target, version = first.split(" ")
        address = urlsplit(target)
        self.asked_for.append(address.hostname or "")
        path = f"{address.path}?{address.query}" if address.query else address.path
        there = f"{method} {path} {version}\r\nConnection: close\r\n{rest}"
        await self._pass_on(reader, writer, there.encode("latin-1"))

    async def _socks(self, reader: Reader, writer: Writer) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        _, _, _, kind = await reader.readexactly(4)
        assert kind == 3, "by name: the proxy finds out where that is"
        (length,) = await reader.readexactly(1)
        self.asked_for.append((await reader.readexactly(length)).decode())
        await reader.readexactly(2)
        writer.write(b"\x05\x00\x00\x01" + struct.pack("!IH", 0, 0))
        await self._pass_on(reader, writer, b"")

    async def _pass_on(self, reader: Reader, writer: Writer, first: bytes) -> None:
        assert self.asked_for[-1] == NAME
        from_there, to_there = await asyncio.open_connection("127.0.0.1", self._port)
        to_there.write(first)
        there = asyncio.create_task(_copy(reader, to_there))
        await _copy(from_there, writer)
        there.cancel()


async def _copy(reader: Reader, writer: Writer) -> None:
    try:
        while block := await reader.read(65536):
            writer.write(block)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


@pytest.fixture
async def served() -> AsyncIterator[tuple[Telegram, int]]:
    world = Telegram(SystemClock())
    server = LocalServer(bot_api(world))
    address = await server.start(0)
    yield world, urlsplit(address).port or 0
    await server.stop()


def bot_with(world: Telegram, proxy: str) -> Bot:
    """Return a bot as the settings make it."""
    telegram = TelegramSettings(api_url=f"http://{NAME}:8081", proxy=proxy)
    settings = Settings.model_validate({"telegram": telegram})
    api, files = api_addresses(telegram.api_url)
    return Bot(
        world.token,
        base_url=api,
        base_file_url=files,
        request=build_request(settings, 4),
        get_updates_request=build_request(settings, 1),
    )


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_polling_sending_and_files_go_through_it(served: tuple[Telegram, int], scheme: str) -> None:
    world, port = served
    proxy = Proxy(port)
    address = await proxy.open(scheme)
    person = world.add_person("组员")
    chat = world.private_chat(person)
    try:
        async with bot_with(world, address) as bot:
            world.send_media(person, chat, "document", content="讲话".encode(), name="讲话.txt")
            (update,) = await bot.get_updates(timeout=5)
            assert update.message is not None
            assert update.message.document is not None
            file = await update.message.document.get_file()
            assert bytes(await file.download_as_bytearray()).decode() == "讲话"
            sent = await bot.send_message(chat.id, "收到")
            assert await bot.delete_message(chat.id, sent.message_id)
    finally:
        await proxy.close()
    assert set(proxy.asked_for) == {NAME}


async def test_without_it_nobody_is_reached(served: tuple[Telegram, int]) -> None:
    world, port = served
    proxy = Proxy(port)
    address = await proxy.open("http")
    await proxy.close()
    for way in (address, ""):
        bot = bot_with(world, way)
        with pytest.raises(NetworkError):
            await bot.initialize()
        for request in bot._request:  # a bot that never began is not shut down as a whole
            await request.shutdown()
