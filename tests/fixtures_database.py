"""The fixture `database`: an empty, migrated one, on SQLite and on PostgreSQL.

Every test that takes it runs twice. PostgreSQL is started for the test session; without it the test is
skipped, or fails when QINGFENG_REQUIRE_POSTGRES=1. QINGFENG_TEST_POSTGRES_URL names a server to use instead.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from postgres import PostgresMissingError, Server, fresh_name, running_server
from psycopg import sql

from storage.database import FILE_NAME, Database
from storage.tables.every import metadata


def private_copy(template: Path, file: Path) -> None:
    """Copy a database so that only its owner reads it, as the bot makes one."""
    shutil.copyfile(template, file)
    file.chmod(0o600)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Start a PostgreSQL server; one a test process."""
    if url := os.environ.get("QINGFENG_TEST_POSTGRES_URL"):
        yield Server(url)
        return
    try:
        with running_server() as server:
            yield server
    except PostgresMissingError as missing:
        if os.environ.get("QINGFENG_REQUIRE_POSTGRES") == "1":
            pytest.fail(f"QINGFENG_REQUIRE_POSTGRES=1, but: {missing}")
        pytest.skip(f"PostgreSQL is not there: {missing}")


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> Iterator[str]:
    """Return the name of a migrated database that is copied for each test."""
    name = fresh_name("template")
    url = postgres_server.create(name)

    async def migrate() -> None:
        database = Database.from_url(url)
        await database.migrate()
        await database.close()

    asyncio.run(migrate())
    yield name
    postgres_server.drop(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite file that is copied for each test."""
    folder = tmp_path_factory.mktemp("template")

    async def migrate() -> None:
        database = Database.in_folder(folder)
        await database.migrate()
        await database.close()

    asyncio.run(migrate())
    return folder / FILE_NAME


@pytest.fixture
def empty_postgres_url(postgres_server: Server) -> Iterator[str]:
    """Return the URL of a PostgreSQL database without any table."""
    name = fresh_name("empty")
    yield postgres_server.create(name)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database without any table: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / FILE_NAME}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture(scope="session")
def emptied_postgres_url(postgres_server: Server, postgres_template: str) -> Iterator[str]:
    """Return the URL of a migrated database that is emptied after each test; a new one takes far longer."""
    name = fresh_name("shared")
    yield postgres_server.create(name, template=postgres_template)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a migrated, empty database: SQLite, then PostgreSQL. Its schema is to stay."""
    if request.param == "sqlite":
        private_copy(request.getfixturevalue("sqlite_template"), tmp_path / FILE_NAME)
        yield f"sqlite:///{tmp_path / FILE_NAME}"
        return
    url: str = request.getfixturevalue("emptied_postgres_url")
    yield url
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("SET lock_timeout = '60s'")  # a test that leaves a transaction open fails here
        tables = [sql.Identifier(table.name) for table in reversed(metadata.sorted_tables)]
        # All in one command: each by itself would be a way to the server and back.
        connection.execute(sql.SQL(";").join(sql.SQL("DELETE FROM {}").format(table) for table in tables))


@pytest.fixture
def postgres_copy(postgres_server: Server, postgres_template: str) -> Iterator[str]:
    """Return the URL of a migrated PostgreSQL database of the test's own."""
    name = fresh_name("test")
    yield postgres_server.create(name, template=postgres_template)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def disposable_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database whose schema the test may change: empty SQLite, migrated PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / FILE_NAME}"
    url: str = request.getfixturevalue("postgres_copy")  # not from a coroutine: it runs a loop of its own
    return url


@pytest_asyncio.fixture
async def disposable_database(disposable_database_url: str) -> AsyncIterator[Database]:
    """Open a migrated, empty database whose schema the test may change: SQLite, then PostgreSQL."""
    opened = Database.from_url(disposable_database_url)
    await opened.migrate()
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Open a migrated, empty database: SQLite, then PostgreSQL."""
    opened = Database.from_url(database_url)
    yield opened
    await opened.close()
