"""What a database that took the place of a newer one must not do again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Insert, RowMapping, func, select, update

from storage.database import Database
from storage.states import DeliveryKind, DeliveryState, NoticeState, RestorationKind
from storage.tables.notices import notices
from storage.tables.pushes import deliveries, restorations
from storage.tables.updates import updates
from storage.upkeep.push_marks import LOCK, PushMarks

RESTORED = "restored"
# What goes to everybody. What operators are told of it may come to them twice.
TO_OTHERS = tuple(
    kind.value
    for kind in (
        DeliveryKind.QUOTE,
        DeliveryKind.QUIZ,
        DeliveryKind.NOTICE,
        DeliveryKind.DUTY,
        DeliveryKind.TOPIC_LOST,
    )
)


@dataclass(frozen=True, slots=True)
class Restoration:
    """A row. `made_at`: when the backup was made; None when nobody knows. `until`: see the table."""

    id: int
    kind: RestorationKind
    made_at: datetime | None
    until: datetime
    settled_at: datetime | None
    unknown: int
    dropped: int
    told_at: datetime | None


class RestorationStore:
    """Each method can be called again after a crash, and changes nothing that is done already."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._marks = PushMarks(database)

    async def add(self, kind: RestorationKind, made_at: datetime | None, until: datetime) -> None:
        """Note that this database takes the place of a newer one on which a bot pushed up to `until`."""
        async with self._database.transaction() as connection:
            await connection.execute(_added(self._database, kind, made_at, until))
            mark = await self._marks.accept(connection)
        self._marks.note(mark)

    async def accept(self) -> None:
        """Note that nothing was pushed on any newer one: what is due is pushed."""
        async with self._database.transaction() as connection:
            mark = await self._marks.accept(connection)
        self._marks.note(mark)

    async def look(self, now: datetime) -> list[Restoration]:
        """Return what is still to be settled; notes that this database was put here by hand, if it was."""
        async with self._database.connection() as connection:
            found = await self._marks.compare(connection)
            new = await self._marks.is_new(connection)
        if found or new:
            await self._note(now)
        return [one for one in await self._listed() if one.settled_at is None]

    async def _note(self, now: datetime) -> None:
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, LOCK)
            pending = select(restorations.c.id).where(restorations.c.settled_at.is_(None)).limit(1)
            found = await self._marks.compare(connection)  # another process may have been faster
            if found and await connection.scalar(pending) is None:
                await connection.execute(_added(self._database, found, await self._newest(), now))
            mark = await self._marks.accept(connection)
        self._marks.note(mark)

    async def _newest(self) -> datetime | None:
        """Return when the newest thing happened that this database knows of."""
        async with self._database.connection() as connection:
            pushed = await connection.scalar(select(func.max(deliveries.c.finished_at)))
            heard = await connection.scalar(select(func.max(updates.c.received_at)))
        return max((at for at in (pushed, heard) if at), default=None)

    async def untold(self) -> list[Restoration]:
        """Return what the operators have to be told."""
        return [one for one in await self._listed() if one.settled_at and one.told_at is None]

    async def told(self, restoration_id: int, at: datetime) -> None:
        """Note that the operators were told."""
        await self._database.write(
            update(restorations).where(restorations.c.id == restoration_id).values(told_at=at)
        )

    async def give_up_pushes(self, until: datetime, now: datetime) -> None:
        """Make unknown what was planned or under way and due by `until`: it may have gone out since."""
        open_then = (DeliveryState.PLANNED.value, DeliveryState.SENDING.value)
        gone = (
            update(deliveries)
            .where(
                deliveries.c.state.in_(open_then),
                deliveries.c.due_at <= until,
                deliveries.c.kind.in_(TO_OTHERS),
            )
            .values(
                state=DeliveryState.UNKNOWN.value,
                reason=RESTORED,
                finished_at=now,
                claimed_by=None,
            )
        )
        async with self._database.transaction() as connection:
            await connection.execute(gone)

    async def cancel_drafts(self, until: datetime, now: datetime) -> None:
        """Cancel the notices that were being written: they may have been sent since."""
        written = (NoticeState.ASKED.value, NoticeState.DRAFT.value)
        async with self._database.transaction() as connection:
            await connection.execute(
                update(notices)
                .where(notices.c.state.in_(written), notices.c.changed_at <= until)
                .values(state=NoticeState.CANCELLED.value, changed_at=now)
            )

    async def drop_updates(self, until: datetime, now: datetime) -> int:
        """Do not answer what came by `until` and was in hand: it was answered since. Return how many."""
        async with self._database.transaction() as connection:
            dropped = await connection.execute(
                update(updates)
                .where(updates.c.handled_at.is_(None), updates.c.received_at <= until)
                .values(handled_at=now, payload=None)
            )
            return dropped.rowcount

    async def settled(self, restoration_id: int, dropped: int, at: datetime) -> None:
        """Note that all of it is done; the first process that comes to it says how much there was."""
        count = (
            select(func.count())
            .select_from(deliveries)
            .where(
                deliveries.c.state == DeliveryState.UNKNOWN.value,
                deliveries.c.reason == RESTORED,
                deliveries.c.due_at <= restorations.c.until,
            )
            .scalar_subquery()
        )
        one = restorations.c.id == restoration_id
        async with self._database.transaction() as connection:
            await connection.execute(
                update(restorations)
                .where(one, restorations.c.settled_at.is_(None))
                .values(settled_at=at, dropped=dropped, unknown=count)
            )

    async def _listed(self) -> list[Restoration]:
        query = select(restorations).order_by(restorations.c.id)
        async with self._database.connection() as connection:
            rows: Sequence[RowMapping] = (await connection.execute(query)).mappings().all()
        return [Restoration(**{**row, "kind": RestorationKind(row["kind"])}) for row in rows]


def _added(database: Database, kind: RestorationKind, made_at: datetime | None, until: datetime) -> Insert:
    return database.insert(restorations).values(
        kind=kind.value, made_at=made_at, until=until, unknown=0, dropped=0
    )
