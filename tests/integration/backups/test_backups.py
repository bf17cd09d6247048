"""A backup is whole, private, made while others write; put back, it pushes nothing again."""

import asyncio
import errno
import json
import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from backup_place import KEPT, Place, everything
from postgres import Server, fresh_name
from pushing import MONDAY, ZONE, World, at

from core.errors import OperatorError
from core.models import WarningKind
from core.settings import AccessSettings
from services.backups import folders, making
from services.backups.daily import DailyBackup
from services.backups.folders import LIST, SQLITE, backups_in
from services.backups.making import BackupService
from services.backups.restoring import RestoreService
from storage.database import FILE_NAME, Database
from storage.engine import postgres_tools
from storage.states import RestorationKind
from storage.tables.chats import chats
from storage.upkeep import schema
from storage.upkeep.restorations import RestorationStore
from storage.upkeep.snapshots import InterruptedCopyError


@pytest.fixture(params=["sqlite", "postgresql"])
def urls(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Return the URLs of an empty database and of another one; of SQLite's none, as the folder says where."""
    if request.param == "sqlite":
        yield "", ""
        return
    server: Server = request.getfixturevalue("postgres_server")
    names = [fresh_name("backed_up"), fresh_name("restored")]
    yield server.create(names[0]), server.create(names[1])
    for name in names:
        server.drop(name)


@pytest.fixture
async def place(urls: tuple[str, str], tmp_path: Path) -> AsyncIterator[Place]:
    """Open a filled database: SQLite, then PostgreSQL."""
    opened = Place(tmp_path, *urls)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def on_sqlite(tmp_path: Path) -> AsyncIterator[Place]:
    """Open a filled SQLite database."""
    opened = Place(tmp_path, "", "")
    await opened.open()
    yield opened
    await opened.close()


async def test_a_backup_has_everything_is_private_and_can_be_put_back(place: Place) -> None:
    made = await place.backups.make()
    assert made.folder.name == "qingfeng-2026-03-02-033000"
    files = [one for one in place.folder.rglob("*") if one.is_file()]
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
    assert {
        stat.S_IMODE(one.stat().st_mode) for one in [place.folder, *place.folder.rglob("*")] if one.is_dir()
    } == {0o700}
    names = set(made.manifest.sha256)
    assert {"knowledge/speeches/2023.txt", "knowledge/quotes.toml"} < names
    assert not any(name.endswith(".py") for name in names)
    assert made.manifest.rows["deliveries"] == 3
    found = place.restore.find(Path(made.folder.name))
    await place.restore.put_back(found, at(9))
    assert await everything(place.new) == await everything(place.database)
    pending = await RestorationStore(place.new).look(at(10))
    assert (RestorationKind.COMMAND, at(3, 30), at(9)) in {
        (one.kind, one.made_at, one.until) for one in pending
    }


async def test_what_is_written_meanwhile_is_not_half_in_it(on_sqlite: Place) -> None:
    async def writes() -> None:
        for number in range(40):
            async with on_sqlite.database.transaction() as connection:
                row = {"kind": "private", "title": "x", "state": "active", "changed_at": at(8)}
                await connection.execute(
                    chats.insert(), [row | {"chat_id": 2 * number + one} for one in (1, 2)]
                )

    made, _ = await asyncio.gather(on_sqlite.backups.make(), writes())
    with closing(sqlite3.connect(made.database)) as copy:
        assert copy.execute("SELECT count(*) FROM chats WHERE chat_id > 0").fetchone()[0] % 2 == 0


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘满了"),
        (OSError("of no kind"), "OSError"),
        (sqlite3.OperationalError("words of a row"), "OperationalError"),
    ],
)
async def test_why_no_backup_was_made_is_said_by_the_system_or_by_the_faults_kind(
    on_sqlite: Place, monkeypatch: pytest.MonkeyPatch, fault: Exception, why: str
) -> None:
    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr(making, "snapshot", fails)
    with pytest.raises(OperatorError) as refused:
        await on_sqlite.backups.make()
    assert str(refused.value) == f"{on_sqlite.folder} 里的备份没有做成：{why}"
    assert list(backups_in(on_sqlite.folder)) == []


async def test_only_the_newest_are_kept_and_only_backups_are_deleted(on_sqlite: Place) -> None:
    mine = on_sqlite.folder / "qingfeng-2020-01-01-000000"
    mine.mkdir(parents=True)
    (mine / "letter.txt").write_text("not a backup", encoding="utf-8")
    for _ in range(KEPT + 2):
        await on_sqlite.backups.make()
        on_sqlite.clock.jump(86400)
    found = [one.manifest.made_at for one in backups_in(on_sqlite.folder)]
    assert found == [at(3, 30) + timedelta(days=days) for days in (4, 3, 2)]
    assert (mine / "letter.txt").exists()
    on_sqlite.clock.move_to(at(3, 30) - timedelta(days=9))  # the clock was set back
    made = await on_sqlite.backups.make()
    assert made.folder.exists()
    assert len(backups_in(on_sqlite.folder)) == KEPT


async def test_two_in_one_second_have_names_of_their_own(on_sqlite: Place) -> None:
    names = [(await on_sqlite.backups.make()).folder.name for _ in range(2)]
    assert names == ["qingfeng-2026-03-02-033000", "qingfeng-2026-03-02-033000-2"]


async def test_what_a_crash_left_half_written_is_no_backup_and_goes(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)  # nobody cleans up after SIGKILL
        patch.setattr("services.backups.making.finish", dies)
        with pytest.raises(KeyboardInterrupt):
            await place.backups.make()
    left = list(place.folder.glob(".*.part"))
    assert len(left) == 1
    assert backups_in(place.folder) == []
    with pytest.raises(OperatorError, match="不是一份做完的备份"):
        place.restore.find(left[0])
    await place.backups.make()
    assert not left[0].exists()


async def test_a_full_disk_is_noticed_beforehand(on_sqlite: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(OperatorError, match=r"磁盘只剩 1 MB.*请腾出空间"):
        await on_sqlite.backups.make()
    assert backups_in(on_sqlite.folder) == []


async def test_only_one_is_made_at_a_time(on_sqlite: Place) -> None:
    with folders.alone_in(on_sqlite.folder), pytest.raises(OperatorError, match="正有一份备份在做"):
        await on_sqlite.backups.make()


async def test_a_stop_ends_it_and_leaves_nothing(place: Place) -> None:
    place.backups.stop()
    with pytest.raises(InterruptedCopyError):
        await place.backups.make()
    assert [one.name for one in place.folder.iterdir()] == [".lock"]


@pytest.mark.parametrize(
    "what", ["a byte", "a file", "the list", "a count", "a name that leads out", "a name of nothing"]
)
async def test_a_damaged_backup_is_not_put_back(on_sqlite: Place, what: str) -> None:
    made = await on_sqlite.backups.make()
    if what == "a byte":
        content = bytearray(made.database.read_bytes())
        content[len(content) // 2] ^= 1
        made.database.write_bytes(content)
    elif what == "a file":
        (made.folder / "knowledge" / "quotes.toml").unlink()
    elif what == "the list":
        (made.folder / LIST).write_text("{", encoding="utf-8")
    elif what == "a name that leads out":
        said = json.loads((made.folder / LIST).read_text(encoding="utf-8"))
        beside = shutil.copy(made.folder / LIST, made.folder.parent / "beside.json")
        said["sha256"]["../beside.json"] = folders.digest_of(Path(beside))
        (made.folder / LIST).write_text(json.dumps(said), encoding="utf-8")
    elif what == "a name of nothing":
        said = json.loads((made.folder / LIST).read_text(encoding="utf-8"))
        said["sha256"] |= {"a\0b": "0", "a" * 5000: "0"}
        (made.folder / LIST).write_text(json.dumps(said), encoding="utf-8")
    else:
        said = json.loads((made.folder / LIST).read_text(encoding="utf-8"))
        said["rows"]["chats"] += 1
        (made.folder / LIST).write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(OperatorError, match=r"用不了|不是一份做完的备份"):
        on_sqlite.restore.find(made.folder)


async def test_a_backup_that_is_damaged_once_it_was_found_is_not_put_back(on_sqlite: Place) -> None:
    found = on_sqlite.restore.find((await on_sqlite.backups.make()).folder)
    found.rows["chats"] += 1  # as if the file had lost one
    with pytest.raises(OperatorError, match="没有恢复成"):
        await on_sqlite.restore.put_back(found, None)
    assert on_sqlite.new.file is not None
    assert not on_sqlite.new.file.exists()


async def test_a_name_that_no_disk_has_is_no_backup(on_sqlite: Place) -> None:
    with pytest.raises(OperatorError, match="找不到备份"):
        on_sqlite.restore.find(Path("a" * 5000))


async def test_nothing_is_ever_overwritten(place: Place) -> None:
    made = await place.backups.make()
    here = RestoreService(place.settings, place.database)
    found = here.find(made.folder)
    with pytest.raises(OperatorError, match="请先停下机器人"):
        await here.put_back(found, None)
    before = await everything(place.database)
    await place.restore.put_back(found, None)
    with pytest.raises(OperatorError, match="请先停下机器人"):
        await place.restore.put_back(found, None)
    assert await everything(place.database) == before


async def test_a_log_left_beside_the_place_is_not_taken_for_the_backups(on_sqlite: Place) -> None:
    made = await on_sqlite.backups.make()
    (on_sqlite.elsewhere.storage.folder).mkdir()
    (on_sqlite.elsewhere.storage.folder / f"{FILE_NAME}-wal").write_bytes(b"another database's")
    with pytest.raises(OperatorError, match=f"已有 {FILE_NAME}-wal"):
        await on_sqlite.restore.put_back(on_sqlite.restore.find(made.folder), None)


async def test_a_backup_of_another_engine_or_a_newer_version_is_refused(
    on_sqlite: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await on_sqlite.backups.make()
    url = "postgresql://someone@127.0.0.1:1/nothing"
    there = RestoreService(on_sqlite.settings, Database.from_url(url))
    with pytest.raises(OperatorError, match="storage copy"):
        there.find(made.folder)
    monkeypatch.setattr(schema, "revisions", lambda: ["0001"])
    with pytest.raises(OperatorError, match="请升级程序"):
        on_sqlite.restore.find(made.folder)
    said = json.loads((made.folder / LIST).read_text(encoding="utf-8"))
    (made.folder / LIST).write_text(json.dumps(said | {"format": 2}), encoding="utf-8")
    with pytest.raises(OperatorError, match="更新的程序做的"):
        on_sqlite.restore.find(made.folder)


async def test_a_bare_copy_of_the_file_can_be_put_back_but_not_one_with_a_log(on_sqlite: Place) -> None:
    made = await on_sqlite.backups.make()
    bare = on_sqlite.folder / "by hand.db"
    shutil.copyfile(made.folder / SQLITE, bare)
    log = bare.with_name(f"{bare.name}-wal")
    log.write_bytes(b"something")
    with pytest.raises(OperatorError, match="请用 storage backup"):
        on_sqlite.restore.find(bare)
    log.unlink()
    await on_sqlite.restore.put_back(on_sqlite.restore.find(bare), at(9))
    assert await everything(on_sqlite.new) == await everything(on_sqlite.database)
    for content, said in ((b"", "不是清风的数据库"), (b"no database at all" * 100, "用不了|读不出来")):
        bare.write_bytes(content)
        with pytest.raises(OperatorError, match=said):
            on_sqlite.restore.find(bare)
    with pytest.raises(OperatorError, match=r"找不到备份 .*里有 qingfeng-2026-03-02-033000"):
        on_sqlite.restore.find(Path("nothing"))


async def test_a_backup_of_the_morning_restored_after_the_push_doubles_none(tmp_path: Path) -> None:
    opened = Place(tmp_path, "", "")
    await opened.database.migrate()
    world = await World.open(opened.database, access=AccessSettings(mode="open"))
    for chat in range(2001, 2031):
        await world.subscribe(chat)
    made = await BackupService(opened.settings, opened.database, world.clock).make()
    await world.tick_at(at(8, 31))
    assert len(world.telegram.delivered) == 30
    await world.end()
    await opened.restore.put_back(opened.restore.find(made.folder), at(9))
    world.clock.move_to(at(9, 5))
    world.database = opened.new
    await world.restart()
    await world.tick_at(at(9, 6))
    assert len(world.telegram.delivered) == 30
    assert set((await world.states()).values()) == {"unknown"}
    await world.end()
    await opened.close()


async def test_after_a_move_without_a_run_in_between_what_is_due_is_pushed(tmp_path: Path) -> None:
    opened = Place(tmp_path, "", "")
    await opened.database.migrate()
    world = await World.open(opened.database, access=AccessSettings(mode="open"))
    await world.subscribe(2001)
    await world.end()
    made = await BackupService(opened.settings, opened.database, world.clock).make()
    await opened.restore.put_back(opened.restore.find(made.folder), None)
    world.database = opened.new
    await world.restart()
    await world.tick_at(at(8, 31))
    assert world.telegram.chats == [2001]
    await world.end()
    await opened.close()


class Warnings:
    """Notes what the operators are told of."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    async def begin(self, kind: WarningKind, detail: str = "", about: str = "", *, told: bool = False) -> bool:
        assert kind is WarningKind.BACKUP
        self.wrong.append(detail)
        return True

    async def end(self, kind: WarningKind, about: str = "") -> bool:
        self.wrong.clear()
        return True


def daily(place: Place) -> tuple[DailyBackup, Warnings]:
    warnings = Warnings()
    return DailyBackup(place.backups, warnings, place.settings, place.clock), warnings  # type: ignore[arg-type]


async def test_the_bot_makes_one_a_day_at_its_hour(on_sqlite: Place) -> None:
    """The first look makes the one that was missed: nobody knows of the evening before."""
    looks, _ = daily(on_sqlite)
    for hour, number in ((3, 1), (4, 2), (12, 2), (23, 2)):
        on_sqlite.clock.move_to(at(hour))
        await looks.look()
        assert len(backups_in(on_sqlite.folder)) == number, hour
    for _ in range(2):  # another start on the same day, or another process
        again, _ = daily(on_sqlite)
        await again.look()
    on_sqlite.clock.move_to(at(9, day=MONDAY + timedelta(days=1)))  # it was down at the hour
    await looks.look()
    assert len(backups_in(on_sqlite.folder)) == 3
    assert f"{at(9).astimezone(ZONE):%H}" == "09"


async def test_a_backup_that_fails_is_told_and_tried_again_an_hour_later(
    on_sqlite: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, warnings = daily(on_sqlite)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
        await looks.look()
        await looks.look()
    assert len(warnings.wrong) == 1
    assert "磁盘" in warnings.wrong[0]
    on_sqlite.clock.jump(1800)
    await looks.look()
    assert backups_in(on_sqlite.folder) == []
    on_sqlite.clock.jump(1801)
    await looks.look()
    assert len(backups_in(on_sqlite.folder)) == 1
    assert warnings.wrong == []


async def test_without_pg_dump_the_bot_makes_none_and_the_command_says_what_is_missing(
    place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if place.database.dialect == "sqlite":
        return
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres_tools, "DEBIAN", tmp_path)
    looks, warnings = daily(place)
    await looks.look()
    assert (backups_in(place.folder), warnings.wrong) == ([], [])
    with pytest.raises(OperatorError, match=r"找不到 PostgreSQL 的程序 pg_dump"):
        await place.backups.make()


async def test_no_password_is_said_when_postgresql_s_programs_fail(
    postgres_server: Server, tmp_path: Path
) -> None:
    url = Database.from_url(postgres_server.url.replace("throw-away", "se%40cret")).url
    with pytest.raises(OperatorError, match="没有做成") as refused:
        postgres_tools.dump(url, ["chats"], "0-0", tmp_path / "dump", lambda: True)
    assert "se@cret" not in str(refused.value)
    assert "se%40cret" not in str(refused.value)


async def test_an_empty_database_is_not_backed_up(tmp_path: Path) -> None:
    opened = Place(tmp_path, "", "")
    with pytest.raises(OperatorError, match="不用备份"):
        await opened.backups.make()
    await opened.close()
