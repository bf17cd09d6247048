"""What is known of the update being handled, for code far below its handler: it belongs to the task."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from core.clock import Clock


@dataclass(slots=True, eq=False)
class Attempt:
    """One handling of one update.

    `speaks` is awaited before the first request to Telegram, `writes` before each. `failed`: where a handler
    failed by a defect. `again`: it was begun before, so a part of it may have happened. `spoken`: something was
    said to the person, or may have been. `later`: nothing was said, and it is tried again after this many
    seconds. `troubled_since` (monotonic seconds): when Telegram first did not answer; the update is given up
    `longest` seconds later.
    `rest` is called when the handler begins (True) and ends (False) to wait idly; `hold` in the same way, when
    it waits for Telegram to recover; `rests`: how many waits it is in, one inside the other.
    `unseen_before`: it is an edit, and what stood there before is not known; `unchanged`: it is an edit that
    changes nothing.
    """

    clock: Clock | None = None
    speaks: Callable[[], Awaitable[None]] | None = None
    writes: Callable[[], Awaitable[None]] | None = None
    rest: Callable[[bool], None] | None = None
    hold: Callable[[bool], None] | None = None
    longest: float = 0.0
    again: bool = False
    spoken: bool = False
    failed: str = ""
    later: float | None = None
    troubled_since: float | None = None
    unseen_before: bool = False
    unchanged: bool = False
    rests: int = 0

    def may_wait(self, now: float, seconds: float) -> bool:
        """Return whether to wait for Telegram `seconds` more; the time counts from the first call."""
        if self.troubled_since is None:
            self.troubled_since = now
        return now + seconds - self.troubled_since <= self.longest

    async def ask(self) -> None:
        """Note that a request to Telegram is made now; what is known of the one before is written first."""
        if self.writes is not None:
            await self.writes()
        if self.speaks is not None:
            speaks, self.speaks = self.speaks, None
            await speaks()


_current: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


def current() -> Attempt | None:
    """Return the attempt this task works for; None outside the handling of an update."""
    return _current.get()


def begun_before() -> bool:
    """Return whether this update was begun before, so that some of it may have happened."""
    attempt = _current.get()
    return attempt is not None and attempt.again


@contextmanager
def handling(attempt: Attempt) -> Iterator[None]:
    """Make `attempt` the current one."""
    token = _current.set(attempt)
    try:
        yield
    finally:
        _current.reset(token)


def note_spoken() -> None:
    """Note that something was said to the person, or may have been."""
    if attempt := _current.get():
        attempt.spoken = True


def changes_nothing() -> bool:
    """Return whether this is an edit that changes neither words nor files."""
    attempt = _current.get()
    return attempt is not None and attempt.unchanged


def unseen_before() -> bool:
    """Return whether this is an edit of a message whose words before it nobody knows."""
    attempt = _current.get()
    return attempt is not None and attempt.unseen_before


@contextmanager
def resting(*, for_telegram: bool = False) -> Iterator[None]:
    """Mark the block as idle: meanwhile another chat is served. `for_telegram`: until it answers again."""
    attempt = _current.get()
    if attempt is None:
        yield
        return
    hold = attempt.hold if for_telegram else None
    _rest(attempt, begins=True)
    if hold:
        hold(True)
    try:
        yield
    finally:
        _rest(attempt, begins=False)
        if hold:
            hold(False)


def _rest(attempt: Attempt, *, begins: bool) -> None:
    """Tell that a handler begins to wait, or has ended waiting: once, where waits are inside each other."""
    outer = attempt.rests == (0 if begins else 1)
    attempt.rests += 1 if begins else -1
    if outer and attempt.rest:
        attempt.rest(begins)
