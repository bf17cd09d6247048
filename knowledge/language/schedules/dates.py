"""The dates that the clauses of a schedule are about: 下周三到周五停，周四照发."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from core.patterns import pattern
from knowledge.language.calendar.days import read_days
from knowledge.language.calendar.periods import Period, Periods
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.schedules.sentence import DateClause, Schedule
from knowledge.language.schedules.tokens import Kind, Token
from knowledge.language.schedules.turns import Turn
from knowledge.language.writing.signs import Fault, MisreadError, argument

ONE_DAY = timedelta(days=1)
_OF_A_MONTH = pattern(r"\d{1,2}[号日]")
HALF_A_MONTH = 15  # days
LONGEST = 366  # days between two dates that are joined


@dataclass(frozen=True, slots=True)
class Chosen:
    """The dates to skip, and the dates to push on after all; from `since` on, every date is pushed on.

    `other`: those on which it is to be otherwise than it is.
    """

    off: frozenset[date]
    on: frozenset[date]
    since: date | None = None
    other: frozenset[date] = frozenset()

    def settled(self, is_off: Callable[[date], bool]) -> "Chosen":
        """Return these with every date on or off; `is_off` says how it is now."""
        off = frozenset(day for day in self.other if not is_off(day))
        return Chosen(self.off | off, self.on | (self.other - off), self.since)


def dates_of(
    schedule: Schedule | Turn,
    today: date,
    calendar: WorkCalendar,
    held: Set[date] = frozenset(),
    near: date | None = None,
) -> Chosen:
    """Return the dates that a schedule's clauses name, as seen from `today`; none is before it.

    `held` are dates without a push already: what is to come after all may be one of them. `near` was named
    last: 周二 is of that week.

    Raises MisreadError for days that cannot be told (这几天), are past, or that no calendar has.
    """
    reader = _Reader(today, calendar, near)
    off, on, other = set[date](), set[date](), set[date]()
    since: date | None = None
    for clause in schedule.dates:
        named = reader.of(clause, off | held)
        (other if clause.keep is None else on if clause.keep else off).update(named)
        since = min(named, default=None) if clause.since else since
    if not off and not on and not other:
        raise MisreadError(Fault.PAST)
    return Chosen(frozenset(off - on), frozenset(on), since, frozenset(other))


class _Reader:
    """Remembers which week and day were named last: in 下周四、周五 the second is of the same week."""

    def __init__(self, today: date, calendar: WorkCalendar, near: date | None = None) -> None:
        self._today = today
        self._calendar = calendar
        self._last: date | None = None
        self._near = near

    def of(self, clause: DateClause, off: set[date]) -> set[date]:
        found, words = set[date](), list(clause.words)
        while words:
            word = words.pop(0)
            if word.kind is Kind.VAGUE:
                if found or off:
                    continue
                raise MisreadError
            if word.kind in {Kind.TO, Kind.AND}:
                continue
            if clause.keep is not False and off and not found:
                self._last = min(off)  # 12月21日到25日不发，23日照发
            named = self._named(word, off if clause.keep is not False else set())
            if len(words) > 1 and words[0].kind is Kind.TO:
                words.pop(0)
                named = {_with_the_last(min(named), word.text, words[0].text)}
                named |= self._up_to(words.pop(0), min(named))
            found |= named
            self._last = max(named)
        return {day for day in found if day >= self._today}

    def _named(self, word: Token, among: set[date]) -> set[date]:
        if word.kind is Kind.WEEK:
            return set(self._of_a_week(word.text))
        if word.kind is Kind.DAYS:
            return set(self._weekdays(word.text, among))
        return set(_days(self._period(word.text, self._today)))

    def _period(self, words: str, today: date) -> Period:
        said = argument(words)
        if _OF_A_MONTH.fullmatch(said):
            today = max(self._last or self._around(int(said[:-1])), today)  # 12月3号、5号
        period = Periods(today, self._calendar).read(said)
        if period is None:
            raise MisreadError
        return period

    def _around(self, number: int) -> date:
        """Return from where that day of the month is counted: it is the nearest to what was named last."""
        if self._near is None:
            return self._today
        before = [self._near - days * ONE_DAY for days in range(HALF_A_MONTH)]
        return next((day for day in before if day.day == number and day >= self._today), self._near)

    def _up_to(self, word: Token, first: date) -> set[date]:
        if word.kind is Kind.DAYS:
            numbers = _numbers(word.text)
            last = first + ((numbers[-1] - first.isoweekday()) % 7) * ONE_DAY
        elif word.kind is Kind.WEEK:
            last = max(self._of_a_week(word.text), default=first)
        else:
            last = self._period(word.text, first).last
        if last < first:
            raise MisreadError(Fault.TURNED)
        if (last - first).days > LONGEST:
            raise MisreadError(Fault.TOO_LONG)
        return {first + number * ONE_DAY for number in range((last - first).days + 1)}

    def _of_a_week(self, words: str) -> list[date]:
        """Return the days of 下周四, 这周三到周五, 下下周."""
        ahead = words.count("下")
        monday = self._today + (7 * ahead - self._today.weekday()) * ONE_DAY
        rest = words.lstrip("下这本个").removeprefix("星期").removeprefix("礼拜").removeprefix("周")
        numbers = [6, 7] if rest == "末" else _numbers(f"周{rest}") if rest else [*range(1, 8)]
        days = [monday + (number - 1) * ONE_DAY for number in numbers]
        left = [day for day in days if day >= self._today]
        if not left:
            raise MisreadError(Fault.PAST)
        return left

    def _weekdays(self, words: str, among: set[date]) -> Iterator[date]:
        """Return the days of the week that was named last; those of a pause where one is to be lessened."""
        numbers = _numbers(words)
        if within := [day for day in among if day.isoweekday() in numbers]:
            yield from within
            return
        seen_from = self._last or self._near or self._today
        monday = seen_from - seen_from.weekday() * ONE_DAY
        for number in numbers:
            day = monday + (number - 1) * ONE_DAY
            yield day if day >= self._today else day + 7 * ONE_DAY


def _numbers(words: str) -> Sequence[int]:
    """Return the weekdays that `words` name. Raises MisreadError for days that are no certain ones."""
    named = read_days(words)
    if named is None or named.base is None or named.base.workdays:
        raise MisreadError
    return sorted(named.base.weekdays)


def _with_the_last(first: date, said: str, last: str) -> date:
    """Return the first day of 29到31号: both are of one month, which has such a day."""
    numbers = [_OF_A_MONTH.fullmatch(argument(one)) for one in (said, last)]
    if not all(numbers):
        return first
    number = int(argument(last)[:-1])
    if not first.day <= number or number <= monthrange(first.year, first.month)[1]:
        return first
    return (first.replace(day=1) + 31 * ONE_DAY).replace(day=first.day)


def _days(period: Period) -> Iterator[date]:
    if (period.last - period.first).days > LONGEST:
        raise MisreadError(Fault.TOO_LONG)
    return (period.first + number * ONE_DAY for number in range((period.last - period.first).days + 1))
