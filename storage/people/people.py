"""People: what each was granted, what they asked for, what they were told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, delete, func, select, update

from core.models import Role
from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.people.audit import AuditEntry, write_down
from storage.people.cards import CardStore
from storage.states import Application
from storage.tables.access import invitations, people
from storage.upkeep.readable import readable

asked = people.c.application == Application.ASKED.value
# Made once, as that takes longer than to read it.
PERSON = select(people).where(people.c.user_id == bindparam("person"))


@dataclass(frozen=True, slots=True)
class Person:
    """What a person was granted (STRANGER: nothing), and what they asked for. `menu`: see storage.tables."""

    user_id: int
    name: str
    role: Role
    application: Application
    carded_at: datetime | None
    told_at: datetime | None
    menu: str
    changed_at: datetime


class PeopleStore:
    """What must happen only once is decided here, in one statement."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.cards = CardStore(database, people)

    async def of(self, user_id: int) -> Person | None:
        """Return what is known of a person."""
        async with self._database.connection() as connection:
            row = (await connection.execute(PERSON, {"person": user_id})).mappings().one_or_none()
        return None if row is None else _person(row)

    async def granted(self, least: Role = Role.MEMBER) -> list[Person]:
        """Return the people with the granted role `least` or higher, the highest first."""
        query = select(people).where(people.c.role >= int(least))
        return await self._people(query.order_by(people.c.role.desc(), people.c.user_id))

    async def page_of(self, role: Role, most: int, skip: int) -> tuple[list[int], int]:
        """Return the numbers of up to `most` people with just this granted role, and how many there are."""
        those = people.c.role == int(role)
        query = select(people.c.user_id).where(those).order_by(people.c.user_id).limit(most).offset(skip)
        async with self._database.connection() as connection:
            number = await connection.scalar(select(func.count()).where(those)) or 0
            return list(await connection.scalars(query)), number

    async def roles_of(self, numbers: Iterable[int]) -> dict[int, Role]:
        """Return what these people were granted; nobody who was granted nothing."""
        query = select(people.c.user_id, people.c.role).where(people.c.user_id.in_(sorted(numbers)))
        async with self._database.connection() as connection:
            return {number: Role(role) for number, role in await connection.execute(query) if role}

    async def applicants(self, most: int | None = None, *, skip: int = 0) -> list[Person]:
        """Return up to `most` of those who asked to use the bot and have no answer, the oldest first."""
        query = select(people).where(asked).order_by(people.c.changed_at, people.c.user_id)
        return await self._people(query.limit(most).offset(skip))

    async def take_for_cards(self, most: int, at: datetime) -> list[Person]:
        """Return the next rows for operators' cards; see `CardStore.take`."""
        return readable(_person, await self.cards.take(most, at))

    async def tell_once(self, user_id: int, name: str, at: datetime) -> bool:
        """Note that a person without access is told so; False: they were told before."""
        insert = self._new(user_id, name, at).values(told_at=at)
        renewed = insert.on_conflict_do_update(
            index_elements=[people.c.user_id], set_={"told_at": at}, where=people.c.told_at.is_(None)
        )
        return await self._database.write(renewed)

    async def tell_anew(self) -> None:
        """Note that nobody was told that they have no access."""
        await self._database.write(update(people).where(people.c.told_at.is_not(None)).values(told_at=None))

    async def apply(self, user_id: int, name: str, at: datetime) -> bool:
        """Note that a person asks to use the bot; False: they did before, or were refused."""
        asking = {"application": Application.ASKED.value, "name": name, "changed_at": at, "carded_at": None}
        renewed = (
            self._new(user_id, name, at)
            .values(asking)
            .on_conflict_do_update(
                index_elements=[people.c.user_id],
                set_=asking,
                where=people.c.application.in_((Application.NONE.value, Application.APPROVED.value)),
            )
        )
        return await self._database.write(renewed)

    async def grant(self, user_id: int, role: Role, at: datetime, *entries: AuditEntry, name: str = "") -> None:
        """Grant a role, or (STRANGER) take what was granted away; this also settles an open application.

        `entries` go into the audit log in the same transaction.
        """
        async with self._database.transaction() as connection:
            await self.grant_within(connection, user_id, role, at, *entries, name=name)

    async def grant_within(
        self,
        connection: AsyncConnection,
        user_id: int,
        role: Role,
        at: datetime,
        *entries: AuditEntry,
        name: str = "",
    ) -> None:
        """Grant a role in the caller's transaction. Only operators keep open invitations."""
        await connection.execute(self.granting(user_id, role, name, at))
        if role < Role.OPERATOR:
            theirs = (invitations.c.made_by == user_id, invitations.c.withdrawn_at.is_(None))
            await connection.execute(update(invitations).where(*theirs).values(withdrawn_at=at))
        await write_down(connection, *entries)

    def granting(self, user_id: int, role: Role, name: str, at: datetime) -> Any:  # noqa: ANN401 - as below
        """Return the statement that grants a role; an empty `name` leaves the known one."""
        settled = Application.APPROVED if role else Application.NONE
        values: dict[str, Any] = {
            "role": int(role), "application": settled.value, "told_at": None, "changed_at": at
        }  # fmt: skip
        if name:
            values["name"] = name
        insert = self._new(user_id, name, at).values(values)
        return insert.on_conflict_do_update(index_elements=[people.c.user_id], set_=values)

    async def refuse(self, user_id: int, at: datetime) -> bool:
        """Refuse an application; False: there is none."""
        return await self._database.write(
            update(people)
            .where(people.c.user_id == user_id, asked)
            .values(application=Application.REFUSED.value, changed_at=at)
        )

    async def note_menu(self, user_id: int, menu: str, at: datetime, *, name: str = "") -> None:
        """Remember which menu Telegram shows in a person's chat: they were let in, or (none) lost access.

        If they become strangers later, they are told again.
        """
        values = {"menu": menu, "told_at": None}
        insert = self._new(user_id, name, at).values(values)
        await self._database.write(insert.on_conflict_do_update(index_elements=[people.c.user_id], set_=values))

    async def with_menus(self) -> list[int]:
        """Return the persons whose chats show a menu of their own."""
        async with self._database.connection() as connection:
            return list(await connection.scalars(select(people.c.user_id).where(people.c.menu != "")))

    async def prune(self, before: datetime) -> int:
        """Forget people who were turned away before that moment; return how many."""
        turned_away = (people.c.role == 0, people.c.menu == "", people.c.changed_at < before)
        async with self._database.transaction() as connection:
            return (await connection.execute(delete(people).where(*turned_away))).rowcount

    def _new(self, user_id: int, name: str, at: datetime) -> Any:  # noqa: ANN401 - either engine's insert
        return self._database.insert(people).values(
            user_id=user_id, name=name, role=0, application=Application.NONE.value, menu="", changed_at=at
        )

    async def _people(self, query: Any) -> list[Person]:  # noqa: ANN401 - a select of some rows
        async with self._database.connection() as connection:
            return readable(_person, (await connection.execute(query)).mappings())


def _person(row: RowMapping) -> Person:
    known = {"role": Role(row["role"]), "application": Application(row["application"])}
    return Person(**dict(row) | known)
