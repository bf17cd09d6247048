"""Times of day as people type them, and the moments they mean."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.patterns import pattern
from knowledge.language.calendar.saying import said_day
from knowledge.language.writing.signs import Fault, MisreadError, argument, letters_of

PARTS_OF_HOUR = {"半": 30, "1刻": 15, "2刻": 30, "3刻": 45, "整": 0, "正": 0}
AFTERNOON = frozenset({"下午", "午后", "傍晚", "pm"})
EVENING = frozenset({"晚上", "晚间", "晚", "夜里", "夜晚", "今晚", "明晚"})
NIGHT = frozenset({"凌晨", "半夜", "深夜", "午夜"})
NOON = frozenset({"中午", "正午"})
EARLIER_OR_LATER = frozenset({"早1点", "晚1点"})  # 改早一点 is no wish for one o'clock
MORNING = frozenset({"早上", "早晨", "清晨", "上午", "早起", "清早", "早", "明早", "am"})

_PERIOD = "|".join(sorted(AFTERNOON | EVENING | NIGHT | NOON | MORNING, key=len, reverse=True))
_LEAD = r"(?:改到|改成|改为|每天|每日|天天|准时|在|于|到)*"
# What people add to a time without meaning another: 08:30 谢谢, 8点吧, 8点可以吗.
_COURTESY = pattern(r"(?:[.,!?~…;-]|谢谢[你您了]?|多谢|吧|啦|呀|哦|哈|(?:可以|行|好)[吗么]|左右)+$")
_HALF_DAY = pattern(r"([ap])\.m\.?")
_TIME = pattern(
    rf"{_LEAD}(?P<period>{_PERIOD})?(?:差(?P<before>\d{{1,2}}|1刻)分?钟?(?:到)?)?"
    r"(?:(?P<compact>\d{3,4})|(?P<hour>\d{1,2})"
    r"(?:(?P<mark>[:;.点时])(?:(?P<part>半|[123]刻|整|正)|过?(?P<minute>\d{1,2})分?)?)?)"
    r"钟?(?:差(?P<less>\d{1,2}|1刻)分?钟?)?(?P<half>am|pm)?"
)

# The twelve double hours of old: 辰时三刻 is 07:45, 辰正 is 08:00.
_DOUBLE_HOURS = "丑寅卯辰巳午未申酉戌亥子"  # from one in the morning
_OLD = pattern(
    rf"{_LEAD}(?:{_PERIOD})?(?P<name>[{_DOUBLE_HOURS}])(?:时(?P<half>[初正中末])?(?:(?P<part>[123]刻))?|(?P<alone>[初正末]))"
)
_OF_OLD = pattern(rf"[{_DOUBLE_HOURS}](?:时|[初正末])")
_ABOUT = pattern(rf"[{_DOUBLE_HOURS}](?:时[中末]|末)")
LATE_IN_IT = time(1, 45)  # 卯时末 is about a quarter of an hour before its end

LETTERS = letters_of(_LEAD, _OLD.pattern, _COURTESY.pattern, _TIME.pattern, *NOON, *EARLIER_OR_LATER)


def parse_time(text: str) -> time | None:
    """Read a time of day as `read_time` does; None for anything else."""
    try:
        return read_time(text)
    except MisreadError:
        return None


def read_time(text: str) -> time:
    """Read 8:30, 08：30, 8点, 8点半, 下午3点, 0830, 晚上8点20, 差一刻八点, 中午, 8, in either script.

    Raises MisreadError: 25点 and 8:99 read as times and are none, anything else is unclear.
    """
    said = _COURTESY.sub("", _HALF_DAY.sub(r"\1m", argument(text)))
    bare = re.sub(rf"^{_LEAD}", "", said)
    if bare in NOON:
        return time(12)
    if old := _OLD.fullmatch(said):
        return _of_old(old)
    match = _TIME.fullmatch(said)
    if match is None or bare in EARLIER_OR_LATER:
        raise MisreadError
    if match["compact"]:
        hour, minute = int(match["compact"][:-2]), int(match["compact"][-2:])
    else:
        hour, minute = int(match["hour"]), _minute(match)
    period = match["period"] or match["half"]
    shifted = hour if period is None else _in_period(hour, period)
    if shifted is None or shifted > 23 or minute > 59:
        raise MisreadError(Fault.NO_SUCH_TIME)
    return _earlier(time(shifted, minute), match)


def names_double_hour(text: str) -> bool:
    """Return whether `text` names one of the twelve double hours: 卯时, 辰正."""
    return _OF_OLD.search(argument(text)) is not None


def is_about(text: str) -> bool:
    """Return whether `text` names a stretch of a double hour that is no minute: 卯时末. It is asked about."""
    return _ABOUT.search(argument(text)) is not None


def _of_old(match: re.Match[str]) -> time:
    where, first = match["half"] or match["alone"], 2 * _DOUBLE_HOURS.index(match["name"]) + 1
    if where == "末":
        if match["part"]:
            raise MisreadError
        return time((first + LATE_IN_IT.hour) % 24, LATE_IN_IT.minute)
    hour = first + (where in {"正", "中"})
    return time(hour % 24, PARTS_OF_HOUR[match["part"]] if match["part"] else 0)


def _earlier(at: time, match: re.Match[str]) -> time:
    """Return `at` less the minutes that 差一刻八点 or 八点差五分 says. Raises MisreadError."""
    said = match["before"] or match["less"]
    if said is None:
        return at
    minutes = PARTS_OF_HOUR["1刻"] if said == "1刻" else int(said)
    if at.minute or not 0 < minutes < 60 or match["compact"] or (match["before"] and match["less"]):
        raise MisreadError
    return time((at.hour - 1) % 24, 60 - minutes)


def _minute(match: re.Match[str]) -> int:
    """Return the minute; 8: and 8:3 may be anything. Raises MisreadError."""
    if match["part"]:
        return PARTS_OF_HOUR[match["part"]]
    written = match["mark"] in {":", ";", "."}
    if written and len(match["minute"] or "") < 2:
        raise MisreadError
    return int(match["minute"] or 0)


def _in_period(hour: int, period: str) -> int | None:
    """Return the hour of 24 that `hour` means in that part of the day; None if it has no such hour."""
    if period in MORNING:
        return hour if hour < 12 else 0 if period == "am" and hour == 12 else 12 if hour == 12 else None
    if hour > 12:
        return None if period in NIGHT | NOON else hour  # 下午15点: they mean it
    if period in NIGHT:
        return hour % 12 if hour == 12 or hour < 7 else hour + 12 if hour >= 9 else None
    if period in NOON:
        return {11: 11, 12: 12, 1: 13, 2: 14}.get(hour)
    if period in AFTERNOON:
        return 12 if hour == 12 else hour + 12 if hour else None
    return 0 if hour == 12 else hour + 12 if hour >= 5 else hour  # 晚上12点 is midnight, 晚上1点 is night


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the moment `at` of `day` in `zone`, in UTC.

    An hour that daylight saving skips counts as the hour after it, one it repeats as its first.
    """
    return datetime.combine(day, at, zone).astimezone(UTC)


def midnight_after(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment `day` ends in `zone`, in UTC."""
    return moment_of(day + timedelta(days=1), time(), zone)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the date that `moment` (aware) falls on in `zone`."""
    return moment.astimezone(zone).date()


def local_minute(moment: datetime, zone: ZoneInfo, *, seconds: bool = False) -> str:
    """Return `moment` (aware) as files and commands show it, in `zone`: 2026-03-02 08:30."""
    return f"{moment.astimezone(zone):{'%Y-%m-%d %H:%M:%S' if seconds else '%Y-%m-%d %H:%M'}}"


def said_minute(moment: datetime, zone: ZoneInfo) -> str:
    """Return `moment` (aware) as a sentence says it, in `zone`: 3月2日 08:30."""
    at = moment.astimezone(zone)
    return f"{said_day(at)} {at:%H:%M}"


def as_hour(at: time) -> str:
    """Return `at` as the HH:MM that is stored and shown."""
    return f"{at.hour:02}:{at.minute:02}"


def from_hour(text: str) -> time:
    """Read a stored HH:MM."""
    return time(int(text[:2]), int(text[3:5]))
