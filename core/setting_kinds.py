"""What a setting's value may be: durations, times, days, addresses, paths, people. Each has its bounds.

A value is read as people write it. The message about a wrong value is in Chinese and never quotes it, because
it may be a secret in the wrong place.
"""

import os
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytimeparse2
from pydantic import AfterValidator, AnyUrl, BeforeValidator, Field, TypeAdapter, ValidationError

from core.hand_written import written_path

# Else pydantic reads what each installed package offers, to find plugins: a fifth of what the settings take.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"

WITH_UNIT = "要带单位，例如 4h、90m、1h30m"
LONGEST = 64  # characters of a duration, a time, a zone
# A calendar with more days than that is a mistake.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
# Telegram's own promise: a number has at most 52 significant bits; a supergroup's is below -10^12.
LARGEST_NUMBER = 2**52
ADDRESS = TypeAdapter(AnyUrl)


def _no_truth(value: object) -> object:
    """Refuse true and false where a number is asked for: pydantic would take them for 1 and 0."""
    if isinstance(value, bool):
        raise ValueError("应是数，不是 true 或 false")
    return value


def _duration(value: object) -> object:
    """Read 4h, 90m, 1h30m; ISO 8601 and HH:MM:SS are left for pydantic. A bare number could mean anything."""
    if isinstance(value, timedelta):
        return value
    if (
        not isinstance(value, str)
        or len(value) > LONGEST
        or re.fullmatch(r"\s*[+-]?[\d.]*[1-9][\d.]*\s*", value)
    ):
        raise ValueError(WITH_UNIT)
    seconds = pytimeparse2.parse(value.strip())
    if not isinstance(seconds, int | float):
        return value
    try:
        return timedelta(seconds=seconds)
    except OverflowError:
        raise ValueError("太长了") from None


def between(shortest: str, longest: str) -> AfterValidator:
    """Return the bounds of a duration, both of them allowed, written as in config.toml."""
    least, most = (timedelta(seconds=float(pytimeparse2.parse(bound) or 0)) for bound in (shortest, longest))

    def check(value: timedelta) -> timedelta:
        if not least <= value <= most:
            raise ValueError(f"应在 {shortest} 到 {longest} 之间")
        return value

    return AfterValidator(check)


def _clock_time(value: object) -> object:
    """Read 8:30 as well as 08:30; nothing that would mean seconds."""
    if isinstance(value, time):
        return value
    match = re.fullmatch(r"(\d{1,2})[:：](\d{2})", value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError("应是二十四小时制的时间，例如 08:30")
    return f"{int(match[1]):02}:{int(match[2]):02}"


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("不是时区名（例如 Asia/Shanghai）") from error
    return value


def _day(value: object) -> date:
    """Read 2027-02-06, quoted or not; pydantic alone would take numbers and hours too."""
    day = value if isinstance(value, date) and not isinstance(value, datetime) else None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"没有 {value} 这一天") from None
    if day is None:
        shown = f"“{value}”不是日期，" if re.fullmatch(r"[\d年月日号./-]{1,20}", str(value)) else ""
        raise ValueError(f"{shown}应写作 2027-02-06")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} 太远了，应在 {FIRST_DAY} 到 {LAST_DAY} 之间")
    return day


def _list(value: object, example: str = '应是日期的列表，例如 ["2027-02-06", "2027-02-07"]') -> object:
    """Read the environment's 2027-02-06,2027-02-07 as a list."""
    if isinstance(value, str):
        return [part for part in re.split(r"[\s,，、]+", value) if part]
    if not isinstance(value, list | set | frozenset):
        raise ValueError(example)
    return value


def _people(value: object) -> object:
    """Read a list of people's Telegram numbers; a single one is a list too."""
    return _list([value] if isinstance(value, int) else value, "应是 Telegram 编号的列表，例如 [123456789]")


def _groups(value: object) -> object:
    """Read a list of numbers of groups and channels."""
    return _list([value] if isinstance(value, int) else value, "应是群的编号的列表，例如 [-1001234567890]")


def _web_address(value: str) -> str:
    _check_address(value, {"http", "https"}, "应是 http:// 或 https:// 开头的地址")
    return value.rstrip("/")


def _web_address_or_none(value: str) -> str:
    return _web_address(value) if value else ""


def _proxy_address(value: str) -> str:
    if value:
        _check_address(
            value, {"http", "https", "socks5", "socks5h"}, "应是 http://、https:// 或 socks5:// 开头的地址"
        )
    return value


def _check_address(value: str, schemes: set[str], complaint: str) -> None:
    """Raise ValueError unless all later readers of addresses understand this one in the same way."""
    try:
        ADDRESS.validate_python(value)
        parts = urlsplit(value)
        # Printable ASCII without what an unquoted password would hold: see `core.hiding`.
        good = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        good = good and re.fullmatch(r"[!-~]+", value) is not None and not re.search(r"[\\\"<>^`{|}]", value)
        good = good and parts.netloc.count("@") <= 1
    except (ValueError, ValidationError):  # a port that is no number, a bracket, a sign that stands for another
        good = False
    if not good:
        raise ValueError(f"{complaint}；口令里的特殊字符要写成百分号形式，例如 @ 写成 %40")


def _path(value: object) -> object:
    """Read ~ and $NAME; refuse an empty name, which would mean the folder in which the program is started."""
    if isinstance(value, Path):
        return value
    if not isinstance(value, str):
        raise ValueError("应是文件夹的名字（加引号的文字）")
    if not value:
        raise ValueError("不能是空的")
    return written_path(value)


def _clock_time_or_none(value: object) -> object:
    return None if value is None or value == "" else _clock_time(value)


def _path_or_none(value: object) -> object:
    return None if value == "" else _path(value)


Whole = Annotated[int, BeforeValidator(_no_truth)]
Fraction = Annotated[float, BeforeValidator(_no_truth)]
Folder = Annotated[Path, BeforeValidator(_path)]
File = Annotated[Path | None, BeforeValidator(_path_or_none)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
OptionalClockTime = Annotated[time | None, BeforeValidator(_clock_time_or_none)]
Zone = Annotated[str, Field(max_length=LONGEST), AfterValidator(_zone)]
People = Annotated[frozenset[Annotated[Whole, Field(gt=0, lt=LARGEST_NUMBER)]], BeforeValidator(_people)]
Groups = Annotated[frozenset[Annotated[Whole, Field(gt=-LARGEST_NUMBER, lt=0)]], BeforeValidator(_groups)]
Days = Annotated[frozenset[Annotated[date, BeforeValidator(_day)]], BeforeValidator(_list)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
OptionalWebAddress = Annotated[str, AfterValidator(_web_address_or_none)]
ProxyAddress = Annotated[str, AfterValidator(_proxy_address)]
