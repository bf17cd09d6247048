"""Questions to the calendar: 今天几号，周几, 离元旦还有几天, 国庆放几天假, 周六上班吗."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from core.patterns import any_of, pattern
from knowledge.language.calendar.dates import coming_date
from knowledge.language.calendar.holidays import Holiday, day_of, holiday_at, next_rest
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.writing.signs import Fault, MisreadError, argument, run_together

LONGEST = 24  # characters
ONE_DAY = timedelta(days=1)


class Asks(StrEnum):
    """What is asked of a day."""

    DATE = "date"  # which date and day of the week it is
    UNTIL = "until"  # how many days until then
    REST = "rest"  # how long a holiday is
    WORKED = "worked"  # whether it is worked
    NOW = "now"  # what o'clock it is


class DayAsked(NamedTuple):
    """What is asked, and of which day in the person's own words; empty for today."""

    asks: Asks
    of: str = ""


_WEEKDAY = r"(?:周|星期|礼拜)"
_DAY = (
    rf"(?:今[天日儿]个?|明[天日儿]|昨[天日]|大?[前后]天|(?:这个?|本|下个?)?{_WEEKDAY}[一二三四五六日天]"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]"
    r"|(?:下个?月|这个?月|本月)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|月底|年底)"
)
_HOLIDAY = (
    r"(?:大年初一|春节|过年|新年|除夕|元宵|元旦|清明|五一劳动节|五一|劳动节|端午|中秋|国庆|十一(?!月))(?:节)?"
)
_WHICH = rf"(?:几月几[号日]|几[号日]|多少号|{_WEEKDAY}几|什么日子)"
_HOW_MANY = r"(?:(?:多少|几)天|多久|多长时间)"
_LEAD = r"(?:请问|你知道|知道|想问一?下|问一?下|那么?|今年|明年|,)*+"
_END = r"(?:[了呢啊呀吧,.?!~]|来着|谢谢)*"
_SAID = (
    (Asks.DATE, rf"(?P<of>{_DAY})(?:是|到底|的)*{_WHICH}了?(?:,?是?{_WHICH})*"),
    (Asks.DATE, rf"(?:现在|今天)?是?{_WHICH}了(?:,?是?{_WHICH})*"),
    (Asks.DATE, r"(?:今天|现在)的?(?:日期|年月日)是?(?:什么|多少)?"),
    (Asks.NOW, r"(?:现在|这会儿|此刻)?(?:是)?(?:几点了|几点钟了?|什么时间了?|什么时候了)|现在几点"),
    (
        Asks.UNTIL,
        rf"(?:今天)?(?:离|距离?|到)(?P<of>{_HOLIDAY}|{_DAY}|放假|周末)(?:放假)?(?:还|只)?[有差剩]?{_HOW_MANY}",
    ),
    (
        Asks.UNTIL,
        rf"(?:还|只)?(?:有|剩|差|要过|再过){_HOW_MANY}(?:才|就)?[到是过]?(?P<of>{_HOLIDAY}|{_DAY}|放假|周末)",
    ),
    (Asks.UNTIL, rf"(?P<of>{_HOLIDAY})(?:还|只)[有差剩]?{_HOW_MANY}"),
    (Asks.UNTIL, rf"{_HOW_MANY}[到是](?P<of>{_HOLIDAY}|{_DAY}|放假|周末)"),
    (
        Asks.UNTIL,
        r"(?:下一?次)?(?:什么时候|几号|哪[一1]?天)(?:才)?(?:能)?(?P<of>放假)|下一?次放假是?(?:什么"
        r"时候|几号|哪[一1]?天)",
    ),
    (Asks.DATE, rf"(?P<of>{_DAY})是不是{_WEEKDAY}[一二三四五六日天]"),
    (Asks.UNTIL, rf"(?P<of>{_HOLIDAY})是?(?:哪[一1]?天|几月几[号日]|几[号日]|什么时候|{_WEEKDAY}几)"),
    (
        Asks.REST,
        rf"(?P<of>{_HOLIDAY})(?:假期)?(?:[放休]{_HOW_MANY}假?|(?:怎么|如何|咋)(?:[放休]假?|调休)|放假(?:安排"
        rf"|时间)?(?:是?什么|怎么样|吗|到几号)"
        r"|(?:什么时候|哪天|几号)(?:开始)?放假)",
    ),
    (
        Asks.WORKED,
        rf"(?P<of>{_DAY})(?:要不要|用不用|是不是|要|用|还|得|是)*(?:上班|补班|放假|休息|工作日|调休)[吗么不]",
    ),
)
_ANY = any_of((form for _, form in _SAID), _LEAD, _END)
_PATTERNS = tuple((asks, pattern(f"{_LEAD}(?:{form}){_END}")) for asks, form in _SAID)
_AGO = {"昨天": 1, "昨日": 1, "前天": 2, "大前天": 3}


def day_asked(text: str) -> DayAsked | None:
    """Return what all of `text` asks of the calendar; None for other words."""
    said = run_together(text[: 3 * LONGEST])
    if not 1 < len(said) <= LONGEST or not _ANY.fullmatch(said):
        return None
    for asks, form in _PATTERNS:
        if match := form.fullmatch(said):
            of = match.groupdict().get("of") or ("放假" if asks is Asks.UNTIL else "")
            return DayAsked(asks, of.strip())
    return None


def holiday_meant(said: str) -> Holiday | None:
    """Return the holiday that `said` names; None for a day of another kind."""
    found = holiday_at(argument(said))
    return found[0] if found else None


def _of_this_week(said: str, today: date) -> date:
    """Return the date to come, or of 这周六 said on a Sunday the one gone by."""
    try:
        return coming_date(said, today)
    except MisreadError as error:
        if error.fault is not Fault.PAST or said[0] not in "这本":
            raise
        return coming_date(said.lstrip("这本个"), today) - 7 * ONE_DAY


def day_meant(said: str, today: date, calendar: WorkCalendar) -> date:
    """Return the day that is meant: today for nothing, a holiday's own day, the next such date.

    Raises MisreadError for what no calendar has.
    """
    if not said:
        return today
    if said in _AGO:
        return today - _AGO[said] * ONE_DAY
    if said == "周末":
        return today + (5 - today.weekday()) % 7 * ONE_DAY
    if said == "放假":
        return next_rest(today, calendar).first
    holiday = holiday_meant(said)
    if holiday is None:
        return _of_this_week(said, today)
    # For 春节 the calendar has its eve, which is a day off; the festival is the day after it.
    later = ONE_DAY if holiday is Holiday.SPRING and "除夕" not in said else timedelta()
    days = (day_of(holiday, year) + later for year in (today.year, today.year + 1))
    found = next((day for day in days if day >= today), None)
    if found is None:
        raise MisreadError
    return found
