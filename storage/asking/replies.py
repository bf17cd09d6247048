"""Which message answered which question. The question itself is not kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Insert, RowMapping, delete, select

from core.models import Place
from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.engine.plain_writes import PlainWrite
from storage.engine.small_writes import row_of
from storage.tables.asking import replies


@dataclass(frozen=True, slots=True)
class GivenReply:
    """A reply in a chat; `part`: of several questions in one message, the first is 0."""

    chat_id: int
    question_message_id: int
    answer_message_id: int
    thread_id: int | None
    user_id: int | None
    kind: str
    at: datetime
    part: int = 0


class ReplyStore:
    """For edited questions: their answer is edited."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._given = database.small_writes.kind("replies", self._write)
        self._put = PlainWrite(_put(database))

    async def remember(self, reply: GivenReply) -> None:
        """Keep `reply`; it takes the place of an earlier one to the same message."""
        await self._given.add(reply)

    async def _write(self, connection: AsyncConnection, given: list[GivenReply]) -> None:
        newest = {(reply.chat_id, reply.question_message_id, reply.part): reply for reply in given}
        await self._put.carry_out(connection, [row_of(newest[place]) for place in sorted(newest)])

    async def of(self, chat_id: int, question_message_id: int, part: int = 0) -> GivenReply | None:
        """Return the reply to this part of a message."""
        query = select(replies).where(
            replies.c.chat_id == chat_id,
            replies.c.question_message_id == question_message_id,
            replies.c.part == part,
        )
        async with self._database.connection() as connection:
            return _reply((await connection.execute(query)).mappings().one_or_none())

    async def newest(
        self, place: Place, user_id: int, kinds: Collection[str], since: datetime
    ) -> GivenReply | None:
        """Return the newest reply of these kinds to a person in a chat (and topic), given after `since`."""
        return next(iter(await self.since(place, user_id, kinds, since, most=1)), None)

    async def since(
        self, place: Place, user_id: int, kinds: Collection[str], since: datetime, most: int
    ) -> list[GivenReply]:
        """Return the newest `most` replies of these kinds to a person here, given after `since`."""
        query = (
            select(replies)
            .where(
                replies.c.chat_id == place.chat_id,
                replies.c.thread_id.is_not_distinct_from(place.thread_id),
                replies.c.user_id == user_id,
                replies.c.kind.in_(kinds),
                replies.c.at >= since,
            )
            .order_by(replies.c.at.desc(), replies.c.question_message_id.desc(), replies.c.part.desc())
            .limit(most)
        )
        async with self._database.connection() as connection:
            return [GivenReply(**row) for row in (await connection.execute(query)).mappings()]

    async def prune(self, before: datetime) -> int:
        """Forget the replies given before `before`; return how many."""
        async with self._database.transaction(durable=False) as connection:
            return (await connection.execute(delete(replies).where(replies.c.at < before))).rowcount


def _put(database: Database) -> Insert:
    """Return the statement that writes a reply in the place of an earlier one; made once, as that is slow."""
    insert = database.insert(replies)
    new = insert.excluded  # every access makes all its columns anew
    changed = {column.name: new[column.name] for column in replies.c if not column.primary_key}
    here = list(replies.primary_key.columns)
    return insert.on_conflict_do_update(index_elements=here, set_=changed).inline()


def _reply(row: RowMapping | None) -> GivenReply | None:
    return None if row is None else GivenReply(**row)
