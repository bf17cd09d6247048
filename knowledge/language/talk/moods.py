"""How somebody feels, and nothing else: 我心情不好, 累死了. A passage would be no answer to it."""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

LONGEST = 20  # characters

_MOOD = pattern(
    r"(?:唉|哎|我|俺|人|今天|最近|这几天|现在|真的?|好|很|太|挺|有点儿?|有些|特别|非常|实在|又|都|心里|感觉|觉得|上班|工作|[,，])*"
    r"(?:心情(?:真|很|好|太|特别|有点)?(?:不好|差|糟糕?|低落|烦躁|郁闷)|不开心|不高兴|难过|难受|郁闷|心烦|烦|累|疲惫|无聊|焦虑|想哭|委屈"
    r"|压力(?:真|好|很|太|有点|特别)?大|生气|崩溃|emo|心累)(?:死|坏|透)?(?:我|人)?[了啊呀呢吧的啦。.!！~～…]*"
)


def tells_mood(text: str) -> bool:
    """Return whether somebody says how they feel, and asks nothing."""
    return 1 < len(text) <= LONGEST and _MOOD.fullmatch("".join(fold(text).split())) is not None
