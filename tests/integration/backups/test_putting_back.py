"""A backup is put where there is nothing and room for it, brought up to date, and known as what it is."""

import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from backup_place import Place
from pushing import at

from core.errors import OperatorError
from core.settings import Settings
from services.backups.folders import LIST, SPARE, SQLITE, backups_in, keep_newest, read_backup
from services.backups.restoring import RestoreService
from storage.database import FILE_NAME
from storage.states import RestorationKind
from storage.upkeep.push_marks import PushMarks, marks_file, read_mark
from storage.upkeep.restorations import RestorationStore
from storage.upkeep.schema import SchemaState

OLD = Path(__file__).resolve().parents[2] / "old_databases" / "0036-ba6bc8a.sqlite.sql"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    """Open a database that is current and has nothing in it, with an empty place beside it."""
    opened = Place(tmp_path, "", "")
    await opened.database.migrate()
    yield opened
    await opened.close()


async def pushes_once(place: Place) -> None:
    marks = PushMarks(place.database)
    async with place.database.transaction() as connection:
        mark = await marks.count(connection)
    marks.note(mark)


async def test_a_copy_of_an_older_version_s_database_is_brought_up_to_date(place: Place) -> None:
    copy = place.folder / "by hand.db"
    copy.parent.mkdir()
    with closing(sqlite3.connect(copy)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    found = place.restore.find(copy)
    assert (found.database, found.engine, found.made_at, found.folder) == (copy, "sqlite", None, None)
    await place.restore.put_back(found, at(9))
    assert await place.new.schema_state() is SchemaState.CURRENT
    kinds = [(one.kind, one.made_at, one.until) for one in await RestorationStore(place.new).look(at(10))]
    assert (RestorationKind.COMMAND, None, at(9)) in kinds


@pytest.mark.parametrize("hour", [None, 9])
async def test_a_restored_database_is_known_as_one_that_a_command_put_there(
    place: Place, hour: int | None
) -> None:
    await pushes_once(place)
    made = await place.backups.make()
    until = None if hour is None else at(hour)
    await place.restore.put_back(place.restore.find(made.folder), until)
    assert place.new.file is not None
    assert stat.S_IMODE(place.new.file.stat().st_mode) == 0o600
    mark = read_mark(marks_file(place.new.file))
    assert mark is not None
    assert mark.begun == 1
    pending = [(one.kind, one.made_at, one.until) for one in await RestorationStore(place.new).look(at(10))]
    assert pending == ([] if until is None else [(RestorationKind.COMMAND, at(3, 30), until)])
    assert {one.name for one in place.new.file.parent.iterdir()} <= {
        FILE_NAME,
        f"{FILE_NAME}-wal",
        f"{FILE_NAME}-shm",
        f"{FILE_NAME}.running",
        marks_file(place.new.file).name,
    }, "nothing is left of the way it came"


async def test_a_restore_needs_room_for_two_copies_of_the_database(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = place.restore.find((await place.backups.make()).folder)
    copies = 2 * found.database.stat().st_size
    room = copies + copies // 10 + SPARE
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=room - 1))
    with pytest.raises(OperatorError) as refused:
        await place.restore.put_back(found, None)
    told = f"只剩 {(room - 1) // 1_000_000} MB，至少要 {-(-room // 1_000_000)} MB：请腾出空间"
    assert str(refused.value).endswith(told)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=room))
    await place.restore.put_back(found, None)
    assert await place.new.schema_state() is SchemaState.CURRENT


async def test_what_differs_from_the_backup_is_named_file_by_file(place: Place) -> None:
    config = place.folder.parent / "config.toml"
    config.write_text("[storage]\n", encoding="utf-8")
    settings = place.settings.model_copy()
    settings._file = config
    place.backups._settings = settings
    made = await place.backups.make()
    kept = made.folder / "knowledge"
    found = place.restore.find(made.folder)

    def beside(now: Settings) -> list[Path]:
        return RestoreService(now, place.new).beside(found)

    assert beside(settings) == []
    assert beside(place.settings) == [made.folder / "config.toml"], "there is none any more"
    (place.knowledge / "speeches" / "2023.txt").write_text("一、别的\n", encoding="utf-8")
    (place.knowledge / "quotes.toml").unlink()
    config.write_text("[storage]\nbackup_time = ''\n", encoding="utf-8")
    assert beside(settings) == [
        kept / "quotes.toml",
        kept / "speeches" / "2023.txt",
        made.folder / "config.toml",
    ]
    assert RestoreService(settings, place.new).beside(replace(found, folder=None)) == []


async def test_what_is_in_the_way_is_named(place: Place) -> None:
    found = place.restore.find((await place.backups.make()).folder)
    assert place.new.file is not None
    place.new.file.parent.mkdir(exist_ok=True)
    for name in (FILE_NAME, f"{FILE_NAME}-shm"):
        (place.new.file.parent / name).write_bytes(b"")
    with pytest.raises(OperatorError) as refused:
        await place.restore.put_back(found, None)
    assert f"已有 {FILE_NAME}、{FILE_NAME}-shm：请先停下机器人" in str(refused.value)


class Server:
    """Stands for a database on a server: with so much of a schema, and with these tables."""

    file, address = None, "server/office"

    def __init__(self, state: SchemaState, *tables: str) -> None:
        self.state, self.tables = state, list(tables)

    async def schema_state(self) -> SchemaState:
        return self.state

    @asynccontextmanager
    async def connection(self) -> AsyncIterator["Server"]:
        yield self

    async def run_sync(self, _: object) -> list[str]:
        return self.tables


@pytest.mark.parametrize(
    ("server", "is_free"),
    [
        (Server(SchemaState.MISSING), True),
        (Server(SchemaState.MISSING, "of_another_program"), True),
        (Server(SchemaState.MISSING, "of_another_program", "chats"), False),
        (Server(SchemaState.OLD), False),
        (Server(SchemaState.CURRENT, "chats"), False),
    ],
)
async def test_on_a_server_nothing_of_ours_may_be_there(server: Server, is_free: bool) -> None:
    stands_for_it: Any = server
    restore = RestoreService(Settings(), stands_for_it)
    if is_free:
        await restore.refuse_what_is_there()
        return
    with pytest.raises(OperatorError, match="数据库 server/office 不是空的"):
        await restore.refuse_what_is_there()


async def test_the_three_newest_backups_are_named_where_the_one_asked_for_is_not_there(place: Place) -> None:
    with pytest.raises(OperatorError, match="里也没有"):
        place.restore.find(Path("nothing"))
    for _ in range(3):
        await place.backups.make()
        place.clock.jump(86400)
    await place.backups.make(place.folder)
    with pytest.raises(OperatorError) as refused:
        place.restore.find(Path("nothing"))
    newest = "、".join(f"qingfeng-2026-03-0{day}-033000" for day in (5, 4, 3))
    assert str(refused.value) == f"找不到备份 nothing：{place.folder} 里有 {newest}"
    named = place.restore.find(Path("elsewhere") / "qingfeng-2026-03-05-033000")
    assert named.made_at == at(3, 30) + timedelta(days=3)


async def test_of_the_others_the_newest_stay_beside_the_one_just_made(place: Place) -> None:
    made = []
    for _ in range(4):
        made.append(await place.backups.make(place.folder))
        place.clock.jump(86400)
    assert [one.folder.name for one in backups_in(place.folder)] == [
        one.folder.name for one in reversed(made)
    ], "in another folder, or one that is named, all are kept"
    gone = keep_newest(place.folder, 2, made[0])
    assert {one.folder for one in gone} == {made[1].folder, made[2].folder}
    assert {one.folder for one in backups_in(place.folder)} == {made[0].folder, made[3].folder}
    assert keep_newest(place.folder, 0, made[0]) == [made[3]], "the one just made stays whatever is said"
    assert {one.name for one in place.folder.iterdir()} == {".lock", made[0].folder.name}
    assert read_backup(made[0].folder) == made[0]
    assert {one.name for one in made[0].folder.iterdir()} == {LIST, SQLITE, "knowledge"}
