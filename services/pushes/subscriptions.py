"""Who wants the daily quote, on which days, when and where; and which chats cannot be reached just now."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from core.clock import Clock
from core.models import ChatKind, Days, NotSentReason
from core.settings import ReminderSettings
from knowledge.language.times import as_hour, from_hour, local_day, moment_of
from knowledge.language.workdays import WorkCalendar
from storage.chats import ChatStore
from storage.deliveries import DeliveryStore
from storage.held_days import HeldDayStore
from storage.states import ChatState, DeliveryKind
from storage.subscriptions import Subscription, SubscriptionStore

# What a reason says about the chat. The other reasons say nothing about it.
STATES = {
    NotSentReason.BLOCKED: ChatState.BLOCKED,
    NotSentReason.KICKED: ChatState.LEFT,
    NotSentReason.CHAT_GONE: ChatState.GONE,
    NotSentReason.DEACTIVATED: ChatState.GONE,
    NotSentReason.NO_ACCESS: ChatState.UNADMITTED,
}
UNSUBSCRIBED = "unsubscribed"
PAUSED = "paused"
ONE_DAY = timedelta(days=1)
LOOK_AHEAD = 60  # days; no chat's days are further apart


class SubscriptionService:
    """Subscriptions of chats. Days and hours are those of `reminder.timezone`.

    A time that has passed today counts from tomorrow: a chat that subscribes at ten for half past eight has
    not missed anything. A day that has its push already does not get another, whatever time is chosen.
    The same holds when days change or a pause ends: a day that becomes one of the chat's counts only while
    its hour is to come, and a day that was one and still is stays as it was.
    """

    def __init__(
        self,
        subscriptions: SubscriptionStore,
        chats: ChatStore,
        deliveries: DeliveryStore,
        held: HeldDayStore,
        clock: Clock,
        reminder: ReminderSettings,
        calendar: WorkCalendar,
    ) -> None:
        self._subscriptions = subscriptions
        self._chats = chats
        self._deliveries = deliveries
        self._held = held
        self._clock = clock
        self._reminder = reminder
        self._calendar = calendar
        self._zone = reminder.zone
        self._titles: dict[int, str] = {}

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
        *,
        by: int | None = None,
    ) -> Subscription:
        """Subscribe the chat and return what holds now.

        Without a time the chat's earlier one counts, else the default. The push goes to the topic
        `thread_id` (None: General). A pause ends. `by` is the person who does it, None when nobody knows.
        """
        now = self._clock.now()
        await self._chats.record(chat_id, kind, title, now)
        returned = await self._chats.set_state(chat_id, ChatState.ACTIVE, "", now)
        known = await self._subscriptions.of(chat_id)
        if at is None:
            at = from_hour(known.time) if known else self._reminder.time
        paused = known is not None and known.is_paused(self.today())
        if known and known.active and known.time == as_hour(at) and not paused and not returned:
            starts_on = known.starts_on
        else:
            starts_on = await self._first_day(chat_id, at)
        return await self._subscriptions.subscribe(
            chat_id, as_hour(at), thread_id, now, starts_on=starts_on, by=by
        )

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

    async def lose_topic(self, chat_id: int, thread_id: int) -> None:
        """Push to General from now on: the topic is closed or deleted.

        The person who subscribed the chat is told once, in private; where that person is unknown, the chat is.
        """
        known, chat = await self._subscriptions.of(chat_id), await self._chats.of(chat_id)
        tell = known.subscribed_by if known and known.subscribed_by else chat_id
        title = chat.title if chat else ""
        await self._subscriptions.lose_topic(
            chat_id, thread_id, self._clock.now(), day=self.today(), tell=tell, title=title
        )

    async def mute(self, chat_id: int, *, muted: bool) -> bool:
        """Push without a sound, or with one; return whether the chat is subscribed."""
        return await self._subscriptions.mute(chat_id, self._clock.now(), muted=muted)

    async def change_days(
        self, chat_id: int, days: Days | None = None, *, before_holidays: bool | None = None
    ) -> bool:
        """Push on other days, None: as they are; return whether the chat is subscribed."""
        known = await self._subscriptions.of(chat_id)
        if known is None or not known.active:
            return False
        changed = replace(
            known,
            days=known.days if days is None else days,
            before_holidays=known.before_holidays if before_holidays is None else before_holidays,
        )
        return await self._subscriptions.change_days(
            chat_id,
            changed.days,
            self._clock.now(),
            before_holidays=changed.before_holidays,
            starts_on=await self._first_day_since(known, changed),
        )

    async def pause(self, chat_id: int, resumes_on: date) -> bool:
        """Push nothing before the local date `resumes_on`; return whether the chat is subscribed."""
        return await self._subscriptions.pause(chat_id, self._clock.now(), resumes_on=resumes_on)

    async def resume(self, chat_id: int) -> bool:
        """End a pause; return whether there was one."""
        known = await self._subscriptions.of(chat_id)
        if known is None or not known.active or not known.is_paused(self.today()):
            return False
        starts_on = await self._first_day_since(known, replace(known, resumes_on=None))
        return await self._subscriptions.resume(chat_id, self._clock.now(), starts_on=starts_on)

    async def first_free_day(self, chat_id: int) -> date:
        """Return the first day, today or tomorrow, whose push a pause that begins now would hold back."""
        known = await self._subscriptions.of(chat_id)
        return await self._first_day(chat_id, from_hour(known.time)) if known else self.today()

    def today(self) -> date:
        """Return the date it is where the pushes go."""
        return local_day(self._clock.now(), self._zone)

    def holiday_reminder(self, subscription: Subscription, day: date) -> str | None:
        """Return the public holiday that the push of `day` reminds the chat of; empty: one without a name."""
        return self._calendar.holiday_after(day) if subscription.before_holidays else None

    async def next_push(self, chat_id: int) -> datetime | None:
        """Return when the chat's next push is due, in local time; None if there will be none.

        Past a pause it is the first one after it.
        """
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
        bounds = (subscription.starts_on, subscription.resumes_on)
        start = max((await self._first_day(chat_id, at), *(bound for bound in bounds if bound)))
        held = await self._held.since(start)
        days = (start + ahead * ONE_DAY for ahead in range(LOOK_AHEAD))
        day = next((day for day in days if day not in held and self._is_wanted(subscription, day)), None)
        return None if day is None else moment_of(day, at, self._zone).astimezone(self._zone)

    async def deactivate(self, chat_id: int, reason: NotSentReason) -> bool:
        """Note that the chat cannot be written to; return whether that is news. Its settings are kept."""
        state = STATES.get(reason)
        if state is None:
            return False
        now = self._clock.now()
        news = await self._chats.set_state(chat_id, state, reason.value, now)
        await self._deliveries.skip_chat(chat_id, now, reason=reason.value)
        return news

    async def readmit(self, chat_id: int) -> None:
        """Let the pushes go on of a chat that lost access and has it again; in any other it changes nothing."""
        chat = await self._chats.of(chat_id)
        if chat is not None and chat.state is ChatState.UNADMITTED:
            await self.revive(chat_id)

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

    async def rename(self, chat_id: int, title: str) -> None:
        """Note the title that a chat has now; looked up once for each title it is seen under."""
        if self._titles.get(chat_id) != title:
            await self._chats.rename(chat_id, title)
            self._titles[chat_id] = title

    def _is_wanted(self, subscription: Subscription, day: date) -> bool:
        """Return whether `day` is one of the chat's days: started, not paused, and of the right kind."""
        if subscription.is_paused(day) or (subscription.starts_on and day < subscription.starts_on):
            return False
        if subscription.days in self._calendar.kinds(day):
            return True
        return subscription.before_holidays and self._calendar.holiday_after(day) is not None

    async def _first_day_since(self, before: Subscription, after: Subscription) -> date | None:
        """Return from which day on the changed wish counts.

        Where today was wanted and still is, nothing moves: its push may be on its way. Else today counts
        while its hour is to come: a chat that adds Saturdays at ten for half past eight begins next week.
        """
        today = self.today()
        if self._is_wanted(before, today) or not self._is_wanted(after, today):
            return before.starts_on
        return await self._first_day(before.chat_id, from_hour(before.time))

    async def _first_day(self, chat_id: int, at: time) -> date:
        """Return the first day on which `at` is still to come and that has no push yet."""
        now = self._clock.now()
        today = local_day(now, self._zone)
        if moment_of(today, at, self._zone) <= now:
            return today + ONE_DAY
        pushed = await self._deliveries.listed(local_date=today, chat_id=chat_id)
        return today + ONE_DAY if any(row.kind is DeliveryKind.QUOTE for row in pushed) else today
