"""What Telegram sent, kept until it is handled."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.exc import DataError, DBAPIError, StatementError

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.engine.plain_writes import PlainWrite
from storage.engine.small_writes import Together
from storage.tables.updates import owners, updates
from storage.updates.owners import TAKING, Share
from storage.updates.set_aside import SetAsideStore

COLUMNS = (
    updates.c.update_id,
    updates.c.chat_id,
    updates.c.payload,
    updates.c.attempts,
    updates.c.spoke,
    updates.c.alone,
    updates.c.orphaned,
    updates.c.owner,
)
LEAST = -(2**63)  # below every number of an update
# Made once, as that takes longer than to carry it out.
MARK = PlainWrite(
    update(updates)
    .where(updates.c.bot_id == bindparam("bot"), updates.c.update_id == bindparam("number"))
    .values(handled_at=bindparam("moment"), payload=None)
)
_IN_HAND = (
    select(*COLUMNS)
    .where(
        updates.c.bot_id == bindparam("bot"),
        updates.c.handled_at.is_(None),
        updates.c.owner == bindparam("owner"),
        updates.c.update_id > bindparam("after"),
    )
    .order_by(updates.c.update_id)
    .limit(bindparam("most"))
)
# No other way than IS NULL has PostgreSQL use the index for the updates of no chat.
IN_NO_CHAT = _IN_HAND.where(updates.c.chat_id.is_(None))
IN_CHAT = _IN_HAND.where(updates.c.chat_id == bindparam("chat"))


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as it came: `payload` is its JSON. `chat_id` says which ones must stay in order.

    `attempts` counts how often its handling was begun anew after a crash (see `count_attempt`), `spoke` how
    often of those it came as far as asking Telegram for something, `alone` how often it was tried by itself.
    `orphaned`: it was in hand of a process that died. `owner` has it in hand; None: nobody yet. `said`: a small
    number that changes when the words or files of the message `message_id` do.
    """

    update_id: int
    chat_id: int | None
    payload: str
    attempts: int = 0
    spoke: int = 0
    alone: int = 0
    orphaned: bool = False
    owner: str | None = field(default=None, compare=False)
    message_id: int | None = field(default=None, compare=False)
    said: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """A message that was handled: `said` changes when its words or files do."""

    update_id: int
    chat_id: int | None
    message_id: int
    said: int


class UnstorableError(Exception):
    """No database can hold (one of) these updates."""


@dataclass(frozen=True, slots=True)
class _Mark:
    bot_id: int
    update_id: int
    at: datetime


class UpdateStore:
    """An update is stored once, even if it comes again, and its content is deleted when it was handled."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.aside = SetAsideStore(database)
        self._small = database.small_writes
        self._marks = self._small.kind("updates", self._mark)

    async def store(
        self, bot_id: int, received: Sequence[RawUpdate], received_at: datetime, share: Share
    ) -> list[RawUpdate]:
        """Store a batch and return the new updates, in the order given.

        Those of `share` get its owner, unless others of their chat wait or are in hand elsewhere: then they
        wait for `claim`. After it returns Telegram may be told that they arrived: they survive a crash and a
        power failure. Raises UnstorableError, and nothing is stored, when the fault is not the database's.
        """
        try:
            return await self._store(bot_id, received, received_at, share)
        except Exception as error:
            if not _lies_in_the_data(error):
                raise
            raise UnstorableError(type(error).__name__) from None

    async def _store(
        self, bot_id: int, received: Sequence[RawUpdate], received_at: datetime, share: Share
    ) -> list[RawUpdate]:
        if not received:
            return []
        received = list({one.update_id: one for one in received}.values())
        insert = self._database.insert(updates).on_conflict_do_nothing().returning(updates.c.update_id)
        async with self._database.transaction() as connection:
            chats = {one.chat_id for one in received if share.has(one.chat_id)}
            if self._database.dialect != "sqlite":  # SQLite's file is for one process, which claimed all
                chats -= await self._elsewhere(connection, bot_id, chats, share)
            received = [replace(one, owner=share.owner if one.chat_id in chats else None) for one in received]
            rows = [
                {
                    "bot_id": bot_id,
                    "update_id": one.update_id,
                    "chat_id": one.chat_id,
                    "payload": one.payload,
                    "received_at": received_at,
                    "owner": one.owner,
                    "message_id": one.message_id,
                    "said": one.said,
                }
                for one in received
            ]
            fresh = set((await connection.scalars(insert, rows)).all())
        return [one for one in received if one.update_id in fresh]

    async def _elsewhere(
        self, connection: AsyncConnection, bot_id: int, chats: set[int | None], share: Share
    ) -> set[int | None]:
        """Return those of `chats` that wait for somebody or are in hand of another; all, if we are dead."""
        await self._database.exclusive(connection, TAKING, briefly=True)
        if not await connection.scalar(select(owners.c.id).where(owners.c.id == share.owner)):
            return chats
        waits = select(updates.c.chat_id).where(
            updates.c.bot_id == bot_id,
            updates.c.chat_id.in_(chats - {None}),
            updates.c.handled_at.is_(None),
            or_(updates.c.owner.is_(None), _another(updates.c.owner, share.owner)),
        )
        return set((await connection.scalars(waits.distinct())).all())

    async def claim(self, bot_id: int, share: Share, limit: int | None = None) -> list[RawUpdate]:
        """Take into hand what nobody has, the oldest first, and return it.

        Only of the chats of `share`, and none of a chat of which another has something in hand.
        """
        waiting, held = updates.alias("waiting"), updates.alias("held")
        elsewhere = select(held.c.update_id).where(
            held.c.bot_id == bot_id,
            held.c.chat_id == waiting.c.chat_id,
            held.c.handled_at.is_(None),
            _another(held.c.owner, share.owner),
        )
        free = (
            select(waiting.c.update_id)
            .where(
                waiting.c.bot_id == bot_id,
                waiting.c.handled_at.is_(None),
                waiting.c.owner.is_(None),
                share.condition(waiting.c.chat_id),
                ~elsewhere.exists(),
            )
            .order_by(waiting.c.update_id)
            .limit(limit)
        )
        async with self._database.connection() as connection:
            if await connection.scalar(free.limit(1)) is None:
                return []
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, TAKING, briefly=True)
            we_live = select(owners.c.id).where(owners.c.id == share.owner).exists()
            rows = await connection.execute(
                update(updates)
                .where(updates.c.bot_id == bot_id, updates.c.update_id.in_(free), we_live)
                .values(owner=share.owner)
                .returning(*COLUMNS)
            )
            claimed = [_raw(row) for row in rows.mappings()]
        return sorted(claimed, key=lambda one: one.update_id)

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
            return [_raw(row) for row in rows.mappings()]

    async def waiting_in(
        self, bot_id: int, chat_id: int | None, owner: str, limit: int, *, after: int | None = None
    ) -> list[RawUpdate]:
        """Return the oldest updates of a chat that `owner` has in hand; `after` an update_id."""
        values = {"bot": bot_id, "owner": owner, "most": limit, "after": LEAST if after is None else after}
        statement, chat = (IN_NO_CHAT, {}) if chat_id is None else (IN_CHAT, {"chat": chat_id})
        return [_raw(row) for row in await self._database.look_up(statement, **chat, **values)]

    async def mark_handled(self, bot_id: int, update_ids: Iterable[int], at: datetime) -> None:
        """Note that these are handled, and delete their content.

        Marks that come while others are being written share a transaction. A power failure may lose the
        last ones, which means that those updates are handled once more.
        """
        await self._marks.add(*(_Mark(bot_id, update_id, at) for update_id in update_ids))

    def together(self) -> AbstractAsyncContextManager[Together]:
        """Let the small rows that the block adds wait, for `finish` or for whatever is read or written next."""
        return self._small.together()

    async def finish(self, together: Together, bot_id: int, update_id: int, at: datetime) -> None:
        """Mark an update as handled together with what it still has to write, all or nothing."""
        await together.write(self._marks.rows_of(_Mark(bot_id, update_id, at)))

    async def _mark(self, connection: AsyncConnection, marks: list["_Mark"]) -> None:
        # Always in the same order, so that two transactions cannot deadlock.
        ordered = sorted({(mark.bot_id, mark.update_id): mark.at for mark in marks}.items())
        await MARK.carry_out(
            connection, [{"bot": bot, "number": number, "moment": at} for (bot, number), at in ordered]
        )

    async def count_attempt(self, bot_id: int, update_id: int) -> bool:
        """Add one to the attempts of this one: call it before handling what a crash left behind.

        Return False when it is handled already: who was taken for dead had it nearly done.
        """
        return await self._change(bot_id, update_id, attempts=updates.c.attempts + 1)

    async def note_spoke(self, bot_id: int, update_id: int) -> None:
        """Add one to how often this one came to a request to Telegram."""
        await self._change(bot_id, update_id, spoke=updates.c.spoke + 1)

    async def count_alone(self, bot_id: int, update_id: int) -> bool:
        """Add one to how often this one was tried by itself; as `count_attempt`."""
        return await self._change(bot_id, update_id, alone=updates.c.alone + 1)

    async def forgive(self, bot_id: int, update_id: int) -> None:
        """Set the attempts of this one back to zero: its handling ended and will begin again later."""
        await self._change(bot_id, update_id, attempts=0, spoke=0, alone=0)

    async def _change(self, bot_id: int, update_id: int, **values: ColumnElement[int] | int) -> bool:
        open_one = and_(
            updates.c.bot_id == bot_id, updates.c.update_id == update_id, updates.c.handled_at.is_(None)
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(update(updates).where(open_one).values(**values))).rowcount == 1

    async def count_unhandled(self, bot_id: int) -> int:
        """Return how many updates wait for their handling."""
        query = (
            select(func.count())
            .select_from(updates)
            .where(updates.c.bot_id == bot_id, updates.c.handled_at.is_(None))
        )
        async with self._database.connection() as connection:
            return (await connection.execute(query)).scalar_one()

    async def said_before(self, bot_id: int, most: int) -> list[SaidBefore]:
        """Return what the last messages said that were handled, the oldest first. Call it at a start."""
        columns = (updates.c.update_id, updates.c.chat_id, updates.c.message_id, updates.c.said)
        query = (
            select(*columns)
            .where(updates.c.bot_id == bot_id, updates.c.handled_at.is_not(None), updates.c.said.is_not(None))
            .order_by(updates.c.update_id.desc())
            .limit(most)
        )
        async with self._database.connection() as connection:
            rows = (await connection.execute(query)).all()
        return [SaidBefore(*row) for row in reversed(rows)]

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
    """Return whether a failure is caused by the data to be stored, and not by the database."""
    if isinstance(error, StatementError) and not isinstance(error, DBAPIError):
        return True  # SQLAlchemy could not convert the value
    return isinstance(error, DataError | ArithmeticError | ValueError | TypeError)


def _another(owner: ColumnElement[str | None], than: str) -> ColumnElement[bool]:
    """Return whether somebody else is the owner, in a way for which an index serves."""
    return or_(owner < than, owner > than)


def _raw(row: RowMapping) -> RawUpdate:
    counts = (row["attempts"], row["spoke"], row["alone"])
    return RawUpdate(
        row["update_id"], row["chat_id"], row["payload"] or "", *counts, row["orphaned"], row["owner"]
    )
