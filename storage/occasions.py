"""What is to happen once, however many processes and restarts there are: the first to say so does it."""

from datetime import datetime

from storage.database import Database
from storage.tables import occasions


class OccasionStore:
    """An occasion is a name, such as that of a week's digest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, name: str, at: datetime) -> bool:
        """Return whether the caller is the first to take this occasion."""
        insert = self._database.insert(occasions).values(name=name, at=at).on_conflict_do_nothing()
        async with self._database.transaction() as connection:
            return await connection.scalar(insert.returning(occasions.c.name)) is not None
