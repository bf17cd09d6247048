"""已阅: each person is counted once for a notice, and nobody's name or number is kept for it.

What is kept is a mark of each person: HMAC-SHA256 of their number with a key of that one notice. It tells a
second press from a first one, and nothing more: without the key nobody is found by it, and the marks of two
notices have nothing in common. The key goes with the notice (docs/decisions/0506).
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, func, select, update

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.states import ChatState, DeliveryKind, DeliveryState, NoticeState
from storage.tables.chats import chats
from storage.tables.notices import notice_numbers, notice_reads, notices
from storage.tables.pushes import deliveries
from storage.updates.owners import Share

MARK = 32  # hexadecimal digits of a mark
OUT = tuple(one.value for one in (NoticeState.STARTED, NoticeState.PLANNED, NoticeState.STOPPED))


class ReadStore:
    """Counts, and knows which chat shows which number."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, notice_id: int, user_id: int) -> tuple[bool, int] | None:
        """Count a person once; return whether they are counted now, and how many there are then.

        None: nothing is counted for that notice (any more, or yet).
        """
        # Held on PostgreSQL, so that no mark is left when the notice is taken back in the same instant.
        found = select(notices.c.read_key).where(notices.c.id == notice_id, notices.c.state.in_(OUT))
        async with self._database.transaction() as connection:
            key = await connection.scalar(found.with_for_update())
            if key is None:
                return None
            mark = self._database.insert(notice_reads).values(notice_id=notice_id, mark=_mark(key, user_id))
            one = mark.on_conflict_do_nothing().returning(notice_reads.c.mark)
            is_new = await connection.scalar(one) is not None
            if is_new:
                one_more = update(notices).where(notices.c.id == notice_id)
                await connection.execute(one_more.values(reads=notices.c.reads + 1))
            number = await connection.scalar(select(notices.c.reads).where(notices.c.id == notice_id))
        return is_new, int(number or 0)

    async def counted(self) -> dict[int, int]:
        """Return how many have read each notice that somebody has read and that still stands in chats."""
        query = select(notices.c.id, notices.c.reads).where(notices.c.reads > 0, notices.c.state.in_(OUT))
        async with self._database.connection() as connection:
            return {row.id: row.reads for row in await connection.execute(query.order_by(notices.c.id))}

    async def behind(self, notice_id: int, day: date, number: int, share: Share) -> Sequence[tuple[int, int]]:
        """Return the chats of `share`, each with its message, whose button shows another number."""
        there = and_(notice_numbers.c.notice_id == notice_id, notice_numbers.c.chat_id == deliveries.c.chat_id)
        query = (
            select(deliveries.c.chat_id, deliveries.c.message_id)
            .join(chats, chats.c.chat_id == deliveries.c.chat_id)
            .outerjoin(notice_numbers, there)
            .where(
                *_of(notice_id, day),
                deliveries.c.state == DeliveryState.SENT.value,
                deliveries.c.message_id.is_not(None),
                chats.c.state == ChatState.ACTIVE.value,
                func.coalesce(notice_numbers.c.number, 0) != number,
                share.condition(deliveries.c.chat_id),
            )
            .order_by(deliveries.c.chat_id)
        )
        async with self._database.connection() as connection:
            return [(row.chat_id, row.message_id) for row in await connection.execute(query)]

    async def goes_out(self, notice_id: int, day: date) -> bool:
        """Return whether some of the notice is still to be sent."""
        waits = deliveries.c.state.in_((DeliveryState.PLANNED.value, DeliveryState.SENDING.value))
        query = select(deliveries.c.id).where(*_of(notice_id, day), waits).limit(1)
        async with self._database.connection() as connection:
            return await connection.scalar(query) is not None

    async def now_shows(self, notice_id: int, chat_id: int, number: int) -> None:
        """Note which number a chat's button shows. If that is lost, the same number is put there again."""
        insert = self._database.insert(notice_numbers)
        values = {"notice_id": notice_id, "chat_id": chat_id, "number": number}
        keys = list(notice_numbers.primary_key.columns)
        change = insert.values(values).on_conflict_do_update(index_elements=keys, set_={"number": number})
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(change)


async def forget_reads(connection: AsyncConnection, user_id: int) -> None:
    """Delete a person's marks within the caller's transaction; the numbers stay what they are."""
    keys = select(notices.c.id, notices.c.read_key).where(notices.c.read_key.is_not(None))
    for notice_id, key in (await connection.execute(keys)).all():
        theirs = and_(notice_reads.c.notice_id == notice_id, notice_reads.c.mark == _mark(key, user_id))
        await connection.execute(delete(notice_reads).where(theirs))


def _mark(key: str, user_id: int) -> str:
    return hmac.new(key.encode(), str(user_id).encode(), hashlib.sha256).hexdigest()[:MARK]


def _of(notice_id: int, day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        deliveries.c.local_date == day,
        deliveries.c.kind == DeliveryKind.NOTICE.value,
        deliveries.c.notice == str(notice_id),
    )
