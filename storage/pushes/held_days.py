"""Days on which an operator has stopped the quote. The flag and the planned rows change together."""

from datetime import date, datetime

from sqlalchemy import and_, delete, select, update

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.pushes.delivery_rows import is_planned
from storage.states import DeliveryKind, DeliveryState
from storage.tables.pushes import deliveries, held_days

HELD = "held"  # the reason of the rows that were skipped for it
LOCK = "held days"


class HeldDayStore:
    """A held day's rows are skipped as they are planned, and planned again when the day is released.

    Claimed rows too: `DeliveryStore.begin` requires a planned row, so nothing goes out after `hold`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def since(self, day: date) -> frozenset[date]:
        """Return the held days from `day` on."""
        query = select(held_days.c.local_date).where(held_days.c.local_date >= day)
        async with self._database.connection() as connection:
            return frozenset((await connection.scalars(query)).all())

    async def hold(self, day: date, user_id: int, at: datetime) -> bool:
        """Stop the day's quote from now on; return whether this is a change."""
        insert = self._database.insert(held_days).values(local_date=day, user_id=user_id, at=at)
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, LOCK)
            made = await connection.scalar(insert.on_conflict_do_nothing().returning(held_days.c.local_date))
            await _skip(connection, day, at)
        return made is not None

    async def enforce(self, day: date, at: datetime) -> None:
        """Skip rows that were planned for the day since it was held. Call it before rows are claimed."""
        held = select(held_days.c.local_date).where(held_days.c.local_date == day)
        async with self._database.connection() as connection:
            if await connection.scalar(held) is None:
                return
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, LOCK)
            if await connection.scalar(held) is not None:
                await _skip(connection, day, at)

    async def release(self, day: date, content: str) -> bool:
        """Push on that day after all, with the content given; return whether it was held."""
        back = {
            "state": DeliveryState.PLANNED.value,
            "content": content,
            "reason": "",
            "finished_at": None,
            "not_before": None,
        }
        ours = and_(
            deliveries.c.local_date == day,
            deliveries.c.kind == DeliveryKind.QUOTE.value,
            deliveries.c.state == DeliveryState.SKIPPED.value,
            deliveries.c.reason == HELD,
        )
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, LOCK)
            gone = await connection.execute(delete(held_days).where(held_days.c.local_date == day))
            if not gone.rowcount:
                return False
            await connection.execute(update(deliveries).where(ours).values(back))
        return True


async def _skip(connection: AsyncConnection, day: date, at: datetime) -> None:
    await connection.execute(
        update(deliveries)
        .where(
            is_planned,
            deliveries.c.local_date == day,
            deliveries.c.kind == DeliveryKind.QUOTE.value,
        )
        .values(
            state=DeliveryState.SKIPPED.value,
            reason=HELD,
            finished_at=at,
            claimed_by=None,
        )
    )
