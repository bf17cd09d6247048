"""What is said of the pushes in words of their own: 我订阅了吗, 周末发不发, and two hours at once."""

from datetime import date, time

from core.patterns import pattern
from knowledge.language.calendar.days import DaysSaid, UnknownDaysError, read_days
from knowledge.language.calendar.periods import Periods
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.hours.hours import Wanted, read_wanted
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import Fault, MisreadError, argument, run_together, with_plain_signs

LONGEST = 60  # characters
_ANY_DAY = date(2026, 1, 1)
_PARTS = pattern(r"[,;、\s]+|而且?|然后|但是?|[和跟与及]|还有")
_NO_HOUR = pattern(r"(?:请|我?想|要|每天|各|都|再|分别|订阅|推送|推|发|收|[一1]?[条次遍])*")
_EACH = pattern(r"(?:各|都|分别)?(?:推送|推|发|收)?(?:[一1][条次遍])?$")
# Who asks how it stands wants nothing changed: 我退订了吗, 是不是暂停了, 周末发不发.
_WHOSE = (
    r"(?:请问|想问问?|帮我[看查]|看|查|我们?|咱们?|[这本]?个?群里?|这[里儿]|每日|推送|廉语|现在|目前"
    r"|今天|到底|还|都|的|时间)*"
)
_ACT = r"(?:取消订阅|订阅|订|退订|退|开通|暂停|停|恢复|静音|改|设置?|推送?|发|收)(?:推送|廉语|订阅)?"
_ASKS = r"(?:吗|没有?|么|嘛|呀|啊)?"
_ASKS_STATE = pattern(
    rf"{_WHOSE}(?:已经)?{_ACT}(?:成功|好|上|完)*(?:了|过|着|上)(?:吗|没有?|么|嘛|不)"
    rf"|{_WHOSE}(?:已经)?{_ACT}(?:成功|好|上)?没有?"
    rf"|{_WHOSE}(?:是不是|有没有|是否)(?:已经|还在|还|在)?(?:被)?{_ACT}(?:成功|好|上|完)*(?:了|着|过|中|的)?{_ASKS}"
    r"|(?:停|暂停)?到(?:几号|哪[1一]?天)(?:恢复|为止|结束)?|(?:停|暂停)到(?:几时|什么时候)|(?:几号|什么时候|哪天)恢复(?:推送)?"
)
# 圣诞节那天会发吗, 周末发不发: whether something comes on that day.
_ON_A_DAY = pattern(
    rf"{_WHOSE}(?P<day>[^,，。!?？]{{1,12}}?)(?:那几?天|这几?天|当天|当日|期间|的?时候|时)?(?:廉语|推送|也|还|都|会|要|,)*"
    rf"(?:发不发|推不推送?|送不送|收不收得?到?|会不会(?:发|推送?|送)|有没有(?:推送|廉语)?|(?:推送?|发|送|有推送|收得到)(?:吗|么|不|没)){_ASKS}"
)


def several_hours(text: str) -> list[tuple[DaysSaid | None, time]]:
    """Return the different hours that `text` names, each with its days if it names any: 工作日七点，周末九点.

    Nothing where any part of it says something else, or where it names one hour only.
    """
    said = with_plain_signs(fold(text)).strip()
    parts = [part for part in _PARTS.split(said) if part] if len(said) <= LONGEST else []
    parts = [part for part in parts if not _NO_HOUR.fullmatch(part)]
    if len(parts) < 2:
        return []
    found: list[tuple[DaysSaid | None, time]] = []
    for part in parts:
        one = _read(_EACH.sub("", part))
        if one is None or one.at is None:
            return []
        found.append((one.days, one.at))
    alike = len({days is None for days, _ in found}) == 1  # each with its days, or none
    return found if alike and len({at for _, at in found}) > 1 else []


def asks_state(text: str) -> bool:
    """Return whether all of `text` asks how the pushes stand: 我订阅了吗, 是不是暂停了, 周末发不发."""
    said = run_together(text).rstrip("?!.,~")
    return 0 < len(said) <= LONGEST and _ASKS_STATE.fullmatch(said) is not None


def day_of_a_push(text: str) -> str:
    """Return the day of which all of `text` asks whether something comes (圣诞节那天会发吗); else nothing."""
    said = run_together(text).rstrip("?!.,~")
    match = _ON_A_DAY.fullmatch(said) if 0 < len(said) <= LONGEST else None
    return match["day"] if match and _is_a_day(match["day"]) else ""


def _is_a_day(said: str) -> bool:
    try:
        if read_days(said) is not None:
            return True
    except UnknownDaysError:  # 节假日 are days of the calendar
        pass
    try:
        return Periods(_ANY_DAY, WorkCalendar.nothing()).read(argument(said)) is not None
    except MisreadError as error:
        return error.fault is not Fault.UNCLEAR


def _read(part: str) -> Wanted | None:
    try:
        return read_wanted(part)
    except (MisreadError, UnknownDaysError):
        return None
