"""What refers to the answer before it: 下一段, 还有吗, 出处, 第三点, 把责任书那段找回来."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from core.patterns import any_of, pattern
from knowledge.language.talk.small_talk import words_of
from knowledge.language.talk.thread.own_questions import asks_own_question
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.numerals import LAST, canonical_numerals


class Lean(StrEnum):
    """How a follow-up refers to the answer before it."""

    FOLLOWING = "following"
    PRECEDING = "preceding"
    MORE = "more"
    SOURCE = "source"
    WHEN = "when"
    SPEAKER = "speaker"
    WHOLE = "whole"
    CONTEXT = "context"
    POINT = "point"
    HEADING = "heading"  # the N-th of the speech's headings
    SECTION = "section"  # the heading after this one, or before it
    BACK = "back"  # to what was shown before
    AGAIN = "again"  # what was shown last, once more
    QUESTION = "question"  # to what the N-th question of the conversation was answered with


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up; `number` is the N of 第N点, LAST for 最后一点, -N for 倒数第N点, and 0 otherwise.

    Of QUESTION it is which one, 0 the one before the newest, LAST the newest; of FOLLOWING, PRECEDING
    and SECTION how many further on, below 0 back (0: one). `about`: which of what was shown before is
    meant (把责任书那段找回来). `unit` is what is counted (点, 部分).
    """

    lean: Lean
    number: int = 0
    about: str = ""
    unit: str = field(default="", compare=False)


_LEAD = r"(?:看|来|说|讲|读)?(?:一下)?"
_GO_ON = r"(?:说|讲|念|读|看|发)?"
_THIS = (
    r"(?:(?:(?:刚才|上面|前面)的?)?[这那该此上][1一]?[段句篇条则](?:廉语|原文|话)?|[这那该此]|它|[这那][个些]"
    r"|[这该]篇?讲话|此[语话]|讲话|领导)?"
)
# 此语载于第几页第几段, 这个词哪来的: of words, which what was shown may not have.
_THESE_WORDS = (
    r"(?:此[语言话句词]|(?:刚才|上面|前面)?的?[这那该][一1]?(?:句话?|话|[几两]个字|个?(?:词|说法|提法|表述))"
    r"|原话|原句)"
)
_LEANS: tuple[tuple[Lean, str], ...] = (
    (Lean.FOLLOWING, rf"{_LEAD}(?:下一?段|下一?句|后一段|下文|后文)"),
    (Lean.FOLLOWING, rf"后面(?:的|那段|一段)?|(?:接着|继续|往下|往后){_GO_ON}|然后|接下来"),
    (Lean.PRECEDING, rf"{_LEAD}(?:上一?段|上一?句|前一?段|上文|前文)|前面(?:的|那段|一段)?|往[上前]看?"),
    (
        Lean.MORE,
        r"还有|还有没有|(?:还有没有|还有)?(?:别的|其[他它]的?|另外的?)(?:说法|提法|表述|论述|讲法|内容|回答|答案|段落)?[没吗么]?|更多|还有哪些|还有什么|还有(?:几|多少)[条段]",
    ),
    (
        Lean.MORE,
        r"除了?[这那](?:个|些|段|条|[一1]?点)?(?:[以之]?外)?(?:还有|有)(?:没有)?(?:(?:别的|其[他它]的?|什么|哪些)\w{0,4})?",
    ),
    (
        Lean.MORE,
        r"换一[个条段]|下一[条个处]|再?多?(?:找|来|给我?|看|发)(?:[几两一12]|点)?[段处]|再?多[来找给]点",
    ),
    (Lean.MORE, r"再(?:给|发|来|看|说|找)(?:我|我们)?[一1][条个](?:看看|听听)?"),
    (Lean.FOLLOWING, r"请?续之?|请?接着来|其(?:后|下)文?"),
    (Lean.PRECEDING, r"倒回去?(?:看)?(?:[一1]?[段节])?|再往?前(?:面)?(?:[一1]?段)?|其前文?"),
    (
        Lean.MORE,
        r"(?:就|只|只有)(?:这些|这么多|这几[条处段]|这[一1]?[条处段])(?:了|吗|么)*|没有?(?:别的|其[他它]的?|更多的?)?了[吗么吧]",
    ),
    (
        Lean.BACK,
        r"(?:再?看|再?回到?|返回到?|退回到?|翻回到?)(?:刚才|刚刚|上面|前面|之前)(?:看?的)?那?[一1]?[段条句个]",
    ),
    (
        Lean.BACK,
        r"(?:再?(?:回到?|返回到?|退回到?|翻回到?|看看?))?(?:上|前)一?[条个](?:看的|的)?(?:回答|答案|结果|原文|内容|段落)?"
        r"|(?:退|返|翻)回去?|往回[翻看退]?",
    ),
    (Lean.AGAIN, r"再发[一1]遍"),
    (
        Lean.QUESTION,
        r"(?:再?(?:回到?|看看?|说说?|答))?上[一1]?个(?:问题|提问)(?:的?(?:回答|答案))?(?:再?[说讲看发念答](?:[一1][遍次下]|下)?)?",
    ),
    (
        Lean.SECTION,  # number 0: the heading that stands there
        r"(?:把|从)?(?:这|那|本|该|此)[一1]?个?(?:小?节|部分|章|块|标题)的?(?:从?(?:头|开头|第[一1][句段])(?:开始)?(?:[读看念])?起?|开头(?:开始)?[读看念]?起?)",
    ),
    (Lean.SOURCE, rf"{_THIS}是?在?(?:这篇|讲话)?的?第?几段"),
    (
        Lean.SOURCE,
        rf"{_THESE_WORDS}(?:是|到底|究竟)*(?:在|载于|见于|位于|出自|出于|来自|写在|出现在)*(?:(?:第|哪)[几一1]?个?(?:页|自然段|段|节|部分|篇|处)[,，]?)+(?:讲话)?(?:里面?|上)?的?"
        rf"|{_THESE_WORDS}(?:是|从|在|出自|来自)*(?:哪(?:里|儿)?|何处)(?:来|说|讲|写|出)?的?(?<!哪)|此[语言话]何出",
    ),
    (
        Lean.SOURCE,
        rf"(?:[把将])?{_THIS}的?(?:出处|来源|(?:从)?哪里?来的?|出自(?:哪里?|何处))"
        r"(?:也|都|再)*(?:(?:给|发|列|告诉|说|写|来)(?:给)?我?们?(?:[一1]?下|出来|看看?)?)?",
    ),
    (
        Lean.SOURCE,
        rf"{_THIS}(?:是|在|属于|算|排)*(?:讲话|全文|原文)?的?(?:第几|哪[一1]?)(?:自然段|段|部分|节|章|小节)(?:里面?|的)?"
        r"|(?:段落)?编号(?:是(?:多少|什么|几))?",
    ),
    (Lean.SOURCE, rf"{_THIS}是?(?:出自)?哪篇讲话(?:里的|说的)?"),
    (Lean.SOURCE, rf"{_THIS}是?在?(?:哪里?|哪儿|哪个会上?|什么会上?)(?:说|讲)?的"),
    (
        Lean.WHEN,
        rf"(?:(?:上面|刚才|刚刚|前面)(?:[那这]?[个条段句]?)?(?:[说讲发给]的)?(?:话|那段|那个|内容)?的?|{_THIS})"
        r"(?:到底|究竟)?是?在?(?:(?:哪一?年|几几年|哪一?年份|哪一?天|什么时候|什么时间|何时|几时|几月)(?:说|讲|作|做)?(?:的|过)?"
        r"|(?:哪一?年|哪一?天|什么时候|几月几[号日]|几[号日])(?:(?:说|讲|作|做)(?:的|过)|开的(?:会|大会)?))",
    ),
    (
        Lean.WHEN,
        rf"{_THIS}(?:是不是|是否|应该是|是)(?:出自)?(?:在)?(?:(?:19|20)\d\d|[一二][零〇○一二三四五六七八九]{{3}}|[去今前]|大前)年"
        r"的?(?:讲话)?(?:里|中|上)?(?:说|讲|提)?的?(?:吧|对吧|是吧|没错吧)?",
    ),
    (
        Lean.WHEN,
        r"(?:那|我|这个?)*年份?(?:我|应该|就|该|是|要)*(?:写|标|填|注明?)(?:成|作|为|是)?"
        r"(?:20\d\d|[一二][零〇○一二三四五六七八九]{3})年?(?:对吧|对吗|行吗|可以吗|没错吧|对不对)",
    ),
    (
        Lean.SPEAKER,
        rf"(?:{_THIS}|(?:这些|这几[段句]|上面的?)?(?:话|讲话|内容)?)(?:都|全|各|分别)*是?由?(?:谁|何人|哪位领导|哪个领导|哪位|什么人)所?(?:说|讲|作|做)?(?:的|过)?",
    ),
    (Lean.SPEAKER, r"讲话人(?:是谁)?"),
    (
        Lean.WHOLE,
        r"(?:看|读)?(?:全文|原文|整篇|全篇|整篇讲话|讲话全文|完整版)(?:在哪[里儿]?|哪里有|哪里看|怎么看)?",
    ),
    (Lean.CONTEXT, rf"{_LEAD}(?:上下文|前后文)"),
    (
        Lean.CONTEXT,
        r"(?:有没有|有|能不能|可以|能|讲|说|再)*(?:更|再)?(?:详细|具体|完整|展开|细致?|明白)(?:的|一?[点些]|地)*(?:说明|介绍|内容|解释|解读|情况|[说讲]{1,2}"
        r"|一下|聊聊)?(?:的|一?[点些])?",
    ),
    (
        Lean.CONTEXT,
        r"[这那]?是?(?:为什么|为啥|为何|凭什么)(?:这么说|这样说|这么讲)?|有?什么例子|举(?:个|一个)?例子?|比如|例如",
    ),
)
_OF_WORDS = pattern(_THESE_WORDS)
_PATTERNS = tuple((lean, pattern(form)) for lean, form in _LEANS)
_ANY = any_of(form for _, form in _LEANS)
# With numerals written as digits, as everywhere.
LAST_POINT = r"(?:最后(?:面|头)?的?那?1?|倒数第?\d{1,2})(?:个|大)*(?:点|条|部分|方面|项|要求|问题)"
# 第三点, 第二个标题, 下一节, 往前翻两段, 第一个问的是什么来着.
_COUNTED = pattern(
    r"(?:(?:回到?|跳到|翻到|转到|看看?|读|还?有没有|还?有)?第(?P<number>[1-9]\d?)"
    r"(?:(?P<unit>点|条|个方面|方面|个|项|部分|大点|小点|要求|个要求|小?节)|个?(?P<heading>小?标题))"
    rf"|{LAST_POINT})"
    r"|再?(?:看|说|讲)?(?P<next>[上下前后])[1一]?(?P<of>点)(?:要求)?"
    r"|(?:看|读|跳到|转到|去)?(?P<section>[上下前后]|其[后前])(?:面[的那]*)?[1一]?(?:小?节|部分|个?(?:小|大)?标题|章)"
    r"|再?(?:[往向](?P<to>[前上后下])面?再?[翻看退读跳走移数念]?|(?P<go>[前上后下])[翻退跳移数])(?P<steps>[1-9]\d?)个?(?:自然)?段"
    r"|(?:请?[再改]?(?:回到?|看看?|返回到?))?(?:我|问的?|刚才|刚刚|今天)*(?:第(?P<asked>[1-9]\d?)[个次]|(?P<first>最初|最开始|最早|最先|[1一]开始|首个))"
    r"(?:我?(?:[问提查]|(?:[问提]的)?问题)(?:过?的)?)(?:那?[个条段句])?(?:问题)?(?:是|问的?)*(?:什么|啥|哪个)?(?:来着)?"
)
# 把责任书那段找回来, 回到责任书那里.
LONGEST_BACK = 24  # characters
_ONE_SHOWN = r"的?[那这](?:[一1]?[段条个句处]|里|儿|块|部分)"
_EARLIER_ONE = (
    r"(?:再|请|帮我|看看|找)*[你您]?(?:前言|前述|前文|上文|前面|刚才|刚刚|之前|先前|方才|适才|上面)[你您]?"
)
_NAMED_SO = r"[^怎什如哪几多吗是有没要这它的,，]{2,10}?"
_BACK_TO = pattern(
    rf"(?:再|请|帮我)*[把将]?(?:刚才|刚刚|之前|前面|先前)(?:的|那个|说的|讲的|看的|提到的|关于)*(?P<a>.{{2,10}}?){_ONE_SHOWN}"
    r"(?:再|给我|[找调翻拿](?:回来|出来)|[看发说念读][看我]?(?:一[遍次下])?)*"
    rf"|(?:再|请|帮我)*[把将](?P<b>.{{2,10}}?){_ONE_SHOWN}(?:再|给我)*(?:[找调翻拿](?:回来|出来)|[看发说念读](?:我|一[遍次下]))"
    rf"|再?(?:[返退翻跳]回到?|回到?)(?:刚才|之前|前面)?(?:的|那个|关于)*(?P<c>.{{2,10}}?){_ONE_SHOWN}(?:去|看看)?"
    rf"|{_EARLIER_ONE}(?:所?(?:说|讲|提|谈|言|述|云)(?:到|过|及|起)?(?:的|之)?|的|那[个一1]?|关于|有关)*(?P<d>{_NAMED_SO})(?:(?:的|之)(?:说法|说|讲法|提法|话|论述|意思|表述)|说法|提法|讲法)"
    rf"|{_EARLIER_ONE}所?(?:说|讲|提|谈)(?:到|过|及|起)?(?:的|之)(?:那[个一1]?|关于|有关)*(?P<e>{_NAMED_SO})(?:在哪[里儿]?|来着|呢)?"
    rf"|(?:前述|前言)(?:的|之)?(?P<f>{_NAMED_SO})(?:者|呢)?"
)
_POLITE = pattern(
    r"^(?:请问|那么|那|麻烦|请|再|给我|帮我|我想|刚才的?|把)+"
    r"|(?:(?:能|可以)?(?:再)?(?:展开|详细|具体|完整|仔细)(?:地|一?点)?(?:[说讲](?!了?(?:些|的)?是?(?:什么|啥))(?:[一1]?[下说讲])?+)?+"
    r"|[说讲][一1]?[下说讲]|[说讲]了?(?:些|的)?是?(?:什么|啥)|再[说讲念读看发给][一1][遍次]"
    r"|一下|看看|呢|吗|啊|呀|吧|嘛|么|谢谢|是什么|是啥|怎么说)+$"
)


@lru_cache(READ_AT_ONCE)
def follow_up(text: str) -> FollowUp | None:
    """Return how `text` refers to the last answer, or None when it does not."""
    bare = words_of(text)
    for said in (bare, _POLITE.sub("", bare), bare.removesuffix("呢")):
        if _ANY.fullmatch(said):
            return FollowUp(next(lean for lean, form in _PATTERNS if form.fullmatch(said)))
        if match := _COUNTED.fullmatch(canonical_numerals(said)):
            return _counted(match)
    if asks_own_question(bare):
        return FollowUp(Lean.QUESTION, LAST)
    match = _BACK_TO.fullmatch(bare) if len(text) <= LONGEST_BACK else None
    return FollowUp(Lean.BACK, about=match[match.lastgroup or 0]) if match else None


def _counted(match: re.Match[str]) -> FollowUp:
    """Return what is meant by a follow-up that counts."""
    if which := match["section"] or match["next"]:
        return FollowUp(Lean.SECTION, -1 if which[-1] in "上前" else 1, unit=match["of"] or "")
    if to := match["to"] or match["go"]:
        return FollowUp(Lean.PRECEDING if to in "前上" else Lean.FOLLOWING, int(match["steps"]))
    if match["asked"] or match["first"]:
        return FollowUp(Lean.QUESTION, int(match["asked"] or 1))
    if match["heading"]:
        return FollowUp(Lean.HEADING, int(match["number"]))
    return FollowUp(Lean.POINT, int(match["number"] or from_end(match[0])), unit=match["unit"] or "")


def from_end(point: str) -> int:
    """Return the number of a LAST_POINT: LAST, or -2 for 倒数第2点."""
    number = re.search(r"倒数第?(\d+)", point)
    return -int(number[1]) if number else LAST


def of_words(text: str) -> bool:
    """Return whether a follow-up speaks of words, and not of the passage that stands there: 此语出自哪里."""
    return _OF_WORDS.search(fold(text)) is not None


def asks_why(text: str) -> bool:
    """Return whether somebody wants to hear more of an answer, and does not name what stands around it."""
    leaning = follow_up(text)
    return leaning is not None and leaning.lean is Lean.CONTEXT and "文" not in text
