"""Stopping a notice that is going out, and taking back what was sent of it, within Telegram's 48 hours.

A deletion is a delivery of its own kind: planned as a row, sent through the push lane, found again after a
crash. Other than a message it may be repeated: what is already gone counts as deleted.
"""

from core.clock import Clock
from core.models import Place, Removal
from services.audit import AuditService
from services.pushes.contents import Push, Unwanted
from services.pushes.notices import STOPPED
from services.pushes.sending import PushService
from services.pushes.watching.reports import DELETABLE
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery, NewDelivery
from storage.pushes.notices import NoticeStore, StoredNotice
from storage.pushes.reports import Batch, PushReportStore
from storage.pushes.taking_back import TakingBackStore
from storage.states import DeliveryKind, DeliveryState, NoticeState

TOO_LATE = "too old"
MOVED = "moved"  # its group has become a supergroup, where the message has another number


class TakingBackContents:
    """The source of deletions."""

    def __init__(self, store: TakingBackStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return which message goes from the chat, or why none can."""
        sent = await self._store.message(Batch(row.local_date, DeliveryKind.NOTICE, row.notice), row.chat_id)
        if sent is None or sent.message_id is None:
            return Unwanted(MOVED, DeliveryState.FAILED)
        if sent.at is None or self._clock.now() - sent.at >= DELETABLE:
            return Unwanted(TOO_LATE, DeliveryState.FAILED)
        return Push(Place(row.chat_id), Removal(sent.message_id))


class TakingBackService:
    """What operators decide about a notice on its way; each decision is in the log of changes."""

    def __init__(
        self,
        store: TakingBackStore,
        notices: NoticeStore,
        deliveries: DeliveryStore,
        reports: PushReportStore,
        pushes: PushService,
        audit: AuditService,
        clock: Clock,
    ) -> None:
        self._store = store
        self._notices = notices
        self._deliveries = deliveries
        self._reports = reports
        self._pushes = pushes
        self._audit = audit
        self._clock = clock

    async def recent(self) -> list[StoredNotice]:
        """Return the notices that an operator may still want to stop or take back, the newest first."""
        return await self._notices.begun(self._clock.now() - DELETABLE)

    async def stop(self, notice_id: int, user_id: int) -> bool:
        """Send nothing more of a notice; False: it is not going out."""
        if not await self._notices.stop(notice_id, self._clock.now()):
            return False
        await self._audit.record(user_id, "notice.stop", f"notice {notice_id}")
        await self._leave_unsent(notice_id)
        return True

    async def take_back(self, notice_id: int, user_id: int) -> bool:
        """Send nothing more of a notice and delete what was sent; False: that is done already."""
        if not await self._notices.take_back(notice_id, self._clock.now()):
            return False
        await self._audit.record(user_id, "notice.take_back", f"notice {notice_id}")
        await self._leave_unsent(notice_id)
        await self.go_on()
        return True

    async def go_on(self) -> None:
        """Plan the deletions that are missing: of what arrived late, and of what a crash left open.

        A message whose deletion is uncertain is deleted once more.
        """
        since = self._clock.now() - 2 * DELETABLE
        for notice in await self._notices.in_state(NoticeState.TAKEN_BACK):
            if notice.local_date is None or notice.changed_at < since:
                continue
            key = str(notice.id)
            sent = Batch(notice.local_date, DeliveryKind.NOTICE, key)
            back = Batch(notice.local_date, DeliveryKind.TAKE_BACK, key)
            rows = [
                NewDelivery(
                    sent.local_date, chat, "", self._clock.now(), kind=DeliveryKind.TAKE_BACK, notice=key
                )
                for chat in await self._store.still_there(sent)
            ]
            again = await self._reports.ids(back, DeliveryState.UNKNOWN)
            await self._deliveries.plan(rows)
            await self._deliveries.send_again(again, self._clock.now())

    async def _leave_unsent(self, notice_id: int) -> None:
        notice = await self._notices.of(notice_id)
        if notice is not None and notice.local_date is not None:
            batch = Batch(notice.local_date, DeliveryKind.NOTICE, str(notice_id))
            await self._store.stop(batch, self._clock.now(), reason=STOPPED)
        self._pushes.note_change()
