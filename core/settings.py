"""Every setting, from `config.toml` and the environment.

`BOT_<SECTION>__<KEY>` in the environment wins over the file; secrets come from the environment only.
Nothing is ignored: an unknown key or a value of the wrong kind is an error that names it.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytimeparse2
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from core.errors import OperatorError
from core.places import HOME

ENV_PREFIX = "BOT_"
# Relative paths: in the file they start from its folder, in the environment from the working directory,
# and the defaults from core.places.HOME, so that the bot may be started from anywhere.
PATH_KEYS = (("storage", "folder"), ("knowledge", "folder"), ("telegram", "token_file"))
DEFAULT_API_URL = "https://api.telegram.org"
# Telegram's own shape: the bot's number, a colon, 35 characters; other servers are free to issue shorter ones.
TOKEN_SHAPE = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{3,128}")


def _duration(value: object) -> object:
    """Read 4h, 90m, 1h30m; ISO 8601 and HH:MM:SS are left for pydantic. A bare number could mean anything."""
    if isinstance(value, timedelta):
        return value
    if not isinstance(value, str) or (value.strip().isdecimal() and int(value)):
        raise ValueError("要带单位，例如 4h、90m、1h30m")
    seconds = pytimeparse2.parse(value.strip())
    return timedelta(seconds=seconds) if isinstance(seconds, int | float) else value


def _clock_time(value: object) -> object:
    """Read 8:30 as well as 08:30; nothing that would mean seconds."""
    if isinstance(value, time):
        return value
    match = re.fullmatch(r"(\d{1,2})[:：](\d{2})", value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError("应是二十四小时制的时间，例如 08:30")
    return f"{int(match[1]):02}:{match[2]}"


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("不是时区名（例如 Asia/Shanghai）") from error
    return value


def _day(value: object) -> date:
    """Read 2027-02-06, quoted or not; pydantic alone would take numbers and hours too."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"没有 {value} 这一天") from None
    raise ValueError(f"“{value}”不是日期，应写作 2027-02-06")


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


def _web_address(value: str) -> str:
    _check_address(value, {"http", "https"}, "应是 http:// 或 https:// 开头的地址")
    return value.rstrip("/")


def _proxy_address(value: str) -> str:
    if value:
        _check_address(
            value, {"http", "https", "socks5", "socks5h"}, "应是 http://、https:// 或 socks5:// 开头的地址"
        )
    return value


def _check_address(value: str, schemes: set[str], complaint: str) -> None:
    try:
        parts = urlsplit(value)
        good = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number
        good = False
    if not good:
        raise ValueError(complaint)


def _folder(value: object) -> object:
    """Refuse an empty name: it would mean wherever the program happens to be started."""
    if value == "":
        raise ValueError("不能是空的")
    return value


Folder = Annotated[Path, BeforeValidator(_folder)]
Duration = Annotated[timedelta, BeforeValidator(_duration), Field(ge=timedelta())]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
People = Annotated[frozenset[int], NoDecode, BeforeValidator(_people)]
Days = Annotated[frozenset[Annotated[date, BeforeValidator(_day)]], NoDecode, BeforeValidator(_list)]


class Section(BaseModel):
    """A table of config.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TelegramSettings(Section):
    """How Telegram is reached."""

    api_url: Annotated[str, AfterValidator(_web_address)] = DEFAULT_API_URL
    proxy: Annotated[str, AfterValidator(_proxy_address)] = ""
    token_file: str = ""
    messages_per_second: int = Field(default=30, ge=0, le=1000)


class StorageSettings(Section):
    """Where the database is."""

    folder: Folder = HOME / "data"
    url: SecretStr = SecretStr("")


class KnowledgeSettings(Section):
    """Where the speeches are."""

    folder: Folder = HOME / "knowledge"


class AskingSettings(Section):
    """How questions are answered."""

    follow_up: Duration = timedelta(minutes=5)
    passages: int = Field(default=3, ge=1, le=5)
    strictness: float = Field(default=0.5, ge=0, le=1)


class QuestionSettings(Section):
    """What is kept of people's questions."""

    keep: Literal["none", "unanswered", "all"] = "unanswered"
    kept_for: Duration = timedelta(days=180)
    names: bool = False
    feedback: bool = True
    digest: Literal["none", "mon", "tue", "wed", "thu", "fri", "sat", "sun"] = "mon"


class ReminderSettings(Section):
    """The daily quote."""

    time: ClockTime = time(8, 30)
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    catch_up: Duration = timedelta(hours=4)
    notice_ahead: Annotated[Duration, Field(le=timedelta(hours=12))] = timedelta(minutes=30)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class CalendarSettings(Section):
    """Days off and working days that the calendar library does not know, or has otherwise."""

    holidays: Days = frozenset()
    workdays: Days = frozenset()

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Self:
        if both := sorted(self.holidays & self.workdays):
            raise ValueError(f"{both[0]} 同时写在 holidays 和 workdays 里，请删去一处")
        return self


class LocalChatSettings(Section):
    """The chat in the browser that runs without a token."""

    port: int = Field(default=8765, ge=0, le=65535)


class AccessSettings(Section):
    """Who may use the bot."""

    mode: Literal["open", "members", "list"] = "members"
    operators: People = frozenset()
    editors: People = frozenset()
    people: People = frozenset()
    groups: People = frozenset()
    recheck: Duration = timedelta(hours=12)
    protect_content: bool = False


class ThrottleSettings(Section):
    """How much one person, and one group, may ask. 0 is without limit."""

    person_per_minute: int = Field(default=20, ge=0)
    person_per_hour: int = Field(default=200, ge=0)
    group_per_minute: int = Field(default=40, ge=0)
    group_per_hour: int = Field(default=600, ge=0)


class LogSettings(Section):
    """What the log says."""

    level: Literal["debug", "info", "warning", "error"] = "info"


class Settings(BaseSettings):
    """All settings. Built by `read_settings` only."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, env_ignore_empty=False
    )

    token: SecretStr = SecretStr("")
    telegram: TelegramSettings = TelegramSettings()
    storage: StorageSettings = StorageSettings()
    knowledge: KnowledgeSettings = KnowledgeSettings()
    asking: AskingSettings = AskingSettings()
    questions: QuestionSettings = QuestionSettings()
    reminder: ReminderSettings = ReminderSettings()
    calendar: CalendarSettings = CalendarSettings()
    local_chat: LocalChatSettings = LocalChatSettings()
    access: AccessSettings = AccessSettings()
    throttle: ThrottleSettings = ThrottleSettings()
    log: LogSettings = LogSettings()

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what no log may show: the token, and the passwords in addresses."""
        addresses = (self.storage.url.get_secret_value(), self.telegram.proxy)
        passwords = (urlsplit(address).password or "" for address in addresses)
        return (self.token.get_secret_value(), *passwords)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


def read_settings(file: Path, *, required: bool = False) -> Settings:
    """Read `file` and the environment into settings.

    A missing file is an error only when `required`. Raises OperatorError that names the bad key.
    """
    values = _read_toml(file, required=required)
    if "token" in values:
        raise OperatorError(
            f"{file.name} 里不能写 token：请放进环境变量 BOT_TOKEN 或 telegram.token_file 所指的文件"
        )
    _refuse_unknown_variables(os.environ)
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise OperatorError(_explain(error, file)) from None
    token = settings.token.get_secret_value().strip() or _read_token_file(settings.telegram.token_file)
    if token and not TOKEN_SHAPE.fullmatch(token):
        raise OperatorError("BOT_TOKEN 不像是机器人令牌：应形如 123456789:AA…，请向 @BotFather 核对")
    return settings.model_copy(update={"token": SecretStr(token)})


def _read_toml(file: Path, *, required: bool) -> dict[str, Any]:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if required:
            raise OperatorError(f"找不到配置文件 {file}") from None
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"读不了配置文件 {file}：{error}") from None
    except tomllib.TOMLDecodeError as error:
        raise OperatorError(f"配置文件 {file} 不是合法的 TOML：{error}") from None
    for section, key in PATH_KEYS:
        table = values.get(section)
        if isinstance(table, dict) and isinstance(name := table.get(key), str) and name:
            table[key] = str(file.parent / Path(name).expanduser())
    return values


def _read_token_file(name: str) -> str:
    if not name:
        return ""
    try:
        return Path(name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"telegram.token_file：读不了令牌文件 {name}（{type(error).__name__}）") from None


def _refuse_unknown_variables(environment: Mapping[str, str]) -> None:
    sections = {name.upper() for name in Settings.model_fields}
    for name in environment:
        if name.upper().startswith(ENV_PREFIX):
            section = name.upper().removeprefix(ENV_PREFIX).split("__")[0]
            if section not in sections:
                raise OperatorError(f"不认识的环境变量 {name}：应是 BOT_TOKEN 或 BOT_<SECTION>__<KEY>")


def _explain(error: ValidationError, file: Path) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"不认识的设置 {name}：请对照 {file.name} 里的注释改正"
    if first["type"] == "literal_error":
        allowed = first["ctx"]["expected"].replace(" or ", "、").replace(", ", "、").replace("'", "")
        return f"设置 {name} 的值不对：应是 {allowed} 之一"
    return f"设置 {name} 的值不对：{first['msg'].removeprefix('Value error, ')}"
