"""The questions people asked: what became of them and, where that is wanted, their words."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, func, select, update

from storage.database import Database
from storage.gathering import Gathering
from storage.states import QuestionState, Verdict
from storage.tables import questions, replies


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was asked. Its `words` are None where they are not kept, or no longer.

    `kind` is what the bot replied (services.answers.ReplyKind), `passage_id` what it showed first.
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
    id: int = 0


class QuestionStore:
    """One row a question; an edited question takes the place of what it was before."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: Gathering[AskedQuestion] = Gathering(self._write)
        insert = database.insert(questions)
        new = insert.excluded
        changed = {column.name: new[column.name] for column in questions.c if column.name != "id"}
        self._put = insert.on_conflict_do_update(index_elements=["chat_id", "message_id"], set_=changed)

    async def add(self, question: AskedQuestion) -> None:
        """Keep `question` in the place of an earlier one of the same message."""
        await self._asked.add(question)

    async def _write(self, asked: list[AskedQuestion]) -> None:
        newest = {(one.chat_id, one.message_id): one for one in asked}
        rows = [asdict(newest[place]) for place in sorted(newest)]
        for row in rows:
            del row["id"]
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(self._put, rows)

    async def of(self, question_id: int) -> AskedQuestion | None:
        """Return the question of that number."""
        query = select(questions).where(questions.c.id == question_id)
        async with self._database.connection() as connection:
            return _question((await connection.execute(query)).mappings().one_or_none())

    async def answered_by(self, chat_id: int, answer_message_id: int) -> AskedQuestion | None:
        """Return the question that our message answered."""
        query = (
            select(questions)
            .join(
                replies,
                (replies.c.chat_id == questions.c.chat_id)
                & (replies.c.question_message_id == questions.c.message_id),
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

    async def open(self, most: int) -> Sequence[AskedQuestion]:
        """Return the newest `most` questions that wait for an editor and have words, the oldest first."""
        query = (
            select(questions)
            .where(questions.c.state == QuestionState.OPEN, questions.c.words.is_not(None))
            .order_by(questions.c.id.desc())
            .limit(most)
        )
        async with self._database.connection() as connection:
            found = [_question(row) for row in (await connection.execute(query)).mappings()]
        return [question for question in reversed(found) if question]

    async def all(self) -> Sequence[AskedQuestion]:
        """Return every question, the oldest first."""
        async with self._database.connection() as connection:
            rows = (await connection.execute(select(questions).order_by(questions.c.id))).mappings()
            return [question for row in rows if (question := _question(row))]

    async def asked_since(self, moment: datetime) -> dict[str, int]:
        """Return how many questions were asked since `moment`, by kind of reply."""
        query = (
            select(questions.c.kind, func.count())
            .where(questions.c.asked_at >= moment)
            .group_by(questions.c.kind)
        )
        async with self._database.connection() as connection:
            return {row[0]: row[1] for row in await connection.execute(query)}

    async def drop_words(self, before: datetime, states: Iterable[QuestionState]) -> int:
        """Forget the words of questions in one of `states` asked before `before`; return how many."""
        change = (
            update(questions)
            .where(
                questions.c.asked_at < before,
                questions.c.state.in_([state.value for state in states]),
                questions.c.words.is_not(None),
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
