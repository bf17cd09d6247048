"""Reads and writes all chats and subscriptions at once, for files of subscriptions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Table, select, text

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.tables.chats import chats, subscriptions
from storage.upkeep.readable import readable

# PostgreSQL lets others write between our reading and our writing; on SQLite there is one transaction at a time
# anyway. Readers are not blocked. Chats are locked first, as everywhere.
ALONE = text("LOCK TABLE chats, subscriptions IN SHARE ROW EXCLUSIVE MODE")

Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownChat:
    """A chat's row and that of its subscription, if it has one: values by column name."""

    chat: Columns
    subscription: Columns | None


@dataclass(frozen=True, slots=True)
class Writes:
    """Rows to write, by column name; within each sequence all have the same columns.

    `chats` are new ones; `subscriptions` are new or take the place of the chat's own, in these columns.
    """

    chats: Sequence[Columns]
    subscriptions: Sequence[Columns]


class SubscriptionTransferStore:
    """It names no column, so that a new column needs no change here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self) -> dict[int, KnownChat]:
        """Return every chat that was ever recorded, by chat_id, in its order."""
        async with self._database.connection() as connection:
            return await _known(connection)

    async def write(self, decide: Callable[[Mapping[int, KnownChat]], Writes]) -> None:
        """Write what `decide` returns for the known rows; nobody else writes in between. All or nothing.

        Raises OperatorError when the database is taken for too long, or goes away.
        """
        with self._database.explaining():
            async with self._database.transaction() as connection:
                await self._write(connection, decide)

    async def _write(
        self, connection: AsyncConnection, decide: Callable[[Mapping[int, KnownChat]], Writes]
    ) -> None:
        if self._database.dialect != "sqlite":
            await connection.execute(ALONE)
        writes = decide(await _known(connection))
        if writes.chats:
            await connection.execute(self._database.insert(chats), list(writes.chats))
        if writes.subscriptions:
            insert = self._database.insert(subscriptions)
            others = {name: insert.excluded[name] for name in writes.subscriptions[0] if name != "chat_id"}
            upsert = insert.on_conflict_do_update(index_elements=[subscriptions.c.chat_id], set_=others)
            await connection.execute(upsert, list(writes.subscriptions))


async def _known(connection: AsyncConnection) -> dict[int, KnownChat]:
    both = select(chats, subscriptions).select_from(
        chats.outerjoin(subscriptions, chats.c.chat_id == subscriptions.c.chat_id)
    )
    rows = (await connection.execute(both.order_by(chats.c.chat_id))).mappings()
    return dict(readable(lambda row: (row[chats.c.chat_id], _chat(row)), rows))


def _chat(row: RowMapping) -> KnownChat:
    subscribed = row[subscriptions.c.chat_id] is not None
    return KnownChat(_columns(row, chats), _columns(row, subscriptions) if subscribed else None)


def _columns(row: RowMapping, table: Table) -> Columns:
    return {column.name: row[column] for column in table.c}
