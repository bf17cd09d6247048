"""What is said of the pushes in words of their own: 静音, 我订阅了吗, and two hours that cannot both be had."""

from datetime import time

from core.patterns import pattern
from knowledge.language.days import DaysSaid, UnknownDaysError
from knowledge.language.hours import Wanted, read_wanted
from knowledge.language.normalize import fold
from knowledge.language.signs import MisreadError, with_plain_signs

LONGEST = 60  # characters
_LEAD = (
    r"(?:请|麻烦[你您]?|帮我|给我|我|想|要|能不能|可以|把|将|以后|推送|廉语|每日廉语|的?时候|时|设为|设成|设置成?|改成|改为|调成"
    r"|开启|,)*?"
)
_TAIL = r"(?:推送|模式|发|吧|了|行吗|好吗|可以吗|谢谢[你您]?|[,.!?~])*"
_MUTE = pattern(
    rf"{_LEAD}(?:静音|无声|不要?响铃?|别响铃?|不要?(?:出|有)声音?|别出声|不要声音|关(?:闭|掉)?(?:声音|铃声|提示音)|消音|免打扰模式){_TAIL}"
)
_UNMUTE = pattern(
    rf"{_LEAD}(?:(?:取消|关闭|关掉|解除|不要|别|不用)静音|(?:恢复|打开|开启|开)(?:响铃|声音|铃声|提示音)|响铃|(?:要|有|放)(?:声音|铃声|提示音)){_TAIL}"
)
_PARTS = pattern(r"[,;、\s]+|而且?|然后|但是?|[和跟与及]|还有")
_NO_HOUR = pattern(r"(?:请|我?想|要|每天|各|都|再|分别|订阅|推送|推|发|收|[一1]?[条次遍])*")
_EACH = pattern(r"(?:各|都|分别)?(?:推送|推|发|收)?(?:[一1][条次遍])?$")
# Who asks how it stands wants nothing changed: 我退订了吗, 是不是暂停了, 周末发不发.
_WHOSE = (
    r"(?:请问|想问问?|帮我[看查]|看|查|我们?|咱们?|[这本]?个?群里?|这[里儿]|每日|推送|廉语|现在|目前"
    r"|今天|到底|还|都|的|时间)*"
)
_ACT = r"(?:取消订阅|订阅|订|退订|退|开通|暂停|停|恢复|静音|改|设置?|推送?|发|收)(?:推送|廉语|订阅)?"
_DAYS = (
    r"(?:周末|双休日|(?:周|星期|礼拜)[一二三四五六日天]|节假日|假期|放假|节日|春节|国庆|五一|元旦|中秋|端午"
    r"|明天|后天|今天)"
)
_ASKS = r"(?:吗|没有?|么|嘛|呀|啊)?"
_ASKS_STATE = pattern(
    rf"{_WHOSE}(?:已经)?{_ACT}(?:成功|好|上|完)*(?:了|过|着|上)(?:吗|没有?|么|嘛|不)"
    rf"|{_WHOSE}(?:已经)?{_ACT}(?:成功|好|上)?没有?"
    rf"|{_WHOSE}(?:是不是|有没有|是否)(?:已经|还在|还|在)?(?:被)?{_ACT}(?:成功|好|上|完)*(?:了|着|过|中|的)?{_ASKS}"
    rf"|{_WHOSE}{_DAYS}(?:也|还|都|会|要|时|的时候)*(?:发不发|推不推送?|收不收得?到?|会不会(?:发|推送?)|有没有(?:推送|廉语)?){_ASKS}"
    rf"|{_WHOSE}{_DAYS}(?:也|还|都|会|要|时|的时候)*(?:推送?|发|有推送|收得到)(?:吗|么)"
)


def mute_wanted(text: str) -> bool | None:
    """Return whether pushes shall make no sound, where all of `text` says that; else None."""
    said = "".join(with_plain_signs(fold(text)).split())
    if not said or len(said) > LONGEST:
        return None
    if _UNMUTE.fullmatch(said):
        return False
    return True if _MUTE.fullmatch(said) else None


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


def _read(part: str) -> Wanted | None:
    try:
        return read_wanted(part)
    except (MisreadError, UnknownDaysError):
        return None
