"""Time, from one place.

The *wall clock* says what day and hour it is; tests and the local chat move it. The *monotonic* clock
and `sleep` serve limits, leases and timeouts; nobody moves those.
"""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What everything below `cli/` is given instead of asking the system for the time."""

    def now(self) -> datetime:
        """Return the wall-clock time, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever grow; for limits and leases."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait for real (monotonic) seconds."""
        ...


class SystemClock:
    """The real clock. Its wall time can be moved by an offset, which the local chat does."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def move_to(self, moment: datetime) -> None:
        """Make `now()` return `moment` (aware) and go on from there."""
        self._offset = moment - datetime.now(UTC)

    def move_back(self) -> None:
        """Return to the machine's own time."""
        self._offset = timedelta()


class SetBack:
    """Notices that the wall clock was set back, by comparing it with the one that nobody sets."""

    TOLERANCE = 1.0  # seconds: a clock that is corrected little by little is not set back

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead: float | None = None

    def happened(self) -> bool:
        """Return whether it was set back since the last call, or may have been: at the first call."""
        ahead, before = self._clock.now().timestamp() - self._clock.monotonic(), self._ahead
        self._ahead = ahead
        return before is None or ahead < before - self.TOLERANCE
