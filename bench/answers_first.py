"""Answers while ten thousand chats are being pushed to, on a Telegram that enforces its limits to the letter.

`python -m bench.answers_first [--chats 10000] [--idle 90] [--push 120]`

The real bot runs in a process of its own, on SQLite, against the local Telegram on loopback, which refuses
with a 429 the 31st message in any one second, the second one in a second in a private chat and the 21st in a
minute in a group. Four chats in five are private. Somebody asks every two seconds, from the start on: idle is
what answers take before the push's minute comes, busy from that minute on, planning included. The push is
cut off after --push seconds; ten thousand chats take 350. A busy machine delays the push more than the
answers of an idle bot, and so spoils the ratio: give it one to itself.
"""

import argparse
import asyncio
import contextlib
import itertools
import os
import statistics
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.whole_bot import TOKEN, questions
from core.clock import Clock, SystemClock
from core.days import Days
from core.models import ChatKind
from core.settings import ReminderSettings
from emulator.api import bot_api
from emulator.chats import Chat
from emulator.errors import ApiError
from emulator.limits import RateLimits
from emulator.server import LocalServer
from emulator.telegram import Telegram
from emulator.users import Person
from storage.database import Database
from storage.states import ChatState
from storage.tables.chats import chats, subscriptions

MOST, SECOND = 30, 1.0
EVERY = 2.0  # seconds between two questions
ASKERS = 40  # half of them in private, half in a group
WARM_UP = 4  # first answers, left out
PATIENCE = 60.0


class Watched(RateLimits):
    """The strict limits; remembers what went through, in monotonic seconds, and counts what did not."""

    def __init__(self) -> None:
        super().__init__(overall=MOST, private_burst=1)
        self.taken: list[tuple[float, int]] = []
        self.refused = 0

    def take(self, clock: Clock, chat_id: int, *, is_private: bool) -> None:
        try:
            super().take(clock, chat_id, is_private=is_private)
        except ApiError:
            self.refused += 1
            raise
        self.taken.append((clock.monotonic(), chat_id))


@dataclass(slots=True)
class Office:
    """Everybody there is: who is pushed to, and who asks."""

    world: Telegram
    limits: Watched
    subscribed: list[Chat] = field(default_factory=list)
    askers: list[tuple[Person, Chat]] = field(default_factory=list)

    @classmethod
    def of(cls, people: int) -> "Office":
        """Furnish it; the bot hears nothing of how the chats came about."""
        limits = Watched()
        office = cls(Telegram(SystemClock(), token=TOKEN, limits=limits), limits)
        for number in range(people):
            office.subscribed.append(office._chat(number, group=number % 5 == 0)[1])
        office.askers = [office._chat(people + number, group=number % 2 == 1) for number in range(ASKERS)]
        office.world.updates.forget()
        return office

    def _chat(self, number: int, *, group: bool) -> tuple[Person, Chat]:
        person = self.world.add_person(f"同事{number}")
        chat = self.world.private_chat(person)
        chat.started = True
        if group:
            chat = self.world.add_group(f"科室{number}", person)
            self.world.add_bot(chat, person)
        return person, chat

    async def subscribe(self, database: Database, first: datetime) -> None:
        """Write into the bot's database that everybody wants the quote from `first` (local) on."""
        now = datetime.now(UTC)
        await database.migrate()
        async with database.transaction() as connection:
            await connection.execute(
                chats.insert(),
                [
                    {
                        "chat_id": chat.id,
                        "kind": chat.kind.value,
                        "title": chat.name,
                        "state": ChatState.ACTIVE.value,
                        "changed_at": now,
                    }
                    for chat in self.subscribed
                ],
            )
            await connection.execute(
                subscriptions.insert(),
                [
                    {
                        "chat_id": chat.id,
                        "active": True,
                        "time": f"{first:%H:%M}",
                        "starts_on": first.date(),
                        "days": Days.EVERY.value,
                        "created_at": now,
                        "changed_at": now,
                    }
                    for chat in self.subscribed
                ],
            )

    async def ask(self, until: Callable[[], bool]) -> list[tuple[float, float]]:
        """Put a question every two seconds; return when each was asked and how long its answer took."""
        asked: list[tuple[float, int]] = []
        for words, (person, chat) in zip(
            itertools.cycle(questions(400)), itertools.cycle(self.askers), strict=False
        ):
            if until():
                break
            asked.append((time.monotonic(), chat.id))
            mention = "" if chat.kind is ChatKind.PRIVATE else f"@{self.world.bot.username} "
            self.world.say(person, chat, mention + words)
            await asyncio.sleep(EVERY)
        return [(began, self._answered(began, chat_id) - began) for began, chat_id in asked]

    def _answered(self, began: float, chat_id: int) -> float:
        after = self.limits.taken[bisect_left(self.limits.taken, (began, -(2**60))) :]
        return next((moment for moment, chat in after if chat == chat_id), float("inf"))


async def measure(people: int, idle: float, push: float) -> None:
    """Run the bot through an idle stretch and a push, and print what was seen."""
    office = Office.of(people)
    server = LocalServer(bot_api(office.world))
    address = await server.start(0)
    due = datetime.now(UTC) + timedelta(seconds=idle + WARM_UP * EVERY)
    due = due.replace(second=0, microsecond=0) + timedelta(minutes=1)
    due_at = time.monotonic() + (due - datetime.now(UTC)).total_seconds()
    local = due.astimezone(ReminderSettings().zone)
    with tempfile.TemporaryDirectory() as folder:
        database = Database.in_folder(Path(folder))
        await office.subscribe(database, local)
        await database.close()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "bot.py",
            env=os.environ
            | {"BOT_TOKEN": TOKEN, "BOT_TELEGRAM__API_URL": address, "BOT_STORAGE__FOLDER": folder}
            | {"BOT_ACCESS__MODE": "open", "BOT_THROTTLE__PERSON_PER_MINUTE": "0"}
            | {"BOT_THROTTLE__PERSON_PER_HOUR": "0"},
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(PATIENCE):
                await office.world.updates.polled()
            answers = await office.ask(
                lambda: process.returncode is not None or time.monotonic() > due_at + push
            )
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
            await server.stop()
    report(office, answers[WARM_UP:], due_at, due_at + push)


def report(office: Office, answers: Sequence[tuple[float, float]], due_at: float, end: float) -> None:
    """Print the figures of one run."""
    asking = {chat.id for _, chat in office.askers}
    idle = [seconds for began, seconds in answers if began < due_at]
    busy = [seconds for began, seconds in answers if began >= due_at]
    pushed = [moment for moment, chat in office.limits.taken if chat not in asking and moment <= end]
    if len(pushed) < 2:
        raise RuntimeError("the bot pushed nothing: see what it said")
    first, last = pushed[0], pushed[-1]
    answered = sum(chat in asking and first < moment < last for moment, chat in office.limits.taken)
    rate, left = (len(pushed) - 1) / (last - first), MOST / SECOND - answered / (last - first)
    moments = [moment for moment, _ in office.limits.taken]
    fullest = max(place - bisect_left(moments, moment - SECOND) + 1 for place, moment in enumerate(moments))
    print(f"  answers, idle        {described(idle)}")
    print(f"  answers, under push  {described(busy)}")
    print(f"  ratio                p50 {p50(busy) / p50(idle):.2f}, p95 {p95(busy) / p95(idle):.2f}")
    print(f"  pushed               {len(pushed)} of {len(office.subscribed)}, {rate:.2f} a second")
    print(f"  of what answers left {rate / left:.1%} of {left:.2f} a second")
    print(f"  the first push       {first - due_at:.1f} s after its minute")
    print(f"  most in any second   {fullest} of {MOST}; refused with 429: {office.limits.refused}")


def described(seconds: Sequence[float]) -> str:
    """Return median, 95th percentile and number of the answers."""
    return f"p50 {1000 * p50(seconds):6.1f} ms  p95 {1000 * p95(seconds):6.1f} ms  ({len(seconds)} questions)"


def p50(seconds: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(seconds)


def p95(seconds: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=10_000)
    parser.add_argument("--idle", type=float, default=90.0)
    parser.add_argument("--push", type=float, default=120.0)
    options, _ = parser.parse_known_args()
    print(f"Answers while {options.chats} chats are pushed to (cut off after {options.push:.0f} s)", flush=True)
    asyncio.run(measure(options.chats, options.idle, options.push))


if __name__ == "__main__":
    main()
