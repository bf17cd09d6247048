"""The mode in which the bot last ran, and who is let in when it is no longer open to everybody."""

from datetime import datetime

from sqlalchemy import select

from core.models import ChatKind, Role
from storage.database import Database
from storage.people.approvals import ApprovalStore
from storage.people.people import PeopleStore
from storage.states import Application, ChatState
from storage.tables.access import access_modes, approvals, people
from storage.tables.chats import chats, subscriptions


class AccessModeStore:
    """One row, so that a change of the mode is noticed at the next start."""

    def __init__(self, database: Database, people: PeopleStore, approvals: ApprovalStore) -> None:
        self._database = database
        self._people = people
        self._approvals = approvals

    async def mode(self) -> str | None:
        """Return the mode of the last run; None: no run has stored it."""
        async with self._database.connection() as connection:
            return await connection.scalar(select(access_modes.c.mode))

    async def note(self, mode: str, at: datetime) -> None:
        """Remember the mode of this run."""
        values = {"mode": mode, "changed_at": at}
        insert = self._database.insert(access_modes).values(id=1, **values)
        await self._database.write(
            insert.on_conflict_do_update(index_elements=[access_modes.c.id], set_=values)
        )

    async def admit_subscribers(self, at: datetime) -> tuple[int, int]:
        """Admit everybody and approve every chat that gets pushes; return how many of each that changed.

        In one transaction for all: the first start in a closed mode waits for it.
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
                await connection.execute(self._people.granting(chat_id, Role.MEMBER, name, at))
            for chat_id, kind, title in places:
                await connection.execute(
                    self._approvals.settling(chat_id, ChatKind(kind), title, Application.APPROVED, at)
                )
        return len(persons), len(places)
