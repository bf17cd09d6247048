"""Every setting: its section, its kind and its default. `reading_settings.py` reads them."""

from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, SecretStr, model_validator

from core.health_settings import HealthSettings
from core.ledger_settings import LedgerSettings
from core.places import HOME
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
from core.webhook import WebhookSettings

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
    def file(self) -> Path:
        """Return SQLite's file, which is used where no `url` names a database."""
        return self.folder / "qingfeng.db"

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
    """All settings. Built by `core.reading_settings` only, which knows the environment, too."""

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
