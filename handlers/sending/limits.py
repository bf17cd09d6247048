"""How much Telegram takes, what of it is used, and in which lane a request waits."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import inf

from telegram.error import RetryAfter


class Lane(StrEnum):
    """Replies to people go before pushes. A push passes two lanes: to be started, then to be sent."""

    REPLY = "reply"
    STARTED = "started"  # used by the limiter itself, not by tickets
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a request has as `rate_limit_args`; without one it is a reply.

    `starting` is awaited when the request is about to leave, a few hundredths of a second at most before
    it does; if it raises, the request is not made and the exception is the caller's.
    """

    lane: Lane = Lane.PUSH
    starting: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """At most `count` requests in any `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How much Telegram takes; None is no limit, for a server without any.

    `reserve` is the part of `overall` that pushes never take. Telegram lets a conversation burst a
    little over one message a second: `private_reply` is for replies, `private` for pushes.
    """

    overall: Window | None = Window(30, 1.0)
    reserve: int = 1
    private: Window | None = Window(1, 1.0)
    private_reply: Window | None = Window(3, 3.0)
    group: Window | None = Window(20, 60.0)

    @property
    def pace(self) -> float:
        """Return the seconds between two pushes that are spread evenly."""
        overall = self.overall
        return overall.seconds / max(1, overall.count - self.reserve) if overall else 0.0


UNLIMITED = Limits(overall=None, reserve=0, private=None, private_reply=None, group=None)


class Usage:
    """Requests under way and when the latest ones ended, as far as Telegram's windows go."""

    __slots__ = ("ended", "under_way")

    def __init__(self, longest: int) -> None:
        self.under_way = 0
        self.ended: deque[float] = deque(maxlen=longest)

    def free_at(self, window: Window | None, reserve: int = 0) -> float:
        """Return the moment the next request fits in; infinity while that hangs on one under way."""
        if window is None:
            return 0.0
        room = window.count - reserve - self.under_way
        if room <= 0:
            return inf
        if len(self.ended) < room:
            return 0.0
        return self.ended[-room] + window.seconds

    def end(self, moment: float) -> None:
        """Note that a request ended; moments never go back."""
        self.ended.append(max(moment, self.ended[-1]) if self.ended else moment)


def seconds_of(refusal: RetryAfter) -> float:
    """Return the wait Telegram asked for, in seconds (PTB says it as a number or as a timedelta)."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
