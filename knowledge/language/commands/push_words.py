"""What is said of the pushes in words of their own: 静音, 我订阅了吗, and two hours that cannot both be had."""

from datetime import date, time

from core.patterns import pattern
from knowledge.language.calendar.days import DaysSaid, UnknownDaysError, read_days
from knowledge.language.calendar.periods import Periods
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.hours.hours import Wanted, read_wanted
from knowledge.language.schedules.tokens import heard_in
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import Fault, MisreadError, argument, with_plain_signs

LONGEST = 60  # characters
_ANY_DAY = date(2026, 1, 1)
_LEAD = (
    r"(?:请|麻烦[你您]?|帮我|给我|我|想|要|能不能|可以|把|将|以后|推送|廉语|每日廉语|发送?|的?时候|时|设为|设成|设置成?|改成|改为|调成"
    r"|开启|,)*?"
)
_TAIL = r"(?:推送|模式|发|吧|了|行吗|好吗|可以吗|谢谢[你您]?|[,.!?~])*"
_THEN = (
    r"(?:(?:夜里|半夜|大半夜|夜间|深夜|晚上|晚间|中午|午休|早上|上午|下午|凌晨|白天|上班时间|工作时间)"
    r"(?:的?时候|的?时间|时)?(?:就|都|也|给我)*)?"
)
_MUTE = pattern(
    rf"{_LEAD}{_THEN}(?:(?:别|不要|不|莫|甭)(?:再|给我)*(?:响(?:铃)?|叮咚?|出声|嗡嗡?)(?!应)|静音|无声|不要?响铃?|别响铃?|不要?(?:出|有)声音?|别出声|不要声音|关(?:闭|掉)?(?:声音|铃声|提示音)|消音|免打扰模式){_TAIL}"
)
_UNMUTE = pattern(
    rf"{_LEAD}(?:(?:取消|关闭|关掉|解除|不要|别|不用)静音|(?:恢复|打开|开启|开)(?:响铃|声音|铃声|提示音)|要?响铃|要响|(?:要|有|放)(?:声音|铃声|提示音)){_TAIL}"
)
_BEFORE_HOLIDAYS = (
    r"(?:放假|过?节|节假日|假期|长假|节日|(?:元旦|春节|清明|五一|端午|中秋|国庆)节?)"
    r"(?:之?前|以前)(?:的?[1一]天)?"
)
_REMIND = r"(?:提醒|提示|打(?:个|声)?招呼|(?:推送|推|发)(?:[1一][条次个](?:提醒)?|提醒))"
_EVE_LEAD = r"(?:请|麻烦[你您]?|帮我|给我们?|我们?|想|要|能不能|可以|以后|每次|记得|每个?|,)*+"
_EVE_TAIL = (
    r"(?:[1一]?下|[1一]声|大家|我们?|群里|各位|[1一][条次]|功能|吧|了|啊|呀|行吗|好吗|可以吗|谢谢[你您]?"
    r"|[,.!?~])"
)
_EVE = pattern(
    rf"{_EVE_LEAD}(?:开启|打开|开通|开|加上|增加|恢复){_BEFORE_HOLIDAYS}的?{_REMIND}{_EVE_TAIL}*"
    rf"|{_EVE_LEAD}{_BEFORE_HOLIDAYS}(?:也|都|再|给|先|记得|要|请|我们?|大家)*{_REMIND}{_EVE_TAIL}+"
    rf"|{_EVE_LEAD}{_BEFORE_HOLIDAYS}(?:也|都|再|给|先|记得|要|请|我们?|大家)++{_REMIND}"
)
_NO_EVE = pattern(
    rf"{_EVE_LEAD}(?:不要?|不用|不需要|不再|别|取消|关闭|关掉|停掉|停止|退订)(?:再)?{_BEFORE_HOLIDAYS}的?{_REMIND}{_EVE_TAIL}*"
    rf"|{_EVE_LEAD}{_BEFORE_HOLIDAYS}的?(?:(?:不要|不用|不必|别)(?:再)?{_REMIND}|{_REMIND}(?:关掉|关闭|关了|取消|停掉|停了|不要了|不用了)){_EVE_TAIL}*"
)
_CLAUSES, _ASKS_WHY = pattern("[,;.!~]+"), pattern("[?吗么呢]|什么|怎|哪|谁")
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


def mute_wanted(text: str) -> bool | None:
    """Return whether pushes shall make no sound, where all of `text` says that; else None."""
    said = "".join(with_plain_signs(fold(text)).split())
    if not said or len(said) > LONGEST:
        return None
    if _UNMUTE.fullmatch(said):
        return False
    clauses = [one for one in _CLAUSES.split(said) if one]
    if len(clauses) > 1 and not _ASKS_WHY.search(said):  # 夜里莫响，吵老伴 says why
        muted = [_MUTE.fullmatch(one) is not None for one in clauses]
        return (
            True
            if any(muted) and not any(heard_in(one) for one in clauses if not _MUTE.fullmatch(one))
            else None
        )
    return True if _MUTE.fullmatch(said) else None


def eve_wanted(text: str) -> bool | None:
    """Return whether 节前提醒 is wanted, where all of `text` says that (节前提醒一下大家); else None."""
    said = "".join(with_plain_signs(fold(text)).split())
    if not said or len(said) > LONGEST:
        return None
    if _NO_EVE.fullmatch(said):
        return False
    return True if _EVE.fullmatch(said) else None


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
    said = "".join(with_plain_signs(fold(text)).split()).rstrip("?!.,~")
    return 0 < len(said) <= LONGEST and _ASKS_STATE.fullmatch(said) is not None


def day_of_a_push(text: str) -> str:
    """Return the day of which all of `text` asks whether something comes (圣诞节那天会发吗); else nothing."""
    said = "".join(with_plain_signs(fold(text)).split()).rstrip("?!.,~")
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
