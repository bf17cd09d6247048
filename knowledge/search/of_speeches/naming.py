"""How a sentence names speeches: 2023年的讲话, 去年会上, 警示教育大会上, 《…》, 两次讲话, 另一次讲话.

What names speeches is replaced by one sign, so that what is asked of them can be told by the build of the rest.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.search.of_speeches.named import Names

# A year alone; a year, an occasion or a title with 讲话 or 会上; all; the one that was shown; another one.
YEAR, NAMED, ALL, SHOWN, OTHER = "\ue000\ue001\ue002\ue003\ue004"
ANY = f"[{YEAR}{NAMED}{ALL}{SHOWN}{OTHER}]"

_AGO = {
    "大前年": 3,
    "前年": 2,
    "前岁": 2,
    "去年": 1,
    "去岁": 1,
    "今岁": 0,
    "上一年": 1,
    "上年": 1,
    "今年": 0,
    "本年": 0,
}
_HAN = "零〇○一二三四五六七八九"
_HAN_DIGITS = str.maketrans(_HAN, "000123456789")
_YEAR_ALONE = (
    rf"(?:(?<![\d{_HAN}])(?:(?:19|20)\d\d(?!\d)|\d\d(?=年)|[一二][{_HAN}]{{3}}"
    rf"|[{_HAN}]{{2}}(?=年的?(?:那次)?(?:讲话|会上))"
    rf"|(?<![第{_HAN}])[一二][{_HAN}](?=年(?:那[次篇份]|的?呢?\W*$|(?:怎么|咋|如何)[讲说谈提])))(?:年度?)?)"
)
_ANY_YEAR = rf"(?:{_YEAR_ALONE}|(?:{'|'.join(_AGO)})度?)"
_WHICH = (
    r"(?:的|那|这|一|之)*(?:[次篇份场个])?"
    r"(?:领导|市政协|机关|党风廉政建设?|廉政建设?|和|作风建设|工作|警示教育|会议(?=讲话|发言))*(?:的)?"
)
_INSIDE = r"(?:里面?|中|当中|上)?"
# 讲话精神 is a subject.
_DOCUMENT = rf"(?:讲话稿?(?!精神)|(?:会议|大会|会)上(?:的?讲话)?|发言稿?|稿子){_INSIDE}"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH = rf"(?:年?(?P<month>{_SMALL})月份?(?:(?P<day>{_SMALL})[日号])?)?"
_OF_YEAR = pattern(rf"(?:在|从|按照?)?(?P<year>{_ANY_YEAR}){_MONTH}{_WHICH}(?:{_DOCUMENT})")
_BY_NUMBER = pattern(
    rf"(?P<year>(?<![\d{_HAN}])(?:(?:19|20)\d\d|[一二][{_HAN}]{{3}}))年(?:度|里)?+(?:\d{{1,2}}月份?(?:\d{{1,2}}[日号])?)?+的?+"
    # A year that only dates something: 2018年修订的条例, 2012年以来.
    r"(?!以来|以前|之前|以后|之后|之间|[起前至到底末版]|后(?!勤)|初(?!心)|修[订正改]|入[职党伍]|出台|印发|颁布|发布|下发|公布|通过|制定|实施|施行|成立|参加"
    r"|退休|毕业|任职|提拔|查处|上任)"
)
_BARE_YEAR = pattern(rf"(?P<year>{_YEAR_ALONE})(?:的(?![\u4e00-\u9fff])|那[次篇]|那(?=怎么|说|讲))?")
# 去年 or 今年 alone is a speech only where the sentence begins with it and goes on with how it speaks:
# 去年怎么说作风.
_LAST_YEAR = pattern(
    r"^(?:那|就|只看|只要)?(?P<year>大前年|前年|去年|今年|本年)(?:的|那次)?"
    r"(?:(?:党组)?(?:书记|领导|主席|一把手)(?=怎么|如何|咋))?"
    r"(?=怎么[说讲谈提]|如何[说讲谈提]|咋[说讲谈提]|(?:主要|几个?)?(?:要点|重点|大纲|提纲|主要内容)(?:是|有|都|呢|$)|呢?$)"
)
_MEETING = pattern(
    r"(?:在)?(?P<meeting>[\u4e00-\u9fff]{2,24}?(?:会议?|培训班|学习班|培训|论坛|仪式|典礼|党课|谈话)|^党课)"
    rf"(?:上|里|(?=$|讲|说|谈|提|强调|要求|部署|分|有|的|一共|总共|都|主要|怎|如何|对|关于|从头|最后|倒数|第|开头|结尾))(?:的?讲话)?{_INSIDE}"
)
# What stands before the name of a meeting and is no part of it.
_TO_READ = pattern(r"(?:我?(?:想|要)?(?:从头|从开头)?(?:开始)?(?:读|看|念)(?:看|一下|一遍)?|打开|翻开|只看)")
_TITLE = pattern(rf"《(?P<title>[^《》]{{4,60}})》(?:{_DOCUMENT})?(?:这[篇次](?:讲话)?)?{_INSIDE}")
# By a part of it, without its marks: 涵养清廉家风那篇.
_TITLE_ONE = pattern(
    rf"^(?P<title>[\u4e00-\u9fff]{{4,40}}?)(?:的?[那这]一?|的)[篇份](?:讲话稿?|文章|稿子?|党课)?{_INSIDE}"
)
# 去年那篇, 前年的讲话稿: a year as it is counted from today.
_AGO_ONE = pattern(
    rf"(?:在|从)?(?P<year>{'|'.join(_AGO)})度?(?:的|那|这|[一1])*(?:[篇份](?:讲话稿?|稿子?)?|次讲话)(?![文报书]){_INSIDE}"
)
_NEWEST = pattern(rf"(?:最新|最近|最后)(?:的)?(?:那|这|一)*(?:[次篇份场])?(?:的)?{_DOCUMENT}")
_EVERY = pattern(
    r"(?:在|从)?(?:(?:这|前后)?两年(?:里|来|间|的?讲话里?)?(?=(?:分别|各|都|又|是|到底)*(?:怎|如何|咋|有什么|有何|[说讲谈对就]|关于))"
    r"|(?<!第)(?:[这那前后]+)?(?:两|俩|2|二|几|各|每|每一|历|所有的?|全部的?|[三四五六3-6])(?:[次篇份场个])+"
    r"(?:的)?(?:领导)?(?:讲话稿?|会上|大会上|会议?(?=都|各|分别|均|[提讲说谈]))|历年(?:的)?讲话|不同年份的讲话|所有(?:的)?讲话|全部讲话|两年的?讲话)"
    rf"{_INSIDE}"
)
_THIS = pattern(rf"(?:在)?(?:这|那|该|上面这?|刚才那?)(?:一)?(?:[次篇份])?(?:的)?讲话稿?{_INSIDE}")
_THIS_ONE = pattern(r"(?:在)?(?:这|那|该)一?[篇份](?:稿子?)?(?=一?共|总共|有|多|大概|讲了|说了|主要|分)")
_ANOTHER = pattern(
    r"(?:那|在)*(?:另外?(?:的)?一?|别的|其[他它]的?|另外的?)(?:那)?(?:[次篇份场])?(?:的)?(?:讲话稿?)"
    rf"{_INSIDE}|(?:那|在)*(?:另外?的?|其[他它余]的?|别的?|剩下的?|他|后来)(?:的?那|[一1])?(?:个|[一1])?(?:年(?:度|份)?(?!轻|龄|[初底终末])|次会议?上?)"
    rf"|(?<=换)(?:到|成)?那[篇份次]$|另外?一[次篇](?=[读念看吧,比]|相比|的(?:要点|大纲|提纲|标题)|呢|怎么|是怎么|有|里|也|提|说到|$)"
)
# Of who leaves the subject as it was.
_BESIDE_IT = pattern(
    r"(?:那|在|再|往)*(?:(?P<before>[前头上]面?[一1]|之前|往前|上)|[后下]面?[一1]|之后|往后|后来)的?那?[一1]?个?年度?"
)
# As they are listed: 第二篇的呢.
_NTH = pattern(rf"(?:在)?(?:第(?P<nth>[一二三四五六七八九1-9])|首)[篇份](?:的?讲话稿?)?{_INSIDE}")
# Of those there are, by their years: 只看后一篇的, 早的那篇.
_LATER = pattern(
    r"(?:(?P<late>后|新|晚|近)|[前早旧老先])(?:面|边)?(?:的那|的|那)?[一1]?[篇份](?:讲话稿?)?(?=的|[呢吧]?$)"
)
_ONE = f"[{YEAR}{NAMED}]"
_JOINED = pattern(rf"{_ONE}(?:年|的|里)*(?:[和与跟及、,]{_ONE}(?:年|的|里)*)+(?:这?两[次篇年]的?(?:讲话)?里?)?")
_BEFORE_ANOTHER = pattern(rf"{_ANY_YEAR}[和与跟及、,]{NAMED}")
# A year alone may name a speech only beside one of these, or at the end.
_ASKS = pattern(
    r"怎么|怎样|如何|咋|不同|不一样|区别|差别|变化|异同|对比|比较|[说讲谈提写]|论述|阐述|要求|强调|规定|部署|要点|重点|大纲|提纲|标题|主要内容|[呢只就几哪]|从头|翻到|[结末]尾|倒着|[读念]|接着|继续|那[次篇份]$|[也亦]?有[吗没无]|[看要年的\d]$"
)

# What is said around the name of a speech by who wants of it what was asked before: 另外那年有没, 只留23年的.
_OF_THE_SAME = pattern(
    r"我|想|要|请|再|就|只|单独?|光|仅|保?留|剩下?|看|找|查|问|搜|限[于定]?|那么?|换|改|成|在|里面?|中|的|年|[这次篇份个块点些版处段]|会上|讲话|内容|部分"
    r"|对应|相应|有无|是否|是不是|[有没不无]|也|亦|又|还|都|各|曾|可|[吗么呢吧啊嘛]|[提讲说谈写到过及起了]|它|此事?|怎么?样?|如何|[若云]何|何如|咋样?"
    r"|所|[言论述语载者]|展开|详细?|具体|细|[来给发下行好]|一|1|以|能|拿出|[。,.!?~、]"
)


def only_leans(said: str) -> bool:
    """Return whether folded words name speeches by signs and leave what is asked to what was before."""
    return not _OF_THE_SAME.sub("", re.sub(ANY, "", said))


def _in_digits(said: str) -> str:
    digits = re.sub(r"\D", "", said.translate(_HAN_DIGITS))
    return digits if len(digits) == len("2023") else f"20{digits}"


def _number(said: str | None) -> int:
    """Return the number of a month or a day in figures or words, 0 for none."""
    return int(canonical_numerals(said)) if said else 0


def year_numbers(question: str) -> tuple[tuple[str, ...], str]:
    """Return the years that a question names by their numbers, four digits each, and the folded rest of it."""
    said = "".join(fold(question).split())
    years = tuple(dict.fromkeys(_in_digits(match["year"]) for match in _BY_NUMBER.finditer(said)))
    return years, _BY_NUMBER.sub("", said).strip("在对的,，、")


class Naming:
    """The speeches that one question names. `slugs`: there are these; `missing`: years that none is of."""

    def __init__(self, names: Names, this_year: int) -> None:
        self.names = names
        self._this_year = this_year
        self.slugs: list[str] = []
        self.missing: list[str] = []
        self.beside = 0  # a year before (-1) or after (1) the one that stands there
        self.lately = True  # each of them is named from today on: 今年, 去年

    def marked(self, said: str) -> str:
        """Put one sign in the place of all that names speeches in a folded sentence without blanks."""
        said = _TITLE.sub(lambda match: self._these(self.names.titled(match["title"]), match[0]), said)
        said = _TITLE_ONE.sub(self._by_title, said)
        said = _OF_YEAR.sub(lambda match: self._of_year(match, NAMED), said)
        said = _AGO_ONE.sub(lambda match: self._of_year(match, NAMED), said)
        said = _NEWEST.sub(self._newest, _EVERY.sub(ALL, said))
        said = _ANOTHER.sub(OTHER, said)
        said = self._beside_it(said)
        said = _LATER.sub(self._later, said)
        said = _NTH.sub(self._nth, _MEETING.sub(self._meeting, said))
        if not re.search(ANY, said):
            said = _THIS_ONE.sub(SHOWN, _THIS.sub(SHOWN, said))
        asks = _ASKS.search(said) or only_leans(_BARE_YEAR.sub("", said))
        if asks and (NAMED not in said or _BEFORE_ANOTHER.search(said)):
            said = _LAST_YEAR.sub(lambda match: self._of_year(match, YEAR), said)
            said = _BARE_YEAR.sub(lambda match: self._of_year(match, YEAR), said)
        return _JOINED.sub(ALL, said)

    def _beside_it(self, said: str) -> str:
        """Put the sign of another speech in the place of 前一年, where nothing else is said."""
        match = _BESIDE_IT.search(said)
        if match is None or not only_leans(said[: match.start()] + said[match.end() :]):
            return said
        self.beside = -1 if match["before"] else 1
        return said[: match.start()] + OTHER + said[match.end() :]

    def _of_year(self, match: re.Match[str], sign: str) -> str:
        year = self._year(match["year"])
        month, day = (_number(match.groupdict().get(part)) for part in ("month", "day"))
        found = self.names.on(year, month, day)
        self.slugs += found
        if not found:
            self.missing.append(f"{year}年{month}月" if month and self._in_year(year) else year)
            self.lately = self.lately and match["year"].startswith(tuple(_AGO))
        return sign

    def _year(self, said: str) -> str:
        for word, ago in _AGO.items():
            if said.startswith(word):
                return str(self._this_year - ago)
        return _in_digits(said)

    def _nth(self, match: re.Match[str]) -> str:
        number = int((match["nth"] or "1").translate(_HAN_DIGITS)) - 1
        return self._these(self.names.slugs[number : number + 1], match[0])

    def _later(self, match: re.Match[str]) -> str:
        years = [year for of in self.names.years for year in of]
        if len(set(years)) <= 1:  # of one there is none later
            return match[0]
        return self._these(self._in_year(max(years) if match["late"] else min(years)), match[0])

    def _newest(self, match: re.Match[str]) -> str:
        last = max((max(years, default="") for years in self.names.years), default="")
        return self._these(self._in_year(last), match[0])

    def _by_title(self, match: re.Match[str]) -> str:
        to_read = _TO_READ.match(match["title"])
        before = to_read[0] if to_read else ""
        found = self.names.titled(match["title"][len(before) :])
        return before + self._these(
            found if len(found) < len(self.names.slugs) else [], match[0][len(before) :]
        )

    def _meeting(self, match: re.Match[str]) -> str:
        to_read = _TO_READ.match(match["meeting"])
        before = to_read[0] if to_read else ""
        found = self.names.of_meeting(match["meeting"][len(before) :])
        return before + self._these(found, match[0][len(before) :])

    def _in_year(self, year: str) -> list[str]:
        return self.names.on(year, 0, 0)

    def _these(self, slugs: Sequence[str], otherwise: str) -> str:
        self.slugs += slugs
        return NAMED if slugs else otherwise


@lru_cache(READ_AT_ONCE)
def named_in(said: str, names: Names, this_year: int) -> tuple[Naming, str]:
    """Return what a folded sentence without blanks names, and the sentence with signs in its place."""
    naming = Naming(names, this_year)
    return naming, naming.marked(said)
