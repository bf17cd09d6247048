"""Dates gone by, as people say them: 昨天, 前天, 上周五, 周一, 三天前, 11月3日, 3号, 上个月3号."""

import unicodedata
from datetime import date, timedelta

from core.patterns import pattern
from knowledge.language.calendar.dates import SOON, calendar_day, coming_date
from knowledge.language.writing.signs import Fault, MisreadError, argument

ONE_DAY = timedelta(days=1)
AT_HAND = timedelta(days=31)
LONGEST = 3660  # days; nothing is known of what is farther away

_AGO = {
    **dict.fromkeys(("昨天", "昨日", "昨儿", "昨儿个", "昨早", "昨晚", "上次", "前1天", "上1天"), 1),
    **dict.fromkeys(("前天", "前日", "前儿", "前儿个"), 2),
    "大前天": 3,
}
_DAYS_AGO = pattern(r"(?P<days>\d{1,4})天(?:以|之)?前")
_WEEKS_AGO = pattern(r"(?P<last>(?:上个?)+|[这本]个?)?(?:周|星期|礼拜)(?P<day>[1-7日天])")
_YEAR = r"(?:(?P<year>\d{4}|今年|去年|前年)[年./-]?)?"
_DATE = pattern(rf"{_YEAR}(?P<month>\d{{1,2}})[月./-](?P<day>\d{{1,2}})[日号]?")
_DAY = pattern(r"(?P<month>上个?月|本月|这个?月)?(?P<day>\d{1,2})[日号]")
_NUMBER = r"[\d〇零一二三四五六七八九十廿]{1,4}"
# 3号楼 and 5号会议室 are places.
_IS_A_PLACE = (
    r"(?:大|办公|综合|教学|宿舍|住宅)?(?:楼|院|馆|门(?!户)|厅|室(?!内|外)|栋|库|仓库|线(?!上|下)|窗口|食堂|车间|机房|厂房|库房"
    r"|(?:会议|办公|教|活动|接待|谈话|阅览)室|(?:会议|报告|展|大)厅|展馆)"
)
_WEEKDAY = r"(?:周|星期|礼拜)[一二三四五六日天]"
DATE_WORDS = (
    rf"(?:(?:(?:{_NUMBER}|今|去|前)年)?{_NUMBER}月{_NUMBER}[日号]?|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}"
    rf"|{_NUMBER}(?:日|号(?!{_IS_A_PLACE}))|大?前[天日]|[今昨][天日]|(?:上个?|[本这]个?)?{_WEEKDAY})"
)
_DATED = pattern(rf"(?P<day>{DATE_WORDS})")
_UNTIL = pattern(rf"[ \t]*(?:到|至|[-—–~])+[ \t]*(?P<day>{DATE_WORDS})")
_BARE_WEEKDAY = pattern(_WEEKDAY)
_IN_A_WEEK = pattern(rf"(?:上个?|[本这]个?)?{_WEEKDAY}")
_BESIDE = " \t\n,，:：、;；。.-"
_YEARS_AGO = {"今年": 0, "去年": 1, "前年": 2}


def past_date(text: str, today: date) -> date:
    """Read a date: without a year the last such day, `today` included, or one that comes within a month.

    明天 and the like are read too.

    Raises MisreadError for what is no date, and for one that no calendar has.
    """
    said = argument(text)
    found = _named(said, today) or _numbered(said, today)
    if found is None:
        found = coming_date(said, today)
    return found


def dated_words(text: str, today: date) -> tuple[date, str] | None:
    """Return the date that `text` begins with and the words behind it; None where it begins with none.

    Raises MisreadError for a date that no calendar has.
    """
    said = text.strip()
    match = _DATED.match(_digit_for_digit(said))
    return None if match is None else (past_date(match["day"], today), said[match.end() :].strip(_BESIDE))


def dated_span(text: str, today: date) -> tuple[date, date, str] | None:
    """Return the first and the last day that `text` begins with and the words behind them.

    One day is both. None where it begins with none. Raises MisreadError for a day that no calendar has, and
    (Fault.TURNED) where the last day is before the first.
    """
    said = text.strip()
    plain = _digit_for_digit(said)
    begins = _DATED.match(plain)
    if begins is None:
        return None
    first = past_date(begins["day"], today)
    ends = _UNTIL.match(plain, begins.end())
    # 9月3日到周三学习小组看片 is of one day.
    if ends is None or (_IN_A_WEEK.fullmatch(ends["day"]) and not _IN_A_WEEK.fullmatch(begins["day"])):
        return first, first, said[begins.end() :].strip(_BESIDE)
    if _BARE_WEEKDAY.fullmatch(ends["day"]):
        last = past_date(ends["day"], first + 6 * ONE_DAY)
    else:
        last = _last_day(argument(ends["day"]), first, today)
    if last < first:
        raise MisreadError(Fault.TURNED)
    return first, last, said[ends.end() :].strip(_BESIDE)


def _last_day(said: str, first: date, today: date) -> date:
    """Return when what began on `first` ended: 5日 is of its month, 1月2日 maybe of the next year."""
    if (match := _DAY.fullmatch(said)) and not match["month"]:
        return calendar_day(first.year, first.month, int(match["day"]))
    match = _DATE.fullmatch(said)
    if match is None or match["year"]:
        return past_date(said, today)
    last = calendar_day(first.year, int(match["month"]), int(match["day"]))
    later = calendar_day(first.year + 1, last.month, last.day) if last < first else last
    return later if later <= first + AT_HAND else last


def begins_with_a_date(text: str) -> bool:
    """Return whether `text` begins with a date, whether or not there is such a day."""
    return _DATED.match(_digit_for_digit(text.strip())) is not None


def _digit_for_digit(text: str) -> str:
    """Return `text`, of the same length, with the digits and signs of an English keyboard."""
    plain = (unicodedata.normalize("NFKC", letter) for letter in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, plain, strict=True))


def _named(said: str, today: date) -> date | None:
    if said in SOON:
        return today + SOON[said] * ONE_DAY
    if said in _AGO:
        return today - _AGO[said] * ONE_DAY
    if match := _DAYS_AGO.fullmatch(said):
        return today - min(int(match["days"]), LONGEST) * ONE_DAY
    match = _WEEKS_AGO.fullmatch(said)
    if match is None:
        return None
    weekday = "123456".find(match["day"]) % 7  # -1, which is Sunday, for the rest
    named = today + (weekday - today.weekday()) * ONE_DAY
    weeks = (match["last"] or "").count("上")
    if match["last"] is None and named > today:
        weeks = 1
    return named - weeks * 7 * ONE_DAY


def _numbered(said: str, today: date) -> date | None:
    if match := _DAY.fullmatch(said):
        year, month = today.year, today.month
        back = (match["month"] or "").startswith("上") or (
            match["month"] is None and int(match["day"]) > today.day
        )
        if back:
            year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        return calendar_day(year, month, int(match["day"]))
    match = _DATE.fullmatch(said)
    if match is None:
        return None
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        ago = _YEARS_AGO.get(match["year"])
        return calendar_day(int(match["year"]) if ago is None else today.year - ago, month, day)
    if (month, day) == (2, 29):
        return _leap_day(today)
    one_a_year = [calendar_day(today.year + years, month, day) for years in (-1, 0, 1)]
    coming = [one for one in one_a_year if today < one <= today + AT_HAND]
    return coming[0] if coming else max(one for one in one_a_year if one <= today)


def _leap_day(today: date) -> date:
    year = next(year for year in range(today.year, 0, -1) if _is_leap(year) and date(year, 2, 29) <= today)
    return date(year, 2, 29)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
