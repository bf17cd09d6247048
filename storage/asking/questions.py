"""The questions people asked: what was replied and, if wanted, their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, func, select, true, update

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.engine.in_turn import in_turn
from storage.engine.plain_writes import PlainWrite
from storage.engine.small_writes import row_of
from storage.states import QuestionState, Verdict
from storage.tables.asking import questions, replies
from storage.upkeep.readable import readable


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was asked. Its `words` are None where they are not kept, or no longer.

    `kind` is what the bot replied (services.answers.ReplyKind), `passage_id` what it showed first. `part`: of
    several questions in one message. `on_purpose`: the person wants an editor to see it.
    """

    chat_id: int
    message_id: int
    thread_id: int | None
    user_id: int | None
    words: str | None
    kind: str
    passage_id: str | None
    asked_at: datetime
    state: QuestionState = QuestionState.CLOSED
    verdict: Verdict = Verdict.NONE
    case_id: int | None = None
    part: int = 0
    on_purpose: bool = False
    id: int = 0


class QuestionStore:
    """One row for each question; an edited question replaces the earlier one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked = database.small_writes.kind("questions", self._write)
        insert = database.insert(questions)
        new = insert.excluded
        changed = {column.name: new[column.name] for column in questions.c if column.name != "id"}
        here = ["chat_id", "message_id", "part"]
        self._put = PlainWrite(insert.on_conflict_do_update(index_elements=here, set_=changed).inline())

    async def add(self, question: AskedQuestion) -> None:
        """Keep `question` in the place of an earlier one of the same message."""
        await self._asked.add(question)

    async def _write(self, connection: AsyncConnection, asked: list[AskedQuestion]) -> None:
        newest = {(one.chat_id, one.message_id, one.part): one for one in asked}
        rows = [row_of(newest[place]) for place in sorted(newest)]
        for row in rows:
            del row["id"]
        await self._put.carry_out(connection, rows)

    async def of(self, question_id: int) -> AskedQuestion | None:
        """Return the question of that number."""
        query = select(questions).where(questions.c.id == question_id)
        async with self._database.connection() as connection:
            return _question((await connection.execute(query)).mappings().one_or_none())

    async def of_message(self, chat_id: int, message_id: int, part: int) -> AskedQuestion | None:
        """Return the question that a person's message asks; `part`: of several in it."""
        query = select(questions).where(
            questions.c.chat_id == chat_id, questions.c.message_id == message_id, questions.c.part == part
        )
        async with self._database.connection() as connection:
            return _question((await connection.execute(query)).mappings().one_or_none())

    async def answered_by(self, chat_id: int, answer_message_id: int) -> AskedQuestion | None:
        """Return the question that our message answered."""
        query = (
            select(questions)
            .join(
                replies,
                (replies.c.chat_id == questions.c.chat_id)
                & (replies.c.question_message_id == questions.c.message_id)
                & (replies.c.part == questions.c.part),
            )
            .where(replies.c.chat_id == chat_id, replies.c.answer_message_id == answer_message_id)
            .limit(1)
        )
        async with self._database.connection() as connection:
            return _question((await connection.execute(query)).mappings().one_or_none())

    async def judge(self, question_id: int, verdict: Verdict, state: QuestionState) -> None:
        """Note what a person thought of the answer, and whether an editor should see the question."""
        change = update(questions).where(questions.c.id == question_id)
        async with self._database.transaction() as connection:
            await connection.execute(change.values(verdict=verdict.value, state=state.value))

    async def drop_parts(self, chat_id: int, message_id: int, first: int) -> None:
        """Forget the questions of a message from part `first` on: an edit has taken them out of it."""
        theirs = (questions.c.chat_id == chat_id) & (questions.c.message_id == message_id)
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(delete(questions).where(theirs, questions.c.part >= first))

    async def open(self, most: int) -> Sequence[AskedQuestion]:
        """Return `most` of the questions that wait for an editor and have words, the oldest first.

        Of each person the newest ones, so that nobody's many keep another's few out.
        """
        waits = (questions.c.state == QuestionState.OPEN) & questions.c.words.is_not(None)
        by = func.coalesce(questions.c.user_id, questions.c.chat_id)
        query = select(questions).where(in_turn(questions, by, waits, most)).order_by(questions.c.id)
        async with self._database.connection() as connection:
            found = readable(_question, (await connection.execute(query)).mappings())
        return [question for question in found if question]

    async def all(self) -> Sequence[AskedQuestion]:
        """Return every question, the oldest first."""
        async with self._database.connection() as connection:
            rows = (await connection.execute(select(questions).order_by(questions.c.id))).mappings()
            return [question for question in readable(_question, rows) if question]

    async def asked_since(self, moment: datetime) -> dict[str, int]:
        """Return how many questions were asked since `moment`, by kind of reply."""
        query = (
            select(questions.c.kind, func.count())
            .where(questions.c.asked_at >= moment)
            .group_by(questions.c.kind)
        )
        async with self._database.connection() as connection:
            return {row[0]: row[1] for row in await connection.execute(query)}

    async def drop_words(
        self, before: datetime, states: Iterable[QuestionState], *, on_purpose: bool = True
    ) -> int:
        """Forget the words of questions in one of `states` asked before `before`; return how many.

        Without `on_purpose` those stay that the person wants an editor to see.
        """
        change = (
            update(questions)
            .where(
                questions.c.asked_at < before,
                questions.c.state.in_([state.value for state in states]),
                questions.c.words.is_not(None),
                true() if on_purpose else questions.c.on_purpose.is_(False),
            )
            .values(words=None)
        )
        async with self._database.transaction(durable=False) as connection:
            return (await connection.execute(change)).rowcount

    async def prune(self, before: datetime) -> int:
        """Forget the questions asked before `before`; return how many."""
        async with self._database.transaction(durable=False) as connection:
            return (await connection.execute(delete(questions).where(questions.c.asked_at < before))).rowcount


def _question(row: RowMapping | None) -> AskedQuestion | None:
    if row is None:
        return None
    return AskedQuestion(**{**row, "state": QuestionState(row["state"]), "verdict": Verdict(row["verdict"])})
