"""Updates that could not be read, stored or handled: set aside, so that they do not hold up others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from storage.database import Database
from storage.tables.updates import set_aside, updates

MOST_CONTENTS = 200  # this many are kept with their bytes; the others only as a record


@dataclass(frozen=True, slots=True)
class SetAside:
    """One of them. `content` is the first part of its bytes, `size` how many there were."""

    bot_id: int
    update_id: int | None
    chat_id: int | None
    user_id: int | None
    reason: str
    content: bytes | None
    size: int
    digest: str
    at: datetime
    id: int = 0


class SetAsideStore:
    """Each is stored once, even if it comes again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, one: SetAside) -> bool:
        """Set one aside; its update needs no more handling. Return whether it was not there yet."""
        values = {name: getattr(one, name) for name in SetAside.__slots__ if name != "id"}
        insert = self._database.insert(set_aside).on_conflict_do_nothing().returning(set_aside.c.id)
        kept = select(func.count()).where(set_aside.c.content.is_not(None))
        async with self._database.transaction() as connection:
            if (await connection.execute(kept)).scalar_one() >= MOST_CONTENTS:
                values["content"] = None
            new = (await connection.execute(insert.values(**values))).first() is not None
            if one.update_id is not None:
                await connection.execute(
                    update(updates)
                    .where(updates.c.bot_id == one.bot_id, updates.c.update_id == one.update_id)
                    .values(handled_at=one.at, payload=None)
                )
        return new

    async def listed(self) -> Sequence[SetAside]:
        """Return all of them, the oldest first."""
        columns = [set_aside.c[name] for name in SetAside.__slots__]
        async with self._database.connection() as connection:
            rows = (await connection.execute(select(*columns).order_by(set_aside.c.id))).mappings()
            return [SetAside(**row) for row in rows]

    async def untold(self) -> int:
        """Return how many the operators were not told of."""
        query = select(func.count()).select_from(set_aside).where(set_aside.c.told_at.is_(None))
        async with self._database.connection() as connection:
            return (await connection.execute(query)).scalar_one()

    async def told(self, at: datetime) -> None:
        """Note that the operators know of all that are there."""
        async with self._database.transaction() as connection:
            await connection.execute(update(set_aside).where(set_aside.c.told_at.is_(None)).values(told_at=at))

    async def last_told(self) -> datetime | None:
        """Return when the operators were last told of any."""
        async with self._database.connection() as connection:
            told: datetime | None = await connection.scalar(select(func.max(set_aside.c.told_at)))
        return told

    async def prune(self, before: datetime, *, contents: bool = False) -> int:
        """Forget what was set aside before `before`, of all the rest the `contents`; return how many rows."""
        async with self._database.transaction() as connection:
            if contents:
                await connection.execute(
                    update(set_aside).where(set_aside.c.content.is_not(None)).values(content=None)
                )
            return (await connection.execute(delete(set_aside).where(set_aside.c.at < before))).rowcount
