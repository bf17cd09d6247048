"""What is wanted of a part of a speech: 第三部分展开给我, 第三部分下面分几小点, 第二部分倒数第二段.

Read is what is left of a sentence once what names its speech is taken out.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.numerals import LAST, canonical_numerals

LONGEST = 30  # characters
_MAY_BE = pattern(
    r"部[分份]|方面|标题|问题|第.{1,3}[大小]?[点块条项章节]|板块|[这那该本此][1一]?[块章节]|最后|\d要|[一二三四五六七八九]要|下面|底下|里面|里头|[段句尾头篇后][话落]?[呢吧]"
)


class OfPart(StrEnum):
    """What is wanted of a part."""

    TEXT = "text"  # its text, from its heading on
    ALL = "all"  # all of its text
    POINTS = "points"  # the points it is divided into
    STRETCH = "stretch"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class PartAsked:
    """One part, and what is wanted of it.

    `part` and `point` inside of it count from 1, from the end where they are below 0; 0: the one that stands
    there. `number`: which stretch or sentence, in the same way. `goes_on`: the rest is what was asked before
    (那第一部分呢, and without a `part` 那最后一段呢).
    """

    part: int = 0
    point: int = 0
    wants: OfPart = OfPart.TEXT
    number: int = 0
    goes_on: bool = False


_LEAD = (
    r"(?:讲话稿?|请|麻烦|帮我|帮忙|给我们?|我们?|想|要|再|直接|把|将|看看|看|读|念|打开|翻到|翻|跳到|跳|转到|找到?|发|来|说说|讲讲|说|讲"
    r"|列出来?|列[1一]下|就|先|能不能|可以|能|那么?|这篇(?:讲话)?(?:稿子?)?|这个讲话|稿子|里面?|它|的|[1一]下)*+"
)
_MORE = r"(?:展开|详细|具体|完整|全部|整个|仔细|细细?)"
_PART = r"大?部[分份]|大?方面|大?标题|大[点块项条]|块|章|大?节|板块"
_UNIT = rf"(?:{_PART}|大?问题)"
_NTH = (
    rf"(?:第(?P<part>\d{{1,2}})个?{_UNIT}|倒数第(?P<back>\d{{1,2}})个?{_UNIT}|(?P<last>最后面?)的?[那这]?1?个?{_UNIT}"
    rf"|(?P<must>\d)要的?[那这]?1?个?(?:{_UNIT}|段|点))"
)
_HERE = rf"(?:[这那该本此]1?个?|(?:刚才|上面|前面)的?[那这]?1?个?)(?:{_PART})"
_POINT = (
    r"(?:的|里面?|下面?|中|底下|之)*(?:第(?P<point>\d{1,2})个?(?:小?[点条节项]|小标题|小部分|小方面|要点)"
    r"|第?\((?P<in_brackets>\d{1,2})\)个?(?:小?[点条节项]|小标题)?)"
)
_WITHIN = r"(?:的|里面?|中|那|下面?|底下)*"
_STRETCH = (
    r"(?:(?:第(?P<nth>\d{1,3})|倒数第(?P<nth_back>\d{1,3})|(?P<end>最后面?的?那?1?|末尾?的?|尾|结尾的?那?1?|收尾的?那?1?)"
    r"|(?P<begin>开头的?那?1?|头1?|首|最前面?的?那?1?|起头的?那?1?))个?(?P<what>自然段|段落?|句)话?"
    r"|(?P<at_end>结尾|末尾|收尾|最后)|(?P<at_begin>开头|起头|开篇))"
)
_SHOWN = (
    rf"(?:{_MORE}|的|是|都|主要|讲|说|写|谈|了|些|什么|啥|怎么样?|如何|咋|内容|原文|原话|全文|给|发|我们?|看+|瞧瞧|过?来|出来|[1一][下遍]|贴|念|读|听"
    r"|打?开|下|有|吧|呢|啊|呀|吗|哈|谢谢|好|行)*+"
)
_SO_MANY = r"(?:几|多少|哪几|哪些|什么|啥)"
_POINTS = (
    rf"(?:的|里[面头]?|下面?|底下|中|又|还|再|内|1共|总共|共|都|具体|包含|包括|[这那]部分)*(?:(?:有|分|是|讲|说|列|细分|含|包括|拆)(?:成|为|了|的|出)*"
    rf"{_SO_MANY}个?[大小]?(?:点|条|个?方面|层意思|层|项|要点|标题|节|部分)(?:内容)?"
    r"|(?:小|子|下级|2级)(?:标题|点|节)(?:都|又|有|是|列|给我|发|出来|看看|[1一]下|哪些|哪几个|几个|多少个?|什么)*+)"
    r"(?:是什么|有哪些|分别是什么|列出来|[呢啊吗呀])*"
)
# 里面一共讲了几个方面 is asked of the speech.
_BELOW = pattern(rf"(?:那|它|这)?(?:下面|底下|里[面头](?=.*[小子分])){_POINTS}")
_OF_A_PART = pattern(
    rf"{_LEAD}(?P<more>{_MORE})?{_LEAD}(?:{_NTH}|(?P<here>{_HERE}))(?:{_POINT})?"
    rf"(?:(?P<points>{_POINTS})|{_WITHIN}{_STRETCH}{_SHOWN}|{_WITHIN}(?P<shown>{_SHOWN}))"
)
_ALONE = pattern(rf"(?:那|再|就)*{_STRETCH}[呢吧]+")
_ALL_OF_IT = pattern(rf"{_MORE}|原文|全文|原话|内容|[给发]|贴|念|读|看")
_TOLD = pattern(r"讲|说|写|谈|什么|啥|怎么|如何|咋")
_SIGNS = pattern(r"[\s,，。.！!？?~～、:：“”\"]+")


@lru_cache(READ_AT_ONCE)
def part_asked(text: str, *, bare: bool = False) -> PartAsked | None:
    """Return which part all of `text` wants something of; None: of none.

    第三部分 alone is left to others, but where it is `bare` of what named its speech.
    """
    if len(text) > LONGEST or not _MAY_BE.search(text):
        return None
    said = canonical_numerals(_SIGNS.sub("", fold(text)))
    if _BELOW.fullmatch(said):
        return PartAsked(wants=OfPart.POINTS)
    if match := _ALONE.fullmatch(said):
        return _placed(match, goes_on=True)
    match = _OF_A_PART.fullmatch(said)
    return _of_a_part(match, said, bare=bare) if match else None


def _of_a_part(match: re.Match[str], said: str, *, bare: bool) -> PartAsked | None:
    if match["points"]:
        return PartAsked(_part(match), _point(match), OfPart.POINTS)
    return _placed(match) if match["shown"] is None else _text(match, said, bare=bare)


def _text(match: re.Match[str], said: str, *, bare: bool) -> PartAsked | None:
    """Return what a part is wanted for where no stretch of it is; None for what others read."""
    shown, part = match["shown"], _part(match)
    around = said[: match.start("must" if match["must"] else "shown")] + shown
    if match["here"] and not _ALL_OF_IT.search(f"{match['more'] or ''}{shown}"):
        return None  # 这部分呢
    if shown.strip("呢吧") == "" and not (match["here"] or match["point"] or match["more"]):
        goes_on = bool(shown)
        return PartAsked(part, goes_on=goes_on) if goes_on or match["must"] or bare else None
    whole = bool(match["more"]) or (_ALL_OF_IT.search(shown) and not _TOLD.search(re.sub(_MORE, "", shown)))
    more = match["more"] or re.search(_MORE, around)
    return PartAsked(part, _point(match), OfPart.ALL if whole or more else OfPart.TEXT)


def _part(match: re.Match[str]) -> int:
    if match["back"]:
        return -int(match["back"])
    return LAST if match["last"] else int(match["part"] or match["must"] or 0)


def _point(match: re.Match[str]) -> int:
    return int(match["point"] or match["in_brackets"] or 0)


def _placed(match: re.Match[str], *, goes_on: bool = False) -> PartAsked:
    """Return the stretch that is meant by its place."""
    if match["nth"] or match["nth_back"]:
        number = int(match["nth"] or 0) or -int(match["nth_back"])
    else:
        number = LAST if match["end"] or match["at_end"] else 1
    wants = OfPart.SENTENCE if match["what"] == "句" else OfPart.STRETCH
    named = match.groupdict()
    part, point = (_part(match), _point(match)) if "part" in named else (0, 0)
    return PartAsked(part, point, wants, number, goes_on)
