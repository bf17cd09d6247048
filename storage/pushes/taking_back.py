"""Stopping a notice, and deleting what was sent of it. The deletions are deliveries, planned like any other."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update

from storage.database import Database
from storage.pushes.reports import Batch
from storage.states import DeliveryKind, DeliveryState
from storage.tables.pushes import deliveries


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that was sent. Without a number it cannot be reached: its group has moved."""

    message_id: int | None
    at: datetime | None


class TakingBackStore:
    """Reads and changes the deliveries of one notice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def stop(self, batch: Batch, at: datetime, *, reason: str) -> int:
        """Skip everything of the batch that is planned, also what is claimed: it cannot be begun any more."""
        stopped = {
            "state": DeliveryState.SKIPPED.value,
            "reason": reason,
            "finished_at": at,
            "claimed_by": None,
        }
        planned = (*_of(batch), deliveries.c.state == DeliveryState.PLANNED.value)
        async with self._database.transaction() as connection:
            return (await connection.execute(update(deliveries).where(*planned).values(stopped))).rowcount

    async def still_there(self, batch: Batch) -> list[int]:
        """Return the chats that a message of the batch was sent to and whose deletion is not planned yet."""
        other = deliveries.alias("other")
        deletion = and_(
            other.c.local_date == deliveries.c.local_date,
            other.c.chat_id == deliveries.c.chat_id,
            other.c.kind == DeliveryKind.TAKE_BACK.value,
            other.c.notice == deliveries.c.notice,
        )
        query = (
            select(deliveries.c.chat_id)
            .outerjoin(other, deletion)
            .where(*_of(batch), deliveries.c.state == DeliveryState.SENT.value, other.c.id.is_(None))
            .order_by(deliveries.c.chat_id)
        )
        async with self._database.connection() as connection:
            return list((await connection.scalars(query)).all())

    async def message(self, batch: Batch, chat_id: int) -> SentMessage | None:
        """Return the message of the batch in a chat; None when none was sent there."""
        query = select(deliveries.c.message_id, deliveries.c.finished_at).where(
            *_of(batch), deliveries.c.chat_id == chat_id, deliveries.c.state == DeliveryState.SENT.value
        )
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else SentMessage(row.message_id, row.finished_at)


def _of(batch: Batch) -> tuple[ColumnElement[bool], ...]:
    return (
        deliveries.c.local_date == batch.local_date,
        deliveries.c.kind == batch.kind.value,
        deliveries.c.notice == batch.notice,
    )
