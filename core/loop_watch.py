"""Notices from outside that the event loop stands still: a handler that calculates or waits without giving way.

Nothing inside the loop can notice it, so a thread looks. It counts its own looks and not the time: a machine
that slept, or a process that was stopped for a while, has not hung.
"""

import asyncio
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from core.places import is_ours

LOOK_EVERY = 5.0  # seconds
STUCK = 12  # looks without a sign of life after which the loop hangs: a minute


class LoopWatch:
    """Looks at the running loop from `start` to `stop`; calls `stuck` once, from its thread, with the place."""

    def __init__(self, stuck: Callable[[str], None], *, every: float = LOOK_EVERY, looks: int = STUCK) -> None:
        self._stuck = stuck
        self._every = every
        self._looks = looks
        self._ended = threading.Event()
        self._beats = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin to watch the running loop."""
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._look, name="loop watch", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._ended.set()

    def _beat(self) -> None:
        self._beats += 1

    def _look(self) -> None:
        seen, silent = -1, 0
        while not self._ended.wait(self._every):
            if self._beats != seen:
                seen, silent = self._beats, 0
                if not self._ask():
                    return
                continue
            silent += 1
            if silent >= self._looks:
                self._stuck(standing_at())
                return

    def _ask(self) -> bool:
        """Ask the loop for a sign of life; False when it is closed."""
        assert self._loop is not None  # noqa: S101 - set by start; for mypy
        try:
            self._loop.call_soon_threadsafe(self._beat)
        except RuntimeError:
            return False
        return True


def standing_at() -> str:
    """Return where in our own code the main thread stands, without any value: no words of people's."""
    frame = sys._current_frames().get(threading.main_thread().ident or 0)  # noqa: SLF001 - the only way there is
    if frame is None:
        return "an unknown place"
    stack = traceback.extract_stack(frame)
    ours = [one for one in stack if is_ours(one.filename)] or stack[-1:]
    return " < ".join(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(ours[-4:]))
