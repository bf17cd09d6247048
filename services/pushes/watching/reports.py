"""What operators are told about the pushes: before the hour, after it, and whenever they ask."""

from datetime import date, timedelta

from core.clock import Clock
from core.models import Content, Place
from core.push_report import QUIZ_REPORT, Group, Hour, PushAhead, PushReport, TakenBack, UnknownDelivery
from core.settings import ReminderSettings
from knowledge.language.hours.times import as_hour, from_hour, moment_of
from services.pushes.contents import Push, Unwanted
from services.pushes.planning import LAST, PushPlanner
from services.pushes.quotes import QuoteService
from storage.pushes.delivery_rows import Delivery
from storage.pushes.held_days import HELD, HeldDayStore
from storage.pushes.planning import OVERDUE
from storage.pushes.reports import Batch, Came, PushReportStore, Tally
from storage.states import DeliveryKind, DeliveryState, NoticeState

# For this long before its hour a quote cannot be changed: rows are being written.
TOO_LATE = timedelta(minutes=1)
NAMED = 3  # chats named for each reason
PAGE = 5  # unknown deliveries shown at a time, each with its button
EXCERPT = 40  # characters of a notice
DELETABLE = timedelta(hours=48) - timedelta(
    minutes=1
)  # Telegram deletes what is younger; requests take a while
# States of pushes that were tried or should have been: a day without any has nothing to report.
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
        """Return how today's push stands: what is ahead or, once a push was tried or missed, the results."""
        today = self._planner.today()
        tried = any(to_report(one) for one in await self._store.tally(Batch(today)))
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
        """Return the results of a day's quote, or of a notice; `skip` this many unknown deliveries."""
        tally = await self._store.tally(batch)
        today = self._planner.today()
        is_quote, is_notice = batch.kind is DeliveryKind.QUOTE, batch.kind is DeliveryKind.NOTICE
        unknowns = sum(one.number for one in tally if one.state is DeliveryState.UNKNOWN)
        skip = skip if skip < unknowns else 0
        page = await self._store.named(batch, DeliveryState.UNKNOWN, limit=PAGE, skip=skip) if unknowns else []
        waiting = tuple(Group(one.reason, one.number) for one in tally if one.state in WAITING)
        words, state, reads = "", "", None
        if is_notice:
            words, state, reads = await self._store.notice(int(batch.notice), EXCERPT)
        ended = state in {NoticeState.STOPPED, NoticeState.TAKEN_BACK}
        return PushReport(
            batch.local_date,
            is_today=batch.local_date == today,
            notice=QUIZ_REPORT if batch.kind is DeliveryKind.QUIZ else batch.notice,
            words=words,
            sent=sum(one.number for one in tally if one.state is DeliveryState.SENT),
            waiting=waiting,
            failed=await self._groups(batch, DeliveryState.FAILED, tally),
            skipped=await self._groups(batch, DeliveryState.SKIPPED, tally),
            unknowns=unknowns,
            unknown=tuple(UnknownDelivery(one.delivery_id, one.name) for one in page),
            skip=skip,
            hours=await self.hours(today) if is_quote and batch.local_date == today else (),
            held=is_quote and batch.local_date in await self._held.since(batch.local_date),
            # Tomorrow another quote comes; a notice stays what it is.
            can_resend=not ended and (is_notice or batch.local_date == today),
            can_stop=is_notice and not ended and bool(waiting),
            can_take_back=await self._deletable(batch) if state and state != NoticeState.TAKEN_BACK else 0,
            back=await self._back(batch) if state == NoticeState.TAKEN_BACK else None,
            reads=reads,
        )

    async def _deletable(self, batch: Batch) -> int:
        """Return from how many chats Telegram would still delete a message of the batch."""
        return await self._store.sent_since(batch, self._clock.now() - DELETABLE)

    async def _back(self, batch: Batch) -> TakenBack:
        """Return what has become of a notice that is taken back."""
        deletions = Batch(batch.local_date, DeliveryKind.TAKE_BACK, batch.notice)
        tally = await self._store.tally(deletions)
        waits = WAITING | {DeliveryState.UNKNOWN}  # an uncertain deletion is made once more
        return TakenBack(
            deleted=sum(one.number for one in tally if one.state is DeliveryState.SENT),
            waiting=sum(one.number for one in tally if one.state in waits),
            failed=await self._groups(deletions, DeliveryState.FAILED, tally),
        )

    async def unknown(self, batch: Batch) -> list[int]:
        """Return the numbers of the deliveries of `batch` that may or may not have arrived."""
        return await self._store.ids(batch, DeliveryState.UNKNOWN)

    async def came_last(self, chat_id: int) -> Came | None:
        """Return what was pushed to a chat last, within a day: so long it is read."""
        return await self._store.came_last(chat_id, self._clock.now() - timedelta(days=1))

    async def tapped(self, chat_id: int, message_id: int) -> None:
        """Note that this message of the bot was changed since it was sent."""
        await self._store.shows_something_else(chat_id, message_id)

    async def adopt(self, batch: Batch, chat_id: int, message_id: int) -> None:
        """Keep a message in an operator's chat up to date as the report of a notice."""
        await self._store.adopt(batch, chat_id, message_id, self._clock.now())

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


def to_report(one: Tally) -> bool:
    """Return whether there is something to say of these: they were tried, or their time has passed."""
    return one.state in TRIED or one.reason == OVERDUE


def reported_by(day: date, notice: str) -> Batch:
    """Return what the report of that day with that key is about."""
    if notice == QUIZ_REPORT:
        return Batch(day, DeliveryKind.QUIZ)
    return Batch(day, DeliveryKind.NOTICE, notice) if notice else Batch(day)
