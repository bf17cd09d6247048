"""Dates as people write them: the next ones to come, and the date of a speech as far as it is known."""

import re
from calendar import monthrange
from datetime import date, timedelta

from core.patterns import pattern
from knowledge.language.writing.signs import Fault, MisreadError, argument

ONE_DAY = timedelta(days=1)
WEEKDAYS = "123456日天7"
SOON = {
    **dict.fromkeys(("今天", "今日", "今儿", "今儿个", "今早", "今晚"), 0),
    **dict.fromkeys(("明天", "明日", "明儿", "明儿个", "明早", "明晚"), 1),
    **dict.fromkeys(("后天", "后日", "后儿", "后儿个"), 2),
    "大后天": 3,
}
# Days by name on which nobody is off; a holiday has its days off (holidays.py).
FEASTS = {
    "圣诞": (12, 25), "平安夜": (12, 24), "情人": (2, 14), "妇女": (3, 8), "38": (3, 8), "38妇女": (3, 8),
    "植树": (3, 12), "青年": (5, 4), "儿童": (6, 1), "建党": (7, 1), "建军": (8, 1), "教师": (9, 10),
    "光棍": (11, 11),
}  # fmt: skip
GONE = pattern(r"大?前[天日]|昨[天日早晚]|昨儿个?|上(?:个?月|周|星期|礼拜).*|去年.*|前年.*")
YEARS = {"今年": 0, "本年": 0, "明年": 1, "后年": 2}
FIRST_YEAR = 1900
UNKNOWN_DATE = frozenset({"无", "没有", "不详", "不明"})

_YEAR = r"(?:(?P<year>\d{4}|今年|本年|明年|后年)[年./-]?|(?P<short>\d\d)年)"
_DATE = pattern(rf"{_YEAR}?(?P<month>\d{{1,2}})[月./-](?P<day>\d{{1,2}})[日号]?")
_COMPACT = pattern(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_DAY = pattern(r"(?P<month>下个?月|本月|这个?月)?(?P<day>\d{1,2})[日号]")
_SHORT_RANGE = pattern(
    r"(?<![\d点时:月.一二三四五六七八九十周期拜])(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?=(?:到|至|-|~)(?:\d{1,2}|[一二三四五六七八九十]{1,3})[号日])"
)
_END_OF_MONTH = pattern(r"(?P<month>下个?|本|这个?)?月底")
_END_OF_YEAR = pattern(r"(?P<year>今|明|本)?年?年底")
_WEEKDAY = pattern(rf"(?P<next>下+个?|[本这]个?)?(?:周|星期|礼拜)(?P<day>[{WEEKDAYS}末])")
_WRITTEN = pattern(
    r"(?P<year>\d{4})(?:年|$|[./-](?=\d))(?:(?P<month>\d{1,2})(?:月|$|[./-](?=\d))(?:(?P<day>\d{1,2})[日号]?)?)?"
)


def days_spelled(said: str) -> str:
    """Return `said`, without blanks, with 号 where it is left out: 29到31号 is 29号到31号."""
    return _SHORT_RANGE.sub(r"\g<0>号", said)


def coming_date(text: str, today: date) -> date:
    """Read 12月31日, 明天, 周五, 下周一, 月底, 15号: without a year, the next such day from `today` on.

    Raises MisreadError, also for a day that is past and for one that no calendar has.
    """
    said = argument(text)
    if GONE.fullmatch(said):
        raise MisreadError(Fault.PAST)
    found = _named(said, today) or _numbered(said, today)
    if found is None:
        raise MisreadError
    if found < today:
        raise MisreadError(Fault.PAST)
    return found


def _named(said: str, today: date) -> date | None:
    if said in SOON:
        return today + SOON[said] * ONE_DAY
    if match := _END_OF_MONTH.fullmatch(said):
        year, month = _month(match["month"] or "", today)
        return date(year, month, monthrange(year, month)[1])
    if match := _END_OF_YEAR.fullmatch(said):
        return date(today.year + (match["year"] == "明"), 12, 31)
    if (said.endswith("节") or said in {"圣诞", "平安夜"}) and (feast := FEASTS.get(said.removesuffix("节"))):
        return _next_of(*feast, today)
    match = _WEEKDAY.fullmatch(said)
    return _weekday(match, today) if match else None


def _weekday(match: re.Match[str], today: date) -> date:
    number = "123456".find(match["day"]) % 7  # -1, which is Sunday, for the rest
    named = today + (number - today.weekday()) * ONE_DAY
    ahead = (match["next"] or "").count("下") or (match["next"] is None and named < today)
    named += 7 * ahead * ONE_DAY
    return named


def _numbered(said: str, today: date) -> date | None:
    if match := _COMPACT.fullmatch(said):
        return calendar_day(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _DAY.fullmatch(said):
        return _next_with(int(match["day"]), match["month"] or "", today)
    match = _DATE.fullmatch(said)
    if match is None:
        return None
    month, day = int(match["month"]), int(match["day"])
    if match["short"]:
        return calendar_day(2000 + int(match["short"]), month, day)
    if match["year"]:
        ahead = YEARS.get(match["year"])
        return calendar_day(int(match["year"]) if ahead is None else today.year + ahead, month, day)
    return _next_of(month, day, today)


def _next_with(day: int, month: str, today: date) -> date:
    """Return the day of that number, of no `month` the next one: in one without it that of the month after."""
    this = _month("", today)
    if month or today.day <= day <= monthrange(*this)[1]:
        return calendar_day(*_month(month, today), day)
    return calendar_day(*_month("下", today), day)


def _next_of(month: int, day: int, today: date) -> date:
    """Return the next such day, this year or the next. Raises MisreadError."""
    days = []
    for year in (today.year, today.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    found = next((one for one in days if one >= today), None)
    if found is None:
        raise MisreadError(Fault.NO_SUCH_DAY)
    return found


def _month(said: str, today: date) -> tuple[int, int]:
    if not said.startswith("下"):
        return today.year, today.month
    return (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)


def calendar_day(year: int, month: int, day: int) -> date:
    """Return this day. Raises MisreadError when no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        raise MisreadError(Fault.NO_SUCH_DAY) from None


def written_date(text: str, today: date) -> str:
    """Return the date of a speech in one form, as far as it is known: 2024年, 2024年2月 or 2024年2月7日.

    Empty when people write that there is none. Raises MisreadError for what is no date, is one that no
    calendar has, or lies before 1900 or beyond the next year.
    """
    said = argument(text).rstrip(".,!")
    if said in UNKNOWN_DATE:
        return ""
    match = _COMPACT.fullmatch(said) or _WRITTEN.fullmatch(said)
    if match is None:
        raise MisreadError
    year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
    calendar_day(year or 0, 1 if month is None else month, 1 if day is None else day)
    if year is None or not FIRST_YEAR <= year <= today.year + 1:
        raise MisreadError(Fault.NO_SUCH_DAY)
    parts = ((year, "年"), (month, "月"), (day, "日"))
    return "".join(f"{number}{unit}" for number, unit in parts if number is not None)
