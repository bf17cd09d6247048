"""Data for what operators are told about pushes: sums of deliveries, names of chats, sent messages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, RowMapping, and_, func, or_, select, update

from storage.database import Database
from storage.states import DeliveryKind, DeliveryState
from storage.tables.access import approvals, people
from storage.tables.chats import chats, subscriptions
from storage.tables.notices import notices
from storage.tables.pushes import deliveries
from storage.upkeep.readable import readable

# A chat's name: its title, or what the person, or the group, was called when they were let in.
_KEPT = (chats.c.title, people.c.name, approvals.c.title)
_NAME = func.coalesce(*(func.nullif(name, "") for name in _KEPT), "")


@dataclass(frozen=True, slots=True)
class Batch:
    """All deliveries of one thing: the quote of a date, or one notice."""

    local_date: date
    kind: DeliveryKind = DeliveryKind.QUOTE
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many deliveries of a batch are in a state for a reason."""

    state: DeliveryState
    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class Addressee:
    """A delivery by the name of its chat, which may be empty."""

    delivery_id: int
    chat_id: int
    title: str

    @property
    def name(self) -> str:
        """Return what to call the chat."""
        return self.title or str(self.chat_id)


@dataclass(frozen=True, slots=True)
class Came:
    """What was pushed to a chat last, when, and by which message."""

    kind: DeliveryKind
    at: datetime
    message_id: int
    thread_id: int | None


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A message to an operator that is in their chat; `content` says what it shows."""

    id: int
    local_date: date
    chat_id: int
    kind: DeliveryKind
    notice: str
    content: str
    message_id: int


class PushReportStore:
    """Reads deliveries; writes only what an operator's message shows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tally(self, batch: Batch) -> list[Tally]:
        """Count the batch by state and reason."""
        query = (
            select(deliveries.c.state, deliveries.c.reason, func.count())
            .where(_of(batch))
            .group_by(deliveries.c.state, deliveries.c.reason)
            .order_by(func.count().desc(), deliveries.c.reason)
        )
        async with self._database.connection() as connection:
            rows = await connection.execute(query)
            return [Tally(DeliveryState(state), reason, number) for state, reason, number in rows]

    async def came_last(self, chat_id: int, since: datetime) -> Came | None:
        """Return what was pushed to a chat last, since then."""
        arrived = (deliveries.c.state == DeliveryState.SENT.value, deliveries.c.finished_at >= since)
        query = select(deliveries).where(deliveries.c.chat_id == chat_id, *arrived)
        newest = query.order_by(deliveries.c.finished_at.desc(), deliveries.c.id.desc()).limit(1)
        async with self._database.connection() as connection:
            row = (await connection.execute(newest)).one_or_none()
        if row is None:
            return None
        return Came(DeliveryKind(row.kind), row.finished_at, row.message_id or 0, row.thread_id)

    async def in_hand_since(self, batch: Batch, now: datetime) -> datetime | None:
        """Return since when a push is due that can go out now or is under way; None when there is none."""
        ready = and_(
            deliveries.c.state == DeliveryState.PLANNED.value,
            or_(deliveries.c.not_before.is_(None), deliveries.c.not_before <= now),
        )
        under_way = deliveries.c.state == DeliveryState.SENDING.value
        query = select(func.min(deliveries.c.due_at)).where(_of(batch), or_(ready, under_way))
        async with self._database.connection() as connection:
            since: datetime | None = await connection.scalar(query)
            return since

    async def quiz_is_wanted(self, day: date) -> bool:
        """Return whether any chat wants 每周一题 on that day of the week, or may get it late."""
        wanted = select(subscriptions.c.chat_id).where(subscriptions.c.quiz_day <= day.isoweekday())
        async with self._database.connection() as connection:
            return await connection.scalar(wanted.limit(1)) is not None

    async def named(
        self, batch: Batch, state: DeliveryState, *, reason: str | None = None, limit: int, skip: int = 0
    ) -> list[Addressee]:
        """Return a page of the deliveries in that state, with their chats' names, by id."""
        query = (
            select(deliveries.c.id, deliveries.c.chat_id, _NAME.label("title"))
            .outerjoin(chats, chats.c.chat_id == deliveries.c.chat_id)
            .outerjoin(people, people.c.user_id == deliveries.c.chat_id)
            .outerjoin(approvals, approvals.c.chat_id == deliveries.c.chat_id)
            .where(_of(batch), deliveries.c.state == state.value)
            .order_by(deliveries.c.id)
            .limit(limit)
            .offset(skip)
        )
        if reason is not None:
            query = query.where(deliveries.c.reason == reason)
        async with self._database.connection() as connection:
            rows = await connection.execute(query)
            return [Addressee(row.id, row.chat_id, row.title or "") for row in rows]

    async def ids(self, batch: Batch, state: DeliveryState) -> list[int]:
        """Return the numbers of the deliveries in that state."""
        query = select(deliveries.c.id).where(_of(batch), deliveries.c.state == state.value)
        async with self._database.connection() as connection:
            return list((await connection.scalars(query)).all())

    async def is_reported(self, day: date) -> bool:
        """Return whether an operator was told, or is to be told, what became of the quote of a day."""
        known = select(deliveries.c.id).where(
            deliveries.c.local_date == day, deliveries.c.kind == DeliveryKind.REPORT.value
        )
        async with self._database.connection() as connection:
            return await connection.scalar(known.limit(1)) is not None

    async def notice(self, notice_id: int, most: int) -> tuple[str, str, int | None]:
        """Return how a notice begins, its state (storage.states.NoticeState), and how many have read it.

        Two empty ones for no notice; None where nobody is counted.
        """
        columns = func.substr(notices.c.text, 1, most), notices.c.state, notices.c.reads
        async with self._database.connection() as connection:
            row = (await connection.execute(select(*columns).where(notices.c.id == notice_id))).one_or_none()
        return (row[0], row[1], row[2]) if row else ("", "", None)

    async def sent_since(self, batch: Batch, since: datetime) -> int:
        """Return how many deliveries of the batch went out since that moment."""
        sent = and_(deliveries.c.state == DeliveryState.SENT.value, deliveries.c.finished_at > since)
        query = select(func.count()).select_from(deliveries).where(_of(batch), sent)
        async with self._database.connection() as connection:
            return int(await connection.scalar(query) or 0)

    async def shown(self, people: Collection[int], since: date, notices_since: date) -> list[ShownReport]:
        """Return the messages about pushes that these operators have in their chats.

        Those about notices, which may be taken back days later, are returned from `notices_since` on.
        """
        of_notice = and_(deliveries.c.notice != "", deliveries.c.local_date >= notices_since)
        query = (
            select(*(deliveries.c[name] for name in ShownReport.__slots__))
            .where(
                deliveries.c.chat_id.in_(sorted(people)),
                or_(deliveries.c.local_date >= since, of_notice),
                deliveries.c.kind.in_((DeliveryKind.AHEAD.value, DeliveryKind.REPORT.value)),
                deliveries.c.state == DeliveryState.SENT.value,
                deliveries.c.message_id.is_not(None),
            )
            .order_by(deliveries.c.id)
        )
        async with self._database.connection() as connection:
            return readable(_shown, (await connection.execute(query)).mappings())

    async def now_shows(self, report_id: int, content: str) -> None:
        """Note what the message shows now."""
        change = update(deliveries).where(deliveries.c.id == report_id).values(content=content)
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(change)

    async def shows_something_else(self, chat_id: int, message_id: int) -> None:
        """Note that a tap changed the message, so that its old content is not assumed."""
        change = (
            update(deliveries)
            .where(
                deliveries.c.chat_id == chat_id,
                deliveries.c.message_id == message_id,
                deliveries.c.kind.in_((DeliveryKind.AHEAD.value, DeliveryKind.REPORT.value)),
            )
            .values(content="")
        )
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(change)

    async def adopt(self, batch: Batch, chat_id: int, message_id: int, at: datetime) -> None:
        """Make a message that is in an operator's chat already the report of `batch`."""
        insert = self._database.insert(deliveries).values(
            local_date=batch.local_date,
            chat_id=chat_id,
            kind=DeliveryKind.REPORT.value,
            notice=batch.notice,
            content="",
            due_at=at,
            state=DeliveryState.SENT.value,
            message_id=message_id,
            finished_at=at,
        )
        async with self._database.transaction() as connection:
            await connection.execute(insert.on_conflict_do_nothing())


def _of(batch: Batch) -> ColumnElement[bool]:
    return and_(
        deliveries.c.local_date == batch.local_date,
        deliveries.c.kind == batch.kind.value,
        deliveries.c.notice == batch.notice,
    )


def _shown(row: RowMapping) -> ShownReport:
    return ShownReport(**dict(row) | {"kind": DeliveryKind(row["kind"])})
