"""最长的一段, 带数字的段落, 引号里的话: what can be told of a text exactly; 用了哪些比喻: what cannot."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.numerals import canonical_numerals

LONGEST = 30  # characters


class Exact(StrEnum):
    """What is looked for in a text."""

    LONGEST = "longest"
    SHORTEST = "shortest"
    LONGEST_SENTENCE = "longest sentence"
    SHORTEST_SENTENCE = "shortest sentence"
    FIGURES = "figures"
    QUOTED = "quoted"  # in quotation marks
    TITLES = "titles"  # in 《》
    SAYINGS = "sayings"  # of who is named
    JUDGED = "judged"  # what takes a judgement: 排比, 比喻, 典故


@dataclass(frozen=True, slots=True)
class ExactlyAsked:
    """What is looked for; `this`: in the speech that stands there; `part`: in the part that is named so."""

    what: Exact
    this: bool = False
    part: str = ""
    said: str = ""  # the word for what is judged


_MAY_BE = pattern(
    r"最[长短]|数字|数据|百分|年份|引号|书名号|文件|引用|引了|排比|比喻|修辞|拟人|夸张|对[仗偶]|典故|古[语文诗话]|诗[词句]|成语|俗语|谚语|歇后语"
    r"|名[言句]|警句|金句|文采|精彩|经典|写得最|最好|亮点"
)
_THIS = r"(?P<this>这[一1]?[篇份](?:讲话)?(?:稿子?)?|这个?讲话|它|文章?中?)?"
_PART = (
    r"(?:(?P<part>(?:第\d{1,2}|最后[一1]?|倒数第\d{1,2}|这[一1]?)个?(?:大?部[分份]|大?方面|大点|大?标题))"
    r"(?:里面?|中|的|下面)*)?"
)
_OF = (
    r"(?:请问?|帮我|给我|我想?|想知道|看看?|找[一1]?[下找]?|列出来?|列[一1]下|那么?|就|要|把|讲话稿?|稿子|原文|全文|正文|文中|里面?|[上中的]|段落|地方|句子|都|一共|总共|有没有|有|是否|哪些|哪里|什么|啥|[一1]下"
    r"|说说|告诉我|统计)*+"
)
_ASKS = (
    r"(?:都|是|在|有|的|了|哪些|哪里?|哪[一1]?[段句处篇]|哪几[段句处个]|什么|啥|第几段|第几句|几[段处句个条]|多少个?|多长|多少字|怎么[说讲]的?|讲|说|给|发|我|看+|列|出来|[一1]下"
    r"|段落?|句子?|地方|内容|话|词语?|没有?|[吗么呢吧啊呀]|一共|分别|出现|找|打开|读)*+"
)
_SIZE = r"(?:(?P<long>最长|篇幅最[长大]|字数?最多)|(?P<short>最短|篇幅最[短小]|字数?最少))"
_UNIT = r"(?P<unit>自然段|段落?|句)"
_HEAD = rf"{_OF}{_THIS}{_OF}{_PART}{_OF}"
_EXTREME = (
    pattern(rf"{_HEAD}{_SIZE}的?(?:是)?[那哪]?[一1]?个?{_UNIT}(?:话|落)?{_ASKS}"),
    pattern(rf"{_HEAD}[哪那][一1]?个?{_UNIT}(?:话|落)?(?:的)?(?:是|篇幅)*{_SIZE}{_ASKS}"),
)
_HAS = r"(?:带|含|用|写|提|涉及|出现|包含|引用|加|打)*(?:有|着|到|了|过|的)*(?:哪些|什么|几个|多少|具体)?的?"
_LISTED = (
    (
        Exact.FIGURES,
        pattern(rf"{_HEAD}{_HAS}(?:阿拉伯)?(?:数字|数据|百分[比数]|年份)(?:的|和|与|数据|数字)*{_ASKS}"),
    ),
    (
        Exact.QUOTED,
        pattern(rf"{_HEAD}(?:在|打|用|带|加|有|了|着)*双?引号(?:里面?|[中内])?{_ASKS}"),
    ),
    (
        Exact.TITLES,
        pattern(
            rf"{_HEAD}(?:(?:带|加|用|在|有|了|着)*书名号(?:里面?|[中内])?的?(?:文件|名称|篇目|书)?"
            rf"|(?:提到|提及|引用|点到|涉及)(?:了|过|的)*(?:哪些|什么|几个|多少)?的?(?:文件|法规|条例|文献)){_ASKS}"
        ),
    ),
    (
        Exact.SAYINGS,
        pattern(
            rf"{_HEAD}(?:引用|援引|引述|引)(?:了|过|的)*(?:哪些|什么|多少|几[句处])?的?(?:习近平(?:总书记|主席|同志)?|总书记|习总书记|习主席)"
            rf"(?:的|说过?|讲过?|说的|讲的)*(?:哪些|什么|哪几[句段]|几[句段]|重要)*(?:话|原话|论述|讲话|语录|金句|名言|指示|内容){_ASKS}"
        ),
    ),
)
_JUDGED = (
    r"排比句?|比喻句?|修辞(?:手法)?|拟人|夸张|对仗句?|对偶句?|典故|古语|古文|古诗词?"
    r"|古话|诗词|诗句|成语|俗语|谚语|歇后语|名人?[言句]|警句|金句|文采"
)
_BEST = r"最(?:精彩|经典|有名|感人|有力|出彩|好|打动人)|写得最好|亮点"
_JUDGED_ALL = pattern(
    rf"{_HEAD}(?:(?:用没用|用|引用|运用|使用|引|出现|包含|说|写)(?:了|过|到|的)*(?:哪些|什么|几[个处句]|多少)?的?(?P<a>{_JUDGED})"
    rf"|(?P<b>{_JUDGED})(?:最?多|比较多|较多|用得多)?|(?P<c>{_BEST})(?:的)?(?:那|[一1])*(?:段|句|处|部分)话?){_ASKS}(?:多|最多)?{_ASKS}"
)
_SIGNS = pattern(r"[\s,，。.！!？?~～、:：“”\"]+")


@lru_cache(READ_AT_ONCE)
def exact_asked(text: str) -> ExactlyAsked | None:
    """Return what all of `text` looks for in a text; None: something else is asked."""
    if len(text) > LONGEST or not _MAY_BE.search(text):
        return None
    said = canonical_numerals(_SIGNS.sub("", fold(text)))
    for form in _EXTREME:
        if match := form.fullmatch(said):
            sentence, long = match["unit"] == "句", bool(match["long"])
            of_sentences = Exact.LONGEST_SENTENCE if long else Exact.SHORTEST_SENTENCE
            what = of_sentences if sentence else Exact.LONGEST if long else Exact.SHORTEST
            return ExactlyAsked(what, bool(match["this"]), match["part"] or "")
    for what, form in _LISTED:
        if match := form.fullmatch(said):
            return ExactlyAsked(what, bool(match["this"]), match["part"] or "")
    if match := _JUDGED_ALL.fullmatch(said):
        return ExactlyAsked(Exact.JUDGED, said=match["a"] or match["b"] or "")
    return None
