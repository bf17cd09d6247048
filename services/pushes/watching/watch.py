"""Tells operators about the pushes: before the hour, and after it in a report that is kept up to date.

Both are deliveries to the operators' private chats, planned like any push: once, even after a crash or with
several processes. The row keeps a digest of what its message shows; when that is no longer true, the message is
edited.
"""

import hashlib
import logging
from collections.abc import Collection
from datetime import date, timedelta

from core.clock import Clock
from core.failing import Rounds
from core.models import Content, NotSent, NotSentReason, Place, Sent
from core.push_report import QUIZ_REPORT
from core.settings import ReminderSettings
from knowledge.language.hours.times import as_hour, local_day
from services.people.access import AccessService
from services.pushes.sending import PushService
from services.pushes.watching.reports import PushReportService, reported_by, to_report
from storage.health import is_said
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import NewDelivery
from storage.pushes.reports import Batch, PushReportStore, ShownReport
from storage.states import DeliveryKind

logger = logging.getLogger(__name__)

ONE_DAY = timedelta(days=1)
LONG = timedelta(minutes=15)  # a push that takes longer is reported while it goes on
THOROUGH = 600.0  # seconds between two looks at everything, also at what another process changed
REPORTS_KNOWN = 4  # of today and yesterday, the quote's and 每周一题's
KEPT_UP = timedelta(days=3)  # for this long a report is kept up to date
PASSING = frozenset({NotSentReason.RATE_LIMITED, NotSentReason.UNREACHABLE, NotSentReason.UNAUTHORIZED})


class PushWatch:
    """`look` is called every few seconds. It writes rows and edits messages; `PushService` sends."""

    def __init__(
        self,
        reports: PushReportService,
        store: PushReportStore,
        deliveries: DeliveryStore,
        pushes: PushService,
        access: AccessService,
        clock: Clock,
        reminder: ReminderSettings,
    ) -> None:
        self._reports = reports
        self._store = store
        self._deliveries = deliveries
        self._pushes = pushes
        self._access = access
        self._clock = clock
        self._ahead = reminder.notice_ahead
        self._zone = reminder.zone
        self._rounds = Rounds(logger)
        self._minute = ""  # the last one that was looked at for a notice
        self._announced: date | None = None
        self._reported: tuple[Batch, ...] = ()  # the last ones whose reports were planned
        self._seen = -1  # the change of the pushes that was last looked at
        self._thorough_at = 0.0

    async def look(self) -> None:
        """Plan what operators should be told now, and update what they were told. Never raises."""
        try:
            await self._look()
        except Exception as error:  # noqa: BLE001 - said in a line, once
            if not is_said(error):  # the database logs its own failures
                self._rounds.failed("a look at how the pushes stand", error)
        else:
            self._rounds.went("a look at how the pushes stand")

    async def _look(self) -> None:
        people = await self._access.operators()
        if not people:
            return
        await self._announce(people)
        moment, changes = self._clock.monotonic(), self._pushes.changes
        thorough = self._seen < 0 or moment >= self._thorough_at
        if not thorough and changes == self._seen:
            return
        today = local_day(self._clock.now(), self._zone)
        if self._seen < 0:
            await self._make_up_for_reports(today, people)
        done = True
        for day in (today - ONE_DAY, today):
            for batch in (Batch(day), Batch(day, DeliveryKind.QUIZ)):
                done = await self._plan_report(batch, people) and done
        since = today - KEPT_UP if thorough else today
        done = await self._bring_up_to_date(people, since) and done
        if thorough:
            self._thorough_at = moment + THOROUGH
        self._seen = changes if done else self._seen - 1

    # --- before the hour

    async def _announce(self, people: Collection[int]) -> None:
        """Plan the notice of a day when its next hour is near. The database is asked once a minute."""
        now = self._clock.now()
        then = (now + self._ahead).astimezone(self._zone)
        minute = f"{then:%Y-%m-%d %H:%M}"
        if not self._ahead or minute == self._minute or then.date() == self._announced:
            return
        if await self._reports.hours(then.date(), as_hour(then.time())):
            ahead = await self._reports.ahead(then.date())
            if not ahead.held:
                await self._plan(DeliveryKind.AHEAD, Batch(then.date()), ahead, people)
                self._announced = then.date()
        self._minute = minute

    # --- after it

    async def _plan_report(self, batch: Batch, people: Collection[int]) -> bool:
        """Plan the report of a day when nothing more can be sent now, or when sending takes long.

        False: it is too early; call it again.
        """
        now = self._clock.now()
        if batch in self._reported:
            return True
        if batch.kind is DeliveryKind.QUIZ and not await self._store.quiz_is_wanted(batch.local_date):
            return True
        since = await self._store.in_hand_since(batch, now)
        if since is not None and since > now - LONG:
            return False
        tally = await self._store.tally(batch)
        if any(to_report(one) for one in tally):
            await self._plan(DeliveryKind.REPORT, batch, await self._reports.report(batch), people)
            self._reported = (*self._reported[1 - REPORTS_KNOWN :], batch)
        return True

    async def _make_up_for_reports(self, today: date, people: Collection[int]) -> None:
        """Plan the reports of earlier days that nobody got, as no program ran when it was time."""
        for days in range(KEPT_UP.days, 1, -1):
            batch = Batch(today - timedelta(days=days))
            if not await self._store.is_reported(batch.local_date):
                await self._plan_report(batch, people)

    async def _plan(self, kind: DeliveryKind, batch: Batch, content: Content, people: Collection[int]) -> None:
        notice = QUIZ_REPORT if batch.kind is DeliveryKind.QUIZ else ""
        rows = (
            NewDelivery(batch.local_date, person, digest(content), self._clock.now(), kind=kind, notice=notice)
            for person in people
        )
        await self._deliveries.plan(rows)

    async def _bring_up_to_date(self, people: Collection[int], since: date) -> bool:
        """Edit the messages that are out of date; return whether all are up to date now."""
        done = True
        today = local_day(self._clock.now(), self._zone)
        for shown in await self._store.shown(people, since, today - KEPT_UP):
            content = await self._content(shown)
            if content is not None and digest(content) != shown.content:
                outcome = await self._pushes.edit(Place(shown.chat_id), shown.message_id, content)
                if isinstance(outcome, Sent) or (
                    isinstance(outcome, NotSent) and outcome.reason not in PASSING
                ):
                    await self._store.now_shows(shown.id, digest(content))
                else:
                    done = False
        return done

    async def _content(self, shown: ShownReport) -> Content | None:
        if shown.kind is DeliveryKind.REPORT:
            return await self._reports.report(reported_by(shown.local_date, shown.notice))
        past = shown.local_date < local_day(self._clock.now(), self._zone)
        return None if past else await self._reports.ahead(shown.local_date)


def digest(content: Content) -> str:
    """Return a digest that differs for every content of its kind."""
    return hashlib.sha256(repr(content).encode()).hexdigest()[:32]
