"""What a message asks, out of what is said around it: 急 下午要交材料 主体责任怎么说的.

A clause that asks stands by itself where nothing else in the message does. In a clause that only wants to hear
how something is told (那个主体责任的再给我看下), only words of asking, showing and pointing stand around it.
"""

from collections.abc import Iterator

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

LONGEST = 100  # characters of a message that is taken apart
MOST = 5  # clauses of it
SHORTEST, LONGEST_TOLD = 2, 16  # characters of what is told
LONGEST_TELLING, LONGEST_TOKEN = 40, 16  # characters of such a clause, and of a word at its end
_BREAKS = pattern(r"[\s,，。.!！?？;；:：~～…—]+")
_OPENS, _CLOSES = "“\"「『‘'《", "”\"」』’'》"
_ASKS = pattern(
    r"什么|啥|[哪怎咋谁]|如何|为何|[几多][个种项条点少]|是不是|是否|有没有|能不能|该不该|要不要|可不可以|可以.*[吗么]|[吗呢么]$|[?？]"
)
# 国家允许吗 asks of the clause before it.
_LEANS_BACK = pattern(r".{0,4}(?:允许|可以|可行|行|能|对|合适|合规|合法|违规|违纪|违法|算|要紧)[吗么不呢]\W*")
_GIVES_REASON = pattern(
    r"我|俺|咱|急|很急|挺急|赶|等着|在线|谢|多谢|感谢|拜托|麻烦|辛苦|领导|科长|主任|处长|书记|写|用|要|马上|待会|等会|回头|明天|今天|下午|晚上|开会|帮|求|速|哈|亲|老师"
    r"|大家|各位|家人|兄弟|姐妹"
)
_TIME = r"上午|下午|早上|昨天|今天|刚才|刚刚|之前|前面|上次|上回|上面"
_LEAD = pattern(
    rf"{_TIME}|那个|这个|那段|这段|那条|[那这]|请问|请|麻烦|劳驾|帮忙?|给|替|我|俺|咱们?|您|你|想要?|需?要|再|又|来|去|就|能不能|能否|能|可以|可否|急需|急找|急"
    r"|打开|翻开|翻到?|找[到出]?|查[到找]?|搜|调出|拿|引用|摘[录抄]?|看[看到]?|瞧瞧?|念|读|听[听到]?|学习?|写|用"
    r"|讲[讲到]?|说[说到]?|谈[谈到]?|提到?|了解|知道|问|讲话稿?|原文|文[中里]|里面?|中|领导|书记|主席|关于|有关|对于|对|把|将|在"
    r"|[一1]?下|[一1]?些|[一1几两]?[段句条点]|的|是|有|到"
)
_SHOWS = pattern(
    r"(?:到底|究竟|都|又|也|具体|主要|分别|是|该|应该?)*(?:怎么样?|怎样|如何|咋|咋个)(?:[讲说谈提写]|表述|论述|阐述|要求|规定|强调|安排|部署)(?:法|的|了|过|来着)*"
    r"|(?:到底|究竟|都|又|也|具体|主要|在|是)*(?:讲|说|谈|提|写|要求|强调|卷|搞|整|弄|干|唠|聊|闹|玩|图)(?:了|的是|的|些|个|过|出)*(?:什么|啥|哪些|些啥)(?:呢|活|花样|名堂|事|意思)?"
    r"|(?:都|再|又|也|我|给|发|调|找|拿|请|帮|麻烦|能|想|要|可以)*(?:看(?:看|下|到)?|瞧瞧?|念|读|听听?|发|找|给|打开|拿|调)"
    r"(?:出来|出|过来|来|到|给)*(?:我们?|咱)?(?:看看|看|瞧瞧)?(?:[一1]?下|[一1]遍|[一1]眼)?"
    r"|在?(?:哪里?|哪儿|哪[一1]?[段句条篇]|第几段|什么地方)(?:有|讲|说|提|写)?(?:到|的|过)*"
    r"|(?:的|那|这|几|[一1])*(?:原话|原文|出处|说法|论述|表述|提法|讲法)(?:是?怎么说的?|是?什么|是?啥|有哪些|呢)?"
)
_BESIDE = pattern(
    r"的|[那这]些|有(?:哪些|什么|啥)的?|那|这|几|里|上|到|过|了|来着|呢|吗|嘛|啊|呀|吧|哈|呗|方面|[一1]?块|问题|内容|部分|地方|的?事|的?话|[几\d]*[段处条句]|谢谢[你您]?|急|用|[一1]下"
)
_PLACES = pattern(
    r"(?:[这那几]些?|[这那]\d{1,2}|[这那][两二三四五六七八九十]|\d)几?(?:个?地方|处(?![理分罚长置级]))"
)
_SEEKS = pattern("打开|翻|找|查|搜|调出|引用|摘|看|瞧|念|读|听|讲|说|关于|有关")


def clauses(question: str) -> tuple[str, ...]:
    """Return the clauses of a message as they are written, the last first; nothing where it is one."""
    if len(question) > LONGEST or not _BREAKS.search(question.strip()):
        return ()
    parts = [part for part in _BREAKS.split(question) if part]
    if not 1 < len(parts) <= MOST or any(_is_cut(part) for part in parts):
        return ()
    return tuple(part for part in reversed(parts) if len(part) >= SHORTEST)


def that_asks(parts: tuple[str, ...]) -> str:
    """Return the one of these clauses, the last first, that asks; empty where none does or several do.

    What stands behind it may say why it is asked, and nothing that is asked for, too (…是谁，姓名).
    """
    asking = [part for part in parts if _ASKS.search(part)]
    if (
        len(asking) != 1
        or _LEANS_BACK.fullmatch(asking[0])
        or not all(map(_GIVES_REASON.match, parts[: parts.index(asking[0])]))
    ):
        return ""
    return asking[0]


def told_of(clause: str) -> Iterator[str]:
    """Yield what a clause may want to hear told, folded, the longest first: 主体责任 of 打开主体责任那几处.

    Nothing: it asks something else.
    """
    said = "".join(fold(clause).split())
    if not SHORTEST < len(said) <= LONGEST_TELLING:
        return
    starts, tails = [0], _tails(said)
    while (match := _LEAD.match(said, starts[-1])) and match.end() < len(said):
        starts.append(match.end())
    found = (
        said[start:end]
        for start in starts
        for end, shows in tails.items()
        if SHORTEST <= end - start <= LONGEST_TOLD and (shows or _SEEKS.search(said[:start]))
    )
    yield from sorted(dict.fromkeys(found), key=len, reverse=True)


def _tails(said: str) -> dict[int, bool]:
    """Return where what only asks, shows or points may begin at the end of a clause, and whether it shows."""
    found = {len(said): False}
    for start in range(len(said) - 1, SHORTEST - 1, -1):
        for end in [one for one in found if one - start <= LONGEST_TOKEN]:
            shows = _SHOWS.fullmatch(said, start, end) is not None
            if shows or _BESIDE.fullmatch(said, start, end):
                found[start] = found.get(start, False) or shows or found[end]
    return found


def names_places(clause: str) -> bool:
    """Return whether a clause wants all the places where something stands: 打开主体责任那6处."""
    return _PLACES.search(fold(clause)) is not None


def _is_cut(part: str) -> bool:
    """Return whether a quotation is cut in two by a sign in it."""
    return sum(map(part.count, dict.fromkeys(_OPENS))) != sum(map(part.count, dict.fromkeys(_CLOSES)))
