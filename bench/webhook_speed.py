"""How many questions a second one process answers by webhook, and how many two behind one address.

`.venv/bin/python -m bench.webhook_speed postgresql://user:password@host/empty_database`

Each bot has a core of its own where there are enough; the local Telegram, which asks and is answered in this
process, has the others. With too few cores it takes time away from the bots, and the output says so. The
baseline is one process in the same run. Goal: two processes on two cores, at least 1.6 times.
"""

import argparse
import asyncio
import itertools
import os
import secrets
import socket
import sys
import time
from contextlib import AsyncExitStack

import httpx

from core.clock import SystemClock
from core.places import CHECKOUT
from emulator.api import bot_api
from emulator.chats import Chat
from emulator.server import LocalServer
from emulator.telegram import Telegram
from emulator.webhooks import Postman

PEOPLE, QUESTIONS, WARM_UP = 40, 10, 1
PATIENCE = 600.0  # seconds
BOT = 100_000_100  # the number of the first bot
QUESTION = "三重一大是什么"


class Proxy(httpx.AsyncBaseTransport):
    """What stands behind the address: each request goes to the next process."""

    def __init__(self, ports: list[int]) -> None:
        self._inner = httpx.AsyncHTTPTransport()
        self._turn = itertools.cycle(ports)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=next(self._turn))
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def start(
    world: Telegram, address: str, database: str, port: int, core: int
) -> asyncio.subprocess.Process:
    """Start a bot on a core."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")} | {
        "BOT_TOKEN": world.token,
        "BOT_TELEGRAM__API_URL": address,
        "BOT_TELEGRAM__MODE": "webhook",
        "BOT_TELEGRAM__MESSAGES_PER_SECOND": "0",
        "BOT_WEBHOOK__URL": "https://bot.example.org/telegram",
        "BOT_WEBHOOK__LISTEN": f"127.0.0.1:{port}",
        "BOT_WEBHOOK__MAX_CONNECTIONS": "100",
        "BOT_WEBHOOK_TOKEN": world.token.partition(":")[2],
        "BOT_STORAGE__URL": database,
        "BOT_ACCESS__MODE": "open",
        "BOT_THROTTLE__PERSON_PER_MINUTE": "0",
        "BOT_THROTTLE__PERSON_PER_HOUR": "0",
        "BOT_LOG__LEVEL": "error",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "bot.py", cwd=CHECKOUT, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process.pid, {core})
    return process


def answered(world: Telegram, chats: list[Chat]) -> int:
    """Return how many messages the bot has sent."""
    return sum(1 for chat in chats for one in world.messages(chat) if one.is_from_bot and one.text)


async def rate(database: str, number: int, cores: list[int]) -> float:
    """Return how many questions so many processes answer in a second."""
    world = Telegram(SystemClock(), token=f"{BOT + number}:{secrets.token_urlsafe(26)}")  # numbers of its own
    server = LocalServer(bot_api(world))
    address = await server.start()
    ports = [free_port() for _ in range(number)]
    chats = [world.private_chat(world.add_person(f"同事{one}")) for one in range(PEOPLE)]
    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(server.stop)
        bots = [
            await start(world, address, database, port, core)
            for port, core in zip(ports, itertools.cycle(cores), strict=False)
        ]
        posting = asyncio.create_task(Postman(world, Proxy(ports)).run())
        leaving.callback(posting.cancel)
        for bot in bots:
            leaving.push_async_callback(bot.wait)
            leaving.callback(bot.terminate)
        await asyncio.gather(*(listens(port) for port in ports))
        seconds = 0.0
        for rounds in (WARM_UP, QUESTIONS):
            wanted = answered(world, chats) + PEOPLE * rounds
            began = time.perf_counter()
            for chat in chats * rounds:
                world.say(world.people[chat.id], chat, QUESTION)
            async with asyncio.timeout(PATIENCE):
                while answered(world, chats) < wanted:
                    await world.changed_since(world.revision, 1.0)
            seconds = time.perf_counter() - began
    return PEOPLE * QUESTIONS / seconds


async def listens(port: int) -> None:
    """Return when somebody listens on a port."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.2)
            else:
                writer.close()
                return


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("database", help="a PostgreSQL database that is empty, or of this bot")
    database = options.parse_args().database
    cores = (
        sorted(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else list(range(os.cpu_count() or 1))
    )
    if len(cores) > 2 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(cores[2:]))
    else:
        print(f"only {len(cores)} cores: the local Telegram and PostgreSQL take time away from the bots")
    one, two = (asyncio.run(rate(database, number, cores[:2])) for number in (1, 2))
    print(f"cores {cores[:2]} for the bots, of {len(cores)}; {PEOPLE} people, {QUESTIONS} questions each")
    print(f"one process {one:.0f} a second, two processes {two:.0f} a second: {two / one:.2f} times")


if __name__ == "__main__":
    main()
