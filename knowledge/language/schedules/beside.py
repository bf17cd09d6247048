"""Dates beside those that were asked about or left out just now: 还有大后天也是, 不是五号，是六号, 周五你漏了.

No word of them says that nothing shall come: that was said before. So they may only be believed where dates
without a push are spoken of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.schedules.sentence import DateClause
from knowledge.language.schedules.tokens import Kind, Token, tokens
from knowledge.language.talk.assent import beyond_a_yes
from knowledge.language.writing.normalize import READ_AT_ONCE
from knowledge.language.writing.signs import run_together

LONGEST = 40  # characters
_SIGHS = r"(?:[嗯哦噢呃哎唉诶欸啊呀嗨]|e+m+|,)*"
_WRONG = (
    r"(?:(?:不对|不是|[说写打讲搞弄记]?错(?:了|老|啦|咯|喽)?|我?[说讲]岔了|你?(?:听|看|理解|搞|弄)错了?|不[,.])"
    r"[啊呀嘛哈哦]*[,.]*)+"
)
_MEANT = (
    r"(?:我(?:[说讲指]的?|要的?|想|意思|的意思)*|应该|应当|其实|明明|要的|改成|改为|换成|换到)*"
    r"(?:就?是|停|改成|换成|改到|改为)?"
)
_NO_PUSH = r"(?:别|不要?|莫|甭|勿|免)(?:再|给我)*(?:发|推送?|收|送)?"
_TOO = (
    r"(?:[也都]|一样|同样|一起|一并|也算)*"
    rf"(?:是(?:的|这样)?|一样|照此|这样|如此|停|暂停|{_NO_PUSH}|算上|算进去|加上|加进去|带上)?"
)
# 礼拜五又得上班，光停明儿一天就行: why the other days stay.
_WHY = r"(?:[^,]{1,12}(?:上班|在岗|值班|回来|在单位)[^,]{0,3},)?"
_END = r"(?:那?[1一]天|就(?:够|[行好成]|可以)|[了的啦吧啊呀哈哦嘛呢咯撒呗哟噻]|[,.!~]|谢谢[你您]?|才对|才是)*"
_NOT_BUT = pattern(
    rf"{_SIGHS}(?:{_WRONG})?(?:我(?:说|要|指)的?)?不是(?P<wrong>[^,;.是]{{1,12}}),*(?:而|我(?:说|要|指)的?)*是(?P<days>.+?){_TOO}{_END}"
)
_INSTEAD = pattern(
    rf"{_SIGHS}(?:{_WRONG}{_MEANT}|(?=我|应|其实|改成|改为|换成|换到){_MEANT}|{_WHY}(?:那|就|还是)?(?:只|就|仅|光|单)(?:停|是|免|歇)?)"
    rf"(?P<days>.+?){_TOO}{_END}"
)
_ADDED = (
    pattern(
        rf"{_SIGHS}(?:还(?:要|得)?|再|连|把|也|都)*(?:(?<=还)有|加上?|算上|带上|添上?|另外|外加|以及|包括)(?P<days>.+?){_TOO}{_END}"
    ),
    pattern(rf"{_SIGHS}(?:还|再|又|连|把|那)*(?P<days>.+?)(?=[也都一同](?!月)){_TOO}{_END}"),
    pattern(
        rf"{_SIGHS}(?:你|怎么|咋|还|给|又|把)*(?:漏|忘|少|差|落|缺)(?:掉|下|记)?(?:了|老|啦)?(?:个|一天)?(?P<days>.+?){_END}"
    ),
    pattern(
        rf"{_SIGHS}(?P<days>.+?)(?:你|怎么|咋|还|给|又|没|也)*(?:漏|忘|少|差|落|缺|算)(?:掉|下|记|进去?)?(?:了|老|啦)?{_END}"
    ),
)
_OF_DATES = frozenset({Kind.DATE, Kind.WEEK, Kind.DAYS, Kind.AND, Kind.TO, Kind.FILL, Kind.STOP})
# 周五 may be that of the week which is spoken of; 周末 and 每周五 are of every week.
_ONE_DAY_OF_A_WEEK = pattern(
    "(?:周|星期|礼拜)[一二三四五六日天1-7](?:[、,和到至~-]*(?:周|星期|礼拜)?[一二三四五六日天1-7])*"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """Dates as clauses; `instead`: they stand in the place of all those before."""

    dates: tuple[DateClause, ...]
    instead: bool = False


@lru_cache(READ_AT_ONCE)
def read_beside(text: str) -> Beside | None:
    """Return what all of `text` says of further dates, or of others instead; None for anything else."""
    if len(text) > LONGEST:
        return None
    said = run_together(beyond_a_yes(text) or text)
    if match := _NOT_BUT.fullmatch(said):
        right, wrong = _clause(match["days"], keep=False), _clause(match["wrong"], keep=True)
        return Beside((wrong, right)) if right and wrong else None
    for form, instead in ((_INSTEAD, True), *((one, False) for one in _ADDED)):
        match = form.fullmatch(said)
        clause = _clause(match["days"], keep=False) if match else None
        if clause is not None:
            return Beside((clause,), instead)
    return None


def _clause(said: str, *, keep: bool) -> DateClause | None:
    """Return the dates that all of `said` is; None where it says anything else."""
    words = tokens(said)
    if not words or any(word.kind not in _OF_DATES for word in words):
        return None
    dates = [word for word in words if word.kind not in {Kind.FILL, Kind.STOP}]
    if not _names_dates(dates):
        return None
    return DateClause(tuple(dates), keep)


def _names_dates(words: Sequence[Token]) -> bool:
    named = [word for word in words if word.kind in {Kind.DATE, Kind.WEEK, Kind.DAYS}]
    whole = words[:1] and words[0] in named and words[-1] in named  # 到周五 is until then
    return bool(whole) and all(
        word.kind is not Kind.DAYS or _ONE_DAY_OF_A_WEEK.fullmatch(word.text) for word in named
    )
