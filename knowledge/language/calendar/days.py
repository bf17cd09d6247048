"""Days of the week as people wish for them: 周一三五, 每周三, 工作日, 周末不要发, 除了周三, 周六也发.

A wish is read clause by clause, down to its last word. What names no day at all is none; days that cannot be
chosen (节假日, 每月1号) are an error, so that the person hears which ones can.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.days import WEEK, Days
from core.patterns import pattern
from knowledge.language.writing.signs import letters_of, run_together

WEEKEND = frozenset({6, 7})
LONGEST = 60  # letters; who says more asks for more than some days

_NUMBERS = {
    sign: number
    for number, signs in enumerate(("1一", "2二", "3三", "4四", "5五", "6六", "7七日天"), 1)
    for sign in signs
}
_DAY = f"[{''.join(_NUMBERS)}]"
_WEEK = r"(?:周|星期|礼拜)"
_TO = r"(?:到|至|-+|~+)"
_ONE = rf"{_DAY}(?:{_TO}{_WEEK}?{_DAY})?"
_LIST = rf"{_WEEK}{_ONE}(?:(?:,|和|及|跟|与|或|{_WEEK})*{_ONE})*"
_PART = pattern(rf"(?P<first>{_DAY})(?:{_TO}{_WEEK}?(?P<last>{_DAY}))?")
# 一三五 alone; 二三 may as well be two or three of something, and 24 the hour of 24:00.
_BARE = r"[一1][,]?[三3][,]?[五5](?:[,]?[日天七7])?|二四六?|246|[二2],[四4](?:,[六6])?|一二三四五"
_WORK = r"工作日(?:\(?含调休\)?)?|上班(?:日|天|的?日子|的?那几?天|的?时候|时)|工作的?(?:那几天|日子|时候)"
_EVERY = r"每1天|每一天|每天|每日|天天|日日|全周|整周|一周七天|1周7天"
_OFF = r"节假日|法定节假日|法定假日|公休日?|休息日|休息天|放假|假期|假日|节日"
_OTHER = r"(?:其[他它余]|别的|剩下)(?:的?(?:天|日子|时间|时候|几天))?"
_DAYS = (
    rf"(?:(?P<list>{_LIST})|(?P<bare>{_BARE})|(?P<work>{_WORK})|(?P<every>{_EVERY})"
    rf"|(?P<weekdays>平日|平时)|(?P<weekend>周末|双休日?|礼拜末|星期末|6日|六日)|(?P<off>{_OFF}))"
)
_LEAD = (
    r"(?:请|麻烦|以后|今后|还是|那就|就|我|想要?|希望|只要|只想要?|只需要?|只|仅|都|把|将|日子|推送|廉语|[改换调设][成为到回]"
    r"|改|在|逢|每个?|但|而|不过|可以)*?"
)
_NOT = r"(?:不要|不用|不必|不需要?|不想要?|不再|不许|不|别|莫|勿|甭|免|休息|唔好|唔使|唔)(?:再|给|我|要|用|想)*"
_VERB = r"(?:推送|推|发送|发|接?收|看|要|提醒|打扰|来|送|通知)"
_TAIL = (
    r"(?:的|都|才|再|给我们?|一[条次句回]|1[条次句回]|廉语|消息|照常|照旧|照发|不变|就?行|就?够|就?可以|就?好|即可|吧|了|哈|啊|呢"
    r"|啦|嘛|吗|谢谢你?您?|这1?一?天|那1?一?天|这几天|那几天|的时候|时|[.!?~])*"
)
_SAYS = f"{_VERB}?"
_CLAUSES = tuple(
    (kind, pattern(form))
    for kind, form in (
        (
            "except",
            rf"{_LEAD}(?:除了?|除开|除去|不算|不含|不包括){_DAYS}(?:以外|之外|外|,)*(?:{_OTHER})?"
            rf"(?P<all>每天|天天|全部?|都)?{_TAIL}{_SAYS}{_TAIL}",
        ),
        ("except", rf"{_DAYS}(?:除外|以外)(?:,|{_OTHER})*(?P<all>每天|天天|全部?|都)?{_TAIL}{_SAYS}{_TAIL}"),
        (
            "without",
            rf"{_LEAD}{_DAYS}(?:就|都|也|还是|同样|一样|照样|我们?|时候|那天|这天|的)*{_NOT}{_SAYS}{_TAIL}",
        ),
        ("without", rf"{_LEAD}{_NOT}(?:在|于)?{_DAYS}{_SAYS}{_TAIL}"),
        (
            "beside",
            rf"{_LEAD}{_DAYS}(?:的?时候)?(?:我们?)?(?:也|还是?|又|同样)(?:想|可以|能|照样)*{_SAYS}{_TAIL}",
        ),
        ("beside", rf"{_LEAD}(?:再?加上?|增加|外加|补上){_DAYS}{_SAYS}{_TAIL}"),
        (
            "kept",
            rf"{_LEAD}{_DAYS}(?:还是|仍然?|就|都|也|的|,)*(?:照[常旧样发推送]|不变)(?:发|推送?|送)?{_TAIL}",
        ),
        ("only", rf"{_LEAD}{_DAYS}(?:里|这几天|这天|那天|的)*{_TAIL}{_SAYS}{_TAIL}"),
        ("only", rf"{_LEAD}(?:只|就|仅|光|单)(?:给我们?|想|要)*{_VERB}(?:给我们?|在|到)?{_DAYS}的?{_TAIL}"),
        ("same", rf"{_LEAD}{_OTHER}(?:都|就|也)*(?:{_NOT}|算了|免了)?{_SAYS}{_TAIL}"),
        ("same", rf"{_LEAD}(?:1|一|每1?|每一)(?:周|个?星期|个?礼拜)(?:就|只|想)*{_SAYS}[一1][条次句回]{_TAIL}"),
    )
)
# 周三换成周四: one day in the place of another.
_SWAP = pattern(
    rf"{_LEAD}(?:把|将)?{_WEEK}(?P<old>{_DAY})的?(?:[换改挪调移][成到为]){_WEEK}(?P<new>{_DAY}){_TAIL}"
)
# Said of days, and not to be had.
_UNKNOWN = pattern(
    r"隔[一1两2三3]?天.*|[单双]日.*|每隔.*|每月(?:底|初|中旬?|\d.*|[一二三四五六七八九十].*)|.*[号].*每月.*"
)

# 只在工作日发，调休也算: the days that are worked instead are working days anyway.
_MADE_UP = pattern(
    r"(?<=[日发送推天,]),?(?:含|包括|算上|连)?调休(?:上班)?(?:的?[日那]?[子天]?)?(?:也|都|要)*(?:算在内|算|在内|推送|推|发|要|上班)(?:[吧了.!]*)$"
)
_WORKED = pattern("工作日|上班")

_LETTERS = letters_of(_SWAP.pattern, *(form.pattern for _, form in _CLAUSES))


class UnknownDaysError(ValueError):
    """Somebody asks for days that cannot be chosen, such as 节假日."""


class NoDaysLeftError(ValueError):
    """No day would be left to push on."""


@dataclass(frozen=True, slots=True)
class DaysSaid:
    """What somebody said of days. What is not said stays as it is.

    `base`: these; None: those the chat has. Of them `workdays` keeps only working days; `beside` is added,
    `without` is taken out.
    """

    base: Days | None = None
    workdays: bool = False
    beside: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()

    def applied(self, current: Days) -> Days:
        """Return the days that are meant where `current` holds. Raises NoDaysLeftError."""
        base = self.base or current
        weekdays = (base.weekdays | self.beside) - self.without
        if not weekdays:
            raise NoDaysLeftError
        return Days(weekdays, workdays=base.workdays or self.workdays)

    def named(self) -> Days | None:
        """Return the days where they are all named; None where they lean on those the chat has."""
        return self.applied(self.base) if self.base else None


def read_days(text: str) -> DaysSaid | None:
    """Return what `text` says of days, to its last word; None when it names none or says something else too.

    Raises UnknownDaysError for days that cannot be chosen.
    """
    said = run_together(text)
    if not said or len(said) > LONGEST:
        return None
    if _WORKED.search(said):
        said = _MADE_UP.sub("", said)
    ours = _LETTERS.issuperset(said)
    whole = (_swap(said) or _clause(said)) if ours else None
    if whole is not None:
        return _together([whole])
    if _UNKNOWN.fullmatch(said):
        raise UnknownDaysError(text)
    if not ours:
        return None
    clauses = [_clause(one) for one in re.split(r"[,;]|(?<=.)(?=除[了开去])", said) if one]
    found = [one for one in clauses if one is not None]
    return _together(found) if found and len(found) == len(clauses) else None


def _swap(said: str) -> DaysSaid | None:
    match = _SWAP.fullmatch(said)
    if match is None:
        return None
    new = frozenset({_NUMBERS[match["new"]]})
    return DaysSaid(beside=new, without=frozenset({_NUMBERS[match["old"]]}) - new)


def _clause(said: str) -> DaysSaid | None:
    """Read one clause; DaysSaid() for one that only says that the rest stays (其他天照旧)."""
    for kind, form in _CLAUSES:
        match = form.fullmatch(said)
        if match is None:
            continue
        if kind == "same":
            return DaysSaid()
        if kind == "kept" and not match["list"]:  # 工作日照常，周末不发 says which days there are
            continue
        if len(set(listed := [*_listed(match["list"] or "")])) < len(listed):
            continue  # 周一1 is the beginning of something else: 周一1点
        base, off = _named(match), match["off"]
        if off and kind not in {"without", "except"}:
            raise UnknownDaysError(said)
        if kind == "only":
            return DaysSaid(base)
        if kind in {"beside", "kept"}:  # 周六不要，周日照旧
            return DaysSaid(beside=base.weekdays)
        whole = Days.EVERY if match.groupdict().get("all") else None
        if off:
            return DaysSaid(whole, workdays=True)
        return DaysSaid(whole, without=base.weekdays)
    return None


def _named(match: re.Match[str]) -> Days:
    if match["work"]:
        return Days.WORKDAYS
    if match["weekdays"]:
        return Days.WEEKDAYS
    if match["weekend"]:
        return Days(WEEKEND)
    return Days(frozenset(_listed(listed))) if (listed := match["list"] or match["bare"]) else Days.EVERY


def _listed(said: str) -> Iterable[int]:
    """Return the weekdays of a list such as 周一三五 or 星期五到星期一, in its order."""
    for part in _PART.finditer(re.sub(r"[,和及跟与或]", " ", said)):
        first = _NUMBERS[part["first"]]
        last = _NUMBERS[part["last"]] if part["last"] else first
        span = (last - first) % len(WEEK)
        yield from ((first + step - 1) % len(WEEK) + 1 for step in range(span + 1))


def _together(clauses: Iterable[DaysSaid]) -> DaysSaid | None:
    """Put clauses into one: the days that are named, then what is added to them and taken out."""
    said = DaysSaid()
    for one in clauses:
        base = one.base
        if base and said.base:  # 周一发,周三发
            base = Days(base.weekdays | said.base.weekdays, workdays=base.workdays and said.base.workdays)
        said = replace(
            said,
            base=base or said.base,
            workdays=said.workdays or one.workdays,
            beside=said.beside | one.beside,
            without=said.without | one.without,
        )
    return None if said == DaysSaid() else _without_contrast(said)


def _without_contrast(said: DaysSaid) -> DaysSaid:
    """Return what is meant where a denial of every day only stands beside the days: 莫要天天发，一三五就行."""
    return replace(said, without=frozenset()) if said.base and said.without == WEEK else said
