"""Knocks at what has to be looked at again and again: APScheduler's jobs, whatever becomes of the wall clock.

A knock that comes late is one knock, and no job runs twice at the same time. Each step of a job is taken
whatever becomes of the others. What one raises is said in a line when it begins and when it ends; the next
knock tries again. APScheduler waits by the wall clock: where that is moved, every job is due at once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from core.clock import Clock, SetBack
from core.failing import Rounds
from storage.health import is_said

logger = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds for jobs under way when stopping
LOOK = 5.0  # seconds between two looks at the wall clock
# A late call is better than none (APScheduler drops it after a second by default), and one call is enough for
# several missed ones.
LATE_ONCE = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}

Job = Callable[[], Awaitable[object]]


@dataclass(slots=True, eq=False)
class Knock:
    """A job's steps, the seconds between two of its beginnings, and those before the first one."""

    name: str
    steps: Sequence[Job]
    every: float
    first: float
    under_way: "asyncio.Task[object] | None" = field(default=None, repr=False)


class Knocks:
    """The jobs. `last` is when one last began (monotonic seconds)."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._knocks: dict[str, Knock] = {}
        self._rounds = Rounds(logger)
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=LATE_ONCE)
        self._set_back = SetBack(clock)
        self._watching: asyncio.Task[None] | None = None
        self.last: float | None = None

    @property
    def all(self) -> tuple[Knock, ...]:
        """Return the jobs that are knocked at."""
        return tuple(self._knocks.values())

    def add(self, name: str, steps: Sequence[Job], every: float, first: float) -> None:
        """Take these steps again and again, once it is started."""
        self._knocks[name] = Knock(name, steps, every, first)

    def start(self) -> None:
        """Knock from now on."""
        for knock in self._knocks.values():
            begins = datetime.now(UTC) + timedelta(seconds=knock.first)
            self._scheduler.add_job(
                self._go, "interval", [knock], seconds=knock.every, id=knock.name, next_run_time=begins
            )
        self._scheduler.start()
        self._set_back.happened()
        self._watching = asyncio.create_task(self._watch_the_clock(), name="knocks: the wall clock")

    async def now(self, name: str) -> None:
        """Take the steps of a job at once; nobody knocks at it meanwhile."""
        await self._work(self._knocks[name])

    async def close(self) -> None:
        """Knock no more; wait a moment for the jobs under way, then break them off."""
        watching, self._watching = self._watching, None
        if watching is None:
            return
        watching.cancel()
        self._scheduler.pause()
        tasks = [knock.under_way for knock in self._knocks.values() if knock.under_way is not None]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=PATIENCE)
            for task in late:
                task.cancel()
            if late:
                logger.warning("%d jobs are broken off", len(late))
                await asyncio.wait(late)
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # APScheduler ends in the loop's next turn

    async def _watch_the_clock(self) -> None:
        """Knock at once where the wall clock was set back: nothing would be due until it has caught up."""
        while True:
            await self._clock.sleep(LOOK)
            if self._set_back.happened():
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))
            self._scheduler.wakeup()  # set forward, some are due before APScheduler's timer rings

    async def _go(self, knock: Knock) -> None:
        self.last = self._clock.monotonic()
        knock.under_way = asyncio.current_task()
        try:
            await self._work(knock)
        except asyncio.CancelledError:
            if self._watching is not None:  # not broken off by us
                raise
        finally:
            knock.under_way = None

    async def _work(self, knock: Knock) -> None:
        for step in knock.steps:
            what = str(getattr(getattr(step, "func", step), "__qualname__", knock.name))
            try:
                await step()
            except Exception as error:  # noqa: BLE001 - said in a line, once
                if not is_said(error):  # the database logs its own failures
                    self._rounds.failed(what, error)
            else:
                self._rounds.went(what)
