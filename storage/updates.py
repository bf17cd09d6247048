"""What Telegram sent, kept until it is handled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, func, select, update
from sqlalchemy.exc import DataError, DBAPIError, StatementError

from storage.database import Database
from storage.gathering import Gathering
from storage.set_aside import SetAsideStore
from storage.tables import updates

COLUMNS = (
    updates.c.update_id,
    updates.c.chat_id,
    updates.c.payload,
    updates.c.attempts,
    updates.c.spoke,
    updates.c.alone,
)
CHUNK = 500  # rows a statement; SQLite takes some thirty thousand values in one


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as it came: `payload` is its JSON. `chat_id` says which ones must stay in order.

    `attempts` counts how often its handling was begun anew after a crash (see `count_attempt`), `spoke` how
    often of those it came as far as asking Telegram for something, `alone` how often it was tried by itself.
    """

    update_id: int
    chat_id: int | None
    payload: str
    attempts: int = 0
    spoke: int = 0
    alone: int = 0


class UnstorableError(Exception):
    """No database can hold (one of) these updates."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What of a chat is not handled: how many updates, and the last one's number."""

    chat_id: int | None
    number: int
    last: int


@dataclass(frozen=True, slots=True)
class _Mark:
    bot_id: int
    update_id: int
    at: datetime


class UpdateStore:
    """An update is stored once however often it comes, and emptied when it was handled."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.aside = SetAsideStore(database)
        self._marks: Gathering[_Mark] = Gathering(self._mark)

    async def store(self, bot_id: int, received: Sequence[RawUpdate], received_at: datetime) -> list[RawUpdate]:
        """Store a batch and return those of it that had not come before, in the order given.

        After it returns Telegram may be told that they arrived: they survive a crash and a power failure.
        Raises UnstorableError, and nothing is stored, when the fault is not the database's.
        """
        try:
            return await self._store(bot_id, received, received_at)
        except Exception as error:
            if not _lies_in_the_data(error):
                raise
            raise UnstorableError(type(error).__name__) from None

    async def _store(
        self, bot_id: int, received: Sequence[RawUpdate], received_at: datetime
    ) -> list[RawUpdate]:
        if not received:
            return []
        received = list({one.update_id: one for one in received}.values())
        rows = [
            {
                "bot_id": bot_id,
                "update_id": one.update_id,
                "chat_id": one.chat_id,
                "payload": one.payload,
                "received_at": received_at,
            }
            for one in received
        ]
        insert = self._database.insert(updates).on_conflict_do_nothing().returning(updates.c.update_id)
        async with self._database.transaction() as connection:
            fresh = set((await connection.scalars(insert, rows)).all())
        return [one for one in received if one.update_id in fresh]

    async def unhandled(self, bot_id: int, limit: int, *, after: int | None = None) -> list[RawUpdate]:
        """Return the oldest updates not yet marked handled; `after` an update_id, for paging."""
        query = (
            select(*COLUMNS)
            .where(updates.c.bot_id == bot_id, updates.c.handled_at.is_(None))
            .order_by(updates.c.update_id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(updates.c.update_id > after)
        async with self._database.connection() as connection:
            rows = await connection.execute(query)
            return [_raw(row) for row in rows]

    async def waiting_in(
        self, bot_id: int, chat_id: int | None, limit: int, *, after: int | None = None
    ) -> list[RawUpdate]:
        """Return the oldest updates of a chat not yet marked handled; `after` an update_id."""
        query = (
            select(*COLUMNS)
            .where(
                updates.c.bot_id == bot_id,
                updates.c.handled_at.is_(None),
                updates.c.chat_id.is_not_distinct_from(chat_id),
            )
            .order_by(updates.c.update_id)
            .limit(limit)
        )
        if after is not None:
            query = query.where(updates.c.update_id > after)
        async with self._database.connection() as connection:
            rows = await connection.execute(query)
            return [_raw(row) for row in rows]

    async def backlog(self, bot_id: int) -> list[Backlog]:
        """Return the chats with updates not yet marked handled, the one that waits longest first."""
        number, first, last = (how(updates.c.update_id) for how in (func.count, func.min, func.max))
        query = (
            select(updates.c.chat_id, number, last)
            .where(updates.c.bot_id == bot_id, updates.c.handled_at.is_(None))
            .group_by(updates.c.chat_id)
            .order_by(first)
        )
        async with self._database.connection() as connection:
            return [Backlog(*row) for row in await connection.execute(query)]

    async def mark_handled(self, bot_id: int, update_ids: Iterable[int], at: datetime) -> None:
        """Note that these need no more handling and forget what they said.

        Marks that come while others are being written share a transaction. A power failure may lose the
        last ones, which means that those updates are handled once more.
        """
        await self._marks.add(*(_Mark(bot_id, update_id, at) for update_id in update_ids))

    async def _mark(self, marks: list["_Mark"]) -> None:
        together: dict[int, list[int]] = {}
        for mark in marks:
            together.setdefault(mark.bot_id, []).append(mark.update_id)
        at = max((mark.at for mark in marks), default=None)  # one time for all, so that they share a statement
        async with self._database.transaction(durable=False) as connection:
            for bot_id, update_ids in sorted(together.items()):
                for some in _chunks(update_ids):
                    await connection.execute(
                        update(updates)
                        .where(updates.c.bot_id == bot_id, updates.c.update_id.in_(some))
                        .values(handled_at=at, payload=None)
                    )

    async def count_attempt(self, bot_id: int, update_ids: Iterable[int]) -> None:
        """Add one to the attempts of these: call it before handling what a crash left behind."""
        async with self._database.transaction() as connection:
            for some in _chunks(update_ids):
                await connection.execute(
                    update(updates)
                    .where(updates.c.bot_id == bot_id, updates.c.update_id.in_(some))
                    .values(attempts=updates.c.attempts + 1)
                )

    async def note_spoke(self, bot_id: int, update_id: int) -> None:
        """Add one to how often this one came as far as Telegram."""
        await self._change(bot_id, update_id, spoke=updates.c.spoke + 1)

    async def count_alone(self, bot_id: int, update_id: int) -> None:
        """Add one to how often this one was tried by itself."""
        await self._change(bot_id, update_id, alone=updates.c.alone + 1)

    async def forgive(self, bot_id: int, update_id: int) -> None:
        """Set the attempts of this one back to none: its handling ended, and will begin anew later."""
        await self._change(bot_id, update_id, attempts=0, spoke=0, alone=0)

    async def _change(self, bot_id: int, update_id: int, **values: ColumnElement[int] | int) -> None:
        ours = (updates.c.bot_id == bot_id) & (updates.c.update_id == update_id)
        async with self._database.transaction() as connection:
            await connection.execute(update(updates).where(ours).values(**values))

    async def count_unhandled(self, bot_id: int) -> int:
        """Return how many updates wait for their handling."""
        query = (
            select(func.count())
            .select_from(updates)
            .where(updates.c.bot_id == bot_id, updates.c.handled_at.is_(None))
        )
        async with self._database.connection() as connection:
            return (await connection.execute(query)).scalar_one()

    async def newest(self, bot_id: int) -> int | None:
        """Return the highest number of the updates that are remembered; None without any."""
        query = select(func.max(updates.c.update_id)).where(updates.c.bot_id == bot_id)
        async with self._database.connection() as connection:
            number: int | None = await connection.scalar(query)
        return number

    async def prune(self, before: datetime) -> int:
        """Delete the handled updates received before `before`; return how many.

        Telegram may send an update again within 24 hours: `before` should be older than that.
        """
        old = delete(updates).where(updates.c.handled_at.is_not(None), updates.c.received_at < before)
        async with self._database.transaction(durable=False) as connection:
            return (await connection.execute(old)).rowcount


def _lies_in_the_data(error: Exception) -> bool:
    """Return whether a failure is the fault of what was to be stored, and not of the database."""
    if isinstance(error, StatementError) and not isinstance(error, DBAPIError):
        return True  # SQLAlchemy could not even make a value of it
    return isinstance(error, DataError | ArithmeticError | ValueError | TypeError)


def _raw(row: Row[int, int | None, str | None, int, int, int]) -> RawUpdate:
    return RawUpdate(row.update_id, row.chat_id, row.payload or "", row.attempts, row.spoke, row.alone)


def _chunks(update_ids: Iterable[int]) -> Iterable[list[int]]:
    # In one order, so that two transactions never wait for each other in a circle.
    ordered = sorted(set(update_ids))
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))
