"""The turns of duties: each time that one falls due for a person. What they are told is a push like any other.

What is planned to be said and when the person is told next change together: a crash tells nobody twice.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Protocol

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from storage.database import Database
from storage.ledger.months import Stored, change_kept
from storage.pushes.delivery_rows import NewDelivery, as_rows
from storage.states import DeliveryKind, DeliveryState
from storage.tables.duties import duties, duty_people, duty_turns
from storage.tables.pushes import deliveries


@dataclass(frozen=True, slots=True)
class Turn:
    """A row; see storage.tables."""

    duty_id: int
    user_id: int
    due_on: date
    until: date
    tell_on: date | None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """So many turns of a duty that were due on a day; `done_on` is when they were done, or None."""

    duty_id: int
    name: str
    due_on: date
    done_on: date | None
    number: int


class Recount(Protocol):
    """Counts anew what is kept of a month for the ledger."""

    def __call__(self, facts: Stored, turn: Turn, by: int) -> Stored:
        """Return the facts with `by` turns more that were done as `turn`."""
        ...


class DutyTurnStore:
    """Opens turns, tells of them, closes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, turns: Sequence[Turn]) -> None:
        """Store the turns that are not there yet, of people who still have the duty."""
        for turn in turns:
            has = select(duty_people.c.user_id).where(
                duty_people.c.duty_id == turn.duty_id, duty_people.c.user_id == turn.user_id
            )
            async with self._database.transaction() as connection:
                if await connection.scalar(has) is not None:
                    new = self._database.insert(duty_turns).values(asdict(turn))
                    await connection.execute(new.on_conflict_do_nothing())

    async def known(self, duty_id: int, since: date) -> set[tuple[int, date]]:
        """Return which turns of a duty, due from `since` on, are stored: who, and when due."""
        query = select(duty_turns.c.user_id, duty_turns.c.due_on).where(
            duty_turns.c.duty_id == duty_id, duty_turns.c.due_on >= since
        )
        async with self._database.connection() as connection:
            return {(row[0], row[1]) for row in await connection.execute(query)}

    async def of(self, duty_id: int, user_id: int, due_on: date) -> Turn | None:
        """Return one turn."""
        async with self._database.connection() as connection:
            rows = await connection.execute(select(duty_turns).where(*_that(duty_id, user_id, due_on)))
            row = rows.mappings().one_or_none()
        return None if row is None else Turn(**row)

    async def open_of(self, user_id: int) -> list[Turn]:
        """Return a person's open turns, what is due first first."""
        query = select(duty_turns).where(duty_turns.c.user_id == user_id, duty_turns.c.done_on.is_(None))
        async with self._database.connection() as connection:
            rows = await connection.execute(query.order_by(duty_turns.c.until, duty_turns.c.duty_id))
            return [Turn(**row) for row in rows.mappings()]

    async def to_tell(self, day: date) -> list[tuple[Turn, str]]:
        """Return the open turns that are told of on `day` or before, each with its duty's hour."""
        query = (
            select(duty_turns, duties.c.hour)
            .join(duties, duties.c.id == duty_turns.c.duty_id)
            .where(duty_turns.c.tell_on <= day, duty_turns.c.done_on.is_(None))
            .order_by(duty_turns.c.due_on, duty_turns.c.user_id)
        )
        async with self._database.connection() as connection:
            found = [dict(row) for row in (await connection.execute(query)).mappings()]
        return [(Turn(**row), hour) for row in found for hour in [row.pop("hour")]]

    async def tell(self, turn: Turn, following: date | None, rows: Sequence[NewDelivery]) -> bool:
        """Plan what a person is told, and note when they are told next; False: that was done already."""
        those = (
            *_that(turn.duty_id, turn.user_id, turn.due_on),
            duty_turns.c.tell_on == turn.tell_on,
            duty_turns.c.done_on.is_(None),
        )
        async with self._database.transaction() as connection:
            changed = await connection.execute(update(duty_turns).where(*those).values(tell_on=following))
            if changed.rowcount != 1:
                return False
            if rows:
                new = self._database.insert(deliveries).on_conflict_do_nothing()
                await connection.execute(new, list(as_rows(rows)))
        return True

    async def ask(self, duty_id: int, user_id: int, today: date, row: NewDelivery) -> bool:
        """Plan to ask a person whether they agree; False: they were asked."""
        those = (
            duty_people.c.duty_id == duty_id,
            duty_people.c.user_id == user_id,
            duty_people.c.asked_on.is_(None),
        )
        async with self._database.transaction() as connection:
            changed = await connection.execute(update(duty_people).where(*those).values(asked_on=today))
            if changed.rowcount != 1:
                return False
            new = self._database.insert(deliveries).on_conflict_do_nothing()
            await connection.execute(new, list(as_rows([row])))
        return True

    async def tell_operators(self, duty_id: int, rows: Sequence[NewDelivery]) -> None:
        """Plan to tell operators that nobody has a duty, and note it; nothing when that is so no more."""
        somebody = exists().where(duty_people.c.duty_id == duty_id)
        those = (duties.c.id == duty_id, duties.c.told_nobody.is_(False), ~somebody)
        async with self._database.transaction() as connection:
            told = update(duties).where(*those).values(told_nobody=True)
            if rows and (await connection.execute(told)).rowcount == 1:
                new = self._database.insert(deliveries).on_conflict_do_nothing()
                await connection.execute(new, list(as_rows(rows)))

    async def done(self, turn: Turn, day: date | None, sheet: str, recount: Recount) -> Turn | None:
        """Note when it was done (None: not done after all); None when there is no such turn any more.

        With it, what is kept for that sheet of the ledger is counted anew, of the month in which the turn was
        done before, and of the one in which it is done now.
        """
        that = _that(turn.duty_id, turn.user_id, turn.due_on)
        async with self._database.transaction() as connection:
            rows = await connection.execute(select(duty_turns).where(*that).with_for_update())
            if (row := rows.mappings().one_or_none()) is None:
                return None
            await connection.execute(update(duty_turns).where(*that).values(done_on=day))
            was, now = Turn(**row), replace(turn, done_on=day)
            moved = [] if was.done_on == day else [(was, -1), (now, 1)]
            months = [(one.done_on.replace(day=1), one, by) for one, by in moved if one.done_on]
            for month, one, by in sorted(months, key=itemgetter(0)):  # locked in one order: no deadlock
                await change_kept(connection, sheet, month, partial(recount, turn=one, by=by))
        return now

    async def put_off(self, turn: Turn, day: date) -> bool:
        """Tell the person on `day` next, and hold it overdue after that day at the earliest."""
        those = (*_that(turn.duty_id, turn.user_id, turn.due_on), duty_turns.c.done_on.is_(None))
        values = {"tell_on": day, "until": max(turn.until, day)}
        async with self._database.transaction() as connection:
            return (await connection.execute(update(duty_turns).where(*those).values(**values))).rowcount == 1

    async def drop_coming(self, duty_id: int, today: date) -> None:
        """Forget the open turns of a duty that are due after `today`."""
        those = (duty_turns.c.duty_id == duty_id, duty_turns.c.due_on > today, duty_turns.c.done_on.is_(None))
        async with self._database.transaction() as connection:
            await connection.execute(delete(duty_turns).where(*those))

    async def uncertain(self) -> dict[int, list[int]]:
        """Return the deliveries about each duty of which nobody knows whether they arrived, by its number."""
        query = select(deliveries.c.id, deliveries.c.notice).where(
            deliveries.c.kind == DeliveryKind.DUTY.value, deliveries.c.state == DeliveryState.UNKNOWN.value
        )
        found: dict[int, list[int]] = {}
        async with self._database.connection() as connection:
            for number, notice in await connection.execute(query):
                found.setdefault(int(notice.partition(":")[0]), []).append(number)
        return found

    async def due_counts(self, first: date, last: date) -> list[Count]:
        """Return how many turns were due on each day, and when they were done."""
        return await self._counts(duty_turns.c.due_on.between(first, last))

    async def done_counts(self, first: date, last: date) -> list[Count]:
        """Return how many turns were done on each day."""
        return await self._counts(duty_turns.c.done_on.between(first, last))

    async def _counts(self, which: ColumnElement[bool]) -> list[Count]:
        columns = (duties.c.id, duties.c.name, duty_turns.c.due_on, duty_turns.c.done_on)
        query = (
            select(*columns, func.count())
            .join(duties, duties.c.id == duty_turns.c.duty_id)
            .where(which)
            .group_by(*columns)
            .order_by(duty_turns.c.due_on, duties.c.id, duty_turns.c.done_on)
        )
        async with self._database.connection() as connection:
            return [Count(*row) for row in await connection.execute(query)]


def _that(duty_id: int, user_id: int, due_on: date) -> tuple[ColumnElement[bool], ...]:
    return (
        duty_turns.c.duty_id == duty_id,
        duty_turns.c.user_id == user_id,
        duty_turns.c.due_on == due_on,
    )
