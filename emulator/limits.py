"""Telegram's rate limits, as far as they are known, for benches that want them."""

import math
from collections import deque
from dataclasses import dataclass, field

from core.clock import Clock
from emulator.errors import ApiError


@dataclass(slots=True)
class RateLimits:
    """How many messages go out: overall a second, to one private chat a second, to one group a minute.

    `private_burst` messages in a row are let through to a private chat before its rate counts. None
    means unlimited. Measured on the clock's monotonic seconds.
    """

    overall: int | None = 30
    private: int | None = 1
    private_burst: int = 5
    group: int | None = 20
    _sent: dict[int | None, deque[float]] = field(default_factory=dict)

    def take(self, clock: Clock, chat_id: int, *, is_private: bool) -> None:
        """Count a message to the chat. Raises ApiError 429 with the seconds to wait, counting nothing."""
        now = clock.monotonic()
        rules: list[tuple[int | None, int, float]] = []
        if self.overall is not None:
            rules.append((None, self.overall, 1.0))
        if is_private and self.private is not None:
            rules.append((chat_id, self.private_burst, self.private_burst / self.private))
        if not is_private and self.group is not None:
            rules.append((chat_id, self.group, 60.0))
        for key, most, seconds in rules:
            times = self._sent.setdefault(key, deque())
            while times and times[0] <= now - seconds:
                times.popleft()
            if len(times) >= most:
                wait = max(1, math.ceil(times[0] + seconds - now))
                raise ApiError(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})
        for key, _, _ in rules:
            self._sent[key].append(now)
