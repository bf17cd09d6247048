"""What is said of a whole list, or of going through one: 还剩哪几条, 那八道给我过一过, 下一道, 上一道."""

from functools import lru_cache

from core.patterns import pattern
from knowledge.language.talk.rows.row_words import LEAD, LONGEST, ROW, STANDS, TAIL, clauses, list_named
from knowledge.language.writing.normalize import READ_AT_ONCE

_OPENS = pattern(TAIL)
_AGAIN = pattern(
    rf"{LEAD}*(?:现在|箱子?里?|里面?|后面|下面|列表|单子)*(?:还剩下?|还有|剩下的?|余下的?)(?:的|哪|几|些|多少|什么|啥|有)*{ROW}?"
    rf"(?:没|未|要|等)?(?:处理|弄|看|审|答|办|解决)?(?:的|了|过)*{TAIL}"
    rf"|{LEAD}*(?:再|重新|重)(?:给我)?(?:列|看|发|念|来|拿)?[一1](?:遍|下|次|回)(?:给我)?(?:看看?)?{TAIL}"
    rf"|{LEAD}*(?:再|重新)(?:给我|列|看|拿|打开|翻|出来)+{TAIL}"
    rf"|{LEAD}*(?:列表|单子|清单){TAIL}|{LEAD}*(?:回|回到|返回)(?:列表|单子|清单){TAIL}"
)
_NAMED_AGAIN = pattern(
    rf"{LEAD}*(?:里面?|里头)?(?:再|重新)?(?:给我|列|看+|来|发|拿|打开|翻|出来|瞧+|瞅+|[一1]遍|[一1]下)+{TAIL}"
    r"|里面?(?:还有|有)?(?:哪些|什么|啥|几个)?"
)
_THROUGH = (
    r"(?:都|全|统统|给我|我|来|要|列|过|审|看+|瞧+|出来|[一1]?遍|[一1]下|打开|点开|拿|调|吧|呗|呢|啊|了|[一1])*"
)
_SO_MANY = pattern(
    rf"{LEAD}*(?:待审|没审|剩下)?的?[那这](?P<number>\d{{1,3}}){ROW}(?:没审|待审|题目|廉语|的)*{_THROUGH}"
)
_WAITING = pattern(rf"{LEAD}*(?:还|那些|都)*(?:待审|没审过?|未审|等着?审|要审)的(?:{ROW})?{_THROUGH}")
_NEXT = pattern(
    rf"{LEAD}*(?:往下|往后|(?:下[1一]?|后[面头]|下面|接下来)(?:的|那)?[1一]?(?:{ROW})?的?){TAIL}(?:走|翻|下去)?"
    rf"|(?:接着|继续)(?:往下)?(?:看|来|审|弄|处理|办|过)?(?:下去)?{TAIL}"
)
_BEFORE = pattern(
    rf"{LEAD}*(?:(?:上|前)[1一]?{ROW}|(?:上|前)[面头]的?(?:那|这)?1?{ROW}|[刚方]才?(?:的)?(?:那|这)1?{ROW}|前1?{ROW})"
    rf"(?:再|重新|到底|究竟|有|算|是|不是)*(?:通|审|定)?过?[了没]*(?:没有?|吗)?(?:打开|点开|给我|看+|来|一下|[吧呢啊呀])*"
)
_LEAVES = pattern(
    r"(?:(?:我|你|那|就|先|暂时|还是|这[个条道件]?|它)*(?:[算罢]了|不(?:改|绑|答|回|弄|写|发|定|办|做|管|动|理|处理|要改|想[改绑答回弄写管理])"
    r"(?:它|了|啦)*|(?:放|搁|留|撂)(?:着|[一1]?放|在?[这那](?:儿|里)?)(?:不管|不动|再说)?"
    r"|(?:回头|以后|等会儿?|晚点|改天|过会儿?)再(?:说|答|弄|看|改|处理|管|办))(?:吧|了|啊|呗|先|着)*){1,3}"
)


def _is_stand(whole: str, named: str, inner: str) -> bool:
    """Return whether a list is named that no command shows (待审廉语), or is spoken of (我说问题箱里)."""
    return not inner and (named.startswith(tuple(STANDS)) or not whole.endswith(named))


@lru_cache(READ_AT_ONCE)
def list_again(text: str) -> str | None:
    """Return which list all of `text` wants again, "" for the one that was shown last; None: it wants none."""
    whole = "".join(clauses(text)) if len(text) <= LONGEST else ""
    named, inner = list_named(whole)
    if named and (_NAMED_AGAIN.fullmatch(inner) or _AGAIN.fullmatch(inner) or _is_stand(whole, named, inner)):
        return named
    return "" if whole and not named and _AGAIN.fullmatch(whole) else None


def so_many(text: str) -> int | None:
    """Return how many rows all of `text` wants of a list of which the number stands there: 那八道给我过一过.

    0 for those that wait.
    """
    whole = "".join(clauses(text)) if len(text) <= LONGEST else ""
    if match := _SO_MANY.fullmatch(whole):
        return int(match["number"])
    return 0 if _WAITING.fullmatch(whole) else None


def goes_on_to_next(text: str) -> bool:
    """Return whether all of `text` wants the row below the one that stands open: 跳到下一道题."""
    return _NEXT.fullmatch("".join(clauses(text))) is not None


def goes_back(text: str) -> bool:
    """Return whether all of `text` is about the row that was open before: 上一道, 前面那道到底过了没."""
    return _BEFORE.fullmatch("".join(clauses(text))) is not None


def leaves_it(text: str) -> bool:
    """Return whether all of `text` leaves something for later, or for good: 先放着，我不想答了."""
    said = clauses(text)
    return bool(said) and all(_LEAVES.fullmatch(one) for one in said)


def only_opens(text: str) -> bool:
    """Return whether what is said beside a row only wants it opened: 打开我看, 我要处理."""
    return _OPENS.fullmatch("".join(clauses(text))) is not None


def and_on(text: str) -> str | None:
    """Return what is said before one goes on to the next row: 放行 of 放行，接着看后面的; None: that is not."""
    said = clauses(text)
    if len(said) < 2 or not _NEXT.fullmatch(said[-1]):
        return None
    return ",".join(said[:-1])
