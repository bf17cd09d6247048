"""What operators are told of the pushes: sums over deliveries, chats by name, and the messages that say so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, RowMapping, and_, func, or_, select, update

from storage.database import Database
from storage.states import DeliveryKind, DeliveryState
from storage.tables import chats, deliveries, notices


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

    async def in_hand_since(self, batch: Batch, now: datetime) -> datetime | None:
        """Return since when something is due that could go out now or is under way; None when nothing is."""
        ready = and_(
            deliveries.c.state == DeliveryState.PLANNED.value,
            or_(deliveries.c.not_before.is_(None), deliveries.c.not_before <= now),
        )
        under_way = deliveries.c.state == DeliveryState.SENDING.value
        query = select(func.min(deliveries.c.due_at)).where(_of(batch), or_(ready, under_way))
        async with self._database.connection() as connection:
            since: datetime | None = await connection.scalar(query)
            return since

    async def named(
        self, batch: Batch, state: DeliveryState, *, reason: str | None = None, limit: int, skip: int = 0
    ) -> list[Addressee]:
        """Return a page of the deliveries in that state, with their chats' names, by id."""
        query = (
            select(deliveries.c.id, deliveries.c.chat_id, chats.c.title)
            .outerjoin(chats, chats.c.chat_id == deliveries.c.chat_id)
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

    async def words(self, notice_id: int, most: int) -> str:
        """Return how a notice begins."""
        query = select(func.substr(notices.c.text, 1, most)).where(notices.c.id == notice_id)
        async with self._database.connection() as connection:
            return str(await connection.scalar(query) or "")

    async def shown(self, people: Collection[int], since: date) -> list[ShownReport]:
        """Return the messages about pushes that these operators have in their chats."""
        query = (
            select(*(deliveries.c[name] for name in ShownReport.__slots__))
            .where(
                deliveries.c.chat_id.in_(sorted(people)),
                deliveries.c.local_date >= since,
                deliveries.c.kind.in_((DeliveryKind.AHEAD.value, DeliveryKind.REPORT.value)),
                deliveries.c.state == DeliveryState.SENT.value,
                deliveries.c.message_id.is_not(None),
            )
            .order_by(deliveries.c.id)
        )
        async with self._database.connection() as connection:
            return [_shown(row) for row in (await connection.execute(query)).mappings()]

    async def now_shows(self, report_id: int, content: str) -> None:
        """Note what the message shows now."""
        change = update(deliveries).where(deliveries.c.id == report_id).values(content=content)
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(change)

    async def shows_something_else(self, chat_id: int, message_id: int) -> None:
        """Note that the message was changed at a tap, so that nobody takes it for what it was."""
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
