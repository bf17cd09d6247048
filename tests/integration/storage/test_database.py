import asyncio
import gc
import itertools
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Awaitable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import psutil
import pytest
from clock import PATIENCE
from cut_offs import Cancelled
from postgres import Server
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from core.errors import OperatorError
from storage.database import FILE_NAME, Database
from storage.tables.pushes import quote_days
from storage.tables.updates import updates
from storage.upkeep.schema import SchemaState

ROOT = Path(__file__).resolve().parents[3]
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ROW = {"bot_id": 1, "update_id": 7, "payload": "很私密的话", "received_at": NOON}


async def add(database: Database, **values: object) -> None:
    async with database.transaction() as connection:
        await connection.execute(insert(updates).values(ROW | values))


async def in_a_task(work: Awaitable[None]) -> None:
    await work


async def count(database: Database) -> int:
    async with database.connection() as connection:
        return int((await connection.scalar(select(func.count()).select_from(updates))) or 0)


async def test_time_comes_back_aware_and_in_utc(database: Database) -> None:
    shanghai = timezone(timedelta(hours=8))
    await add(database, received_at=datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=shanghai))
    async with database.connection() as connection:
        received_at = (await connection.execute(select(updates.c.received_at))).scalar_one()
    assert received_at == datetime(2026, 3, 2, 4, 0, 0, 123456, tzinfo=UTC)
    assert received_at.tzinfo is UTC


async def test_times_compare_whatever_their_offset(database: Database) -> None:
    await add(database, received_at=NOON)
    an_hour_later = (NOON + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-11)))
    async with database.connection() as connection:
        assert await connection.scalar(select(updates.c.update_id).where(updates.c.received_at < an_hour_later))
        assert not await connection.scalar(
            select(updates.c.update_id).where(updates.c.received_at > an_hour_later)
        )


async def test_naive_time_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="must be aware"):
        await add(database, received_at=datetime(2026, 3, 2))  # noqa: DTZ001 -- the mistake under test


async def test_characters_that_no_engine_stores_are_replaced(database: Database) -> None:
    await add(database, payload="前\x00中\ud83d后🙂")
    async with database.connection() as connection:
        assert (
            await connection.scalar(select(updates.c.payload))
            == "前\N{REPLACEMENT CHARACTER}中\N{REPLACEMENT CHARACTER}后🙂"
        )


async def test_exception_rolls_the_transaction_back(database: Database) -> None:
    async def write_and_fail() -> None:
        async with database.transaction() as connection:
            await connection.execute(insert(updates).values(ROW))
            raise LookupError

    with pytest.raises(LookupError):
        await write_and_fail()
    assert await count(database) == 0


@pytest.mark.parametrize("durable", [True, False])
async def test_transaction_is_committed_at_its_end(database: Database, *, durable: bool) -> None:
    async with database.transaction(durable=durable) as connection:
        await connection.execute(insert(updates).values(ROW))
    assert await count(database) == 1


async def test_transactions_that_read_before_they_write_do_not_overlap(database: Database) -> None:
    await add(database, attempts=0)

    async def add_one(*, durable: bool) -> None:
        async with database.transaction(durable=durable) as connection:
            query = select(updates.c.attempts).with_for_update()
            attempts = (await connection.execute(query)).scalar_one()
            await connection.execute(update(updates).values(attempts=attempts + 1))

    await asyncio.gather(*(add_one(durable=turn % 2 == 0) for turn in range(30)))
    async with database.connection() as connection:
        assert await connection.scalar(select(updates.c.attempts)) == 30


async def test_exclusive_lets_one_transaction_past_at_a_time(database: Database) -> None:
    inside = 0

    async def enter() -> None:
        nonlocal inside
        async with database.transaction() as connection:
            await database.exclusive(connection, "test")
            inside += 1
            await connection.execute(select(func.count()).select_from(updates))
            assert inside == 1
            inside -= 1

    await asyncio.gather(*(enter() for _ in range(5)))


async def test_cancelled_transaction_leaves_nothing_behind(database: Database) -> None:
    written = asyncio.Event()

    async def write_and_wait() -> None:
        async with database.transaction() as connection:
            await connection.execute(insert(updates).values(ROW))
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_and_wait())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await count(database) == 0
    await add(database)
    assert await count(database) == 1


@pytest.mark.parametrize("durable", [True, False])
async def test_transaction_cancelled_anywhere_is_whole_or_absent(database: Database, *, durable: bool) -> None:
    async def add_two(number: int) -> None:
        async with database.transaction(durable=durable) as connection:
            await connection.execute(insert(updates).values(ROW | {"bot_id": 1, "update_id": number}))
            await connection.execute(insert(updates).values(ROW | {"bot_id": 2, "update_id": number}))

    await add_two(1000)
    for late in (False, True):
        for number in itertools.count():
            cancelled = Cancelled(add_two(2000 * late + number), number, late=late)
            await asyncio.gather(in_a_task(cancelled), return_exceptions=True)
            if not cancelled.was_cancelled:
                break
        assert number > 5
    await add_two(1001)
    query = select(updates.c.update_id, func.count().label("rows")).group_by(updates.c.update_id)
    async with database.connection() as connection:
        found = {row.update_id: row.rows for row in await connection.execute(query)}
    assert set(found.values()) == {2}
    assert {1000, 1001} <= set(found)


async def test_errors_do_not_repeat_what_people_wrote(database: Database) -> None:
    await add(database)
    with pytest.raises(IntegrityError) as caught:
        await add(database)
    assert "很私密的话" not in str(caught.value)


async def test_insert_knows_conflicts_on_both_engines(database: Database) -> None:
    await add(database)
    statement = database.insert(updates).values(ROW).on_conflict_do_nothing().returning(updates.c.update_id)
    async with database.transaction() as connection:
        assert (await connection.scalars(statement)).all() == []


async def test_database_can_be_used_after_close(database: Database) -> None:
    await add(database)
    await database.close()
    assert await count(database) == 1


async def test_reading_connection_cannot_write_on_sqlite(tmp_path: Path) -> None:
    database = Database.in_folder(tmp_path)
    await database.migrate()
    async with database.connection() as connection:
        with pytest.raises(OperationalError, match="readonly"):
            await connection.execute(delete(quote_days))
    await database.close()


async def test_sqlite_flushes_what_must_survive_a_power_failure(tmp_path: Path) -> None:
    database = Database.in_folder(tmp_path)
    await database.migrate()
    found = {}
    for durable in (True, False):
        async with database.transaction(durable=durable) as connection:
            found[durable] = [
                await connection.scalar(text(f"PRAGMA {name}"))
                for name in ("synchronous", "journal_mode", "foreign_keys")
            ]
    await database.close()
    assert found == {True: [2, "wal", 1], False: [1, "wal", 1]}


async def test_postgresql_waits_for_the_disk_only_where_it_must(postgres_server: Server) -> None:
    database = Database.from_url(postgres_server.url)
    async with database.transaction(durable=False) as connection:
        assert await connection.scalar(text("SHOW synchronous_commit")) == "off"
        assert await connection.scalar(text("SHOW transaction_isolation")) == "read committed"
    await database.close()


async def test_connection_that_postgresql_dropped_is_made_anew(empty_postgres_url: str) -> None:
    database, other = Database.from_url(empty_postgres_url), Database.from_url(empty_postgres_url)
    await database.migrate()
    async with other.transaction() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    await add(database)
    assert await count(database) == 1
    await database.close()
    await other.close()


async def test_sqlite_waits_for_another_process_that_writes(tmp_path: Path) -> None:
    database = Database.in_folder(tmp_path)
    await database.migrate()
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(add(database))
        assert await count(database) == 0  # readers are not held up
        assert not waiting.done()
        other.execute("COMMIT")
        await waiting
    assert await count(database) == 1
    await database.close()


async def test_committed_rows_survive_the_death_of_their_process(database: Database, database_url: str) -> None:
    script = f"""
import asyncio, os
from datetime import datetime, UTC
from storage.database import Database
from storage.updates.owners import Share
from storage.updates.received import RawUpdate, UpdateStore
async def main():
    store = UpdateStore(Database.from_url({database_url!r}))
    await store.store(1, [RawUpdate(5, 9, "{{}}")], datetime.now(UTC), Share("me"))
    os._exit(9)
asyncio.run(main())
"""
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True
    )
    assert done.returncode == 9, done.stderr.decode()
    assert await count(database) == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://user:geheim@host/name", "mysql"),
        ("postgresql+asyncpg://user:geheim@host/name", "asyncpg"),
        ("sqlite://", "数据库文件"),
        ("sqlite:///:memory:", "数据库文件"),
        ("geheim", "不是数据库地址"),
        ("postgresql://user:geheim@host:port/name", "不是数据库地址"),
    ],
)
def test_url_that_cannot_be_used_is_refused_by_name(url: str, said: str) -> None:
    with pytest.raises(OperatorError, match=said) as caught:
        Database.from_url(url)
    assert "storage.url" in str(caught.value)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("url", ["postgres://u:geheim@h/n", "postgresql://u:geheim@h/n?password=geheim"])
def test_address_for_people_has_no_password(url: str) -> None:
    assert Database.from_url(url).address == "postgresql://u:***@h/n"


async def assert_refused(database: Database, *said: str) -> None:
    """Both ways of opening say the same, and never the password."""
    for opening in (database.schema_state, database.migrate):
        with pytest.raises(OperatorError) as caught:
            await opening()
        for words in said:
            assert words in str(caught.value)
        assert "geheim" not in str(caught.value)
        assert "Traceback" not in str(caught.value)
    await database.close()
    # aiosqlite's thread of a connection that never opened answers a loop that the test's end would close.
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 60.0)


async def test_wrong_password_is_explained(postgres_server: Server) -> None:
    url = postgres_server.url.replace("throw-away", "geheim")
    await assert_refused(Database.from_url(url), "storage.url", "***@127.0.0.1", "password authentication")


async def test_missing_postgresql_database_is_explained(postgres_server: Server) -> None:
    await assert_refused(Database.from_url(postgres_server.database("nowhere")), "storage.url", "nowhere")


async def test_port_without_postgresql_is_explained() -> None:
    await assert_refused(Database.from_url("postgresql://u:geheim@127.0.0.1:1/n"), "storage.url", "127.0.0.1")


async def test_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("就是一些文字" * 200, encoding="utf-8")
    await assert_refused(Database.in_folder(tmp_path), "storage.folder", "不是数据库文件")


async def test_folder_in_the_place_of_the_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    await assert_refused(Database.in_folder(tmp_path), "storage.folder", "打不开")


async def test_file_in_the_place_of_the_folder_is_explained(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    await assert_refused(Database.in_folder(tmp_path / "data"), "storage.folder")


async def test_file_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE something (id INTEGER)")
    database = Database.from_url(f"sqlite:///file:{file}?mode=ro&uri=true")
    with pytest.raises(OperatorError, match=r"storage\.url.*不能写入"):
        await database.migrate()
    await database.close()


async def test_database_in_use_by_another_program_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.BUSY_TIMEOUT", 0.05)
    database = Database.in_folder(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperatorError, match="正被别的程序占用"):
            await database.migrate()
    await database.close()


async def test_looking_at_the_schema_makes_nothing(tmp_path: Path) -> None:
    database = Database.in_folder(tmp_path / "data")
    assert await database.schema_state() is SchemaState.MISSING
    await database.close()
    assert list(tmp_path.iterdir()) == []


async def test_driver_errors_are_sqlalchemys(database: Database) -> None:
    async with database.connection() as connection:
        with pytest.raises(DBAPIError):
            await connection.execute(text("SELECT nothing FROM nowhere"))


async def test_a_connection_whose_opening_is_cancelled_anywhere_is_closed(database_url: str) -> None:
    """Left open it would hold the file, or one of the server's places, until the program ends."""
    before = open_connections()

    async def open_once(fresh: Database) -> None:
        async with fresh.connection():
            pass

    for late in (False, True):
        for number in itertools.count():
            fresh = Database.from_url(database_url)
            cancelled = Cancelled(open_once(fresh), number, late=late)
            await asyncio.gather(in_a_task(cancelled), return_exceptions=True)
            await fresh.close()
            gc.collect()  # what was merely forgotten complains here
            async with asyncio.timeout(PATIENCE):  # SQLite's threads close what they had opened a moment later
                while open_connections() > before:  # noqa: ASYNC110 - the system tells nobody
                    await asyncio.sleep(0)
            if not cancelled.was_cancelled:
                break
        assert number > 0  # SQLite waits for the opening alone: what is open goes back without a wait


def open_connections() -> int:
    """Return how many databases and servers this process has open."""
    process = psutil.Process()
    return len(process.open_files()) + len(process.net_connections())
