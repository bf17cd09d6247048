"""How much one person and one group may ask, so that whoever floods the bot waits, and nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.clock import Clock
from core.settings import ThrottleSettings

MINUTE, HOUR = 60.0, 3600.0
MOST_KEYS = 10_000  # past so many, those whose windows are over are forgotten


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within so many seconds; a window begins with its first."""

    most: int
    seconds: float


@dataclass(slots=True)
class _Window:
    begun: float
    used: int = 0


@dataclass(slots=True)
class _Use:
    windows: list[_Window]
    told: bool = False


class Meter:
    """Counts what each key does, in one window a limit. Monotonic seconds; kept in memory only."""

    def __init__(self, limits: Sequence[Limit], clock: Clock) -> None:
        self._limits = [limit for limit in limits if limit.most]
        self._clock = clock
        self._uses: dict[int, _Use] = {}

    def wait(self, key: int) -> float:
        """Return the seconds until `key` may go on; 0: at once."""
        use, now = self._uses.get(key), self._clock.monotonic()
        if use is None:
            return 0.0
        pairs = zip(self._limits, use.windows, strict=True)
        over = [window.begun + limit.seconds - now for limit, window in pairs if window.used >= limit.most]
        return max(0.0, *over, 0.0)

    def count(self, key: int) -> None:
        """Note that `key` did it once more."""
        now = self._clock.monotonic()
        if len(self._uses) > MOST_KEYS:
            self._forget_idle(now)
        use = self._uses.setdefault(key, _Use([_Window(now) for _ in self._limits]))
        use.told = False
        for limit, window in zip(self._limits, use.windows, strict=True):
            if now - window.begun >= limit.seconds:
                window.begun, window.used = now, 0
            window.used += 1

    def tell(self, key: int) -> bool:
        """Say whether `key`, which has to wait, is to be told: once for each wait."""
        use = self._uses.get(key)
        if use is None or use.told:
            return False
        use.told = True
        return True

    def _forget_idle(self, now: float) -> None:
        longest = max((limit.seconds for limit in self._limits), default=0.0)
        self._uses = {
            key: use
            for key, use in self._uses.items()
            if any(now - window.begun < longest for window in use.windows)
        }


@dataclass(frozen=True, slots=True)
class TooMuch:
    """A refusal: how many seconds it lasts, whether the whole group waits, whether it is to be said."""

    seconds: float
    group: bool
    say: bool


class ThrottleService:
    """The limits of `throttle`, a person's and a group's. What is refused counts for nobody."""

    def __init__(self, settings: ThrottleSettings, clock: Clock) -> None:
        person = (Limit(settings.person_per_minute, MINUTE), Limit(settings.person_per_hour, HOUR))
        group = (Limit(settings.group_per_minute, MINUTE), Limit(settings.group_per_hour, HOUR))
        self._people = Meter(person, clock)
        self._groups = Meter(group, clock)

    def take(self, person: int, group: int | None) -> TooMuch | None:
        """Count something that `person` (a number of Telegram's) wants, in `group`; None: it is granted."""
        keys = [(self._people, person, False)]
        if group is not None:
            keys.append((self._groups, group, True))
        for meter, key, in_group in keys:
            if seconds := meter.wait(key):
                return TooMuch(seconds, in_group, say=meter.tell(key))
        for meter, key, _ in keys:
            meter.count(key)
        return None
