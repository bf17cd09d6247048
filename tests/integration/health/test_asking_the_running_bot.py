"""The bot itself, asked over a real socket while it runs: by a port of this machine, or by a socket's file."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from core.clock import SystemClock
from core.places import CHECKOUT
from emulator.api import bot_api
from emulator.server import LocalServer
from emulator.telegram import Telegram
from storage.database import Database

PATIENCE = 300.0  # seconds for a process to start on a busy machine


@pytest.fixture
async def environment(tmp_path: Path, socket_folder: Path) -> AsyncIterator[dict[str, str]]:
    world = Telegram(SystemClock())
    server = LocalServer(bot_api(world))
    yield {
        "BOT_TOKEN": world.token,
        "BOT_TELEGRAM__API_URL": await server.start(),
        "BOT_STORAGE__FOLDER": str(tmp_path / "data"),
        "BOT_HEALTH__LISTEN": f"unix:{socket_folder}/health.sock",
    }
    await server.stop()


@asynccontextmanager
async def running(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        cwd=CHECKOUT,
        env=inherited | environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def asking(place: Path) -> httpx.AsyncClient:
    """Return who asks by the socket's file."""
    way = httpx.AsyncHTTPTransport(uds=str(place))
    return httpx.AsyncClient(transport=way, base_url="http://bot", timeout=PATIENCE)


async def ready(client: httpx.AsyncClient, process: asyncio.subprocess.Process) -> httpx.Response:
    """Ask until the bot is ready."""
    async with asyncio.timeout(PATIENCE):
        while True:
            assert process.returncode is None
            try:
                answer = await client.get("/readyz")
                if answer.status_code == 200:
                    return answer
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)


async def test_it_answers_while_it_runs_and_is_gone_after_it(
    environment: dict[str, str], socket_folder: Path
) -> None:
    place = socket_folder / "health.sock"
    async with (
        asking(place) as client,
        running(environment) as process,
    ):
        said = (await ready(client, process)).json()
        assert said["problems"] == []
        assert said["database"] == Database.in_folder(Path(environment["BOT_STORAGE__FOLDER"])).mark
        assert said["last_heard_seconds"] is not None
        assert (await client.get("/healthz")).status_code == 200
        assert "qingfeng_ready 1.0" in (await client.get("/metrics")).text
        assert (await client.post("/readyz", content=b"x" * 1_000_000)).status_code == 405
        assert "server" not in (await client.get("/healthz")).headers
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        log = (await process.stderr.read()).decode()
        assert await process.wait() == 0, log
        with pytest.raises(httpx.TransportError):
            await client.get("/healthz")


async def test_who_connects_and_says_nothing_holds_nobody_up(
    environment: dict[str, str], socket_folder: Path
) -> None:
    place = socket_folder / "health.sock"
    async with (
        asking(place) as client,
        running(environment) as process,
    ):
        await ready(client, process)
        silent = [await asyncio.open_unix_connection(str(place)) for _ in range(5)]
        assert (await client.get("/healthz")).status_code == 200
        _, slow = silent[0]
        slow.write(b"GET /readyz HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 200_000)
        assert (await client.get("/healthz")).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        log = (await process.stderr.read()).decode()
        assert await process.wait() == 0, log
        for _, writer in silent:
            writer.close()
