"""Applications about which operators get a card: only a few at a time, and none is forgotten."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, Table, func, select, update

from storage.database import Database
from storage.states import Application

LOCK = "cards"
MAKES_ROOM = timedelta(days=1)


class CardStore:
    """The applications in a table: of people, or of chats. Their number is the key."""

    def __init__(self, database: Database, table: Table) -> None:
        self._database = database
        self._table = table
        (self._key,) = table.primary_key.columns
        self._asked = table.c.application == Application.ASKED.value

    async def take(self, most: int, at: datetime) -> Sequence[RowMapping]:
        """Note that operators get a card about the next ones, and return their rows, the oldest first.

        No more than `most` cards of one day wait for an answer at a time: what operators leave unanswered keeps
        nobody else out for longer. No other process gets the same ones.
        """
        carded, order = self._table.c.carded_at, (self._table.c.changed_at, self._key)
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, LOCK)
            out = select(self._key).where(self._asked, carded > at - MAKES_ROOM).limit(most)
            room = most - len((await connection.scalars(out)).all())
            following = (
                select(self._key).where(self._asked, carded.is_(None)).order_by(*order).limit(max(room, 0))
            )
            chosen = (await connection.scalars(following)).all()
            if chosen:
                taking = update(self._table).where(self._key.in_(chosen)).values(carded_at=at)
                await connection.execute(taking)
            rows = select(self._table).where(self._key.in_(chosen)).order_by(*order)
            return (await connection.execute(rows)).mappings().all()

    async def put_back(self, number: int) -> None:
        """Note that no operator saw the card about this one."""
        still = update(self._table).where(self._key == number, self._asked)
        await self._database.write(still.values(carded_at=None))

    async def count(self, most: int, *, without_card: bool = False) -> int:
        """Return how many wait for an answer (without a card), `most` at most."""
        some = select(self._key).where(self._asked)
        if without_card:
            some = some.where(self._table.c.carded_at.is_(None))
        async with self._database.connection() as connection:
            counted = select(func.count()).select_from(some.limit(most).subquery())
            return (await connection.execute(counted)).scalar_one()
