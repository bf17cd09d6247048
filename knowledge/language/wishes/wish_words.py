"""The words of a wish that are still to be read: its hour, days, span or day, as the person wrote them."""

import re

from core.patterns import pattern
from knowledge.language.calendar.days import UnknownDaysError, read_days
from knowledge.language.hours.hours import names_an_hour
from knowledge.language.hours.hours_not_wanted import is_denied
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

_NUMBER = r"[\d一二两三四五六七八九十半几]"
_PART = r"(?:早上|早晨|清早|清晨|上午|中午|正午|午休|下午|傍晚|晚上|晚间|夜里|凌晨|早|晚)"
_DAY = r"(?:周|星期|礼拜)[一二三四五六七日天1-7末]"
_CLOCK = rf"(?:\d{{1,2}}:\d\d|{_NUMBER}{{1,3}}[点时](?:钟|整|半|[一二三1-3]刻|{_NUMBER}{{1,3}}分?)?)"
_HOUR = pattern(rf"{_PART}?的?(?:差{_NUMBER}{{1,3}}分?)?{_CLOCK}|{_PART}")
_HOLIDAY = (
    r"(?:大?年)?(?:春节|过年|国庆节?|十一|五一|劳动节|中秋节?|端午节?|清明节?|元旦|元宵节?|除夕|小长假|长假|寒假|暑假"
    r"|年假|放假|假期|节)"
)
_DATE = (
    rf"(?:{_NUMBER}{{1,3}}月{_NUMBER}{{1,3}}[号日]?|\d{{1,2}}[./]\d{{1,2}}|{_NUMBER}{{1,3}}[号日]"
    r"|[上下本]?个?月[底初末]|年底)"
)
_SOON = rf"(?:大?后天|明天|明日|明儿个?|明早|今天|今日|[这本下]*个?{_DAY}|[下这本]个?(?:周|星期|礼拜|月))"
_UNIT = rf"(?:天|周|星期|礼拜|[月年](?!{_NUMBER}))"  # 8月18日 is no span of eight months
_LENGTH = rf"(?<![周期拜])(?:半个?(?:月|年)|{_NUMBER}{{1,3}}个?半?{_UNIT})"
_ENDS = r"(?:以后|之后|以前|之前|期间|后|前|结束)"
_UP_TO = r"(?:[到至]|等到?)"
_PLACE = rf"(?:{_LENGTH}|{_DATE}|{_HOLIDAY}|{_SOON})"
_STOPS = (
    r"(?:就|先|都|要|请|[帮给]我|,)*(?:暂停|停推|停发|停止|停|休息|不推送?|不发|别推|别发|不要[发推])(?:推送)?"
)
# The longest kind first: from a day so long, from a day to a day, up to a day, before or after it, a length, a
# day or a holiday.
_SPANS = tuple(
    pattern(form)
    for form in (
        rf"从?(?:{_DATE}|{_SOON}|{_HOLIDAY})(?:(?:开始|起)(?:连续)?|(?:开始|起)?{_STOPS}){_LENGTH}",
        rf"从?(?:{_DATE}|{_SOON})(?:开始|起)?[到至]{_PLACE}",
        rf"{_UP_TO}{_PLACE}{_ENDS}?",
        rf"{_PLACE}{_ENDS}",
        r"过完年|过了年|年后|年前",
        _LENGTH,
        rf"{_DATE}|{_SOON}|{_HOLIDAY}",
    )
)
# What is named wins over how long it is: 下下周我去北京培训 一周.
PERIOD = (
    r"(?:下+个?|[这本]个?)(?:周|星期|礼拜)(?![一二三四五六七日天末1-7](?![周个天]))"
    r"|[下这本]个?月(?![\d一二三四五六七八九十底初末])"
)
_NAMED_PERIOD = pattern(PERIOD)
_NAMED_DAY = pattern(rf"大?后天|明[天日]|[这本下]*个?{_DAY}(?![周个天])|{_DATE}")
_LENGTH_ALONE = pattern(_LENGTH)
_DAYS_OFF = tuple(pattern(form) for form in (rf"{_SOON}|{_DATE}", _HOLIDAY, _LENGTH))
_EARLIER = pattern(
    r"昨天|昨日|昨儿个?|昨早|大?前天|前日|[上这本]个?(?:周|星期|礼拜)[一二三四五六日天1-7]|(?:周|星期|礼拜)[一二三四五六日天]|"
    rf"{_DATE}|{_NUMBER}天前"
)
_CLAUSES = pattern(r"[^,.;!?~\s]+")
_LONGEST_DAYS = 60
_ASKS_WHETHER = pattern("(?:我|也|不知道|能不能|可不可以|是不是|要不要?)*")
_DENIES = pattern("[不别莫勿甭除没]")


def hour_words(text: str) -> str:
    """Return the hour, or part of the day, that `text` wishes for; empty when there is none that can be read.

    One that is denied or only bounds (九点前别发, 晚上九点以后) is none.
    """
    own, said = _same_length(text)
    places = [match.span() for match in _HOUR.finditer(said) if not is_denied(said, *match.span())]
    found = [own[first:last] for first, last in places]
    return next((words for words in reversed(found) if names_an_hour(words)), "")


def days_words(text: str) -> str:
    """Return the longest stretch of `text` that reads as days of the week; empty when none does."""
    own, said = _same_length(text)
    clauses = [match.span() for match in _CLAUSES.finditer(said)]
    for size in range(len(clauses), 0, -1):
        for first in range(len(clauses) - size + 1):
            begin, end = clauses[first][0], clauses[first + size - 1][1]
            if end - begin <= _LONGEST_DAYS and _reads_as_days(own[begin:end]):
                return own[begin:end]
    return _end_of_clause(own, clauses)


def _end_of_clause(own: str, clauses: list[tuple[int, int]]) -> str:
    """Return the longest end of a clause that reads as days; none behind a 不, which it may belong to."""
    for begin, end in clauses:
        whether = _ASKS_WHETHER.match(own, begin)
        first = whether.end() if whether else begin
        for start in range(first, min(end, first + _LONGEST_DAYS)):
            if _DENIES.search(own, first, start):
                break
            if _reads_as_days(own[start:end]):
                return own[start:end]
    return ""


def span_words(text: str) -> str:
    """Return the days, the date or the holiday that a pause is for; empty when none is named."""
    if _first(_SPANS[:-2], text):
        return _first(_SPANS, text)
    return _first((_NAMED_PERIOD,), text) or _from_a_day(text) or _first(_SPANS, text)


def _from_a_day(text: str) -> str:
    """Return how long from which day on, where other words stand between: 下周三去培训两天."""
    day, length = _first((_NAMED_DAY,), text), _first((_LENGTH_ALONE,), text)
    return f"从{day}起停{length}" if day and length else ""


def day_words(text: str) -> str:
    """Return the day, else the holiday or span, on which nothing is wanted; empty when none is named."""
    return _first(_DAYS_OFF, text)


def _reads_as_days(text: str) -> bool:
    """Return whether `text` is days of the week, also such as cannot be chosen."""
    try:
        return read_days(text) is not None
    except UnknownDaysError:
        return True


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    own, said = _same_length(text)
    for form in patterns:
        if match := form.search(said):
            return own[match.start() : match.end()]
    return ""


def earlier_words(text: str) -> str:
    """Return the day gone by that `text` names; empty when none is."""
    own, said = _same_length(text)
    found = [own[match.start() : match.end()] for match in _EARLIER.finditer(said)]
    return found[-1] if found else ""


def _same_length(text: str) -> tuple[str, str]:
    """Return the person's own words and the folded ones, place by place alike."""
    said = with_plain_signs(fold(text))
    return (text, said) if len(said) == len(text) else (said, said)
