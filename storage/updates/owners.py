"""The processes that share the work: who lives, and what part of the work falls to whom.

A process is alive while it has its row here. It renews the row by counting it up; the others look whether the
number grows, each by its own clock, so that no two clocks are ever compared. On PostgreSQL it also holds a lock
in a session of its own, which the server releases when the process is gone: see docs/decisions/0304.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, delete, false, func, insert, literal, select, true, update

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.engine.held_lock import HeldLock
from storage.tables.updates import owners, updates

TAKING = "updates change owners"  # the lock under which they do
LOCK = "qingfeng owner "  # the name of an owner's lock, before its id
# A process that gets another's lock for a moment knows that nobody holds it.
_is_free = func.pg_try_advisory_xact_lock(func.hashtextextended(LOCK + owners.c.id, 0))


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the work that falls to an owner: chats whose number leaves `place` when divided by `of`.

    So all of a chat goes through one process. What belongs to no chat is the first one's.
    """

    owner: str
    place: int = 0
    of: int = 1

    def has(self, chat_id: int | None) -> bool:
        """Return whether a chat is part of it."""
        return (0 if chat_id is None else chat_id % self.of) == self.place

    def condition(self, chat_id: ColumnElement[int | None]) -> ColumnElement[bool]:
        """Return `has` as a condition of SQL."""
        if self.of == 1:
            return true()
        # The remainder of a negative number is negative in SQL.
        rest = (chat_id % self.of + self.of) % self.of
        return case((chat_id.is_(None), literal(0)), else_=rest) == self.place


@dataclass(frozen=True, slots=True)
class Seen:
    """Another owner, as it is found: how far it has counted, and whether its lock is free though it had it."""

    id: str
    beat: int
    lock_gone: bool = False


class OwnerStore:
    """The rows of the living."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = HeldLock(database)

    @property
    def alone(self) -> bool:
        """Return whether there is no other: SQLite's file is for one process."""
        return self._database.dialect == "sqlite"

    async def join(self, owner: str, at: datetime) -> None:
        """Note that this process lives from now on. On SQLite the one before it is dead."""
        locked = not self.alone and await self._lock.held(LOCK + owner)
        async with self._changing() as connection:
            if self.alone:
                await connection.execute(delete(owners))
            row = {"id": owner, "beat": 0, "locked": locked, "joined_at": at}
            await connection.execute(insert(owners).values(row))

    async def leave(self, owner: str) -> None:
        """Note that this process ends; what it has in hand is anybody's."""
        async with self._changing() as connection:
            await connection.execute(delete(owners).where(owners.c.id == owner))
        await self.close()

    async def beat(self, owner: str) -> list[Seen] | None:
        """Renew the row; return all who live, oldest first, or None if the others took this one for dead."""
        locked = not self.alone and await self._lock.held(LOCK + owner)
        renewed = (
            update(owners)
            .where(owners.c.id == owner)
            .values(beat=owners.c.beat + 1, locked=locked)
            .returning(owners.c.id)
        )
        free: ColumnElement[bool] = false() if self.alone else _is_free
        everybody = select(owners.c.id, owners.c.beat, owners.c.locked, free).order_by(owners.c.number)
        async with self._database.transaction(durable=False) as connection:
            if await connection.scalar(renewed) is None:
                return None
            rows = (await connection.execute(everybody)).all()
        return [Seen(name, beat, name != owner and had_lock and gone) for name, beat, had_lock, gone in rows]

    async def bury(self, dead: Iterable[Seen]) -> list[str]:
        """Take those for dead who have not counted on since; return whom. What they had is anybody's."""
        buried = []
        async with self._changing() as connection:
            for one in dead:
                gone = delete(owners).where(owners.c.id == one.id, owners.c.beat == one.beat)
                if (await connection.execute(gone)).rowcount:
                    buried.append(one.id)
        return buried

    async def close(self) -> None:
        """Let go of the lock, as the end of the process does."""
        await self._lock.close()

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[AsyncConnection]:
        """Run the block in a transaction that ends with making free what belongs to nobody who lives.

        Pushes are made free by `DeliveryStore.recover`.
        """
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, TAKING, briefly=True)
            yield connection
            living = select(owners.c.id).where(owners.c.id == updates.c.owner).exists()
            await connection.execute(
                update(updates)
                .where(updates.c.handled_at.is_(None), updates.c.owner.is_not(None), ~living)
                .values(owner=None, orphaned=True)
            )
