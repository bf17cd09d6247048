"""The audit log. Rows are added and, when they are too old, removed; they are never changed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.tables.access import audit


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Somebody did `action` to `subject`, which `was` and is `now`. No `user_id`: from the command line."""

    at: datetime
    user_id: int | None
    action: str
    subject: str
    was: str = ""
    now: str = ""


async def write_down(connection: AsyncConnection, *entries: AuditEntry) -> None:
    """Write entries in the caller's transaction: entry and change are stored together or not at all."""
    for entry in entries:
        await connection.execute(insert(audit).values(**asdict(entry)))


class AuditStore:
    """The log's rows, in the order they were written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, entry: AuditEntry) -> None:
        """Write `entry` down."""
        async with self._database.transaction() as connection:
            await write_down(connection, entry)

    async def newest(self, most: int, *, skip: int = 0) -> Sequence[AuditEntry]:
        """Return up to `most` entries, the newest first, after the `skip` newest."""
        columns = [column for column in audit.c if column.name != "id"]
        query = select(*columns).order_by(audit.c.id.desc()).limit(most).offset(skip)
        async with self._database.connection() as connection:
            return [AuditEntry(**row) for row in (await connection.execute(query)).mappings()]

    async def forget_before(self, moment: datetime) -> int:
        """Remove what is older than `moment`; return how many entries that were."""
        async with self._database.transaction() as connection:
            return (await connection.execute(delete(audit).where(audit.c.at < moment))).rowcount
