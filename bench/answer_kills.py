"""The whole program killed (SIGKILL) at random moments while people ask: who was answered once, twice or never.

`python -m bench.answer_kills [--kills 25] [--seed 1] [--waiting 60]`

`bot.py` runs in a process of its own on a local Telegram, which always holds so many questions that nobody
has answered, each from another person, some in a group by /ask. One request in twenty meets a fault: 502, 429,
a connection that breaks, an answer that comes too late. The program is killed at moments that chance chooses,
from its start on, and started again; in the end it is left in peace. Counted is what Telegram has in each chat.
Never must be 0; answers more than one must be no more than were in hand at the kills or met a fault. PostgreSQL
is left out where it is not installed.
"""

import argparse
import asyncio
import contextlib
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from core.clock import SystemClock
from core.places import CHECKOUT
from emulator.api import bot_api
from emulator.chats import Chat
from emulator.faults import Fault
from emulator.messages import Message
from emulator.server import LocalServer
from emulator.telegram import Telegram
from storage.database import Database
from storage.updates.received import UpdateStore

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

QUESTIONS = (
    "三重一大是什么",
    "四风指的是什么",
    "八项规定讲什么",
    "为什么要廉洁",
    "食堂几点开门",
    "监督执纪四种形态",
)
IN_GROUPS, FAULTY = 0.2, 0.05  # of the questions
SHORTEST, LONGEST = 0.0, 3.0  # seconds from the first answer of a life to its end
FROM_THE_START = 0.2  # of the lives, those that end at any moment of their start
START = 4.0  # seconds that a start takes at most, roughly
PATIENCE = 300.0


@dataclass(slots=True)
class Tally:
    """What came of an engine."""

    kills: int = 0
    asked: int = 0
    once: int = 0
    more: int = 0
    never: int = 0
    in_hand: int = 0
    faults: int = 0
    set_aside: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Return whether everybody was answered, and again only what may have been under way."""
        return not self.never and not self.set_aside and self.more <= self.in_hand + self.faults


@dataclass
class Crowd:
    """People who ask, each once."""

    world: Telegram
    chance: random.Random
    private: list[Chat] = field(default_factory=list)
    tied: list[Message] = field(default_factory=list)
    faults: int = 0

    def __post_init__(self) -> None:
        self._owner = self.world.add_person("群主")
        self._groups = [self.world.add_group(f"小组{number}", self._owner) for number in range(5)]
        for group in self._groups:
            self.world.add_bot(group, self._owner)

    def ask(self) -> None:
        """Let one more person ask something."""
        words = self.chance.choice(QUESTIONS)
        if self.chance.random() < IN_GROUPS:
            group = self.chance.choice(self._groups)
            self.tied.append(self.world.say(self._owner, group, f"/ask {words}"))
            return
        person = self.world.add_person(f"同事{len(self.private)}")
        chat = self.world.private_chat(person)
        self.private.append(chat)
        if self.chance.random() < FAULTY:
            self.faults += 1
            kinds = (
                Fault(kind="retry_after", retry_after=1),
                Fault(),
                Fault(kind="drop_before"),
                Fault(kind="hang_after_delivery"),
            )
            fault = self.chance.choice(kinds)
            fault.method, fault.chat_id = "sendMessage", chat.id
            self.world.faults.add(fault)
        self.world.say(person, chat, words)

    def answers(self) -> list[int]:
        """Return how many answers each question has."""
        private = [sum(one.is_from_bot for one in self.world.messages(chat)) for chat in self.private]
        replies: dict[int, int] = {}
        for group in self._groups:
            for one in self.world.messages(group):
                if one.is_from_bot and one.reply_to is not None:
                    replies[id(one.reply_to)] = replies.get(id(one.reply_to), 0) + 1
        return private + [replies.get(id(message), 0) for message in self.tied]

    def unanswered(self) -> int:
        """Return how many wait for an answer."""
        return self.answers().count(0)


class Lives:
    """`bot.py`, one process after another, on one database."""

    def __init__(self, url: str, chance: random.Random, waiting: int) -> None:
        self.tally = Tally()
        self._url = url
        self._chance = chance
        self._waiting = waiting
        self._world = Telegram(SystemClock())
        self._crowd = Crowd(self._world, chance)

    async def run(self, kills: int) -> None:
        """Kill it so often, then let it come to an end."""
        server = LocalServer(bot_api(self._world))
        self._address = await server.start()
        database = Database.from_url(self._url)
        await database.migrate()
        updates, tally = UpdateStore(database), self.tally
        asking = asyncio.create_task(self._keep_asking())
        while tally.kills < kills:
            async with self._process() as process:
                await self._wait_to_kill()
                if process.returncode is not None:
                    raise RuntimeError("the program ended by itself")
                process.kill()
                await process.wait()
            tally.kills += 1
            tally.in_hand += await updates.count_unhandled(self._world.bot.id)
        asking.cancel()
        async with self._process():
            async with asyncio.timeout(PATIENCE):
                while self._crowd.unanswered() or await updates.count_unhandled(self._world.bot.id):
                    await self._world.changed_since(self._world.revision, 1.0)
        answers = self._crowd.answers()
        tally.asked, tally.faults = len(answers), self._crowd.faults
        tally.once, tally.never = answers.count(1), answers.count(0)
        tally.more = sum(number - 1 for number in answers if number > 1)
        tally.set_aside = [one.reason for one in await updates.aside.listed()]
        await database.close()
        self._world.faults.clear()
        await server.stop()

    async def _keep_asking(self) -> None:
        while True:
            for _ in range(self._waiting - self._crowd.unanswered()):
                self._crowd.ask()
            await self._world.changed_since(self._world.revision, 0.1)
            await asyncio.sleep(0.02)

    async def _wait_to_kill(self) -> None:
        if self._chance.random() < FROM_THE_START:
            await asyncio.sleep(self._chance.uniform(0, START))
            return
        answered = sum(map(bool, self._crowd.answers()))
        began = time.perf_counter()
        while sum(map(bool, self._crowd.answers())) == answered and time.perf_counter() - began < PATIENCE:
            await self._world.changed_since(self._world.revision, 0.2)
        await asyncio.sleep(self._chance.uniform(SHORTEST, LONGEST))

    @contextlib.asynccontextmanager
    async def _process(self) -> AsyncIterator[asyncio.subprocess.Process]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "bot.py",
            cwd=CHECKOUT,
            env=kept
            | {
                "BOT_TOKEN": self._world.token,
                "BOT_TELEGRAM__API_URL": self._address,
                "BOT_TELEGRAM__MESSAGES_PER_SECOND": "0",
                "BOT_STORAGE__URL": self._url,
                "BOT_ACCESS__MODE": "open",
                "BOT_THROTTLE__PERSON_PER_MINUTE": "0",
                "BOT_THROTTLE__PERSON_PER_HOUR": "0",
                "BOT_THROTTLE__GROUP_PER_MINUTE": "0",
                "BOT_THROTTLE__GROUP_PER_HOUR": "0",
            },
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def show(name: str, tally: Tally) -> None:
    """Print a line of the table."""
    print(
        f"{name:12}{tally.kills:7}{tally.asked:9}{tally.once:8}{tally.more:13}{tally.in_hand:14}"
        f"{tally.faults:12}{len(tally.set_aside):11}{tally.never:7}{'' if tally.good else '   WRONG'}"
    )
    for reason in tally.set_aside:
        print(f"  set aside: {reason}")


def main() -> None:
    """Run it on SQLite and, where there is one, on a throw-away PostgreSQL; exit with 1 if one is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--waiting", type=int, default=60)
    options, _ = parser.parse_known_args()
    print("              kills    asked    once  answers more  in hand then  met a fault  set aside  never")
    tallies = []

    def measure(name: str, url: str) -> None:
        lives = Lives(url, random.Random(options.seed), options.waiting)
        asyncio.run(lives.run(options.kills))
        show(name, lives.tally)
        tallies.append(lives.tally)

    with tempfile.TemporaryDirectory() as folder:
        measure("sqlite", f"sqlite:///{folder}/bench.db")
    from postgres import PostgresMissingError, running_server  # noqa: PLC0415 -- only here

    try:
        with running_server() as server:
            measure("postgresql", server.create("bench"))
    except PostgresMissingError as missing:
        print(f"postgresql: left out, {missing}")
    sys.exit(not all(tally.good for tally in tallies))


if __name__ == "__main__":
    main()
