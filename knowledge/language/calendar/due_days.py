"""On which days something falls due that recurs, and how people say when that is."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.duties import LAST, Every, Recurs
from knowledge.language.calendar.holidays import Holiday, Rest, rest_in
from knowledge.language.calendar.workdays import WorkCalendar

# A holiday's number in `Recurs.month` is its place here; the numbers are stored, so their order stays.
HOLIDAYS = (
    Holiday.NEW_YEAR,
    Holiday.SPRING,
    Holiday.QINGMING,
    Holiday.LABOUR,
    Holiday.DRAGON_BOAT,
    Holiday.MID_AUTUMN,
    Holiday.NATIONAL,
    Holiday.LANTERN,
)
EACH = 0  # in the place of a holiday's number: each one on which people are off


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something falls due. `sure`: not by a holiday whose days off nobody has published yet."""

    on: date
    sure: bool = True


def days_of(recurs: Recurs, first: date, last: date, calendar: WorkCalendar) -> list[Day]:
    """Return the days from `first` to `last` on which it falls due, in their order."""
    found: dict[date, Day] = {}
    for one in recurs.each:
        for day in _days(one, first, last, calendar):
            if first <= day.on <= last:
                found.setdefault(day.on, day)
    return [found[on] for on in sorted(found)]


def _days(recurs: Recurs, first: date, last: date, calendar: WorkCalendar) -> Iterator[Day]:
    if recurs.every is Every.ONCE:
        yield Day(date(recurs.year, recurs.month, recurs.day))
        return
    for year in range(first.year, last.year + 2):
        if recurs.every is Every.HOLIDAY:
            yield from (_before(rest, recurs.day) for rest in _rests(recurs.month, year, calendar))
            continue
        for month in range(1, 13):
            if _falls_in(recurs, month):
                yield Day(date(year, month, min(recurs.day, monthrange(year, month)[1])))


def _falls_in(recurs: Recurs, month: int) -> bool:
    if recurs.every is Every.YEAR:
        return month == recurs.month
    length = 2 if recurs.every is Every.TWO_MONTHS else 3
    return recurs.every is Every.MONTH or (month - 1) % length + 1 == recurs.month


def _rests(number: int, year: int, calendar: WorkCalendar) -> list[Rest]:
    """Return the days off for a holiday, or for each, of a year; 中秋 within 国庆 is one rest with it."""
    wanted = [one for one in HOLIDAYS if one is not Holiday.LANTERN] if number == EACH else [_holiday(number)]
    return [rest_in(holiday, year, calendar) for holiday in wanted]


def _holiday(number: int) -> Holiday:
    return HOLIDAYS[number - 1]


def _before(rest: Rest, days: int) -> Day:
    return Day(rest.first - timedelta(days=days), rest.published)


# What is said once of several days: 每年3月1日和9月1日.
_BEGINS = {Every.YEAR: "每年", Every.QUARTER: "每季度", Every.TWO_MONTHS: "每逢", Every.MONTH: "每月"}
_ODD_OR_EVEN = {1: "单月", 2: "双月"}


def said_recurring(recurs: Recurs) -> str:
    """Return when it falls due, as people say it."""
    is_named = recurs.every is Every.HOLIDAY and recurs.month != EACH
    begins = "每年" if is_named else _BEGINS.get(recurs.every, "")
    if recurs.every is Every.TWO_MONTHS and len({one.month for one in recurs.each}) == 1:
        begins += _ODD_OR_EVEN[recurs.month]  # 每逢双月5日和20日
    ones = [_said(one).removeprefix(begins) for one in recurs.each]
    if is_named and len({one.day for one in recurs.each}) == 1:  # 每年春节和国庆放假前3天
        ones[:-1] = [_holiday(one.month).value for one in recurs.each[:-1]]
    said = begins + "、".join(ones[:-1]) + ("和" if ones[:-1] else "") + ones[-1]
    return f"{said}（提前{recurs.ahead}天提醒）" if recurs.ahead else said


def _said(recurs: Recurs) -> str:
    day = "最后一天" if recurs.day == LAST else f"{recurs.day}日"
    match recurs.every:
        case Every.YEAR:
            ends = recurs.day == LAST and recurs.month == 2  # on the 28th or the 29th
            last = min(recurs.day, monthrange(2024, recurs.month)[1])
            return f"每年{recurs.month}月" + (day if ends else f"{last}日")
        case Every.QUARTER:
            of_the_quarter = (recurs.month, recurs.day) == (3, LAST)
            return "每季度最后一天" if of_the_quarter else f"每季度第{recurs.month}个月{day}"
        case Every.TWO_MONTHS:
            return f"每逢{_ODD_OR_EVEN[recurs.month]}{day}"
        case Every.MONTH:
            return f"每月{day}"
        case Every.HOLIDAY:
            which = "每个法定节假日" if recurs.month == EACH else f"每年{_holiday(recurs.month).value}"
            return f"{which}放假前{recurs.day}天"
    return f"{recurs.year}年{recurs.month}月{recurs.day}日"
