"""A copy of SQLite's file as it is at one moment, made while others write, and the proof that it is whole."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from storage.upkeep.private_files import FILE

PAGES = 2048  # copied at a time; in between others come to Python, and the copying may be ended
STEPS = 100_000  # of SQLite's machine between two looks whether to go on
BUSY = 15.0  # seconds that another program may hold the file
GoesOn = Callable[[], bool]


class InterruptedCopyError(Exception):
    """The program ends: the copy is not wanted any more."""


class DamagedCopyError(Exception):
    """The copy is not what it should be; the message says why, in Chinese."""


def snapshot(source: Path, target: Path, goes_on: GoesOn) -> dict[str, int]:
    """Copy the committed state of `source` into the new file `target`; return the rows of each table.

    One reading transaction holds the state: writers go on meanwhile, and what they write is not in the copy.
    `target` needs no other file beside it. Raises sqlite3.Error, OSError, InterruptedCopyError.
    """

    def look(*_: object) -> None:
        if not goes_on():
            raise InterruptedCopyError

    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, FILE))
    with closing(sqlite3.connect(_uri(source, "mode=rw"), uri=True, timeout=BUSY)) as reading:
        reading.isolation_level = None
        reading.execute("PRAGMA query_only = ON")
        reading.execute("BEGIN")
        rows = counts(reading)
        with closing(sqlite3.connect(target)) as writing:
            reading.backup(writing, pages=PAGES, progress=look)
            writing.execute("PRAGMA journal_mode = DELETE")
        reading.execute("ROLLBACK")
    flush(target)
    return rows


def prove(file: Path, rows: dict[str, int] | None, goes_on: GoesOn = lambda: True) -> dict[str, int]:
    """Read all of a copy and return the rows of each table. DamagedCopyError when they are not `rows`."""
    try:
        with opened(file) as connection:
            connection.set_progress_handler(lambda: not goes_on(), STEPS)
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                raise DamagedCopyError("副本已经损坏")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise DamagedCopyError("副本里有的行没有它所属的行")
            counted = counts(connection)
    except sqlite3.DatabaseError as error:
        if not goes_on():
            raise InterruptedCopyError from None
        raise DamagedCopyError(f"副本打不开（{type(error).__name__}）") from None
    if rows is not None and counted != rows:
        table = next(name for name in sorted({*counted, *rows}) if counted.get(name) != rows.get(name))
        raise DamagedCopyError(f"副本里表 {table} 的行数不对")
    return counted


def revision_in(file: Path) -> str | None:
    """Return the schema's revision in a copy; None when it is no database of ours. Raises sqlite3.Error."""
    with opened(file) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return None if row is None else str(row[0])


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - names of tables
        for (name,) in connection.execute(named).fetchall()
    }


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy that nobody writes, and leave nothing beside it."""
    with closing(sqlite3.connect(_uri(file, "mode=ro&immutable=1"), uri=True)) as connection:
        yield connection


def flush(path: Path) -> None:
    """Have the disk keep a file, or a folder's list of names, also over a power failure."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _uri(file: Path, how: str) -> str:
    return f"file:{quote(str(file.absolute()))}?{how}"
