"""Which pushes are due: a row for each, written before anything is sent."""

import logging
from datetime import date, datetime, time, timedelta

from core.clock import Clock
from core.settings import ReminderSettings
from knowledge.language.times import as_hour, from_hour, local_day, midnight_after, moment_of
from knowledge.language.workdays import WorkCalendar
from services.pushes.quotes import QuoteService
from storage.deliveries import DeliveryStore
from storage.held_days import HeldDayStore
from storage.planning import DueDay, PlanStore
from storage.states import DeliveryState

logger = logging.getLogger(__name__)

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
        plans: PlanStore,
        held: HeldDayStore,
        quotes: QuoteService,
        clock: Clock,
        reminder: ReminderSettings,
        calendar: WorkCalendar,
    ) -> None:
        self._deliveries = deliveries
        self._plans = plans
        self._held = held
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

    async def prepare(self) -> None:
        """Plan what has become due, and skip what may not go out any more: held back or overdue."""
        await self.plan()
        now = self._clock.now()
        await self._held.enforce(self.today(), now)
        await self._deliveries.skip_overdue(now, self._due_before(now), reason=OVERDUE)

    def _due_before(self, now: datetime) -> datetime:
        """Return the moment before which whatever was due is overdue by `now` (see `deadline`)."""
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
            planned += await self._note_missed(today - timedelta(days=1), now)
        start = self._minute if self._day == today and self._minute <= minute else FIRST
        planned += await self._plan_day(today, start, minute, now)
        self._day, self._minute = today, minute
        return planned

    async def hours(self, day: date, first: str, last: str) -> dict[str, int]:
        """Return how many chats want the quote of `day` at each time from `first` to `last` (HH:MM)."""
        return await self._plans.hours(self._due(day), first, last)

    async def _plan_day(self, day: date, start: str, end: str, now: datetime) -> int:
        due = self._due(day)
        times = await self._plans.times(due, start, end)
        if not times:
            return 0
        quote = await self._quotes.quote_of(day)
        if quote is None:
            logger.warning("no quote is approved: nothing to push on %s", day)
            return 0
        return await self._write(due, times, quote.key, now)

    async def _note_missed(self, day: date, now: datetime) -> int:
        """Write down what nobody was there to push on a day that is over, so that it can be seen."""
        due = self._due(day)
        missed = await self._write(due, await self._plans.times(due, FIRST, LAST), "", now)
        if missed:
            logger.warning("%d pushes of %s were missed and are skipped", missed, day)
        return missed

    async def _write(self, due: DueDay, times: list[str], content: str, now: datetime) -> int:
        planned = 0
        for time_of_day in times:
            due_at = moment_of(due.local_date, from_hour(time_of_day), self._zone)
            overdue = self.deadline(due_at) <= now
            planned += await self._plans.plan(
                due,
                time_of_day,
                due_at,
                content,
                state=DeliveryState.SKIPPED if overdue else DeliveryState.PLANNED,
                reason=OVERDUE if overdue else "",
            )
        return planned

    def _due(self, day: date) -> DueDay:
        holiday = self._calendar.holiday_after(day)
        return DueDay(day, self._calendar.kinds(day), before_holiday=holiday is not None)

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
