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

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, SecretStr, ValidationError, model_validator

from core.errors import OperatorError
from core.hand_written import bare, expanded
from core.health_settings import HealthSettings, ping_address
from core.hiding import Hidden
from core.ledger_settings import LedgerSettings
from core.places import HOME
from core.secret_file import read_secret_file, secret_in
from core.setting_faults import said_of
from core.setting_kinds import (
    ClockTime,
    Days,
    Duration,
    File,
    Folder,
    Fraction,
    Groups,
    OptionalClockTime,
    OptionalWebAddress,
    People,
    ProxyAddress,
    WebAddress,
    Whole,
    Zone,
    between,
)
from core.setting_section import Section
from core.token_file import read_token_file, token_in
from core.toml_file import read_toml
from core.webhook import WebhookSettings, secret_token

ENV_PREFIX = "BOT_"
# Relative paths: in the file they start from its folder, in the environment from the working directory,
# and the defaults from core.places.HOME, so that the bot may be started from anywhere.
PATH_KEYS = (
    ("storage", "folder"),
    ("storage", "backup_folder"),
    ("knowledge", "folder"),
    ("telegram", "token_file"),
    ("telegram", "ca_file"),
    ("assistant", "key_file"),
    ("webhook", "token_file"),
    ("webhook", "certificate_file"),
    ("webhook", "key_file"),
    ("health", "ping_file"),
)
# Secrets never stand in config.toml, but in the environment or in the file that a setting names.
SECRETS = {
    "token": "telegram.token_file",
    "assistant_key": "assistant.key_file",
    "webhook_token": "webhook.token_file",
    "health_ping": "health.ping_file",
}
DEFAULT_API_URL = "https://api.telegram.org"


class TelegramSettings(Section):
    """How Telegram is reached, and how updates come from there."""

    mode: Literal["polling", "webhook"] = "polling"
    api_url: WebAddress = DEFAULT_API_URL
    proxy: ProxyAddress = ""
    token_file: File = None
    ca_file: File = None
    messages_per_second: Whole = Field(default=30, ge=0, le=1000)


class StorageSettings(Section):
    """Where the database is."""

    folder: Folder = HOME / "data"
    url: SecretStr = SecretStr("")
    backup_time: OptionalClockTime = time(3, 30)
    backup_folder: File = None
    backups_kept: Whole = Field(default=14, ge=1, le=1000)

    @property
    def backups(self) -> Path:
        """Return the folder of the backups."""
        return self.backup_folder or self.folder / "backups"


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
    # Less than a minute would skip pushes that come between two ticks; midnight ends it anyway.
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
    inline: Literal["auto", "on", "off"] = "auto"
    originals: bool = False
    two_persons: bool = False

    @property
    def gives_originals(self) -> bool:
        """Return whether people can have the files of the speeches: never where contents are protected."""
        return self.originals and not self.protect_content

    @property
    def is_inline(self) -> bool:
        """Return whether @bot lists passages in any chat: `auto` is only where anybody may use the bot."""
        wanted = self.mode == "open" if self.inline == "auto" else self.inline == "on"
        return wanted and not self.protect_content


class PeopleSettings(Section):
    """What people are told who want something that the bot is not for."""

    report: str = Field(
        default=(
            "这里不是举报渠道，您写的内容我没有保存，也没有转给任何人。请不要在这里写具体情况，"
            "请直接联系驻机关纪检监察组。"
        ),
        min_length=1,
        max_length=1000,
    )


class ThrottleSettings(Section):
    """How much one person, and one group, may ask. 0 is without limit."""

    person_per_minute: Whole = Field(default=20, ge=0, le=1_000_000)
    person_per_hour: Whole = Field(default=200, ge=0, le=1_000_000)
    group_per_minute: Whole = Field(default=40, ge=0, le=1_000_000)
    group_per_hour: Whole = Field(default=600, ge=0, le=1_000_000)
    presses_per_minute: Whole = Field(default=60, ge=0, le=1_000_000)
    group_presses_per_minute: Whole = Field(default=120, ge=0, le=1_000_000)
    inline_per_minute: Whole = Field(default=90, ge=0, le=1_000_000)


class AssistantSettings(Section):
    """A model of the office's own that writes ways of asking, never answers. Off while `url` is empty."""

    url: OptionalWebAddress = ""
    model: str = Field(default="", max_length=200)
    key_file: File = None
    timeout: Annotated[Duration, between("1s", "2h")] = timedelta(minutes=10)

    @model_validator(mode="after")
    def _knows_its_model(self) -> Self:
        if self.url and not self.model:
            raise ValueError("写了 url，也要在 model 里写上模型的名字")
        return self


class LogSettings(Section):
    """What the log says."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Settings(BaseModel):
    """All settings. Built by `read_settings` only, which knows the environment, too."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr = SecretStr("")
    assistant_key: SecretStr = SecretStr("")
    webhook_token: SecretStr = SecretStr("")
    health_ping: SecretStr = SecretStr("")
    telegram: TelegramSettings = TelegramSettings()
    webhook: WebhookSettings = WebhookSettings()
    storage: StorageSettings = StorageSettings()
    knowledge: KnowledgeSettings = KnowledgeSettings()
    asking: AskingSettings = AskingSettings()
    questions: QuestionSettings = QuestionSettings()
    reminder: ReminderSettings = ReminderSettings()
    calendar: CalendarSettings = CalendarSettings()
    local_chat: LocalChatSettings = LocalChatSettings()
    access: AccessSettings = AccessSettings()
    people: PeopleSettings = PeopleSettings()
    throttle: ThrottleSettings = ThrottleSettings()
    assistant: AssistantSettings = AssistantSettings()
    health: HealthSettings = HealthSettings()
    ledger: LedgerSettings = LedgerSettings()
    log: LogSettings = LogSettings()
    _file: Path | None = PrivateAttr(None)

    @property
    def file(self) -> Path | None:
        """Return the file they were read from; None when there is none."""
        return self._file


# Every name that a variable of ours may have.
VARIABLES = frozenset(
    {f"{ENV_PREFIX}{name}".upper() for name in SECRETS}
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
    for name, setting in SECRETS.items():
        if name in values:
            raise OperatorError(
                f"{file.name} 里不能写 {name}：请放进环境变量 {ENV_PREFIX}{name.upper()}，"
                f"或 {setting} 所指的文件"
            )
    _refuse_unknown_variables(os.environ)
    try:
        settings = Settings(**_with_environment(values, os.environ))
    except ValidationError as error:
        raise OperatorError(said_of(error, file)) from None
    read = {
        "token": _token(settings),
        "assistant_key": _assistant_key(settings),
        "webhook_token": _webhook_token(settings),
        "health_ping": _health_ping(settings),
    }
    hidden.learn(*filter(None, read.values()))
    settings._file = file if file.is_file() else None  # noqa: SLF001 -- nobody else sets it
    _refuse_half_a_webhook(settings, read["webhook_token"])
    return settings.model_copy(update={name: SecretStr(secret) for name, secret in read.items()})


def _refuse_half_a_webhook(settings: Settings, secret: str) -> None:
    if settings.telegram.mode != "webhook":
        return
    if not settings.webhook.url:
        raise OperatorError(
            "telegram.mode 是 webhook，也要在 webhook.url 里写上 Telegram 送消息的地址，"
            "例如 https://bot.example.org/telegram"
        )
    if not secret:
        raise OperatorError(
            "telegram.mode 是 webhook，也要有密钥，不然谁都能冒充 Telegram：请把 webhook.token_file "
            "指向存放它的文件（或用环境变量 BOT_WEBHOOK_TOKEN），可用 openssl rand -hex 32 生成"
        )


def _token(settings: Settings) -> str:
    """Return the token of the environment, else of its file; empty when neither is configured."""
    written = settings.token.get_secret_value()
    if not written:
        return read_token_file(settings.telegram.token_file) if settings.telegram.token_file else ""
    token = token_in(written)
    if token is None:
        raise OperatorError("BOT_TOKEN 不像是机器人令牌：应形如 123456789:AA…，请向 @BotFather 核对")
    return token


def _assistant_key(settings: Settings) -> str:
    """Return the key for the assistant of the environment, else of its file; empty when there is none."""
    if written := settings.assistant_key.get_secret_value():
        return secret_in(written, "BOT_ASSISTANT_KEY")
    file = settings.assistant.key_file
    return read_secret_file(file, "assistant.key_file") if file else ""


def _webhook_token(settings: Settings) -> str:
    """Return the secret token of the environment, else of its file; empty when there is none."""
    if written := settings.webhook_token.get_secret_value():
        return secret_token(secret_in(written, "BOT_WEBHOOK_TOKEN"), "BOT_WEBHOOK_TOKEN")
    file = settings.webhook.token_file
    return secret_token(read_secret_file(file, "webhook.token_file"), "webhook.token_file") if file else ""


def _health_ping(settings: Settings) -> str:
    """Return the address of the dead-man's ping; empty when there is none."""
    if written := settings.health_ping.get_secret_value():
        return ping_address(secret_in(written, "BOT_HEALTH_PING"), "BOT_HEALTH_PING")
    file = settings.health.ping_file
    return ping_address(read_secret_file(file, "health.ping_file"), "health.ping_file") if file else ""


def _learn_from_environment(hidden: Hidden, environment: Mapping[str, str]) -> None:
    """Learn the secrets, also those in misspelt variables."""
    for name, value in environment.items():
        if name.upper().startswith(ENV_PREFIX):
            if name.upper().endswith(("TOKEN", "KEY", "PING")):
                hidden.learn(value)
            if name.upper().endswith(("URL", "PROXY")) or "://" in value:
                hidden.learn_address(value)


def _learn_from_file(hidden: Hidden, values: Mapping[str, Any]) -> None:
    for section, key in (
        ("storage", "url"),
        ("telegram", "proxy"),
        ("telegram", "api_url"),
        ("assistant", "url"),
    ):
        table = values.get(section)
        if isinstance(table, dict) and isinstance(address := table.get(key), str):
            hidden.learn_address(address)


def _with_environment(values: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the file's `values` with those of our variables over them.

    pydantic-settings does the same, with a fifth of all that `ask` imports (docs/decisions/0004).
    """
    found = dict(values)
    for name, value in environment.items():
        if name.upper() in VARIABLES:
            section, parted, key = name.lower().removeprefix(ENV_PREFIX.lower()).partition("__")
            table = found.get(section)
            found[section] = {**(table if isinstance(table, dict) else {}), key: value} if parted else value
    return found


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
    """Raise OperatorError for an unknown name that begins like ours, so that nothing is ignored silently."""
    for name in environment:
        if name.upper().startswith(ENV_PREFIX) and name.upper() not in VARIABLES:
            nearest = get_close_matches(name.upper(), VARIABLES, 1)
            advice = f"是不是 {nearest[0]}" if nearest else "应是 BOT_TOKEN 或 BOT_<SECTION>__<KEY>"
            section, _, key = name.removeprefix(ENV_PREFIX).lower().partition("__")
            raise OperatorError(f"不认识的环境变量 {name}（设置 {section}.{key}）：{advice}")
