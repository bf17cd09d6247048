"""Which sources of ways of asking are out of use: files of the folder, editors' bindings for a speech."""

from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Database
from storage.people.audit import AuditEntry, write_down
from storage.tables.ways import withdrawn_ways


class WithdrawnWayStore:
    """What a source is called is the caller's: see knowledge/ways/sources.py."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def withdraw(self, source: str, by: int | None, at: datetime, entry: AuditEntry) -> bool:
        """Take a source out of use, with its entry in the log; False: it was already."""
        new = self._database.insert(withdrawn_ways).values(source=source, user_id=by, at=at)
        async with self._database.transaction() as connection:
            once = new.on_conflict_do_nothing().returning(withdrawn_ways.c.source)
            if (await connection.execute(once)).first() is None:
                return False
            await write_down(connection, entry)
            return True

    async def restore(self, source: str, entry: AuditEntry) -> bool:
        """Bring a source back into use; False: it was never out of it."""
        async with self._database.transaction() as connection:
            gone = await connection.execute(delete(withdrawn_ways).where(withdrawn_ways.c.source == source))
            if not gone.rowcount:
                return False
            await write_down(connection, entry)
            return True

    async def listed(self) -> frozenset[str]:
        """Return every source that is out of use."""
        async with self._database.connection() as connection:
            return frozenset(await connection.scalars(select(withdrawn_ways.c.source)))
