"""Notices at its start that a database is older than what was pushed on it: somebody put a copy in its place.

The database counts the requests of pushes it began. On SQLite the same count stands in a small file beside it,
written after the database's commit and before the request: a database that knows of fewer is a copy from
before. On PostgreSQL nothing stands beside it that all processes share, but a dump that is read back becomes
another database of the cluster, which PostgreSQL itself can tell.

What neither sees: a whole folder put back, with the file in it; a cluster put back as a whole.
"""

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select, text

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.states import RestorationKind
from storage.tables.pushes import push_marks
from storage.upkeep.private_files import FILE

ONE = 1  # the row's number
LOCK = "push marks"
OID = text("SELECT CAST(oid AS TEXT) FROM pg_database WHERE datname = current_database()")
MAY_ASK = text("SELECT has_function_privilege('pg_catalog.pg_control_system()', 'execute')")
CLUSTER = text("SELECT CAST(system_identifier AS TEXT) FROM pg_control_system()")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mark:
    """Which database it is, and how many requests were begun on it."""

    origin: str
    begun: int


def marks_file(database: Path) -> Path:
    """Return the file with the mark beside SQLite's file."""
    return database.with_suffix(".pushed")


class PushMarks:
    """The count, in the database and beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._file = None if database.file is None else marks_file(database.file)
        self._unwritable = False

    async def count(self, connection: AsyncConnection) -> Mark | None:
        """Count one more request, in the transaction that stores it as begun; None where nothing is counted.

        On PostgreSQL all processes would wait for this one row.
        """
        if self._file is None:
            return None
        more = (
            self._database.insert(push_marks)
            .values(id=ONE, origin=uuid4().hex, begun=1)
            .on_conflict_do_update(index_elements=["id"], set_={"begun": push_marks.c.begun + 1})
            .returning(push_marks.c.origin, push_marks.c.begun)
        )
        row = (await connection.execute(more)).one()
        return Mark(row.origin, row.begun)

    def note(self, mark: Mark | None) -> None:
        """Write the count beside the database: after the commit, before the request."""
        if self._file is None or mark is None:
            return
        try:
            write_mark(self._file, mark)
        except OSError as error:
            if not self._unwritable:
                logger.warning("%s cannot be written (%s)", self._file.name, error.strerror)
            self._unwritable = True

    async def compare(self, connection: AsyncConnection) -> RestorationKind | None:
        """Return how this database came to be here, if it is not the one that pushed last."""
        here = await self._here(connection)
        if self._file is None:
            origin = await _identity(connection)
            return RestorationKind.ELSEWHERE if here and here.origin != origin else None
        beside = read_mark(self._file)
        if beside is None:
            return RestorationKind.ELSEWHERE if here and here.begun else None
        if here is not None and here.origin != beside.origin:
            return RestorationKind.ELSEWHERE
        return RestorationKind.BY_HAND if beside.begun > (here.begun if here else 0) else None

    async def accept(self, connection: AsyncConnection) -> Mark | None:
        """Take this database for the one that pushes from now on; `note` what is returned after the commit."""
        here = await self._here(connection) or Mark(uuid4().hex, 0)
        beside = None if self._file is None else read_mark(self._file)
        origin = here.origin if self._file else await _identity(connection)
        mark = Mark(origin, max(here.begun, beside.begun if beside else 0))
        values = {"origin": mark.origin, "begun": mark.begun}
        insert = self._database.insert(push_marks).values(id=ONE, **values)
        await connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=values))
        return mark if self._file else None

    async def is_new(self, connection: AsyncConnection) -> bool:
        """Return whether nothing tells yet which database this is.

        It is told before the first push: a kill between the first count and its file would look like a copy.
        """
        here = await self._here(connection)
        return here is None or (self._file is not None and not here.begun and read_mark(self._file) is None)

    async def _here(self, connection: AsyncConnection) -> Mark | None:
        query = select(push_marks.c.origin, push_marks.c.begun).where(push_marks.c.id == ONE)
        row = (await connection.execute(query)).one_or_none()
        return None if row is None else Mark(row.origin, row.begun)


def read_mark(file: Path) -> Mark | None:
    """Return what stands in the file; None when it is not there or says nothing."""
    try:
        origin, _, begun = file.read_text(encoding="ascii").strip().partition(" ")
        return Mark(origin, int(begun))
    except (OSError, ValueError):
        return None


def write_mark(file: Path, mark: Mark) -> None:
    """Write the file in its place: always as long, so that it is never half an old and half a new number."""
    line = f"{mark.origin} {mark.begun:020d}\n".encode("ascii")
    new = not file.exists()
    handle = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, FILE)
    try:
        os.pwrite(handle, line, 0)
        os.ftruncate(handle, len(line))
        if new:
            os.fsync(handle)
    finally:
        os.close(handle)


async def _identity(connection: AsyncConnection) -> str:
    """Return what tells this PostgreSQL database from every other."""
    oid = await connection.scalar(OID)
    cluster = await connection.scalar(CLUSTER) if await connection.scalar(MAY_ASK) else ""
    return f"{cluster}/{oid}"
