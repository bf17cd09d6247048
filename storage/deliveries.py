"""The pushes: each is a row before it is a message, and is sent at most once.

The way of a row: `plan` -> `claim` (this process will see to it, for the length of a lease) -> `begin`
(committed as sending, just before the request) -> `finish` or `postpone`. Who dies on the way leaves a
lease that runs out: `expire_leases` returns a claimed row to the others and calls a sending one unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Update,
    and_,
    delete,
    func,
    literal_column,
    or_,
    select,
    true,
    update,
)

from storage.database import Database
from storage.states import DeliveryKind, DeliveryState
from storage.tables import deliveries

# A literal, not a parameter: only then can both engines see that the index of planned rows answers it.
is_planned = deliveries.c.state == literal_column(f"'{DeliveryState.PLANNED.value}'")
CHUNK = 500  # rows a transaction while planning: the event loop and other writers get their turn between
# Long afterwards, a late answer to a request whose lease ran out still tells what became of it.
OPEN = (DeliveryState.PLANNED.value, DeliveryState.SENDING.value, DeliveryState.UNKNOWN.value)


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A push to plan. SKIPPED with a reason notes one that is not to be sent, so that it is seen."""

    local_date: date
    chat_id: int
    content: str
    due_at: datetime
    thread_id: int | None = None
    kind: DeliveryKind = DeliveryKind.QUOTE
    notice: str = ""
    state: DeliveryState = DeliveryState.PLANNED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row. `attempts` counts requests that were begun."""

    id: int
    local_date: date
    chat_id: int
    kind: DeliveryKind
    notice: str
    thread_id: int | None
    content: str
    due_at: datetime
    state: DeliveryState
    attempts: int
    not_before: datetime | None
    reason: str
    message_id: int | None
    claimed_by: str | None
    lease_until: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Expired:
    """What `expire_leases` found: rows now unknown, and how many claims it gave back."""

    unknown: list[Delivery]
    released: int


class DeliveryStore:
    """Every change of state asks for the state it starts from, so two processes cannot both make it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, rows: Iterable[NewDelivery]) -> int:
        """Insert the pushes that are not there yet; return how many were not.

        A push is the same when date, chat, kind and notice are. Takes any number of rows, a chunk at a time.
        """
        planned = 0
        insert = self._database.insert(deliveries).on_conflict_do_nothing()
        source = iter(rows)
        while chunk := list(islice(source, CHUNK)):
            # In one order, so that two processes that plan the same never wait for each other in a circle.
            chunk.sort(key=lambda row: (row.local_date, row.chat_id, row.kind, row.notice))
            async with self._database.transaction() as connection:
                # Without RETURNING: that is three times as slow on PostgreSQL.
                inserted = await connection.execute(
                    insert, list(_new(chunk)), execution_options={"preserve_rowcount": True}
                )
                planned += inserted.rowcount
        return planned

    async def claim(self, holder: str, now: datetime, lease_until: datetime, limit: int) -> list[Delivery]:
        """Reserve up to `limit` planned pushes that are due, oldest first, and return them.

        Until `lease_until` nobody else gets them. They stay planned: each still has to be begun.
        """
        free = or_(deliveries.c.claimed_by.is_(None), deliveries.c.lease_until <= now)
        ready = (
            select(deliveries.c.id)
            .where(
                is_planned,
                deliveries.c.due_at <= now,
                or_(deliveries.c.not_before.is_(None), deliveries.c.not_before <= now),
                free,
            )
            .order_by(deliveries.c.due_at, deliveries.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        async with self._database.transaction() as connection:
            chosen = (await connection.scalars(ready)).all()
            if not chosen:
                return []
            claimed = await connection.execute(
                update(deliveries)
                .where(deliveries.c.id.in_(chosen))
                .values(claimed_by=holder, lease_until=lease_until)
                .returning(deliveries)
            )
            found = [_delivery(row) for row in claimed.mappings()]
        return sorted(found, key=lambda one: (one.due_at, one.id))

    async def begin(
        self, delivery_id: int, holder: str, now: datetime, *, lease_until: datetime | None = None
    ) -> bool:
        """Commit that the request is about to go out. False: do not send; it is no longer yours or planned.

        After a crash the row is found sending: it may have gone out. `lease_until` prolongs the claim.
        """
        values: dict[str, object] = {
            "state": DeliveryState.SENDING.value,
            "attempts": deliveries.c.attempts + 1,
            "reason": "",
        }
        if lease_until is not None:
            values["lease_until"] = lease_until
        return await self._change(
            update(deliveries)
            .where(
                deliveries.c.id == delivery_id,
                is_planned,
                deliveries.c.claimed_by == holder,
                deliveries.c.lease_until > now,
            )
            .values(values)
        )

    async def finish(
        self,
        delivery_id: int,
        state: DeliveryState,
        at: datetime,
        *,
        reason: str = "",
        message_id: int | None = None,
        holder: str | None = None,
    ) -> bool:
        """Record how it ended: SENT, FAILED, SKIPPED or UNKNOWN; False when it had ended already.

        An outcome that comes after the lease ran out still counts, as long as nobody has claimed the row
        again: give `holder` to have that looked at. A power failure may lose the last outcomes; their rows
        are then found sending, and become unknown.
        """
        if state in {DeliveryState.PLANNED, DeliveryState.SENDING}:
            raise ValueError(f"{state} is no end")
        return await self._change(
            update(deliveries)
            .where(deliveries.c.id == delivery_id, deliveries.c.state.in_(OPEN), _held_by(holder))
            .values(
                state=state.value,
                reason=reason,
                message_id=message_id,
                finished_at=at,
                claimed_by=None,
                lease_until=None,
            ),
            durable=False,
        )

    async def postpone(
        self, delivery_id: int, not_before: datetime, *, reason: str, holder: str | None = None
    ) -> bool:
        """Return to planned what surely did not go out, to be claimed from `not_before` on.

        `holder` as in `finish`.
        """
        return await self._change(
            update(deliveries)
            .where(deliveries.c.id == delivery_id, deliveries.c.state.in_(OPEN), _held_by(holder))
            .values(
                state=DeliveryState.PLANNED.value,
                not_before=not_before,
                reason=reason,
                finished_at=None,
                claimed_by=None,
                lease_until=None,
            )
        )

    async def release(self, holder: str) -> int:
        """Give back what `holder` claimed and has not begun, as when it stops; return how many."""
        async with self._database.transaction() as connection:
            given_back = await connection.execute(
                update(deliveries)
                .where(deliveries.c.claimed_by == holder, is_planned)
                .values(claimed_by=None, lease_until=None)
            )
            return given_back.rowcount

    async def expire_leases(self, now: datetime, *, reason: str = "lease expired") -> Expired:
        """Call unknown what was being sent when its holder died, and free what was merely claimed."""
        out = and_(deliveries.c.lease_until.is_not(None), deliveries.c.lease_until <= now)
        async with self._database.connection() as connection:
            if not await connection.scalar(select(deliveries.c.id).where(out).limit(1)):
                return Expired([], 0)
        async with self._database.transaction() as connection:
            unknown = await connection.execute(
                update(deliveries)
                .where(out, deliveries.c.state == DeliveryState.SENDING.value)
                .values(
                    state=DeliveryState.UNKNOWN.value,
                    reason=reason,
                    finished_at=now,
                    claimed_by=None,
                    lease_until=None,
                )
                .returning(deliveries)
            )
            found = [_delivery(row) for row in unknown.mappings()]
            released = await connection.execute(
                update(deliveries).where(out, is_planned).values(claimed_by=None, lease_until=None)
            )
        return Expired(sorted(found, key=lambda one: one.id), released.rowcount)

    async def skip_overdue(self, now: datetime, due_before: datetime, *, reason: str = "overdue") -> int:
        """Skip the quotes still planned though they were due before `due_before`; return how many.

        `due_before` is the later of now less the catch-up and the start of the day in the zone of the
        pushes. What somebody has claimed is left to them.
        """
        quotes = deliveries.c.kind == DeliveryKind.QUOTE.value
        return await self._skip(now, reason, and_(quotes, deliveries.c.due_at < due_before))

    async def forget_skipped(self, now: datetime, today: date, *, reason: str = "overdue") -> int:
        """Delete what was skipped as overdue and is not even due: the clock was set back. Return how many."""
        wrongly = and_(
            deliveries.c.local_date >= today,
            deliveries.c.due_at > now,
            deliveries.c.state == DeliveryState.SKIPPED.value,
            deliveries.c.reason == reason,
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(delete(deliveries).where(wrongly))).rowcount

    async def skip_chat(self, chat_id: int, now: datetime, *, reason: str) -> int:
        """Skip what is planned for a chat that wants nothing any more; return how many."""
        return await self._skip(now, reason, deliveries.c.chat_id == chat_id)

    async def send_again(self, delivery_ids: Iterable[int], now: datetime) -> int:
        """Plan anew what is unknown or failed, because a person said so; return how many."""
        again = (DeliveryState.UNKNOWN.value, DeliveryState.FAILED.value)
        renewed = {
            "state": DeliveryState.PLANNED.value,
            "due_at": now,
            "not_before": None,
            "reason": "",
            "finished_at": None,
        }
        changed = 0
        for chunk in _chunks(sorted(set(delivery_ids))):
            async with self._database.transaction() as connection:
                done = await connection.execute(
                    update(deliveries)
                    .where(deliveries.c.id.in_(chunk), deliveries.c.state.in_(again))
                    .values(renewed)
                )
                changed += done.rowcount
        return changed

    async def of(self, delivery_id: int) -> Delivery | None:
        """Return one push."""
        async with self._database.connection() as connection:
            rows = await connection.execute(select(deliveries).where(deliveries.c.id == delivery_id))
            row = rows.mappings().one_or_none()
            return None if row is None else _delivery(row)

    async def listed(
        self,
        *,
        state: DeliveryState | None = None,
        local_date: date | None = None,
        chat_id: int | None = None,
        after_id: int = 0,
        limit: int = 100,
    ) -> list[Delivery]:
        """Return a page of the pushes that fit everything given, by id."""
        query = select(deliveries).where(deliveries.c.id > after_id).order_by(deliveries.c.id).limit(limit)
        if state is not None:
            query = query.where(deliveries.c.state == state.value)
        if local_date is not None:
            query = query.where(deliveries.c.local_date == local_date)
        if chat_id is not None:
            query = query.where(deliveries.c.chat_id == chat_id)
        async with self._database.connection() as connection:
            return [_delivery(row) for row in (await connection.execute(query)).mappings()]

    async def counts(self, local_date: date) -> dict[DeliveryState, int]:
        """Return how many pushes of the date are in each state; states without any are left out."""
        query = (
            select(deliveries.c.state, func.count())
            .where(deliveries.c.local_date == local_date)
            .group_by(deliveries.c.state)
        )
        async with self._database.connection() as connection:
            rows = await connection.execute(query)
            return {DeliveryState(state): number for state, number in rows}

    async def count_due(self, now: datetime) -> int:
        """Return how many planned pushes are due, claimed or not."""
        query = select(func.count()).select_from(deliveries).where(is_planned, deliveries.c.due_at <= now)
        async with self._database.connection() as connection:
            return (await connection.execute(query)).scalar_one()

    async def prune(self, before: date) -> int:
        """Delete the pushes of dates before `before` that have ended; return how many."""
        ended = deliveries.c.finished_at.is_not(None)
        async with self._database.transaction(durable=False) as connection:
            gone = await connection.execute(delete(deliveries).where(deliveries.c.local_date < before, ended))
            return gone.rowcount

    async def _change(self, change: Update, *, durable: bool = True) -> bool:
        async with self._database.transaction(durable=durable) as connection:
            return (await connection.execute(change)).rowcount == 1

    async def _skip(self, now: datetime, reason: str, which: ColumnElement[bool]) -> int:
        free = or_(deliveries.c.claimed_by.is_(None), deliveries.c.lease_until <= now)
        passed = and_(is_planned, free, which)
        async with self._database.connection() as connection:
            if not await connection.scalar(select(deliveries.c.id).where(passed).limit(1)):
                return 0
        async with self._database.transaction() as connection:
            skipped = await connection.execute(
                update(deliveries)
                .where(passed)
                .values(
                    state=DeliveryState.SKIPPED.value,
                    reason=reason,
                    finished_at=now,
                    claimed_by=None,
                    lease_until=None,
                )
            )
            return skipped.rowcount


def _held_by(holder: str | None) -> ColumnElement[bool]:
    if holder is None:
        return true()
    return or_(deliveries.c.claimed_by.is_(None), deliveries.c.claimed_by == holder)


def _new(rows: Iterable[NewDelivery]) -> Iterator[dict[str, object]]:
    for row in rows:
        yield {
            "local_date": row.local_date,
            "chat_id": row.chat_id,
            "kind": row.kind.value,
            "notice": row.notice,
            "thread_id": row.thread_id,
            "content": row.content,
            "due_at": row.due_at,
            "state": row.state.value,
            "reason": row.reason,
            "finished_at": None if row.state is DeliveryState.PLANNED else row.due_at,
        }


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _delivery(row: RowMapping) -> Delivery:
    return Delivery(**dict(row) | {"kind": DeliveryKind(row["kind"]), "state": DeliveryState(row["state"])})
