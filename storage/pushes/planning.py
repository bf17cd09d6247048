"""Which chats are due for the quote or for 每周一题, and the rows of the day; the database itself writes them.

No subscription is loaded into Python: rows for a hundred thousand are written in a second or two, memory does
not grow, and each transaction is short.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Select, and_, exists, false, func, literal, not_, or_, select, true
from sqlalchemy.sql.elements import ColumnElement

from core.days import WORKING, names_that_hold
from storage.database import Database
from storage.states import ChatState, DeliveryKind, DeliveryState
from storage.tables.chats import chats, subscriptions
from storage.tables.pushes import deliveries

OVERDUE = "overdue"  # the reason of what was not sent because it was too late
PAGE = 1000  # rows in one transaction: other writers are not blocked for long


@dataclass(frozen=True, slots=True)
class DueDay:
    """A local date, whether offices in China work on it, and whether a public holiday begins after it.

    `kind` is what is planned: the quote, or 每周一题. `late`: what was missed earlier in the week is due, too.
    """

    local_date: date
    worked: bool
    before_holiday: bool = False
    kind: DeliveryKind = DeliveryKind.QUOTE
    late: bool = False

    @property
    def time(self) -> Column[Any]:
        """Return the column with the chat's hour for it."""
        return subscriptions.c.quiz_time if self.kind is DeliveryKind.QUIZ else subscriptions.c.time


class PlanStore:
    """Writes a row for each chat that is due.

    Due for the quote are active subscriptions of chats that can be written to, that started on the date or
    earlier, whose days hold it, are not paused, and have no row of the date yet; for 每周一题 those that want
    it on that day of the week, or wanted it on an earlier one on which nothing ran.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def times(self, day: DueDay, first: str, last: str) -> list[str]:
        """Return the times from `first` to `last` (HH:MM, both included) at which somebody is due."""
        time = day.time
        query = _due(select(time), day).where(time.between(first, last)).distinct().order_by(time)
        async with self._database.connection() as connection:
            return list(await connection.scalars(query))

    async def hours(self, day: DueDay, first: str, last: str) -> dict[str, int]:
        """Return how many are due at each of `times`, earliest first."""
        time = day.time
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
            row: dict[str, object] = {
                "local_date": day.local_date,
                "kind": day.kind.value,
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
                # Only this key: any other conflict, as of ids after a manual restore, must not be ignored
                # silently.
                insert.on_conflict_do_nothing(index_elements=["local_date", "chat_id", "kind", "notice"]),
                execution_options={"preserve_rowcount": True},
            )
            return done.rowcount


def _page(day: DueDay, time: str, after: int | None, end: int | None = None) -> Select[Any]:
    """Return a query for the chats that are due at `time`, past the chat `after` and up to `end`, in order."""
    query = _due(select(subscriptions.c.chat_id), day, after, end).where(day.time == time)
    return query.order_by(subscriptions.c.chat_id)


def _due(query: Select[Any], day: DueDay, after: int | None = None, end: int | None = None) -> Select[Any]:
    """Narrow a query of subscriptions down to those that are due on the day, at whatever time."""

    def within(chat_id: ColumnElement[int]) -> ColumnElement[bool]:
        # The condition names each table; otherwise PostgreSQL may read a whole table for every page.
        lowest = true() if after is None else chat_id > after
        return and_(lowest, true() if end is None else chat_id <= end)

    planned = exists().where(
        deliveries.c.local_date == day.local_date,
        deliveries.c.chat_id == subscriptions.c.chat_id,
        deliveries.c.kind == day.kind.value,
        deliveries.c.notice == "",
        within(deliveries.c.chat_id),
    )
    reachable = and_(chats.c.chat_id == subscriptions.c.chat_id, chats.c.state == ChatState.ACTIVE.value)
    return query.join(chats, and_(reachable, within(chats.c.chat_id))).where(
        within(subscriptions.c.chat_id),
        _wanted_or_missed(day) if day.late else _wanted(day),
        _runs_on(day.local_date),
        ~planned,
    )


def _runs_on(day: date) -> ColumnElement[bool]:
    """Return the condition that the subscription is not paused on that day."""
    resumes = subscriptions.c.resumes_on
    return and_(or_(resumes.is_(None), resumes <= day), not_(subscriptions.c.skips.contains(day.isoformat())))


def _wanted_or_missed(day: DueDay) -> ColumnElement[bool]:
    # The first condition follows from the others; by it the rows are found.
    so_far = subscriptions.c.quiz_day.between(1, day.local_date.isoweekday())
    return and_(so_far, or_(_wanted(day), _missed(day)))


def _missed(day: DueDay) -> ColumnElement[bool]:
    """Return the condition that it was due on an earlier day of the week, and nothing ran then.

    On its day there is no row, or one that says that it was too late; who paused then is not due later.
    """
    earlier = [day.local_date - timedelta(days=back) for back in range(1, day.local_date.isoweekday())]
    if not earlier:
        return false()
    was_due = [and_(_wanted(replace(day, local_date=one)), _runs_on(one)) for one in earlier]
    settled = exists().where(
        deliveries.c.local_date.in_(earlier),
        deliveries.c.chat_id == subscriptions.c.chat_id,
        deliveries.c.kind == day.kind.value,
        not_(and_(deliveries.c.state == DeliveryState.SKIPPED.value, deliveries.c.reason == OVERDUE)),
    )
    return and_(or_(*was_due), ~settled)


def _wanted(day: DueDay) -> ColumnElement[bool]:
    """Return the condition that the subscription wants it on the day."""
    if day.kind is DeliveryKind.QUIZ:
        first, asked = subscriptions.c.quiz_from, subscriptions.c.quiz_day == day.local_date.isoweekday()
        return and_(asked, or_(first.is_(None), first <= day.local_date))
    first, days = subscriptions.c.starts_on, _held_by_days(day)
    if day.before_holiday:
        days = or_(days, subscriptions.c.before_holidays.is_(True))
    return and_(subscriptions.c.active.is_(True), or_(first.is_(None), first <= day.local_date), days)


def _held_by_days(day: DueDay) -> ColumnElement[bool]:
    """Return the condition that the subscription's days hold the day, as `Days.hold` would say of them."""
    days = subscriptions.c.days
    listed: ColumnElement[bool] = days.contains(str(day.local_date.isoweekday()))
    if not day.worked:
        listed = and_(listed, not_(days.startswith(WORKING)))
    return or_(days.in_(list(names_that_hold(day.local_date, worked=day.worked))), listed)
