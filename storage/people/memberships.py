"""Who is in which group, as Telegram said. Nothing else is stored here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Database
from storage.tables.access import memberships


@dataclass(frozen=True, slots=True)
class Membership:
    """When it was last known whether somebody is in a group."""

    user_id: int
    chat_id: int
    present: bool
    checked_at: datetime


class MembershipStore:
    """One row for each person and group: the newest that Telegram said."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, user_id: int) -> dict[int, Membership]:
        """Return, by group, what is known of a person's being there."""
        query = select(memberships).where(memberships.c.user_id == user_id)
        async with self._database.connection() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return {row["chat_id"]: Membership(**row) for row in rows}

    async def saw(self, user_id: int, chat_id: int, at: datetime, *, present: bool) -> None:
        """Remember whether a person is in a group; `at` is when Telegram said so.

        A yes that is older than what is known changes nothing. A no always counts: Telegram's times are whole
        seconds, so a no that seems a little older may be newer, and asking again costs little.
        """
        values = {"present": present, "checked_at": at}
        insert = self._database.insert(memberships).values(user_id=user_id, chat_id=chat_id, **values)
        key = [memberships.c.user_id, memberships.c.chat_id]
        newer = None if not present else memberships.c.checked_at <= at
        renewed = insert.on_conflict_do_update(index_elements=key, set_=values, where=newer)
        await self._database.write(renewed, durable=False)

    async def prune(self, before: datetime) -> int:
        """Forget what was last known before that moment; return how many rows."""
        async with self._database.transaction() as connection:
            gone = delete(memberships).where(memberships.c.checked_at < before)
            return (await connection.execute(gone)).rowcount
