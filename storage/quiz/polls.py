"""What came of the polls of 每周一题: counts, and no person, chat or message."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from storage.database import Database
from storage.tables.quiz import quiz_polls


@dataclass(frozen=True, slots=True)
class QuizPoll:
    """How many answered a poll, and how many of them chose the right one."""

    poll_id: str
    item_key: str
    monday: date
    answers: int
    right_answers: int


@dataclass(frozen=True, slots=True)
class QuizTally:
    """The same of all groups together, for an item in the week of `monday`."""

    item_key: str
    monday: date
    groups: int
    answers: int
    right_answers: int


class QuizPollStore:
    """One row for each poll; a later count replaces an earlier one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, poll: QuizPoll) -> None:
        """Write down what is counted now. The week stays the one that was noted first."""
        insert = self._database.insert(quiz_polls).values(
            poll_id=poll.poll_id,
            item_key=poll.item_key,
            monday=poll.monday,
            answers=poll.answers,
            right_answers=poll.right_answers,
        )
        newer = {"answers": poll.answers, "right_answers": poll.right_answers}
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(
                insert.on_conflict_do_update(index_elements=[quiz_polls.c.poll_id], set_=newer)
            )

    async def tallies(self, first: date, last: date) -> list[QuizTally]:
        """Return the sums of each item and week, of the weeks whose Monday is from `first` to `last`."""
        query = (
            select(
                quiz_polls.c.item_key,
                quiz_polls.c.monday,
                func.count(),
                func.sum(quiz_polls.c.answers),
                func.sum(quiz_polls.c.right_answers),
            )
            .where(quiz_polls.c.monday.between(first, last))
            .group_by(quiz_polls.c.item_key, quiz_polls.c.monday)
            .order_by(quiz_polls.c.monday, quiz_polls.c.item_key)
        )
        async with self._database.connection() as connection:
            rows = await connection.execute(query)
            return [QuizTally(key, monday, groups, int(a), int(r)) for key, monday, groups, a, r in rows]
