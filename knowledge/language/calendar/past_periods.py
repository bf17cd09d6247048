"""Stretches of days gone by, as a report names them: 上个月, 2026年第三季度, 今年, 7月1日到9月30日."""

import re
from calendar import monthrange
from datetime import date, timedelta

from core.patterns import pattern
from knowledge.language.calendar.past_dates import ONE_DAY, past_date
from knowledge.language.writing.signs import Fault, MisreadError, argument

FIRST_YEAR = 2000
LONGEST = timedelta(days=1100)  # about three years
FAR = date(2400, 6, 1)  # every day that people mean is before it
_LEDGER_OF = pattern(
    r"(?:请|帮我|给我|我要|我想|要|麻烦|怎么|如何|怎样|把)*(?:做|出|生成|导出|整理|准备)?(?:一下|一[份下个])?(?P<days>.{2,30}?)的?(?:廉政)?[台臺][账帐賬]"
    r"(?:(?:做好?|整理好?|导出来?|发)?(?:给|发)我?(?:一[下份])?)?[。.!！吧谢]*"
)
LONGEST_NAME = 40  # characters
_LOOKS = pattern(
    r"\d[年月日号季./-]|年初|以来|\d{4}|[今去前本上]年|[这本上当]个?月|季度|半年|\d{8}|[qQ][1-4]"
    r"|[上这本]个?(?:周|星期|礼拜)(?![1-7日天])|(?:最近|近|过去)[\d半]"
)
_YEAR = r"(?P<year>\d{4}年?|今年|本年度?|去年|上年度?|前年)?(?:度)?(?:的|/|-|\.)?"
_WHOLE = pattern(r"(?P<year>\d{4}年?|今年|本年|去年|上年|前年)(?:全年|整年|度|1整年)?")
_MONTH = pattern(rf"{_YEAR}(?P<month>\d{{1,2}})月?份?")
_QUARTER = pattern(rf"{_YEAR}(?:第?(?P<quarter>[1-4])个?季度?|q(?P<letter>[1-4]))")
_QUARTERS = pattern(rf"{_YEAR}前(?P<quarters>[123])个?季度?")
_HALF = pattern(rf"{_YEAR}(?P<half>[上下前后])半年")
_NEAR_MONTH = pattern(r"(?P<back>(?:上个?)+|[这本当]个?)月份?")
_NEAR_QUARTER = pattern(r"(?P<back>(?:上1?个?)+|[这本当]1?个?)季度?")
_NEAR_WEEK = pattern(r"(?P<back>(?:上个?)+|[这本]个?)(?:周|星期|礼拜)")
_LATELY = pattern(
    r"(?:最近|近|过去)的?(?P<number>\d{1,3}|半)个?(?P<unit>天|日|周|星期|礼拜|月|年)(?:以来|之?内|里|来)?"
)
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}
_BETWEEN = pattern(r"(?:从|自)?(?P<first>.+?)(?:到|至)-*(?P<last>.+?)(?:止|为止)?")
_DASHED = pattern(r"(?P<first>[^-]+)-+(?P<last>[^-]+)")
_FULL = r"\d{4}[./年-]\d{1,2}[./月-]\d{1,2}[日号]?|\d{8}"
_TWO_DATES = pattern(rf"(?P<first>{_FULL})[-,、]?(?P<last>{_FULL})")
_BACK = {"今年": 0, "本年": 0, "本年度": 0, "去年": 1, "上年": 1, "上年度": 1, "前年": 2}
_NAMED_YEAR = pattern(r"\d{4}(?!\d)|\d{8}|今年|本年度?|去年|上年度?|前年")
_DAY_ONLY = pattern(r"\d{1,2}[日号]")
_DATE_ONLY = pattern(r"\d{1,2}[月./-]\d{1,2}[日号]?")
_WITHOUT_YEAR = pattern(r"\d{1,2}月份?|\d{1,2}[月./-]\d{1,2}[日号]?|第?[1-4]个?季度?|q[1-4]|[上下前后]半年")
# 今年以来的, 年初到现在; 只要1季度.
_SINCE = pattern(r"[从自打]?(?P<what>.+?)(?:以来|(?:开始|起)?(?:[到至])(?:现在|今天?|目前|当前|如今)(?:为止)?)")
_NEW_YEAR = frozenset({"年初", "今年初", "今年年初", "开年", "今年开年"})
_AROUND = pattern(
    r"^(?:[只就光仅要看做出那请]|我要?|只要|帮我|给我)+(?=[\d今去前本上这年最近从自第q])|(?<=[年月度日号来在今周半])(?:的|就行|就好|吧|就可以|即可)+$"
)
_TAIL = pattern(r"(?:的?(?:台账|台帐|材料|记录|情况))$")


def past_period(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of the month, quarter, half, year or days that `text` names.

    The last day may be to come; the first may not. Without a year it is the latest such stretch that has
    begun. Raises MisreadError for what is none, for days that no calendar has, and for too long a stretch.
    """
    said = _AROUND.sub("", _TAIL.sub("", argument(text)))
    if (match := _SINCE.fullmatch(said)) and match["what"] != said:
        what = "今年" if match["what"] in _NEW_YEAR else match["what"]
        return past_period(what, today)[0], today
    found = _named(said, today) or _numbered(said, today) or _dates(said, today)
    if found is None:
        raise MisreadError
    first, last = found
    if first > today or first.year < FIRST_YEAR:
        raise MisreadError(Fault.NO_SUCH_DAY)
    if last < first:
        raise MisreadError(Fault.TURNED)
    if last - first > LONGEST:
        raise MisreadError(Fault.TOO_LONG)
    return first, last


def names_a_period(text: str) -> bool:
    """Return whether `text` looks like a stretch of days, whether or not there is such a one."""
    said = argument(text)
    return len(said) <= LONGEST_NAME and _LOOKS.search(said) is not None


def is_a_period(text: str) -> bool:
    """Return whether `text` is a stretch of days, also an impossible one, and nothing else."""
    if not names_a_period(text):
        return False
    try:
        past_period(text, FAR)
    except MisreadError as error:
        return error.fault not in {Fault.UNCLEAR, Fault.PAST}  # 上个月开了什么会 only begins like one
    return True


def period_of_ledger(text: str) -> str | None:
    """Return the days whose ledger somebody asks for (做一份第三季度的台账); None for other words."""
    match = _LEDGER_OF.fullmatch(text.strip())
    return match["days"] if match and is_a_period(match["days"]) else None


def _named(said: str, today: date) -> tuple[date, date] | None:
    if match := _NEAR_MONTH.fullmatch(said):
        return _months(today.year, today.month - match["back"].count("上"), 1)
    if match := _NEAR_QUARTER.fullmatch(said):
        begins = (today.month - 1) // 3 * 3 + 1 - 3 * match["back"].count("上")
        return _months(today.year, begins, 3)
    if match := _WHOLE.fullmatch(said):
        return _months(_year(match["year"], today), 1, 12)
    if match := _NEAR_WEEK.fullmatch(said):
        monday = today - (today.weekday() + 7 * match["back"].count("上")) * ONE_DAY
        return monday, monday + 6 * ONE_DAY
    match = _LATELY.fullmatch(said)
    return (_begun(match["number"], match["unit"], today), today) if match else None


def _begun(number: str, unit: str, today: date) -> date:
    """Return the first of so many days, weeks, months or years that end today."""
    if unit in _DAYS:
        return today - (int(number) * _DAYS[unit] - 1) * ONE_DAY if number != "半" else today
    if number == "半" and unit == "月":
        return today - 14 * ONE_DAY
    months = 6 if number == "半" else int(number) * (12 if unit == "年" else 1)
    first, last = _months(today.year, today.month - months, 1)
    return min(first.replace(day=min(today.day, last.day)) + ONE_DAY, today)


def _numbered(said: str, today: date) -> tuple[date, date] | None:
    if match := _QUARTER.fullmatch(said):
        begins, length = int(match["quarter"] or match["letter"]) * 3 - 2, 3
    elif match := _QUARTERS.fullmatch(said):
        begins, length = 1, 3 * int(match["quarters"])
    elif match := _HALF.fullmatch(said):
        begins, length = (1 if match["half"] in "上前" else 7), 6
    elif match := _MONTH.fullmatch(said):
        begins, length = int(match["month"]), 1
        if not 1 <= begins <= 12:
            raise MisreadError(Fault.NO_SUCH_DAY)
    else:
        return None
    if match["year"]:
        return _months(_year(match["year"], today), begins, length)
    return _months(today.year - (begins > today.month), begins, length)


def _dates(said: str, today: date) -> tuple[date, date] | None:
    match = _TWO_DATES.fullmatch(said) or _BETWEEN.fullmatch(said) or _DASHED.fullmatch(said)
    if match is None:
        day = past_date(said, today)
        return day, day
    first = _end(match["first"], today, 0)
    if _DAY_ONLY.fullmatch(match["last"]):
        return first, _day_of(first, match["last"])
    if _NAMED_YEAR.match(match["first"]) and _WITHOUT_YEAR.fullmatch(match["last"]):  # 2025年1月到3月
        return first, _behind(first, match["last"], today)
    last = _end(match["last"], today, 1)
    return (_a_year_before(first) if last < first and not _NAMED_YEAR.match(match["first"]) else first), last


def _day_of(first: date, said: str) -> date:
    """Return the day of the month in which a stretch began: 3月1日到15日."""
    try:
        return first.replace(day=int(said.strip("日号")))
    except ValueError:
        raise MisreadError(Fault.NO_SUCH_DAY) from None


def _behind(first: date, said: str, today: date) -> date:
    """Return the end that is said without its year, in that of `first`, or the next: 2025年11月到2月."""
    last = _end(f"{first.year}年{said}", today, 1)
    # Two days in the wrong order are a slip, months and quarters go on over the year's end.
    return last if last >= first or _DATE_ONLY.fullmatch(said) else _end(f"{first.year + 1}年{said}", today, 1)


def _end(said: str, today: date, which: int) -> date:
    """Return the first or the last day of what stands before or behind 到."""
    if found := _named(said, today) or _numbered(said, today):
        return found[which]
    if re.fullmatch(r"\d{8}", said):
        said = f"{said[:4]}-{said[4:6]}-{said[6:]}"
    if said in {"今天", "现在", "今日", "目前"}:
        return today
    return past_date(said, today)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28 if day.month == 2 else day.day))


def _year(said: str, today: date) -> int:
    ago = _BACK.get(said)
    return int(said.removesuffix("年")) if ago is None else today.year - ago


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    """Return the first and last day of `length` months from a month on, which may be in another year."""
    begins, ends = year * 12 + month - 1, year * 12 + month + length - 2
    if not FIRST_YEAR <= begins // 12 <= 9998:
        raise MisreadError(Fault.NO_SUCH_DAY)
    year, month = ends // 12, ends % 12 + 1
    return date(begins // 12, begins % 12 + 1, 1), date(year, month, monthrange(year, month)[1])
