"""Questions about the push of a day gone by: 8月18日推送了什么, 7月13日的推送报告, 9月3日推送谁没收到."""

from typing import NamedTuple

from core.patterns import any_of, pattern
from knowledge.language.calendar.past_dates import DATE_WORDS
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.language.writing.signs import run_together

LONGEST = 40  # characters

_LEAD = r"(?:请|麻烦|帮我|给我|我想|我要|想|要|再|能不能|可以|[查看说问](?:1?下)?|知道|,)*"
_TAIL = r"(?:吗|呢|啊|呀|吧|来着|谢谢[你您]?|[,.!?~])*"
_DAY = rf"({DATE_WORDS})(?:那1?[天日]|当[天日])?的?"
_PUSH = r"(?:每日廉语|廉语)?的?(?:推送|群发|推|发)"
_REPORT = r"的?(?:报告|情况|结果|记录|统计|明细)"
_WHO = r"(?:谁|哪些[人群会话]*|哪[个几]*[人群会话]+|几个?[人群会话]*|多少[人群个会话]*|有没有人|有人)"
_GOT = r"(?:收到|送到|收着|送达|发到|发出去?|成功|失败)"
_NOT = r"(?:都|还)?(?:没有|没|未)"
_OF_HOW_IT_WENT = (
    rf"{_DAY}(?:每日廉语|廉语)?的?推送{_REPORT}",
    rf"推送{_REPORT}[,:]?{_DAY}",
    rf"{_DAY}{_PUSH}[了的]?[给到]了?{_WHO}",
    rf"{_DAY}{_PUSH}[了的]?{_WHO}(?:{_NOT})?{_GOT}[了过]?",
    rf"{_DAY}{_PUSH}[了的]?(?:都|有没有)?{_GOT}了?(?:没有|没|多少.{{0,4}}|几.{{0,4}})?",
    rf"{_DAY}{_WHO}{_NOT}{_GOT}(?:推送|廉语)?[了过]?",
)
_OF_WHAT_IT_SAID = (
    rf"{_DAY}{_PUSH}[了的过]+(?:是|讲|说)?(?:什么|啥|哪.{{1,3}}|内容){{1,2}}",
    rf"{_DAY}(?<=的)推送(?:是)?(?:什么|啥|哪.{{1,3}}|内容)?",
)
# 今儿个那句给俺瞅瞅, 俺说今天发的那句廉语.
_LOOKS = r"(?:(?:给|让)(?:我|俺|咱)|我|俺|再|先|看|瞅|瞧|念|读|听|1?下|1?眼|1(?=[看瞅瞧听])|来|发来)"
_TODAYS = pattern(
    r"(?:(?:我|俺|咱)(?:是)?(?:说|要|想)?(?:的是|是)?|给(?:我|俺)|把|看|瞅|瞧|,)*+"
    r"(?:今天|今日|今儿个?|今早|今晨)(?:个|早上|早晨|上午)?"
    rf"(?:(?:(?:推送?|发|来|收到?)(?:了|过)?)?的?(?:[那这]1?)?[条句]{_LOOKS}+"
    rf"|(?:推送?|发|来|收到?)(?:了|过)?的?[那这]1?[条句](?:廉语|话)?{_LOOKS}*"
    rf"|的?(?:[那这]1?[条句])?(?:每日)?廉语{_LOOKS}+){_TAIL}"
)
_HOW_IT_WENT = tuple(pattern(rf"{_LEAD}{form}{_TAIL}") for form in _OF_HOW_IT_WENT)
_WHAT_IT_SAID = tuple(pattern(rf"{_LEAD}{form}{_TAIL}") for form in _OF_WHAT_IT_SAID)
_ANY = any_of((*_OF_HOW_IT_WENT, *_OF_WHAT_IT_SAID), _LEAD, _TAIL)


class Pushed(NamedTuple):
    """Which day is asked about, as it was said, and whether how the push went is wanted, or what it said."""

    day: str
    how_it_went: bool


def asks_what_was_pushed(text: str) -> Pushed | None:
    """Return what all of `text` asks about the push of a day; None for anything else."""
    said = run_together(text)
    if not said or len(said) > LONGEST:
        return None
    if _TODAYS.fullmatch(canonical_numerals(said)):
        return Pushed("今天", how_it_went=False)
    if not _ANY.fullmatch(said):
        return None
    for patterns, how_it_went in ((_HOW_IT_WENT, True), (_WHAT_IT_SAID, False)):
        for form in patterns:
            if match := form.fullmatch(said):
                return Pushed(match[1], how_it_went)
    return None
