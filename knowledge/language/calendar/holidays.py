"""Public holidays by name, as people say them, and the days off that belong to each.

Days off are those the State Council published (`WorkCalendar`). For a year that nobody has published yet they
are what the law and custom make likely: the caller says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.patterns import pattern
from knowledge.language.calendar.workdays import WorkCalendar

ONE_DAY = timedelta(days=1)


class Holiday(StrEnum):
    """A public holiday, by the name that people are told."""

    LANTERN = "元宵"  # on which nobody is off
    NEW_YEAR = "元旦"
    SPRING = "春节"
    QINGMING = "清明"
    LABOUR = "五一"
    DRAGON_BOAT = "端午"
    MID_AUTUMN = "中秋"
    NATIONAL = "国庆"


# As words are after `argument`, which writes 五一 as 51.
NAMES = {
    Holiday.SPRING: r"春节|新春|过年|大年(?:夜|30|初1|3十)?|除夕|农历新?年|旧历年|阴历年|年30",
    Holiday.LANTERN: r"元宵|上元|正月15",
    Holiday.NEW_YEAR: r"元旦|新年|阳历年",
    Holiday.QINGMING: r"清明",
    Holiday.LABOUR: r"51劳动节|51|劳动节",
    Holiday.DRAGON_BOAT: r"端午|端阳",
    Holiday.MID_AUTUMN: r"中秋",
    Holiday.NATIONAL: r"国庆|11(?=长假|假|黄金周|放|节|期间|前|后|以|之|$)|10月1",
}
_FIRST_LUNAR = {Holiday.LANTERN: (1, 15), Holiday.DRAGON_BOAT: (5, 5), Holiday.MID_AUTUMN: (8, 15)}
SPRING_DAYS, LABOUR_DAYS, NATIONAL_DAYS = 8, 5, 7  # from the eve; what has been usual for years


@dataclass(frozen=True, slots=True)
class Rest:
    """The days off for a holiday, both ends included. `published`: by the State Council or the operator."""

    holiday: Holiday
    first: date
    last: date
    published: bool


def coming_rest(holiday: Holiday, today: date, calendar: WorkCalendar) -> Rest:
    """Return the holiday's days off that are under way on `today` or come next."""
    rests = (rest_in(holiday, year, calendar) for year in (today.year, today.year + 1, today.year + 2))
    return next(rest for rest in rests if rest.last >= today)


def next_rest(today: date, calendar: WorkCalendar) -> Rest:
    """Return the next days off for any holiday: those under way on `today`, or the first to come."""
    rests = (coming_rest(holiday, today, calendar) for holiday in Holiday if holiday is not Holiday.LANTERN)
    return min(rests, key=lambda rest: rest.first)


def rest_in(holiday: Holiday, year: int, calendar: WorkCalendar) -> Rest:
    """Return the days off for the holiday of `year` (1901 to 2099)."""
    first = last = day_of(holiday, year)
    if holiday is Holiday.LANTERN:
        return Rest(holiday, first, last, published=True)
    known = calendar.knows(year)
    if not known:
        usual = {Holiday.SPRING: SPRING_DAYS, Holiday.LABOUR: LABOUR_DAYS, Holiday.NATIONAL: NATIONAL_DAYS}
        last = first + (usual.get(holiday, 1) - 1) * ONE_DAY
        if holiday in usual:
            return Rest(holiday, first, last, published=False)
    while not calendar.is_workday(first - ONE_DAY):
        first -= ONE_DAY
    while not calendar.is_workday(last + ONE_DAY):
        last += ONE_DAY
    return Rest(holiday, first, last, published=known)


def day_of(holiday: Holiday, year: int) -> date:
    """Return the day of `year` on which the holiday begins by the calendar; for 春节 its eve."""
    fixed = {Holiday.NEW_YEAR: (1, 1), Holiday.LABOUR: (5, 1), Holiday.NATIONAL: (10, 1)}
    if holiday in fixed:
        return date(year, *fixed[holiday])
    # Tables of the lunar calendar, which only holidays by name need.
    from borax.calendars.lunardate import LunarDate, TermUtils  # noqa: PLC0415 -- loaded when first asked for

    if holiday is Holiday.QINGMING:
        found = TermUtils.nth_term_day(year, term_name="清明")
    elif holiday is Holiday.SPRING:
        found = LunarDate(year, 1, 1).to_solar_date() - ONE_DAY
    else:
        found = LunarDate(year, *_FIRST_LUNAR[holiday]).to_solar_date()
    return date(found.year, found.month, found.day)


_NAME = pattern("|".join(f"(?P<{holiday.name}>{said})" for holiday, said in NAMES.items()))


def holiday_at(said: str, start: int = 0) -> tuple[Holiday, int] | None:
    """Return the holiday whose name stands at `start` of what `argument` returns, and where it ends."""
    match = _NAME.match(said, start)
    return (Holiday[match.lastgroup], match.end()) if match and match.lastgroup else None
