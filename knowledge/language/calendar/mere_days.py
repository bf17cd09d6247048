"""A day and nothing else: 明天, 2024年3月16日, 下周三. Nobody could answer it, and no editor is to read it."""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

_NUMBER = r"[\d〇零一二三四五六七八九十廿]"
_DAY = pattern(
    rf"(?:大?后天|明[天日早晚儿]|今[天日早晚儿]|昨晚|[上中下]午|晚上|早上"
    rf"|(?:[这本下上]个?)?(?:周|星期|礼拜)[一二三四五六日天末]|[这本下上]个?月|(?:{_NUMBER}{{4}}年)?{_NUMBER}{{1,3}}月(?:{_NUMBER}{{1,3}}[日号]|份)?"
    rf"|{_NUMBER}{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|{_NUMBER}{{1,3}}[日号])+[呢吧啊。.!！?？]*"
)


def is_mere_day(text: str) -> bool:
    """Return whether `text` is a day, a month or a time of day, and nothing else."""
    return len(text) <= 20 and _DAY.fullmatch("".join(fold(text).split())) is not None
