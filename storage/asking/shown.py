"""Which stretch of a speech each message of ours shows, and to whom: what 出处 and 下一段 lean on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, select

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.engine.plain_writes import PlainWrite
from storage.engine.small_writes import row_of
from storage.tables.asking import shown

EVERYBODY = 0  # for the whole chat: what is pushed, and today's quote


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage that a message shows, or showed before a button changed it.

    `digest` tells whether the text still is what was shown. `around` is the passage that the reading began with
    ("" for this one), which decides where the passages before and after it are cut. `lasting`: a quote, which
    people come back to hours later.
    """

    chat_id: int
    message_id: int
    user_id: int
    thread_id: int | None
    passage_id: str
    around: str
    digest: str
    lasting: bool
    at: datetime


class ShownStore:
    """One row for each passage, message and person. No words are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted = database.small_writes.kind("shown", self._write)
        insert = database.insert(shown)
        new = insert.excluded  # every access makes all its columns anew
        changed = {column.name: new[column.name] for column in shown.c if not column.primary_key}
        here = list(shown.primary_key.columns)
        self._put = PlainWrite(insert.on_conflict_do_update(index_elements=here, set_=changed).inline())

    async def note(self, *rows: ShownPassage) -> None:
        """Keep these; what a message shows again counts as shown now."""
        await self._noted.add(*rows)

    async def _write(self, connection: AsyncConnection, noted: list[ShownPassage]) -> None:
        newest = {(row.chat_id, row.message_id, row.user_id, row.passage_id): row for row in noted}
        await self._put.carry_out(connection, [row_of(newest[place]) for place in sorted(newest)])

    async def newest(self, chat_id: int, thread_id: int | None, user_id: int) -> ShownPassage | None:
        """Return what this person was shown last in this topic, alone or with everybody there."""
        found = await self._of_person(chat_id, thread_id, user_id, None, 1)
        return found[0] if found else None

    async def newest_of_anybody(self, chat_id: int, thread_id: int | None) -> ShownPassage | None:
        """Return what anybody was shown last in this topic."""
        query = select(shown).where(
            shown.c.chat_id == chat_id, shown.c.thread_id.is_not_distinct_from(thread_id)
        )
        query = query.order_by(shown.c.at.desc(), shown.c.message_id.desc()).limit(1)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return _row(row) if row else None

    async def since(
        self, chat_id: int, thread_id: int | None, user_id: int, at: datetime, most: int
    ) -> list[ShownPassage]:
        """Return what this person was shown in this topic since `at`, the newest `most`, newest first."""
        return await self._of_person(chat_id, thread_id, user_id, at, most)

    async def _of_person(
        self, chat_id: int, thread_id: int | None, user_id: int, at: datetime | None, most: int
    ) -> list[ShownPassage]:
        query = (
            select(shown)
            .where(
                shown.c.chat_id == chat_id,
                shown.c.thread_id.is_not_distinct_from(thread_id),
                shown.c.user_id.in_((EVERYBODY, user_id)),
            )
            .order_by(shown.c.at.desc(), shown.c.message_id.desc())
            .limit(most)
        )
        if at is not None:
            query = query.where(shown.c.at >= at)
        async with self._database.connection() as connection:
            return [_row(row) for row in (await connection.execute(query)).mappings()]

    async def quotes_of(self, chat_id: int) -> list[str]:
        """Return the passages of the quotes that this chat was shown, oldest first, once for each message."""
        query = (
            select(shown.c.passage_id)
            .where(shown.c.chat_id == chat_id, shown.c.lasting)
            .order_by(shown.c.at, shown.c.message_id)
        )
        async with self._database.connection() as connection:
            return list(await connection.scalars(query))

    async def of(self, chat_id: int, message_id: int) -> list[ShownPassage]:
        """Return what this message shows and showed, newest first."""
        query = select(shown).where(shown.c.chat_id == chat_id, shown.c.message_id == message_id)
        async with self._database.connection() as connection:
            rows = (await connection.execute(query.order_by(shown.c.at.desc()))).mappings()
            return [_row(row) for row in rows]

    async def forget(self, chat_id: int, message_id: int) -> None:
        """Forget what a message showed."""
        if not await self.of(chat_id, message_id):
            return
        here = (shown.c.chat_id == chat_id) & (shown.c.message_id == message_id)
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(delete(shown).where(here))

    async def prune(self, before: datetime) -> int:
        """Forget what was shown before `before`; return how many."""
        async with self._database.transaction(durable=False) as connection:
            return (await connection.execute(delete(shown).where(shown.c.at < before))).rowcount


def people_of(rows: Iterable[ShownPassage]) -> set[int]:
    """Return for whom these were shown."""
    return {row.user_id for row in rows}


def _row(row: RowMapping) -> ShownPassage:
    return ShownPassage(**row)
