"""What editors and operators say of the quotes and items they keep: 在用的翻出来, 把刚才藏的那条恢复.

A sentence counts where all of it is made of such words. Who says it and what stands there is for the caller.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 40  # characters


class Wants(StrEnum):
    """What is wanted of what is kept."""

    HOME = "廉语管理"
    USED = "在用"
    WAITING = "待审"
    HIDDEN = "隐藏"
    RESTORE = "恢复"  # what was hidden last
    AHEAD = "以后几天"
    ANOTHER = "换一条"  # for everybody, on a day to come


@dataclass(frozen=True, slots=True)
class Kept:
    """`items`: whether items of 每周一题 are named, or quotes; None: neither. `day`: words for a day."""

    wants: Wants
    items: bool | None = None
    day: str = ""


_QUOTES, _ITEMS = r"(?:每日)?廉语|句子", r"(?:每周[1一]题的?)?题目|每周[1一]题|题库|[道个]题|题(?!材|外|记)"
_HIDDEN = r"(?:已经?|被|给|都)*(?:隐藏|藏起来|藏掉|藏)(?:着|了|过|起来|掉|错|的)*"
_USED = r"(?:正|现)?在用着?的?|用着的?|现用的?"
_WAITING = (
    r"待审(?:定|核)?的?|(?:还)?(?:没|未)(?:有)?审(?:定|核|过|完|的)*"
    r"|(?:等|该|要|需要?)(?:着|我们?|得)*审(?:定|核|的)*"
)
_LOOK = r"(?:[1一]?(?:看|瞧|瞅|下|眼|遍|过|翻))"
_SHOW = (
    r"(?:给|让|叫|帮)?我?(?:再|先|想|要|好好|一起|都|全)*"
    r"(?:看+|瞧+|瞅+|过|翻|列|拿|调|查|找|打开|点开|展开|显示|亮)"
    rf"{_LOOK}*(?:出来|过来|来|开|给)*(?:{_LOOK}|给我|让我)*"
    r"|(?:都|还|现在|一共|总共)*(?:有没有|有|剩|是)(?:哪些?|几[条道个句]?|什么|啥|多少[条道个句]?)*"
    r"|(?:哪些|哪?几[条道句]|多少[条道句])(?:呢|啊)?|进去|去"
)
_AROUND = (
    r"[那这][\d几些两]*[条道个句份段]?|[\d]+[条道个句]|我[们]?(?:管着?的?)?|你|的|都|全部|全|所有|里面?|里头|中|上"
    r"|还|就|先|再|把|将|给|让|请|麻烦|帮|要|想|现在|目前|刚才|刚刚|刚|上次|方才|列表|清单|单子|名单|一下|1下"
    r"|吧|呗|呢|啊|呀|吗|嘛|了|哈|没|啦|没有|有|是|哎|唉|诶|嗯|那|[,.!?~]"
    r"|我?(?:想|要)?(?:藏|隐藏|停|换)(?:掉)?[1一]?[条句]"
)
_NOT_BUT = pattern(r"^(?:我?(?:说|要|指)的)?不是[^,]{1,6},(?:我?(?:说|要|指)?的?(?:就)?是)?")
_SHOWN = pattern(rf"(?:{_QUOTES}|{_ITEMS}|{_HIDDEN}|{_USED}|{_WAITING}|{_SHOW}|{_AROUND})++")
_SAYS_HIDDEN, _SAYS_USED, _SAYS_WAITING = pattern(_HIDDEN), pattern(_USED), pattern(_WAITING)
_SAYS_QUOTES, _SAYS_ITEMS = pattern(_QUOTES), pattern(_ITEMS)
_SHOWS = pattern(_SHOW)
_TO_HIDE = pattern(r"(?:藏|隐藏|停)(?:掉)?[1一]?[条句]")
_DAY = (
    r"(?:\d{1,2}月\d{1,2}[日号]?|\d{1,2}[号日]|[今明后]天|大后天|下?个?(?:周|星期|礼拜)[1-6一二三四五六日天])"
)
_BACK = (
    r"(?:恢复|还原|放|捡|拿|找|弄|翻|调|请|用|撤)(?:回|出|它|他|来|去|上|过)*|撤销|撤回|取消|收回"
    r"|重新用|接着用|还(?:是)?(?:要)?用|别藏|不藏|不(?:该|应该?|想|要)(?:藏|隐藏)"
)
# 把刚才藏的那条恢复, 撤销隐藏, 哎藏错了，放它出来，改成三月八号那天推.
_OF_QUOTES = rf"(?:{_AROUND}|{_QUOTES})*"
_RESTORES = pattern(
    rf"{_OF_QUOTES}(?:(?:{_BACK}){_OF_QUOTES}{_HIDDEN}|{_HIDDEN}{_OF_QUOTES}(?:{_BACK})){_OF_QUOTES}"
    rf"(?:(?:改成|改到|改|定在|定到|定|排到|放到|就|到)*(?P<day>{_DAY})"
    rf"(?:那天|的时候)?(?:再)?(?:推|发|用)?(?:送|出来)?(?:{_AROUND})*)?"
)
_DO = r"(?:都|要|会|准备|打算|是|的|里|每天|天天|各|一共)*"
_AHEAD = pattern(
    rf"(?:{_AROUND})*(?:以后|今后|往后|接下来|后面|后头|未来|下面|这|那)*"
    rf"(?:(?:[这那几两\d]+[天日])|下个?(?:周|星期|礼拜)|[明后]+天|以后|后面){_DO}(?:廉语)?{_DO}"
    r"(?:推送?|发|排|定|安排|出)(?:送|了|的|好)*(?:是|些|了|的|廉语)*"
    rf"(?:啥|什么|哪[几些\d]?[条句个]?|怎么[排定安]?)(?:廉语|句子)?(?:{_AROUND})*"
)
_FAR = pattern(r"以后|今后|往后|接下来|后面|后头|未来|[几两2-9]天|下个?(?:周|星期|礼拜)|明后")
# 把明天那条给换掉, 换一条廉语给大家，明天的.
_EVERYBODY = r"大家(?:伙儿?)?|大伙儿?|所有人|全体|各处室|各群"
_CHANGES = (
    r"(?:换|改)(?:[1一](?:换|下)|成|掉|个|作|上|用)*"
    r"(?:[1一]?[条句个]|别的|其他的?|另外?[1一]?[条句]?|新的)*(?:掉|了)?"
)
_WHICH = rf"{_AROUND}|{_QUOTES}|{_EVERYBODY}|[今明]天|今儿|明儿|要[推发]的?|推送?的?|发的?"
_REPLACES = pattern(rf"(?:{_WHICH}|不(?:好|合适|行|太好)|另外?)*{_CHANGES}(?:{_WHICH})*")
_FOR_ALL = pattern(rf"{_EVERYBODY}|[今明]天|今儿|明儿")
_OF_A_QUOTE = pattern(rf"[条句]|{_QUOTES}|{_EVERYBODY}")
_TODAY = pattern("今天|今儿")


def kept(text: str) -> Kept | None:
    """Return what all of `text` wants of the quotes or items that are kept; None for other words."""
    said = _NOT_BUT.sub("", canonical_numerals("".join(with_plain_signs(fold(text)).split())))
    if not 2 <= len(said) <= LONGEST:
        return None
    items = True if _SAYS_ITEMS.search(said) else False if _SAYS_QUOTES.search(said) else None
    if items is not True and (_SAYS_HIDDEN.search(said) and (match := _RESTORES.fullmatch(said))):
        return Kept(Wants.RESTORE, False, match["day"] or "")
    if items is not True and _FAR.search(said) and _AHEAD.fullmatch(said):
        return Kept(Wants.AHEAD, False)
    of_all = items is not True and _FOR_ALL.search(said) and _OF_A_QUOTE.search(said)
    if of_all and _REPLACES.fullmatch(said):
        return Kept(Wants.ANOTHER, False, "今天" if _TODAY.search(said) else "")
    return _shown(said, items) if _SHOWN.fullmatch(said) else None


def _shown(said: str, items: bool | None) -> Kept | None:
    to_hide = _TO_HIDE.search(said) is not None
    rest = _TO_HIDE.sub("", said)
    named = (
        (Wants.WAITING, _SAYS_WAITING),
        (Wants.USED, _SAYS_USED),
        (Wants.HIDDEN, _SAYS_HIDDEN),
    )
    wants = next((one for one, form in named if form.search(rest)), None)
    if wants is None:
        wants = Wants.USED if to_hide and items is False else None
    shows = _SHOWS.search(said) is not None or items is not None or to_hide
    return Kept(wants, items) if wants is not None and shows else None
