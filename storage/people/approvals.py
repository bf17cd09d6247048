"""The groups and channels that asked to use the bot, and the decision on each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, delete, literal_column, select, update

from core.models import ChatKind
from storage.database import Database
from storage.people.cards import CardStore
from storage.states import Application
from storage.tables.access import approvals, memberships
from storage.upkeep.readable import readable


@dataclass(frozen=True, slots=True)
class Approval:
    """A group or channel that asked to use the bot, and the decision."""

    chat_id: int
    kind: ChatKind
    title: str
    application: Application
    carded_at: datetime | None
    told_at: datetime | None
    menu: str
    changed_at: datetime


class ApprovalStore:
    """What must happen only once is decided here, in one statement."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.cards = CardStore(database, approvals)

    async def of(self, chat_id: int) -> Approval | None:
        """Return what is known of a group or channel."""
        query = select(approvals).where(approvals.c.chat_id == chat_id)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else _approval(row)

    async def listed(self, state: Application, most: int | None = None, *, skip: int = 0) -> list[Approval]:
        """Return up to `most` groups and channels in that state, the oldest first."""
        query = select(approvals).where(approvals.c.application == state.value)
        ordered = query.order_by(approvals.c.changed_at, approvals.c.chat_id).limit(most).offset(skip)
        async with self._database.connection() as connection:
            return readable(_approval, (await connection.execute(ordered)).mappings())

    async def take_for_cards(self, most: int, at: datetime) -> list[Approval]:
        """Return the next rows for operators' cards; see `CardStore.take`."""
        return readable(_approval, await self.cards.take(most, at))

    async def apply(self, chat_id: int, kind: ChatKind, title: str, at: datetime) -> bool:
        """Note that a chat asks to use the bot; False: it did before, or has its answer."""
        insert = self._new(chat_id, kind, title, Application.ASKED, at)
        values = {"kind": kind.value, "title": title, "changed_at": at, "carded_at": None}
        asking = values | {"application": Application.ASKED.value}
        return await self._database.write(
            insert.on_conflict_do_update(
                index_elements=[approvals.c.chat_id],
                set_=asking,
                where=approvals.c.application == Application.NONE.value,
            )
        )

    async def tell_once(self, chat_id: int, kind: ChatKind, title: str, at: datetime) -> bool:
        """Note that a chat without approval is told so; False: it was told before."""
        insert = self._new(chat_id, kind, title, Application.NONE, at).values(told_at=at)
        return await self._database.write(
            insert.on_conflict_do_update(
                index_elements=[approvals.c.chat_id],
                set_={"told_at": at},
                where=approvals.c.told_at.is_(None),
            )
        )

    async def tell_anew(self) -> None:
        """Note that no chat without approval was told so."""
        await self._database.write(
            update(approvals).where(approvals.c.told_at.is_not(None)).values(told_at=None)
        )

    async def settle(
        self, chat_id: int, kind: ChatKind, title: str, application: Application, at: datetime
    ) -> bool:
        """Approve or refuse a chat; False: it is so already. An empty `title` leaves the known one.

        The known members of a refused chat are forgotten: they have no access by it, and if it is approved
        again, some may have left meanwhile.
        """
        async with self._database.transaction() as connection:
            settling = self.settling(chat_id, kind, title, application, at).returning(literal_column("1"))
            if (await connection.execute(settling)).first() is None:
                return False
            if application is Application.REFUSED:
                await connection.execute(delete(memberships).where(memberships.c.chat_id == chat_id))
        return True

    def settling(self, chat_id: int, kind: ChatKind, title: str, application: Application, at: datetime) -> Any:  # noqa: ANN401 - either engine's insert
        """Return the statement that approves or refuses a chat."""
        insert = self._new(chat_id, kind, title, application, at)
        values = {"application": application.value, "changed_at": at, "told_at": None}
        if title:
            values |= {"kind": kind.value, "title": title}
        return insert.on_conflict_do_update(
            index_elements=[approvals.c.chat_id],
            set_=values,
            where=approvals.c.application != application.value,
        )

    async def note_menu(self, chat_id: int, menu: str, at: datetime) -> None:
        """Remember which menu Telegram shows in a group; a group from the settings may have no row yet."""
        insert = self._new(chat_id, ChatKind.SUPERGROUP, "", Application.NONE, at).values(menu=menu)
        await self._database.write(
            insert.on_conflict_do_update(index_elements=[approvals.c.chat_id], set_={"menu": menu})
        )

    async def with_menus(self) -> list[int]:
        """Return the groups that show a menu of their own."""
        async with self._database.connection() as connection:
            return list(await connection.scalars(select(approvals.c.chat_id).where(approvals.c.menu != "")))

    def _new(self, chat_id: int, kind: ChatKind, title: str, application: Application, at: datetime) -> Any:  # noqa: ANN401 - either engine's insert
        return self._database.insert(approvals).values(
            chat_id=chat_id,
            kind=kind.value,
            title=title,
            application=application.value,
            menu="",
            changed_at=at,
        )


def _approval(row: RowMapping) -> Approval:
    known = {"kind": ChatKind(row["kind"]), "application": Application(row["application"])}
    return Approval(**dict(row) | known)
