"""Who may use the bot: people and what was granted them, where they were seen, and the chats approved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, delete, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.models import ChatKind, Role
from storage.audit import AuditEntry, write_down
from storage.database import Database
from storage.states import Application, ChatState
from storage.tables import (
    access_modes,
    approvals,
    chats,
    invitation_uses,
    invitations,
    memberships,
    people,
    subscriptions,
)


@dataclass(frozen=True, slots=True)
class Person:
    """What a person was granted (STRANGER: nothing), and what they asked for. `menu`: see storage.tables."""

    user_id: int
    name: str
    role: Role
    application: Application
    told_at: datetime | None
    menu: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Approval:
    """A group or channel that asked to use the bot, and what became of it."""

    chat_id: int
    kind: ChatKind
    title: str
    application: Application
    told_at: datetime | None
    menu: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """When it was last known whether somebody is in a group."""

    user_id: int
    chat_id: int
    present: bool
    checked_at: datetime


class AccessStore:
    """The tables of access. What must happen once is decided here, in one statement."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- people

    async def person(self, user_id: int) -> Person | None:
        """Return what is known of a person."""
        query = select(people).where(people.c.user_id == user_id)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else _person(row)

    async def people(self, least: Role = Role.MEMBER) -> list[Person]:
        """Return who was granted `least` or more, the highest roles first."""
        query = select(people).where(people.c.role >= int(least))
        return await self._people(query.order_by(people.c.role.desc(), people.c.user_id))

    async def applicants(self) -> list[Person]:
        """Return who asked to use the bot and has no answer, the oldest first."""
        query = select(people).where(people.c.application == Application.ASKED.value)
        return await self._people(query.order_by(people.c.changed_at, people.c.user_id))

    async def tell_once(self, user_id: int, name: str, at: datetime) -> bool:
        """Note that a person without access is told so; False: they were told before."""
        insert = self._new_person(user_id, name, at).values(told_at=at)
        renewed = insert.on_conflict_do_update(
            index_elements=[people.c.user_id], set_={"told_at": at}, where=people.c.told_at.is_(None)
        )
        return await self._wrote(renewed)

    async def apply(self, user_id: int, name: str, at: datetime) -> bool:
        """Note that a person asks to use the bot; False: they did before, or were refused."""
        asked = {"application": Application.ASKED.value, "name": name, "changed_at": at}
        insert = self._new_person(user_id, name, at).values(asked)
        renewed = insert.on_conflict_do_update(
            index_elements=[people.c.user_id],
            set_=asked,
            where=people.c.application.in_((Application.NONE.value, Application.APPROVED.value)),
        )
        return await self._wrote(renewed)

    async def grant(self, user_id: int, role: Role, at: datetime, *entries: AuditEntry, name: str = "") -> None:
        """Grant a role, or (STRANGER) take what was granted away; open questions are settled by it.

        `entries` are in the audit log with the same commit.
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
        """Grant a role in the caller's transaction. Whoever is no operator has no open invitations after it."""
        await connection.execute(self._granting(user_id, role, name, at))
        if role < Role.OPERATOR:
            theirs = (invitations.c.made_by == user_id, invitations.c.withdrawn_at.is_(None))
            await connection.execute(update(invitations).where(*theirs).values(withdrawn_at=at))
        await write_down(connection, *entries)

    def _granting(self, user_id: int, role: Role, name: str, at: datetime) -> Any:  # noqa: ANN401 - as below
        settled = Application.APPROVED if role else Application.NONE
        values: dict[str, Any] = {
            "role": int(role), "application": settled.value, "told_at": None, "changed_at": at
        }  # fmt: skip
        if name:
            values["name"] = name
        insert = self._new_person(user_id, name, at).values(values)
        return insert.on_conflict_do_update(index_elements=[people.c.user_id], set_=values)

    async def refuse(self, user_id: int, at: datetime) -> bool:
        """Refuse an application; False: there is none."""
        return await self._wrote(
            update(people)
            .where(people.c.user_id == user_id, people.c.application == Application.ASKED.value)
            .values(application=Application.REFUSED.value, changed_at=at)
        )

    async def note_menu(self, chat_id: int, menu: str, at: datetime, *, name: str = "") -> None:
        """Remember which menu Telegram shows in a person's chat: they came in, or (none) went out.

        Should they be strangers later, that is told them again.
        """
        values = {"menu": menu, "told_at": None}
        insert = self._new_person(chat_id, name, at).values(values)
        shown = insert.on_conflict_do_update(index_elements=[people.c.user_id], set_=values)
        await self._wrote(shown)

    def _new_person(self, user_id: int, name: str, at: datetime) -> Any:  # noqa: ANN401 - either engine's insert
        return self._database.insert(people).values(
            user_id=user_id, name=name, role=0, application=Application.NONE.value, menu="", changed_at=at
        )

    async def with_menus(self) -> list[int]:
        """Return the persons and groups whose chats show a menu of their own."""
        async with self._database.connection() as connection:
            persons = await connection.scalars(select(people.c.user_id).where(people.c.menu != ""))
            groups = await connection.scalars(select(approvals.c.chat_id).where(approvals.c.menu != ""))
            return [*persons, *groups]

    async def _people(self, query: Any) -> list[Person]:  # noqa: ANN401 - a select of some rows
        async with self._database.connection() as connection:
            return [_person(row) for row in (await connection.execute(query)).mappings()]

    # --- who is in which group

    async def memberships(self, user_id: int) -> dict[int, Membership]:
        """Return, by group, what is known of a person's being there."""
        query = select(memberships).where(memberships.c.user_id == user_id)
        async with self._database.connection() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return {row["chat_id"]: Membership(**row) for row in rows}

    async def saw(self, user_id: int, chat_id: int, at: datetime, *, present: bool) -> None:
        """Remember whether a person is in a group."""
        values = {"present": present, "checked_at": at}
        insert = self._database.insert(memberships).values(user_id=user_id, chat_id=chat_id, **values)
        key = [memberships.c.user_id, memberships.c.chat_id]
        await self._wrote(insert.on_conflict_do_update(index_elements=key, set_=values), durable=False)

    # --- groups and channels

    async def approval(self, chat_id: int) -> Approval | None:
        """Return what is known of a group or channel."""
        query = select(approvals).where(approvals.c.chat_id == chat_id)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else _approval(row)

    async def approvals(self, *states: Application) -> list[Approval]:
        """Return the groups and channels in one of these states."""
        query = select(approvals).where(approvals.c.application.in_([state.value for state in states]))
        async with self._database.connection() as connection:
            rows = (await connection.execute(query.order_by(approvals.c.chat_id))).mappings().all()
        return [_approval(row) for row in rows]

    async def apply_chat(self, chat_id: int, kind: ChatKind, title: str, at: datetime) -> bool:
        """Note that a chat asks to use the bot; False: it did before, or has its answer."""
        insert = self._new_chat(chat_id, kind, title, Application.ASKED, at)
        asked = {"kind": kind.value, "title": title, "application": Application.ASKED.value, "changed_at": at}
        return await self._wrote(
            insert.on_conflict_do_update(
                index_elements=[approvals.c.chat_id],
                set_=asked,
                where=approvals.c.application == Application.NONE.value,
            )
        )

    async def tell_chat_once(self, chat_id: int, at: datetime) -> bool:
        """Note that a chat without approval is told so; False: it was told before."""
        return await self._wrote(
            update(approvals)
            .where(approvals.c.chat_id == chat_id, approvals.c.told_at.is_(None))
            .values(told_at=at)
        )

    async def settle_chat(
        self, chat_id: int, kind: ChatKind, title: str, application: Application, at: datetime
    ) -> bool:
        """Approve or refuse a chat; False: that holds already. An empty `title` leaves the known one."""
        return await self._wrote(self._settling(chat_id, kind, title, application, at))

    def _settling(
        self, chat_id: int, kind: ChatKind, title: str, application: Application, at: datetime
    ) -> Any:  # noqa: ANN401 - either engine's insert
        insert = self._new_chat(chat_id, kind, title, application, at)
        values = {"application": application.value, "changed_at": at, "told_at": None}
        if title:
            values |= {"kind": kind.value, "title": title}
        return insert.on_conflict_do_update(
            index_elements=[approvals.c.chat_id],
            set_=values,
            where=approvals.c.application != application.value,
        )

    async def note_chat_menu(self, chat_id: int, menu: str, at: datetime) -> None:
        """Remember which menu Telegram shows in a group; one that the settings approve may be new here."""
        insert = self._new_chat(chat_id, ChatKind.SUPERGROUP, "", Application.NONE, at).values(menu=menu)
        shown = insert.on_conflict_do_update(index_elements=[approvals.c.chat_id], set_={"menu": menu})
        await self._wrote(shown)

    def _new_chat(
        self, chat_id: int, kind: ChatKind, title: str, application: Application, at: datetime
    ) -> Any:  # noqa: ANN401 - either engine's insert
        return self._database.insert(approvals).values(
            chat_id=chat_id,
            kind=kind.value,
            title=title,
            application=application.value,
            menu="",
            changed_at=at,
        )

    # --- the mode

    async def mode(self) -> str | None:
        """Return the mode of the last run; None: there was none that wrote it down."""
        async with self._database.connection() as connection:
            return await connection.scalar(select(access_modes.c.mode))

    async def note_mode(self, mode: str, at: datetime) -> None:
        """Remember the mode of this run."""
        values = {"mode": mode, "changed_at": at}
        insert = self._database.insert(access_modes).values(id=1, **values)
        await self._wrote(insert.on_conflict_do_update(index_elements=[access_modes.c.id], set_=values))

    async def admit_subscribers(self, at: datetime) -> tuple[int, int]:
        """Admit everybody and approve every chat that gets pushes; return how many of each that changed.

        In one transaction, however many they are: the first start in a closed mode waits for it.
        """
        query = (
            select(chats.c.chat_id, chats.c.kind, chats.c.title)
            .join(subscriptions, subscriptions.c.chat_id == chats.c.chat_id)
            .where(subscriptions.c.active.is_(True), chats.c.state == ChatState.ACTIVE.value)
        )
        async with self._database.transaction() as connection:
            found = [tuple(row) for row in await connection.execute(query)]
            admitted = set(await connection.scalars(select(people.c.user_id).where(people.c.role > 0)))
            approved = approvals.c.application == Application.APPROVED.value
            known = set(await connection.scalars(select(approvals.c.chat_id).where(approved)))
            persons = [row for row in found if row[0] > 0 and row[0] not in admitted]
            places = [row for row in found if row[0] < 0 and row[0] not in known]
            for chat_id, _, name in persons:
                await connection.execute(self._granting(chat_id, Role.MEMBER, name, at))
            for chat_id, kind, title in places:
                await connection.execute(
                    self._settling(chat_id, ChatKind(kind), title, Application.APPROVED, at)
                )
        return len(persons), len(places)

    # --- forgetting

    async def prune(self, before: datetime) -> int:
        """Forget who was turned away, and who was where, as of before that moment; return how many rows."""
        turned_away = (people.c.role == 0, people.c.menu == "", people.c.changed_at < before)
        ended = select(invitations.c.id).where(invitations.c.expires_at < before)
        async with self._database.transaction() as connection:
            await connection.execute(delete(invitation_uses).where(invitation_uses.c.invitation_id.in_(ended)))
            told = await connection.execute(delete(people).where(*turned_away))
            seen = await connection.execute(delete(memberships).where(memberships.c.checked_at < before))
        return told.rowcount + seen.rowcount

    async def _wrote(self, statement: Any, *, durable: bool = True) -> bool:  # noqa: ANN401 - insert or update
        async with self._database.transaction(durable=durable) as connection:
            return (await connection.execute(statement.returning(literal_column("1")))).first() is not None


def _person(row: RowMapping) -> Person:
    known = {"role": Role(row["role"]), "application": Application(row["application"])}
    return Person(**dict(row) | known)


def _approval(row: RowMapping) -> Approval:
    known = {"kind": ChatKind(row["kind"]), "application": Application(row["application"])}
    return Approval(**dict(row) | known)
