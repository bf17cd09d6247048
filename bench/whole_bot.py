"""Speed and size of the whole bot against two others: a plain FAQ bot and a bare echo bot.

`python -m bench.whole_bot [--people 60] [--rounds 4] [--turns 3]`

All three ask the same local Telegram over real HTTP on loopback. It runs in this process, each bot in one of
its own, in turn: echo, plain, whole, echo, plain, whole, … so that a machine whose speed drifts spoils all
alike. Printed: medians, and the whole bot's ratio to each of the others, turn by turn.
Every question is another, drawn from the known ones; "asked again" is the same questions once more, as an
office asks the same things and the bot remembers its answers. Processor time is the steadier measure. Each bot
is started twice on the same folder: first without a database, then with the one it has left.
"""

import argparse
import asyncio
import contextlib
import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import psutil

from core.clock import SystemClock
from core.places import CHECKOUT
from emulator.api import Receive, Scope, Send, bot_api
from emulator.chats import Chat
from emulator.server import LocalServer
from emulator.telegram import Telegram
from emulator.users import Person
from knowledge.search.known.ways import read_ways

TOKEN = "987654321:" + "B" * 35
KNOWN = CHECKOUT / "knowledge" / "questions"
FIRST = "三重一大是什么"
KINDS = ("echo", "plain", "whole")
UNITS = {
    "first_on_empty": "s",
    "first_answer": "s",
    "updates_per_second": "/s",
    "processor": "ms",
    "asked_again": "/s",
    "processor_again": "ms",
    "resident": "MB",
}
PATIENCE = 120.0  # seconds until a bot that does not answer is given up


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run of one bot came to."""

    first_on_empty: float  # seconds from the process's start to the first answer in the chat
    first_answer: float  # the same with the database of an earlier run
    updates_per_second: float
    processor: float  # ms an update
    asked_again: float  # updates a second when the same questions come once more
    processor_again: float  # ms an update
    resident: float  # MB after the load


def questions(count: int) -> list[str]:
    """Return so many different questions, the same ones every time. ValueError when fewer are known."""
    known = sorted({entry.question for entry in read_ways(sorted(KNOWN.glob("*/*.txt"))) if entry.text})
    return random.Random(count).sample(known, count)


def command(kind: str, address: str) -> list[str]:
    """Return how the bot of that kind is started."""
    module = {"echo": "bench.echo_bot", "plain": "bench.plain_faq"}.get(kind)
    return [sys.executable, "-m", module, address, TOKEN] if module else [sys.executable, "bot.py"]


class Counted:
    """The local Telegram's Bot API, counting the messages the bot has sent."""

    def __init__(self, world: Telegram) -> None:
        self._app = bot_api(world)
        self._more = asyncio.Event()
        self.sent = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        await self._app(scope, receive, send)
        if scope["type"] == "http" and scope["path"].endswith("/sendMessage"):
            self.sent += 1
            self._more.set()

    async def reach(self, count: int, process: asyncio.subprocess.Process) -> None:
        """Wait for `count` messages. RuntimeError: the bot died; TimeoutError: it fell silent."""
        async with asyncio.timeout(PATIENCE):
            while self.sent < count:
                if process.returncode is not None:
                    raise RuntimeError(f"the bot ended after {self.sent} of {count} answers")
                self._more.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._more.wait(), 1)


@dataclass(frozen=True, slots=True)
class Load:
    """A bot that is asked, and by whom."""

    world: Telegram
    askers: Sequence[tuple[Person, Chat]]
    counted: Counted
    process: asyncio.subprocess.Process

    async def ask(self, asked: Sequence[str]) -> tuple[float, float]:
        """Put the questions all at once; return updates a second and ms of processor time an update."""
        bot = psutil.Process(self.process.pid)
        before, goal = bot.cpu_times(), self.counted.sent + len(asked)
        began = time.perf_counter()
        for words, asker in zip(asked, itertools.cycle(self.askers), strict=False):
            self.world.say(*asker, words)
        await self.counted.reach(goal, self.process)
        seconds = time.perf_counter() - began
        after = bot.cpu_times()
        spent = after.user + after.system - before.user - before.system
        return len(asked) / seconds, 1000 * spent / len(asked)


@contextlib.asynccontextmanager
async def running(kind: str, address: str, folder: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot of that kind for the block."""
    process = await asyncio.create_subprocess_exec(
        *command(kind, address),
        env=os.environ
        | {
            "BOT_TOKEN": TOKEN,
            "BOT_TELEGRAM__API_URL": address,
            "BOT_TELEGRAM__MESSAGES_PER_SECOND": "0",  # Telegram's limit, not the bot's, would be measured
            "BOT_STORAGE__FOLDER": folder,
            "BOT_ACCESS__MODE": "open",
            "BOT_THROTTLE__PERSON_PER_MINUTE": "0",
            "BOT_THROTTLE__PERSON_PER_HOUR": "0",
        },
        stdout=asyncio.subprocess.DEVNULL,  # what it complains of on standard error is shown
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def measure(kind: str, people: int, rounds: int) -> Figures:
    """Start the bot twice, until its first answer; then put `people` × `rounds` questions, all at once."""
    world = Telegram(SystemClock(), token=TOKEN)
    counted = Counted(world)
    server = LocalServer(counted)
    address = await server.start(0)
    persons = [world.add_person(f"同事{number}") for number in range(people)]
    askers = [(person, world.private_chat(person)) for person in persons]
    asked = questions(people * rounds)

    async def first_answer(process: asyncio.subprocess.Process, began: float) -> float:
        world.say(*askers[0], FIRST)
        await counted.reach(counted.sent + 1, process)
        return time.perf_counter() - began

    try:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            async with running(kind, address, folder) as process:
                on_empty = await first_answer(process, began)
            began = time.perf_counter()
            async with running(kind, address, folder) as process:
                first = await first_answer(process, began)
                load = Load(world, askers, counted, process)
                fresh, processor = await load.ask(asked)
                again, processor_again = await load.ask(asked)
                resident = psutil.Process(process.pid).memory_info().rss / 1e6
    finally:
        await server.stop()
    return Figures(on_empty, first, fresh, processor, again, processor_again, resident)


async def compare(people: int, rounds: int, turns: int) -> dict[str, list[Figures]]:
    """Measure the bots in turn, `turns` times."""
    found: dict[str, list[Figures]] = {kind: [] for kind in KINDS}
    for _ in range(turns):
        for kind, figures in found.items():
            figures.append(await measure(kind, people, rounds))
    return found


def ratio(whole: Sequence[float], other: Sequence[float]) -> str:
    """Return the median ratio of two bots' figures, turn by turn, and how far it goes."""
    ratios = [ours / theirs for ours, theirs in zip(whole, other, strict=True)]
    return f"{statistics.median(ratios):5.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--turns", type=int, default=3)
    options, _ = parser.parse_known_args()
    found = asyncio.run(compare(options.people, options.rounds, options.turns))
    updates = options.people * options.rounds
    print(f"The whole bot against an echo and a plain FAQ bot, {options.turns} turns, {updates} updates each")
    print(f"  {'':16} {'echo':>9} {'plain':>9} {'whole':>9}     {'to the plain':22} to the echo")
    for name, unit in UNITS.items():
        of = {kind: [getattr(figures, name) for figures in found[kind]] for kind in KINDS}
        medians = " ".join(f"{statistics.median(of[kind]):9.2f}" for kind in KINDS)
        to_plain, to_echo = ratio(of["whole"], of["plain"]), ratio(of["whole"], of["echo"])
        print(f"  {name:16} {medians} {unit:2}  {to_plain:22} {to_echo}")


if __name__ == "__main__":
    main()
