"""Who does what by when, in one sentence of an operator: 周编辑三月十号前把责任书签了.

Whether those people are known the caller knows; a sentence with nobody in it, or without a day, is none.
"""

import re
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.calendar.due.recurring import names_recurring
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals

LONGEST = 60  # characters
_N = r"[\d一二两三四五六七八九十]"
_HOUR = rf"(?:(?:上午|下午|中午|早上|晚上)?(?:{_N}{{1,3}}[点时](?:半|{_N}{{1,3}}分?)?|\d{{1,2}}[:：]\d\d))"
_DATE = (
    rf"(?:(?:\d{{4}}|[今明后]|本)年)?(?:{_N}{{1,3}}月|[本这下]个?月)?(?:{_N}{{1,3}}[日号]|月?[底末初])"
    rf"|(?:[本这下]个?)?(?:周|星期|礼拜)[一二三四五六日天]|[明后]天|大后天|年底|月底"
)
_EVERY = (
    rf"[每逢隔](?:{_N}{{0,2}}个?|半)?(?:季度?|月|年|周|星期|礼拜)(?:度)?[^,，。让请叫由提通的做签交办开看学谈报填]{{0,10}}?"
    r"|(?:每个?)?(?:春节|国庆节?|元旦|清明|端午|中秋|五一|节)前(?:\d{1,2}天)?"
)
WHEN = (
    rf"(?P<when>(?:{_EVERY}|{_DATE})(?:\s?{_HOUR})?(?:提前{_N}{{1,2}}[天日周])?)"
    r"(?:之?前|以前|以内|内|为止|截止)?"
)
_LEAD = (
    r"(?:请|麻烦|帮我|记一?下|新建|加[一个]?[个件]?|安排[一1]?[个件]?|设[一1]?[个件]?|事项|廉政事项|[,，:：])*+"
)
_LETS = r"(?:(?:让|请|叫|要求|安排|通知|由|派|提醒|催|给|责成|督促)(?:[1一]下|[1一]声)?)"
DOES = r"(?:签订?|交|上?报|报送|提交|填|写|做|开展?|组织|看|学习?|谈|办理?|完成|参加|进行|准备|落实)"
MUST = r"(?:都|各|各自|一起|要|得|务必|必须|负责|来|去|再|记得|按时|,|，|在|于|请)*"
_WHO = r"(?P<who>[\w·.、,，和跟与及]{2,40}?)"
WHAT = rf"(?P<what>(?:把|将)[^,，。]{{2,20}}?|(?:{DOES}|廉政|责任|警示)[^,，。]{{1,20}}?)"
_END = rf"(?:[了吧啊呢。.!！]|[,，](?P<hour>{_HOUR})(?:提醒)?)*"
_FORMS = (
    pattern(rf"{_LEAD}{_LETS}?{_WHO}{MUST}{WHEN}{MUST}{WHAT}{_END}"),
    pattern(rf"{_LEAD}{WHEN}{MUST}{_LETS}{_WHO}{MUST}{WHAT}{_END}"),
    pattern(rf"{_LEAD}{_LETS}{_WHO}{MUST}{WHAT}[,，]{WHEN}{_END}"),
)
_TURNED = pattern(rf"[把将](?P<of>.+?)(?P<does>{DOES})(?:[好完掉了]|一下|上来|上去)*")
_APART = pattern(r"[、,，\s]+|(?<=[^、,，\s]{2})[和跟与及](?=[^、,，\s]{2})")
_NOBODY = pattern("谁|我们?|你们?|大家|什么|哪|怎|吗|各支部|各处室|各科室|全体|所有|同志们|党员|干部|领导")


@dataclass(frozen=True, slots=True)
class Told:
    """The names of people, what they are to do, and when, in words."""

    people: tuple[str, ...]
    name: str
    when: str


def duty_told(text: str) -> Told | None:
    """Return who does what by when in all of `text`; None where it says no such thing."""
    said = fold(text).strip()
    if len(said) > LONGEST or "?" in said:
        return None
    for form in _FORMS:
        if (match := form.fullmatch(said)) and (found := _told(match)):
            return found
    return None


def _told(match: re.Match[str]) -> Told | None:
    people = tuple(one.strip() for one in _APART.split(match["who"]) if one.strip())
    when = f"{match['when']} {match['hour'] or ''}".strip()
    if match["when"] in {"月底", "月末"}:
        when = f"本{when}"  # by itself it would be every month's
    if (
        not people
        or any(_NOBODY.search(one) for one in people)
        or not names_recurring(canonical_numerals(when))
    ):
        return None
    return Told(people, turned_round(match["what"]), when)


def turned_round(what: str) -> str:
    """Return what is to be done as a name: 签责任书 of 把责任书签了."""
    turned = _TURNED.fullmatch(what.strip())
    return f"{turned['does']}{turned['of']}" if turned else what.strip().rstrip("了好完")
