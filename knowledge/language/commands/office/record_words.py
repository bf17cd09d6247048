"""Questions about the office's record: 今年发了几次通知, 有多少人已阅了, 哪道题最难, 台账 今年 签字.

They are answered with sums over the whole office; what is asked of single people is in office_words.py.
"""

import re
from collections.abc import Iterator, Mapping

from core.patterns import pattern
from knowledge.language.calendar.past_periods import is_a_period
from knowledge.language.writing.normalize import fold

LONGEST = 40  # characters
LONGEST_DAYS = 14  # characters of a stretch of days
THIS_YEAR = "今年"  # where no days are named
SIGNED = "签字"  # behind the days: with blank columns to sign in
_NOTICES, _QUOTES, _QUIZ, _DUTIES = "通知", "廉语推送", "每周一题", "谈话与责任书"
_OPINIONS, _QUESTIONS, _EVES, _BY_HAND = "意见办理", "提问概况", "节前提醒", "手工补记"
SHEETS = (_NOTICES, _QUOTES, _QUIZ, _DUTIES, _OPINIONS, _QUESTIONS, _EVES, _BY_HAND)

_MANY = r"(?:多少|几)(?:人次|[个条次件份天人遍场道项回趟])?的?"
_PEOPLE = r"(?:多少|几)个?人"
_SO_FAR = r"(?:一共|总共|累计|目前|现在|至今|到现在|我们|咱们|单位|大家|已经?|都|共|有)*"
_NOTICE = r"(?:[这那上]?[1一]?[条个份次]?通知)"
_DUTY = r"(?:廉政谈话|谈话|责任书|警示教育片?|廉政事项|廉政教育|个人有关事项(?:报告)?)"
_DO = r"(?:办|做|签|签订|谈|搞|开展|组织|进行|看|学)"
_SAID = {
    _NOTICES: (
        rf"{_SO_FAR}(?:发|群发|推送|下发)[出布]?[了过]{_MANY}通知|通知{_SO_FAR}(?:发|群发|推送|下发)[出布]?[了过]{_MANY}(?:通知)?"
        rf"|{_NOTICE}?{_SO_FAR}{_PEOPLE}{_SO_FAR}(?:已阅|看[了过到]|阅读?[了过]|读[了过]|点了?已阅)了?{_NOTICE}?"
        rf"|{_NOTICE}?的?已阅(?:的?人?数(?:是?多少)?|情况|统计|的?{_SO_FAR}(?:{_PEOPLE}|{_MANY}))"
        rf"|{_NOTICE}的?(?:送到|送达)(?:率|数|情况)(?:是?多少|怎么样|如何)?"
    ),
    _QUOTES: (
        rf"{_SO_FAR}(?:推送|发|推)[了过]{_MANY}(?:每日)?廉语|(?:每日)?廉语{_SO_FAR}(?:推送?|发)[了过]{_MANY}"
        rf"|(?:推送|廉语)(?:推送)?的?(?:送到|送达)(?:率|数|情况)(?:是?多少|怎么样|如何)?"
        rf"|(?:推送|廉语){_SO_FAR}送到[了过]?(?:多少|几)个?(?:会话|群|人)?"
    ),
    _QUIZ: (
        rf"(?:(?:每周一题|题目?)(?:里面?|中|的)?)?哪[1一]?[道个]?题目?(?:最难|最容易[答做]?错|[答做]?错[得的]?(?:人)?最多"
        rf"|正确率最低|答对率最低|答对的?(?:人)?最少)"
        rf"|(?:每周一题)?最难的?(?:[1一]?[道个])?题目?(?:是哪[1一]?[道个]题?|是什么|是啥)?"
        rf"|(?:每周一题|题目)的?(?:正确率|答对率|准确率|作答|答题|答题情况|作答情况)(?:有|是)?(?:多少|怎么样|如何|多高)?"
        rf"|(?:每周一题){_SO_FAR}{_PEOPLE}{_SO_FAR}(?:[答做]|答对|参加)[了过]?|{_SO_FAR}{_PEOPLE}{_SO_FAR}[答做]对?[了过]每周一题"
        rf"|每周一题{_SO_FAR}(?:推送?|发|出)[了过]{_MANY}题?"
    ),
    _OPINIONS: (
        rf"{_SO_FAR}(?:收到|征集|办理|答复|处理)[了过]?{_MANY}(?:意见建议|意见|建议)"
        rf"|{_SO_FAR}有(?:没有|什么)?人?(?:提|发|写)?(?:过|了)?(?:意见|建议)(?:了|过)*没有?"
        rf"|有没有人(?:提|发)(?:过|了)?(?:意见|建议)"
        rf"|(?:意见建议|意见箱|意见|建议)里?{_SO_FAR}(?:收到|办理|答复|处理)[了过]?{_MANY}(?:意见|建议)?"
    ),
    _EVES: rf"节前提醒{_SO_FAR}(?:推送?|发)[了过]{_MANY}|{_SO_FAR}(?:推送?|发)[了过]{_MANY}节前提醒",
    _BY_HAND: rf"(?:手工)?补记{_SO_FAR}[了过]{_MANY}事?",
}
# Who names no days may mean today's quote, their own question, or what a speech says of a signing.
_WITH_DAYS = {
    _DUTIES: rf"{_SO_FAR}{_DO}[了过]{_MANY}{_DUTY}|{_DUTY}{_SO_FAR}{_DO}(?:[了过]|[完结好]了?){_MANY}",
    _QUOTES: rf"{_SO_FAR}推送[了过]{_MANY}|{_SO_FAR}发[了过]{_MANY}推送",
    _QUESTIONS: rf"{_SO_FAR}(?:问|提)[了过]{_MANY}(?:问题|提问)?|(?:提问|问题){_SO_FAR}{_MANY}",
}
_FORMS = {sheet: pattern(form) for sheet, form in _SAID.items()}
_DATED = {sheet: pattern(form) for sheet, form in _WITH_DAYS.items()}
_HINT = pattern("多少|几|最|已阅|率|情况|送达|有没?有?人[提发写]")  # most words have none of these
_LEAD = pattern(r"(?:请问|帮我|麻烦|我想|想)?(?:查查|查|看看|看|问问|问|知道|统计)?(?:[1一]下)?")
_NOUN = pattern(
    r"(?:每日廉语|廉语|推送|通知|每周一题|责任书|廉政谈话|警示教育|廉政事项|意见箱?|建议|节前提醒|我们|咱们|单位|大家)"
)
_BETWEEN = pattern(r"(?:期间|以来|这段时间|里面?|内|的|[,、])+")
_MAKE = r"(?:做|出|打印|导出|生成|要)?(?:[1一]?[份个])?"
_DAYS = rf"(?P<days>.{{2,{LONGEST_DAYS}}}?)的?"
_TO_SIGN = r"[,、]?(?:带|要|留|加|有)?签[字名]栏?的?"
_SIGNED = (
    pattern(rf"{_MAKE}(?:廉政)?台账{_DAYS}{_TO_SIGN}"),
    pattern(rf"{_MAKE}{_DAYS}(?:廉政)?台账{_TO_SIGN}"),
    pattern(rf"{_MAKE}{_DAYS}(?:带|要|留|加|有)签[字名]栏?的(?:廉政)?台账"),
)


def record_asked(text: str) -> str | None:
    """Return what /ledger is to be told (今年 通知) for a question about the record; None for other words."""
    said = "".join(fold(text).split()).rstrip("?？。.!！~呢啊呀吗")
    if not said or len(said) > LONGEST:
        return None
    return _to_be_signed(said) or _figures(said)


def _to_be_signed(said: str) -> str | None:
    for form in _SIGNED:
        if (match := form.fullmatch(said)) and is_a_period(match["days"]):
            return f"{match['days']} {SIGNED}"
    return None


def _figures(said: str) -> str | None:
    if not _HINT.search(said):
        return None
    said = said[lead.end() :] if (lead := _LEAD.match(said)) else said
    if sheet := _sheet_of(said, _FORMS):
        return f"{THIS_YEAR} {sheet}"
    for days, rest in _without_days(said):
        if sheet := _sheet_of(rest, _FORMS) or _sheet_of(rest, _DATED):
            return f"{days} {sheet}"
    return None


def _sheet_of(said: str, forms: Mapping[str, re.Pattern[str]]) -> str | None:
    return next((sheet for sheet, form in forms.items() if form.fullmatch(said)), None)


def _without_days(said: str) -> Iterator[tuple[str, str]]:
    """Yield each stretch of days that stands first or behind the noun, and the words without it."""
    noun = _NOUN.match(said)
    for begin in dict.fromkeys((0, noun.end() if noun else 0)):
        for end in range(begin + 2, min(len(said), begin + LONGEST_DAYS) + 1):
            if is_a_period(said[begin:end]):
                behind = _BETWEEN.match(said, end)
                yield said[begin:end], said[:begin] + said[behind.end() if behind else end :]


def parted(argument: str) -> tuple[str, str, bool]:
    """Part what stands behind /ledger into the days, the sheet that is asked about, and whether to sign."""
    words = argument.split()
    sheet = next((word for word in words if word in SHEETS), "")
    rest = [word for word in words if word not in {sheet, SIGNED}]
    return " ".join(rest), sheet, SIGNED in words
