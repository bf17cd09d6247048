"""Every setting, from `config.toml` and the environment.

`BOT_<SECTION>__<KEY>` in the environment wins over the file; secrets come from the environment only.
Nothing is ignored: an unknown key or a value of the wrong kind is an error that names it.
"""

import os
from collections.abc import Mapping
from datetime import time, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from core.errors import OperatorError
from core.hand_written import bare, expanded
from core.hiding import Hidden
from core.places import HOME
from core.setting_faults import said_of
from core.setting_kinds import (
    ClockTime,
    Days,
    Duration,
    File,
    Folder,
    Fraction,
    Groups,
    People,
    ProxyAddress,
    WebAddress,
    Whole,
    Zone,
    between,
)
from core.token_file import read_token_file, token_in
from core.toml_file import read_toml

ENV_PREFIX = "BOT_"
# Relative paths: in the file they start from its folder, in the environment from the working directory,
# and the defaults from core.places.HOME, so that the bot may be started from anywhere.
PATH_KEYS = (
    ("storage", "folder"),
    ("knowledge", "folder"),
    ("telegram", "token_file"),
    ("telegram", "ca_file"),
)
DEFAULT_API_URL = "https://api.telegram.org"


class Section(BaseModel):
    """A table of config.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _as_people_write_them(cls, values: object) -> object:
        """Take off what a text editor, a carriage return or a container's env file leaves around a value."""
        if not isinstance(values, dict):
            return values
        return {key: bare(value) if isinstance(value, str) else value for key, value in values.items()}


class TelegramSettings(Section):
    """How Telegram is reached."""

    api_url: WebAddress = DEFAULT_API_URL
    proxy: ProxyAddress = ""
    token_file: File = None
    ca_file: File = None
    messages_per_second: Whole = Field(default=30, ge=0, le=1000)


class StorageSettings(Section):
    """Where the database is."""

    folder: Folder = HOME / "data"
    url: SecretStr = SecretStr("")


class KnowledgeSettings(Section):
    """Where the speeches are."""

    folder: Folder = HOME / "knowledge"


class AskingSettings(Section):
    """How questions are answered."""

    follow_up: Annotated[Duration, between("0m", "24h")] = timedelta(minutes=5)
    passages: Whole = Field(default=3, ge=1, le=5)
    strictness: Fraction = Field(default=0.5, ge=0, le=1)


class QuestionSettings(Section):
    """What is kept of people's questions."""

    keep: Literal["none", "unanswered", "all"] = "unanswered"
    kept_for: Annotated[Duration, between("1d", "3650d")] = timedelta(days=180)
    names: bool = False
    feedback: bool = True
    digest: Literal["none", "mon", "tue", "wed", "thu", "fri", "sat", "sun"] = "mon"


class ReminderSettings(Section):
    """The daily quote."""

    time: ClockTime = time(8, 30)
    timezone: Zone = "Asia/Shanghai"
    # Less than a minute would skip what merely came between two ticks; the chat's midnight ends it anyway.
    catch_up: Annotated[Duration, between("1m", "24h")] = timedelta(hours=4)
    notice_ahead: Annotated[Duration, between("0m", "12h")] = timedelta(minutes=30)

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

    port: Whole = Field(default=8765, ge=0, le=65535)


class AccessSettings(Section):
    """Who may use the bot."""

    mode: Literal["open", "members", "list"] = "members"
    operators: People = frozenset()
    editors: People = frozenset()
    people: People = frozenset()
    groups: Groups = frozenset()
    recheck: Annotated[Duration, between("1m", "30d")] = timedelta(hours=12)
    protect_content: bool = False


class ThrottleSettings(Section):
    """How much one person, and one group, may ask. 0 is without limit."""

    person_per_minute: Whole = Field(default=20, ge=0, le=1_000_000)
    person_per_hour: Whole = Field(default=200, ge=0, le=1_000_000)
    group_per_minute: Whole = Field(default=40, ge=0, le=1_000_000)
    group_per_hour: Whole = Field(default=600, ge=0, le=1_000_000)


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


# Every name that a variable of ours may have.
VARIABLES = frozenset(
    {f"{ENV_PREFIX}TOKEN"}
    | {
        f"{ENV_PREFIX}{name}__{key}".upper()
        for name, field in Settings.model_fields.items()
        if isinstance(section := field.annotation, type) and issubclass(section, BaseModel)
        for key in section.model_fields
    }
)


def read_settings(file: Path, *, required: bool = False, hidden: Hidden | None = None) -> Settings:
    """Read `file` and the environment into settings; `hidden` learns every secret before anything can fail.

    A missing file is an error only when `required`. Raises OperatorError that names the bad key.
    """
    hidden = hidden or Hidden()
    _learn_from_environment(hidden, os.environ)
    values = read_toml(file, required=required)
    _learn_from_file(hidden, values)
    _place_paths(values, file)
    if "token" in values:
        raise OperatorError(
            f"{file.name} 里不能写 token：请放进环境变量 BOT_TOKEN 或 telegram.token_file 所指的文件"
        )
    _refuse_unknown_variables(os.environ)
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise OperatorError(said_of(error, file)) from None
    token = _token(settings)
    hidden.learn(token)
    return settings.model_copy(update={"token": SecretStr(token)})


def _token(settings: Settings) -> str:
    """Return the token of the environment, else of its file; empty when neither is configured."""
    written = settings.token.get_secret_value()
    if not written:
        return read_token_file(settings.telegram.token_file) if settings.telegram.token_file else ""
    token = token_in(written)
    if token is None:
        raise OperatorError("BOT_TOKEN 不像是机器人令牌：应形如 123456789:AA…，请向 @BotFather 核对")
    return token


def _learn_from_environment(hidden: Hidden, environment: Mapping[str, str]) -> None:
    """Learn what is secret, also behind a name that is misspelt."""
    for name, value in environment.items():
        if name.upper().startswith(ENV_PREFIX):
            if name.upper().endswith("TOKEN"):
                hidden.learn(value)
            if name.upper().endswith(("URL", "PROXY")) or "://" in value:
                hidden.learn_address(value)


def _learn_from_file(hidden: Hidden, values: Mapping[str, Any]) -> None:
    for section, key in (("storage", "url"), ("telegram", "proxy"), ("telegram", "api_url")):
        table = values.get(section)
        if isinstance(table, dict) and isinstance(address := table.get(key), str):
            hidden.learn_address(address)


def _place_paths(values: dict[str, Any], file: Path) -> None:
    """Let relative paths start from the folder of the file in which they stand."""
    for section, key in PATH_KEYS:
        table = values.get(section)
        if isinstance(table, dict) and isinstance(name := table.get(key), str) and (name := bare(name)):
            try:
                table[key] = file.parent / expanded(name)
            except ValueError as error:
                raise OperatorError(f"设置 {section}.{key} 的值不对：{error}") from None


def _refuse_unknown_variables(environment: Mapping[str, str]) -> None:
    """Raise OperatorError for a name that begins like ours and is none: nothing is left out in silence."""
    for name in environment:
        if name.upper().startswith(ENV_PREFIX) and name.upper() not in VARIABLES:
            nearest = get_close_matches(name.upper(), VARIABLES, 1)
            advice = f"是不是 {nearest[0]}" if nearest else "应是 BOT_TOKEN 或 BOT_<SECTION>__<KEY>"
            section, _, key = name.removeprefix(ENV_PREFIX).lower().partition("__")
            raise OperatorError(f"不认识的环境变量 {name}（设置 {section}.{key}）：{advice}")
