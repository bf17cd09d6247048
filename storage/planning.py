"""Whose quote is due, and the rows of its day, which the database writes by itself.

No subscription comes to Python: a hundred thousand of them are as many rows in a second or two, in memory
that does not grow, and each transaction is short.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, literal, or_, select, true
from sqlalchemy.sql.elements import ColumnElement

from core.models import Days
from storage.database import Database
from storage.states import ChatState, DeliveryKind, DeliveryState
from storage.tables import chats, deliveries, subscriptions

PAGE = 1000  # rows a transaction: other writers get their turn between


@dataclass(frozen=True, slots=True)
class DueDay:
    """A local date, the kinds of days it belongs to, and whether a public holiday begins after it."""

    local_date: date
    days: frozenset[Days]
    before_holiday: bool = False


class PlanStore:
    """Writes a row for each chat whose quote is due.

    Due are active subscriptions of chats that can be written to, that started on the date or earlier, want
    its kind of day, are not paused, and have no row of the date yet.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def times(self, day: DueDay, first: str, last: str) -> list[str]:
        """Return the times from `first` to `last` (HH:MM, both included) at which somebody is due."""
        time = subscriptions.c.time
        query = _due(select(time), day).where(time.between(first, last)).distinct().order_by(time)
        async with self._database.connection() as connection:
            return list(await connection.scalars(query))

    async def hours(self, day: DueDay, first: str, last: str) -> dict[str, int]:
        """Return how many are due at each of `times`, earliest first."""
        time = subscriptions.c.time
        query = _due(select(time, func.count()), day).where(time.between(first, last)).group_by(time)
        async with self._database.connection() as connection:
            return {row[0]: row[1] for row in await connection.execute(query.order_by(time))}

    async def plan(
        self,
        day: DueDay,
        time: str,
        due_at: datetime,
        content: str,
        *,
        state: DeliveryState = DeliveryState.PLANNED,
        reason: str = "",
    ) -> int:
        """Write a row for each chat that is due at `time` (HH:MM); return how many are new.

        SKIPPED with a reason notes pushes that are not to be sent. A crash keeps the pages that are
        written; the next call writes the others.
        """
        planned, after = 0, None
        while True:
            async with self._database.connection() as connection:
                end = await connection.scalar(_page(day, time, after).offset(PAGE - 1).limit(1))
            row = {
                "local_date": day.local_date,
                "kind": DeliveryKind.QUOTE.value,
                "notice": "",
                "content": content,
                "due_at": due_at,
                "state": state.value,
                "attempts": 0,
                "reason": reason,
                "finished_at": None if state is DeliveryState.PLANNED else due_at,
            }
            planned += await self._insert(_page(day, time, after, end), row)
            if end is None:
                return planned
            after = end

    async def _insert(self, page: Select[Any], row: dict[str, object]) -> int:
        """Write `row` for each chat of `page`, with the chat's topic; return how many were not there."""
        values = (literal(value, deliveries.c[name].type) for name, value in row.items())
        insert = self._database.insert(deliveries).from_select(
            ["chat_id", "thread_id", *row], page.add_columns(subscriptions.c.thread_id, *values)
        )
        async with self._database.transaction() as connection:
            done = await connection.execute(
                # Only this key: any other clash, as of ids after a restore by hand, must not pass in silence.
                insert.on_conflict_do_nothing(index_elements=["local_date", "chat_id", "kind", "notice"]),
                execution_options={"preserve_rowcount": True},
            )
            return done.rowcount


def _page(day: DueDay, time: str, after: int | None, end: int | None = None) -> Select[Any]:
    """Return a query for the chats that are due at `time`, past the chat `after` and up to `end`, in order."""
    query = _due(select(subscriptions.c.chat_id), day, after, end).where(subscriptions.c.time == time)
    return query.order_by(subscriptions.c.chat_id)


def _due(query: Select[Any], day: DueDay, after: int | None = None, end: int | None = None) -> Select[Any]:
    """Narrow a query of subscriptions down to those that are due on the day, at whatever time."""

    def within(chat_id: ColumnElement[int]) -> ColumnElement[bool]:
        # Said of each table, or PostgreSQL may look at all of it for every page.
        lowest = true() if after is None else chat_id > after
        return and_(lowest, true() if end is None else chat_id <= end)

    planned = exists().where(
        deliveries.c.local_date == day.local_date,
        deliveries.c.chat_id == subscriptions.c.chat_id,
        deliveries.c.kind == DeliveryKind.QUOTE.value,
        deliveries.c.notice == "",
        within(deliveries.c.chat_id),
    )
    reachable = and_(chats.c.chat_id == subscriptions.c.chat_id, chats.c.state == ChatState.ACTIVE.value)
    wanted: ColumnElement[bool] = subscriptions.c.days.in_(sorted(day.days))
    if day.before_holiday:
        wanted = or_(wanted, subscriptions.c.before_holidays.is_(True))
    return query.join(chats, and_(reachable, within(chats.c.chat_id))).where(
        within(subscriptions.c.chat_id),
        subscriptions.c.active.is_(True),
        or_(subscriptions.c.starts_on.is_(None), subscriptions.c.starts_on <= day.local_date),
        or_(subscriptions.c.resumes_on.is_(None), subscriptions.c.resumes_on <= day.local_date),
        wanted,
        ~planned,
    )
