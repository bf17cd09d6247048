"""A clock that stands still until a test moves it."""

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)  # a Monday, 08:00 in Shanghai
TURNS = 20  # of the event loop, so that a task that was woken gets as far as it can


class FakeClock:
    """core.clock.Clock for tests: `advance` moves both clocks, `move_to` only the one on the wall."""

    def __init__(self, now: datetime = MORNING) -> None:
        self._now = now
        self._monotonic = 1000.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    async def sleep(self, seconds: float) -> None:
        """Wait until `advance` has moved the clock by `seconds`."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._monotonic + seconds, next(self._order), woken))
        await woken

    def move_to(self, moment: datetime) -> None:
        """Move the wall clock alone, forwards or backwards, as a person does."""
        self._now = moment

    def jump(self, seconds: float) -> None:
        """Move both clocks at once without letting anybody run in between."""
        self._pass_to(self._monotonic + seconds)

    async def advance(self, seconds: float) -> None:
        """Let `seconds` go by: each sleeper wakes at its own moment, in order, and runs."""
        end = self._monotonic + seconds
        await self.settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            moment, _, woken = heapq.heappop(self._sleepers)
            self._pass_to(max(moment, self._monotonic))
            if not woken.done():
                woken.set_result(None)
                await self.settle()
        self._pass_to(end)
        await self.settle()

    async def settle(self) -> None:
        """Let everything that can run without time going by do so."""
        for _ in range(TURNS):
            await asyncio.sleep(0)

    def _pass_to(self, moment: float) -> None:
        self._now += timedelta(seconds=moment - self._monotonic)
        self._monotonic = moment
