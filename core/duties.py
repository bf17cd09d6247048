"""Duties (廉政事项): when one recurs, and what people are told of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.models import Content, Shows


class Every(StrEnum):
    """How often a duty falls due."""

    YEAR = "year"
    QUARTER = "quarter"
    FOUR_MONTHS = "4months"
    TWO_MONTHS = "2months"
    MONTH = "month"
    WEEK = "week"
    HOLIDAY = "holiday"
    ONCE = "once"


LAST = 31  # of a month, whichever day that is
MOST_WORKDAYS, MOST_WEEKDAYS = 15, 4  # that are counted in a month
# Days that are counted: 41 is the first working day, 61 the last one; 112 the first Tuesday, 212 the last one.
_WORKDAY, _LAST_WORKDAY, _WEEKDAY, _LAST_WEEKDAY = 40, 60, 100, 200
_PLACES = "abcdvwxyz"  # a to d from the first one on, z is the last one, y the one before; of weekdays only
MOST_TIMES = 4  # times that one duty falls due in a year, a quarter or a month; more are not stored


@dataclass(frozen=True, slots=True)
class Counted:
    """A day of a month (or week) that is counted: the `place`-th working day, or the `place`-th such weekday.

    Places below 0 count from the end; of weekdays 1 is Monday and 7 Sunday, 0 is any working day.
    """

    place: int
    weekday: int = 0

    @classmethod
    def of(cls, day: int) -> "Counted | None":
        """Return what `day` of a `Recurs` counts; None: it is a day by its number."""
        if day > _WEEKDAY:
            place, weekday = divmod(day % _WEEKDAY, 10)
            return cls(-place if day > _LAST_WEEKDAY else place, weekday)
        if day > _WORKDAY:
            return cls(_LAST_WORKDAY - day if day > _LAST_WORKDAY else day - _WORKDAY)
        return None

    @property
    def day(self) -> int:
        """Return it as the `day` of a `Recurs`."""
        from_end = self.place < 0
        if self.weekday:
            return (_LAST_WEEKDAY if from_end else _WEEKDAY) + 10 * abs(self.place) + self.weekday
        return (_LAST_WORKDAY if from_end else _WORKDAY) + abs(self.place)


@dataclass(frozen=True, slots=True)
class Recurs:
    """When a duty falls due, and how many days before (`ahead`) the reminder comes.

    `month` counts within the year, (1 to 3) the quarter, (1 to 4) four or (1, 2) two months. A `day` that a
    month does not have is its last one; some are `Counted`; of a week 1 is Monday. Of a
    holiday `month` is its number (0: each) and `day` how many days before its days
    off begin. Of weeks `month` is how many go by each time (0: one) and `year` the first day, as a number.
    Else `year` is only of what is due once; `also` are more months and days of what is due several times.
    """

    every: Every
    day: int = 0
    month: int = 0
    year: int = 0
    ahead: int = 0
    also: tuple[tuple[int, int], ...] = ()

    @classmethod
    def several(cls, ones: Sequence["Recurs"]) -> "Recurs":
        """Return one that falls due whenever one of these does, which differ in their months and days only."""
        first, *more = sorted(set(ones), key=lambda one: (one.month, one.day))
        return replace(first, also=tuple((one.month, one.day) for one in more))

    @property
    def each(self) -> Sequence["Recurs"]:
        """Return the times that it falls due, one by one."""
        return [self, *(replace(self, month=month, day=day, also=()) for month, day in self.also)]

    def stored(self) -> str:
        """Return it in few characters, for `read`."""
        also = "".join(f" {month or ''}{_stored_day(day):0>2}" for month, day in self.also)
        return f"{self.every.value} {self.year} {self.month} {_stored_day(self.day)} {self.ahead}{also}"

    @classmethod
    def read(cls, stored: str) -> "Recurs":
        """Read what `stored` returned. Raises ValueError for anything else."""
        every, year, month, day, ahead, *also = stored.split()
        more = tuple((int(one[:-2] or 0), _read_day(one[-2:])) for one in also)
        return cls(Every(every), _read_day(day), int(month), int(year), int(ahead), more)


def _stored_day(day: int) -> str:
    counted = Counted.of(day)
    if counted is None or not counted.weekday:
        return str(day)
    return f"{_PLACES[counted.place - (counted.place > 0)]}{counted.weekday}"


def _read_day(stored: str) -> int:
    if stored.isdigit():
        return int(stored)
    place = _PLACES.index(stored[0]) + 1
    return Counted(place if place <= MOST_WEEKDAYS else place - len(_PLACES) - 1, int(stored[1])).day


class What(StrEnum):
    """What somebody is sent about a duty."""

    ASK = "ask"  # whether they agree to be reminded
    REMIND = "remind"  # that it is due, or overdue
    FORM = "form"  # the office's form, behind the reminder
    NOBODY = "nobody"  # to an operator: nobody has it
    FEWER = "fewer"  # to an operator: somebody who has it cannot be reached any more


@dataclass(frozen=True, slots=True)
class Errand:
    """Which duty a delivery is about, and what it says; `due_on` is that of a turn.

    `at` (seconds since 1970) tells what may be said twice on a day: people are put in again, and asked again.
    """

    duty_id: int
    what: What
    due_on: date | None = None
    at: int = 0

    def stored(self) -> str:
        """Return it as the key of a delivery."""
        due = f":{self.due_on:%Y%m%d}" if self.due_on else ""
        return f"{self.duty_id}:{self.what.value}{due}" + (f":at{self.at}" if self.at else "")

    @classmethod
    def read(cls, stored: str) -> "Errand":
        """Read what `stored` returned. Raises ValueError for anything else."""
        number, what, *more = stored.split(":")
        at = int(more.pop().removeprefix("at")) if more and more[-1].startswith("at") else 0
        day = date(int(more[0][:4]), int(more[0][4:6]), int(more[0][6:])) if more else None
        return cls(int(number), What(what), day, at)


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage that a duty cites, verbatim."""

    text: str
    title: str
    date: str
    section: str
    passage_id: str

    @property
    def shows(self) -> Shows:
        """Return what a message with it shows."""
        return Shows(self.passage_id, self.text)


@dataclass(frozen=True, slots=True)
class DutyAsk(Content):
    """Asks a person whether they agree to be reminded of a duty; `when` says in words when it falls due."""

    duty_id: int
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class DutyReminder(Content):
    """Reminds a person of a duty that is due by `until`; `overdue`: that day has passed."""

    duty_id: int
    name: str
    due_on: date
    until: date
    overdue: bool
    cited: tuple[Cited, ...] = ()

    @property
    def shows(self) -> Shows | None:
        """Return the last passage that is shown."""
        return self.cited[-1].shows if self.cited else None


@dataclass(frozen=True, slots=True)
class DutyForm(Content):
    """The form of a duty, a file."""

    name: str
    file_name: str
    file: bytes


@dataclass(frozen=True, slots=True)
class DutyNobody(Content):
    """Tells an operator that nobody has a duty any more."""

    duty_id: int
    name: str


@dataclass(frozen=True, slots=True)
class DutyFewer(Content):
    """Tells an operator that somebody who cannot be reached was taken off a duty; `people` have it now."""

    duty_id: int
    name: str
    people: int
