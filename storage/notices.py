"""Operators' notices to all subscribed chats, from the first word to the last row planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, Select, and_, delete, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from core.models import Link
from storage.database import Database
from storage.links import read_links, written_links
from storage.states import ChatState, NoticeState
from storage.tables import chats, notices, subscriptions


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice. `local_date` and `report_message_id` are known once it is sent."""

    id: int
    user_id: int
    state: NoticeState
    text: str
    links: tuple[Link, ...]
    source_message_id: int | None
    report_message_id: int | None
    local_date: date | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Audience:
    """How many chats get a notice, and how many do not because they are paused."""

    number: int
    paused: int


class NoticeStore:
    """Every change of state asks for the state it starts from: what is confirmed twice starts once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, notice_id: int) -> StoredNotice | None:
        """Return one notice."""
        return next(iter(await self._found(notices.c.id == notice_id)), None)

    async def in_state(self, *states: NoticeState, user_id: int | None = None) -> list[StoredNotice]:
        """Return the notices in these states, one person's or everybody's, oldest first."""
        those = notices.c.state.in_(state.value for state in states)
        return await self._found(those if user_id is None else and_(those, notices.c.user_id == user_id))

    async def ask(self, user_id: int, at: datetime) -> int:
        """Begin a notice whose words are still to come; return its number."""
        insert = self._database.insert(notices).values(
            user_id=user_id, state=NoticeState.ASKED.value, text="", changed_at=at
        )
        async with self._database.transaction() as connection:
            return int(await connection.scalar(insert.returning(notices.c.id)) or 0)

    async def write(
        self, notice_id: int, text: str, source_message_id: int, at: datetime, links: Sequence[Link] = ()
    ) -> bool:
        """Give the notice its words, or others, and the links behind them; False when it is past that."""
        return await self._change(
            notice_id,
            (NoticeState.ASKED, NoticeState.DRAFT),
            state=NoticeState.DRAFT.value,
            text=text,
            links=written_links(links),
            source_message_id=source_message_id,
            changed_at=at,
        )

    async def ask_again(self, notice_id: int, at: datetime) -> bool:
        """Await other words for the draft; False when it is past that."""
        before = (NoticeState.ASKED, NoticeState.DRAFT)
        return await self._change(notice_id, before, state=NoticeState.ASKED.value, changed_at=at)

    async def cancel(self, notice_id: int, at: datetime) -> bool:
        """Give the notice up; False when it is past that."""
        before = (NoticeState.ASKED, NoticeState.DRAFT)
        return await self._change(notice_id, before, state=NoticeState.CANCELLED.value, changed_at=at)

    async def start(self, notice_id: int, local_date: date, report_message_id: int, at: datetime) -> bool:
        """Note that the draft is confirmed; False when it is no draft any more, as at a second tap."""
        return await self._change(
            notice_id,
            (NoticeState.DRAFT,),
            state=NoticeState.STARTED.value,
            local_date=local_date,
            report_message_id=report_message_id,
            changed_at=at,
        )

    async def planned(self, notice_id: int) -> bool:
        """Note that every delivery of the notice is written."""
        return await self._change(notice_id, (NoticeState.STARTED,), state=NoticeState.PLANNED.value)

    async def audience(self, today: date) -> Audience:
        """Count who would get a notice today."""
        reached = _reached(today)
        async with self._database.connection() as connection:
            everybody = await connection.scalar(_count(_reachable()))
            number = await connection.scalar(_count(reached))
        return Audience(number or 0, (everybody or 0) - (number or 0))

    async def recipients(
        self, today: date, *, after_chat_id: int | None, limit: int
    ) -> list[tuple[int, int | None]]:
        """Return a page of the chats that get a notice today, with the topic it goes to, by chat_id."""
        query = (
            select(subscriptions.c.chat_id, subscriptions.c.thread_id)
            .join(chats, chats.c.chat_id == subscriptions.c.chat_id)
            .where(_reached(today))
            .order_by(subscriptions.c.chat_id)
            .limit(limit)
        )
        if after_chat_id is not None:
            query = query.where(subscriptions.c.chat_id > after_chat_id)
        async with self._database.connection() as connection:
            return [(row.chat_id, row.thread_id) for row in await connection.execute(query)]

    async def prune(self, before: datetime) -> int:
        """Delete the notices that last changed before `before`; return how many."""
        async with self._database.transaction(durable=False) as connection:
            return (await connection.execute(delete(notices).where(notices.c.changed_at < before))).rowcount

    async def _found(self, which: ColumnElement[bool]) -> list[StoredNotice]:
        query = select(notices).where(which).order_by(notices.c.id)
        async with self._database.connection() as connection:
            return [_notice(row) for row in (await connection.execute(query)).mappings()]

    async def _change(self, notice_id: int, before: tuple[NoticeState, ...], **values: object) -> bool:
        states = [state.value for state in before]
        change = update(notices).where(notices.c.id == notice_id, notices.c.state.in_(states)).values(values)
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount == 1


def _reachable() -> ColumnElement[bool]:
    return and_(subscriptions.c.active.is_(True), chats.c.state == ChatState.ACTIVE.value)


def _reached(today: date) -> ColumnElement[bool]:
    """Return the chats that a notice reaches; one that paused the pushes gets none either."""
    awake = or_(subscriptions.c.resumes_on.is_(None), subscriptions.c.resumes_on <= today)
    return and_(_reachable(), awake)


def _count(which: ColumnElement[bool]) -> Select[int]:
    joined = subscriptions.join(chats, chats.c.chat_id == subscriptions.c.chat_id)
    return select(func.count()).select_from(joined).where(which)


def _notice(row: RowMapping) -> StoredNotice:
    return StoredNotice(**{**row, "state": NoticeState(row["state"]), "links": read_links(row["links"])})
