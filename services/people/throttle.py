"""How much one person and one group may ask and press. Only people who send too much have to wait."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from core.clock import Clock
from core.settings import ThrottleSettings

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
KEPT = 4  # this part of a group's limit (a quarter) is kept for people who have not asked in the window yet
LOOKS = 2  # old keys looked at with each count: enough, as each count adds one new key at most


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` within `seconds`; a window begins with the first one in it.

    The last `kept` are for people who have had none in the window, so that nobody uses up a group's limit
    alone.
    """

    most: int
    seconds: float
    kept: int = 0


@dataclass(slots=True)
class _Window:
    begun: float
    used: int = 0
    by: set[int] = field(default_factory=set)  # who had one of them, where some are kept


@dataclass(slots=True)
class _Use:
    windows: list[_Window]
    counted_at: float
    told_until: float = -inf


class Meter:
    """Counts what each key does, in one window a limit. Monotonic seconds; kept in memory only.

    However many keys there are, a call looks at its own and at no more than `LOOKS` others. What was asked
    `ago` seconds ago counts for the time when it was asked, not when it arrived.
    """

    def __init__(self, limits: Sequence[Limit], clock: Clock) -> None:
        self._limits = [limit for limit in limits if limit.most]
        self._longest = max((limit.seconds for limit in self._limits), default=0.0)
        self._clock = clock
        self._uses: OrderedDict[int, _Use] = OrderedDict()  # the least recently counted comes first

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._uses)

    def wait(self, key: int, by: int = 0, ago: float = 0.0) -> float:
        """Return the seconds, from when it was asked, until `key` may go on, if `by` asks; 0: at once."""
        use, at = self._uses.get(key), self._clock.monotonic() - ago
        if use is None:
            return 0.0
        pairs = zip(self._limits, use.windows, strict=True)
        over = [
            min(window.begun - at, 0.0) + limit.seconds
            for limit, window in pairs
            if _is_full(window, limit, by)
        ]
        return max([0.0, *over])

    def count(self, key: int, by: int = 0, ago: float = 0.0) -> None:
        """Note that `key` did it once more, through `by`."""
        now = self._clock.monotonic()
        asked = now - ago
        self._forget_idle(now)
        use = self._uses.setdefault(key, _Use([_Window(asked) for _ in self._limits], now))
        use.counted_at = now
        self._uses.move_to_end(key)
        for at, limit in enumerate(self._limits):
            if asked - use.windows[at].begun >= limit.seconds:
                use.windows[at] = _Window(asked)
            use.windows[at].used += 1
            if limit.kept:
                use.windows[at].by.add(by)

    def tell(self, key: int, seconds: float, ago: float = 0.0) -> bool:
        """Return whether `key`, which has to wait so long, is to be told: once for each wait and each minute.

        A wait that is over already is told of once, however long it was.
        """
        use, at = self._uses.get(key), self._clock.monotonic() - ago
        if use is None or at < use.told_until:
            return False
        use.told_until = at + (min(seconds, MINUTE) if seconds > ago else seconds)
        return True

    def _forget_idle(self, now: float) -> None:
        for _ in range(min(LOOKS, len(self._uses))):
            oldest = next(iter(self._uses))
            if now - self._uses[oldest].counted_at < self._longest:
                return
            del self._uses[oldest]


def _is_full(window: _Window, limit: Limit, by: int) -> bool:
    return window.used >= limit.most or (window.used >= limit.most - limit.kept and by in window.by)


@dataclass(frozen=True, slots=True)
class TooMuch:
    """A refusal: how many seconds it lasts, whether the whole group waits, whether it is to be said.

    0 seconds: the wait is over already, because the messages were sent too fast but arrived late.
    """

    seconds: float
    group: bool
    say: bool


@dataclass(frozen=True, slots=True)
class _Meters:
    """What people and groups do of one kind."""

    people: Meter
    groups: Meter


class ThrottleService:
    """The limits of `throttle`, a person's and a group's. What is refused counts for nobody.

    What people ask is counted, and beside it, with limits of its own, how they leaf through what they were
    shown: a press is not a question, and looks at what is there already.
    """

    def __init__(self, settings: ThrottleSettings, clock: Clock) -> None:
        person = (Limit(settings.person_per_minute, MINUTE), Limit(settings.person_per_hour, HOUR))
        group = (_shared(settings.group_per_minute, MINUTE), _shared(settings.group_per_hour, HOUR))
        presses = (Limit(settings.presses_per_minute, MINUTE),)
        group_presses = (_shared(settings.group_presses_per_minute, MINUTE),)
        self._asking = _Meters(Meter(person, clock), Meter(group, clock))
        self._leafing = _Meters(Meter(presses, clock), Meter(group_presses, clock))
        self._inline = Meter((Limit(settings.inline_per_minute, MINUTE),), clock)

    def take(
        self, person: int, group: int | None, ago: float = 0.0, *, leafing: bool = False
    ) -> TooMuch | None:
        """Count something that `person` (a number of Telegram's) wants, in `group`; None: it is granted.

        It was asked `ago` seconds ago: after an outage many messages arrive at once that were sent over a long
        time. `leafing`: it is a button, or words that only turn a page.
        """
        meters = self._leafing if leafing else self._asking
        keys = [(meters.people, person, False)]
        if group is not None:
            keys.append((meters.groups, group, True))
        for meter, key, in_group in keys:
            if seconds := meter.wait(key, person, ago):
                return TooMuch(max(0.0, seconds - ago), in_group, say=meter.tell(key, seconds, ago))
        for meter, key, _ in keys:
            meter.count(key, person, ago)
        return None

    def take_inline(self, person: int) -> bool:
        """Count an inline query of `person`; return whether it is granted. It counts for no other limit."""
        if self._inline.wait(person):
            return False
        self._inline.count(person)
        return True


def _shared(most: int, seconds: float) -> Limit:
    return Limit(most, seconds, kept=most // KEPT)
