"""Batches of ways of asking: drafted, filled task by task, sampled, taken in and withdrawn as one."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, RowMapping, Select, and_, delete, func, insert, or_, select, update

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.people.audit import AuditEntry, write_down
from storage.states import BatchState, WriterKind
from storage.tables.ways import way_batches, way_tasks, ways

FILL_LOCK = "ways"
A_SKEW = timedelta(minutes=5)  # between the clocks of two machines
UNSETTLED = frozenset({BatchState.FILLING, BatchState.PAUSED, BatchState.READY})
# What a batch may be taken in from: what is there counts, even if some tasks were never filled.
TAKEABLE = frozenset({BatchState.PAUSED, BatchState.READY, BatchState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it stands.

    `done` of its `tasks` are filled; `usable` ways are left when `refused` and `bad` (an editor's word) are not
    counted. `message_id` is our message, in the chat of `user_id`, that shows how far it is.
    """

    id: int
    slug: str
    kind: WriterKind
    writer: str
    state: BatchState
    user_id: int | None
    message_id: int | None
    fault: str
    gain: str
    made_at: datetime
    changed_at: datetime
    tasks: int
    done: int
    usable: int
    refused: int
    bad: int


@dataclass(frozen=True, slots=True)
class NewBatch:
    """What a batch is begun with. `user_id` None: the command line."""

    slug: str
    kind: WriterKind
    writer: str
    user_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredWay:
    """A way of asking of a batch; `refused` says why it cannot be used, `id` 0: not stored yet."""

    asker: str
    question: str
    text: str
    about: str
    refused: str = ""
    bad: bool = False
    id: int = 0


class WayBatchStore:
    """A change of a batch says in which state it must be; False: somebody else was first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, batch: NewBatch, tasks: Sequence[str]) -> int | None:
        """Begin a batch that is to be filled; None: one of that speech is being filled."""
        busy = and_(way_batches.c.slug == batch.slug, way_batches.c.state == BatchState.FILLING.value)
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, FILL_LOCK)
            if await connection.scalar(select(way_batches.c.id).where(busy)):
                return None
            number = await self._add(connection, batch, BatchState.FILLING)
            rows = [
                {"batch_id": number, "task": task, "position": place, "done": False, "attempts": 0}
                for place, task in enumerate(tasks)
            ]
            if rows:
                await connection.execute(insert(way_tasks), rows)
            return number

    async def bring(self, batch: NewBatch, brought: Sequence[StoredWay]) -> int:
        """Keep a batch that came filled."""
        async with self._database.transaction() as connection:
            number = await self._add(connection, batch, BatchState.READY)
            await _keep(connection, number, brought)
            return number

    async def of(self, number: int) -> Batch | None:
        """Return a batch; None once it is dropped."""
        async with self._database.connection() as connection:
            row = (
                (await connection.execute(_counted().where(way_batches.c.id == number)))
                .mappings()
                .one_or_none()
            )
            return None if row is None else _batch(row)

    async def listed(self) -> list[Batch]:
        """Return every batch, the oldest first."""
        async with self._database.connection() as connection:
            return [
                _batch(row)
                for row in (await connection.execute(_counted().order_by(way_batches.c.id))).mappings()
            ]

    async def waiting(self) -> list[int]:
        """Return the batches that are to be filled, the oldest first."""
        filling = way_batches.c.state == BatchState.FILLING.value
        query = select(way_batches.c.id).where(filling).order_by(way_batches.c.id)
        async with self._database.connection() as connection:
            return list(await connection.scalars(query))

    async def claim(self, number: int, holder: str, now: datetime, until: datetime) -> bool:
        """Hold a batch that is to be filled for one process; False: another one does, or it is not any more."""
        free = or_(
            way_batches.c.holder.in_(["", holder]),
            way_batches.c.held_until.is_(None),
            way_batches.c.held_until < now,
            way_batches.c.held_until > until + A_SKEW,  # from before the clock was set back
        )
        change = (
            update(way_batches)
            .where(_is(number, BatchState.FILLING), free)
            .values(holder=holder, held_until=until)
        )
        return await self._database.write(change)

    async def release(self, number: int, holder: str) -> None:
        """Let others fill a batch."""
        held = and_(way_batches.c.id == number, way_batches.c.holder == holder)
        await self._database.write(update(way_batches).where(held).values(holder="", held_until=None))

    async def forget_holders(self, prefix: str) -> None:
        """Let go of every batch that a process whose name begins so holds: it is known to be dead."""
        held = way_batches.c.holder.startswith(prefix, autoescape=True)
        await self._database.write(update(way_batches).where(held).values(holder="", held_until=None))

    async def open_tasks(self, number: int) -> list[tuple[str, int]]:
        """Return the tasks that nobody has filled, and how often that was tried, the least tried first."""
        query = (
            select(way_tasks.c.task, way_tasks.c.attempts)
            .where(way_tasks.c.batch_id == number, ~way_tasks.c.done)
            .order_by(way_tasks.c.attempts, way_tasks.c.position)
        )
        async with self._database.connection() as connection:
            return [(row.task, row.attempts) for row in await connection.execute(query)]

    async def fill(self, number: int, task: str, written: Sequence[StoredWay], at: datetime) -> bool:
        """Keep what was written for a task, once; False: it is filled already, or the batch has gone on."""
        done = (
            update(way_tasks)
            .where(way_tasks.c.batch_id == number, way_tasks.c.task == task, ~way_tasks.c.done)
            .values(done=True)
        )
        touched = update(way_batches).where(_is(number, BatchState.FILLING)).values(changed_at=at)
        async with self._database.transaction() as connection:
            if not (await connection.execute(touched)).rowcount:
                return False
            if not (await connection.execute(done)).rowcount:
                return False
            await _keep(connection, number, written)
            return True

    async def fail(self, number: int, task: str, fault: str) -> None:
        """Note that a task was tried in vain, and why; it stays open."""
        tried = and_(way_tasks.c.batch_id == number, way_tasks.c.task == task)
        once_more = update(way_tasks).where(tried).values(attempts=way_tasks.c.attempts + 1)
        why = update(way_batches).where(_is(number, BatchState.FILLING)).values(fault=fault)
        async with self._database.transaction() as connection:
            await connection.execute(once_more)
            await connection.execute(why)

    async def move(
        self, number: int, state: BatchState, of: Collection[BatchState], at: datetime, fault: str = ""
    ) -> bool:
        """Put a batch that is in one of these states into another; nobody fills it then."""
        change = (
            update(way_batches)
            .where(_is(number, *of))
            .values(state=state.value, fault=fault, holder="", held_until=None, changed_at=at)
        )
        return await self._database.write(change)

    async def again(self, number: int, at: datetime) -> bool:
        """Let a batch that stands still go on; what was tried in vain counts anew.

        False: another batch of that speech is being filled, or this one does not stand still.
        """
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, FILL_LOCK)
            slug = select(way_batches.c.slug).where(way_batches.c.id == number).scalar_subquery()
            busy = and_(way_batches.c.slug == slug, way_batches.c.state == BatchState.FILLING.value)
            if await connection.scalar(select(way_batches.c.id).where(busy)):
                return False
            values = {"state": BatchState.FILLING.value, "fault": "", "changed_at": at, "gain": ""}
            still = update(way_batches).where(_is(number, BatchState.PAUSED, BatchState.READY)).values(values)
            if not (await connection.execute(still)).rowcount:
                return False
            await connection.execute(update(way_tasks).where(way_tasks.c.batch_id == number).values(attempts=0))
            return True

    async def show_in(self, number: int, message_id: int) -> None:
        """Note which message shows how far the batch is."""
        await self._database.write(
            update(way_batches).where(way_batches.c.id == number).values(message_id=message_id)
        )

    async def ways(self, number: int) -> list[StoredWay]:
        """Return everything that was written for a batch, in the order it came."""
        columns = [ways.c[name] for name in StoredWay.__slots__]
        query = select(*columns).where(ways.c.batch_id == number).order_by(ways.c.id)
        async with self._database.connection() as connection:
            return [StoredWay(**row) for row in (await connection.execute(query)).mappings()]

    async def judge(self, number: int, way: int, *, bad: bool) -> bool:
        """Note an editor's word on a way of a batch that is not taken in yet; what was measured is no more."""
        change = update(ways).where(ways.c.batch_id == number, ways.c.id == way).values(bad=bad)
        unmeasured = update(way_batches).where(_is(number, *UNSETTLED)).values(gain="")
        async with self._database.transaction() as connection:
            if not (await connection.execute(unmeasured)).rowcount:
                return False
            return bool((await connection.execute(change)).rowcount)

    async def weigh(self, number: int, gain: str) -> None:
        """Keep what was measured of a batch."""
        await self._database.write(update(way_batches).where(way_batches.c.id == number).values(gain=gain))

    async def take(self, number: int, entry: AuditEntry) -> bool:
        """Take a batch into use, with its entry in the log."""
        return await self._settle(number, BatchState.TAKEN, TAKEABLE, entry)

    async def withdraw(self, number: int, entry: AuditEntry) -> bool:
        """Take a batch out of use, all of it, with its entry in the log; it can be taken in again."""
        return await self._settle(number, BatchState.WITHDRAWN, {BatchState.TAKEN}, entry)

    async def drop(self, number: int, entry: AuditEntry) -> bool:
        """Forget a batch that is not in use, with everything that was written for it."""
        unused = [state for state in BatchState if state is not BatchState.TAKEN]
        async with self._database.transaction() as connection:
            gone = await connection.execute(delete(way_batches).where(_is(number, *unused)))
            if not gone.rowcount:
                return False
            await connection.execute(delete(way_tasks).where(way_tasks.c.batch_id == number))
            await connection.execute(delete(ways).where(ways.c.batch_id == number))
            await write_down(connection, entry)
            return True

    async def in_use(self) -> list[tuple[Batch, StoredWay]]:
        """Return the ways of asking of every batch that is taken in, with their batch, the oldest first."""
        batches = {one.id: one for one in await self.listed() if one.state is BatchState.TAKEN}
        columns = [ways.c[name] for name in StoredWay.__slots__]
        query = (
            select(ways.c.batch_id, *columns)
            .where(ways.c.batch_id.in_(batches), ways.c.refused == "", ~ways.c.bad)
            .order_by(ways.c.id)
        )
        found: list[tuple[Batch, StoredWay]] = []
        async with self._database.connection() as connection:
            for row in (await connection.execute(query)).mappings():
                fields = dict(row)
                found.append((batches[fields.pop("batch_id")], StoredWay(**fields)))
        return found

    async def fingerprint(self) -> str:
        """Return a word that changes whenever `in_use` does: which batches are taken in; none ever changes."""
        taken = way_batches.c.state == BatchState.TAKEN.value
        query = select(way_batches.c.id).where(taken).order_by(way_batches.c.id)
        async with self._database.connection() as connection:
            return ".".join(str(number) for number in await connection.scalars(query)) or "-"

    async def _add(self, connection: AsyncConnection, batch: NewBatch, state: BatchState) -> int:
        values = asdict(batch)
        values["made_at"] = values["changed_at"] = values.pop("at")
        empty = {"state": state.value, "fault": "", "gain": "", "holder": ""}
        new = self._database.insert(way_batches).values(values | empty).returning(way_batches.c.id)
        return int((await connection.execute(new)).scalar_one())

    async def _settle(
        self, number: int, state: BatchState, of: Collection[BatchState], entry: AuditEntry
    ) -> bool:
        change = (
            update(way_batches)
            .where(_is(number, *of))
            .values(state=state.value, fault="", holder="", held_until=None, changed_at=entry.at)
        )
        async with self._database.transaction() as connection:
            if not (await connection.execute(change)).rowcount:
                return False
            await write_down(connection, entry)
            return True


async def _keep(connection: AsyncConnection, number: int, written: Sequence[StoredWay]) -> None:
    rows = [asdict(one) | {"batch_id": number} for one in written]
    for row in rows:
        del row["id"]
    if rows:
        await connection.execute(insert(ways), rows)


def _is(number: int, *states: BatchState) -> ColumnElement[bool]:
    return and_(way_batches.c.id == number, way_batches.c.state.in_([state.value for state in states]))


def _counted() -> Select[tuple[object, ...]]:
    """Return the query for batches with how much of each there is."""

    def count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
        return select(func.count()).where(*conditions).scalar_subquery()

    of_batch, tasks = ways.c.batch_id == way_batches.c.id, way_tasks.c.batch_id == way_batches.c.id
    return select(
        way_batches,
        count(tasks).label("tasks"),
        count(tasks, way_tasks.c.done).label("done"),
        count(of_batch, ways.c.refused == "", ~ways.c.bad).label("usable"),
        count(of_batch, ways.c.refused != "").label("refused"),
        count(of_batch, ways.c.bad).label("bad"),
    )


def _batch(row: RowMapping) -> Batch:
    fields = {name: row[name] for name in Batch.__slots__}
    return Batch(**fields | {"kind": WriterKind(row["kind"]), "state": BatchState(row["state"])})
