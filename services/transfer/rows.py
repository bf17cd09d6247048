"""One subscription in a file: its fields, how each may be written, and what to say of a bad one.

People open the file in office programs, which rewrite some values: 08:30 becomes 8:30:00, true
TRUE, a date 2026/3/2. All of that is read; what a program has destroyed is named.
"""

import json
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from core.days import Days
from core.models import ChatKind, Look
from core.patterns import pattern
from storage.pushes.subscriptions import MOST_SKIPPED, written_dates
from storage.states import ChatState

INTEGER = pattern(r"-?\d{1,16}")
SCIENTIFIC = pattern(r"-?\d+(?:\.\d+)?[eE]\+?\d+|-?\d+\.0*")
CLOCK_TIME = pattern(r"(\d{1,2})[:：](\d{2})(?:[:：]00)?")
DAY = pattern(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
HIGHEST_CHAT_ID = 2**52  # Telegram: an id has at most 52 significant bits
HIGHEST_THREAD_ID = 2**31 - 1
LONGEST_TEXT = 300  # characters; Telegram's own titles are shorter
TRUE, FALSE = frozenset({"true", "1", "yes", "是"}), frozenset({"false", "0", "no", "否"})


def _integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    said = str(value).strip()
    if INTEGER.fullmatch(said):
        return int(said)
    if isinstance(value, float) or SCIENTIFIC.fullmatch(said):
        raise ValueError(f"{_shown(value)}被表格软件改写过，原来的数字已丢失：请把这一列设为文本，重新填写")
    raise ValueError(f"{_shown(value)}不是整数")


def _chat_id(value: object) -> int:
    number = _integer(value)
    if number == 0 or abs(number) >= HIGHEST_CHAT_ID:
        raise ValueError(f"{number} 不是 Telegram 的会话编号")
    return number


def _thread_id(value: object) -> int | None:
    if value is None:
        return None
    number = _integer(value)
    if not 0 < number <= HIGHEST_THREAD_ID:
        raise ValueError(f"{number} 不是话题编号：应是正整数，主话题留空")
    return number


def _person(value: object) -> int | None:
    if value is None:
        return None
    number = _integer(value)
    if not 0 < number < HIGHEST_CHAT_ID:
        raise ValueError(f"{number} 不是人的编号：应是正整数，不清楚就留空")
    return number


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    said = str(value).strip().lower()
    if said not in TRUE | FALSE:
        raise ValueError(f"{_shown(value)}应是 true 或 false")
    return said in TRUE


def _clock_time(value: object) -> str:
    match = CLOCK_TIME.fullmatch(str(value).strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f"{_shown(value)}不是时间：应形如 08:30")
    return f"{int(match[1]):02}:{match[2]}"


def _clock_time_or_none(value: object) -> str:
    return "" if value in {None, ""} else _clock_time(value)


def _weekday(value: object) -> int | None:
    if value is None:
        return None
    number = _integer(value)
    if number not in range(1, 8):
        raise ValueError(f"{number} 不是星期几：应是 1 到 7，1 是周一，不要每周一题就留空")
    return number


def _days(value: object) -> str:
    said = str(value).strip().lower().replace(",", "").replace(" ", "")
    try:
        return Days.read(said).value
    except ValueError:
        names = "every、weekdays、workdays、135（周一、三、五）"
        raise ValueError(f"{_shown(value)}应是 {names} 之一，workdays:1245 是其中几天") from None


def _dates(value: object) -> str:
    dates = [_day(one) for one in re.split(r"[,;\s]+", str(value).strip()) if one]
    try:
        return written_dates(one for one in dates if one)
    except ValueError:
        raise ValueError(f"日期太多：最多 {MOST_SKIPPED} 个") from None


def _day(value: object) -> date | None:
    if value is None:
        return None
    if match := DAY.fullmatch(str(value).strip()):
        with suppress(ValueError):  # 2026-02-30
            return date(int(match[1]), int(match[2]), int(match[3]))
    raise ValueError(f"{_shown(value)}不是日期：应形如 2026-03-02")


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(str(value).strip())
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    raise ValueError(f"{_shown(value)}不是带时区的时刻：应形如 2026-03-02T08:30:00+08:00，不清楚就留空")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{_shown(value)}应是文字")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"太长：最多 {LONGEST_TEXT} 个字")
    return value


def _one_of(*allowed: str) -> BeforeValidator:
    def check(value: object) -> str:
        said = str(value).strip().lower()
        if said not in allowed:
            raise ValueError(f"{_shown(value)}应是 {'、'.join(allowed)} 之一")
        return said

    return BeforeValidator(check)


def _shown(value: object) -> str:
    """Return a value from the file as a short piece of one line."""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    said = "".join(sign if sign.isprintable() else " " for sign in said)
    return f"“{said if len(said) <= 40 else said[:40] + '…'}”"


def _values(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(one.value for one in kind)


Truth = Annotated[bool, BeforeValidator(_truth)]
FreeText = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date | None, BeforeValidator(_day)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
# A migrated chat has no subscription: it went with the group to its new id.
STATES = tuple(one for one in _values(ChatState) if one != ChatState.MIGRATED.value)


class SubscriptionRow(BaseModel):
    """A subscription and its chat, as a file says them. A field is a column of the file, in this order.

    A new column of the table `subscriptions` is a line here, with the default for files that lack it, and
    nothing else. What a file does not say (`model_fields_set`) stays as it is in the database.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    chat_id: Annotated[int, BeforeValidator(_chat_id)]
    kind: Annotated[str, _one_of(*_values(ChatKind))]
    title: FreeText = ""
    state: Annotated[str, _one_of(*STATES)] = ChatState.ACTIVE.value
    state_reason: FreeText = ""
    active: Truth = True
    time: Annotated[str, BeforeValidator(_clock_time)]
    thread_id: Annotated[int | None, BeforeValidator(_thread_id)] = None
    days: Annotated[str, BeforeValidator(_days)] = Days.EVERY.value
    before_holidays: Truth = False
    muted: Truth = False
    look: Annotated[str, _one_of(*_values(Look))] = Look.TEXT.value
    starts_on: Day = None
    resumes_on: Day = None
    skips: Annotated[str, BeforeValidator(_dates)] = ""
    subscribed_by: Annotated[int | None, BeforeValidator(_person)] = None
    quiz_day: Annotated[int | None, BeforeValidator(_weekday)] = None
    quiz_time: Annotated[str, BeforeValidator(_clock_time_or_none)] = ""
    quiz_from: Day = None
    created_at: Moment = None
    changed_at: Moment = None

    @model_validator(mode="after")
    def _sign_fits_kind(self) -> Self:
        if (self.chat_id > 0) != (self.kind == ChatKind.PRIVATE.value):
            raise ValueError("chat_id 与 kind 不符：私聊（private）的编号是正数，群和频道的是负数")
        return self


FIELDS = tuple(SubscriptionRow.model_fields)
# What may be empty in a table's cell and means just that; any other empty cell says nothing.
MAY_BE_EMPTY = frozenset(
    name
    for name, field in SubscriptionRow.model_fields.items()
    if field.default is None and not field.is_required()
)


def read_row(values: dict[str, Any]) -> SubscriptionRow:
    """Make a row of what a file says. Raises ValueError that says, in Chinese, all that is wrong with it."""
    try:
        return SubscriptionRow.model_validate(values)
    except ValidationError as error:
        raise ValueError("；".join(_explain(one) for one in error.errors(include_url=False))) from None


def _explain(error: Any) -> str:  # noqa: ANN401 -- pydantic's ErrorDetails is a TypedDict of its core
    name = "".join(str(part) for part in error["loc"])
    if error["type"] == "missing":
        return f"缺少 {name}"
    if error["type"] == "extra_forbidden":
        return f"不认识{_shown(name)}这一项"
    said = error["msg"].removeprefix("Value error, ")
    return f"{name}：{said}" if name else said
