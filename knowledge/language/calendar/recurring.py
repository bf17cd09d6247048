"""When something recurs, as people say it: 每年12月31日, 每年3月1日和9月1日, 每季度末, 每两个月, 春节前3天."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from core.duties import LAST, MOST_TIMES, Every, Recurs
from core.patterns import pattern
from knowledge.language.calendar.dates import coming_date
from knowledge.language.calendar.due_days import EACH, HOLIDAYS
from knowledge.language.calendar.holidays import holiday_at
from knowledge.language.hours.times import parse_time
from knowledge.language.writing.signs import Fault, MisreadError, argument

LONGEST_AHEAD = 60  # days between a reminder and the day it is about
LONGEST = 40  # characters
_NUMBERS = {"首": 1, "头": 1, "一": 1, "二": 2, "三": 3, "末": 3, "最后": 3, "两": 2}

_DAY = r"(?P<day>\d{1,2})[日号]"
_END = "(?:底|末|最后1天)"
_EVERY_YEAR = pattern(
    rf"(?:每年度?|1年1次|年年|年度)[的在于]?"
    rf"(?:(?P<month>\d{{1,2}})月份?的?(?:{_DAY}|{_END})?|年?{_END}|(?P<middle>年中)|(?P<first>年?初))?|年{_END}"
)
_HALF_YEARS = pattern(
    rf"(?:每(?:个?半年度?|6个月)|(?:半年|6个月)1次|半年度|每年2次|1年2次|(?:每年)?上(?:半年)?[,和]?下半年)(?:各?1次)?"
    rf"[的在]?(?:{_END}|(?P<first>年?初))?"
)
_EVERY_QUARTER = pattern(
    rf"(?:每(?:个?季度?|3个月)|(?:1季度|3个月)1次|每年4次|1年4次|季度|季(?=[底末初]))[的在]?(?:{_END}?|(?P<first>初|第1天)"
    rf"|第?(?P<month>[123]|首|头|末|最后)1?个?月[的份]?(?:{_DAY}|{_END})?)"
)
# Every two months: the even ones unless the odd ones are named. 每2月15日 may be of each February.
_TWO_MONTHS = (
    r"(?:每隔1个?月|隔1?个?月|每2个月|2个月(?=1次)|(?:每?逢|每个?)?(?P<which>[单双])数?月份?)(?:1次)?[的在]?"
)
_EVERY_TWO_MONTHS = pattern(rf"{_TWO_MONTHS}(?:(?P<day>\d{{1,2}})[日号]?|{_END}|(?P<first>初|第1天))?")
_EVERY_MONTH = pattern(
    rf"(?:每个?月|月月|1月1次|月(?={_END}))[的在]?(?:(?P<day>\d{{1,2}})[日号]?|{_END}|(?P<first>初))?"
)
_A_HOLIDAY = "(?:(?:法定|公共|公众|国家)*(?:节假日|假日|假期|节日|长假|放假)|过?节)"
_HOLIDAY = pattern(
    rf"(?:每[个逢次]?|各|逢)?{_A_HOLIDAY}(?:之?前|开始前|放假前)(?:的?(?P<days>\d{{1,2}})[天日])?"
)
_BEFORE_HOLIDAY = pattern(rf"(?:每[个次]?)?{_A_HOLIDAY}提前(?P<days>\d{{1,2}})天(?:放假|过节)?")
_BARE_HOLIDAY = pattern(rf"(?:每[个次]?)?{_A_HOLIDAY}")
_NAMED = pattern(r"每年(?:的|在)?|[每逢]")  # 每年春节前, 逢国庆前
_OF_NAMED = r"节?(?:放?假期?|小?长假)?"
_NEXT_NAME = pattern(r"节?(?:[,;]|和|及|与|跟)?(?!$)")
_BEFORE_NAMED = pattern(
    rf"{_OF_NAMED}(?:之?前|开始前|放假前)(?:的?(?P<days>\d{{1,2}})[天日])?|{_OF_NAMED}提前(?P<early>\d{{1,2}})天"
)
_AND = pattern(r"[,;]?(?:以及|还有|和|及|与|跟)|[,;]")
_BEGINNING = pattern(rf"{_TWO_MONTHS}|(?:每年度?|年年|每个?季度?|每个?月|月月|每?逢|)[的在]?")
_OF_A_MONTH = pattern(r"(?P<month>\d{1,2})月份?(?P<rest>.*)")
_NUMBER = pattern(r"\d{1,2}")
_DAY_ONLY = pattern(rf"{_DAY}|{_END}")
_AHEAD = pattern(r"[,;]?(?:并|都)?提前(?P<days>\d{1,3})[天日](?:提醒|通知|告诉|说)?(?:我们?|他们?|大家|本人)?")
_BY = pattern(r"(?:之?前|以前|为止|截止|前完成|之?前办[完好结]?)$")
# 提前一周, 节前两个星期.
_WEEKS = pattern(r"(?<=前)的?(?P<number>[1-9两])个?(?:周|星期|礼拜)(?![1-7末])")
_CUT = " ,;.在于的:"
# 每周五, 隔月一次, 逢单月, 春节后: somebody says when, in words that are not read here.
_SOUNDS_RECURRING = pattern(
    r"[每逢隔].{1,15}|(?:半?年|季度?|月|周|\d+个?月|\d+年)(?:内|里)?\d次.{0,8}|.{1,10}(?:[前后]\d+[天日周]|月\d+[日号]).{0,8}"
)
# An hour stands at the end, or before what is only 提醒.
_REMIND = pattern(r"(?:提醒|通知|告诉)(?:我们?|他们?|大家|本人)?[.!]?$")


@dataclass(frozen=True, slots=True)
class Said:
    """When something recurs, and at which hour; None: that was not said."""

    recurs: Recurs
    hour: time | None


def read_recurring(text: str, today: date) -> Said:
    """Read 每年12月31日 9点, 每季度末, 每月25日提前3天提醒, 节前3天, 12月31日. Raises MisreadError."""
    if len(text) > LONGEST:
        raise MisreadError
    said = _REMIND.sub("", _WEEKS.sub(_in_days, argument(text)))
    said, ahead = _without_ahead(said)
    said = _REMIND.sub("", said)
    for cut in range(len(said), 1, -1):
        if 0 < cut < len(said) and said[cut - 1].isdigit() and said[cut].isdigit():
            continue
        hour = parse_time(said[cut:].strip(_CUT)) if cut < len(said) else None
        if cut < len(said) and hour is None:
            continue
        whole = said[:cut].strip(_CUT)
        found = _recurs(whole, today) or _recurs(_BY.sub("", whole), today)
        if found is not None:
            return Said(replace(found, ahead=ahead), hour)
    raise MisreadError


def names_recurring(text: str) -> bool:
    """Return whether `text` says when something recurs, also as no calendar has it or as nobody reads it."""
    try:
        read_recurring(text, date(2026, 1, 1))
    except MisreadError as error:
        return error.fault is not Fault.UNCLEAR or _SOUNDS_RECURRING.fullmatch(argument(text)) is not None
    return True


def _in_days(weeks: re.Match[str]) -> str:
    return f"{7 * int(weeks['number'].replace('两', '2'))}天"


def _without_ahead(said: str) -> tuple[str, int]:
    match = _AHEAD.search(said)
    if match is None or not _recurring_words(said[: match.start()]):
        return said, 0
    if int(match["days"]) > LONGEST_AHEAD:
        raise MisreadError(Fault.TOO_LONG)
    return said[: match.start()] + said[match.end() :], int(match["days"])


def _recurring_words(before: str) -> bool:
    """Return whether a day stands before 提前3天, so that it is the reminder that comes earlier."""
    return bool(before) and not _BARE_HOLIDAY.fullmatch(before) and _named_holidays(f"{before}前") is None


def _recurs(said: str, today: date) -> Recurs | None:
    found = _once_a_period(said) or _named_holidays(said) or _several(said)
    if found is not None:
        return found
    try:
        day = coming_date(said, today)
    except MisreadError as error:
        if error.fault is Fault.UNCLEAR:
            return None
        raise
    return Recurs(Every.ONCE, day=day.day, month=day.month, year=day.year)


def _once_a_period(said: str) -> Recurs | None:
    if match := _HOLIDAY.fullmatch(said) or _BEFORE_HOLIDAY.fullmatch(said):
        return Recurs(Every.HOLIDAY, day=_days_before(match["days"]), month=EACH)
    if match := _HALF_YEARS.fullmatch(said):
        days = [(1, 1), (7, 1)] if match["first"] else [(6, LAST), (12, LAST)]
        return Recurs.several([Recurs(Every.YEAR, day=day, month=month) for month, day in days])
    if match := _EVERY_YEAR.fullmatch(said):
        return _yearly(match)
    if match := _EVERY_QUARTER.fullmatch(said):
        return _quarterly(match)
    return _monthly(said)


def _monthly(said: str) -> Recurs | None:
    every, month = Every.MONTH, 0
    match = _EVERY_MONTH.fullmatch(said)
    if match is None and (match := _EVERY_TWO_MONTHS.fullmatch(said)):
        every, month = Every.TWO_MONTHS, 1 if match["which"] == "单" else 2
    if match is None:
        return None
    day = 1 if match["first"] else int(match["day"]) if match["day"] else LAST
    return _checked(Recurs(every, day=day, month=month))


def _named_holidays(said: str) -> Recurs | None:
    """Read 春节前3天, 每年元旦、春节前5天."""
    numbers, at = list[int](), match.end() if (match := _NAMED.match(said)) else 0
    while found := holiday_at(said, at):
        numbers.append(HOLIDAYS.index(found[0]) + 1)
        after = _NEXT_NAME.match(said, found[1])
        at = after.end() if after else found[1]
    match = _BEFORE_NAMED.fullmatch(said, at) if numbers else None
    if match is None:
        return None
    days = _days_before(match["days"] or match["early"])
    return _together([Recurs(Every.HOLIDAY, day=days, month=number) for number in numbers])


def _days_before(said: str | None) -> int:
    days = int(said or 1)
    if not 0 < days <= LONGEST_AHEAD:
        raise MisreadError(Fault.TOO_LONG)
    return days


def _several(said: str) -> Recurs | None:
    """Read 每年3月1日和9月1日, 每年3、9月1日, 每月5日和20日, 春节前3天和国庆前5天."""
    begins = match[0] if (match := _BEGINNING.match(said)) else ""
    parts = _AND.split(said.removeprefix(begins))
    if len(parts) == 1 or not all(parts):
        return None
    found = [_named_holidays(part) or _once_a_period(begins + part) for part in _completed(parts)]
    ones = [one for several in found if several for one in several.each]
    if None in found or len({one.every for one in ones}) > 1:
        return None
    return _together(ones)


def _completed(parts: Sequence[str]) -> list[str]:
    """Return the parts of 3、9月1日, 3月1日和15日, 5、20日, each with what it shares with the one beside it."""
    found = list[str]()
    for part in reversed(parts):  # 3 has the 月1日 of the one behind it
        shared = ""
        if found and _NUMBER.fullmatch(part):
            shared = _NUMBER.sub("", found[-1], count=1)
        elif found and (month := _OF_A_MONTH.fullmatch(part)) and not month["rest"]:
            behind = _OF_A_MONTH.fullmatch(found[-1])
            shared = behind["rest"] if behind else ""
        found.append(part + shared)
    found.reverse()
    for place, part in enumerate(found[1:], 1):  # 15日 has the month of the one before it
        before = _OF_A_MONTH.fullmatch(found[place - 1])
        if before and before["rest"] and _DAY_ONLY.fullmatch(part):
            found[place] = f"{before['month']}月{part}"
    return found


def _together(ones: Sequence[Recurs]) -> Recurs:
    together = Recurs.several(ones)
    if len(together.each) > MOST_TIMES:
        raise MisreadError(Fault.TOO_MANY)
    return together


def _yearly(match: re.Match[str]) -> Recurs:
    """Return each year's day. Raises MisreadError for one that its month never has: 2月30日, 6月31日."""
    if match["middle"] or match["first"]:
        return Recurs(Every.YEAR, *((LAST, 6) if match["middle"] else (1, 1)))
    month = 12 if match["month"] is None else int(match["month"])
    if match["day"] is None:
        return _checked(Recurs(Every.YEAR, day=LAST, month=month))
    recurs = _checked(Recurs(Every.YEAR, day=int(match["day"]), month=month))
    if recurs.day > monthrange(2024, recurs.month)[1]:
        raise MisreadError(Fault.NO_SUCH_DAY)
    return recurs


def _quarterly(match: re.Match[str]) -> Recurs:
    if match["first"]:
        return Recurs(Every.QUARTER, day=1, month=1)
    if match["month"] is None:
        return Recurs(Every.QUARTER, day=LAST, month=3)
    month = _NUMBERS.get(match["month"]) or int(match["month"])
    day = int(match["day"]) if match["day"] else LAST
    return _checked(Recurs(Every.QUARTER, day=day, month=month))


def _checked(recurs: Recurs) -> Recurs:
    """Return it. Raises MisreadError for a day or month that no calendar has."""
    if not 1 <= recurs.day <= LAST or (recurs.every is Every.YEAR and not 1 <= recurs.month <= 12):
        raise MisreadError(Fault.NO_SUCH_DAY)
    return recurs
