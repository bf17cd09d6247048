"""What falls due once in a period, in the words for it: 每年12月31日, 每季度末, 每月第一个工作日, 每周五."""

import re
from calendar import monthrange

from core.duties import LAST, LAST_WORKDAY, MOST_WORKDAYS, WORKDAY, Every, Recurs
from core.patterns import pattern
from knowledge.language.calendar.due.due_days import EACH
from knowledge.language.writing.signs import Fault, MisreadError

LONGEST_AHEAD = 60  # days between a reminder and the day it is about
# 每周 alone is by its end; a weekend's end is its Sunday.
_WEEKDAYS = {"": 5, "日": 7, "天": 7, "末": 5, "底": 5}
_NUMBERS = {"首": 1, "头": 1, "一": 1, "二": 2, "三": 3, "末": 3, "最后": 3, "两": 2}

DAY = r"(?P<day>\d{1,2})[日号]"
_WORKDAY = r"(?P<from>第|倒数第|首|头|最后|末)(?P<nth>\d{1,2})?个?(?:工作日|上班日|上班的?那?天)"
END = "(?:底|末|最后1天)"
_ON = rf"(?:{DAY}|{_WORKDAY}|{END})"
_WORKDAY_OF_YEAR = _WORKDAY_OF_QUARTER = _WORKDAY.replace("<from>", "<of>").replace("<nth>", "<place>")
_EVERY_YEAR = pattern(
    rf"(?:每年度?|1年1次|年年|年度)[的在于]?"
    rf"(?:(?P<month>\d{{1,2}})月份?的?{_ON}?|{_WORKDAY_OF_YEAR}|年?{END}|(?P<middle>年中)|(?P<first>年?初))?|年{END}"
)
_HALF_YEARS = pattern(
    rf"(?:每(?:个?半年度?|6个月)|(?:半年|6个月)1次|半年度|每年2次|1年2次|(?:每年)?上(?:半年)?[,和]?下半年)(?:各?1次)?"
    rf"[的在]?(?:{END}|(?P<first>年?初))?"
)
_EVERY_QUARTER = pattern(
    rf"(?:每(?:个?季度?|3个月)|(?:1季度|3个月)1次|每年4次|1年4次|季度|季(?=[底末初]))[的在]?(?:{END}?|(?P<first>初|第1天)"
    rf"|{_WORKDAY_OF_QUARTER}|末?第?(?P<month>[123]|首|头|末|最后)1?个?月[的份]?{_ON}?)"
)
# Every two months: the even ones unless the odd ones are named. 每2月15日 may be of each February.
TWO_MONTHS = (
    r"(?:每隔1个?月|隔1?个?月|每2个月|2个月(?=1次)|(?:每?逢|每个?)?(?P<which>[单双])数?月份?)(?:1次)?[的在]?"
)
_EVERY_TWO_MONTHS = pattern(rf"{TWO_MONTHS}(?:(?P<day>\d{{1,2}})[日号]?|{_WORKDAY}|{END}|(?P<first>初|第1天))?")
FOUR_MONTHS = r"(?:每隔3个月|隔3个月|每4个月|4个月(?=1次)|1年3次|每年3次)(?:1次)?[的在]?"
_EVERY_FOUR_MONTHS = pattern(
    rf"{FOUR_MONTHS}(?:(?P<day>\d{{1,2}})[日号]?|{_WORKDAY}|{END}|(?P<first>初|第1天))?"
)
WEEK = r"(?:周|星期|礼拜)"
_EVERY_WEEK = pattern(
    rf"(?:每个?{WEEK}(?:的?{WEEK})?|{WEEK}{WEEK}|(?:每|1){WEEK}1次[的在]?|逢{WEEK})(?P<weekday>[1-7日天末底])?"
)
_EVERY_MONTH = pattern(
    rf"(?:每个?月|月月|1月1次|月(?={END}))[的在]?(?:(?P<day>\d{{1,2}})[日号]?|{_WORKDAY}|{END}|(?P<first>初))?"
)
_A_HOLIDAY = "(?:(?:法定|公共|公众|国家)*(?:节假日|假日|假期|节日|长假|放假)|过?节)"
_HOLIDAY = pattern(
    rf"(?:每[个逢次]?|各|逢)?{_A_HOLIDAY}(?:之?前|开始前|放假前)(?:的?(?P<days>\d{{1,2}})[天日])?"
)
_BEFORE_HOLIDAY = pattern(rf"(?:每[个次]?)?{_A_HOLIDAY}提前(?P<days>\d{{1,2}})天(?:放假|过节)?")
BARE_HOLIDAY = pattern(rf"(?:每[个次]?)?{_A_HOLIDAY}")


def once_a_period(said: str) -> Recurs | None:
    """Return what recurs once in its period; None: that is not said. Raises MisreadError."""
    if match := _HOLIDAY.fullmatch(said) or _BEFORE_HOLIDAY.fullmatch(said):
        return Recurs(Every.HOLIDAY, day=days_before(match["days"]), month=EACH)
    if match := _HALF_YEARS.fullmatch(said):
        days = [(1, 1), (7, 1)] if match["first"] else [(6, LAST), (12, LAST)]
        return Recurs.several([Recurs(Every.YEAR, day=day, month=month) for month, day in days])
    if match := _EVERY_YEAR.fullmatch(said):
        return _yearly(match)
    if match := _EVERY_QUARTER.fullmatch(said):
        return _quarterly(match)
    return _monthly(said)


def _monthly(said: str) -> Recurs | None:
    if match := _EVERY_WEEK.fullmatch(said):
        return Recurs(Every.WEEK, day=_WEEKDAYS.get(match["weekday"] or "") or int(match["weekday"]))
    every, month = Every.MONTH, 0
    match = _EVERY_MONTH.fullmatch(said)
    if match is None and (match := _EVERY_TWO_MONTHS.fullmatch(said)):
        every, month = Every.TWO_MONTHS, 1 if match["which"] == "单" else 2
    if match is None and (match := _EVERY_FOUR_MONTHS.fullmatch(said)):
        every, month = Every.FOUR_MONTHS, 1 if match["first"] else 4
    if match is None:
        return None
    return _checked(Recurs(every, day=1 if match["first"] else _day_in(match), month=month))


def _day_in(match: re.Match[str]) -> int:
    """Return the day of a month that is said; its last one where none is."""
    if match["day"]:
        return int(match["day"])
    return _workday(match["from"], match["nth"]) if match["from"] else LAST


def _workday(side: str, number: str | None) -> int:
    """Return the n-th working day as `Recurs` has it: 第3个, 首个, 最后1个, 倒数第2个."""
    place = int(number or 1)
    if not 0 < place <= MOST_WORKDAYS or (place > 1 and side in ("首", "头", "最后", "末")):
        raise MisreadError(Fault.NO_SUCH_DAY)
    return place + (WORKDAY if side in ("第", "首", "头") else LAST_WORKDAY)


def days_before(said: str | None) -> int:
    """Return how many days before a holiday, one where nothing is said. Raises MisreadError for too many."""
    days = int(said or 1)
    if not 0 < days <= LONGEST_AHEAD:
        raise MisreadError(Fault.TOO_LONG)
    return days


def _yearly(match: re.Match[str]) -> Recurs:
    """Return each year's day. Raises MisreadError for one that its month never has: 2月30日, 6月31日."""
    if match["middle"] or match["first"]:
        return Recurs(Every.YEAR, *((LAST, 6) if match["middle"] else (1, 1)))
    month = 12 if match["month"] is None else int(match["month"])
    if match["of"]:
        day = _workday(match["of"], match["place"])
        return Recurs(Every.YEAR, day=day, month=1 if day < LAST_WORKDAY else 12)
    recurs = _checked(Recurs(Every.YEAR, day=_day_in(match), month=month))
    if match["day"] and recurs.day > monthrange(2024, recurs.month)[1]:
        raise MisreadError(Fault.NO_SUCH_DAY)
    return recurs


def _quarterly(match: re.Match[str]) -> Recurs:
    if match["first"]:
        return Recurs(Every.QUARTER, day=1, month=1)
    if match["of"]:
        day = _workday(match["of"], match["place"])
        return Recurs(Every.QUARTER, day=day, month=1 if day < LAST_WORKDAY else 3)
    if match["month"] is None:
        return Recurs(Every.QUARTER, day=LAST, month=3)
    month = _NUMBERS.get(match["month"]) or int(match["month"])
    return _checked(Recurs(Every.QUARTER, day=_day_in(match), month=month))


def _checked(recurs: Recurs) -> Recurs:
    """Return it. Raises MisreadError for a day or month that no calendar has."""
    if not (1 <= recurs.day <= LAST or recurs.day > WORKDAY) or (
        recurs.every is Every.YEAR and not 1 <= recurs.month <= 12
    ):
        raise MisreadError(Fault.NO_SUCH_DAY)
    return recurs
