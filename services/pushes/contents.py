"""What a planned row becomes when its turn has come: a message to its chat, or nothing any more.

Each kind of delivery has its source; `PushService` sends what it is given and knows no kinds.
"""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from core.clock import Clock
from core.models import Content, DailyQuote, Place, TopicLost
from services.pushes.planning import OVERDUE, PushPlanner
from services.pushes.quotes import QuoteService
from services.pushes.subscriptions import PAUSED, UNSUBSCRIBED, SubscriptionService
from storage.deliveries import Delivery, DeliveryStore, NewDelivery
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
        """Return what is to be sent for `row` at this moment, or why nothing is."""
        ...


@runtime_checkable
class HasSubstitute(Protocol):
    """A source whose rows, where they surely never arrive, are replaced by others."""

    async def plan_instead(self, row: Delivery) -> None:
        """Plan what takes the place of `row`; again changes nothing."""
        ...


class QuoteContents:
    """The daily quote: to active subscriptions that are not paused, within the catch-up."""

    def __init__(
        self, subscriptions: SubscriptionService, quotes: QuoteService, planner: PushPlanner, clock: Clock
    ) -> None:
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
        return Push(
            Place(row.chat_id, subscription.thread_id),
            DailyQuote(quote, row.local_date, before_holiday),
            silent=subscription.muted,
        )


class TopicLostContents:
    """Tells who subscribed a group that its topic is gone. If they cannot be told, the group is, in General."""

    def __init__(self, subscriptions: SubscriptionService, deliveries: DeliveryStore, clock: Clock) -> None:
        self._subscriptions = subscriptions
        self._deliveries = deliveries
        self._clock = clock

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return the line; nothing where the push goes to another topic by now, or nobody wants it."""
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
