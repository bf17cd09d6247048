"""The watchdog: a program that hears nothing any more ends, so that its supervisor starts it again.

It counts its own looks and not the time, as a machine that slept has missed nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.clock import Clock
from core.notify import notify, watchdog_interval

LOOK_EVERY = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life: what is missing without it, and when it was last seen (monotonic seconds)."""

    missing: str
    last: Callable[[], float | None]


class Watchdog:
    """Looks at the signs; calls `deaf` when one stays the same for `patience` seconds (0: no end).

    As long as all is well, systemd's own watchdog is told so.
    """

    def __init__(
        self, signs: Sequence[Sign], clock: Clock, deaf: Callable[[str], None], *, patience: float
    ) -> None:
        self._signs = signs
        self._clock = clock
        self._deaf = deaf
        self._patience = patience
        self._every = min(LOOK_EVERY, (watchdog_interval() or LOOK_EVERY) / 2)
        self._seen: dict[str, float | None] = {}
        self._looks: dict[str, int] = {}

    async def run(self) -> None:
        """Look again and again, until something is missing."""
        while True:
            for sign in self._signs:
                if self._patience and self._silence(sign) >= self._patience:
                    self._deaf(f"{sign.missing} for {self._patience / 60:.0f} minutes")
                    return
            notify("WATCHDOG=1")
            await self._clock.sleep(self._every)

    def _silence(self, sign: Sign) -> float:
        """Return the seconds of looks since this sign last changed."""
        last = sign.last()
        if sign.missing not in self._seen or last != self._seen[sign.missing]:
            self._seen[sign.missing], self._looks[sign.missing] = last, 0
        else:
            self._looks[sign.missing] += 1
        return self._looks[sign.missing] * self._every
