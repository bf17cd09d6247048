"""When what is being handled was asked.

People write while the bot is away, or Telegram out of reach: 明天不发, written on Monday night and heard on
Tuesday, means Tuesday. Whoever reads such words, or looks whether an answer still belongs to a question, goes
by the time of asking. What is sent, stored and planned goes by the clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from core.clock import Clock

_asked: ContextVar[datetime | None] = ContextVar("asked", default=None)


@contextmanager
def asking(moment: datetime | None) -> Iterator[None]:
    """Note that what the block handles was asked at that moment; None: now, as far as anybody knows."""
    token = _asked.set(moment)
    try:
        yield
    finally:
        _asked.reset(token)


def when_asked(clock: Clock) -> datetime:
    """Return when what is being handled was asked; the time of `clock` where nothing came late."""
    now, asked = clock.now(), _asked.get()
    return now if asked is None else min(asked, now)


class AskedClock:
    """A clock whose wall time is that of asking."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """Return when what is being handled was asked."""
        return when_asked(self._clock)

    def monotonic(self) -> float:
        """Return the clock's own."""
        return self._clock.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait by the clock."""
        await self._clock.sleep(seconds)
