"""Known ways of asking that editors added in chat; those of the knowledge folder stay in their files."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.people.audit import AuditEntry, write_down
from storage.tables.ways import known_questions


@dataclass(frozen=True, slots=True)
class AddedQuestion:
    """A way of asking for a verbatim stretch of a speech; without `text` the speeches do not say `about` it."""

    question: str
    slug: str
    text: str
    about: str
    added_by: int | None
    added_at: datetime


class KnownQuestionStore:
    """Rows are added and marked as removed, so that what was done can be undone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, added: Sequence[AddedQuestion]) -> None:
        """Keep these ways of asking. It replaces an equal one that leads elsewhere: the newest counts."""
        async with self._database.transaction() as connection:
            await teach(connection, added)

    async def bind(self, added: Sequence[AddedQuestion], entry: AuditEntry) -> None:
        """Keep these ways of asking, with the entry in the log."""
        async with self._database.transaction() as connection:
            await teach(connection, added)
            await write_down(connection, entry)

    async def remove(self, questions: Sequence[str], at: datetime) -> int:
        """Take these ways of asking out of use; return how many there were."""
        async with self._database.transaction() as connection:
            return await unlearn(connection, questions, at)

    async def in_use(self) -> Sequence[AddedQuestion]:
        """Return what counts now, the oldest first."""
        columns = [known_questions.c[name] for name in AddedQuestion.__slots__]
        query = select(*columns).where(known_questions.c.removed_at.is_(None)).order_by(known_questions.c.id)
        async with self._database.connection() as connection:
            return [AddedQuestion(**row) for row in (await connection.execute(query)).mappings()]

    async def fingerprint(self) -> str:
        """Return a text that changes whenever `in_use` does."""
        query = select(func.max(known_questions.c.id), func.count(known_questions.c.removed_at))
        async with self._database.connection() as connection:
            newest, removed = (await connection.execute(query)).one()
        return f"{newest or 0}-{removed}"


async def teach(connection: AsyncConnection, added: Sequence[AddedQuestion]) -> None:
    """Keep these ways of asking within the caller's transaction; see `KnownQuestionStore.add`."""
    for one in added:
        await connection.execute(
            update(known_questions)
            .where(known_questions.c.question == one.question, known_questions.c.removed_at.is_(None))
            .values(removed_at=one.added_at)
        )
    if added:
        await connection.execute(insert(known_questions), [asdict(one) for one in added])


async def unlearn(connection: AsyncConnection, questions: Sequence[str], at: datetime) -> int:
    """Take these ways of asking out of use within the caller's transaction; return how many there were."""
    change = (
        update(known_questions)
        .where(known_questions.c.question.in_(questions), known_questions.c.removed_at.is_(None))
        .values(removed_at=at)
    )
    return (await connection.execute(change)).rowcount
