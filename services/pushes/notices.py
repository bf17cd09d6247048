"""An operator's one-off notice to all subscribed chats: written, looked at, confirmed, sent like any push.

The notice is stored as a row before its words are written, and its deliveries are rows before any is sent. So
after a restart it goes on where it was; what was confirmed is planned once and sent at most once to each chat.
"""

from datetime import timedelta

from core.clock import Clock
from core.models import Link, Place
from core.settings import ReminderSettings
from knowledge.language.hours.times import local_day
from services.audit import AuditService
from services.pushes.contents import Push, Unwanted
from services.pushes.reads import text_of
from services.pushes.subscriptions import PAUSED, UNSUBSCRIBED, SubscriptionService
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery, NewDelivery
from storage.pushes.notices import Audience, NoticeStore, StoredNotice
from storage.pushes.planning import OVERDUE
from storage.pushes.reports import Batch, PushReportStore
from storage.states import DeliveryKind, DeliveryState, NoticeState

PAGE = 1000
TOO_OLD = timedelta(hours=24)  # a notice that could not go out for so long is not sent any more
KEPT = timedelta(days=400)
STOPPED = "stopped"  # why a delivery of a stopped notice is skipped
ENDED = frozenset({NoticeState.STOPPED, NoticeState.TAKEN_BACK})


class NoticeService:
    """Notices go to active subscriptions, in their topic, without a sound where that is set.

    Paused chats get none, because they asked for quiet. The draft says how many these are.
    """

    def __init__(
        self,
        store: NoticeStore,
        deliveries: DeliveryStore,
        reports: PushReportStore,
        subscriptions: SubscriptionService,
        audit: AuditService,
        clock: Clock,
        reminder: ReminderSettings,
    ) -> None:
        self._store = store
        self._deliveries = deliveries
        self._reports = reports
        self._subscriptions = subscriptions
        self._audit = audit
        self._clock = clock
        self._zone = reminder.zone

    # --- the draft

    async def of_number(self, notice_id: int) -> StoredNotice | None:
        """Return one notice."""
        return await self._store.of(notice_id)

    async def unsent(self, user_id: int) -> StoredNotice | None:
        """Return the notice this operator is writing, if any."""
        writing = await self._store.in_state(NoticeState.ASKED, NoticeState.DRAFT, user_id=user_id)
        return writing[-1] if writing else None

    async def ask(self, user_id: int) -> int:
        """Wait for the words of a notice, the one being written or a new one; return its number."""
        notice = await self.unsent(user_id)
        if notice and await self._store.ask_again(notice.id, self._clock.now()):
            return notice.id
        return await self._store.ask(user_id, self._clock.now())

    async def write(self, notice_id: int, text: str, message_id: int, links: tuple[Link, ...] = ()) -> bool:
        """Store the words of a notice, from the message `message_id`; False when it is too late for that."""
        return await self._store.write(notice_id, text, message_id, self._clock.now(), links)

    async def cancel(self, notice_id: int) -> bool:
        """Cancel the notice; False when it is too late for that."""
        return await self._store.cancel(notice_id, self._clock.now())

    async def audience(self) -> Audience:
        """Return how many chats would get a notice now."""
        return await self._store.audience(self._subscriptions.today())

    # --- on its way

    async def send(self, notice_id: int, user_id: int, report_message_id: int) -> Batch | None:
        """Send the draft; the message `report_message_id` becomes its report. None: it is no draft."""
        now = self._clock.now()
        today = local_day(now, self._zone)
        if not await self._store.start(notice_id, today, report_message_id, now):
            return None
        notice = await self._store.of(notice_id)
        await self._audit.record(
            user_id, "notice.send", f"notice {notice_id}", now=notice.text if notice else ""
        )
        await self.go_on()
        return Batch(today, DeliveryKind.NOTICE, str(notice_id))

    async def go_on(self) -> None:
        """Plan all deliveries of the confirmed notices; after a crash it can be called again."""
        for notice in await self._store.in_state(NoticeState.STARTED):
            await self._plan(notice)

    async def give_up(self, reason: str) -> None:
        """Plan as unknown what is not planned yet of the confirmed notices: it may have gone out."""
        for notice in await self._store.in_state(NoticeState.STARTED):
            await self._plan(notice, DeliveryState.UNKNOWN, reason)

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return the words of the notice, or why this chat does not get them."""
        notice = await self._store.of(int(row.notice))
        if notice is not None and notice.state in ENDED:
            return Unwanted(STOPPED)
        subscription = await self._subscriptions.of(row.chat_id)
        if subscription is None or not subscription.active:
            return Unwanted(UNSUBSCRIBED)
        if subscription.is_paused(self._subscriptions.today()):
            return Unwanted(PAUSED)
        if notice is None or self._clock.now() - row.due_at >= TOO_OLD:
            return Unwanted(OVERDUE)
        place = Place(row.chat_id, subscription.thread_id)
        return Push(place, text_of(notice), silent=subscription.muted)

    async def prune(self) -> int:
        """Delete old notices; return how many."""
        return await self._store.prune(self._clock.now() - KEPT)

    async def _plan(
        self, notice: StoredNotice, state: DeliveryState = DeliveryState.PLANNED, reason: str = ""
    ) -> None:
        if notice.local_date is None or notice.report_message_id is None:
            return
        key = str(notice.id)
        batch = Batch(notice.local_date, DeliveryKind.NOTICE, key)
        await self._reports.adopt(batch, notice.user_id, notice.report_message_id, notice.changed_at)
        after: int | None = None
        while page := await self._store.recipients(notice.local_date, after_chat_id=after, limit=PAGE):
            await self._deliveries.plan(
                NewDelivery(
                    notice.local_date,
                    chat_id,
                    key,
                    min(notice.changed_at, self._clock.now()),  # the clock may have been set back meanwhile
                    thread_id=thread_id,
                    kind=DeliveryKind.NOTICE,
                    notice=key,
                    state=state,
                    reason=reason,
                )
                for chat_id, thread_id in page
            )
            after = page[-1][0]
        await self._store.planned(notice.id)
