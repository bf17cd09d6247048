"""Times of day as people type them, and the moments they stand for."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
PARTS_OF_HOUR = {"半": 30, "一刻": 15, "三刻": 45, "整": 0}
AFTERNOON = frozenset({"下午", "傍晚", "pm"})
EVENING = frozenset({"晚上", "晚", "夜里", "夜晚", "今晚", "明晚"})
NIGHT = frozenset({"凌晨", "半夜", "深夜", "午夜"})
NOON = frozenset({"中午", "正午"})
EARLIER_OR_LATER = frozenset({"早一点", "晚一点", "早1点", "晚1点"})  # 改早一点 is no wish for one o'clock
MORNING = frozenset({"早上", "早晨", "清晨", "上午", "早", "明早", "am"})

_NUMBER = r"\d{1,2}|[零〇一二两三四五六七八九十]{1,3}"
_PERIOD = "|".join(sorted(AFTERNOON | EVENING | NIGHT | NOON | MORNING, key=len, reverse=True))
_LEAD = r"(?:改到|改成|改为|每天|每日|天天|在|于|到)*"
# What people add to a time without meaning another: 08:30 谢谢, 8点吧, 8点可以吗.
_COURTESY = re.compile(r"(?:[。.,，!?~…;；、]|谢谢[你您啦了]?|多谢|吧|啦|呀|哦|哈|(?:可以|行|好)[吗么]|左右)+$")
_TIME = re.compile(
    rf"{_LEAD}(?P<period>{_PERIOD})?(?:差(?P<before>{_NUMBER}|一刻)分?钟?(?:到)?)?"
    rf"(?:(?P<compact>\d{{3,4}})|(?P<hour>{_NUMBER})"
    rf"(?:(?P<mark>[:.点點时時])(?:(?P<part>半|一刻|三刻|整)|(?P<minute>{_NUMBER})分?)?)?)"
    rf"钟?(?:差(?P<less>{_NUMBER}|一刻)分?钟?)?(?P<half>am|pm)?"
)


def parse_time(text: str) -> time | None:
    """Read 8:30, 08：30, 8点, 8点半, 下午3点, 0830, 晚上8点20, 差一刻八点, 中午, 8; None for anything else."""
    said = _COURTESY.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower())
    bare = re.sub(rf"^{_LEAD}", "", said)
    if bare in NOON:
        return time(12)
    if bare in EARLIER_OR_LATER:
        return None
    match = _TIME.fullmatch(said)
    if match is None:
        return None
    if match["compact"]:
        hour, minute = int(match["compact"][:-2]), int(match["compact"][-2:])
    else:
        hour, minute = _number(match["hour"]), _minute(match)
    period = match["period"] or match["half"]
    shifted = hour if period is None else _in_period(hour, period)
    if shifted is None or shifted > 23 or minute > 59:
        return None
    return _earlier(time(shifted, minute), match)


def _earlier(at: time, match: re.Match[str]) -> time | None:
    """Return `at` less the minutes that 差一刻八点 or 八点差五分 says; None for what nobody would say."""
    said = match["before"] or match["less"]
    if said is None:
        return at
    minutes = PARTS_OF_HOUR["一刻"] if said == "一刻" else _number(said)
    if at.minute or not 0 < minutes < 60 or match["compact"] or (match["before"] and match["less"]):
        return None
    return time((at.hour - 1) % 24, 60 - minutes)


def _minute(match: re.Match[str]) -> int:
    if match["part"]:
        return PARTS_OF_HOUR[match["part"]]
    if not match["minute"]:
        return 60 if match["mark"] in {":", "."} else 0  # "8:" is no time
    digits = match["minute"]
    if match["mark"] in {":", "."} and len(digits) == 1:
        return 60  # 8:3 may be anything
    return _number(digits)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if ten:
        return DIGITS.get(tens or "一", 99) * 10 + DIGITS.get(ones or "零", 99)
    return int("".join(str(DIGITS[sign]) for sign in text))


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


def as_hour(at: time) -> str:
    """Return `at` as the HH:MM that is stored and shown."""
    return f"{at.hour:02}:{at.minute:02}"


def from_hour(text: str) -> time:
    """Read a stored HH:MM."""
    return time(int(text[:2]), int(text[3:5]))
