"""Updates a second, start-up and memory of the whole bot, against a bare echo bot on the same local Telegram.

`python -m bench.whole_bot [--people 60] [--rounds 4] [--pairs 3]`

The local Telegram runs in this process, each bot in one of its own, in turn: echo, whole, echo, whole, …
so that a machine whose speed drifts spoils both alike. Printed: medians, and the ratio pair by pair.
Every question is another, drawn from the known ones; "asked again" is the same round once more, as an
office asks the same things and the bot remembers its answers. Processor time is the steadier measure.
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
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

from core.clock import SystemClock
from core.places import CHECKOUT
from emulator.api import Receive, Scope, Send, bot_api
from emulator.chats import Chat
from emulator.server import LocalServer
from emulator.telegram import Telegram
from emulator.users import Person
from knowledge.search.ways import read_ways

TOKEN = "987654321:" + "B" * 35
KNOWN = CHECKOUT / "knowledge" / "questions"
FIRST = "三重一大是什么"
UNITS = {
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

    first_answer: float  # seconds from the process's start to the first answer in the chat
    updates_per_second: float
    processor: float  # ms an update
    asked_again: float  # updates a second when the latest questions come once more
    processor_again: float  # ms an update
    resident: float  # MB after the load


def questions(count: int) -> list[str]:
    """Return so many different questions, the same ones every time. ValueError when fewer are known."""
    known = sorted({entry.question for entry in read_ways(sorted(KNOWN.glob("*/*.txt"))) if entry.text})
    return random.Random(count).sample(known, count)


def command(kind: str, address: str) -> list[str]:
    """Return how the bot of that kind is started."""
    if kind == "echo":
        return [sys.executable, "-m", "bench.echo_bot", address, TOKEN]
    return [sys.executable, "bot.py"]


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


async def measure(kind: str, people: int, rounds: int) -> Figures:
    """Start the bot, wait for its first answer, then put `people` × `rounds` questions to it, all at once."""
    world = Telegram(SystemClock(), token=TOKEN)
    counted = Counted(world)
    server = LocalServer(counted)
    address = await server.start(0)
    persons = [world.add_person(f"同事{number}") for number in range(people)]
    askers = [(person, world.private_chat(person)) for person in persons]
    asked = questions(people * rounds)
    with tempfile.TemporaryDirectory() as folder:
        world.say(*askers[0], FIRST)
        began = time.perf_counter()
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
            await counted.reach(1, process)
            first = time.perf_counter() - began
            load = Load(world, askers, counted, process)
            fresh, processor = await load.ask(asked)
            again, processor_again = await load.ask(asked[-people:])
            resident = psutil.Process(process.pid).memory_info().rss / 1e6
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
            await server.stop()
    return Figures(first, fresh, processor, again, processor_again, resident)


async def compare(people: int, rounds: int, pairs: int) -> dict[str, list[Figures]]:
    """Measure both bots in turn, `pairs` times."""
    found: dict[str, list[Figures]] = {"echo": [], "whole": []}
    for _ in range(pairs):
        for kind, figures in found.items():
            figures.append(await measure(kind, people, rounds))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--pairs", type=int, default=3)
    options, _ = parser.parse_known_args()
    found = asyncio.run(compare(options.people, options.rounds, options.pairs))
    updates = options.people * options.rounds
    print(f"The whole bot against a bare echo bot, {options.pairs} pairs, {updates} updates each")
    for name, unit in UNITS.items():
        echo, whole = ([getattr(figures, name) for figures in found[kind]] for kind in ("echo", "whole"))
        ratios = [b / a for a, b in zip(echo, whole, strict=True)]
        medians = (
            f"echo {statistics.median(echo):8.2f} {unit:2}  whole {statistics.median(whole):8.2f} {unit:2}"
        )
        spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        print(f"  {name:20} {medians}  ratio {spread}")


if __name__ == "__main__":
    main()
