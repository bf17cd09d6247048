"""What operators are told of the pushes: before the hour, after it, and whenever they ask."""

from datetime import date, timedelta

from core.clock import Clock
from core.models import Content, Place
from core.push_report import Group, Hour, PushAhead, PushReport, UnknownDelivery
from core.settings import ReminderSettings
from knowledge.language.times import as_hour, from_hour, moment_of
from services.pushes.contents import Push, Unwanted
from services.pushes.planning import LAST, OVERDUE, PushPlanner
from services.pushes.quotes import QuoteService
from storage.deliveries import Delivery
from storage.held_days import HELD, HeldDayStore
from storage.push_reports import Batch, PushReportStore, Tally
from storage.states import DeliveryKind, DeliveryState

# As long before its hour a quote is no longer changed: rows are being written.
TOO_LATE = timedelta(minutes=1)
NAMED = 3  # chats named for each reason
PAGE = 5  # unknown deliveries shown at a time, each with its button
EXCERPT = 40  # characters of a notice
# What was tried, or should have been: a day with none of these has nothing to report.
WAITING = frozenset({DeliveryState.PLANNED, DeliveryState.SENDING})
TRIED = WAITING | {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN}


class PushReportService:
    """Says how the pushes stand; the source of what operators are sent about them."""

    def __init__(
        self,
        store: PushReportStore,
        held: HeldDayStore,
        quotes: QuoteService,
        planner: PushPlanner,
        clock: Clock,
        reminder: ReminderSettings,
    ) -> None:
        self._store = store
        self._held = held
        self._quotes = quotes
        self._planner = planner
        self._clock = clock
        self._zone = reminder.zone

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return what the operator of a row AHEAD or REPORT is told at this moment."""
        place = Place(row.chat_id)
        if row.kind is DeliveryKind.AHEAD:
            ahead = await self.ahead(row.local_date)
            return Push(place, ahead) if ahead.hours and not ahead.held else Unwanted(OVERDUE)
        report = await self.report(reported_by(row.local_date, row.notice))
        missed = any(group.reason == OVERDUE for group in report.skipped)
        return Push(place, report, silent=not (report.failed or report.unknowns or report.waits or missed))

    async def state(self) -> Content:
        """Return how today stands: what is ahead, or once something was tried what has become of it."""
        today = self._planner.today()
        tried = any(one.state in TRIED for one in await self._store.tally(Batch(today)))
        return await self.report(Batch(today)) if tried else await self.ahead(today)

    async def ahead(self, day: date) -> PushAhead:
        """Return what will be pushed on `day`, today or later."""
        now, tally = self._clock.now(), await self._store.tally(Batch(day))
        hours = await self.hours(day)
        held = day in await self._held.since(day)
        first = moment_of(day, from_hour(hours[0].time), self._zone) if hours else None
        began = any(one.state is not DeliveryState.SKIPPED for one in tally)
        in_time = held or (first is not None and first - now >= TOO_LATE)
        kept = sum(one.number for one in tally if one.reason == HELD)
        return PushAhead(
            day,
            is_today=day == self._planner.today(),
            hours=hours,
            quote=await self._quotes.quote_of(day),
            began=began,
            changeable=not began and in_time,
            held=held,
            kept_back=kept,
            until=self._planner.deadline(first).astimezone(self._zone) if first else None,
        )

    async def report(self, batch: Batch, *, skip: int = 0) -> PushReport:
        """Return what has become of the quote of a day, or of a notice; `skip` so many unknown ones."""
        tally = await self._store.tally(batch)
        today = self._planner.today()
        is_quote = batch.kind is DeliveryKind.QUOTE
        unknowns = sum(one.number for one in tally if one.state is DeliveryState.UNKNOWN)
        skip = skip if skip < unknowns else 0
        page = await self._store.named(batch, DeliveryState.UNKNOWN, limit=PAGE, skip=skip) if unknowns else []
        return PushReport(
            batch.local_date,
            is_today=batch.local_date == today,
            notice=batch.notice,
            words="" if is_quote else await self._store.words(int(batch.notice), EXCERPT),
            sent=sum(one.number for one in tally if one.state is DeliveryState.SENT),
            waiting=tuple(Group(one.reason, one.number) for one in tally if one.state in WAITING),
            failed=await self._groups(batch, DeliveryState.FAILED, tally),
            skipped=await self._groups(batch, DeliveryState.SKIPPED, tally),
            unknowns=unknowns,
            unknown=tuple(UnknownDelivery(one.delivery_id, one.name) for one in page),
            skip=skip,
            hours=await self.hours(today) if is_quote and batch.local_date == today else (),
            held=is_quote and batch.local_date in await self._held.since(batch.local_date),
            # Tomorrow another quote comes; a notice stays what it is.
            can_resend=not is_quote or batch.local_date == today,
        )

    async def unknown(self, batch: Batch) -> list[int]:
        """Return the numbers of the deliveries of `batch` that may or may not have arrived."""
        return await self._store.ids(batch, DeliveryState.UNKNOWN)

    async def tapped(self, chat_id: int, message_id: int) -> None:
        """Note that this message of ours says something else now than it was sent with."""
        await self._store.shows_something_else(chat_id, message_id)

    async def hours(self, day: date, last: str = LAST) -> tuple[Hour, ...]:
        """Return the times of `day` that are to come, up to `last` (HH:MM)."""
        soon = (self._clock.now() + timedelta(minutes=1)).astimezone(self._zone)
        if day < soon.date():
            return ()
        first = as_hour(soon.time()) if day == soon.date() else "00:00"
        found = await self._planner.hours(day, first, last)
        return tuple(Hour(time, chats) for time, chats in found.items())

    async def _groups(self, batch: Batch, state: DeliveryState, tally: list[Tally]) -> tuple[Group, ...]:
        groups = []
        for one in tally:
            if one.state is state and one.reason != HELD:
                some = await self._store.named(batch, state, reason=one.reason, limit=NAMED)
                groups.append(Group(one.reason, one.number, tuple(each.name for each in some)))
        return tuple(groups)


def reported_by(day: date, notice: str) -> Batch:
    """Return what the report of that day with that key is about."""
    return Batch(day, DeliveryKind.NOTICE, notice) if notice else Batch(day)
