"""Who says that what was asked was never wanted: 我压根没要订阅啊, 谁让你停了, 不是暂停，我要换成别的.

What was asked is left then, whatever else there is; the words behind it are read by themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.talk.assent import Assent, assent, bare_words
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 60  # characters
_LEAD = (
    r"(?:[哎唉诶欸嗨啊呀哦喂嘿额呃]|不对|不是|等等|等[1一]?下|慢着|别急|且慢|我的?意思是|我是说|[搞弄]?错了"
    r"|[,.!~])*?"
)
_ME = r"(?:我们?|俺|咱)?"
_REALLY = (
    r"(?:压根儿?|根本|从来|从头到尾|可|又|也|都|刚才|刚刚|之前|并|啥时候|什么时候|何时|几时"
    r"|哪(?:里|儿|会儿?)?)*"
)
# 没发 and 没订阅 tell or ask how it stands.
_SAID = (
    r"(?:不是|不(?=[要想用])|(?:没有?|哪里?|哪儿|啥时候|什么时候|几时)(?=[说讲想打提同答要让叫给]))"
    r"(?:说过?|讲过?|想过?|打算|提过?|同意过?|答应过?)?(?:是|要|想|让|叫|给|给过)*(?:你|您)?(?:们)?"
)
_WHO = r"谁(?:让|叫|要|说|喊|准|允许|同意)(?:了|过|要)?(?:你|您)?(?:要)?(?:去|来)?"
_AROUND = r"(?:给我|帮我|把它|去|来|要|想|它|再|每日|推送|廉语|通知)*"
_END = r"(?:通知|廉语|推送|提醒|答复|回复|意见|题目?|它|这个|这条)?(?:[啊呀呢吧嘛哦哈了的呗吗,.!?~]|啦|来着)*"
# What is denied without naming it.
_NAMELESS = (
    r"(?:(?:不|没)是这个?(?:意思|事)?|(?:我)?(?:不|没有?)(?:是)?[这那]个?意思|不是[这那]个|不是[这那](?:回)?事|(?:你)?(?:误会|理解错|搞错|弄错|听错|领会错|会错意)了?(?:我的?意思)?"
    r"|我说的不是[这那]个|跟[这那]个?(?:没关系|无关)|不是说[这那]个)"
)
_FORM = pattern(
    rf"{_LEAD}(?:{_ME}(?:说的)?{_REALLY}{_SAID}{_AROUND}(?P<said>[\u4e00-\u9fff]{{1,6}}?){_END}"
    rf"|{_ME}(?:别|不要|不用|甭)(?:再)?(?:给我|帮我|替我)(?P<not>[\u4e00-\u9fff]{{1,6}}?){_END}"
    rf"|{_WHO}{_AROUND}(?P<who>[\u4e00-\u9fff]{{1,6}}?){_END})"
)
_BY_ITSELF = pattern(rf"{_LEAD}{_NAMELESS}{_END}")
# Behind a denial: what is wanted instead.
_RATHER = pattern(
    r"(?:我(?:要的?|想要?|说的|指的|的意思)?(?:就)?是(?:说|要|想)?|(?:就)?是(?:要|想)?|而是|我说的)(?=\S{2})"
)
_COMMA = pattern(r"[,，;；。!！]+")
# What is done, told by a character of it: 不是周五 says which day.
_ACT = pattern("[订收退停暂休换改推发送撤删清绑隐藏恢启任免加去结办弄做设开关定动通过略回复审邀]")
# Words for what is done that stand for one another, by what was asked.
_ALIKE = (
    "订阅",
    "订收",
    "停暂休歇",
    "退订阅取消",
    "换改变动调",
    "发送推群",
    "撤收回",
    "删去清",
    "绑接",
    "隐藏",
    "恢复开",
)


@dataclass(frozen=True, slots=True)
class Disowned:
    """`rest`: what is said behind the denial, as it was written; empty for nothing."""

    rest: str


def disowned(text: str, acts: Iterable[str], *, nameless: bool = True) -> Disowned | None:
    """Return what is left of `text` where it denies that one of `acts`, words on buttons, was wanted.

    None where it denies none of them. `nameless`: 不是这个意思 denies it, too.
    """
    if len(text) > LONGEST:
        return None
    clauses = [one.strip() for one in _COMMA.split(text) if one.strip()]
    known = [bare_words(one) for one in acts]
    denied = 0
    for at, clause in enumerate(clauses):
        if _denies(clause, known, nameless=nameless):
            denied += 1
        elif not (at == 0 or denied) or assent(clause) is not Assent.NO:
            break
    else:
        at = len(clauses)
    if not denied:
        return None
    rest = _from(text, clauses[at]) if at < len(clauses) else ""
    behind = _RATHER.match(rest)
    return Disowned(rest[behind.end() :] if behind else rest)


def _denies(clause: str, acts: list[str], *, nameless: bool) -> bool:
    said = "".join(with_plain_signs(fold(clause)).split())
    if _BY_ITSELF.fullmatch(said):
        return nameless
    match = _FORM.fullmatch(said)
    what = (match["said"] or match["who"] or match["not"] or "") if match else ""
    return _ACT.search(what) is not None and any(_names(what, act) for act in acts)


def _names(what: str, act: str) -> bool:
    if what in act or act.startswith(what[:2]):
        return True
    return any(set(what) <= set(alike) and set(act) & set(alike) for alike in _ALIKE)


def _from(text: str, clause: str) -> str:
    return text[text.rindex(clause) :].strip()
