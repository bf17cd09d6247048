"""Who corrects whether a day of every week was meant, or one day: 我说的是每个礼拜天, 只这一次."""

from dataclasses import dataclass
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.calendar.days import UnknownDaysError, read_days
from knowledge.language.schedules.sentence import read_schedule
from knowledge.language.writing.normalize import READ_AT_ONCE
from knowledge.language.writing.signs import run_together

LONGEST = 40  # characters
_ONE = r"[一二三四五六日天1-7]"
_WEEK = r"(?:周|星期|礼拜)"
_DAYS = rf"(?:{_WEEK}末|双休日?|{_WEEK}{_ONE}(?:(?:[和跟、,]|到|至)*{_WEEK}?{_ONE})*)"
_LEAD = (
    r"(?:不[对是行]|[说弄搞]?错了?|误会了?|理解错了?|[嗯恩哦啊呃哎唉欸]|我的?意思(?:就?是)?|我[说指要讲想问]的(?:就)?是"
    r"|我(?:就)?是(?:说|指|要|讲|想)|我[说要]|(?:应该|应当|当然|要的|明明)?(?:就)?(?:是|说)|那就?|而|[,.!])*"
)
_NOT_ONCE = (
    r"(?:不[是止光仅]|不只|可不是)(?:只|就|光|单)?是?(?:[这那本下]?[1一]?(?:个|次|回|天)?)"
    r"(?:{days}|周|星期|礼拜)?(?:的事)?"
)
_NOT_EVERY = (
    r"(?:不[是要]|可不是)(?:每[1一]?个?|以后|所有的?|都|长期|永远)+(?:{days}|周|星期|礼拜)?(?:都|停|不发|别发)*"
)
_NO_PUSH = (
    r"(?:就|都|全|也|[1一]律|以后|今后|长期|[1一]直|永远|我们?|通通|统统)*"
    r"(?:(?:不要|不用|不必|别|不|甭|勿|免|停|暂停|休息|歇|免了)(?:再|给我|着|推送|发送|发|推|收|送|打扰|扰|掉)*)?"
    r"(?:这样|如此|[1一](?:次|天|回)|那天|这天|[了吧的啊呀哈呢嘛,.!])*"
)
_EVERY = pattern(
    rf"{_LEAD}(?:{_NOT_ONCE.format(days=_DAYS)}[,.]*)?{_LEAD}"
    rf"(?:(?:以后|今后|往后|长期|[1一]直|永远)*(?:每[1一]?个?|所有的?|逢|凡是?|任何[1一]?个?)(?:(?P<days>{_DAYS})|{_WEEK}|次|回)?"
    rf"|(?:以后|今后|往后)的?(?P<later>{_DAYS})?(?:都|[1一]律|全)|(?:长期|[1一]直|永远)的?){_NO_PUSH}"
)
_EVERY_NOT_ONCE = pattern(
    rf"{_LEAD}(?=.*[次回天个周期拜末]){_NOT_ONCE.format(days='(?P<days>' + _DAYS + ')')}{_NO_PUSH}"
)
_ONCE = pattern(
    rf"{_LEAD}(?:{_NOT_EVERY.format(days=_DAYS)}[,.]*)?{_LEAD}"
    rf"(?:(?:只|就|仅|单|光|是|停)*(?P<next>[这本下])(?:[1一])?个?(?:(?P<days>{_DAYS})|次|回|天|{_WEEK})"
    rf"|(?:只|就|仅|单|光)+(?:停|免|歇|不发|别发)?[1一这](?:次|回|天|个)){_NO_PUSH}"
)
_ONCE_NOT_EVERY = pattern(rf"{_LEAD}{_NOT_EVERY.format(days='(?P<days>' + _DAYS + ')')}{_NO_PUSH}")


@dataclass(frozen=True, slots=True)
class Corrected:
    """What is meant after all: `every` week's days, or one day; the weekdays that are named, or none.

    `later`: the one day is of the week after this.
    """

    every: bool
    weekdays: frozenset[int] = frozenset()
    later: bool = False


@lru_cache(READ_AT_ONCE)
def corrected(text: str) -> Corrected | None:
    """Return what all of `text` corrects; None for anything else. Only who was just told of days says so."""
    said = run_together(text) if len(text) <= LONGEST else ""
    for every, form in ((True, _EVERY), (False, _ONCE), (True, _EVERY_NOT_ONCE), (False, _ONCE_NOT_EVERY)):
        if said and (match := form.fullmatch(said)):
            named = match.groupdict()
            days = named.get("days") or named.get("later") or ""
            return Corrected(every, _weekdays(days), named.get("next") == "下")
    return None


def days_of_either(text: str) -> frozenset[int]:
    """Return the bare days of the week on which all of `text` wants nothing; empty where it says anything else.

    礼拜天别发了 休息 may be said of every Sunday and of the next one.
    """
    schedule = read_schedule(text)
    said = schedule.days if schedule is not None and not schedule.dates and not schedule.hour else None
    if said is None or said.base is not None or said.workdays or said.beside:
        return frozenset()
    return said.without


def _weekdays(words: str) -> frozenset[int]:
    try:
        said = read_days(words) if words else None
    except UnknownDaysError:
        return frozenset()
    return said.base.weekdays if said is not None and said.base is not None else frozenset()
