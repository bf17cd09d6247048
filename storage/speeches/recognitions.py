"""Scans that are being recognised: how far, and which lines a person has confirmed."""

import base64
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.engine import RowMapping

from storage.database import Database
from storage.tables.speeches import recognitions


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line as it was seen on `page` (from 0), and its place there in pixels.

    `settled`: nobody need look at it (any more); `words` is what a person said it says, None where nobody did.
    """

    page: int
    seen: str
    least: float
    left: float
    right: float
    top: float
    height: float
    picture: bytes
    settled: bool
    words: str | None = None

    @property
    def text(self) -> str:
        """Return what counts: a person's words, else what was seen."""
        return self.seen if self.words is None else self.words


@dataclass(frozen=True, slots=True)
class Recognition:
    """A scan in hand: `done` of its `pages` (0: not known yet) are recognised; `message_id` shows how far."""

    id: int
    user_id: int
    file: str
    original: bytes
    message_id: int
    added_at: datetime
    pages: int = 0
    done: int = 0
    lines: tuple[Recognised, ...] = ()

    @property
    def unread(self) -> bool:
        """Return whether there are pages to recognise."""
        return self.done < max(self.pages, 1)

    @property
    def doubtful(self) -> list[int]:
        """Return the places of the lines that a person has yet to look at."""
        return [place for place, line in enumerate(self.lines) if not line.settled]


class RecognitionStore:
    """Rows live until the scan is a draft or not wanted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, scan: Recognition) -> Recognition:
        """Keep a scan; return it with its number."""
        insert = self._database.insert(recognitions).values(_values(scan)).returning(recognitions.c.id)
        async with self._database.transaction() as connection:
            number = int((await connection.execute(insert)).scalar_one())
        return Recognition(**{name: getattr(scan, name) for name in Recognition.__slots__} | {"id": number})

    async def of(self, number: int) -> Recognition | None:
        """Return a scan; None once it is settled."""
        query = select(recognitions).where(recognitions.c.id == number)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
            return None if row is None else _scan(row)

    async def waiting(self) -> Recognition | None:
        """Return the oldest scan that has pages to recognise."""
        unread = or_(recognitions.c.pages == 0, recognitions.c.done < recognitions.c.pages)
        query = select(recognitions).where(unread).order_by(recognitions.c.id).limit(1)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
            return None if row is None else _scan(row)

    async def change(self, scan: Recognition) -> bool:
        """Keep a scan as it is now; False: it was settled meanwhile."""
        change = update(recognitions).where(recognitions.c.id == scan.id).values(_values(scan))
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount == 1

    async def drop(self, number: int) -> None:
        """Forget a scan."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(recognitions).where(recognitions.c.id == number))

    async def prune(self, before: datetime) -> None:
        """Forget what nobody has settled since."""
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(delete(recognitions).where(recognitions.c.added_at < before))


def _values(scan: Recognition) -> dict[str, object]:
    lines = [asdict(line) | {"picture": base64.b64encode(line.picture).decode()} for line in scan.lines]
    return {
        "user_id": scan.user_id,
        "file": scan.file,
        "original": scan.original,
        "message_id": scan.message_id,
        "pages": scan.pages,
        "done": scan.done,
        "lines": json.dumps(lines, ensure_ascii=False),
        "added_at": scan.added_at,
    }


def _scan(row: RowMapping) -> Recognition:
    fields = dict(row)
    lines = [
        Recognised(**line | {"picture": base64.b64decode(line["picture"])})
        for line in json.loads(fields.pop("lines"))
    ]
    return Recognition(**fields | {"original": bytes(row["original"]), "lines": tuple(lines)})
