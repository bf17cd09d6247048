"""Things that must happen only once, with any number of processes and restarts: the first caller does it."""

from datetime import datetime

from storage.database import Database
from storage.tables.pushes import occasions


class OccasionStore:
    """An occasion is a name, such as that of a week's digest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, name: str, at: datetime) -> bool:
        """Return whether the caller is the first one to take this occasion."""
        insert = self._database.insert(occasions).values(name=name, at=at).on_conflict_do_nothing()
        async with self._database.transaction() as connection:
            return await connection.scalar(insert.returning(occasions.c.name)) is not None
