"""Plain data that more than one layer uses."""

from collections.abc import Awaitable, Callable, Mapping
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


class Look(StrEnum):
    """What the pushed quote looks like in a chat."""

    TEXT = "text"
    CARD = "card"  # a picture, its source below
    BOTH = "both"  # a picture, words and source below


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
class Shows:
    """What a message shows of a speech: a passage by its number, and its words, of which the first ones count.

    `around` is the passage that a reading began with ("" for this one): it decides where the stretches before
    and after it are cut. `lasting`: it is a quote, which is for everybody, and read at any time of the day.
    """

    passage_id: str
    text: str
    around: str = ""
    lasting: bool = False


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
        """Return the key that ties a stored row to this quote: it depends on the text, never on a number."""
        return self.text

    @property
    def shows(self) -> Shows:
        """Return what a message with this quote shows."""
        return Shows(self.passage_id, self.text, lasting=True)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be sent, a PNG. `key` tells it from others: Telegram need not get the same one twice."""

    key: str
    png: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """What a pushed message says, without markup: handlers/sending/contents.py knows how each kind looks."""

    @property
    def shows(self) -> Shows | None:
        """Return which passage the message shows; None when it shows none that is known by its number."""
        return None


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A line of what 节前提醒 lists. Without `passage_id` it is the office's own words, not a speech's."""

    topic: str
    text: str
    passage_id: str = ""


@dataclass(frozen=True, slots=True)
class DailyQuote(Content):
    """The quote of `day`.

    `before_holiday` is the public holiday that `day` is the last working day before, when the chat
    wants to be reminded of it (节前提醒); empty for one without a name. `earlier` is the day
    of the quote before. `shared`: the message has a button to share it. With `card` it is a picture, and
    `in_words`: the words stand below it too. `checklist` is what the reminder lists.
    """

    quote: Quote
    day: date
    before_holiday: str | None = None
    earlier: date | None = None
    shared: bool = False
    card: Picture | None = None
    in_words: bool = True
    checklist: tuple[ChecklistLine, ...] = ()

    @property
    def shows(self) -> Shows | None:
        """Return the passage that the quote is from."""
        return self.quote.shows


@dataclass(frozen=True, slots=True)
class Link:
    """An address behind the words from `start` up to `end` (code points) of a text that a person wrote."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class NoticeReads:
    """How many have pressed 已阅 below the notice with the number `notice_id`."""

    notice_id: int
    number: int


@dataclass(frozen=True, slots=True)
class NoticeText(Content):
    """A one-off notice to all subscribed chats, in an operator's own words.

    With `reads` it has the button 已阅.
    """

    text: str
    links: tuple[Link, ...] = ()
    reads: NoticeReads | None = None


@dataclass(frozen=True, slots=True)
class Removal(Content):
    """No message, but the end of one: the bot's message with this number is deleted from the chat."""

    message_id: int


@dataclass(frozen=True, slots=True)
class HolidaysMissing(Content):
    """To an operator: the public holidays of `year` are not known to the program."""

    year: int


class WarningKind(StrEnum):
    """What an operator must know, and only they can mend."""

    BACKUP = "backup"  # the daily backup failed
    DISK = "disk"  # the disk under the database is nearly full
    DATABASE = "database"  # the database is nearly as large as it may get
    GROUP = "group"  # an approved group, or one that got pushes, cannot be written to any more
    WEBHOOK = "webhook"  # Telegram cannot deliver updates


@dataclass(frozen=True, slots=True)
class OperatorWarning(Content):
    """To an operator: something is wrong. `detail` says why, how much, or which group, in Chinese."""

    kind: WarningKind
    detail: str = ""


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
    """Nobody knows whether the message went out. It is only sent again if a person decides so."""

    detail: str


SendOutcome = Sent | NotSent | Unknown


class GroupMembers(Protocol):
    """Tells a service who is in a group. handlers/assembly.py gives the real one; it never raises.

    `unanswered` counts the questions that did not reach Telegram or that it did not answer, as in an outage.
    """

    @property
    def unanswered(self) -> int:
        """Return how many these were."""
        ...

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
        raises, nothing is sent and its exception is the caller's. A `Removal` is a request like the
        others; one whose outcome is not known may be made again, so it is never UNKNOWN.
        """
        ...

    def offers(self, content: Content) -> Mapping[str, str]:
        """Return the buttons of a card that a person can also speak to: the data of each, by its label."""
        ...

    async def edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        """Put `content` in the place of a message of ours. REFUSED: it is gone or cannot be edited."""
        ...
