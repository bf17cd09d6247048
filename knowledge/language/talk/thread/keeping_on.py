"""别停, 不停了, 照常发: who says so wants the pushes to go on; 大后天照常 undoes one day of a pause.

接着发 and 正常发 may mean what was shown as well: nothing changes at once.
"""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import run_together, with_plain_signs

LONGEST = 24  # characters
_NAMED = r"推送|廉语"
_LEAD = rf"(?:算了|还是|那就|那|就|先|哎|请|麻烦[你您]?|{_NAMED}|以后|我们?|想了想|,)*+"
_TAIL = rf"(?:{_NAMED}|[都全]?发|了|吧|啊|呀|哈|谢谢[你您]?|[,.!~])*"
_SEND = r"(?:推送|推|发|送)"
_GOES_ON = pattern(
    rf"{_LEAD}(?:(?:[1一]天[也都]?|全部?|都|统统)?(?:不要|不用|不必|不想|别|不)再?(?:暂停|停)(?:掉|发|推)?|(?:停|暂停)的(?:那[几1一]?[天些])?(?:都|全部?|统统)+(?:取消|不停|恢复)|(?:全部?|都|统统|一起)(?:给我)?恢复|照[常旧样]?{_SEND}|(?:定好的|前面的)?暂停(?:都|全部?|统统)?取消){_TAIL}"
)
# What goes on is not said: the pushes, or what was shown.
_CONTINUES = pattern(rf"{_LEAD}(?:正常|接着|继续){_SEND}{_TAIL}")
_OF_PUSHES = pattern(_NAMED)
# Where a pause was made, 照常 and 取消…那个 take a day out of it; they stop nothing.
_UNDOES = pattern(r"照常|照发|照推|照旧|(?:只|就)?取消.{1,12}(?:那[个天次]|的暂停|的)[了吧.!~]*$")


def goes_on(text: str) -> bool:
    """Return whether all of `text` wants a pause ended: 别停, 算了不停了, 照常发吧, 继续推送."""
    said = _bare(text)
    if _CONTINUES.fullmatch(said):
        return _OF_PUSHES.search(said) is not None
    rest = said
    while rest and (match := _GOES_ON.match(rest)) and match.end():  # 不停了不停了，照推
        rest = rest[match.end() :]
    return bool(said) and not rest


def may_go_on(text: str) -> bool:
    """Return whether all of `text` wants something to go on, maybe the pushes: 正常发, 继续推, 接着发."""
    return _CONTINUES.fullmatch(_bare(text)) is not None


def undoes(text: str) -> bool:
    """Return whether `text` wants a day back rather than left out: 大后天照常, 只取消12月3号那个."""
    return len(text) <= LONGEST and _UNDOES.search(with_plain_signs(fold(text))) is not None


def _bare(text: str) -> str:
    said = run_together(text)
    return said if len(said) <= LONGEST else ""
