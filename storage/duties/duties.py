"""Duties, whom they concern, and their turns. Every change of state requires the state before it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import RowMapping, and_, case, delete, exists, func, insert, select, update

from core.duties import Recurs
from storage.database import Database
from storage.duties.leavers import REACHED
from storage.engine.engine import AsyncConnection
from storage.people.audit import AuditEntry, write_down
from storage.states import DutyState
from storage.tables.chats import chats
from storage.tables.duties import duties, duty_leavers, duty_people, duty_turns
from storage.upkeep.readable import readable

Notes = Mapping[int, AuditEntry]  # what the log says of each person
NO_NOTES: Notes = {}
WITHOUT_FORM = [column for column in duties.c if column.name != "form"]


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty without its form. `recurs` None: nobody has said yet when it falls due."""

    id: int
    name: str
    recurs: Recurs | None
    hour: str
    passages: tuple[str, ...]
    form_name: str
    state: DutyState
    starts_on: date | None
    told_nobody: bool
    user_id: int | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class DutyPerson:
    """Somebody whom a duty concerns; without `agreed_on` they are not reminded."""

    duty_id: int
    user_id: int
    asked_on: date | None
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many people have a duty, have agreed to be reminded, and how many turns are open or overdue."""

    people: int = 0
    agreed: int = 0
    open: int = 0
    overdue: int = 0


class DutyStore:
    """Duties and the people they concern."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def draft(self, name: str, hour: str, user_id: int, at: datetime) -> int:
        """Store a new duty, in the place of those that this operator was drafting; return its number."""
        values = {
            "name": name,
            "recurs": "",
            "hour": hour,
            "passages": "",
            "form_name": "",
            "state": DutyState.DRAFT.value,
            "told_nobody": False,
            "user_id": user_id,
            "changed_at": at,
        }
        mine = (duties.c.state == DutyState.DRAFT.value, duties.c.user_id == user_id)
        async with self._database.transaction() as connection:
            old = (await connection.scalars(select(duties.c.id).where(*mine))).all()
            for theirs in (duty_people, duty_leavers):
                await connection.execute(delete(theirs).where(theirs.c.duty_id.in_(old)))
            await connection.execute(update(duties).where(duties.c.id.in_(old)).values(_ended(at)))
            made = await connection.execute(insert(duties).values(**values).returning(duties.c.id))
            return int(made.scalar_one())

    async def of(self, number: int) -> Duty | None:
        """Return one duty."""
        async with self._database.connection() as connection:
            rows = await connection.execute(select(*WITHOUT_FORM).where(duties.c.id == number))
            row = rows.mappings().one_or_none()
        return None if row is None else _duty(row)

    async def in_state(self, *states: DutyState) -> list[Duty]:
        """Return the duties in these states, by number."""
        wanted = duties.c.state.in_([state.value for state in states])
        async with self._database.connection() as connection:
            rows = (
                await connection.execute(select(*WITHOUT_FORM).where(wanted).order_by(duties.c.id))
            ).mappings()
            return readable(_duty, rows)

    async def form(self, number: int) -> bytes | None:
        """Return the form of a duty."""
        async with self._database.connection() as connection:
            return await connection.scalar(select(duties.c.form).where(duties.c.id == number))

    async def change(self, number: int, at: datetime, **values: object) -> bool:
        """Change columns of a duty that has not ended; return whether there is one."""
        those = (duties.c.id == number, duties.c.state != DutyState.ENDED.value)
        async with self._database.transaction() as connection:
            done = await connection.execute(update(duties).where(*those).values(changed_at=at, **values))
            return done.rowcount == 1

    async def drop(self, number: int, at: datetime) -> None:
        """End a duty, or a draft, and let it concern nobody; what was done of it stays.

        The row stays too, until `prune`: else another duty would get its number, and its buttons.
        """
        async with self._database.transaction() as connection:
            for theirs in (duty_people, duty_leavers):
                await connection.execute(delete(theirs).where(theirs.c.duty_id == number))
            open_turns = (duty_turns.c.duty_id == number, duty_turns.c.done_on.is_(None))
            await connection.execute(delete(duty_turns).where(*open_turns))
            await connection.execute(update(duties).where(duties.c.id == number).values(_ended(at)))

    # --- people

    async def people(self, number: int) -> list[DutyPerson]:
        """Return whom a duty concerns."""
        query = select(duty_people).where(duty_people.c.duty_id == number).order_by(duty_people.c.user_id)
        async with self._database.connection() as connection:
            return [DutyPerson(**row) for row in (await connection.execute(query)).mappings()]

    async def add(self, number: int, people: Collection[int], notes: Notes = NO_NOTES) -> None:
        """Let a duty concern these people too; operators are told anew when nobody has it any more.

        Of those whom it did not concern before, `notes` go into the log.
        """
        rows = [{"duty_id": number, "user_id": one, "asked_on": None, "agreed_on": None} for one in people]
        if not rows:
            return
        async with self._database.transaction() as connection:
            before = await _of_these(connection, number, people)
            left = (duty_leavers.c.duty_id == number, duty_leavers.c.user_id.in_(people))
            await connection.execute(delete(duty_leavers).where(*left))
            await connection.execute(self._database.insert(duty_people).on_conflict_do_nothing(), rows)
            await write_down(connection, *(notes[one] for one in notes if one not in before))
            await connection.execute(update(duties).where(duties.c.id == number).values(told_nobody=False))

    async def take_off(self, number: int, people: Collection[int], notes: Notes = NO_NOTES) -> int:
        """Let a duty no longer concern these people; return how many it did. Their open turns go too.

        Who left it counts too, and does not come back. Of those whom it did concern, `notes` go into the log.
        """
        mine = (duty_people.c.duty_id == number, duty_people.c.user_id.in_(people))
        left = (duty_leavers.c.duty_id == number, duty_leavers.c.user_id.in_(people))
        turns = (duty_turns.c.duty_id == number, duty_turns.c.user_id.in_(people))
        async with self._database.transaction() as connection:
            before = {
                *await _of_these(connection, number, people),
                *await connection.scalars(select(duty_leavers.c.user_id).where(*left)),
            }
            await connection.execute(delete(duty_turns).where(*turns, duty_turns.c.done_on.is_(None)))
            await write_down(connection, *(notes[one] for one in notes if one in before))
            await connection.execute(delete(duty_people).where(*mine))
            await connection.execute(delete(duty_leavers).where(*left))
            return len(before)

    async def agree(self, number: int, user_id: int, today: date) -> bool:
        """Note that a person agrees to be reminded; False: the duty does not concern them."""
        mine = (duty_people.c.duty_id == number, duty_people.c.user_id == user_id)
        change = (
            update(duty_people).where(*mine).values(agreed_on=func.coalesce(duty_people.c.agreed_on, today))
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount == 1

    async def of_person(self, user_id: int) -> list[tuple[Duty, DutyPerson]]:
        """Return the duties in force that concern a person."""
        query = (
            select(duty_people)
            .join(duties, duties.c.id == duty_people.c.duty_id)
            .where(duty_people.c.user_id == user_id, duties.c.state == DutyState.ACTIVE.value)
            .order_by(duties.c.id)
        )
        async with self._database.connection() as connection:
            mine = [DutyPerson(**row) for row in (await connection.execute(query)).mappings()]
        known = {duty.id: duty for duty in await self.in_state(DutyState.ACTIVE)}
        return [(known[one.duty_id], one) for one in mine if one.duty_id in known]

    async def concerned(self) -> Sequence[int]:
        """Return everybody whom a duty in force concerns and who was asked."""
        query = (
            select(duty_people.c.user_id)
            .join(duties, duties.c.id == duty_people.c.duty_id)
            .where(duties.c.state == DutyState.ACTIVE.value, duty_people.c.asked_on.is_not(None))
            .distinct()
        )
        async with self._database.connection() as connection:
            return (await connection.scalars(query)).all()

    async def out_of_reach(self) -> Sequence[int]:
        """Return those whom a duty concerns and who cannot be written to any more.

        Who lost access is none of them: that may be for as long as Telegram does not answer.
        """
        gone = and_(chats.c.chat_id == duty_people.c.user_id, chats.c.state.not_in(REACHED))
        query = select(duty_people.c.user_id).join(chats, gone).distinct()
        async with self._database.connection() as connection:
            return (await connection.scalars(query)).all()

    async def without_anybody(self) -> list[Duty]:
        """Return the duties in force that nobody has, as far as operators were not told."""
        query = select(*WITHOUT_FORM).where(
            duties.c.state == DutyState.ACTIVE.value,
            duties.c.told_nobody.is_(False),
            ~exists().where(duty_people.c.duty_id == duties.c.id),
        )
        async with self._database.connection() as connection:
            return readable(_duty, (await connection.execute(query)).mappings())

    async def standing(self, today: date) -> dict[int, Standing]:
        """Return how each duty stands, in numbers."""
        people = select(duty_people.c.duty_id, func.count(), func.count(duty_people.c.agreed_on)).group_by(
            duty_people.c.duty_id
        )
        late = func.sum(case((duty_turns.c.until < today, 1), else_=0))
        turns = (
            select(duty_turns.c.duty_id, func.count(), late)
            .where(duty_turns.c.done_on.is_(None))
            .group_by(duty_turns.c.duty_id)
        )
        async with self._database.connection() as connection:
            counted = {row[0]: (int(row[1]), int(row[2])) for row in await connection.execute(people)}
            opened = {row[0]: (row[1], int(row[2])) for row in await connection.execute(turns)}
        return {
            number: Standing(*counted.get(number, (0, 0)), *opened.get(number, (0, 0)))
            for number in {*counted, *opened}
        }

    async def prune(self, before: date) -> int:
        """Forget turns due, people gone and duties out of force before that day; return how many."""
        until = datetime.combine(before, time(), UTC)
        turns = exists().where(duty_turns.c.duty_id == duties.c.id)
        old = (duties.c.state != DutyState.ACTIVE.value, duties.c.changed_at < until, ~turns)
        async with self._database.transaction(durable=False) as connection:
            gone = await connection.execute(delete(duty_turns).where(duty_turns.c.due_on < before))
            left = await connection.execute(delete(duty_leavers).where(duty_leavers.c.left_on < before))
            ended = await connection.execute(delete(duties).where(*old))
            if ended.rowcount:
                nowhere = duty_people.c.duty_id.not_in(select(duties.c.id))
                await connection.execute(delete(duty_people).where(nowhere))
            return gone.rowcount + left.rowcount + ended.rowcount


async def _of_these(connection: AsyncConnection, number: int, people: Collection[int]) -> Collection[int]:
    mine = (duty_people.c.duty_id == number, duty_people.c.user_id.in_(people))
    return set(await connection.scalars(select(duty_people.c.user_id).where(*mine)))


def _ended(at: datetime) -> dict[str, object]:
    return {"state": DutyState.ENDED.value, "form": None, "form_name": "", "changed_at": at}


def _duty(row: RowMapping) -> Duty:
    read = {
        "state": DutyState(row["state"]),
        "recurs": Recurs.read(row["recurs"]) if row["recurs"] else None,
        "passages": tuple(row["passages"].split()),
    }
    return Duty(**{**row, **read})
