"""The pushes: each is stored as a row before it is sent, and is sent at most once.

The way of a row: `plan` -> `claim` (this process will see to it, as long as it lives) -> `begin` (committed as
sending, just before the request) -> `finish` or `postpone`. If a process dies in between, `recover` frees a
claimed row and makes a sending one unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy import (
    ColumnElement,
    Update,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from storage.database import Database
from storage.pushes.delivery_rows import (
    OPEN,
    Delivery,
    NewDelivery,
    as_rows,
    held_by,
    is_planned,
    read_delivery,
)
from storage.states import DeliveryKind, DeliveryState
from storage.tables.pushes import deliveries
from storage.tables.updates import owners
from storage.updates.owners import Share
from storage.upkeep.push_marks import PushMarks
from storage.upkeep.readable import readable
from storage.upkeep.set_back import bring_forward

CHUNK = 500  # rows in one transaction while planning, so that the event loop and other writers are not blocked


@dataclass(frozen=True, slots=True)
class Left:
    """What `recover` found: rows now unknown, and how many claims it gave back."""

    unknown: list[Delivery]
    released: int


class DeliveryStore:
    """Every change of state requires the state before it, so two processes cannot both make it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._marks = PushMarks(database)

    async def plan(self, rows: Iterable[NewDelivery]) -> int:
        """Insert the pushes that are not there yet; return how many were new.

        A push is the same when date, chat, kind and notice are. Takes any number of rows, a chunk at a time.
        """
        planned = 0
        insert = self._database.insert(deliveries).on_conflict_do_nothing()
        source = iter(rows)
        while chunk := list(islice(source, CHUNK)):
            # Always in the same order, so that two processes that plan the same rows cannot deadlock.
            chunk.sort(key=lambda row: (row.local_date, row.chat_id, row.kind, row.notice))
            async with self._database.transaction() as connection:
                # Without RETURNING: that is three times as slow on PostgreSQL.
                inserted = await connection.execute(
                    insert, list(as_rows(chunk)), execution_options={"preserve_rowcount": True}
                )
                planned += inserted.rowcount
        return planned

    async def claim(self, share: Share, now: datetime, limit: int) -> list[Delivery]:
        """Reserve up to `limit` planned pushes of `share` that are due, oldest first, and return them.

        While its owner lives nobody else gets them. They stay planned: each still has to be begun.
        """
        ready = (
            select(deliveries.c.id)
            .where(
                is_planned,
                deliveries.c.due_at <= now,
                or_(deliveries.c.not_before.is_(None), deliveries.c.not_before <= now),
                deliveries.c.claimed_by.is_(None),
                share.condition(deliveries.c.chat_id),
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
                .values(claimed_by=share.owner)
                .returning(deliveries)
            )
            found = readable(read_delivery, claimed.mappings())
        return sorted(found, key=lambda one: (one.due_at, one.id))

    async def begin(self, delivery_id: int, holder: str) -> bool:
        """Store that the request is made now. False: do not send; the row is no longer yours or planned.

        After a crash the row is found sending: it may have gone out.
        """
        values = {"state": DeliveryState.SENDING.value, "attempts": deliveries.c.attempts + 1, "reason": ""}
        ours = and_(deliveries.c.id == delivery_id, is_planned, deliveries.c.claimed_by == holder)
        async with self._database.transaction() as connection:
            begun = (await connection.execute(update(deliveries).where(ours).values(values))).rowcount == 1
            mark = await self._marks.count(connection) if begun else None
        self._marks.note(mark)
        return begun

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

        An outcome that comes after the row was given up still counts, as long as nobody has claimed the row
        again: give `holder` to have that looked at. A power failure may lose the last outcomes; their rows
        are then found sending, and become unknown.
        """
        if state in {DeliveryState.PLANNED, DeliveryState.SENDING}:
            raise ValueError(f"{state} is no end")
        return await self._change(
            update(deliveries)
            .where(deliveries.c.id == delivery_id, deliveries.c.state.in_(OPEN), held_by(holder))
            .values(
                state=state.value,
                reason=reason,
                message_id=message_id,
                finished_at=at,
                claimed_by=None,
            ),
            durable=False,
        )

    async def postpone(
        self, delivery_id: int, not_before: datetime, *, reason: str, holder: str | None = None
    ) -> bool:
        """Make a row planned again that surely did not go out; it can be claimed from `not_before` on.

        `holder` as in `finish`.
        """
        return await self._change(
            update(deliveries)
            .where(deliveries.c.id == delivery_id, deliveries.c.state.in_(OPEN), held_by(holder))
            .values(
                state=DeliveryState.PLANNED.value,
                not_before=not_before,
                reason=reason,
                finished_at=None,
                claimed_by=None,
            )
        )

    async def release(self, holder: str) -> int:
        """Give back what `holder` claimed and has not begun, as when it stops; return how many."""
        async with self._database.transaction() as connection:
            given_back = await connection.execute(
                update(deliveries).where(deliveries.c.claimed_by == holder, is_planned).values(claimed_by=None)
            )
            return given_back.rowcount

    async def recover(self, now: datetime, *, own: str = "", reason: str = "holder died") -> Left:
        """Make rows unknown whose holder died while sending them, and free those that were only claimed.

        `own`: an owner that has nothing under way, so that what it holds was left by a failure; it counts too.
        """
        lives = select(owners.c.id).where(owners.c.id == deliveries.c.claimed_by).exists()
        out = and_(deliveries.c.claimed_by.is_not(None), or_(deliveries.c.claimed_by == own, ~lives))
        async with self._database.connection() as connection:
            if not await connection.scalar(select(deliveries.c.id).where(out).limit(1)):
                return Left([], 0)
        async with self._database.transaction() as connection:
            unknown = await connection.execute(
                update(deliveries)
                .where(out, deliveries.c.state == DeliveryState.SENDING.value)
                .values(
                    state=DeliveryState.UNKNOWN.value,
                    reason=reason,
                    finished_at=now,
                    claimed_by=None,
                )
                .returning(deliveries)
            )
            found = readable(read_delivery, unknown.mappings())
            released = await connection.execute(
                update(deliveries).where(out, is_planned).values(claimed_by=None)
            )
        return Left(sorted(found, key=lambda one: one.id), released.rowcount)

    async def bring_forward(self, now: datetime) -> int:
        """Bring forward what waits for a moment from before the clock was set back; return how many."""
        return await bring_forward(self._database, now)

    async def skip_overdue(self, now: datetime, due_before: datetime, *, reason: str = "overdue") -> int:
        """Skip what each chat gets at its hour, still planned though due before `due_before`; return how many.

        `due_before` is the later of now less the catch-up and the start of the day in the zone of the
        pushes. Claimed rows are left to their holders.
        """
        by_hour = deliveries.c.kind.in_(kind.value for kind in DeliveryKind if kind.is_by_hour)
        return await self._skip(now, reason, and_(by_hour, deliveries.c.due_at < due_before))

    async def forget_skipped(self, now: datetime, today: date, *, reason: str = "overdue") -> int:
        """Delete rows skipped as overdue that are not due yet: the clock was set back. Return how many."""
        wrongly = and_(
            deliveries.c.local_date >= today,
            deliveries.c.due_at > now,
            deliveries.c.state == DeliveryState.SKIPPED.value,
            deliveries.c.reason == reason,
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(delete(deliveries).where(wrongly))).rowcount

    async def skip_subscribed(self, chat_id: int, now: datetime, *, reason: str) -> int:
        """Skip what is planned for a chat that is subscribed no more; return how many."""
        by_subscription = deliveries.c.kind.in_(
            kind.value for kind in DeliveryKind if kind.comes_by_subscription
        )
        return await self._skip(now, reason, and_(by_subscription, deliveries.c.chat_id == chat_id))

    async def skip_chat(self, chat_id: int, now: datetime, *, reason: str) -> int:
        """Skip what is planned to be said in a chat that cannot be written to any more; return how many."""
        said = deliveries.c.kind.in_(kind.value for kind in DeliveryKind if kind.says_something)
        return await self._skip(now, reason, and_(said, deliveries.c.chat_id == chat_id))

    async def send_again(self, delivery_ids: Iterable[int], now: datetime) -> int:
        """Plan unknown or failed rows again, because a person decided so; return how many."""
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
            return None if row is None else read_delivery(row)

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
            return readable(read_delivery, (await connection.execute(query)).mappings())

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

    async def count_due(self, now: datetime, share: Share | None = None) -> int:
        """Return how many planned pushes are due, claimed or not; of `share`, if it is given."""
        query = select(func.count()).select_from(deliveries).where(is_planned, deliveries.c.due_at <= now)
        if share is not None:
            query = query.where(share.condition(deliveries.c.chat_id))
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
        passed = and_(is_planned, deliveries.c.claimed_by.is_(None), which)
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
                )
            )
            return skipped.rowcount


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
