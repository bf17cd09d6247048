"""Marks updates as handled, many of them in one write."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from core.clock import Clock
from core.failing import Rounds
from storage.health import is_said

logger = logging.getLogger(__name__)

# Marks are written together, this many seconds after the first. After a crash, updates without a mark are
# handled again.
MARK_EVERY = 0.05
RETRY_MARK = 1.0


class Marks:
    """Handled updates that are not marked yet. `write` marks them; when it raises, it is called again."""

    def __init__(self, write: Callable[[list[int]], Awaitable[None]], clock: Clock) -> None:
        self._write = write
        self._clock = clock
        self._rounds = Rounds(logger)
        self._handled: list[int] = []
        self._marking: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    def add(self, update_id: int) -> None:
        """Note that this update is handled."""
        self._handled.append(update_id)
        self._start()

    async def drain(self) -> None:
        """Wait until everything is marked."""
        self._hurry.set()
        while self._marking or self._handled:
            self._start()
            assert self._marking is not None  # noqa: S101 - just started; for mypy
            await asyncio.wait([self._marking])

    async def abandon(self) -> None:
        """Stop writing."""
        if self._marking:
            self._marking.cancel()
            await asyncio.gather(self._marking, return_exceptions=True)

    async def write_out(self) -> None:
        """Write all marks once; if that fails they are kept."""
        handled, self._handled = self._handled, []
        try:
            if handled:
                await self._write(handled)
        except Exception as error:  # noqa: BLE001 - said in a line, once
            if not is_said(error):  # the database logs its own failures
                self._rounds.failed("marking updates as handled", error)
            self._handled = handled + self._handled
            await self._clock.sleep(RETRY_MARK)
        else:
            self._rounds.went("marking updates as handled")

    def _start(self) -> None:
        if self._marking is None and self._handled:
            self._marking = asyncio.get_running_loop().create_task(self._mark_soon())

    async def _mark_soon(self) -> None:
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(MARK_EVERY):
                    await self._hurry.wait()
            await self.write_out()
        finally:
            self._marking = None
            self._hurry.clear()
        self._start()  # updates handled meanwhile are marked by the next write
