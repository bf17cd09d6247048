"""What is said of the quote and of 每周一题 in one sentence: 廉语改到8:15 题还是下午三点."""

import re
from dataclasses import dataclass
from datetime import time

from core.patterns import pattern
from knowledge.language.calendar.days import DaysSaid, UnknownDaysError
from knowledge.language.commands.quiz_words import NAME, hour_of_part, quiz_wish, weekly_hour
from knowledge.language.hours.hours import read_wanted
from knowledge.language.wishes.wishes import certain_wish
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import MisreadError, with_plain_signs

LONGEST = 60  # characters
_TIMED = r"[^,;。]{0,12}?(?:\d|[一二三四五六七八九十两]点|[上中下]午|早上|晚上|傍晚|周|星期|礼拜)"
_QUOTE, _ITEM = "(?:每日)?廉语", rf"(?:{NAME}|(?<![\u4e00-\u9fff])题目?)"
_BOTH_TIMED = tuple(
    pattern(rf"{one}{_TIMED}.*?(?P<second>{other}){_TIMED}")
    for one, other in ((_QUOTE, _ITEM), (_ITEM, _QUOTE))
)
_NAMED = pattern(rf"{_QUOTE}|{NAME}|(?<![问课议主标话])题(?!材|词)|推送")
_STAYS = pattern("(?:还是|照旧|仍然?|就|还|依旧)+")


@dataclass(frozen=True, slots=True)
class BothTimed:
    """When the quote is to come, and when 每周一题 (the day of the week, 1 is Monday); None: as it does."""

    at: time | None
    days: DaysSaid | None
    item_day: int | None
    item_at: time | None


def times_both(text: str) -> bool:
    """Return whether `text` says of the quote and of 每周一题 when each is to come."""
    return _parted(text) is not None


def names_either(text: str) -> bool:
    """Return whether `text` names the quote or 每周一题, so that a time in it is meant for that."""
    return _NAMED.search(fold(text)) is not None


def both_timed(text: str) -> BothTimed | None:
    """Return when `text` wants each of the two; None where it cannot be read to its end."""
    parted = _parted(text)
    if parted is None:
        return None
    quote, item = parted
    wished = certain_wish(quote)
    item_words = quiz_wish(item)
    if wished is None or not wished.argument or not item_words:
        return None
    try:
        wanted = read_wanted(wished.argument)
    except (MisreadError, UnknownDaysError):
        return None
    of_item = weekly_hour(item_words)
    if of_item is None and (at := hour_of_part(item_words)):
        of_item = None, at
    if of_item is None or wanted.part is not None or (wanted.at is None and wanted.days is None):
        return None
    return BothTimed(wanted.at, wanted.days, *of_item)


def _parted(text: str) -> tuple[str, str] | None:
    """Return what is said of the quote, and of 每周一题; None where not both are timed."""
    said = with_plain_signs(fold(text)).strip()
    if len(said) > LONGEST:
        return None
    found: re.Match[str] | None = None
    for form in _BOTH_TIMED:
        found = found or form.search(said)
    if found is None:
        return None
    first, second = said[: found.start("second")], said[found.start("second") :]
    first, second = (_STAYS.sub("改到", one.strip(" ,;。."), count=1) for one in (first, second))
    return (second, first) if "廉语" in second else (first, second)
