"""Which stretch of a speech is meant by its place: 第三段, 最后一段, 倒数第二段, 开头, 结尾怎么说."""

import re

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import LAST, canonical_numerals

LONGEST = 24  # characters

_LEAD = (
    r"(?:请|我|想|要|再|帮我|直接|打开|展开|查看|调出|显示|点开|开|翻|跳|转|回|到|看|读|念|来|发|给|把|就)*"
    r"(?:一下|1下)?"
)
_PARAGRAPH = r"(?:自然)?段(?:话|原文)?"
_END = (
    r"(?:的|是|都|主要)*(?:讲|说|写|谈)?(?:了|的)*(?:些)?(?:什么|啥|怎么[讲说写]的?|内容|[呢吧吗]|看看|打开)*"
)
_ALL = r"(?:(?:正文|全文|全篇|整篇)的?)?"
_NUMBERED = pattern(rf"{_LEAD}{_ALL}(?P<back>倒数)?第?(?P<number>\d{{1,3}})(?:个)?{_PARAGRAPH}{_END}")
_LAST = pattern(
    rf"{_LEAD}{_ALL}(?:(?:最后|末尾|结尾|最末|末|尾)的?那?1?(?:{_PARAGRAPH}|句话?)|结尾(?:部分)?|末尾|结束语|结语){_END}"
)
_FIRST = pattern(
    rf"{_LEAD}{_ALL}(?:(?:开头|开始|最前面|最开头)的?那?1?(?:{_PARAGRAPH}|句话?)|首段|第1句话?|开头(?:部分)?|开场白|开篇){_END}"
)


def stretch_named(text: str) -> int | None:
    """Return the number of the stretch that `text` wants, from 1; from the end it is below 0: LAST, then -2.

    None: it names none.
    """
    if len(text) > LONGEST:
        return None
    said = canonical_numerals(re.sub(r"[\s，,。.！!？?~～]+", "", fold(text)))
    if _LAST.fullmatch(said):
        return LAST
    if _FIRST.fullmatch(said):
        return 1
    match = _NUMBERED.fullmatch(said)
    if match is None or not int(match["number"]) or not (match["back"] or "第" in said):
        return None
    return -int(match["number"]) if match["back"] else int(match["number"])
