"""2022-3-1到2022-3-5, 3-01至3-05: from one passage's number to another's."""

import re
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

LONGEST = 50  # characters
_DASHES = pattern(r"[－–—−‐‑―_]+")
_RANGE = pattern(
    r"(?:请|帮我|给我|我?想|要|看一?下|看|读|打开|查|找|从|编号|段落|原文|第|:)*"
    r"(?P<slug>[a-z0-9]{1,16}?)-(?P<section>\d{1,6})-(?P<first>\d{1,6})(?:号|段)?"
    r"(?:到|至|~|～|-|、?一直到)"
    r"(?:(?:(?P<other>[a-z0-9]{1,16}?)-)?(?P<ends>\d{1,6})-)?(?P<last>\d{1,6})"
    r"(?:号|[这那]?几?段|的|原文|内容|全文|之间|为止|都|是|讲|说|了|什么|呢|吧|给我|看看|看一?下)*",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The numbers of the first and of the last passage, tidy: 2022-3-01."""

    first: str
    last: str


def number_range(text: str) -> NumberRange | None:
    """Return from which passage to which `text` asks for; None: it names no two numbers, or asks more."""
    if len(text) > LONGEST:
        return None
    said = re.sub(r"[\s，。,.！!？?]+", "", _DASHES.sub("-", fold(text)))
    match = _RANGE.fullmatch(said)
    if match is None:
        return None
    slug, section = match["slug"], int(match["section"])
    last = f"{match['other'] or slug}-{int(match['ends'] or section)}-{int(match['last']):02}"
    return NumberRange(f"{slug}-{section}-{int(match['first']):02}", last)
