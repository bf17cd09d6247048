"""Databases as every earlier version made them are upgraded; a kill leaves the old or the new."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from command_line import bot, refusal_of
from fixtures_database import private_copy
from postgres import Server, fresh_name
from sqlalchemy import Connection, inspect, text

from core.places import CHECKOUT
from storage.database import FILE_NAME, Database
from storage.tables.every import metadata
from storage.upkeep import schema
from storage.upkeep.schema import SchemaState

OLD = Path(__file__).resolve().parents[2] / "old_databases"
FILES = sorted(OLD.glob("*.sql"))
# Rows that a migration takes away on purpose: memberships that were only guessed (0012).
FORGOTTEN = {"memberships"}
FIRST, LAST = "0001-bc1af30", "0030-391b2d3"
INSERT = re.compile(r'^INSERT INTO (?:public\.)?"?(\w+)"? ', re.MULTILINE)


def load(url: str, dump: Path) -> None:
    """Make a database from SQL, in the engine's own way."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(dump.read_text(encoding="utf-8"))
    else:
        with closing(psycopg.connect(url, autocommit=True)) as connection:
            connection.execute(dump.read_bytes())


@pytest.fixture
def old_postgres_url(postgres_server: Server) -> Iterator[str]:
    """Return the URL of a PostgreSQL database without any table."""
    name = fresh_name("old")
    yield postgres_server.create(name)
    postgres_server.drop(name)


@pytest.fixture
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database of the engine that the test's dump is for."""
    dump: Path = request.getfixturevalue("dump")
    if dump.name.endswith(".sqlite.sql"):
        return f"sqlite:///{tmp_path / FILE_NAME}"
    url: str = request.getfixturevalue("old_postgres_url")
    return url


def differences(connection: Connection) -> object:
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)


def test_there_is_one_of_each_schema_that_was_ever_on_main() -> None:
    numbers = {file.name[:4] for file in FILES}
    # 0007 came together with 0008, 0025 to 0030 together. Of the newest there is none before it is an old one.
    together = {"0007", "0025", "0026", "0027", "0028", "0029"}
    missing = {one for one in schema.revisions()[:30] if one not in numbers} - together
    assert not missing, "see tests/old_schemas.py"
    assert {
        f"{file.name.split('.')[0]}.{engine}.sql" for file in FILES for engine in ("sqlite", "postgresql")
    } == {file.name for file in FILES}


@pytest.mark.parametrize("dump", FILES, ids=lambda file: file.name.removesuffix(".sql"))
async def test_an_old_database_becomes_the_new_one_and_keeps_its_rows(dump: Path, where: str) -> None:
    load(where, dump)
    tables = INSERT.findall(dump.read_text(encoding="utf-8"))
    database = Database.from_url(where)
    assert await database.schema_state() is SchemaState.OLD
    await database.migrate()
    assert await database.schema_state() is SchemaState.CURRENT
    async with database.connection() as connection:
        assert await connection.run_sync(differences) == []
        for table in sorted(set(tables) - FORGOTTEN - {"alembic_version"}):
            number = await connection.scalar(text(f'SELECT count(*) FROM "{table}"'))  # noqa: S608 - ours
            assert number == tables.count(table), table
    await database.migrate()
    await database.close()


async def test_an_upgraded_database_numbers_its_rows_on(old_postgres_url: str) -> None:
    load(old_postgres_url, OLD / f"{LAST}.postgresql.sql")
    database = Database.from_url(old_postgres_url)
    await database.migrate()
    async with database.transaction() as connection:
        await connection.execute(
            text(
                "INSERT INTO audit (at, action, subject, was, now) VALUES (now(), 'x', '', '', '') RETURNING id"
            )
        )
    await database.close()


KILLED = """
import asyncio, os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from storage.database import Database

left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

async def go():
    database = Database.from_url(sys.argv[1])
    await database.migrate()
    await database.close()

asyncio.run(go())
print(left)
"""


def migrated(url: str, statements: int) -> subprocess.CompletedProcess[str]:
    """Migrate in a process that is killed before so many statements."""
    command = [sys.executable, "-c", KILLED, url, str(statements)]
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=400)


def tables_in(connection: Connection) -> tuple[set[str], str | None]:
    columns = {
        f"{table}.{column['name']}"
        for table in inspect(connection).get_table_names()
        for column in inspect(connection).get_columns(table)
    }
    return columns, schema.revision_of(connection)


@pytest.mark.parametrize(
    "dump",
    [OLD / f"{FIRST}.sqlite.sql", OLD / f"{FIRST}.postgresql.sql"],
    ids=lambda file: file.name.split(".")[1],
)
async def test_a_migration_killed_anywhere_leaves_the_old_or_the_new(dump: Path, where: str) -> None:
    load(where, dump)
    database = Database.from_url(where)

    async def found() -> tuple[set[str], str | None]:
        async with database.connection() as connection:
            return await connection.run_sync(tables_in)

    before = await found()
    await database.close()
    for statements in (8, 40, 150, 330):
        done = migrated(where, statements)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        now = await found()
        await database.close()
        assert now == before or now[1] == schema.revisions()[-1], statements
    assert migrated(where, 10**9).returncode == 0
    assert await database.schema_state() is SchemaState.CURRENT
    await database.close()


def test_a_newer_database_is_refused_with_a_sentence(sqlite_template: Path, tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    private_copy(sqlite_template, file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    said = refusal_of(bot("run", BOT_STORAGE__FOLDER=str(tmp_path), BOT_TOKEN=f"123456789:{'A' * 35}"))
    assert "9999" in said
    assert "请升级程序" in said
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    assert "请升级程序" in bot("check", BOT_STORAGE__FOLDER=str(tmp_path)).stdout
