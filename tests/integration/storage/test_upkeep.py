"""The database's files: who may read them, what stays in their bytes, what is said of their damage."""

import logging
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from postgres import Server, fresh_name
from sqlalchemy import text

from core.errors import OperatorError
from services.checks import Level, check_database
from storage.database import FILE_NAME, Database
from storage.updates.owners import Share
from storage.updates.received import RawUpdate, UpdateStore

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
MARK = "很私密的话" * 3


def modes(folder: Path) -> dict[str, int]:
    return {one.name: stat.S_IMODE(one.stat().st_mode) for one in [folder, *folder.rglob("*")]}


def allowing(mode: int) -> bool:
    return bool(mode & (stat.S_IRWXG | stat.S_IRWXO))


async def made(folder: Path) -> Database:
    database = Database.in_folder(folder)
    await database.migrate()
    await UpdateStore(database).store(1, [RawUpdate(1, 5, MARK)], NOON, Share("me"))
    return database


async def test_what_the_database_leaves_is_its_owners_alone(tmp_path: Path) -> None:
    database = await made(tmp_path / "office" / "data")
    found = modes(tmp_path / "office")
    assert {FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"} <= set(found)
    assert not [name for name, mode in found.items() if allowing(mode)]
    await database.close()


async def test_what_was_open_to_others_is_tightened_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "data"
    await (await made(folder)).close()
    caplog.set_level(logging.INFO)
    copy = folder / "qingfeng.0001.db"
    copy.write_bytes(b"an older copy")
    for path in (folder, folder / FILE_NAME, copy):
        path.chmod(0o755)
    for _ in range(2):
        database = Database.in_folder(folder)
        await database.migrate()
        await database.close()
    assert not [name for name, mode in modes(folder).items() if allowing(mode)]
    assert caplog.text.count("only the owner can now") == 1


async def test_a_folder_with_other_things_in_it_keeps_its_rights(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "notes.txt").write_text("of somebody else", encoding="utf-8")
    await (await made(folder)).close()
    found = modes(folder)
    assert found["shared"] == 0o755
    assert not allowing(found[FILE_NAME])


def still_on_disk(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if MARK.encode() in one.read_bytes()]


async def test_what_was_emptied_is_gone_from_the_bytes(tmp_path: Path) -> None:
    database = await made(tmp_path)
    store = UpdateStore(database)
    await store.store(
        1, [RawUpdate(number, 5, f"{MARK}{'长' * 900}") for number in range(2, 40)], NOON, Share("me")
    )
    await store.mark_handled(1, range(1, 40), NOON)
    assert await database.settle()
    assert still_on_disk(tmp_path) == []
    await database.close()


def as_left_by_an_earlier_version(folder: Path) -> None:
    """Delete as versions did that left it readable, and take the mark away that such a version never set."""
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("DELETE FROM updates")
        connection.execute("PRAGMA user_version = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def test_what_an_earlier_version_deleted_is_gone_after_the_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await (await made(tmp_path)).close()
    as_left_by_an_earlier_version(tmp_path)
    assert still_on_disk(tmp_path) == [FILE_NAME]
    for _ in range(2):
        database = Database.in_folder(tmp_path)
        await database.migrate()
        assert still_on_disk(tmp_path) == []
        await database.close()
    assert caplog.text.count("written anew") == 1


async def test_a_file_in_use_is_written_anew_at_a_later_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await (await made(tmp_path)).close()
    as_left_by_an_earlier_version(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM updates").fetchone()
        database = Database.in_folder(tmp_path)
        await database.migrate()
        await database.close()
    again = Database.in_folder(tmp_path)
    await again.migrate()
    assert still_on_disk(tmp_path) == []
    await again.close()


async def test_a_table_made_anew_by_a_migration_leaves_nothing(tmp_path: Path) -> None:
    database = await made(tmp_path)
    async with database._migration() as connection:
        await connection.execute(text("CREATE TABLE gone AS SELECT * FROM updates"))
        await connection.execute(text("DELETE FROM updates"))
        await connection.execute(text("DROP TABLE gone"))
    assert await database.settle()
    assert still_on_disk(tmp_path) == []
    await database.close()


async def test_somebody_who_reads_an_older_state_only_delays_it(tmp_path: Path) -> None:
    database = await made(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM updates").fetchone()
        await UpdateStore(database).mark_handled(1, [1], NOON)
        assert not await database.settle()
    assert await database.settle()
    assert still_on_disk(tmp_path) == []
    await database.close()


def damage(file: Path) -> None:
    """Overwrite every page but the first: the file opens, and what is read of it is nonsense."""
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)


async def test_check_names_a_damaged_database(tmp_path: Path) -> None:
    await (await made(tmp_path)).close()
    damage(tmp_path / FILE_NAME)
    (finding,) = await check_database(Database.in_folder(tmp_path))
    assert finding.level is Level.BAD
    assert "损坏" in finding.text


async def test_damage_is_said_once_however_often_it_is_met(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await (await made(tmp_path)).close()
    damage(tmp_path / FILE_NAME)
    database = Database.in_folder(tmp_path)
    for _ in range(20):
        with pytest.raises(Exception, match=r"malformed|not a database"):
            await UpdateStore(database).store(1, [RawUpdate(2, 5, "x")], NOON, Share("me"))
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "损坏" in caplog.text
    assert "Traceback" not in caplog.text
    assert "损坏" in database.damage
    await database.close()


async def test_an_outage_is_one_line_at_its_beginning_and_one_at_its_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = await made(tmp_path)
    await database.close()
    file = tmp_path / FILE_NAME
    file.rename(tmp_path / "away.db")
    file.mkdir()
    for _ in range(20):
        with pytest.raises(Exception, match="unable to open"):
            await UpdateStore(database).store(1, [RawUpdate(2, 5, "x")], NOON, Share("me"))
    file.rmdir()
    (tmp_path / "away.db").rename(file)
    await UpdateStore(database).store(1, [RawUpdate(3, 5, "x")], NOON, Share("me"))
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2, said
    assert "打不开" in said[0]
    assert "20 failures" in said[1]
    await database.close()


async def test_a_database_that_cannot_hold_chinese_is_refused_in_a_sentence(postgres_server: Server) -> None:
    name = fresh_name("ascii")
    owner = Database.from_url(postgres_server.url)
    async with owner._readers.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(
            text(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
        )
    await owner.close()
    database = Database.from_url(postgres_server.database(name))
    for attempt in (database.migrate, database.schema_state):
        with pytest.raises(OperatorError, match=r"SQL_ASCII.*UTF8"):
            await attempt()
    await database.close()
    postgres_server.drop(name)
