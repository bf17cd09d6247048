"""The days on which a chat wants the quote: some weekdays, or only those of them that are worked in China."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

WEEK = frozenset(range(1, 8))
WORKING = "workdays"


@dataclass(frozen=True, slots=True)
class Days:
    """A set of weekdays, 1 for Monday to 7 for Sunday, at least one.

    `workdays`: of these only the working days of China's calendar, which has holidays and make-up days.
    """

    weekdays: frozenset[int] = WEEK
    workdays: bool = False

    EVERY: ClassVar["Days"]
    WEEKDAYS: ClassVar["Days"]  # Monday to Friday, whatever the calendar says
    WORKDAYS: ClassVar["Days"]  # working days in China: without holidays, with make-up days

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= WEEK:
            raise ValueError(f"no days of a week: {sorted(self.weekdays)}")

    @classmethod
    def read(cls, value: str) -> "Days":
        """Return the days that `value` is stored as. Raises ValueError for what is none."""
        if value in _NAMED:
            return _NAMED[value]
        worked, _, digits = value.rpartition(":")
        if worked not in {"", WORKING} or not digits.isascii() or not digits.isdigit():
            raise ValueError(f"no days: {value!r}")
        return cls(frozenset(map(int, digits)), workdays=bool(worked))

    @property
    def value(self) -> str:
        """Return these days as they are stored: every, weekdays, workdays, 135, workdays:1245."""
        if self in _NAMES:
            return _NAMES[self]
        digits = "".join(map(str, sorted(self.weekdays)))
        return f"{WORKING}:{digits}" if self.workdays else digits

    def hold(self, day: date, *, worked: bool) -> bool:
        """Return whether `day` is one of them; `worked`: offices in China work on it."""
        return day.isoweekday() in self.weekdays and (worked or not self.workdays)

    def toggled(self, weekday: int) -> "Days | None":
        """Return these days with that weekday added or taken out; None when none would be left."""
        left = self.weekdays ^ {weekday}
        return replace(self, weekdays=left) if left else None


Days.EVERY = Days()
Days.WEEKDAYS = Days(frozenset(range(1, 6)))
Days.WORKDAYS = Days(workdays=True)
_NAMED = {"every": Days.EVERY, "weekdays": Days.WEEKDAYS, WORKING: Days.WORKDAYS}
_NAMES = {days: name for name, days in _NAMED.items()}


def names_that_hold(day: date, *, worked: bool) -> Iterable[str]:
    """Return the names among the stored values that hold `day`; the others say their weekdays in digits."""
    return sorted(name for name, days in _NAMED.items() if days.hold(day, worked=worked))
