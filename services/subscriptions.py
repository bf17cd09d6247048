"""Who wants the daily quote, at what time and where; and which chats cannot be reached just now."""

from datetime import date, datetime, time, timedelta

from core.clock import Clock
from core.models import ChatKind, NotSentReason
from core.settings import ReminderSettings
from services.times import as_hour, from_hour, local_day, moment_of
from storage.chats import ChatStore
from storage.deliveries import DeliveryStore
from storage.states import ChatState
from storage.subscriptions import Subscription, SubscriptionStore

# What a reason says about the chat. The other reasons say nothing about it.
STATES = {
    NotSentReason.BLOCKED: ChatState.BLOCKED,
    NotSentReason.KICKED: ChatState.LEFT,
    NotSentReason.CHAT_GONE: ChatState.GONE,
    NotSentReason.DEACTIVATED: ChatState.GONE,
}
UNSUBSCRIBED = "unsubscribed"
ONE_DAY = timedelta(days=1)


class SubscriptionService:
    """Subscriptions of chats. Days and hours are those of `reminder.timezone`.

    A time that has passed today counts from tomorrow: whoever subscribes at ten for half past eight has
    not missed anything. A day that has its push already does not get another, whatever time is chosen.
    """

    def __init__(
        self,
        subscriptions: SubscriptionStore,
        chats: ChatStore,
        deliveries: DeliveryStore,
        clock: Clock,
        reminder: ReminderSettings,
    ) -> None:
        self._subscriptions = subscriptions
        self._chats = chats
        self._deliveries = deliveries
        self._clock = clock
        self._reminder = reminder
        self._zone = reminder.zone

    async def of(self, chat_id: int) -> Subscription | None:
        """Return the chat's subscription, active or not."""
        return await self._subscriptions.of(chat_id)

    async def subscribe(
        self,
        chat_id: int,
        kind: ChatKind,
        title: str,
        at: time | None = None,
        thread_id: int | None = None,
    ) -> Subscription:
        """Subscribe the chat and return what holds now.

        Without a time the chat's earlier one counts, else the default. The push goes to the topic
        `thread_id` (None: General).
        """
        now = self._clock.now()
        await self._chats.record(chat_id, kind, title, now)
        await self._chats.set_state(chat_id, ChatState.ACTIVE, "", now)
        known = await self._subscriptions.of(chat_id)
        if at is None:
            at = from_hour(known.time) if known else self._reminder.time
        if known and known.active and known.time == as_hour(at):
            starts_on = known.starts_on
        else:
            starts_on = await self._first_day(chat_id, at)
        return await self._subscriptions.subscribe(chat_id, as_hour(at), thread_id, now, starts_on=starts_on)

    async def unsubscribe(self, chat_id: int) -> bool:
        """Stop pushing, keeping the settings; return whether the chat was subscribed."""
        now = self._clock.now()
        was_active = await self._subscriptions.unsubscribe(chat_id, now)
        await self._deliveries.skip_chat(chat_id, now, reason=UNSUBSCRIBED)
        return was_active

    async def change_time(self, chat_id: int, at: time) -> bool:
        """Push at another time from now on; return whether the chat is subscribed."""
        known = await self._subscriptions.of(chat_id)
        if known is not None and known.active and known.time == as_hour(at):
            return True
        starts_on = await self._first_day(chat_id, at)
        return await self._subscriptions.change_time(
            chat_id, as_hour(at), self._clock.now(), starts_on=starts_on
        )

    async def change_place(self, chat_id: int, thread_id: int | None) -> bool:
        """Push to another topic, None for General; return whether the chat is subscribed."""
        return await self._subscriptions.change_place(chat_id, thread_id, self._clock.now())

    async def mute(self, chat_id: int, *, muted: bool) -> bool:
        """Push without a sound, or with one; return whether the chat is subscribed."""
        return await self._subscriptions.mute(chat_id, self._clock.now(), muted=muted)

    async def next_push(self, chat_id: int) -> datetime | None:
        """Return when the chat's next push is due, in local time; None if there will be none."""
        subscription = await self._subscriptions.of(chat_id)
        chat = await self._chats.of(chat_id)
        if (
            subscription is None
            or not subscription.active
            or chat is None
            or chat.state is not ChatState.ACTIVE
        ):
            return None
        at = from_hour(subscription.time)
        day = await self._first_day(chat_id, at)
        if subscription.starts_on is not None:
            day = max(day, subscription.starts_on)
        return moment_of(day, at, self._zone).astimezone(self._zone)

    async def deactivate(self, chat_id: int, reason: NotSentReason) -> bool:
        """Note that the chat cannot be written to; return whether that is news. Its settings are kept."""
        state = STATES.get(reason)
        if state is None:
            return False
        now = self._clock.now()
        news = await self._chats.set_state(chat_id, state, reason.value, now)
        await self._deliveries.skip_chat(chat_id, now, reason=reason.value)
        return news

    async def revive(self, chat_id: int) -> bool:
        """Note that the chat can be written to; return whether its pushes go on because of it."""
        chat = await self._chats.of(chat_id)
        if chat is None or chat.state in {ChatState.ACTIVE, ChatState.MIGRATED}:
            return False
        now = self._clock.now()
        subscription = await self._subscriptions.of(chat_id)
        if subscription is not None and subscription.active:
            starts_on = await self._first_day(chat_id, from_hour(subscription.time))
            await self._subscriptions.change_time(chat_id, subscription.time, now, starts_on=starts_on)
        await self._chats.set_state(chat_id, ChatState.ACTIVE, "", now)
        return subscription is not None and subscription.active

    async def migrate(self, old: int, new: int) -> None:
        """Move everything of a group to the supergroup it became; again changes nothing."""
        await self._chats.migrate(old, new, self._clock.now())

    async def _first_day(self, chat_id: int, at: time) -> date:
        """Return the first day on which `at` is still to come and that has no push yet."""
        now = self._clock.now()
        today = local_day(now, self._zone)
        if moment_of(today, at, self._zone) <= now:
            return today + ONE_DAY
        pushed = await self._deliveries.listed(local_date=today, chat_id=chat_id, limit=1)
        return today + ONE_DAY if pushed else today
