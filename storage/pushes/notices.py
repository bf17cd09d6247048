"""Operators' notices to all subscribed chats, from the draft to the last planned row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, Select, Update, and_, delete, func, not_, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from core.models import Link
from storage.asking.links import read_links, written_links
from storage.database import Database
from storage.states import ChatState, NoticeState
from storage.tables.chats import chats, subscriptions
from storage.tables.notices import notice_numbers, notice_reads, notices
from storage.upkeep.readable import readable

COLUMNS = [
    column for column in notices.c if column is not notices.c.read_key
]  # that one leaves storage/ nowhere


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice. `local_date` and `report_message_id` are known once it is sent.

    `reads`: how many have pressed 已阅; None: it has no such button.
    """

    id: int
    user_id: int
    state: NoticeState
    text: str
    links: tuple[Link, ...]
    source_message_id: int | None
    report_message_id: int | None
    local_date: date | None
    changed_at: datetime
    reads: int | None


@dataclass(frozen=True, slots=True)
class Audience:
    """How many chats get a notice, and how many do not because they are paused."""

    number: int
    paused: int


class NoticeStore:
    """Every change of state requires the state before it: a notice that is confirmed twice starts once."""

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
        """Store the notice's words and the links behind them, or replace them; False when it is too late."""
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
        """Wait for other words for the draft; False when it is too late."""
        before = (NoticeState.ASKED, NoticeState.DRAFT)
        return await self._change(notice_id, before, state=NoticeState.ASKED.value, changed_at=at)

    async def count_reads(self, notice_id: int, key: str | None) -> bool:
        """Give the draft a button 已阅, whose marks are made with `key`; None takes it away.

        False: it is too late.
        """
        reads = None if key is None else 0
        return await self._change(notice_id, (NoticeState.DRAFT,), reads=reads, read_key=key)

    async def cancel(self, notice_id: int, at: datetime) -> bool:
        """Cancel the notice, and forget its words; False when it is too late."""
        before = (NoticeState.ASKED, NoticeState.DRAFT)
        gone = {"state": NoticeState.CANCELLED.value, "text": "", "links": "", "read_key": None}
        return await self._change(notice_id, before, **gone, changed_at=at)

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

    async def stop(self, notice_id: int, at: datetime) -> bool:
        """Note that nothing more of the notice is to go out; False when it is not going out."""
        before = (NoticeState.STARTED, NoticeState.PLANNED)
        return await self._change(notice_id, before, state=NoticeState.STOPPED.value, changed_at=at)

    async def take_back(self, notice_id: int, at: datetime) -> bool:
        """Note that what was sent is to be deleted; False when that was so, or nothing was sent.

        With the button goes what tells who pressed it; the number stays.
        """
        before = (NoticeState.STARTED, NoticeState.PLANNED, NoticeState.STOPPED)
        values = {"state": NoticeState.TAKEN_BACK.value, "changed_at": at, "read_key": None}
        async with self._database.transaction() as connection:
            taken = (await connection.execute(_change(notice_id, before, values))).rowcount == 1
            for table in (notice_reads, notice_numbers) if taken else ():
                await connection.execute(delete(table).where(table.c.notice_id == notice_id))
        return taken

    async def begun(self, since: datetime) -> list[StoredNotice]:
        """Return the notices that were confirmed, and last decided about, since then; the newest first."""
        out = (NoticeState.STARTED, NoticeState.PLANNED, NoticeState.STOPPED, NoticeState.TAKEN_BACK)
        those = notices.c.state.in_(state.value for state in out)
        return (await self._found(and_(those, notices.c.changed_at >= since)))[::-1]

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
        """Delete the notices that last changed before `before`, with who pressed 已阅; return how many."""
        async with self._database.transaction(durable=False) as connection:
            gone = await connection.execute(delete(notices).where(notices.c.changed_at < before))
            for table in (notice_reads, notice_numbers) if gone.rowcount else ():
                await connection.execute(delete(table).where(table.c.notice_id.not_in(select(notices.c.id))))
            return gone.rowcount

    async def _found(self, which: ColumnElement[bool]) -> list[StoredNotice]:
        query = select(*COLUMNS).where(which).order_by(notices.c.id)
        async with self._database.connection() as connection:
            return readable(_notice, (await connection.execute(query)).mappings())

    async def _change(self, notice_id: int, before: tuple[NoticeState, ...], **values: object) -> bool:
        async with self._database.transaction() as connection:
            return (await connection.execute(_change(notice_id, before, values))).rowcount == 1


def _change(notice_id: int, before: tuple[NoticeState, ...], values: Mapping[str, object]) -> Update:
    states = [state.value for state in before]
    return update(notices).where(notices.c.id == notice_id, notices.c.state.in_(states)).values(values)


def _reachable() -> ColumnElement[bool]:
    return and_(subscriptions.c.active.is_(True), chats.c.state == ChatState.ACTIVE.value)


def _reached(today: date) -> ColumnElement[bool]:
    """Return the chats that a notice reaches; one that paused the pushes gets none either."""
    awake = and_(
        or_(subscriptions.c.resumes_on.is_(None), subscriptions.c.resumes_on <= today),
        not_(subscriptions.c.skips.contains(today.isoformat())),
    )
    return and_(_reachable(), awake)


def _count(which: ColumnElement[bool]) -> Select[int]:
    joined = subscriptions.join(chats, chats.c.chat_id == subscriptions.c.chat_id)
    return select(func.count()).select_from(joined).where(which)


def _notice(row: RowMapping) -> StoredNotice:
    return StoredNotice(**{**row, "state": NoticeState(row["state"]), "links": read_links(row["links"])})
