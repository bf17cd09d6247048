"""Which half of the day a bare hour is in, where that was said a moment before: 周四下午, then 三点半."""

from datetime import time

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

NOON = 12
# From when to when each lasts, in hours; an hour that has no place in it stays as it was said.
_LATER = {
    **dict.fromkeys(("中午", "正午", "午间", "晌午", "午休"), (12, 14)),
    **dict.fromkeys(("下午", "午后"), (12, 18)),
    **dict.fromkeys(("傍晚", "下班", "下晚", "擦黑", "晚边"), (16, 20)),
    **dict.fromkeys(("晚上", "晚间", "晚饭", "今晚", "明晚", "每晚", "夜晚"), (17, 23)),
}
_EARLIER = ("早上", "早晨", "清晨", "清早", "大早", "一早", "每晨", "上午", "凌晨", "半夜", "夜里", "上班")
_PART = pattern("|".join((*_LATER, *_EARLIER)))
# 早上四点 and 03:30 are never 16:00 and 15:30, whatever was said before.
_NAMES_HALF = pattern(
    r"[早晨夜晚午]|[上]班|(?<!\d)0\d|[上下晌]午|\d{3,}|[子丑寅卯辰巳午未申酉戌亥](?:时|正|初|末)"
)


def part_in(text: str) -> str:
    """Return the part of the day that `text` names last; empty for none."""
    return next(reversed(_PART.findall(fold(text))), "")


def in_part(at: time, words: str, part: str) -> time:
    """Return the hour that is meant by `at`, which was read from `words`, where `part` was said before."""
    first, last = _LATER.get(part, (0, 0))
    later = at.hour + NOON
    if at.hour >= NOON or not first <= later <= last or _NAMES_HALF.search(with_plain_signs(fold(words))):
        return at
    return at.replace(hour=later)


def names_half(words: str) -> bool:
    """Return whether `words` say by themselves which half of the day an hour is in."""
    return _NAMES_HALF.search(with_plain_signs(fold(words))) is not None
