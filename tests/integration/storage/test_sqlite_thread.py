"""SQLite's thread is called once for each statement, and a transaction is none without its lock."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.database import FILE_NAME, Database
from storage.engine.sqlite_thread import FIRST, connect

NOTES = "CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT UNIQUE)"
ADD = text("INSERT INTO notes (words) VALUES (:words)")


@pytest.fixture
async def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    monkeypatch.setattr("storage.database.BUSY_TIMEOUT", 0.05)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(NOTES)
    database = Database.in_folder(tmp_path)
    yield database
    await database.close()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return how often each connection's thread was called, whatever for."""
    found: Counter[str] = Counter()
    # Every call of the thread goes through this one.
    execute: Any = aiosqlite.Connection._execute

    async def counted(connection: aiosqlite.Connection, *work: Any, **more: Any) -> Any:  # noqa: ANN401
        found["calls"] += 1
        return await execute(connection, *work, **more)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    return found


async def written(database: Database) -> list[str]:
    async with database.connection() as connection:
        return list((await connection.execute(text("SELECT words FROM notes ORDER BY id"))).scalars())


async def test_the_thread_of_a_file_that_does_not_open_has_nothing_more_to_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would end with a traceback wherever the event loop ends first, as after a command."""
    connection, loop = connect(tmp_path), asyncio.get_running_loop()
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        await connection
    said: list[object] = []
    monkeypatch.setattr(loop, "call_soon_threadsafe", lambda *about: said.append(about))
    connection._thread.join()
    assert said == []


async def test_reading_calls_the_thread_once(notebook: Database, calls: Counter[str]) -> None:
    await written(notebook)
    calls.clear()
    await written(notebook)
    assert calls["calls"] == 1


async def test_a_transaction_calls_the_thread_once_a_statement_and_to_commit(
    notebook: Database, calls: Counter[str]
) -> None:
    for words in ("一", "二"):
        calls.clear()
        async with notebook.transaction() as connection:
            await connection.execute(ADD, {"words": words})
    assert calls["calls"] == 2
    assert await written(notebook) == ["一", "二"]


async def test_a_long_table_is_read_whole_or_page_by_page_or_left_in_the_middle(notebook: Database) -> None:
    expected = [f"第{number}条" for number in range(2 * FIRST + 500)]
    async with notebook.transaction() as connection:
        await connection.execute(ADD, [{"words": words} for words in expected])
    assert await written(notebook) == expected
    every = text("SELECT words FROM notes ORDER BY id")
    async with notebook.connection() as connection:
        pages = [len(page) async for page in (await connection.stream(every)).partitions(400)]
        assert pages == [400, 400, 400, 400, 400, 400, 100]
        one_by_one = await connection.stream(every)
        assert (await one_by_one.fetchone(), await one_by_one.fetchone()) == (("第0条",), ("第1条",))
        await one_by_one.close()
        assert [row.words async for row in await connection.stream(every)] == expected
    async with notebook.transaction() as connection:
        await connection.execute(text("DELETE FROM notes"))
    assert await written(notebook) == []


async def test_all_rows_are_read_and_what_was_written_is_counted(notebook: Database) -> None:
    many = [{"words": f"第{number}条"} for number in range(300)]
    async with notebook.transaction() as connection:
        await connection.execute(ADD, many)
    assert await written(notebook) == [one["words"] for one in many]
    async with notebook.transaction() as connection:
        changed = await connection.execute(text("UPDATE notes SET words = words || '。' WHERE id <= 120"))
        assert changed.rowcount == 120
        taken = await connection.execute(text("DELETE FROM notes WHERE id > 298 RETURNING words"))
        assert taken.scalars().all() == ["第298条", "第299条"]


async def test_a_statement_that_fails_leaves_the_transaction_to_its_block(notebook: Database) -> None:
    async with notebook.transaction() as connection:
        await connection.execute(ADD, {"words": "一"})
        with pytest.raises(IntegrityError):
            await connection.execute(ADD, {"words": "一"})
        await connection.execute(ADD, {"words": "二"})
    assert await written(notebook) == ["一", "二"]

    async def ends_in_a_failure() -> None:
        async with notebook.transaction() as connection:
            await connection.execute(ADD, {"words": "三"})
            await connection.execute(ADD, {"words": "一"})

    with pytest.raises(IntegrityError):
        await ends_in_a_failure()
    assert await written(notebook) == ["一", "二"]


async def test_nothing_is_written_outside_a_transaction_when_the_lock_was_not_given(
    notebook: Database, tmp_path: Path
) -> None:
    """Though the block goes on after the refusal: each statement asks for the lock until it is given."""

    async def goes_on(other: sqlite3.Connection) -> None:
        async with notebook.transaction() as connection:
            with pytest.raises(OperationalError):
                await connection.execute(ADD, {"words": "一"})
            other.execute("ROLLBACK")
            await connection.execute(ADD, {"words": "二"})
            raise ZeroDivisionError

    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ZeroDivisionError):
            await goes_on(other)
    assert await written(notebook) == []


async def test_the_lock_is_held_from_the_first_statement_on(notebook: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None, timeout=0)) as other:
        async with notebook.transaction() as connection:
            await connection.execute(text("SELECT count(*) FROM notes"))
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("INSERT INTO notes (words) VALUES ('一')")
        other.execute("INSERT INTO notes (words) VALUES ('二')")
    assert await written(notebook) == ["二"]


async def test_a_transaction_without_a_statement_leaves_nothing_behind(
    notebook: Database, tmp_path: Path
) -> None:
    async with notebook.transaction():
        pass
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None, timeout=0)) as other:
        other.execute("INSERT INTO notes (words) VALUES ('一')")
    assert await written(notebook) == ["一"]


async def test_a_transaction_that_is_put_off_is_one_call_of_the_thread(
    notebook: Database, calls: Counter[str]
) -> None:
    await written(notebook)
    for words in ("一", "二"):
        calls.clear()
        async with notebook._at_once() as connection:
            await connection.execute(ADD, {"words": words})
            await connection.execute(ADD, [{"words": f"{words}甲"}, {"words": f"{words}乙"}])
            assert words not in await written(notebook)
    assert calls["calls"] == 2  # the other one is the reading
    assert await written(notebook) == ["一", "一甲", "一乙", "二", "二甲", "二乙"]


async def test_what_is_put_off_fails_as_a_whole_when_it_commits(notebook: Database) -> None:
    async def twice() -> None:
        async with notebook._at_once() as connection:
            await connection.execute(ADD, {"words": "一"})
            await connection.execute(ADD, {"words": "一"})

    async def left() -> None:
        async with notebook._at_once() as connection:
            await connection.execute(ADD, {"words": "二"})
            raise ZeroDivisionError

    with pytest.raises(IntegrityError):
        await twice()
    with pytest.raises(ZeroDivisionError):
        await left()
    async with notebook._at_once() as connection:
        await connection.execute(ADD, {"words": "三"})
    assert await written(notebook) == ["三"]
    async with notebook.transaction(durable=False) as connection:  # it does not put off what comes next
        added = await connection.execute(text("INSERT INTO notes (words) VALUES ('四') RETURNING words"))
        assert added.scalar() == "四"


async def test_what_is_put_off_is_not_written_without_the_lock(notebook: Database, tmp_path: Path) -> None:
    async def refused() -> None:
        async with notebook._at_once() as connection:
            await connection.execute(ADD, {"words": "一"})

    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError):
            await refused()
        other.execute("ROLLBACK")
    assert await written(notebook) == []
