"""Cases of the inbox: a decision, the ways of asking it teaches, and its log entry, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from storage.asking.known_questions import AddedQuestion, teach, unlearn
from storage.database import Database
from storage.people.audit import AuditEntry, write_down
from storage.states import TAUGHT, QuestionState
from storage.tables.asking import questions


class CaseStore:
    """Settles questions as cases, and undoes it, each all or nothing (decision 0602)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def settle(
        self,
        ids: Sequence[int],
        state: QuestionState,
        entry: AuditEntry,
        taught: Sequence[AddedQuestion] = (),
    ) -> bool:
        """Give open questions this state, as one case with the number of the first, and teach what follows.

        False: none of them was open any more, and nothing was done.
        """
        change = (
            update(questions)
            .where(questions.c.id.in_(ids), questions.c.state == QuestionState.OPEN)
            .values(state=state.value, case_id=ids[0])
        )
        async with self._database.transaction() as connection:
            if not (await connection.execute(change)).rowcount:
                return False
            await teach(connection, taught)
            await write_down(connection, entry)
            return True

    async def reopen(self, case_id: int, entry: AuditEntry, at: datetime) -> tuple[bool, bool]:
        """Reopen the questions that were settled under that number, and withdraw what they taught.

        Return whether there was such a case, and whether anything was unlearnt.
        """
        ours = questions.c.case_id == case_id
        settled = select(questions.c.words, questions.c.state).where(ours).distinct()
        async with self._database.transaction() as connection:
            found = [(row[0], QuestionState(row[1])) for row in await connection.execute(settled)]
            if not found:
                return False, False
            await connection.execute(
                update(questions).where(ours).values(state=QuestionState.OPEN.value, case_id=None)
            )
            taught = [words for words, state in found if state in TAUGHT and words]
            unlearnt = await unlearn(connection, taught, at) if taught else 0
            await write_down(connection, entry)
            return True, bool(unlearnt)
