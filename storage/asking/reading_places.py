"""How far each person has read in each speech."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Database
from storage.tables.asking import reading_places


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """The page a person read last: the passage it begins with, and its first sentence."""

    user_id: int
    slug: str
    passage_id: str
    opening: str
    at: datetime


class ReadingPlaceStore:
    """One row for each person and speech."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, place: ReadingPlace) -> None:
        """Keep where a person is; an earlier place in that speech is forgotten."""
        insert = self._database.insert(reading_places).values(asdict(place))
        new = {name: insert.excluded[name] for name in ("passage_id", "opening", "at")}
        keys = list(reading_places.primary_key.columns)
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=new))

    async def of(self, user_id: int) -> list[ReadingPlace]:
        """Return where a person is in each speech, the latest first."""
        query = select(reading_places).where(reading_places.c.user_id == user_id)
        async with self._database.connection() as connection:
            rows = await connection.execute(query.order_by(reading_places.c.at.desc(), reading_places.c.slug))
            return [ReadingPlace(**row) for row in rows.mappings()]

    async def prune(self, before: datetime) -> int:
        """Forget places not read from since `before`; return how many."""
        async with self._database.transaction(durable=False) as connection:
            gone = await connection.execute(delete(reading_places).where(reading_places.c.at < before))
            return gone.rowcount
