"""Dates as documents write them: 2024年3月5日, 二〇二四年三月五日, 2024-03-05; and the year a few words say."""

from calendar import monthrange

from core.patterns import pattern
from knowledge.language.writing.numerals import canonical_numerals

# One form of what a line is written with: no blanks, digits and letters of their usual width.
WIDTHS = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
CHINESE_YEAR = "[一二][〇○零Oo0一二三四五六七八九]{3}"
ANY_YEAR = rf"(?:[12]\d{{3}}|{CHINESE_YEAR})"
SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3}|元(?=月))"
# A day, or the days from one to another: 7月5日至6日, 11月30日和12月1日.
DAYS = rf"{SMALL}月(?:{SMALL}[日号](?:[至到和、—~－-](?:{SMALL}月)?{SMALL}[日号])?)?"
DATE = rf"{ANY_YEAR}年(?:{DAYS})?"
NUMERIC = r"[12]\d{3}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{1,2}"
ROUND = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
SPOKEN = {"廿": "二十", "卅": "三十", "元": "一"}
# A date to the day, in words or figures.
DAY = rf"(?:{ANY_YEAR}年{SMALL}月{SMALL}[日号]|{NUMERIC})"
PARTS = pattern(rf"({ANY_YEAR})年(?:({SMALL})月(?:({SMALL})[日号])?)?")
FIGURES = pattern(r"([12]\d{3})[-./](\d{1,2})[-./](\d{1,2})")
YEAR_SAID = pattern(rf"(?<!\d)((?:19|20)\d\d)(?!\d)|({CHINESE_YEAR})年")


def squeezed(text: str) -> str:
    """Return `text` without blanks, its digits and letters of the usual width: 1 9 9 8 年 is 1998年."""
    return "".join(text.split()).translate(WIDTHS)


def parts_of(date: str) -> tuple[int, int, int]:
    """Return year, month and day that a written date begins with; 0 for what it does not say."""
    date = squeezed(date)
    if figures := FIGURES.match(date):
        return int(figures[1]), int(figures[2]), int(figures[3])
    match = PARTS.match(date)
    if match is None:
        return 0, 0, 0
    return int(match[1].translate(ROUND)), _small(match[2]), _small(match[3])


def is_a_day(date: str) -> bool:
    """Return whether the calendar has what a written date begins with, as far as it goes: not 9月32日."""
    year, month, day = parts_of(date)
    if month > 12:
        return False
    return day <= (monthrange(year, month)[1] if month else 31)


def year_said(words: str) -> str:
    """Return the first year that `words` say, in figures; "" for none."""
    match = YEAR_SAID.search(squeezed(words))
    return (match[1] or match[2].translate(ROUND)) if match else ""


def _small(number: str | None) -> int:
    if not number:
        return 0
    for short, long in SPOKEN.items():
        number = number.replace(short, long)
    return int(canonical_numerals(number))
