"""Runs a soak: opens the office, lets its days go by, looks each tenth, closes it, and looks what is left."""

import asyncio
import gc
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psutil
from office import KNOWLEDGE, Office
from surroundings import open_connections

from bench.soak.life import EDITOR, STEPS, Life, asked_by
from bench.soak.looking import Sample, look
from core.memory import give_back_large, keep_for_the_next
from core.settings import AccessSettings, QuestionSettings, StorageSettings
from handlers.schedule import schedule_tick
from knowledge.search.known.ways import read_ways
from storage.database import Database

TENTHS = 10
TICK = 5.0  # seconds, as the product has it
MESSAGES_KEPT = 12  # of a chat: it is not the local Telegram's memory that is looked at
FILES_KEPT = 50
POOL = "asyncio_"  # threads that asyncio keeps for the next call
SHORTEST = timedelta(days=1)  # that the settings allow for questions


@dataclass(frozen=True, slots=True)
class Plan:
    """How much goes by: so many updates and days, of so many people in so many groups."""

    count: int
    days: int
    seed: int = 1
    people: int = 200
    groups: int = 8
    knowledge: Path = KNOWLEDGE


@dataclass(frozen=True, slots=True)
class Ran:
    """What was seen each tenth, and a sentence for everything that was left behind at the end."""

    samples: Sequence[Sample]
    left: Sequence[str]


async def soak(folder: Path, plan: Plan, tell: Callable[[Sample], object] = lambda _: None) -> Ran:
    """Let an office's days go by on a new database in `folder`; `tell` gets each sample when it is there."""
    before = Open.now()
    tenth = timedelta(days=plan.days) / TENTHS
    with kept_at_most(tenth):
        samples = await _lived(folder, plan, max(SHORTEST, tenth), tell)
    gc.collect()
    return Ran(samples, before.left())


async def _lived(
    folder: Path, plan: Plan, kept_for: timedelta, tell: Callable[[Sample], object]
) -> list[Sample]:
    give_back_large()  # as the program does that is run
    database = Database.in_folder(folder)
    await database.migrate()
    office = await Office.open(
        database,
        knowledge=plan.knowledge,
        operator=EDITOR,
        access=AccessSettings(mode="members"),
        questions=QuestionSettings(kept_for=kept_for),
        storage=StorageSettings(folder=folder),
    )
    keep_for_the_next()
    office.world.messages_kept, office.world.files_kept = MESSAGES_KEPT, FILES_KEPT
    samples: list[Sample] = []
    try:
        life = Life(office, schedule_tick(office.app, TICK), asked_somewhere(), plan.seed)
        await life.move_in(plan.people, plan.groups)
        steps = plan.days * STEPS
        for number in range(steps):
            await life.step(number, asked_by(number, plan.days, plan.count))
            if (number + 1) * TENTHS // steps > len(samples):
                await office.clock.advance(60)  # who sleeps for a moment is no longer there
                days = (number + 1) / STEPS
                samples.append(await look(database, open_connections(database), life.updates, days))
                tell(samples[-1])
    finally:
        await office.end()
        await database.close()
    return samples


@dataclass(frozen=True, slots=True)
class Open:
    """What is open in this process."""

    tasks: frozenset[str]
    files: int
    threads: frozenset[str]

    @classmethod
    def now(cls) -> "Open":
        """Look."""
        return cls(
            frozenset(task.get_name() for task in asyncio.all_tasks()),
            psutil.Process().num_fds(),
            frozenset(thread.name for thread in threading.enumerate()),
        )

    def left(self) -> list[str]:
        """Return a sentence for each kind of thing that has been left open since."""
        now, found = Open.now(), []
        if tasks := now.tasks - self.tasks:
            found.append(f"tasks are left behind at the end: {', '.join(sorted(tasks))}")
        if now.files > self.files:
            found.append(f"files are left open at the end: {self.files} before, {now.files} after")
        if threads := {name for name in now.threads - self.threads if not name.startswith(POOL)}:
            found.append(f"threads are left behind at the end: {', '.join(sorted(threads))}")
        return found


@contextmanager
def kept_at_most(longest: timedelta) -> Iterator[None]:
    """For the block, let every service keep for so long at most what it keeps for a while."""
    shortened = [
        (module, name, kept)
        for where, module in list(sys.modules.items())
        if where.startswith("services.")
        for name, kept in vars(module).items()
        if (name == "KEPT" or name.endswith("_KEPT")) and isinstance(kept, timedelta) and kept > longest
    ]
    for module, name, _ in shortened:
        setattr(module, name, longest)
    try:
        yield
    finally:
        for module, name, kept in shortened:
            setattr(module, name, kept)


def asked_somewhere() -> list[str]:
    """Return every known way of asking that the project's files have."""
    files = sorted((KNOWLEDGE / "questions").glob("*/*.txt"))
    return sorted({entry.question for entry in read_ways(files)})
