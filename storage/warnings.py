"""What is wrong just now, one row a thing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Database
from storage.tables.updates import warnings


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that is wrong since then: its name, and what an operator should know of it, in Chinese.

    `told`: operators know it from elsewhere.
    """

    name: str
    detail: str
    since: datetime
    told: bool = False


class WarningStore:
    """A row stands as long as what it names is wrong."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, warned: Warned) -> bool:
        """Note that something is wrong; False when that is known already."""
        insert = self._database.insert(warnings).values(asdict(warned))
        return await self._database.write(insert.on_conflict_do_nothing())

    async def end(self, name: str) -> bool:
        """Note that it is well again; False when nothing was wrong."""
        return await self._database.write(delete(warnings).where(warnings.c.name == name))

    async def all(self) -> Sequence[Warned]:
        """Return everything that is wrong just now, the oldest first."""
        query = select(warnings).order_by(warnings.c.since, warnings.c.name)
        async with self._database.connection() as connection:
            rows = (await connection.execute(query)).mappings()
            return [Warned(**row) for row in rows]
