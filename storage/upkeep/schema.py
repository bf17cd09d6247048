"""The schema's revisions: which one a database has, which one the program wants, and the way there.

A revision is called after its file in migrations/versions: 0001 in 0001_first_tables.py. An empty database
is made from storage/tables at once, an older one is brought to the same by Alembic, which is imported only
then: importing it takes time that a start can do without.
"""

import os
import re
import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
)

from core.errors import OperatorError
from core.patterns import pattern
from storage.engine.failures import sqlite_says
from storage.tables.every import metadata
from storage.upkeep.private_files import FILE

MIGRATIONS = Path(__file__).parents[1] / "migrations"
BEFORE = pattern(r'^down_revision = "(\d+)"$', re.MULTILINE)
# Alembic's own table, as it would make it.
versions = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


class SchemaState(StrEnum):
    """How the database's schema compares with the program's."""

    MISSING = "missing"
    OLD = "old"
    CURRENT = "current"
    NEWER = "newer"


def revisions() -> list[str]:
    """Return every revision that the program knows, oldest first: in the order in which they are applied.

    Their numbers need not be in this order: work that goes on side by side lands as it is ready.
    """
    behind = {}
    for file in (MIGRATIONS / "versions").glob("[0-9]*.py"):
        found = BEFORE.search(file.read_text(encoding="utf-8"))
        behind[found[1] if found else None] = file.name.split("_")[0]
    line: list[str] = []
    while (following := behind.get(line[-1] if line else None)) is not None:
        line.append(following)
    return line


def revision_of(connection: Connection) -> str | None:
    """Return the revision that the database has; None when it has none."""
    if not inspect(connection).has_table(versions.name):
        return None
    found = connection.scalar(select(versions.c.version_num))
    return None if found is None else str(found)


def state_of(revision: str | None) -> SchemaState:
    """Compare a database's revision with the program's."""
    known = revisions()
    if revision is None:
        return SchemaState.MISSING
    if revision not in known:
        return SchemaState.NEWER
    return SchemaState.CURRENT if revision == known[-1] else SchemaState.OLD


def newer(setting: str, address: str, revision: str | None) -> str:
    """Return what to tell the operator about a database that a newer program has changed."""
    return (
        f"{setting}：数据库 {address} 的结构是 {revision}，比本程序认识的 {revisions()[-1]} 新："
        "请升级程序，或换一个数据库"
    )


def refuse_strange_tables(connection: Connection, setting: str, address: str) -> None:
    """Raise OperatorError when a database without a revision has tables with our names."""
    taken = sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))
    if taken:
        raise OperatorError(f"{setting}：数据库 {address} 里已有别的程序的表 {taken[0]}：请换一个数据库")


def refuse_dangling_rows(connection: Connection) -> None:
    """Raise when an SQLite migration, run with foreign keys off, broke one."""
    if rows := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise RuntimeError(f"the migration leaves {len(rows)} rows without the row they refer to")


def make(connection: Connection) -> None:
    """Make every table in an empty database, in the transaction that `connection` is in."""
    metadata.create_all(connection, checkfirst=False)
    versions.create(connection, checkfirst=True)  # an empty one may be there
    connection.execute(insert(versions).values(version_num=revisions()[-1]))


def upgrade(connection: Connection) -> None:
    """Run the migrations that an older database lacks, in the transaction that `connection` is in."""
    from alembic import command  # noqa: PLC0415 -- see the module's docstring
    from alembic.config import Config  # noqa: PLC0415 -- the same

    from storage.upkeep.migrating import forgive, mend  # noqa: PLC0415 -- the same

    forgive()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    mend(connection)


def file_exists(file: Path, setting: str) -> bool:
    """Return whether SQLite's file is there; OperatorError when it, or one to be made, could not be written."""
    if file.exists():
        if not os.access(file, os.R_OK | os.W_OK) or not os.access(file.parent, os.W_OK):
            raise OperatorError(f"{setting}：数据库 {file} {sqlite_says('READONLY', file)}")
        return True
    nearest = next(folder for folder in file.absolute().parents if folder.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise OperatorError(f"{setting}：不能在 {nearest} 里建数据库：请检查文件夹的权限")
    return False


def copy_file(file: Path, revision: str) -> Path:
    """Copy the committed state of SQLite's `file` beside it and return the copy's path.

    The caller holds the write lock, so nothing is committed meanwhile. An older copy is never replaced.
    """
    number = 1
    while (copy := file.with_name(f"{file.stem}.{revision}{'' if number == 1 else f'-{number}'}.db")).exists():
        number += 1
    unfinished = copy.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, FILE))
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    return unfinished.rename(copy)
