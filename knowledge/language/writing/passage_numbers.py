"""Numbers of passages in what people write: 2023-3-07, 看一下2023-3-7, 2022-3-1到2022-3-5, 2023-4-03上一段."""

import re

from core.patterns import pattern
from knowledge.language.writing.number_ranges import NumberRange, number_range
from knowledge.language.writing.signs import plain_signs, spaced_argument

LONGEST = 40  # characters of a message that names a passage and no more
# 看一下2023-4-04, 2023-4-04这段讲了什么.
_ONLY_A_NUMBER = pattern(
    r"(?:请问?|麻烦|帮我|给我|我?想|我?要|看一?下|翻一下|再|看|读|打开|给出|列出|调出|贴出|提供|出示|显示|查询|核对|引用|查|找|翻到|跳到|发|把|将|烦"
    r"|一下|编号|段落|原文|逐字|第|是|为|的|[:：\s])*"
    r"(?P<number>\w{1,16}?[-－–—_]\d{1,6}[-－–—_]\d{1,6})"
    r"(?:号|[这那]一?|段落|[段条句]|话|的|原文|内容|全文|是|讲|说|写|了|什么|啥|怎么|呢|吧|给我|逐字|照着|[念读看]|打开|点开|展开|翻开|示下|[列调找发贴]?出?来|看看|一?下|[。.!！?？\s])*",
    re.ASCII,
)
_BESIDE_A_NUMBER = pattern(
    r"(?:请|帮我|给我|看一?下|看|查|翻到|[:：\s])*(?P<number>\w{1,16}?[-－–—_]\d{1,6}[-－–—_]\d{1,6})"
    r"\s*(?:号|[这那]?一?[段条句])?的?\s*(?P<rest>.{2,12})",
    re.ASCII,
)
_IS_NUMBER = pattern(r".*-\d+-\d+", re.DOTALL)
_NUMBER = pattern(r"(?P<slug>\w+?)[-_.,/: ]+(?P<section>\d{1,6})[-_.,/: ]+(?P<passage>\d{1,6})")


def passage_numbers(words: str) -> tuple[tuple[str, ...], NumberRange | None] | None:
    """Return the numbers of a passage that `words` may be, or from which to which; None: they are none."""
    alone = _ONLY_A_NUMBER.fullmatch(words) if len(words) <= LONGEST else None
    number = alone["number"] if alone else words
    forms = (number, _tidy_number(plain_signs(number)), _tidy_number(spaced_argument(number)))
    may_be, wanted = tuple(filter(_IS_NUMBER.fullmatch, forms)), number_range(words)
    return (may_be, wanted) if may_be or wanted else None


def beside_a_number(words: str) -> tuple[str, str] | None:
    """Return the number that `words` name and what is wanted of its passage: 2023-4-03 and 上一段."""
    match = _BESIDE_A_NUMBER.fullmatch(words) if len(words) <= LONGEST else None
    return (match["number"], match["rest"]) if match else None


def _tidy_number(number: str) -> str:
    """Read a passage number as phones type it: other dashes, blanks, a missing zero."""
    match = _NUMBER.fullmatch(number)
    return f"{match['slug']}-{int(match['section'])}-{int(match['passage']):02}" if match else number
