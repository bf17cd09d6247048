"""Plain data that more than one layer speaks of."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Protocol


class ChatKind(StrEnum):
    """Telegram's four kinds of chat, in Telegram's own words."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Role(IntEnum):
    """What a person may do; each may do what the ones before may. A group's admin is that in the group only."""

    STRANGER = 0
    MEMBER = 1
    EDITOR = 2
    OPERATOR = 3


class Days(StrEnum):
    """The days on which a chat wants the quote."""

    EVERY = "every"
    WEEKDAYS = "weekdays"  # Monday to Friday, whatever the calendar says
    WORKDAYS = "workdays"  # working days in China: without holidays, with make-up days


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a chat and, in a forum, a topic (None is the General topic)."""

    chat_id: int
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class SpeechText:
    """One version of a speech: what a file and its entry in speeches.toml say together.

    `slug` is the short name in passage numbers (2023 in 2023-3-07), `file` the file's name, `date` and
    `occasion` as people write them (2023年); any of title, date and occasion may be empty.
    """

    slug: str
    file: str
    title: str
    date: str
    occasion: str
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage a person approved for the daily push, with its source. `text` is verbatim."""

    text: str
    slug: str
    title: str
    date: str
    section: str
    passage_id: str

    @property
    def key(self) -> str:
        """Return what binds a stored row to this quote: its text, never its number."""
        return self.text


@dataclass(frozen=True, slots=True)
class Content:
    """What a pushed message says, without markup: handlers/sending/contents.py knows how each kind looks."""


@dataclass(frozen=True, slots=True)
class DailyQuote(Content):
    """The quote of `day`.

    `before_holiday` is the public holiday that `day` is the last working day before, when the chat
    wants to be reminded of it (节前提醒); empty for one without a name.
    """

    quote: Quote
    day: date
    before_holiday: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address behind the words from `start` up to `end` (code points) of a text that a person wrote."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class NoticeText(Content):
    """A one-off notice to all subscribed chats, in an operator's own words."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicLost(Content):
    """The topic that got the quote is closed or deleted; General gets it now.

    `title` is the group's, where that is said to a person; empty in the group itself.
    """

    title: str = ""


class NotSentReason(StrEnum):
    """Why a message surely did not go out."""

    RATE_LIMITED = "rate_limited"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    KICKED = "kicked"
    CHAT_GONE = "chat_gone"
    DEACTIVATED = "deactivated"
    NO_RIGHT = "no_right"
    MIGRATED = "migrated"
    TOPIC_GONE = "topic_gone"
    UNAUTHORIZED = "unauthorized"
    REFUSED = "refused"
    NO_ACCESS = "no_access"  # the chat may not use the bot (any more)


@dataclass(frozen=True, slots=True)
class Sent:
    """The message is in the chat."""

    message_id: int


@dataclass(frozen=True, slots=True)
class NotSent:
    """The message surely did not go out. `retry_after` is in seconds; `new_chat_id` comes with MIGRATED."""

    reason: NotSentReason
    detail: str = ""
    retry_after: float | None = None
    new_chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether the message went out. It is never resent without a person."""

    detail: str


SendOutcome = Sent | NotSent | Unknown


class GroupMembers(Protocol):
    """How a service learns who is in a group. handlers/assembly.py gives the real one; it never raises."""

    async def is_member(self, chat_id: int, user_id: int) -> bool | None:
        """Return whether the person is in the group; None when Telegram does not tell."""
        ...

    async def is_group(self, chat_id: int) -> bool | None:
        """Return whether a chat is a group, and no channel; None when Telegram does not tell."""
        ...


class Sender(Protocol):
    """How a service reaches Telegram. handlers/assembly.py gives the real one.

    It never raises for Telegram's answers.
    """

    async def send(
        self,
        place: Place,
        content: Content,
        *,
        silent: bool,
        starting: Callable[[], Awaitable[None]] | None = None,
    ) -> SendOutcome:
        """Push `content` to `place`, in the push lane; `silent` means without a sound.

        `starting` is awaited when the message's turn has come, just before the request is made. If it
        raises, nothing is sent and its exception is the caller's.
        """
        ...

    async def edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        """Put `content` in the place of a message of ours. REFUSED: it is gone or cannot be edited."""
        ...
