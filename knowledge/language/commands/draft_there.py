"""Whether words that wait to be sent still stand there is asked: 给提问人的那条还在吗, 我写的答复呢."""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 24  # characters
_OF_IT = pattern("回复|答复|意见|草稿|提问人|提意见|给[他她]们?的|写的|要发的")
_IT = (
    r"(?:我|刚才|刚刚|前面|上面|之前|那|哪|这|[一1]|个|条|段|句|份|给|提问的?人|问的人|提意见的人|[他她]们?|人家"
    r"|写好?|要发|没发|还没发出?|准备|的|回复|答复|意见|建议|草稿|话|内容|再|把|现在)"
)
_THERE = (
    r"(?:还|都)?(?:在不在|在|有没有|有|留着|存着|没丢|丢了|去哪儿?了|哪儿?去了|什么样|啥样|咋样|怎么样|怎么写|呢)"
    r"|(?:给我|让我|拿来|调出来|打开|再|显示|发(?:给)?我)*(?:看看|看[一1]?[下眼]|看|显示)"
)
_ASKS = pattern(rf"{_IT}+(?:{_THERE})(?:[吗么没不了吧呢啊呀的]|没有)*\W*")


def asks_for_it(words: str) -> bool:
    """Return whether all of `words` asks for what waits to be sent."""
    said = with_plain_signs(fold(words)).strip()
    return len(said) <= LONGEST and bool(_OF_IT.search(said) and _ASKS.fullmatch(said))
