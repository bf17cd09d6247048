"""Marks updates as handled, many of them in one write."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from core.clock import Clock
from storage.health import is_said

logger = logging.getLogger(__name__)

# Marks are written together, so many seconds after the first; a crash repeats what waits for its mark.
MARK_EVERY = 0.05
RETRY_MARK = 1.0


class Marks:
    """The updates that are handled and not yet marked. `write` marks them; what it raises is tried again."""

    def __init__(self, write: Callable[[list[int]], Awaitable[None]], clock: Clock) -> None:
        self._write = write
        self._clock = clock
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
        """Write no more by itself."""
        if self._marking:
            self._marking.cancel()
            await asyncio.gather(self._marking, return_exceptions=True)

    async def write_out(self) -> None:
        """Write once what there is; if that fails it is kept."""
        handled, self._handled = self._handled, []
        try:
            if handled:
                await self._write(handled)
        except Exception as error:
            if not is_said(error):  # the database says itself what is wrong with it, once
                logger.exception("%d updates could not be marked as handled; trying again", len(handled))
            self._handled = handled + self._handled
            await self._clock.sleep(RETRY_MARK)

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
        self._start()  # what was handled meanwhile waits for the next mark
