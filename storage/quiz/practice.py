"""练一练: which items a person has practised, and when each is due again."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Database
from storage.tables.quiz import practice


@dataclass(frozen=True, slots=True)
class Practised:
    """An item that a person has practised: `card` is what the library fsrs keeps of it, as JSON."""

    user_id: int
    item_key: str
    card: str
    due: datetime
    at: datetime


class PracticeStore:
    """One row for each person and item."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, user_id: int) -> list[Practised]:
        """Return what a person has practised, what is due first first."""
        query = select(practice).where(practice.c.user_id == user_id)
        async with self._database.connection() as connection:
            rows = await connection.execute(query.order_by(practice.c.due, practice.c.item_key))
            return [Practised(**row) for row in rows.mappings()]

    async def keep(self, practised: Practised) -> None:
        """Keep what is known of an item now, in the place of what was known before."""
        insert = self._database.insert(practice).values(asdict(practised))
        new = {name: insert.excluded[name] for name in ("card", "due", "at")}
        keys = list(practice.primary_key.columns)
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=new))

    async def prune(self, before: datetime) -> int:
        """Forget what was not practised since `before`; return how many rows."""
        async with self._database.transaction(durable=False) as connection:
            gone = await connection.execute(delete(practice).where(practice.c.at < before))
            return gone.rowcount
