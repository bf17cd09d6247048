"""What a question says of the speeches it is asked of: 2023年怎么说作风, 去年的讲话分几部分, 两次讲话都怎么说.

A year, an occasion or a title that a sentence names as where to look is a filter, and no word to look for. Only
sentences of a fixed build count: in 2022年理论学习用了哪些形式 the year is what the speech of 2023 tells of.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from core.patterns import pattern
from knowledge.language.talk.small_talk import polite_phrases
from knowledge.language.words.stretches import stretch_named
from knowledge.language.words.wording import strip_phrases
from knowledge.language.writing.normalize import fold
from knowledge.search.of_speeches.named import Names
from knowledge.search.of_speeches.naming import (
    ALL,
    ANY,
    NAMED,
    OTHER,
    SHOWN,
    YEAR,
    Naming,
    named_in,
    only_leans,
)


class Wants(StrEnum):
    """What is wanted of the speeches named."""

    TOPIC = "topic"  # what they say about something
    OUTLINE = "outline"  # their headings
    READ = "read"  # to read them from the start
    SEND = "send"  # to be given the whole
    STRETCH = "stretch"  # the stretch of a number: 最后一段


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Of which speeches something is asked, and what.

    `slugs`: the speeches named, in the library's order. There are none with `years` (named, but no speech is of
    them; `lately`: as 今年 or 去年), with `shown` (the speech that was shown, or whichever there is) and with
    `other` (one not shown).
    `number`: which stretch, below 0 from the end.
    `compared`: how they differ is asked. `beside`: of the year before (-1) or after (1) the one shown.
    `each`: of every speech named, one after the other. `about` is the folded question without what names the
    speeches; empty: the question before, or nothing is needed.
    """

    wants: Wants
    slugs: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    lately: bool = False
    each: bool = False
    shown: bool = False
    other: bool = False
    about: str = ""
    number: int = 0
    compared: bool = False
    beside: int = 0


_ANY_OR_IT = rf"(?:{ANY}|(?:领导)?的?讲话稿?里?)"
_ONE = f"[{YEAR}{NAMED}{SHOWN}]"
_EACH = r"(?:分别|各自|各|都|全|均|又|还|也|是|到底)*"
_SAY = r"(?:说|讲(?!话)|谈|提|论述|阐述|要求|强调|规定|部署)"
_HOW = rf"{_EACH}(?:怎么样?|怎样|如何|咋样?){_SAY}(?:到|起)?(?:的|了|过)?"
_WHAT = rf"{_EACH}{_SAY}(?:到|起)?(?:的|了|过)?(?:什么|啥|哪些|些什么|没有?)"
_ONLY_THIS = pattern(rf"(?:我|想|要|请|再)*(?:只|就|单|光|仅).*{SHOWN}")
_FEW = r"(?:哪|几|多少|什么|啥)(?:几|些)?(?:个|大|项)*"
_PIECE = (
    r"(?:点|[大小]?部分|[大小]?方面|条|[大小]?[块段节章]|层意思|层|[大小]?标题|[大小]点|要点|个问题|问题|件事|要求|内容"
    r"|任务|工作)"
)
_POINTS = (
    r"(?:要点|大纲|提纲|框架|结构|(?:小|大|各级)?标题|主要(?:内容|观点|精神)|核心内容|重点内容|重点|脉络|思路)"
)
_ASKED_FOR = (
    r"(?:是|都|各|分别|主要|一共|总共|有)*(?:什么|啥|哪些|哪几[个点条]|几[个点条]|多少|列出来|列一下|列一列|列出"
    r"|给我|发我|看看|看一下|怎么样|呢)*"
)
_OUTLINE = pattern(
    rf"(?P<a>(?:把|列出|列一下|给我|看看|看一下|想看|想知道)*(?:关于)?{_ANY_OR_IT}?)的?(?:里面?)?(?:的)?"
    rf"(?:主要|全部|各|几)*的?{_POINTS}{_ASKED_FOR}"
    rf"|(?P<b>{_ANY_OR_IT}?)(?:[这那]?里[面头]?|其中|一共|总共|都|主要|分别|共|是)*"
    rf"(?:(?:讲|说|谈|提|强调|提出|部署|要求|有|包括|包含|写)(?:了|到|出|过)?|分(?:成|为|了)*){_FEW}{_PIECE}(?:来?[讲说]的?)?"
    rf"|(?P<d>{_ANY_OR_IT}?)(?:里|的)*(?:一共|总共|共|总计|到底|究竟)+(?:有|是)?{_FEW}(?:自然)?{_PIECE}"
    rf"|(?P<e>{_ANY_OR_IT}?)(?:里|的)*有(?:几|多少)(?:个)?自然段"
    rf"|(?P<c>{_ANY_OR_IT})(?:一共|总共|都|主要|分别|大概|究竟)*(?:讲|说|谈)(?:了|的是|的|过)?"
    r"(?:些|一些)?(?:什么|啥|哪些)(?:内容|东西|事)?"
)
# What speaks of a speech as a whole and of nothing in it: 请列出全部要点, 一共多长，主要讲了什么.
_OF_ITSELF = pattern(
    r"要点|大纲|提纲|框架|结构|标题|主要内容|内容|要求|精神|部署|任务|观点|篇幅|全文|原文|文本|全篇|自然段|部分|小节"
    r"|列出来|列出|列|查阅|查看|查找|阅读|了解|知道|指引|指教|告知|告诉|怎么|如何|哪里|能否|可以|所有|全部|主要|核心|重点|基本|具体|明确"
    r"|一共|1共|总共|大概|大约|什么|多少|多长|提出|讲话|[1一]下|出来|[请把将给我想要能看读找欲拟求在的里中各几多新些都全是有何啥哪讲说谈了到提分个段点条字页共它呢吗,。:、?]"
)
_LENGTH = pattern(r"(?:它|那|一共|1共|总共|大概|到底|有)*(?:多长|多少字)[呢啊]?")
_WHOLE_IS_MEANT = pattern(
    r"(?:主要|全部|所有|核心|重点|各)的?(?:要点|内容|要求|精神|任务|标题|观点)|要点|大纲|提纲|框架|结构|标题|篇幅|多长|多少字|几页"
    r"|[讲说谈]了?的?(?:是|些|一些)*(?:什么|啥|哪些)|(?:多少|几)个?(?:自然段|段|部分|点|条)|有(?:何|什么|哪些)新?的?(?:具体|主要|明确)?的?要求|内容是什么"
)
_TEXT_IS_MEANT = pattern(r"全文|原文|全篇|从头")
_READ_OUT = r"(?:读|看|念|阅读)"
_READ = pattern(
    rf"(?:我|想|要|请|帮我|开始|欲|拟)*(?:从(?:头|开头|第一[段句部节])(?:开始|到尾)*|通|完整地?)(?:开始)?{_READ_OUT}"
    rf"(?:一遍|一下|完)?(?P<a>{_ANY_OR_IT}?)(?:的)?(?:全文|原文)?"
    rf"|(?:我|想|要|请|帮我|欲|拟)*(?:打开|翻开|{_READ_OUT})(?:一下|一遍|一读)?(?P<b>[{NAMED}{SHOWN}{OTHER}])(?:的)?"
    r"(?:全文|原文|吧)?"
    rf"|(?:我|想|要|请|再|那么?|就)*(?:换到?|换成|改|去)?(?P<f>{OTHER})(?:的|来)*{_READ_OUT}(?:吧|一下|1下)*"
    rf"|{_READ_OUT}完了?(?:这[篇份])?(?:就|再|想)*(?:换|去|来)+(?P<h>{OTHER})(?:的|吧|来)*"
    rf"|(?:那|再|就|把|,)*(?P<i>{OTHER})(?:呢|的|也|再|就|给我|,)*(?:打开|翻开|从头{_READ_OUT})(?:一下|看看|吧)*"
    rf"|(?:把)?(?P<c>{_ONE})(?:的)?(?:我?(?:想|要))?"
    rf"(?:从头(?:开始|到尾)?{_READ_OUT}(?:起|一遍|一下)?|全文|原文)"
)
# 手机上能不能把2022年那篇从头看, 2023年那篇呢，读, 回2022年那篇接着: nothing else is said of one speech.
_TO_READ = (
    r"(?:我|咱们?|刚才|刚刚|原来|本来|是|个|想|要|请|帮|给|能不能|可不可以|可以|能|手机[上里]|这[里儿]|在|把|将|从|头|开头|开始|到尾|[结末]尾|最后|倒着?|往[前回上]|换|翻到?|回到?|返回|转到?|换到?|换成|改|去"
    r"|接着|继续|打开|翻开|通|完整地?|[整全]篇|整个|往下|[读看念]|阅读|[一1][遍下读]|完|了|到|年|的|那|[篇次份]|呢|[吗么]|吧|也|再|就|来|[行好]|上次|刚才|[,。、])"
)
_READS = pattern(rf"(?=.*(?:[读念看]|从头|回|打开|翻|接着|继续)){_TO_READ}*+(?P<g>[{YEAR}{NAMED}]){_TO_READ}*+")
_GIVE = r"(?:发|传|转|拷|发送|转发|给)"
_A_COPY = r"(?:[1一]份|[1一]下|过来|来|下|看看|看一下)*"
_GIVEN = r"(?:[1一]份|[1一]下|过来|来|下|看看|看一下|给|到|我们?|咱们?|俺|发送?|传|转|拷)*"
_WHOLE_OF = r"(?:的)?(?:全文|原文|原件|原稿|文件|文档|全部|全篇|完整版|电子版|word版?|pdf版?)?"
_SEND = pattern(
    rf"(?:我|想|要|请|麻烦|帮我|帮忙|能不能|可不可以|能否|可否|可以|能|你|烦请?)*(?:把|将)?"
    rf"(?P<a>[{YEAR}{NAMED}])(?:那?[篇次份])?{_WHOLE_OF}{_A_COPY}{_GIVE}{_GIVEN}(?:可以|行|好|成)?(?:吗|不)?"
    rf"|(?:我|想|要|请|麻烦|帮我|帮忙|能不能|可不可以|能否|可以|能|你)*(?:给我们?{_GIVE}?|{_GIVE}(?:给?我们?)){_A_COPY}"
    rf"(?P<b>[{YEAR}{NAMED}]){_WHOLE_OF}(?:可以|行|好)?(?:吗|不)?"
    rf"|(?:我|想|要|请|麻烦|能不能|可不可以|能否|可否|可以|能|你|烦请?)*(?:提供|给出|赐)(?:一下|[1一]份)?(?P<d>[{YEAR}{NAMED}])(?:那?[篇次份])?{_WHOLE_OF}(?<!的)(?:吗|不)?"
    rf"|(?:我|想|要|请|有没有|有|需要|下载)+(?P<c>[{NAMED}])的?(?:原件|原稿|文件|文档|电子版|word版?|pdf版?)(?:吗)?"
)
_STRETCH = pattern(rf"(?P<of>{_ANY_OR_IT}?)(?:的|里|中)*(?P<place>[^{YEAR}{NAMED}{ALL}{SHOWN}{OTHER}]{{2,20}})")
# 2022年第14段, 2023那篇的最后一段: the speech of that year.
_YEAR_BEFORE = pattern(
    r"(?P<lead>(?:请|我|想|要|看|读|给|给出|打开|翻到|跳到|那|在|把)*+)(?P<year>(?:20\d\d|\d\d(?=年))年?|[去今]年)(?:的|里|那?[篇次份])*+"
    r"(?P<place>(?:正文|全文)?(?:第|倒数|最后|末|结尾|开头).{1,16})"
)
# 两次讲话有什么不同, 比较两次讲话对纪律的说法: what each says is shown, and nothing is compared.
_WORDING = r"(?:的?(?:说法|提法|要求|表述|论述|内容|讲法))?"
_ABOUT = rf"(?:的|里)*(?:对于?|关于|就|在)?(?P<{{}}>.{{{{0,20}}}}?){_WORDING}"
_COMPARES = pattern(
    rf"(?:帮我|请|我想|把)*(?:对比|比较|比)(?:一?下|1下|一比|1比)?{ALL}{_ABOUT.format('a')}"
    rf"|{ALL}{_ABOUT.format('b')}(?:上|方面)?(?:之间|相比较?|比起来|比较?)?的?(?:都?有(?:什么|啥|何|哪些|没有?))?的?"
    r"(?:区别|不同|差别|变化|异同|不一样|(?:对比|比较)(?:一下|1下)?)(?:之处|点)?(?:是什么|在哪里?|有哪些|吗)?"
)
# 跟2023年那篇比，监督这块各怎么讲.
_BESIDE = pattern(
    rf"(?:那|如果|要是)*[跟和与同拿](?:{_ONE}|{OTHER})(?:年|的|那?[篇次份])*(?:相?比|对比|比较)(?:[一1]下|起来|着看)?,?(?:对于?|关于|就|在)?(?P<about>.{{2,16}}?)(?:方面|这[一1]?[块条点]|上|的)*(?:{_HOW}|{_WHAT}|有(?:什么|啥|何)(?:不同|区别|不一样))"
)
# Of several speeches: 都怎么说, 分别有什么要求.
_EACH_HOW = pattern(
    rf"(?:分别|各自|各|都|全|均)+{_SAY}(?:到|过|了)+(?:没有?|[吗么])?$|(?:分别|各自|各|都|全|均)+(?:是|又|还)?(?=怎么|怎样|如何|咋|有什么|有何|{_SAY})"
)
_COMPARED = r"有(?:什么|何|哪些)(?:要求|说法|论述|提法|不同|区别|变化)"
_HAS_HOW = pattern(
    rf"{_HOW}|{_WHAT}|(?:都|均|各|分别){_SAY}(?:到|过|了)+(?:没有?|[吗么])?$|怎么看|什么态度|{_COMPARED}"
)
_YEAR_SAYS = pattern(
    rf"(?:在|那|就)*{YEAR}(?:{_HOW}|{_WHAT}|{_EACH}{_SAY}(?:到|起)?(?:的|了|过)?).*"
    rf"|(?:在|那|就)*{YEAR}(?:对于?|关于|就|在)?.+?(?:的)?(?:问题|方面|这块|上)?(?:{_HOW}|{_WHAT})的?"
    rf"|.+?(?:的)?(?:问题|方面|这块)?在?{YEAR}(?:的)?(?:时候)?(?:{_HOW}|{_WHAT})的?"
)
# Asks without doubt about the speech of a year: if there is none, the reply says so.
_YEAR_HOW = pattern(rf"(?:在|那|就)*{YEAR}{_HOW}.*|.+?{YEAR}{_HOW}")
_POLITE = "|".join(sorted(map(re.escape, polite_phrases()), key=len, reverse=True))
_ENDS = pattern(
    rf"^(?:{_POLITE}|[读念看]完了?(?=[,，。])|[^\w《“])+|(?:谢谢[你您]?|多谢|[^\w》”]|[呢吗啊呀哦吧嘛])+$"
)
_NO_SUBJECT = pattern(rf"{_HOW}|{_WHAT}|{_SAY}|{_COMPARED}|[的里中上都在对就那么呢又也和比一下较]")
_WHOLES = ((Wants.OUTLINE, _OUTLINE), (Wants.READ, _READ), (Wants.READ, _READS), (Wants.SEND, _SEND))
_BY_ITS_PLACE = pattern(r"(?:第[一二三四五六七八九1-9]|首)[篇份](?:讲话稿?)?\W*")
# What a sentence of any of these builds has; nothing else is looked at, so that other questions lose no time.
_MAY_BE = pattern(
    r"[年讲篇次]|20\d\d|会议|会上|大会|要点|大纲|提纲|框架|结构|标题|主要内容|分[几成为]"
    r"|[哪几][几大个]?(?:点|部分|方面|[条块段层章节件项])|从头|从开头|发言|另[外一]|》|重点"
    r"|段|多长|多少字|[第后]一?句|开[头场篇]|[结末]尾|结[束语]|会[上的讲说怎有提强]|培训|论坛|党课|谈话|仪式"
)


def asked_of(question: str, names: Names, this_year: int) -> AskedOf | None:
    """Return of which speeches `question` asks and what; None: it names none as the place to look.

    `this_year` is the year that 今年 means.
    """
    folded = fold(question)
    if not _MAY_BE.search(folded):
        return None
    naming, said = named_in(_of_the_year(_ENDS.sub("", "".join(folded.split()))), names, this_year)
    if (match := _STRETCH.fullmatch(said)) and (number := stretch_named(match["place"])):
        return replace(_made(naming, Wants.STRETCH, said, match["of"]), number=number)
    of_that = said.replace(f"{YEAR}{SHOWN}", YEAR)  # 2022年那篇分几块, whatever stands there
    for wants, form in _WHOLES:
        if match := form.fullmatch(of_that):
            return _made(naming, wants, said, "".join(filter(None, match.groups())))
    if said == NAMED and _BY_ITS_PLACE.fullmatch(folded.strip()):  # of those that are listed
        return _made(naming, Wants.OUTLINE, said, said)
    return _of_itself(naming, said) or _beside(naming, said) or _topic(naming, said)


def _of_the_year(said: str) -> str:
    """Return `said` so that a year before the place of a stretch names a speech: 2022年讲话第14段."""
    match = _YEAR_BEFORE.fullmatch(said)
    if match is None or stretch_named(match["place"]) is None:
        return said
    year = match["year"].removesuffix("年")
    century = "20" if year.isdigit() and len(year) == 2 else ""
    return f"{century}{year}年讲话{match['place']}"


def _of_itself(naming: Naming, said: str) -> AskedOf | None:
    """Return what is asked of a speech as a whole, where every word speaks of that; else None."""
    named = re.findall(f"[{YEAR}{NAMED}{SHOWN}]", said)
    rest = re.sub(f"[{YEAR}{NAMED}{SHOWN}]年?", "", said)
    if _OF_ITSELF.sub("", rest) or (not named and not _LENGTH.fullmatch(rest)):
        return None
    if NAMED in said and _TEXT_IS_MEANT.search(rest):
        return _made(naming, Wants.READ, said, said)
    whole = _WHOLE_IS_MEANT.search(rest) and not (YEAR in said and "要求" in rest)
    return _made(naming, Wants.OUTLINE, said, said) if whole else None


def _beside(naming: Naming, said: str) -> AskedOf | None:
    """Return what each of two speeches is asked, of which one is named to compare it with; else None."""
    match = _BESIDE.fullmatch(said)
    every = naming.names.slugs if match and len(naming.names.slugs) == 2 else ()
    return AskedOf(Wants.TOPIC, every, each=True, about=match["about"]) if match and every else None


def _topic(naming: Naming, said: str) -> AskedOf | None:
    if match := _COMPARES.fullmatch(said):
        return replace(_made(naming, Wants.TOPIC, said, said, match["a"] or match["b"] or ""), compared=True)
    if only_leans(said) and (re.search(f"[{YEAR}{NAMED}{OTHER}]", said) or _ONLY_THIS.match(said)):
        return _made(naming, Wants.TOPIC, said, said)
    named = re.search(f"[{NAMED}{ALL}{OTHER}]", said)
    if not (named or _YEAR_SAYS.fullmatch(said) or (SHOWN in said and _HAS_HOW.search(said))):
        return None
    if ALL in said and not _HAS_HOW.search(said):
        return None
    if naming.missing and not named and not _YEAR_HOW.fullmatch(said):
        return None
    about = re.sub(rf"(?:在|从)?{ANY}(?:的|里面?|中)?", "", said).strip(",，。?？:：、 ")
    about = _EACH_HOW.sub("", about)
    if not _NO_SUBJECT.sub("", strip_phrases(about)).strip():
        about = ""
    return _made(naming, Wants.TOPIC, said, said, about)


def _made(naming: Naming, wants: Wants, said: str, of: str, about: str = "") -> AskedOf:
    slugs = tuple(slug for slug in naming.names.slugs if slug in naming.slugs)
    every = ALL in of
    if every and not slugs:
        slugs = naming.names.slugs
    named = bool(slugs or naming.missing)
    return AskedOf(
        wants,
        slugs,
        tuple(naming.missing),
        lately=bool(naming.missing) and naming.lately,
        each=every,
        shown=not named and OTHER not in of,
        other=OTHER in said,
        about=about,
        beside=naming.beside,
    )
