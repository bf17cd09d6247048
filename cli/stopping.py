"""The end of the program: asked for by a signal or by the watchdog, and never later than a deadline.

SIGTERM and Ctrl-C ask for it; a second one hastens it. What is in hand is finished within the deadline; what is
not is stored and comes first at the next start. The deadline holds whatever hangs: Telegram, the database, a
handler that never gives way. So it is kept by threads, which end the process themselves.
"""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import FrameType
from typing import Any, TypeVar

from cli.exits import DEAF, UNFINISHED
from core.loop_watch import LoopWatch, standing_at
from core.notify import notify

WITHIN = 20.0  # seconds from the signal to the end of the process; systemd's TimeoutStopSec is longer
LAST = 3.0  # of these, the seconds in which what was broken off can still put things away
HASTENED = 2.0  # seconds to the end after a second signal
LAST_WORDS = 1.0  # seconds that writing the reason to the log may take

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


class Stop:
    """Whether the program is to end, with which exit status, and until when."""

    def __init__(self, within: float = WITHIN) -> None:
        self._within = within
        self._loop = asyncio.get_running_loop()
        self._serving: asyncio.Task[None] | None = None
        self._last_acts: list[Callable[[], None]] = []
        self._times = 0
        self.asked = asyncio.Event()
        self.status = 0

    def listen(self) -> None:
        """Let SIGTERM and Ctrl-C ask for the end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            # Not the loop's handlers: those wait until a handler of ours gives way.
            signal.signal(number, self._heard)

    def whatever_happens(self, act: Callable[[], None]) -> None:
        """Do this too when the process has to be ended while something hangs."""
        self._last_acts.append(act)

    def end(self, status: int, reason: str) -> None:
        """End the program because of what it found itself, with this exit status."""
        logger.critical("the program ends: %s", reason)
        self.status = self.status or status
        self._ask()

    def hang(self, _place: str) -> None:
        """End the process at once, from another thread: its event loop stands still."""
        self.status = self.status or DEAF
        self._break_off("the event loop stands still")

    async def unless_asked(self, work: Coroutine[Any, Any, Result]) -> Result | None:
        """Return what `work` returns; None when the end was asked for before, and then it is broken off."""
        working = asyncio.create_task(work)
        asked = asyncio.create_task(self.asked.wait())
        try:
            await asyncio.wait({working, asked}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            asked.cancel()
            if not working.done():
                working.cancel()
                await asyncio.wait({working})
        return None if working.cancelled() else working.result()

    async def run(self, serving: Coroutine[Any, Any, None]) -> None:
        """Run the program; once it is asked to end, until the deadline. Raises what it raises; SystemExit."""
        self._serving = asyncio.create_task(serving, name="the program")
        asked = asyncio.create_task(self.asked.wait())
        watch = LoopWatch(self.hang)
        watch.start()
        try:
            await asyncio.wait({self._serving, asked}, return_when=asyncio.FIRST_COMPLETED)
            notify("STOPPING=1")
            _, late = await asyncio.wait({self._serving}, timeout=max(0.0, self._within - LAST))
        finally:
            asked.cancel()
            watch.stop()
            self._ask()  # what follows has an end too, also when the program ended by itself
        if late:
            logger.error("not everything is finished: what is in hand is stored, and comes first next time")
            self.status = self.status or UNFINISHED
            self._serving.cancel()
            await asyncio.wait({self._serving}, timeout=LAST)
        if self._serving.done() and not self._serving.cancelled():
            error = self._serving.exception()
            if error is not None and not self.status:
                raise error
        if self.status:
            raise SystemExit(self.status)

    # --- what a signal does; nothing here may wait

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self._times += 1
        if self._times == 1:
            self._ask()
        elif self._times == 2:
            self._deadline(HASTENED, f"a second signal, and it does not end within {HASTENED:.0f} seconds")
            self._call(self._hasten)
        else:
            self._break_off("a third signal")

    def _ask(self) -> None:
        self._deadline(self._within, f"it did not end within {self._within:.0f} seconds of being asked to")
        self._call(self.asked.set)

    def _hasten(self) -> None:
        self.status = self.status or UNFINISHED
        if self._serving is not None:
            self._serving.cancel()

    def _call(self, act: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # the loop is closed: it ends already
            self._loop.call_soon_threadsafe(act)

    def _deadline(self, seconds: float, reason: str) -> None:
        timer = threading.Timer(seconds, self._break_off, [reason])
        timer.daemon = True
        timer.start()

    def _break_off(self, reason: str) -> None:
        """End the process now. What is in hand is in the database and comes first at the next start."""
        place = standing_at()
        speaking = threading.Thread(
            target=lambda: logger.critical("the process is broken off: %s; it stood at %s", reason, place),
            daemon=True,
        )
        speaking.start()
        speaking.join(LAST_WORDS)  # the one that hangs may hold the log
        for act in self._last_acts:
            with suppress(Exception):
                act()
        os._exit(self.status or UNFINISHED)
