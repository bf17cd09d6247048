"""What operators are told of the pushes: before the hour, and after it."""

from dataclasses import dataclass
from datetime import date, datetime

from core.models import Content, Quote, Shows

# Stands where a notice's number does in what is about 每周一题; notices count from 1.
QUIZ_REPORT = "0"


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day (HH:MM) and how many chats want the quote at it."""

    time: str
    chats: int


@dataclass(frozen=True, slots=True)
class PushAhead(Content):
    """What will be pushed on `day`. `hours` are those to come, earliest first.

    `began`: something of the day was tried. `changeable`: its quote can still be another. `held`: an operator
    holds the day back, and with it `kept_back` chats whose hour has come, which can be made up for until
    the local moment `until`.
    """

    day: date
    is_today: bool
    hours: tuple[Hour, ...]
    quote: Quote | None
    began: bool
    changeable: bool
    held: bool
    kept_back: int = 0
    until: datetime | None = None

    @property
    def chats(self) -> int:
        """Return how many chats are to get it."""
        return self.kept_back + sum(hour.chats for hour in self.hours)

    @property
    def shows(self) -> Shows | None:
        """Return the passage that the quote is from, where it is shown."""
        return None if self.quote is None or self.held or not self.hours else self.quote.shows


@dataclass(frozen=True, slots=True)
class Group:
    """Deliveries that have the same reason in common, and the names of some of their chats."""

    reason: str
    number: int
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownDelivery:
    """A delivery that may or may not have arrived, by its number and its chat's name."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What has become of a notice that is taken back: how many messages are gone, wait, or stay and why."""

    deleted: int
    waiting: int
    failed: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class PushReport(Content):
    """What has become of the quote of `day`, or of the notice with the number `notice` (empty: the quote).

    QUIZ_REPORT stands for 每周一题.

    `unknown` is a page of the `unknowns`, which begins after `skip` others; `hours` are those to come.
    `can_resend`: what is unknown may be sent again, if a person says so. `words` is how a notice begins.
    `can_stop`: it is going out, and what is not sent may stay so. So many of what was sent as `can_take_back`
    says can still be deleted; `back` says what has become of that. `reads`: how many have pressed 已阅 (None:
    it has no such button).
    """

    day: date
    is_today: bool
    notice: str = ""
    words: str = ""
    sent: int = 0
    waiting: tuple[Group, ...] = ()
    failed: tuple[Group, ...] = ()
    skipped: tuple[Group, ...] = ()
    unknowns: int = 0
    unknown: tuple[UnknownDelivery, ...] = ()
    skip: int = 0
    hours: tuple[Hour, ...] = ()
    held: bool = False
    can_resend: bool = False
    can_stop: bool = False
    can_take_back: int = 0
    back: TakenBack | None = None
    reads: int | None = None

    @property
    def waits(self) -> int:
        """Return how many have not ended."""
        return sum(group.number for group in self.waiting)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is known of such a push."""
        groups = (*self.waiting, *self.failed, *self.skipped)
        return not (self.held or self.sent or self.unknowns or groups)
