"""A few rows are looked up without a call of SQLite's thread, as fresh as everywhere else."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import aiosqlite
import pytest
from clock import MORNING
from sqlalchemy import Engine, bindparam, event, select
from sqlalchemy.exc import DatabaseError, OperationalError

from core.models import ChatKind
from storage.database import FILE_NAME, Database
from storage.people.chats import ChatStore
from storage.tables.chats import chats

TITLE = select(chats.c.title).where(chats.c.chat_id == bindparam("chat"))


async def title_of(database: Database, chat: int) -> list[str]:
    return [row["title"] for row in await database.look_up(TITLE, chat=chat)]


async def test_it_sees_what_was_just_written(database: Database) -> None:
    store = ChatStore(database)
    assert await title_of(database, -5) == []
    for title in ("机关党委", "学习小组"):
        await store.record(-5, ChatKind.GROUP, title, MORNING)
        assert await title_of(database, -5) == [title]
    assert await title_of(database, -6) == []


async def test_on_sqlite_it_calls_no_thread(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not database_url.startswith("sqlite"):
        return

    async def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a thread was called")

    await ChatStore(database).record(-5, ChatKind.GROUP, "机关党委", MORNING)
    with monkeypatch.context() as patched:
        patched.setattr(aiosqlite.Connection, "_execute", refuse)
        assert await title_of(database, -5) == ["机关党委"]


async def test_where_nothing_is_to_be_found_sqlalchemy_is_not_asked(
    database: Database, database_url: str
) -> None:
    if not database_url.startswith("sqlite"):
        return
    asked: list[str] = []
    newest = TITLE.order_by(chats.c.chat_id.desc()).limit(3)
    since = TITLE.where(chats.c.changed_at >= bindparam("since"))  # a moment is written in SQLAlchemy's way
    await database.look_up(newest, chat=-5)  # opens the file

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", note)
    assert not await database.look_up(newest, chat=-5)
    assert not asked
    await ChatStore(database).record(-5, ChatKind.GROUP, "机关党委", MORNING)
    asked.clear()
    assert [row["title"] for row in await database.look_up(newest, chat=-5)] == ["机关党委"]
    assert len(asked) == 1
    event.remove(Engine, "before_cursor_execute", note)
    assert [row["title"] for row in await database.look_up(since, chat=-5, since=MORNING)] == ["机关党委"]
    assert not await database.look_up(since, chat=-5, since=MORNING + timedelta(seconds=1))


async def test_it_waits_elsewhere_where_another_program_is_at_the_file(
    sqlite_template: Path, tmp_path: Path
) -> None:
    (tmp_path / FILE_NAME).write_bytes(sqlite_template.read_bytes())
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # so that a reader has to wait
    database = Database.in_folder(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert database._looking_up is not None
        assert database._looking_up.read(TITLE, {"chat": -5}) is None
        other.execute("ROLLBACK")
    assert await title_of(database, -5) == []
    await database.close()


async def test_a_file_that_is_no_database_is_said_as_for_other_reads(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 1000)
    database = Database.in_folder(tmp_path)
    with pytest.raises(DatabaseError):
        await title_of(database, -5)
    assert "不是数据库文件" in database.reading.why
    await database.close()


async def test_nothing_can_be_written_this_way(database: Database, database_url: str) -> None:
    if database_url.startswith("sqlite"):
        with pytest.raises(OperationalError):
            await database.look_up(chats.delete().returning(chats.c.chat_id))
