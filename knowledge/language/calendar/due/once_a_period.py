"""What falls due once in a period, in the words for it: 每年12月31日, 每季度末, 每月第一个周一, 每两周周五."""

import re
from calendar import monthrange

from core.duties import LAST, MOST_WEEKDAYS, MOST_WORKDAYS, Counted, Every, Recurs
from core.patterns import pattern
from knowledge.language.calendar.due.due_days import EACH
from knowledge.language.writing.signs import Fault, MisreadError

LONGEST_AHEAD = 60  # days between a reminder and the day it is about
# 每周 alone is by its end; a weekend's end is its Sunday.
_WEEKDAYS = {"": 5, "日": 7, "天": 7, "末": 5, "底": 5}
_NUMBERS = {"首": 1, "头": 1, "一": 1, "二": 2, "三": 3, "末": 3, "最后": 3, "两": 2}

_THIRDS = {"上": 10, "中": 20, "下": LAST}  # 上旬 is over on the 10th

WEEK = r"(?:周|星期|礼拜)"
DAY = r"(?P<day>\d{1,2})[日号]"
_COUNTED = (
    r"(?P<from>第|前|倒数第|首|头|最后|末)(?P<nth>\d{1,2})?"
    rf"(?:个?(?:工作日|上班日|上班的?那?天)|个?(?:{WEEK}的?)?(?P<weekday>{WEEK}[1-7日天末]?))"
)
END = "(?:底|末|最后1天)"
_OR_ELSE = rf"{_COUNTED}|{END}|(?P<early>初|第1天)|(?P<third>[上中下])旬"
_ON = rf"(?:{DAY}|{_OR_ELSE})"
_ON_A_NUMBER = rf"(?:(?P<day>\d{{1,2}})[日号]?|{_OR_ELSE})"
_COUNTED_IN_IT = _COUNTED.replace("<from>", "<of>").replace("<nth>", "<place>").replace("<weekday>", "<its>")
_EVERY_YEAR = pattern(
    rf"(?:每年度?|1年1次|年年|年度)[的在于]?"
    rf"(?:(?P<month>\d{{1,2}})月份?的?{_ON}?|{_COUNTED_IN_IT}|年?{END}|(?P<middle>年中)|(?P<first>年?初))?|年{END}"
)
_HALF_YEARS = pattern(
    rf"(?:每(?:个?半年度?|6个月)|(?:半年|6个月)1次|半年度|每年2次|1年2次|(?:每年)?上(?:半年)?[,和]?下半年)(?:各?1次)?"
    rf"[的在]?(?:{END}|(?P<first>年?初))?"
)
_EVERY_QUARTER = pattern(
    rf"(?:每(?:个?季度?|3个月)|(?:1季度|3个月)1次|每年4次|1年4次|季度|季(?=[底末初]))[的在]?(?:{END}?|(?P<first>初|第1天)"
    rf"|{_COUNTED_IN_IT}|末?第?(?P<month>[123]|首|头|末|最后)1?个?月[的份]?{_ON}?)"
)
# Every two months: the even ones unless the odd ones are named. 每2月15日 may be of each February.
TWO_MONTHS = (
    r"(?:每隔1个?月|隔1?个?月|每2个月|2个月(?=1次)|(?:每?逢|每个?)?(?P<which>[单双])数?月份?)(?:1次)?[的在]?"
)
_EVERY_TWO_MONTHS = pattern(rf"{TWO_MONTHS}{_ON_A_NUMBER}?")
FOUR_MONTHS = r"(?:每隔3个月|隔3个月|每4个月|4个月(?=1次)|1年3次|每年3次)(?:1次)?[的在]?"
_EVERY_FOUR_MONTHS = pattern(rf"{FOUR_MONTHS}{_ON_A_NUMBER}?")
_EVERY_WEEK = pattern(
    rf"(?:每个?{WEEK}(?:的?{WEEK})?|{WEEK}{WEEK}|(?:每|1){WEEK}1次[的在]?|每?逢{WEEK})(?P<weekday>[1-7日天末底])?"
)
_WORKDAY_OF_WEEK = pattern(rf"每个?{WEEK}的?{_COUNTED}")
WEEKS = (
    rf"(?:每(?P<weeks>[2-8])个?{WEEK}|每?隔(?P<between>[1-7])?个?{WEEK}|每?[个逢]?双{WEEK}|(?P<once>[2-8])个?{WEEK}(?=1次))"
    r"(?:1次)?[,的在]?"
)
_EVERY_FEW_WEEKS = pattern(rf"{WEEKS}(?:{WEEK}?(?P<weekday>[1-7日天末底]))?")
_EVERY_MONTH = pattern(rf"(?:每个?月|月月|1月1次|月(?={END}))[的在]?{_ON_A_NUMBER}?")
_SEVERAL_A_MONTH = (
    (pattern(r"每半个?月(?:1次)?|半个?月1次|(?:每|1)个?月2次"), (15, LAST)),
    (pattern(r"每1?个?旬(?:1次)?|(?:每|1)个?月3次"), tuple(_THIRDS.values())),
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
    return _weekly(said) or _several_a_month(said) or _monthly(said)


def _weekly(said: str) -> Recurs | None:
    if match := _WORKDAY_OF_WEEK.fullmatch(said):
        return None if match["weekday"] else Recurs(Every.WEEK, _counted(match["from"], match["nth"], None))
    if match := _EVERY_WEEK.fullmatch(said):
        return Recurs(Every.WEEK, _weekday(match["weekday"] or ""))
    if match := _EVERY_FEW_WEEKS.fullmatch(said):
        weeks = int(match["weeks"] or match["once"] or int(match["between"] or 1) + 1)
        return Recurs(Every.WEEK, _weekday(match["weekday"] or ""), weeks)
    return None


def _several_a_month(said: str) -> Recurs | None:
    for form, days in _SEVERAL_A_MONTH:
        if form.fullmatch(said):
            return Recurs.several([Recurs(Every.MONTH, day) for day in days])
    return None


def _weekday(said: str) -> int:
    return _WEEKDAYS.get(said) or int(said)


def _monthly(said: str) -> Recurs | None:
    every, month = Every.MONTH, 0
    match = _EVERY_MONTH.fullmatch(said)
    if match is None and (match := _EVERY_TWO_MONTHS.fullmatch(said)):
        every, month = Every.TWO_MONTHS, 1 if match["which"] == "单" else 2
    if match is None and (match := _EVERY_FOUR_MONTHS.fullmatch(said)):
        every, month = Every.FOUR_MONTHS, 1 if match["early"] else 4
    return _checked(Recurs(every, _day_in(match), month)) if match else None


def _day_in(match: re.Match[str]) -> int:
    """Return the day of a month that is said; its last one where none is."""
    if match["day"] or match["early"]:
        return int(match["day"] or 1)
    if match["from"]:
        return _counted(match["from"], match["nth"], match["weekday"])
    return _THIRDS.get(match["third"], LAST)


def _counted(side: str, number: str | None, weekday: str | None) -> int:
    """Return the n-th working day or weekday as `Recurs` has it: 第3个, 首个, 最后1个, 倒数第2个."""
    place = int(number or 1)
    most = MOST_WEEKDAYS if weekday else MOST_WORKDAYS
    if not 0 < place <= most or (place > 1 and side in ("首", "头", "最后", "末")):
        raise MisreadError(Fault.NO_SUCH_DAY)
    of_which = _weekday(weekday.lstrip("周星期礼拜")) if weekday else 0
    return Counted(place if side in ("第", "前", "首", "头") else -place, of_which).day


def _in_it(match: re.Match[str], first: int, last: int) -> tuple[int, int]:
    """Return the day that is counted in a year or quarter, and which of its months that is in."""
    day = _counted(match["of"], match["place"], match["its"])
    counted = Counted.of(day)
    return day, first if counted and counted.place > 0 else last


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
        return Recurs(Every.YEAR, *_in_it(match, 1, 12))
    recurs = _checked(Recurs(Every.YEAR, day=_day_in(match), month=month))
    if match["day"] and recurs.day > monthrange(2024, recurs.month)[1]:
        raise MisreadError(Fault.NO_SUCH_DAY)
    return recurs


def _quarterly(match: re.Match[str]) -> Recurs:
    if match["first"]:
        return Recurs(Every.QUARTER, day=1, month=1)
    if match["of"]:
        return Recurs(Every.QUARTER, *_in_it(match, 1, 3))
    if match["month"] is None:
        return Recurs(Every.QUARTER, day=LAST, month=3)
    month = _NUMBERS.get(match["month"]) or int(match["month"])
    return _checked(Recurs(Every.QUARTER, day=_day_in(match), month=month))


def _checked(recurs: Recurs) -> Recurs:
    """Return it. Raises MisreadError for a day or month that no calendar has."""
    if not (1 <= recurs.day <= LAST or Counted.of(recurs.day)) or (
        recurs.every is Every.YEAR and not 1 <= recurs.month <= 12
    ):
        raise MisreadError(Fault.NO_SUCH_DAY)
    return recurs
