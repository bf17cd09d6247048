"""How long to pause, as people say it: 3天, 两周, 到12月31日, 到下周一, 到月底."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from knowledge.language.times import DIGITS

ONE_DAY = timedelta(days=1)
UNITS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "个月": 30, "月": 30}
WEEKDAYS = "一二三四五六日天"
SOON = {"今天": 0, "明天": 1, "后天": 2}

_NUMBER = r"\d{1,3}|[零一二两三四五六七八九十]{1,3}"
_SPAN = re.compile(rf"(?P<number>{_NUMBER})个?(?P<unit>天|日|周|星期|礼拜|个月|月)")
_UNTIL = re.compile(r"(?:直?到|至)?(?P<day>.+?)(?:为止|止)?")
_DATE = re.compile(
    rf"(?:(?P<year>\d{{4}}|今年|明年)[年./-]?)?(?P<month>{_NUMBER})[月./-](?P<day>{_NUMBER})[日号]?"
)
_WEEKDAY = re.compile(r"(?P<next>下个?|[本这])?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")


def parse_pause(text: str, today: date, first: date) -> date | None:
    """Return the day to push again on; None when `text` is no span of time and no date.

    `first` is the first day that a pause would hold back: 3天 is it and the two after it. Up to a date is
    up to its end. A month and a day alone are the next ones to come. The caller judges whether the day
    lies ahead, and how far.
    """
    said = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip("。.,，!")
    if span := _SPAN.fullmatch(said):
        return first + _number(span["number"]) * UNITS[span["unit"]] * ONE_DAY
    until = _UNTIL.fullmatch(said)
    last = _last_day(until["day"], today) if until else None
    return None if last is None else last + ONE_DAY


def _last_day(said: str, today: date) -> date | None:
    if said in SOON:
        return today + SOON[said] * ONE_DAY
    if said in {"月底", "本月底", "这个月底"}:
        return today.replace(day=monthrange(today.year, today.month)[1])
    if said in {"年底", "今年底", "今年年底"}:
        return date(today.year, 12, 31)
    if match := _WEEKDAY.fullmatch(said):
        return _weekday(match, today)
    if match := _DATE.fullmatch(said):
        return _date(match, today)
    return None


def _weekday(match: re.Match[str], today: date) -> date:
    number = min(WEEKDAYS.index(match["day"]), 6)
    monday = today - today.weekday() * ONE_DAY
    named = monday + number * ONE_DAY
    if (match["next"] or "").startswith("下") or (match["next"] is None and named < today):
        named += 7 * ONE_DAY
    return named


def _date(match: re.Match[str], today: date) -> date | None:
    month, day = _number(match["month"]), _number(match["day"])
    years = {None: (today.year, today.year + 1), "今年": (today.year,), "明年": (today.year + 1,)}
    found: date | None = None
    for year in years[match["year"]] if match["year"] in years else (int(match["year"]),):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            break
    return found


def _number(text: str) -> int:
    """Read 15, 三, 十二, 三十一."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if ten:
        return DIGITS.get(tens or "一", 99) * 10 + DIGITS.get(ones or "零", 99)
    return int("".join(str(DIGITS[sign]) for sign in text))
