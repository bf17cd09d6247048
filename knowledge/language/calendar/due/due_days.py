"""On which days something falls due that recurs, and how people say when that is."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.duties import LAST, Counted, Every, Recurs
from knowledge.language.calendar.holidays import Holiday, Rest, rest_in
from knowledge.language.calendar.saying import WEEKDAYS, said_date
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
MONTHS = {Every.QUARTER: 3, Every.FOUR_MONTHS: 4, Every.TWO_MONTHS: 2}
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
    if recurs.every is Every.WEEK:
        yield from _of_weeks(recurs, first, last, calendar)
        return
    for year in range(first.year, last.year + 2):
        if recurs.every is Every.HOLIDAY:
            yield from (_before(rest, recurs.day) for rest in _rests(recurs.month, year, calendar))
            continue
        for month in range(1, 13):
            if _falls_in(recurs, month):
                yield _day_of_month(year, month, recurs.day, calendar)


def _falls_in(recurs: Recurs, month: int) -> bool:
    if recurs.every is Every.YEAR:
        return month == recurs.month
    return recurs.every is Every.MONTH or (month - 1) % MONTHS[recurs.every] + 1 == recurs.month


def _of_weeks(recurs: Recurs, first: date, last: date, calendar: WorkCalendar) -> Iterator[Day]:
    monday = first - timedelta(days=first.weekday())
    if counted := Counted.of(recurs.day):
        for at in range(0, (last - monday).days + 1, 7):
            days = [monday + timedelta(days=at + ahead) for ahead in range(7)]
            if any(map(calendar.is_workday, days)):  # none is in a week that is all holiday
                yield _worked(days, counted.place, calendar)
        return
    from dateutil.rrule import WEEKLY, rrule  # noqa: PLC0415 - loaded when a duty recurs

    begins, end = date.fromordinal(recurs.year) if recurs.year else monday, datetime.combine(last, time.max)
    for on in rrule(WEEKLY, dtstart=begins, until=end, interval=recurs.month or 1, byweekday=recurs.day - 1):
        yield Day(on.date())


def _day_of_month(year: int, month: int, day: int, calendar: WorkCalendar) -> Day:
    """Return a day of a month, also one of its working days or weekdays that is counted."""
    length, counted = monthrange(year, month)[1], Counted.of(day)
    if counted is None:
        return Day(date(year, month, min(day, length)))
    if not counted.weekday:
        return _worked([date(year, month, at) for at in range(1, length + 1)], counted.place, calendar)
    from dateutil.relativedelta import relativedelta, weekday  # noqa: PLC0415 - loaded when a duty recurs

    nth = weekday(counted.weekday - 1)(counted.place)
    return Day(date(year, month, 1) + relativedelta(day=1 if counted.place > 0 else LAST, weekday=nth))


def _worked(days: Sequence[date], place: int, calendar: WorkCalendar) -> Day:
    """Return the `place`-th of the days that is worked: sure once the year's holidays are known."""
    worked = [on for on in days if calendar.is_workday(on)]
    on = worked[max(-len(worked), min(place - (place > 0), len(worked) - 1))]
    return Day(on, calendar.knows(on.year))


def _rests(number: int, year: int, calendar: WorkCalendar) -> list[Rest]:
    """Return the days off for a holiday, or for each, of a year; 中秋 within 国庆 is one rest with it."""
    wanted = [one for one in HOLIDAYS if one is not Holiday.LANTERN] if number == EACH else [_holiday(number)]
    return [rest_in(holiday, year, calendar) for holiday in wanted]


def _holiday(number: int) -> Holiday:
    return HOLIDAYS[number - 1]


def _before(rest: Rest, days: int) -> Day:
    return Day(rest.first - timedelta(days=days), rest.published)


# What is said once of several days: 每年3月1日和9月1日.
_BEGINS = {
    Every.YEAR: "每年",
    Every.QUARTER: "每季度",
    Every.FOUR_MONTHS: "每四个月",
    Every.TWO_MONTHS: "每逢",
    Every.MONTH: "每月",
    Every.WEEK: "每周",
}
_IN_WORDS = "零一二三四五六七八九十"
_ODD_OR_EVEN = {1: "单月", 2: "双月"}


def said_recurring(recurs: Recurs) -> str:
    """Return when it falls due, as people say it."""
    is_named = recurs.every is Every.HOLIDAY and recurs.month != EACH
    begins = "每年" if is_named else _BEGINS.get(recurs.every, "")
    if recurs.every is Every.WEEK and recurs.month:
        begins = f"每{_in_words(recurs.month, '两')}周的周"
    if recurs.every is Every.TWO_MONTHS and len({one.month for one in recurs.each}) == 1:
        begins += _ODD_OR_EVEN[recurs.month]  # 每逢双月5日和20日
    ones = [_said(one).removeprefix(begins) for one in recurs.each]
    if is_named and len({one.day for one in recurs.each}) == 1:  # 每年春节和国庆放假前3天
        ones[:-1] = [_holiday(one.month).value for one in recurs.each[:-1]]
    said = begins + "、".join(ones[:-1]) + ("和" if ones[:-1] else "") + ones[-1]
    more = [f"提前{recurs.ahead}天提醒"] if recurs.ahead else []
    if recurs.every is Every.WEEK and recurs.year:
        more.insert(0, f"从{said_date(date.fromordinal(recurs.year))}起")
    return f"{said}（{'，'.join(more)}）" if more else said


def _said(recurs: Recurs) -> str:
    match recurs.every:
        case Every.WEEK if Counted.of(recurs.day):
            return f"每周{_said_day(recurs.day)}"
        case Every.WEEK:
            every = f"{_in_words(recurs.month, '两')}周的" if recurs.month else ""
            return f"每{every}周{WEEKDAYS[recurs.day - 1]}"
        case Every.HOLIDAY:
            which = "每个法定节假日" if recurs.month == EACH else f"每年{_holiday(recurs.month).value}"
            return f"{which}放假前{recurs.day}天"
        case Every.ONCE:
            return said_date(date(recurs.year, recurs.month, recurs.day))
    return _said_of_months(recurs, _said_day(recurs.day))


def _said_of_months(recurs: Recurs, day: str) -> str:
    match recurs.every:
        case Every.YEAR:
            ends = recurs.day == LAST and recurs.month == 2  # on the 28th or the 29th
            last = f"{min(recurs.day, monthrange(2024, recurs.month)[1])}日"
            return f"每年{recurs.month}月" + (day if ends or Counted.of(recurs.day) else last)
        case Every.QUARTER:
            counted = Counted.of(recurs.day)
            place = counted.place if counted else -(recurs.day == LAST)
            of_the_quarter = (recurs.month, place) in ((3, -1), (1, 1))
            return f"每季度{day}" if of_the_quarter else f"每季度第{recurs.month}个月{day}"
        case Every.FOUR_MONTHS:
            months = "、".join(str(month) for month in range(recurs.month, 13, MONTHS[recurs.every]))
            return f"每四个月{day}（{months}月）"
        case Every.TWO_MONTHS:
            return f"每逢{_ODD_OR_EVEN[recurs.month]}{day}"
    return f"每月{day}"


def _said_day(day: int) -> str:
    counted = Counted.of(day)
    if counted is None:
        return "最后一天" if day == LAST else f"{day}日"
    which = f"周{WEEKDAYS[counted.weekday - 1]}" if counted.weekday else "工作日"
    if counted.place > 0:
        return f"第{_in_words(counted.place)}个{which}"
    return f"最后一个{which}" if counted.place == -1 else f"倒数第{_in_words(-counted.place)}个{which}"


def _in_words(number: int, two: str = "二") -> str:
    if number == 2:
        return two
    return _IN_WORDS[number] if number < len(_IN_WORDS) else f"十{_IN_WORDS[number - 10]}"
