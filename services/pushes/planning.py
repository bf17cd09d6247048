"""Which pushes are due: a row for each, written before anything is sent."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from core.clock import Clock
from core.settings import ReminderSettings
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.hours.times import as_hour, from_hour, local_day, midnight_after, moment_of
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.held_days import HeldDayStore
from storage.pushes.planning import OVERDUE, DueDay, PlanStore
from storage.states import DeliveryKind, DeliveryState

logger = logging.getLogger(__name__)

FIRST, LAST = "00:00", "23:59"
ONCE_A_WEEK = frozenset({DeliveryKind.QUIZ})


class Drawn(Protocol):
    """What decides what is pushed on a day, the same for everybody."""

    async def content_of(self, day: date) -> str | None:
        """Return what the rows of `day` are to hold; None when there is nothing to push."""
        ...


class PushPlanner:
    """Writes the rows of a day when their hours come. Doing it again changes nothing: each row is unique.

    A chat has no row on a day that is not one of its days, or on which it is paused. What comes once a week
    goes out on the next working day of the week, at its hour, where nothing ran on its own day.

    Times are whole minutes, so the database is asked once a minute, for the time since the last planned minute.
    At the first call, after midnight, and when the clock was set back, it is asked for the whole day.
    """

    def __init__(
        self,
        deliveries: DeliveryStore,
        plans: PlanStore,
        held: HeldDayStore,
        drawn: Mapping[DeliveryKind, Drawn],
        clock: Clock,
        reminder: ReminderSettings,
        calendar: WorkCalendar,
    ) -> None:
        """`drawn`: what is planned by the chats' hours, and what decides on it."""
        self._drawn = drawn
        self._deliveries = deliveries
        self._plans = plans
        self._held = held
        self._clock = clock
        self._reminder = reminder
        self._calendar = calendar
        self._zone = reminder.zone
        self._day: date | None = None
        self._minute = FIRST

    def deadline(self, due_at: datetime) -> datetime:
        """Return until when a push may go out: as long as the catch-up, but not past midnight."""
        midnight = midnight_after(local_day(due_at, self._zone), self._zone)
        return min(due_at + self._reminder.catch_up, midnight)

    async def prepare(self) -> None:
        """Plan what is due now, and skip what may not go out any more because it is held back or overdue."""
        await self.plan()
        now = self._clock.now()
        await self._held.enforce(self.today(), now)
        await self._deliveries.skip_overdue(now, self._due_before(now), reason=OVERDUE)

    def _due_before(self, now: datetime) -> datetime:
        """Return the moment before which everything that was due is overdue at `now` (see `deadline`)."""
        return max(now - self._reminder.catch_up, moment_of(local_day(now, self._zone), time(), self._zone))

    async def plan(self) -> int:
        """Plan what has become due; return how many rows are new."""
        now = self._clock.now().astimezone(self._zone)
        today, minute = now.date(), as_hour(now.time())
        if self._day == today and self._minute == minute:
            return 0
        planned = 0
        anew = self._day is None or (today, minute) < (self._day, self._minute)
        if anew:
            # The clock may have been ahead: rows that were skipped because of that are still to come.
            await self._deliveries.forget_skipped(now, today, reason=OVERDUE)
        if self._day != today:
            self._warn_of_missing_holidays(today)
            planned += await self._note_missed(today - timedelta(days=1), now)
        start = FIRST if anew or self._day != today else self._minute
        planned += await self._plan_day(today, start, minute, now)
        self._day, self._minute = today, minute
        return planned

    async def give_up(self, since: datetime | None, until: datetime, reason: str) -> int:
        """Plan as unknown what was due up to `until` and has no row; return how many: it may have gone out.

        Of the day of `until` and the day before, of what comes once a week also of the week's earlier days, but
        of no day before `since`.
        """
        last = until.astimezone(self._zone)
        planned = 0
        for back in range(max(1, last.weekday()), -1, -1):
            day = last.date() - timedelta(days=back)
            if since is not None and day < local_day(since, self._zone):
                continue
            for kind in self._drawn:
                if back <= 1 or kind in ONCE_A_WEEK:  # that might be caught up with
                    end = LAST if back else as_hour(last.time())
                    planned += await self._give_up(kind, day, end, reason)
        return planned

    async def _give_up(self, kind: DeliveryKind, day: date, end: str, reason: str) -> int:
        due, planned = self._due(day, kind), 0
        content = await self._drawn[kind].content_of(day) if day == self.today() else None
        for time_of_day in await self._plans.times(due, FIRST, end):
            planned += await self._plans.plan(
                due,
                time_of_day,
                moment_of(day, from_hour(time_of_day), self._zone),
                content or "",
                state=DeliveryState.UNKNOWN,
                reason=reason,
            )
        return planned

    async def hours(self, day: date, first: str, last: str) -> dict[str, int]:
        """Return how many chats want the quote of `day` at each time from `first` to `last` (HH:MM)."""
        return await self._plans.hours(self._due(day), first, last)

    async def _plan_day(self, day: date, start: str, end: str, now: datetime) -> int:
        planned = 0
        for kind, drawn in self._drawn.items():
            due = self._due(day, kind)
            due = replace(due, late=kind in ONCE_A_WEEK and due.worked)
            if not (times := await self._plans.times(due, start, end)):
                continue
            content = await drawn.content_of(day)
            if content is None:
                logger.warning("no %s is approved: nothing to push on %s", kind.value, day)
                continue
            planned += await self._write(due, times, content, now)
        return planned

    async def _note_missed(self, day: date, now: datetime) -> int:
        """Record pushes that were missed on a past day because the bot was down, so that they are seen."""
        missed = 0
        for kind in self._drawn:
            due = self._due(day, kind)
            missed += await self._write(due, await self._plans.times(due, FIRST, LAST), "", now)
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

    def _due(self, day: date, kind: DeliveryKind = DeliveryKind.QUOTE) -> DueDay:
        holiday = self._calendar.holiday_after(day)
        return DueDay(day, worked=self._calendar.is_workday(day), before_holiday=holiday is not None, kind=kind)

    def _warn_of_missing_holidays(self, today: date) -> None:
        """Warn once a day, early enough, that a year's holidays are not known."""
        if year := self._calendar.missing_year(today):
            logger.warning(
                "the public holidays of %d are not known, Monday to Friday stand in for its working days (less"
                " 1 January, 1 May, 1 October): upgrade the package chinesecalendar, or write them into"
                " [calendar] of config.toml",
                year,
            )

    def today(self) -> date:
        """Return today's date in the time zone of the pushes."""
        return local_day(self._clock.now(), self._zone)
