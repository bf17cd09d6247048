"""What operators decide about the pushes: stop a day, change its quote, send again what is uncertain."""

from collections.abc import Collection
from datetime import date

from core.clock import Clock
from services.audit import AuditService
from services.pushes.quotes import QuoteService
from services.pushes.sending import PushService
from services.pushes.watching.reports import PushReportService
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.held_days import HeldDayStore
from storage.pushes.reports import Batch


class PushControl:
    """Each decision is a row in the database and an entry in the audit log; repeating it changes nothing."""

    def __init__(
        self,
        reports: PushReportService,
        deliveries: DeliveryStore,
        held: HeldDayStore,
        quotes: QuoteService,
        pushes: PushService,
        audit: AuditService,
        clock: Clock,
    ) -> None:
        self._reports = reports
        self._deliveries = deliveries
        self._held = held
        self._quotes = quotes
        self._pushes = pushes
        self._audit = audit
        self._clock = clock

    async def hold(self, day: date, user_id: int) -> bool:
        """Push nothing on `day` from now on; return whether this is a change."""
        news = await self._held.hold(day, user_id, self._clock.now())
        if news:
            await self._note(user_id, "push.hold", day, was="照常", now="暂停")
        return news

    async def release(self, day: date, user_id: int) -> bool:
        """Push on `day` after all, late if the catch-up allows it; return whether it was held."""
        quote = await self._quotes.quote_of(day)
        news = await self._held.release(day, quote.key if quote else "")
        if news:
            await self._note(user_id, "push.release", day, was="暂停", now="照常")
        return news

    async def change_quote(self, day: date, was: str, user_id: int) -> bool:
        """Replace the quote `was` of `day` by another; False when it is too late or was done already."""
        ahead = await self._reports.ahead(day)
        if ahead.quote is None or ahead.quote.key != was or not ahead.changeable:
            return False
        now = await self._quotes.another(day, was)
        if now is None or now.key == was:
            return False
        await self._note(user_id, "quote.change", day, was=was, now=now.key)
        return True

    async def send_again(self, batch: Batch, delivery_ids: Collection[int], user_id: int) -> int:
        """Plan again the deliveries of `batch` that are unknown; return how many."""
        unknown = await self._reports.unknown(batch)
        number = await self._deliveries.send_again(set(unknown) & set(delivery_ids), self._clock.now())
        if number:
            subject = f"notice {batch.notice}" if batch.notice else f"{batch.local_date}"
            await self._audit.record(user_id, "push.resend", subject, was="不确定", now=f"补发 {number}")
            self._pushes.note_change()
        return number

    async def tapped(self, chat_id: int, message_id: int) -> None:
        """Note that a message about the pushes was just changed because an operator tapped a button."""
        await self._reports.tapped(chat_id, message_id)
        self._pushes.note_change()

    async def _note(self, user_id: int, action: str, day: date, *, was: str, now: str) -> None:
        await self._audit.record(user_id, action, day.isoformat(), was=was, now=now)
        self._pushes.note_change()
