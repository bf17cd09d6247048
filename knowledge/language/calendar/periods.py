"""Stretches of days as people name them: 明天, 这周, 下个月, 周末, 今明两天, 春节, 放假期间."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.patterns import pattern
from knowledge.language.calendar.dates import coming_date
from knowledge.language.calendar.holidays import Holiday, Rest, coming_rest, holiday_at, next_rest
from knowledge.language.calendar.lunar import lunar_date
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.writing.signs import Fault, MisreadError

ONE_DAY = timedelta(days=1)
BETWEEN = timedelta(days=4)  # at most, between holidays that are named as one: 中秋国庆
LONGEST = 3660  # days; what is farther away is not counted out

_DURING = pattern(r"(?:节|假期?|小?长假|黄金周|放假|休假|期间|这几天|那几天|当天|7天|当日)*")
_SO_MANY = pattern(r"(?P<name>.+?)(?:放假)?那?(?P<days>[2-9])天")  # 元旦那3天
_BESIDE = pattern(r"[和及跟与,节]*")  # 中秋国庆, 国庆和中秋
_REST = pattern(r"(?:节假日|节日|假期|小?长假|黄金周|放假|假|节)(?:期间|这几天|那几天|的?时候)*")
# How many days from today the first and the last are.
_NEAR = {
    (0, 1): pattern(r"今明(?:2天)?|这2天|今天[和,]?明天|今[日天]?起2天"),
    (1, 2): pattern(r"明后(?:2天|天)|明天[和,]?后天"),
    (0, 2): pattern(r"今明后(?:3天)?|这3天"),
}
_WEEK = pattern(r"(?P<which>这个?|本|下+个?|整个?)(?:周|星期|礼拜)(?P<end>末)?|(?P<weekend>周末|双休日?)")
_MONTH = pattern(r"(?P<which>这个?|本|当|下个?)月|(?P<month>\d{1,2})月份")
_NEXT_YEAR = pattern(r"明年|来年")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`. `rest`: the days off that they are, where they are such.

    `begins`: 到 it means up to its first day (到下个月); of other days, 到 takes in the last one (到周五).
    """

    first: date
    last: date
    rest: Rest | None = None
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Periods:
    """Reads stretches of days as seen from `today`."""

    today: date
    calendar: WorkCalendar

    def read(self, said: str, *, year: bool = False, ahead: bool = False) -> Period | None:
        """Return the days that `said` is, in words as `argument` returns them; None for what is none.

        `year`: 年 is the Spring Festival. `ahead`: of days off those that begin later.
        Raises MisreadError for days that are past or that no calendar has.
        """
        for (first, last), form in _NEAR.items():
            if form.fullmatch(said):
                return Period(self.today + first * ONE_DAY, self.today + last * ONE_DAY)
        if (many := _SO_MANY.fullmatch(said)) and (rest := self._rest(many["name"], year=year, ahead=ahead)):
            return Period(rest.first, rest.first + (int(many["days"]) - 1) * ONE_DAY, rest)
        if (found := self._rest(said, year=year, ahead=ahead)) is not None:
            return Period(found.first, found.last, found)
        if match := _WEEK.fullmatch(said):
            return self._week(match)
        return self._month(match) if (match := _MONTH.fullmatch(said)) else self._day(said)

    def _day(self, said: str) -> Period | None:
        if _NEXT_YEAR.fullmatch(said):
            return Period(date(self.today.year + 1, 1, 1), date(self.today.year + 1, 12, 31), begins=True)
        if lunar := lunar_date(said, self.today):
            return Period(lunar, lunar)
        try:
            day = coming_date(said, self.today)
        except MisreadError as error:
            if error.fault is Fault.UNCLEAR:
                return None
            raise
        if (day - self.today).days > LONGEST:
            raise MisreadError(Fault.TOO_LONG)
        return Period(day, day)

    def _rest(self, said: str, *, year: bool, ahead: bool) -> Rest | None:
        since = self.today
        if ahead and (under_way := self._rest(said, year=year, ahead=False)) and under_way.first <= since:
            since = under_way.last + ONE_DAY
        if _REST.fullmatch(said):
            return next_rest(since, self.calendar)
        if year and said == "年":
            return coming_rest(Holiday.SPRING, since, self.calendar)
        return self._named(said, since)

    def _named(self, said: str, since: date) -> Rest | None:
        """Return the days off for the holidays that `said` names, one after another (国庆中秋)."""
        found, start = None, 0
        while named := holiday_at(said, start):
            rest = coming_rest(named[0], since, self.calendar)
            both = found or rest
            if max(both.first, rest.first) > min(both.last, rest.last) + BETWEEN:
                return None  # 元旦、春节 are two stretches of days
            found = replace(both, first=min(both.first, rest.first), last=max(both.last, rest.last))
            beside = _BESIDE.match(said, named[1])
            start = beside.end() if beside else named[1]
        return found if found and _DURING.fullmatch(said, start) else None

    def _week(self, match: re.Match[str]) -> Period:
        monday = self.today - self.today.weekday() * ONE_DAY
        monday += 7 * (match["which"] or "").count("下") * ONE_DAY
        sunday = monday + 6 * ONE_DAY
        if match["weekend"] or match["end"]:
            return Period(sunday - ONE_DAY, sunday)
        return Period(max(self.today, monday), sunday, begins=monday > self.today)

    def _month(self, match: re.Match[str]) -> Period:
        year, month = self.today.year, self.today.month
        if match["month"]:
            wanted = int(match["month"])
            if not 1 <= wanted <= 12:
                raise MisreadError(Fault.NO_SUCH_DAY)
            year, month = year + (wanted < month), wanted
        elif match["which"].startswith("下"):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return Period(max(self.today, first), last, begins=first > self.today)
