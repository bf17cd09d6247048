"""Who wants the daily quote, on which days, when and where; and which chats cannot be reached just now."""

from collections.abc import Set
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from core.asked import when_asked
from core.clock import Clock
from core.days import Days
from core.models import ChatKind, Look, NotSentReason
from core.settings import ReminderSettings
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.hours.times import as_hour, from_hour, local_day, moment_of
from storage.people.chats import ChatStore
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery
from storage.pushes.held_days import HeldDayStore
from storage.pushes.subscriptions import Subscription, SubscriptionStore
from storage.states import ChatState, DeliveryKind

# The state of the chat that follows from a reason. Other reasons say nothing about the chat.
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

    A time that has passed today counts from tomorrow: a chat that subscribes at ten for half past eight has not
    missed anything. A day that has had its push does not get another one, whatever time is chosen. The same
    holds when days change or a pause ends: today becomes one of the chat's days only if its hour is still to
    come; if it was one already, nothing changes.
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
        later = self._skips_after_now(known) if known and known.active else frozenset[date]()
        return await self._subscriptions.subscribe(
            chat_id, as_hour(at), thread_id, now, starts_on=starts_on, skips=later, by=by
        )

    async def unsubscribe(self, chat_id: int) -> bool:
        """Stop all pushing, 每周一题 too, keeping the settings; return whether the chat was subscribed."""
        now = self._clock.now()
        was_active = await self._subscriptions.unsubscribe(chat_id, now)
        await self._deliveries.skip_subscribed(chat_id, now, reason=UNSUBSCRIBED)
        return was_active

    async def restore(self, wanted: Subscription) -> None:
        """Let hold again what held: hour, days, pauses, topic, 每周一题. What was missed is not made up."""
        now, chat_id = await self._subscriptions.of(wanted.chat_id), wanted.chat_id
        starts_on = await self._first_day(chat_id, from_hour(wanted.time))
        if now is not None and now.active and now.time == wanted.time:
            starts_on = await self._first_day_since(now, wanted) or starts_on
        await self._subscriptions.put(replace(wanted, starts_on=starts_on, changed_at=self._clock.now()))

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

    async def change_look(self, chat_id: int, look: Look) -> bool:
        """Push the quote as text, as a card, or both; return whether the chat is subscribed."""
        return await self._subscriptions.change_look(chat_id, self._clock.now(), look)

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

    async def skip(self, chat_id: int, first: date, resumes_on: date) -> bool:
        """Push nothing from `first` on and before `resumes_on`; return whether the chat is subscribed.

        Other pauses stay. ValueError for more days than can be skipped (`MOST_SKIPPED`, with those before).
        """
        known = await self._subscriptions.of(chat_id)
        if known is None or not known.active:
            return False
        dates = {first + number * ONE_DAY for number in range((resumes_on - first).days)}
        # Not those of yesterday: what was missed then is noted once the day has begun.
        dates |= {day for day in known.skips if day >= self.today() - ONE_DAY}
        return await self._subscriptions.skip(chat_id, self._clock.now(), dates=dates)

    async def choose(self, chat_id: int, off: Set[date], on: Set[date]) -> bool:
        """Push nothing on the dates `off`, and again on those `on`, of whatever pause; other pauses stay.

        Return whether the chat is subscribed. ValueError for more days than can be skipped (`MOST_SKIPPED`).
        """
        known, today = await self._subscriptions.of(chat_id), self.today()
        if known is None or not known.active:
            return False
        skips, resumes_on = {day for day in known.skips if day >= today - ONE_DAY} | off, known.resumes_on
        within = [day for day in on if resumes_on and today <= day < resumes_on]
        if resumes_on and within:  # the pause ends before the first of them; what is left of it are dates
            first = min(within)
            skips |= {first + number * ONE_DAY for number in range((resumes_on - first).days)}
            resumes_on = first
        changed = replace(known, resumes_on=resumes_on, skips=frozenset(skips - on))
        return await self._subscriptions.choose(
            chat_id,
            self._clock.now(),
            resumes_on=resumes_on,
            skips=changed.skips,
            starts_on=await self._first_day_since(known, changed),
        )

    async def resume(self, chat_id: int) -> bool:
        """End the pause there is; where there is none, drop those that begin later. Return whether any was."""
        known, today = await self._subscriptions.of(chat_id), self.today()
        if known is None or not known.active or not (known.is_paused(today) or known.stretches(today)):
            return False
        later = self._skips_after_now(known) if known.is_paused(today) else frozenset[date]()
        starts_on = await self._first_day_since(known, replace(known, resumes_on=None, skips=later))
        return await self._subscriptions.resume(chat_id, self._clock.now(), starts_on=starts_on, skips=later)

    def _skips_after_now(self, known: Subscription) -> frozenset[date]:
        """Return the days to skip that belong to pauses that begin later than today."""
        until = known.paused_until(self.today())
        return frozenset(day for day in known.skips if day >= until)

    async def first_free_day(self, chat_id: int) -> date:
        """Return the first day, today or tomorrow, whose push a pause that begins now would hold back."""
        known = await self._subscriptions.of(chat_id)
        if known is None:
            return self.today()
        return await self._first_day(chat_id, from_hour(known.time), when_asked(self._clock))

    def today(self) -> date:
        """Return the date in the time zone of the pushes; of what came late, when it was asked."""
        return local_day(when_asked(self._clock), self._zone)

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
        start = max(await self._first_day(chat_id, at), subscription.starts_on or date.min)
        day = await self._first_wanted(subscription, start)
        return None if day is None else moment_of(day, at, self._zone).astimezone(self._zone)

    async def deactivate(self, chat_id: int, reason: NotSentReason) -> bool:
        """Note that the chat cannot be written to; return whether this is a change. Its settings are kept."""
        state = STATES.get(reason)
        if state is None:
            return False
        now = self._clock.now()
        news = await self._chats.set_state(chat_id, state, reason.value, now)
        await self._deliveries.skip_chat(chat_id, now, reason=reason.value)
        return news

    async def readmit(self, chat_id: int) -> None:
        """Start the pushes again of a chat that has got its access back; other chats are not changed."""
        chat = await self._chats.of(chat_id)
        if chat is not None and chat.state is ChatState.UNADMITTED:
            await self.revive(chat_id)

    async def greet(self, person: int, name: str) -> None:
        """Note what a person who begins to use the bot is called, and that they can be written to.

        Without it nobody could name them: for a duty, in reports.
        """
        await self._chats.record(person, ChatKind.PRIVATE, name, self._clock.now())
        await self.revive(person)

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
        """Move everything of a group to the supergroup it became; doing it again changes nothing."""
        await self._chats.migrate(old, new, self._clock.now())

    async def number_now(self, chat_id: int) -> int:
        """Return the number of the supergroup that a group is known to have become; else its own."""
        chat = await self._chats.of(chat_id)
        return chat_id if chat is None or chat.migrated_to is None else chat.migrated_to

    async def rename(self, chat_id: int, title: str) -> None:
        """Note the title that a chat has now; looked up once for each title it is seen under."""
        if self._titles.get(chat_id) != title:
            await self._chats.rename(chat_id, title)
            self._titles[chat_id] = title

    async def _first_wanted(self, subscription: Subscription, start: date) -> date | None:
        """Return the chat's first day from `start` on, past every pause; None if none is near."""
        held, day = await self._held.since(start), start
        for _ in range(LOOK_AHEAD):
            day = subscription.paused_until(day)
            if day not in held and self._is_wanted(subscription, day):
                return day
            day += ONE_DAY
        return None

    def wants_any(self, subscription: Subscription, first: date, resumes_on: date) -> bool:
        """Return whether any day from `first` to the one before `resumes_on` would have a push."""
        days = (first + number * ONE_DAY for number in range((resumes_on - first).days))
        return any(self._is_wanted(subscription, day) for day in days)

    def missing_year(self, subscription: Subscription) -> int | None:
        """Return the year whose working days are only guessed, for a chat whose days are such; else None."""
        return self._calendar.missing_year(self.today()) if subscription.days.workdays else None

    async def pushed_on(self, chat_id: int, day: date) -> Delivery | None:
        """Return what has become of the chat's quote of that day; None where none was planned (yet)."""
        rows = await self._deliveries.listed(local_date=day, chat_id=chat_id)
        return next((row for row in rows if row.kind is DeliveryKind.QUOTE), None)

    @property
    def calendar(self) -> WorkCalendar:
        """Return the calendar of working days and holidays."""
        return self._calendar

    def _is_wanted(self, subscription: Subscription, day: date) -> bool:
        """Return whether `day` is one of the chat's days: started, not paused, and of the right kind."""
        if subscription.is_paused(day) or (subscription.starts_on and day < subscription.starts_on):
            return False
        if subscription.days.hold(day, worked=self._calendar.is_workday(day)):
            return True
        return subscription.before_holidays and self._calendar.holiday_after(day) is not None

    async def _first_day_since(self, before: Subscription, after: Subscription) -> date | None:
        """Return from which day on the changed wish counts.

        If today was one of its days and still is, nothing changes: its push may be under way. Otherwise today
        counts if its hour is still to come: a chat that adds Saturdays at ten for half past eight begins next
        week.
        """
        today = self.today()
        if self._is_wanted(before, today) or not self._is_wanted(after, today):
            return before.starts_on
        return await self._first_day(before.chat_id, from_hour(before.time))

    async def _first_day(self, chat_id: int, at: time, since: datetime | None = None) -> date:
        """Return the first day on which `at` is still to come, since now or then, and that has no push yet."""
        now = since or self._clock.now()
        today = local_day(now, self._zone)
        if moment_of(today, at, self._zone) <= now:
            return today + ONE_DAY
        pushed = await self._deliveries.listed(local_date=today, chat_id=chat_id)
        return today + ONE_DAY if any(row.kind is DeliveryKind.QUOTE for row in pushed) else today
