"""The end of a process: whatever hangs, it comes by the deadline, with a reason in the log and a status."""

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from postgres import PASSWORD
from silent_proxy import SilentProxy
from sqlalchemy.engine import make_url

from cli.exits import DEAF, UNFINISHED
from core.clock import SystemClock
from emulator.api import bot_api
from emulator.faults import Fault
from emulator.server import LocalServer
from emulator.telegram import Telegram

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300.0  # seconds for a process to start on a busy machine
MOMENT = 100.0  # seconds beyond a deadline that a busy machine may take; far from FOR_EVER
WITHIN = 4.0  # the deadline here
FOR_EVER = 600.0  # seconds; nothing here takes so long by itself

# A program that says when it runs and when it hears a signal, and does what hangs.
SCRIPT = """
import asyncio, logging, os, time
from core.logs import set_up_logging
from cli.stopping import Stop
from core import loop_watch
set_up_logging("info")
def busy():
    while True:
        sum(range(1000))
async def hang():
    try:
        await asyncio.Event().wait()
    finally:
        await asyncio.Event().wait()
async def gentle():
    await asyncio.Event().wait()
async def waiting(stop):
    await stop.asked.wait()
class Telling(Stop):
    def _heard(self, number, frame):
        super()._heard(number, frame)
        os.write(1, b"heard\\n")
async def main():
    stop = Telling({within})
    stop.listen()
    async def serving():
        print("runs", flush=True)
        {doing}
    await stop.run(serving())
asyncio.run(main())
"""


@asynccontextmanager
async def started(*command: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("BOT_")} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ended(process: asyncio.subprocess.Process, within: float) -> tuple[int, str, float]:
    """Return the exit status, the log, and how long it took."""
    began = time.monotonic()
    async with asyncio.timeout(within):
        assert process.stderr is not None
        said = (await process.stderr.read()).decode()
        status = await process.wait()
    return status, said, time.monotonic() - began


async def runs(process: asyncio.subprocess.Process, sign: str = "runs") -> None:
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        assert sign in (await process.stdout.readline()).decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_what_ends_when_asked_ends_well(number: int) -> None:
    async with started("-c", SCRIPT.format(within=FOR_EVER, doing="await waiting(stop)")) as process:
        await runs(process)
        process.send_signal(number)
        status, said, _ = await ended(process, MOMENT)
    assert status == 0, said


@pytest.mark.parametrize("doing", ["await hang()", "busy()", "time.sleep(600)", "await gentle()"])
async def test_whatever_hangs_the_process_ends_by_the_deadline(doing: str) -> None:
    async with started("-c", SCRIPT.format(within=WITHIN, doing=doing)) as process:
        await runs(process)
        process.send_signal(signal.SIGTERM)
        status, said, _ = await ended(process, WITHIN + MOMENT)
    assert status == UNFINISHED, said
    assert "comes first next time" in said or "did not end within 4 seconds" in said


@pytest.mark.parametrize("doing", ["await hang()", "busy()"])
async def test_a_second_signal_hastens_the_end(doing: str) -> None:
    async with started("-c", SCRIPT.format(within=FOR_EVER, doing=doing)) as process:
        await runs(process)
        process.send_signal(signal.SIGTERM)
        await runs(process, "heard")  # two signals that come at once are one
        process.send_signal(signal.SIGTERM)
        status, said, _ = await ended(process, MOMENT)
    assert status == UNFINISHED, said
    assert "a second signal" in said


async def test_an_event_loop_that_stands_still_ends_the_process_and_says_where() -> None:
    script = SCRIPT.format(within=WITHIN, doing="busy()").replace(
        "from core import loop_watch",
        "from core import loop_watch\nimport cli.stopping as s\n"
        "s.LoopWatch = lambda stuck: loop_watch.LoopWatch(stuck, every=0.1, looks=5)",
    )
    async with started("-c", script) as process:
        await runs(process)
        status, said, _ = await ended(process, MOMENT)
    assert status == DEAF, said
    assert "the event loop stands still" in said


# --- the bot itself


@pytest.fixture
def world() -> Telegram:
    return Telegram(SystemClock())


@pytest.fixture
async def address(world: Telegram) -> AsyncIterator[str]:
    server = LocalServer(bot_api(world))
    yield await server.start()
    world.faults.clear()
    await server.stop()


def the_bot(**changes: float) -> tuple[str, str]:
    """Return how the bot is started with other seconds than its own."""
    settings = "".join(f"cli.run.{name} = {value}; " for name, value in changes.items())
    return "-c", f"import cli.run; {settings}from cli.main import start; start()"


def its_settings(world: Telegram, address: str, **more: str) -> dict[str, str]:
    return {"BOT_TOKEN": world.token, "BOT_TELEGRAM__API_URL": address, "BOT_ACCESS__MODE": "open"} | more


async def until(condition: Callable[[], bool], world: Telegram, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            assert process.returncode is None
            await world.changed_since(world.revision, 0.2)


def polled(world: Telegram) -> Callable[[], bool]:
    return lambda: world.updates._poll is not None


async def test_telegram_hanging_does_not_hold_up_the_end(world: Telegram, address: str, tmp_path: Path) -> None:
    chat = world.private_chat(person := world.add_person("陈"))
    settings = its_settings(world, address, BOT_STORAGE__FOLDER=str(tmp_path))
    async with started(*the_bot(STOP_WITHIN=WITHIN + 4), **settings) as process:
        await until(polled(world), world, process)
        fault = world.faults.add(Fault(kind="hang_after_delivery", times=1000))
        world.say(person, chat, "三重一大是什么")
        await until(lambda: fault.times < 1000, world, process)
        process.send_signal(signal.SIGTERM)
        status, said, took = await ended(process, WITHIN + 4 + MOMENT)
    assert status in {0, UNFINISHED}, said
    assert took < WITHIN + 4 + MOMENT
    assert world.token not in said


async def test_a_telegram_that_hangs_at_the_start_does_not_hold_up_the_end(
    world: Telegram, address: str, tmp_path: Path
) -> None:
    fault = world.faults.add(Fault(kind="hang_after_delivery", times=1000))
    settings = its_settings(world, address, BOT_STORAGE__FOLDER=str(tmp_path))
    async with started(*the_bot(STOP_WITHIN=WITHIN + 4), **settings) as process:
        await until(lambda: fault.times < 1000, world, process)
        process.send_signal(signal.SIGTERM)
        status, said, _ = await ended(process, WITHIN + 4 + MOMENT)
    assert status in {0, UNFINISHED}, said


async def test_postgresql_hanging_does_not_hold_up_the_end(
    world: Telegram, address: str, postgres_copy: str
) -> None:
    url = make_url(postgres_copy)
    proxy = SilentProxy(url.host or "", url.port or 0)
    through = url.set(host="127.0.0.1", port=await proxy.start()).render_as_string(hide_password=False)
    settings = its_settings(world, address, BOT_STORAGE__URL=through)
    async with started(*the_bot(STOP_WITHIN=WITHIN), **settings) as process:
        await until(polled(world), world, process)
        proxy.opens = False
        proxy.fall_silent()
        async with asyncio.timeout(PATIENCE):
            await proxy.swallowed.wait()
        process.send_signal(signal.SIGTERM)
        status, said, _ = await ended(process, WITHIN + MOMENT)
    await proxy.stop()
    assert status in {0, UNFINISHED}, said
    assert PASSWORD not in said


@pytest.mark.parametrize("fault", [(401, "Unauthorized"), (404, "Not Found"), (409, "Conflict"), (502, "?")])
async def test_a_bot_that_hears_nothing_ends_with_a_reason_and_a_status(
    world: Telegram, address: str, tmp_path: Path, fault: tuple[int, str]
) -> None:
    settings = its_settings(world, address, BOT_STORAGE__FOLDER=str(tmp_path))
    async with started(*the_bot(DEAF_AFTER=15.0), **settings) as process:
        await until(polled(world), world, process)
        code, why = fault
        world.faults.add(Fault("getUpdates", "error", code=code, description=why, times=10_000))
        world.say(person := world.add_person("陈"), world.private_chat(person), "在吗")
        status, said, _ = await ended(process, PATIENCE)
    assert status == DEAF, said
    assert re.search(r"the program ends: Telegram has answered no getUpdates", said)
