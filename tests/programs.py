"""`bot.py` in processes of its own, on a local Telegram and a database: what they share, and their deaths."""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from emulator.api import bot_api
from emulator.chats import Chat
from emulator.server import LocalServer
from emulator.telegram import Telegram

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 400.0  # seconds for a program to start and work on a slow and busy machine


def noon_zone() -> str:
    """Return the name of a time zone in which it is about noon: no day ends there while a test runs."""
    behind = datetime.now(UTC).hour - 12  # of UTC; the names have the sign the other way round
    return f"Etc/GMT{behind:+d}"


class Programs:
    """`bot.py` in a process of its own, on a local Telegram and a database."""

    def __init__(self, world: Telegram, address: str, database_url: str) -> None:
        self.world = world
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("BOT_")
        } | {
            "BOT_TOKEN": world.token,
            "BOT_TELEGRAM__API_URL": address,
            "BOT_STORAGE__URL": database_url,
            "BOT_REMINDER__CATCH_UP": "24h",
            "BOT_REMINDER__TIMEZONE": noon_zone(),
            "BOT_ACCESS__MODE": "open",
        }

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """Start the program; kill it on the way out, as a power failure would."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "bot.py",
            cwd=ROOT,
            env=self.environment,
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


@asynccontextmanager
async def programs_on(world: Telegram, database_url: str) -> AsyncIterator[Programs]:
    """Serve the local Telegram for programs on one database."""
    server = LocalServer(bot_api(world))
    address = await server.start()
    yield Programs(world, address, database_url)
    world.faults.clear()
    await server.stop()


def answers(world: Telegram, chats: list[Chat]) -> Counter[int]:
    return Counter(
        chat.id for chat in chats for message in world.messages(chat) if message.is_from_bot and message.text
    )
