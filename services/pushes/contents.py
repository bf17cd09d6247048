"""What is sent for a planned row when its time has come: a message to its chat, or nothing any more.

Each kind of delivery has a source of its own; `PushService` sends what the source gives and does not know the
kinds.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from core.clock import Clock
from core.models import ChecklistLine, Content, DailyQuote, Look, Place, TopicLost
from core.quiz import WeeklyQuiz
from services.cards.cards import CardService
from services.pushes.planning import PushPlanner
from services.pushes.quotes import QuoteService
from services.pushes.subscriptions import PAUSED, UNSUBSCRIBED, SubscriptionService
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery, NewDelivery
from storage.pushes.planning import OVERDUE
from storage.states import DeliveryState


@dataclass(frozen=True, slots=True)
class Push:
    """A message on its way; `silent` means without a sound."""

    place: Place
    content: Content
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Unwanted:
    """The row is not to be sent: it ends in `state`, and `reason` says why."""

    reason: str
    state: DeliveryState = DeliveryState.SKIPPED


class ContentSource(Protocol):
    """Knows the rows of one kind."""

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return what is to be sent for `row` now, or why nothing is."""
        ...


@runtime_checkable
class HasSubstitute(Protocol):
    """A source that replaces a row by another one when the row surely never arrives."""

    async def plan_instead(self, row: Delivery) -> None:
        """Plan what replaces `row`; doing it again changes nothing."""
        ...


class ListsBeforeHolidays(Protocol):
    """Knows what 节前提醒 lists."""

    async def of_day(self, day: date, holiday: str | None) -> tuple[ChecklistLine, ...]:
        """Return what the reminder of `day` lists; nothing without a `holiday` after it."""
        ...


class QuoteContents:
    """The daily quote: to active subscriptions that are not paused, within the catch-up.

    `shared`: with a button to share it, where inline mode is on.
    `cards` draws it for chats that chose a card; None: where nothing may leave a chat, it stays text.
    """

    def __init__(
        self,
        subscriptions: SubscriptionService,
        quotes: QuoteService,
        planner: PushPlanner,
        clock: Clock,
        *,
        shared: bool,
        cards: CardService | None,
        checklists: ListsBeforeHolidays,
    ) -> None:
        self._checklists = checklists
        self._shared = shared
        self._cards = cards
        self._subscriptions = subscriptions
        self._quotes = quotes
        self._planner = planner
        self._clock = clock

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return the quote of the row's day."""
        subscription = await self._subscriptions.of(row.chat_id)
        if subscription is None or not subscription.active:
            return Unwanted(UNSUBSCRIBED)
        if subscription.is_paused(self._planner.today()):
            return Unwanted(PAUSED)
        if self._planner.deadline(row.due_at) <= self._clock.now():
            return Unwanted(OVERDUE)
        quote = self._quotes.by_key(row.content) or await self._quotes.quote_of(row.local_date)
        if quote is None:
            return Unwanted("no quote", DeliveryState.FAILED)
        before_holiday = self._subscriptions.holiday_reminder(subscription, row.local_date)
        lists = await self._checklists.of_day(row.local_date, before_holiday)
        card = None
        # Below a picture there is no room for a list: such a reminder comes in words.
        if self._cards is not None and subscription.look is not Look.TEXT and not lists:
            card = await self._cards.of_quote(quote, row.local_date)
        in_words = card is None or subscription.look is Look.BOTH
        return Push(
            Place(row.chat_id, subscription.thread_id),
            DailyQuote(
                quote,
                row.local_date,
                before_holiday,
                await self._quotes.day_before(row.local_date),
                self._shared,
                card,
                in_words,
                lists,
            ),
            silent=subscription.muted,
        )


class AsksEachWeek(Protocol):
    """Knows the items of 每周一题."""

    async def quiz(self, key: str, day: date) -> WeeklyQuiz | None:
        """Return the item with that key as it is pushed on `day`; None when nothing is to be asked."""
        ...


class QuizContents:
    """每周一题: to the chats that want it and are not paused, within the catch-up."""

    def __init__(
        self, subscriptions: SubscriptionService, quiz: AsksEachWeek, planner: PushPlanner, clock: Clock
    ) -> None:
        self._subscriptions = subscriptions
        self._quiz = quiz
        self._planner = planner
        self._clock = clock

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return the item of the row's week."""
        subscription = await self._subscriptions.of(row.chat_id)
        if subscription is None or subscription.quiz_day is None:
            return Unwanted(UNSUBSCRIBED)
        if subscription.is_paused(self._planner.today()):
            return Unwanted(PAUSED)
        if self._planner.deadline(row.due_at) <= self._clock.now():
            return Unwanted(OVERDUE)
        asked = await self._quiz.quiz(row.content, row.local_date)
        if asked is None:
            return Unwanted("no quiz", DeliveryState.FAILED)
        return Push(Place(row.chat_id, subscription.thread_id), asked, silent=subscription.muted)


class TopicLostContents:
    """Tells the person who subscribed a group that its topic is gone; if that fails, the group, in General."""

    def __init__(self, subscriptions: SubscriptionService, deliveries: DeliveryStore, clock: Clock) -> None:
        self._subscriptions = subscriptions
        self._deliveries = deliveries
        self._clock = clock

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return the message; nothing if the push goes to another topic by now, or nobody wants it."""
        group = _group_of(row)
        subscription = await self._subscriptions.of(group)
        if subscription is None or not subscription.active:
            return Unwanted(UNSUBSCRIBED)
        if subscription.thread_id is not None:
            return Unwanted("moved")
        title = "" if row.chat_id == group else row.content
        return Push(Place(row.chat_id), TopicLost(title), silent=subscription.muted)

    async def plan_instead(self, row: Delivery) -> None:
        """Plan to tell the group, once."""
        group = _group_of(row)
        if row.chat_id != group:
            row_there = NewDelivery(
                row.local_date, group, row.content, self._clock.now(), kind=row.kind, notice=row.notice
            )
            await self._deliveries.plan([row_there])


def _group_of(row: Delivery) -> int:
    return int(row.notice.partition(":")[0])
