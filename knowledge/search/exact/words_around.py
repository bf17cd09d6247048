"""Words that are looked for, told by what stands around them: “大额资金”这四个字两篇各几次, 主体责任凡几见.

Nothing may be left over around them but what counts, lists, names the speeches or is polite, so the order of
it is free.
"""

from dataclasses import dataclass

from core.patterns import pattern

# Counting or listing places is what these are for; whatever else is asked of words has others beside them.
_COUNTS = (
    r"(?:几|多少)(?:次|遍|回|处|个?地方|段落|段话|句话)|凡?几见|(?:频次|频率|次数|处数)(?:是|有|为)?(?:多少|几)?"
    r"|(?:哪些|哪几|所有|全部|每[一个])的?(?:处|段落|段|地方|句子|语句|位置|出处)"
)
_LISTS = r"(?:列(?:示|举|出(?!现))?|检出|摘录|摘出|检索|查找|罗列|找出(?!现))(?:出来|来|出(?!现))?"
_STANDS = r"出现|见于|提到|提及|提过|讲到|讲过|说到|说过|涉及|用到|写到|含有|包含"
_BETWEEN = (
    r"各位(?:同志|领导)|同志们?|您好|你好|请予|烦请|敬请|请|麻烦|劳驾|帮忙?|给我|替我|我要?|想|知道|了解|统计|数|点|查|看|算|搜|核对|核实|把|将|就|对|关于|有关|相关|之"
    r"|[一1]下子?|下|在|到|过|了|的|地|在?讲话中|共|[一1]共|总共|合计|全文|通篇|总计|到底|究竟|各|各自|分别|两[篇次年个](?:讲话)?(?:里面?|中|内)?|[这那]?[两几]篇(?:讲话)?|讲话稿?|原文|全文|里面?|中|内|当中|上"
    r"|出现|被|悉数|全部|统统|逐[一条个处句]|[1一][1一]|全|尽|都|也|又|还|曾|其|并|并且|注明|标明|篇目|年份|段次|段号|编号|出处|位置|和|与|及|、|,|:|;|。|[的一1]?(?:词|语|字|字样|字眼|话|言|说法|提法|表述|内容|语句)"
    r"|[这此该]?[一二两三四五六七八九十几\d]+个?(?:字|词)|这个?词|[这那]|此|该|者|是|有|来|给|吧|呢|吗|啊|呀|没有?|否|没"
)
_AROUND = pattern(rf"(?P<counts>{_COUNTS})|(?P<lists>{_LISTS})|(?P<stands>{_STANDS})|(?P<between>{_BETWEEN})")
_LONGEST_TOKEN = 8  # characters


@dataclass(frozen=True, slots=True)
class Around:
    """The words looked for, and whether their number is asked for."""

    words: str
    counts: bool


def around(said: str, *, quoted: str) -> Around | None:
    """Return which words a folded sentence without blanks looks for; None: there is more to it.

    `quoted` has the signs that stand for what is in quotation marks: only these are the words then.
    """
    kinds: set[str] = set()
    start, end = 0, len(said)
    while start < end and (match := _AROUND.match(said, start)):
        kinds.add(match.lastgroup or "")
        start = match.end()
    while end > start and (length := _token_before(said, start, end, kinds)):
        end -= length
    words = said[start:end]
    # 廉政谈话有几次 asks what the speeches say; 廉政谈话提到几次 how often they do.
    asks = kinds & ({"counts", "lists", "stands"} if quoted else {"stands"})
    if not words or not asks or any(sign in words for sign in quoted) != bool(quoted):
        return None
    return Around(words, counts="counts" in kinds)


def only_lists(said: str) -> bool:
    """Return whether a folded sentence says nothing but that places are to be listed: 里面的都列出来."""
    start = 0
    while match := _AROUND.match(said, start):
        start = match.end()
    return start == len(said)


def _token_before(said: str, start: int, end: int, kinds: set[str]) -> int:
    """Return the length of the longest token that ends there, 0 for none; its kind is noted."""
    for length in range(min(_LONGEST_TOKEN, end - start), 0, -1):
        match = _AROUND.fullmatch(said, end - length, end)
        if match:
            kinds.add(match.lastgroup or "")
            return length
    return 0
