"""What is known of the update being handled, for those far below its handler: the task carries it along."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Attempt:
    """One handling of one update.

    `spoken`: something was said to the person, or may have been. `later`: nothing was, and it is to be tried
    again in so many seconds. `rest` hears when the handler begins (True) and ends (False) to wait idly.
    """

    rest: Callable[[bool], None] | None = None
    spoken: bool = False
    later: float | None = None


_current: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


def current() -> Attempt | None:
    """Return the attempt this task works for; None outside the handling of an update."""
    return _current.get()


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


@contextmanager
def resting() -> Iterator[None]:
    """Wait idly in here: meanwhile another chat is served."""
    attempt = _current.get()
    if attempt is None or attempt.rest is None:
        yield
        return
    attempt.rest(True)
    try:
        yield
    finally:
        attempt.rest(False)
