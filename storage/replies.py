"""Which message answered which, and which passage it showed. What was asked is not kept."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Insert, RowMapping, delete, select, update

from storage.database import Database
from storage.gathering import Gathering
from storage.tables import replies


@dataclass(frozen=True, slots=True)
class GivenReply:
    """A reply in a chat. `passage_digest` tells whether the passage still is the one that was shown."""

    chat_id: int
    question_message_id: int
    answer_message_id: int
    thread_id: int | None
    user_id: int | None
    passage_id: str | None
    passage_digest: str | None
    kind: str
    at: datetime


class ReplyStore:
    """For edited questions (their answer is edited) and follow-ups (they lean on the last passage)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._given: Gathering[GivenReply] = Gathering(self._write)
        self._put = _put(database)

    async def remember(self, reply: GivenReply) -> None:
        """Keep `reply`; it takes the place of an earlier one to the same message."""
        await self._given.add(reply)

    async def _write(self, given: list[GivenReply]) -> None:
        newest = {(reply.chat_id, reply.question_message_id): reply for reply in given}
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(self._put, [asdict(newest[place]) for place in sorted(newest)])

    async def of(self, chat_id: int, question_message_id: int) -> GivenReply | None:
        """Return the reply to this message."""
        query = select(replies).where(
            replies.c.chat_id == chat_id, replies.c.question_message_id == question_message_id
        )
        async with self._database.connection() as connection:
            return _reply((await connection.execute(query)).mappings().one_or_none())

    async def last(
        self, chat_id: int, thread_id: int | None, user_id: int | None, since: datetime
    ) -> GivenReply | None:
        """Return the newest reply to this person in this topic since `since` that showed a passage."""
        query = (
            select(replies)
            .where(
                replies.c.chat_id == chat_id,
                replies.c.at >= since,
                replies.c.thread_id.is_not_distinct_from(thread_id),
                replies.c.user_id.is_not_distinct_from(user_id),
                replies.c.passage_id.is_not(None),
            )
            .order_by(replies.c.at.desc(), replies.c.question_message_id.desc())
            .limit(1)
        )
        async with self._database.connection() as connection:
            return _reply((await connection.execute(query)).mappings().one_or_none())

    async def now_shows(
        self, chat_id: int, answer_message_id: int, passage_id: str, passage_digest: str, at: datetime
    ) -> None:
        """Note that a button put another passage into this answer: follow-ups lean on what is seen."""
        change = (
            update(replies)
            .where(replies.c.chat_id == chat_id, replies.c.answer_message_id == answer_message_id)
            .values(passage_id=passage_id, passage_digest=passage_digest, at=at)
        )
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(change)

    async def prune(self, before: datetime) -> int:
        """Forget the replies given before `before`; return how many."""
        async with self._database.transaction(durable=False) as connection:
            return (await connection.execute(delete(replies).where(replies.c.at < before))).rowcount


def _put(database: Database) -> Insert:
    """Return the statement that writes a reply in the place of an earlier one; made once, as that is slow."""
    insert = database.insert(replies)
    new = insert.excluded  # every look at it makes all its columns anew
    changed = {column.name: new[column.name] for column in replies.c if not column.primary_key}
    return insert.on_conflict_do_update(index_elements=list(replies.primary_key.columns), set_=changed)


def _reply(row: RowMapping | None) -> GivenReply | None:
    return None if row is None else GivenReply(**row)
