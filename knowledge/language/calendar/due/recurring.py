"""When something recurs, as people say it: 每年12月31日, 每年3月1日和9月1日, 每季度末, 每两个月, 春节前3天."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from core.duties import MOST_TIMES, Every, Recurs
from core.patterns import pattern
from knowledge.language.calendar.dates import coming_date
from knowledge.language.calendar.due.due_days import HOLIDAYS
from knowledge.language.calendar.due.once_a_period import (
    BARE_HOLIDAY,
    DAY,
    END,
    FOUR_MONTHS,
    LONGEST_AHEAD,
    TWO_MONTHS,
    WEEK,
    WEEKS,
    days_before,
    once_a_period,
)
from knowledge.language.calendar.holidays import holiday_at
from knowledge.language.hours.times import parse_time
from knowledge.language.writing.signs import Fault, MisreadError, argument

LONGEST = 40  # characters
# 每两周 10点 has an hour, 每周三10点 too; 每周一1点 and 每周11点 look alike without their blank.
_HOUR_BEHIND = pattern(r"(?<=[周期拜])\s+(?=[\d一二三四五六七八九十两]{1,3}[点时:：])")
_DIGITS, LAST_HOUR = pattern(r"\d+"), 24
_NAMED = pattern(r"每年(?:的|在)?|[每逢]")  # 每年春节前, 逢国庆前
_OF_NAMED = r"节?(?:放?假期?|小?长假)?"
_NEXT_NAME = pattern(r"节?(?:[,;]|和|及|与|跟)?(?!$)")
_BEFORE_NAMED = pattern(
    rf"{_OF_NAMED}(?:之?前|开始前|放假前)(?:的?(?P<days>\d{{1,2}})[天日])?|{_OF_NAMED}提前(?P<early>\d{{1,2}})天"
)
_AND = pattern(r"[,;]?(?:以及|还有|和|及|与|跟)|[,;]")
_BEGINNING = pattern(
    rf"{FOUR_MONTHS}|{TWO_MONTHS}|每个?{WEEK}(?=[1-7日天])|{WEEKS}{WEEK}?(?=[1-7日天])|(?:每年度?|年年|每个?季度?|每个?月|月月|每?逢|)[的在]?"
)
_OF_WEEK, _WEEK_AGAIN = pattern(rf"每个?{WEEK}|{WEEKS}{WEEK}?"), pattern(f"^(?:每个?)?{WEEK}(?=[1-7日天])")
# 第1,3个周2 has 第1个周2 in it.
_COUNTED_TOO = pattern(rf"第(?P<first>\d)个?[,和及与]第?(?P<second>\d)(?P<of>个?{WEEK}[1-7日天]|个?工作日)")
_THAT_WEEK = pattern(rf"(?:[本这]|(?P<next>下{{1,3}}))个?{WEEK}")
_FROM = pattern(
    r"^[从自]?(?P<before>[^每逢隔,从自]{2,12}?)(?:开始|起)[,的]?|[,从自]{1,2}(?P<behind>[^,从自]{2,12}?)(?:开始|起)$"
)
_OF_A_MONTH = pattern(r"(?P<month>\d{1,2})月份?(?P<rest>.*)")
_NUMBER = pattern(r"\d{1,2}")
_DAY_ONLY = pattern(rf"{DAY}|{END}")
_AHEAD = pattern(r"[,;]?(?:并|都)?提前(?P<days>\d{1,3})[天日](?:提醒|通知|告诉|说)?(?:我们?|他们?|大家|本人)?")
_BY = pattern(r"(?:之?前|以前|以?内|为止|截止|前完成|之?前办[完好结]?)$")
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
    said = _REMIND.sub("", _WEEKS.sub(_in_days, argument(_HOUR_BEHIND.sub(",", text))))
    said, ahead = _without_ahead(said)
    said = _REMIND.sub("", said)
    for cut in range(len(said), 1, -1):
        if cut < len(said) and said[cut].isdigit() and _goes_on(said, cut):
            continue
        hour = parse_time(said[cut:].strip(_CUT)) if cut < len(said) else None
        if cut < len(said) and hour is None:
            continue
        whole = said[:cut].strip(_CUT)
        found = _recurs(whole, today) or _recurs(_BY.sub("", whole), today)
        if found is not None:
            return Said(replace(found, ahead=ahead), hour)
    raise MisreadError


def _goes_on(said: str, cut: int) -> bool:
    """Return whether the digit at `cut` goes on with what stands before it: it begins no hour."""
    if said[cut - 1].isdigit() and said[cut - 2] in "周期拜":
        behind = _DIGITS.match(said, cut - 1)
        return behind is not None and int(behind[0]) <= LAST_HOUR
    return said[cut - 1].isdigit() or said[cut - 1] in "周期拜"


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
    return bool(before) and not BARE_HOLIDAY.fullmatch(before) and _named_holidays(f"{before}前") is None


def _recurs(said: str, today: date) -> Recurs | None:
    if match := _FROM.search(said):  # from which day on it counts is said of weeks only
        named = match["before"] or match["behind"]
        begins = _monday(named, today) or _day(named, today)
        if begins is None:
            return None
        rest = said[: match.start()] + said[match.end() :]
        found = once_a_period(f"{rest}周{begins.isoweekday()}") or once_a_period(rest) or _several(rest)
        return _beginning(found, begins) if found and found.every is Every.WEEK and found.month else None
    found = once_a_period(said) or _named_holidays(said) or _several(said)
    if found is not None:
        return _beginning(found, today)
    day = _day(said, today)
    return Recurs(Every.ONCE, day=day.day, month=day.month, year=day.year) if day else None


def _monday(said: str, today: date) -> date | None:
    """Return the Monday of the week that is said (下周), of this one today; None: no week is."""
    ahead = _THAT_WEEK.fullmatch(said)
    days = 7 * len(ahead["next"] or "") - today.weekday() if ahead else 0
    return today + timedelta(days=max(days, 0)) if ahead else None


def _day(said: str, today: date) -> date | None:
    """Return the day that is said; None: none is. Raises MisreadError for one that cannot be."""
    try:
        return coming_date(said, today)
    except MisreadError as error:
        if error.fault is Fault.UNCLEAR:
            return None
        raise


def _beginning(recurs: Recurs, first: date) -> Recurs:
    """Return it with the first of its days from `first` on, where weeks go by between them."""
    if recurs.every is not Every.WEEK or not recurs.month:
        return recurs
    ahead = min((one.day - first.isoweekday()) % 7 for one in recurs.each)
    return replace(recurs, year=(first + timedelta(days=ahead)).toordinal())


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
    days = days_before(match["days"] or match["early"])
    return _together([Recurs(Every.HOLIDAY, day=days, month=number) for number in numbers])


def _several(said: str) -> Recurs | None:
    """Read 每年3月1日和9月1日, 每年3、9月1日, 每月5日和20日, 春节前3天和国庆前5天."""
    begins = match[0] if (match := _BEGINNING.match(said)) else ""
    parts = _AND.split(_COUNTED_TOO.sub(r"第\g<first>\g<of>,第\g<second>\g<of>", said.removeprefix(begins)))
    if len(parts) == 1 or not all(parts):
        return None
    if _OF_WEEK.fullmatch(begins):
        completed = [_WEEK_AGAIN.sub("", part) for part in parts]
    else:
        completed = _completed(parts)
    found = [_named_holidays(part) or once_a_period(begins + part) for part in completed]
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
