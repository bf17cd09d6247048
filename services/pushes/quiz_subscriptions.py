"""Which chats want 每周一题, on which day of the week and when. It goes where the quote goes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.clock import Clock
from core.models import ChatKind
from core.settings import ReminderSettings
from knowledge.language.hours.times import as_hour, from_hour, local_day, moment_of
from storage.people.chats import ChatStore
from storage.pushes.subscriptions import SubscriptionStore
from storage.quiz.subscriptions import QuizSubscriptionStore
from storage.states import ChatState

DAY, AT = 3, time(15)  # Wednesday at three, until somebody chooses
LOOK_AHEAD = 30  # weeks


@dataclass(frozen=True, slots=True)
class QuizWish:
    """When a chat gets 每周一题: `day` counts from 1, Monday. `next_at`: the next one, in local time."""

    day: int
    at: time
    next_at: datetime | None


class QuizSubscriptions:
    """Its days and hours are those of `reminder.timezone`; an hour that has passed counts from next week."""

    def __init__(
        self,
        wishes: QuizSubscriptionStore,
        subscriptions: SubscriptionStore,
        chats: ChatStore,
        clock: Clock,
        reminder: ReminderSettings,
    ) -> None:
        self._wishes = wishes
        self._subscriptions = subscriptions
        self._chats = chats
        self._clock = clock
        self._reminder = reminder
        self._zone = reminder.zone

    async def of(self, chat_id: int) -> QuizWish | None:
        """Return what a chat wants; None when it does not get 每周一题."""
        known = await self._subscriptions.of(chat_id)
        if known is None or known.quiz_day is None:
            return None
        at = from_hour(known.quiz_time)
        day = self._first_day(known.quiz_day, at)
        for _ in range(LOOK_AHEAD):
            if not known.is_paused(day) and (known.quiz_from is None or day >= known.quiz_from):
                moment = moment_of(day, at, self._zone).astimezone(self._zone)
                return QuizWish(known.quiz_day, at, moment)
            day += timedelta(days=7)
        return QuizWish(known.quiz_day, at, None)

    async def want(
        self,
        chat_id: int,
        kind: ChatKind,
        title: str,
        *,
        day: int | None = None,
        at: time | None = None,
        thread_id: int | None = None,
        by: int | None = None,
    ) -> QuizWish | None:
        """Let a chat get 每周一题; what is not said stays, or is the default. Return what holds now.

        Where the chat gets no daily quote, it goes to the topic `thread_id`.
        """
        now = self._clock.now()
        await self._chats.record(chat_id, kind, title, now)
        await self._chats.set_state(chat_id, ChatState.ACTIVE, "", now)
        known = await self._subscriptions.of(chat_id)
        wanted = known is not None and known.quiz_day is not None
        day = day or (known.quiz_day if known else None) or DAY
        at = at or (from_hour(known.quiz_time) if known and wanted else AT)
        if not (known and known.quiz_day == day and known.quiz_time == as_hour(at)):
            await self._wishes.want(
                chat_id,
                day,
                as_hour(at),
                await self._first_of(chat_id, day, at),
                now,
                thread_id=thread_id,
                quote_time=as_hour(self._reminder.time),
                by=by,
            )
        return await self.of(chat_id)

    async def end(self, chat_id: int) -> bool:
        """Let a chat get it no more; return whether it did."""
        return await self._wishes.end(chat_id, self._clock.now())

    async def _first_of(self, chat_id: int, weekday: int, at: time) -> date:
        """Return the first day for a chat: one item a week, whenever in the week its day is chosen anew."""
        first = self._first_day(weekday, at)
        monday = first - timedelta(days=first.weekday())
        return first + timedelta(days=7) if await self._wishes.was_asked(chat_id, monday) else first

    def _first_day(self, weekday: int, at: time) -> date:
        """Return the next day of that weekday whose hour is still to come."""
        now = self._clock.now()
        today = local_day(now, self._zone)
        day = today + timedelta(days=(weekday - today.isoweekday()) % 7)
        return day if moment_of(day, at, self._zone) > now else day + timedelta(days=7)
