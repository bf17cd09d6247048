"""Hours at which nothing is wanted, or within which all is: 晚上九点以后别打扰, 别在中午发, 七点以后再发.

An hour that is denied or only bounds is never the hour that is wished for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from core.patterns import pattern
from knowledge.language.hours.times import parse_time
from knowledge.language.writing.signs import run_together

LONGEST = 40  # characters
DAYBREAK, NIGHTFALL = time(6), time(22)
_EVENING = 18 * 60
_DAY = 24 * 60
# When each begins and ends, in hours; a night ends on the day after.
_PARTS = {
    "午休": (12, 14),
    "中午": (11, 14),
    "正午": (11, 14),
    "晌午": (11, 14),
    "午间": (11, 14),
    "上午": (8, 12),
    "下午": (12, 18),
    "傍晚": (17, 20),
    "早上": (5, 9),
    "早晨": (5, 9),
    "清晨": (4, 8),
    "大清早": (4, 8),
    "晚上": (18, 6),
    "晚间": (18, 6),
    "夜里": (20, 6),
    "夜间": (20, 6),
    "大半夜": (22, 6),
    "半夜": (22, 6),
    "深夜": (22, 6),
    "凌晨": (0, 6),
    "白天": (7, 18),
    "上班时间": (8, 18),
    "工作时间": (8, 18),
}
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_NUMBER = r"[\d一二两三四五六七八九十]"
_HOUR = (
    rf"(?:{_PART})?的?(?:\d{{1,2}}:\d\d|{_NUMBER}{{1,3}}[点时](?:钟|整|半|[一二三1-3]刻|{_NUMBER}{{1,3}}分?)?)"
)
_SIDE = r"以后|之后|过后|以前|之前|[前后]"
_WHEN = (
    rf"(?P<hour>{_HOUR})(?:[到至-](?P<until>{_HOUR})(?:之?间|期间|这段)?|(?P<side>{_SIDE}))?|(?P<part>{_PART})"
)
_LEAD = r"(?:请|麻烦[你您]?|[你您]|我们?|大家|以后|今后|每天|最好|那就|那|就|推送|廉语|,)*+"
_DURING = r"(?:的?时候|的?时间|时|期间|就|都|也|,)*+"
_NOT = r"(?:不[要用许想能准必再]|[不别甭莫勿])(?:再|给我们?|给大家)*"
_SEND = r"(?:推送|推|发送|发|接?收|打扰|打搅|骚扰|(?:来|又)?(?:吵闹|吵|闹|烦|惊动|扰))"
_TAIL = r"(?:我们?|大家|消息|推送|廉语|了|吧|啊|呀|哦|可以吗|好吗|行吗|谢谢[你您]?|[,.!~])*"
_DENIED = (
    pattern(rf"{_LEAD}(?:{_WHEN}){_DURING}{_NOT}{_SEND}{_TAIL}"),
    pattern(rf"{_LEAD}{_NOT}在?(?:{_WHEN})(?:的?时候|的?时间|时)?{_SEND}{_TAIL}"),
)
_NO_LATER = pattern(
    rf"{_LEAD}(?:不要|不能|不得|别|不)(?P<way>晚于|迟于|早于)(?P<hour>{_HOUR}){_DURING}(?:{_SEND})?{_TAIL}"
)
_BETWEEN = pattern(rf"{_LEAD}(?P<hour>{_HOUR})[到至-](?P<until>{_HOUR})之?间{_TAIL}")
_BOUNDED = pattern(rf"{_LEAD}(?:等到?|过了)?(?:{_WHEN}){_DURING}(?:再|才)?(?:给我们?)?{_SEND}{_TAIL}")
# In a clause: an hour that is denied there, or that other words bound.
_CLAUSES = pattern(r"[^,.;!?~\s]+")
_HARMLESS = pattern(r"能不能|可不可以|好不好|行不行|要不要?|是不是|不如|不妨|不好意思|[别不要]忘|不然")
_DENIES = pattern(r"[不别甭莫勿]|取消")
_ACTS = pattern(r"[改换调发推订收到挪设定]")
_BOUNDS = pattern(rf"钟?(?:{_SIDE}|[到至-](?={_HOUR}))")
_AN_HOUR = pattern(_HOUR)
_UP_TO = pattern(rf"(?:{_HOUR})[到至-]$")


@dataclass(frozen=True, slots=True)
class NotWanted:
    """From which minute of the day on nothing is wanted, and up to which; past midnight where it is less.

    `bounds`: the other hours were named, in which it is wanted (12点前发, 不要晚于九点).
    """

    first: int
    last: int
    bounds: bool = False

    def holds(self, at: time) -> bool:
        """Return whether nothing is wanted at that time of day."""
        minute = at.hour * 60 + at.minute
        if self.first <= self.last:
            return self.first <= minute < self.last
        return minute >= self.first or minute < self.last


def is_night(at: time) -> bool:
    """Return whether few want a message at that hour: between 22:00 and 06:00."""
    return at < DAYBREAK or at >= NIGHTFALL


def not_wanted(text: str) -> NotWanted | None:
    """Return at which hours all of `text` wants nothing; None where it says no such thing, or more."""
    said = run_together(text)
    if not said or len(said) > LONGEST:
        return None
    for form in _DENIED:
        if match := form.fullmatch(said):
            return _stretch(match.groupdict())
    if match := _NO_LATER.fullmatch(said):
        at = _minute(match["hour"])
        return None if at is None else _beyond(at, early=match["way"] == "早于")
    match = _BETWEEN.fullmatch(said) or _BOUNDED.fullmatch(said)
    return _outside(match.groupdict()) if match else None


def _beyond(at: int, *, early: bool) -> NotWanted:
    return NotWanted(0, at, bounds=True) if early else NotWanted((at + 1) % _DAY, _DAY, bounds=True)


def _outside(found: dict[str, str | None]) -> NotWanted | None:
    """Return all but the hours that are named as a stretch; None where they are none."""
    side = found.get("side") or ""
    whole: dict[str, str | None] = {"part": None, "side": None, **found}
    inside = _stretch(whole) if side or found["until"] else None
    if inside is None:
        return None
    # 21:00 以后 is up to the morning; what is not wanted then is the day before it.
    return NotWanted((_DAY if side.endswith("后") else inside.last) % _DAY, inside.first, bounds=True)


def is_denied(said: str, first: int, last: int) -> bool:
    """Return whether the hour at `first` to `last` of `said`, with plain signs, is denied or only bounds."""
    clauses = [match.span() for match in _CLAUSES.finditer(said)]
    own = next((clause for clause in clauses if clause[0] <= first < clause[1]), (0, len(said)))
    if _BOUNDS.match(said, last) or _UP_TO.search(said, max(own[0], first - 12), first):
        return True
    if _denies(said, own):
        return True
    others = any(_denies(said, one) and not _named(said, one) for one in clauses if one != own)
    return others and not _ACTS.search(said, *own)


def _denies(said: str, clause: tuple[int, int]) -> bool:
    return _DENIES.search(_HARMLESS.sub("", said[clause[0] : clause[1]])) is not None


def _named(said: str, clause: tuple[int, int]) -> bool:
    return _AN_HOUR.search(said, *clause) is not None


def _stretch(found: dict[str, str | None]) -> NotWanted | None:
    if part := found["part"]:
        first, last = _PARTS[part]
        return NotWanted(first * 60, last * 60)
    begin = _minute(found["hour"])
    if begin is None:
        return None
    side = found["side"] or ""
    if found["until"]:
        return _up_to(begin, _minute(found["until"]))
    if side.endswith("前"):
        return NotWanted(0, begin)
    last = DAYBREAK.hour * 60 if begin >= _EVENING else _DAY
    return NotWanted(begin, last if side else begin + 1)


def _up_to(begin: int, end: int | None) -> NotWanted | None:
    if end is None:
        return None
    noon = _DAY // 2
    in_the_afternoon = end <= begin <= end + noon and end < noon  # 中午12点到2点
    return NotWanted(begin, end + noon if in_the_afternoon else end)


def _minute(said: str | None) -> int | None:
    at = parse_time(said.replace("的", "")) if said else None
    return at.hour * 60 + at.minute if at else None


def free_hours(unwanted: NotWanted, offered: Iterable[str]) -> tuple[str, ...]:
    """Return those of the hours `offered` (HH:MM) at which something may come."""
    return tuple(hour for hour in offered if not unwanted.holds(time.fromisoformat(hour)))
