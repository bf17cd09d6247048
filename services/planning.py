"""Which pushes are due: a row for each, written before anything is sent."""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from core.clock import Clock
from core.settings import ReminderSettings
from services.quotes import QuoteService
from services.times import as_hour, from_hour, local_day, midnight_after, moment_of
from services.workdays import WorkCalendar
from storage.deliveries import DeliveryStore, NewDelivery
from storage.states import DeliveryState
from storage.subscriptions import Subscription, SubscriptionStore

logger = logging.getLogger(__name__)

PAGE = 1000
FIRST, LAST = "00:00", "23:59"
OVERDUE = "overdue"


class PushPlanner:
    """Writes the rows of a day as its hours come. Doing it again changes nothing: a row is unique.

    A chat has no row on a day that is none of its days, or that its pause covers.

    Subscriptions know minutes, so the database is asked once a minute, from the last minute planned on.
    The first time, after midnight and after the clock was set back it is asked for the whole day.
    """

    def __init__(
        self,
        deliveries: DeliveryStore,
        subscriptions: SubscriptionStore,
        quotes: QuoteService,
        clock: Clock,
        reminder: ReminderSettings,
        calendar: WorkCalendar,
    ) -> None:
        self._deliveries = deliveries
        self._subscriptions = subscriptions
        self._quotes = quotes
        self._clock = clock
        self._reminder = reminder
        self._calendar = calendar
        self._zone = reminder.zone
        self._day: date | None = None
        self._minute = FIRST

    def deadline(self, due_at: datetime) -> datetime:
        """Return until when a push may go out: for the catch-up, but never past the midnight after `due_at`."""
        midnight = midnight_after(local_day(due_at, self._zone), self._zone)
        return min(due_at + self._reminder.catch_up, midnight)

    def due_before(self) -> datetime:
        """Return the moment before which whatever was due is overdue by now (see `deadline`)."""
        now = self._clock.now()
        return max(now - self._reminder.catch_up, moment_of(local_day(now, self._zone), time(), self._zone))

    async def plan(self) -> int:
        """Plan what has become due; return how many rows are new."""
        now = self._clock.now().astimezone(self._zone)
        today, minute = now.date(), as_hour(now.time())
        if self._day == today and self._minute == minute:
            return 0
        planned = 0
        if self._day is None or (today, minute) < (self._day, self._minute):
            # The clock may have been ahead: what was given up for that is still to come.
            await self._deliveries.forget_skipped(now, today, reason=OVERDUE)
        if self._day != today:
            self._warn_of_missing_holidays(today)
            planned += await self._note_missed(today - timedelta(days=1))
        start = self._minute if self._day == today and self._minute <= minute else FIRST
        planned += await self._plan_day(today, start, minute, now)
        self._day, self._minute = today, minute
        return planned

    async def _plan_day(self, day: date, start: str, end: str, now: datetime) -> int:
        planned = 0
        content: str | None = None
        async for page in self._due(day, start, end):
            if content is None:
                quote = await self._quotes.quote_of(day)
                if quote is None:
                    logger.warning("no quote is approved: nothing to push on %s", day)
                    return planned
                content = quote.key
            planned += await self._deliveries.plan(self._rows(day, page, content, now))
        return planned

    def _rows(
        self, day: date, page: Iterable[Subscription], content: str, now: datetime
    ) -> Iterator[NewDelivery]:
        moments: dict[str, tuple[datetime, bool]] = {}  # many chats share a time
        for one in page:
            if one.time not in moments:
                due_at = moment_of(day, from_hour(one.time), self._zone)
                moments[one.time] = due_at, self.deadline(due_at) <= now
            due_at, overdue = moments[one.time]
            yield NewDelivery(
                local_date=day,
                chat_id=one.chat_id,
                content=content,
                due_at=due_at,
                thread_id=one.thread_id,
                state=DeliveryState.SKIPPED if overdue else DeliveryState.PLANNED,
                reason=OVERDUE if overdue else "",
            )

    async def _note_missed(self, day: date) -> int:
        """Write down what nobody was there to push on a day that is over, so that it can be seen."""
        missed = 0
        async for page in self._due(day, FIRST, LAST):
            missed += await self._deliveries.plan(self._rows(day, page, "", self._clock.now()))
        if missed:
            logger.warning("%d pushes of %s were missed and are skipped", missed, day)
        return missed

    async def _due(self, day: date, start: str, end: str) -> AsyncIterator[list[Subscription]]:
        after: int | None = None
        days, before_holiday = self._calendar.kinds(day), self._calendar.holiday_after(day) is not None
        while page := await self._subscriptions.due(
            day, start, end, days=days, before_holiday=before_holiday, after_chat_id=after, limit=PAGE
        ):
            yield page
            after = page[-1].chat_id

    def _warn_of_missing_holidays(self, today: date) -> None:
        """Say once a day, in good time, that a year's holidays are not known."""
        if year := self._calendar.missing_year(today):
            logger.warning(
                "the public holidays of %d are not known, Monday to Friday stand in for its working days:"
                " upgrade the package chinesecalendar, or write them into [calendar] of config.toml",
                year,
            )

    def today(self) -> date:
        """Return the date it is where the pushes go."""
        return local_day(self._clock.now(), self._zone)
