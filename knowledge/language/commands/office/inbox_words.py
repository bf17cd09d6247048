"""What an editor says to the inbox in whole sentences: 公车那条，绑车辆管理那段; 告诉他去问办公室.

A case is named by its row (第8个), by its words (公车那条), or is the one that stands open (他, 这条). A
passage is named by its number, by its words (车辆管理那段), by its place among those that are offered, or is
the one shown last.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.patterns import pattern
from knowledge.language.commands.draft_leads import without_leads
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.language.writing.signs import letters_with_places

LONGEST, LONGEST_REPLY = 60, 1000  # characters
LAST = -1  # the row that stands last


class Act(StrEnum):
    """What is to become of a case."""

    OPEN = "open"
    REPLY = "reply"
    BIND = "bind"
    ABSENT = "absent"
    SKIP = "skip"
    UNDO = "undo"


class Where(StrEnum):
    """Which passage is meant: the one shown last, one that is offered, one of a number, or of words."""

    SHOWN = "shown"
    OFFERED = "offered"
    NUMBER = "number"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class PassageNamed:
    """A passage as an editor names it: its number, its words, or its place (第二段)."""

    where: Where
    said: str = ""
    place: int = 0


THIS_PASSAGE = PassageNamed(Where.SHOWN)


@dataclass(frozen=True, slots=True)
class InboxSaid:
    """What is to become of which case. Without `rows` and `named` it is the one that stands open.

    `rows`: by their numbers; `named`: words of each; `opinion`: it is called an opinion.
    `reply`: what who asked is to be told, as it was written; `bound`: what is to be undone is a binding.
    """

    act: Act
    rows: tuple[int, ...] = ()
    named: tuple[str, ...] = ()
    reply: str = ""
    passage: PassageNamed | None = None
    opinion: bool = False
    bound: bool = False


_N = "[0-9一二两三四五六七八九十]"
_LEAD = (
    r"(?:那么?|就|先|再|好的?|[嗯行]|请|麻烦你?|帮我|给我|我要|我想|我来|你|接着|然后|现在|还是|不对|不是|错了"
    r"|,|\s)*"
)
_END = r"[吧了啊呀呢哈嘛,.!~\s]*"
_OPINION = r"(?:提意见的?(?:人|同志|同事)?|(?:[刚才上面最新最后那这该][1一]?[个条]?)*的?意见)"
_WHO = rf"(?:{_OPINION}|提问的?(?:人|同志|同事)?|问的人|[他她]们?(?!的|那)|人家|对方|那位(?:同志|同事)?|那个人)"
_WHAT = r"[个条](?:问题|提问|意见|建议)?"
_ROW = rf"(?:第?{_N}{{1,3}}(?:{_WHAT}|号)?|最后[1一]?{_WHAT})"
_ROWS = rf"(?:前{_N}{{1,3}}{_WHAT}|{_ROW}(?:(?:[、,]|和|跟|还有){_ROW})*)"
_THIS = rf"(?:[这该此][1一]?{_WHAT}|它|当前[这那]?[个条]?)"
_SOME = r"[^,:!?\n]{1,24}?"
_NAMED = (
    rf"(?:{_SOME}那(?:[1一]?{_WHAT}|位(?:同志|同事)?)(?:的)?|{_SOME}(?:[、,]{_SOME})*那{_N}[个条](?:问题)?"
    rf"|[那这][1一]?[个条](?:问|说|讲|关于)?{_SOME}的(?:问题|提问|意见|建议|那[个条位])?"
    rf"|(?:问|说){_SOME}的(?:人|同志|同事|问题)?|{_SOME}的(?:问题|提问|意见|建议))"
)
_CASE = rf"(?:{_ROWS}|{_THIS}|{_WHO}|{_NAMED})"
_IT = rf"(?P<case>{_CASE})"
_SAYS = r"(?:[,:\s]|就?说(?=[,:\s\"“]|.{2})|是(?=[,:\"“]))*"
_QUOTE = '["“‘「『]'
_A_BIT = r"(?:[1一](?:句|下|声)话?|个[话信])?"
_SO = r"(?:[,:\s]|就|也|都|请|你|帮我|可以|先|直接|给我|得)*"
_REPLY = (
    rf"{_LEAD}(?P<of>{_CASE}){_SO}(?:回复|答复|回答|告诉|告知|转告|回|答)(?:给)?(?P<case>{_WHO})?{_A_BIT}(?P<says>{_SAYS})(?P<text>.{{2,}})",
    rf"{_LEAD}(?:回复|答复|回答|告诉|告知|转告|回|答)给?(?P<case>{_WHO}|{_NAMED}|{_ROW}){_A_BIT}(?P<says>{_SAYS})(?P<text>.{{2,}})",
    rf"{_LEAD}(?:回复|答复|回){_A_BIT}(?P<says>[,:\s]+说?|说[,:\s]*|(?={_QUOTE}))(?P<text>.{{2,}})",
    rf"{_LEAD}(?:跟|和|对|给|同){_IT}(?:说|讲|回复?|答复|带句话|捎句话|捎个话)给?{_A_BIT}(?P<says>{_SAYS})(?P<text>.{{2,}})",
    rf"{_LEAD}(?:让|叫|请)(?P<case>{_WHO}|{_NAMED})(?P<text>(?:去|来|找|问|看|到|联系|咨询|等|直接|自己|先).{{2,}})",
)
_PASSAGE = (
    r"(?P<passage>[a-z0-9_]{2,}(?:[-./\s_]\d+){1,3}(?:[这那][1一]?段)?"
    rf"|(?:刚才|刚刚|上面|前面|现在)?的?[这那][1一]?段(?:原文|讲话|话)?|第{_N}{{1,2}}[段个条]"
    rf"|(?:讲|说|写|提到|关于|含|带|有)?{_SOME}的?[那这][1一]?[段句](?:原文|讲话|话)?|(?:讲|说|提到|关于){_SOME}的(?:段落?|原文)?)"
)
_BINDS = r"(?:绑定?|挂|配|对应|套)"
_ONTO = r"(?:给|到|上|在|成|个|去|定|[一1]下)*"
_NO_WORDS = pattern(r"[一1]?(?:个|声|句|下|封)?(?:话|声|信|音|句|下)?(?:吧|呗|啊|呀|哈|嘛)?")
_ANSWERS = r"(?:回答|答复|回复|答|回)"
_BIND = (
    rf"{_LEAD}(?:用|拿|以|引)(?:一下)?{_PASSAGE}(?:来|去|直接|就)*(?:{_ANSWERS}|{_BINDS}){_ONTO}{_IT}?{_END}",
    rf"{_LEAD}(?:把|将|拿){_PASSAGE}(?:直接|就)*(?:{_BINDS}{_ONTO}|给|用(?:给|到|在)){_IT}?{_END}",
    rf"{_LEAD}(?:给|把|将)?{_IT}{_SO}(?:{_BINDS}|用){_ONTO}{_PASSAGE}(?:来|去)?(?:{_ANSWERS}(?:{_WHO})?)?{_END}",
    rf"{_LEAD}{_BINDS}{_ONTO}{_PASSAGE}{_END}",
    rf"{_LEAD}用{_PASSAGE}{_END}",
    rf"{_LEAD}(?:以后|今后)(?:再|有人|谁|凡是|要是|都)*问(?:到|起)?(?P<case>{_SOME})的?(?:人|时候)?[,]?(?:就|都|直接|给)*"
    rf"(?:{_ANSWERS}|{_BINDS}|用|给){_ONTO}{_PASSAGE}{_END}",
)
_MARKED = r"(?:[,\s]*(?:标|记|登记|注明?|标注|处理)(?:[1一]?下|上|掉)?)?"
_NOT_THERE = (
    r"(?:在|现有|两篇|的|讲话|稿子|原文|材料|里面?|中|上)*(?:确实|的确|真的?|就|是|压根|根本|也|都)*"
    rf"(?:没有?|没[提说讲写]|未[提说讲])(?:到|过|这个|相关的?|的)*{_MARKED}"
)
_ABSENT = (
    rf"{_LEAD}(?:把)?{_IT}{_SO}{_NOT_THERE}{_END}",
    rf"{_LEAD}(?P<case>[^,:]{{2,24}}?)[,:\s]+[这那][1一]?{_WHAT}[,\s]*{_NOT_THERE}{_END}",
)
_NO_MATTER = r"(?:不是(?:什么|个)?(?:正经|正规|真)?的?问题[,\s]*|没(?:什么)?用[,\s]*|不算(?:问题)?[,\s]*)"
_GOES = (
    r"(?:略过?|跳过|忽略|不管|不用管|别管|不理|不用理|删[掉去]?|去掉|不要|划掉|拿掉|清[掉理]?|不用[答回]复?)"
    r"(?:它们?|掉)?"
)
_SKIP = (
    rf"{_LEAD}(?:把|将)?{_IT}{_SO}{_NO_MATTER}?{_SO}{_GOES}{_END}",
    rf"{_LEAD}(?:略过|跳过|忽略|删[掉去]){_IT}{_END}",
)
_OPENS = r"(?:打开|点开|看看?|弄|处理|办|搞|翻到|翻回|回到|拿出?|找出?|切到|转到|进|调出?)(?:[1一]?下|来)?"
_OPEN = (
    rf"{_LEAD}{_OPENS}{_IT}(?:拿?来?看看?|打开|来)?{_END}",
    rf"{_LEAD}(?:把)?{_IT}(?:打开|点开|拿来看看?|看[1一]?[下眼]|给我看看?|先弄|先处理|呢|拿来|调出来)(?:看看?)?{_END}",
)
_AGAIN = (
    r"(?:恢复|还原|拿回来?|放回(?:来|去|问题箱)?|退回(?:来|去)?|要回来|捞回来|找回来?|弄回来"
    r"|改回[来去])(?:[1一]个|它)?"
)
_BACK = rf"(?:解[开除绑](?:绑定)?|撤[销回掉了]?|取消|{_AGAIN})(?:了|它)?"
_LAST_ONE = r"(?:刚才|刚刚|前面|上[1一]?次|上面|那个?|这个?|最后|我)*"
_SETTLES = r"(?:绑定?|略过?|跳过|忽略|删[掉去]?|标|处理)"
_UNDO = (
    rf"{_LEAD}(?:把|将)?{_LAST_ONE}{_SETTLES}(?:好|掉|了|过)*的?[那这]?(?:[1一]?{_WHAT}|[1一]?段)?(?:都|也|给我|再|先)*{_BACK}{_END}",
    rf"{_LEAD}(?:把|将)?{_LAST_ONE}(?:点|弄)?{_SETTLES}?错了?[,\s]*{_BACK}{_END}",
    rf"{_LEAD}(?:把|将)?{_LAST_ONE}(?:解绑|(?:取消|解除|撤[销回掉]|恢复)(?:刚才|刚刚|上[1一]?次|那个?|这个?|的)*{_SETTLES}的?(?:那?{_WHAT})?){_END}",
    rf"{_LEAD}(?:把|将)?(?:刚才|刚刚)的?[那这]?{_WHAT}{_AGAIN}{_END}",
)
_FORMS = tuple(
    (act, pattern(form, re.DOTALL))
    for act, forms in (
        (Act.BIND, _BIND),
        (Act.UNDO, _UNDO),
        (Act.ABSENT, _ABSENT),
        (Act.SKIP, _SKIP),
        (Act.OPEN, _OPEN),
        (Act.REPLY, _REPLY),
    )
    for form in forms
)
_A_PASSAGE = pattern(rf"{_LEAD}(?:用|选|要|是|绑定?|看看?)?{_PASSAGE}{_END}")
_NUMBER = pattern(r"(?P<number>[a-z0-9_]{2,}(?:[-./\s_]\d+){1,3})(?:[这那][1一]?段)?")
_SHOWN = pattern(r"(?:刚才|刚刚|上面|前面|现在)?的?[这那][1一]?段(?:原文|讲话|话)?")
_OFFERED = pattern(r"第(?P<place>\d{1,2})[段个条]")
_OF_A_PASSAGE = (
    pattern(r"^(?:讲|说|写|提到|关于|含|带|有)(?=.{2})"),
    pattern(r"的?[那这][1一]?[段句](?:原文|讲话|话)?$|的(?:段落?|原文)?$"),
)
_OF_A_CASE = (
    pattern(
        r"^(?:(?:他|她|刚才|之前|上面|前面)?(?:问的)?的?(?:[那这][1一]?[个条位])?(?:他|她)?(?:问|说|讲|提|关于|有没有[说讲提])?到?)"
    ),
    pattern(
        r"(?:的?那(?:[1一]?[个条](?:问题|提问|意见|建议)?|位(?:同志|同事)?|[两0-9][个条])(?:的)?|的(?:问题|提问|意见|建议|人|同志|同事|那[个条位])?)$"
    ),
)
_OF_AN_OPINION = pattern("意见|建议")
_ONLY_THERE = pattern("绑|提问的?(?:人|同志|同事)|问题箱")
_FIRST_OF = pattern(r"前(?P<number>\d{1,3})")
_ALL_OF_IT = pattern(rf"{_ROWS}"), pattern(rf"{_THIS}|{_WHO}")
_NUMBERS = pattern(r"最后1?|\d{1,3}")
QUOTES = '“”"「」『』‘’ '


def only_of_the_inbox(words: str) -> bool:
    """Return whether `words` can be said to nothing else: they bind, or name who asked."""
    return _ONLY_THERE.search(fold(words)) is not None


def said_to_inbox(words: str) -> InboxSaid | None:
    """Return what all of `words` wants done with which case; None where it is no such sentence."""
    said = words.strip()
    letters, places = letters_with_places(said, LONGEST_REPLY)
    for act, form in _FORMS:
        match = form.fullmatch(letters) if act is Act.REPLY or len(letters) <= LONGEST else None
        if match is None:
            continue
        groups = match.groupdict()
        case = groups.get("of") or groups.get("case") or ""
        rows, named = _case(case)
        bound = act is Act.UNDO and "绑" in letters
        reply, passage = "", None
        if act is Act.REPLY:
            begin, end = match.span("text")
            reply = without_leads(said[places[begin] : places[end]]).strip(QUOTES)
            if _NO_WORDS.fullmatch(fold(reply)):  # 给人家回个话 has none yet
                return None
        if act is Act.BIND:
            begin, end = match.span("passage")
            passage = _passage(said[places[begin] : places[end]])
        opinion = any(_OF_AN_OPINION.search(groups.get(name) or "") for name in ("of", "case"))
        return InboxSaid(act, rows, named, reply, passage, opinion, bound)
    return None


def passage_named(words: str) -> PassageNamed | None:
    """Return the passage that all of `words` name, where one is asked for: 车辆管理那段, 就这段, 第二个."""
    said = words.strip()
    letters, places = letters_with_places(said, LONGEST)
    match = _A_PASSAGE.fullmatch(letters) if len(said) <= LONGEST else None
    if match is None:
        return None
    begin, end = match.span("passage")
    return _passage(said[places[begin] : places[end]])


def _passage(said: str) -> PassageNamed:
    plain = canonical_numerals(fold(said).strip())
    if match := _NUMBER.fullmatch(fold(said).strip()):
        return PassageNamed(Where.NUMBER, match["number"])
    if _SHOWN.fullmatch(plain):
        return THIS_PASSAGE
    if match := _OFFERED.fullmatch(plain):
        return PassageNamed(Where.OFFERED, place=int(match["place"]))
    return PassageNamed(Where.WORDS, _bare(said, _OF_A_PASSAGE))


def _case(said: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the rows that are named, or the words of each case; neither for the one that stands open."""
    rows, open_one = _ALL_OF_IT
    if not said or open_one.fullmatch(said):
        return (), ()
    if rows.fullmatch(said):
        plain = canonical_numerals(said)
        if match := _FIRST_OF.match(plain):
            return tuple(range(1, int(match["number"]) + 1)), ()
        return tuple(LAST if one.startswith("最后") else int(one) for one in _NUMBERS.findall(plain)), ()
    parts = (_bare(one, _OF_A_CASE) for one in re.split("[、,]|和(?=.{2})", said))
    return (), tuple(one for one in parts if one)


def _bare(said: str, around: tuple[re.Pattern[str], ...]) -> str:
    """Return the words themselves: 烟 of 他那个烟的问题, 车辆管理 of 讲车辆管理的那段."""
    bare = fold(said).strip()
    for form in around:
        bare = form.sub("", bare, count=1) or bare
    return bare.strip(QUOTES)
