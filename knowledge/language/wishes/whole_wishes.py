"""Wishes that read as days or as a pause to their last word: 每周一, 除了周三, 这周不要发, 五一前别发.

No question to the speeches does. A mere day (周一, 明天) is left out: it may be anything.
"""

from datetime import date

from core.patterns import pattern
from knowledge.language.calendar.days import UnknownDaysError, read_days
from knowledge.language.calendar.pauses import read_pause, without_counts
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.commands.pushes.push_words import several_hours
from knowledge.language.commands.pushes.switches import eve_wanted, mute_wanted, turned
from knowledge.language.hours.hours import read_wanted
from knowledge.language.hours.hours_not_wanted import not_wanted
from knowledge.language.hours.shifts import read_shift
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import MisreadError

LONGEST = 40  # characters
_ANY_DAY = date(2026, 1, 1)
_OF_DAYS = pattern(r"每|逢|只|仅|除|不|别|莫|勿|甭|唔|发|發|推|也|改|收|换")
_OF_A_PAUSE = pattern(
    r"不要|不用|不必|不推|不发|不收|不看|别|莫|勿|甭|唔|停|再发|再發|再推|再说|再來|恢复|恢復|继续"
)
_ALL_OF_THEM = pattern("[2-9两二三四五六七]天都")  # 两天都停: days that were named before, not the next ones
_SEVERAL = pattern(r"(?:周|星期|礼拜).*[一二三四五六日天末1-7]|工作日|每天|双休日")
_UNCLEAR = pattern(
    r"(?:我|还是|有点儿?|实在|真的?|完全|根本|这个?|这段话?|那段话?|这句话?|没太|不太|,)*"
    r"(?:不懂|没懂|没看懂|看不(?:太)?懂|没看明白|看不明白|不明白|没明白|听不懂|没听懂|没读懂|读不懂|不太懂|不太明白|不太理解|不理解"
    r"|没理解|(?:是)?(?:啥|什么|什麼|几个)意思|(?:说|讲)的?(?:是)?(?:啥|什么)|云里雾里)"
    r"(?:啊|呀|了|呢|吗|嘛|诶|哎|哦|的|[,.?!~。，？！～…])*"
)


def whole_wish(text: str) -> str | None:
    """Return the command that all of `text` is an argument of, settings or pause; else None."""
    if not text or len(text) > LONGEST:
        return None
    said = fold(without_counts(text))
    if read_shift(text) is not None or mute_wanted(text) is not None or several_hours(text):
        return "settings"
    if not_wanted(text) is not None or eve_wanted(text) is not None or turned(text):
        return "settings"
    if _OF_DAYS.search(said):
        try:
            if read_days(text) is not None:
                return "settings"
        except UnknownDaysError:
            return None
    paused = _OF_A_PAUSE.search(said) and not _ALL_OF_THEM.search(said)
    return "pause" if paused and _is_pause(text) else None


def _is_pause(text: str) -> bool:
    try:
        read_pause(text, _ANY_DAY, _ANY_DAY, WorkCalendar.nothing())
    except MisreadError:
        return False
    return True


def is_days(text: str) -> bool:
    """Return whether somebody says nothing but several days of the week: 周一到周五, 周一三五, 工作日8点."""
    if not text or len(text) > LONGEST or not _SEVERAL.search(fold(text)):
        return False
    try:
        return read_wanted(text).days is not None
    except (UnknownDaysError, MisreadError):
        return False


def is_unclear(text: str) -> bool:
    """Return whether somebody says no more than that they did not understand: 不懂, 啥意思, 没看明白."""
    return _UNCLEAR.fullmatch("".join(fold(text).split())) is not None
