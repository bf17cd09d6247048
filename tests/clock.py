"""A clock that stands still until a test moves it."""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

MORNING = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)  # a Monday, 08:00 in Shanghai
BREATH = (
    0.0005  # real seconds for which the event loop waits at most until another thread says that it is through
)
QUIET = 3  # rounds of the event loop in which nobody had anything to do
SOON = 0.05  # real seconds: a timer that is due so soon belongs to what is under way
PATIENCE = 300.0  # real seconds after which what does not happen is given up, however busy the machine is
LONGEST = 86400.0  # seconds of this clock that anything may take

Result = TypeVar("Result")


class FakeClock:
    """core.clock.Clock for tests: `advance` moves both clocks, `move_to` only the one on the wall.

    Time goes by only when nobody can do anything without it: neither in the event loop nor, of those that
    `heed` was told of, anywhere else.
    """

    _settling = 0  # how many wait in `settle`, of whatever clock

    def __init__(self, now: datetime = MORNING) -> None:
        self._now = now
        self._monotonic = 1000.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._one_more: asyncio.Future[None] | None = None  # done when somebody falls asleep
        self._heeded: dict[object, Callable[[], bool]] = {}

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
        if self._one_more and not self._one_more.done():
            self._one_more.set_result(None)
        await woken

    def heed(self, who: object, is_busy: Callable[[], bool]) -> None:
        """Let no time go by while `is_busy` says that `who` works where the event loop does not see it."""
        self._heeded[who] = is_busy

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
        while (next_one := self._next_moment()) is not None and next_one <= end:
            await self._wake()
        self._pass_to(max(end, self._monotonic))
        await self.settle()

    async def until(self, happens: Awaitable[Result], *, at_most: float = LONGEST) -> Result:
        """Let as much time go by as it takes until `happens` has; return what it returns.

        Where it hangs on no sleeper, it is waited for without any time going by. TimeoutError after `at_most`
        seconds of this clock, or PATIENCE real ones; whatever the outcome, nothing of `happens` runs on.
        """
        awaited, end = asyncio.ensure_future(happens), self._monotonic + at_most
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self._quiet_or(awaited.done):
                    if self._next_moment() is None:
                        await self._somebody_sleeps_or(awaited)
                    else:
                        await self._wake_before(end)
            return await awaited
        finally:
            awaited.cancel()
            await asyncio.wait({awaited}, timeout=PATIENCE)

    async def until_so(self, is_so: Callable[[], bool], *, at_most: float = LONGEST) -> None:
        """Let as much time go by as it takes until `is_so` says yes; at_most=0: none. It raises as `until`."""
        end = self._monotonic + at_most
        async with asyncio.timeout(PATIENCE):
            while not await self._quiet_or(is_so):
                if self._next_moment() is not None and at_most:
                    await self._wake_before(end)

    async def settle(self) -> None:
        """Let everything that can run without time going by do so."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._quiet_or(lambda: False)
        except TimeoutError:
            raise TimeoutError(f"somebody is busy for ever, one of {asyncio.all_tasks()}") from None

    async def _quiet_or(self, is_so: Callable[[], bool]) -> bool:
        """Let the others run until that is so (True), or until they can do nothing without time going by."""
        loop: Any = asyncio.get_running_loop()
        quiet = 0
        FakeClock._settling += 1
        try:
            while not (found := is_so()) and quiet < QUIET:
                await asyncio.sleep(0)
                if self._is_ready(loop):
                    quiet = 0
                elif self._is_busy_elsewhere(loop):
                    quiet = 0
                    loop._selector.select(BREATH)  # what it says stays there for the loop
                else:
                    quiet += 1
        finally:
            FakeClock._settling -= 1
        return found

    @staticmethod
    def _is_ready(loop: Any) -> bool:  # noqa: ANN401 - asyncio's own loop, and what only it knows
        return len(loop._ready) > FakeClock._settling - 1  # others who wait in `settle` do nothing else

    def _is_busy_elsewhere(self, loop: Any) -> bool:  # noqa: ANN401 - as above
        soon = loop.time() + SOON
        if any(timer._when <= soon and not timer._cancelled for timer in loop._scheduled):
            return True
        return any(is_busy() for is_busy in self._heeded.values())

    def _next_moment(self) -> float | None:
        """Return when the next sleeper wakes; None when nobody sleeps."""
        while self._sleepers and self._sleepers[0][2].done():  # cancelled meanwhile
            heapq.heappop(self._sleepers)
        return self._sleepers[0][0] if self._sleepers else None

    async def _wake(self) -> None:
        moment, _, woken = heapq.heappop(self._sleepers)
        self._pass_to(max(moment, self._monotonic))
        woken.set_result(None)
        await self.settle()

    async def _wake_before(self, end: float) -> None:
        if self._sleepers[0][0] > end:
            raise TimeoutError(f"it has not happened by {end}, and the next who wakes does so later")
        await self._wake()

    async def _somebody_sleeps_or(self, awaited: asyncio.Future[Any]) -> None:
        self._one_more = asyncio.get_running_loop().create_future()
        await asyncio.wait([awaited, self._one_more], return_when=asyncio.FIRST_COMPLETED)
        self._one_more = None

    def _pass_to(self, moment: float) -> None:
        self._now += timedelta(seconds=moment - self._monotonic)
        self._monotonic = moment
