"""Wishes to take a speech out of use or back into it: 2025年的讲话撤下来, 把那篇讲话删了, 恢复2022年的讲话."""

import re
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

LONGEST = 60  # characters

_LEAD = r"(?:请|麻烦|帮忙?|给我|我们?|想|要|需要|能不能|可不可以|可以|能|[你您]|先|马上|立即|赶紧|现在)*"
_OF = (
    r"(?P<of{n}>(?!的)[^,，。;；?？!！]{{0,40}}?(?:讲话稿?|发言稿?|稿子|[这那][一1]?[篇份次]|《[^《》]{{2,60}}》)"
    r"(?:全文|文件)?)"
)
_OUT = (
    r"(?:下架|下线|撤下|撤回|撤掉|撤走|撤了|撤|删除|删掉|删去|删了|删|拿掉|拿下|去掉|移除|移走|停用|作废|取消|废掉"
    r"|不要了|不用了|别用了)"
)
_OUT_FIRST = r"(?:下架|下线|撤下|撤回|撤掉|删除|删掉|去掉|移除|停用|作废|取消)"
_BACK = r"(?:恢复|重新(?:上架|启用|使用|用起来|用|放上去?)|上架|启用|放回(?:去|来)?|加回(?:去|来)?)"
_TAIL = r"(?:使用|下来|下去|下线|出去|走|掉|了|去|一下|1下|吧|可以吗|行吗|好吗|谢谢[你您]?|[\s,，.。!！~～])*"
_OTHERS = r"(?:先|马上|赶紧|立即|给我|帮我|都|全|全部|从[\w]{1,6}里|也|要|不再)*"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """`of` is what names the speech, folded; `back`: it is wanted in use again."""

    of: str
    back: bool = False


def _builds(verb: str, verb_first: str) -> tuple[re.Pattern[str], ...]:
    return (
        pattern(rf"{_LEAD}(?:把|将)?{_OF.format(n=1)}{_OTHERS}{verb}{_TAIL}"),
        pattern(rf"{_LEAD}{verb_first}(?:掉|了)?{_OF.format(n=2)}{_TAIL}"),
    )


_BUILDS = ((_builds(_OUT, _OUT_FIRST), False), (_builds(_BACK, _BACK), True))
_MAY_BE = pattern(r"撤|下[架线]|删|[拿去废]掉|移|停用|作废|取消|不[要用]了|别用了|恢复|重新|上架|启用|回[去来]")

_ONCE = pattern("[这那][一1]?次")  # 取消这次 may be said of anything
_DOCUMENT, _NO_MORE = pattern("讲话|稿|》"), pattern("不要了|不用了|别用了")


def withdrawal(text: str) -> Withdrawal | None:
    """Return which speech `text` wants out of use, or back; None: it wants something else."""
    if len(text) > LONGEST:
        return None
    said = "".join(fold(text).split())
    if not _MAY_BE.search(said):
        return None
    for builds, back in _BUILDS:
        for build in builds:
            match = build.fullmatch(said)
            # 这篇不要了 may be said of what was shown.
            if match and (_DOCUMENT.search(said) or not _NO_MORE.search(said)):
                named = next(filter(None, match.groups()))
                return None if _ONCE.fullmatch(named) else Withdrawal(named, back)
    return None
