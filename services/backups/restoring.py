"""Puts a backup where no database is, and tells the bot until when it may have pushed what the backup lacks."""

import asyncio
import os
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from core.errors import OperatorError
from core.plain_files import why
from core.settings import Settings
from services.backups.folders import (
    SQLITE,
    Backup,
    Manifest,
    backups_in,
    digest_of,
    knowledge_files,
    read_backup,
    refuse_full_disk,
)
from storage.database import Database
from storage.engine.postgres_tools import dumped_rows, put_back
from storage.engine.sole_use import sole_use
from storage.states import RestorationKind
from storage.tables.every import metadata
from storage.upkeep import schema
from storage.upkeep.private_files import FOLDER
from storage.upkeep.push_marks import marks_file, read_mark, write_mark
from storage.upkeep.restorations import RestorationStore
from storage.upkeep.schema import SchemaState
from storage.upkeep.snapshots import DamagedCopyError, flush, prove, revision_in

SHOWN = 3  # backups named where the one asked for is not there


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that can be put back. `made_at` is None for a bare copy of SQLite's file."""

    database: Path
    engine: str
    revision: str
    rows: dict[str, int]
    made_at: datetime | None
    folder: Path | None


class RestoreService:
    """`find` proves a backup, `put_back` puts it into the configured database, which must not be there yet."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database

    def find(self, named: Path) -> Found:
        """Return the backup at this path, or of this name in the folder of the backups, proved whole."""
        kept = self._settings.storage.backups
        try:
            path = named if named.exists() else kept / named.name
            there = path.exists()
        except OSError:  # a name that no disk has
            path, there = named, False
        if not there:
            newest = "、".join(one.folder.name for one in backups_in(kept)[:SHOWN])
            raise OperatorError(
                f"找不到备份 {named}：{f'{kept} 里有 {newest}' if newest else f'{kept} 里也没有'}"
            )
        try:
            found = _of_folder(read_backup(path)) if path.is_dir() else _of_file(path)
        except DamagedCopyError as error:
            raise OperatorError(f"备份 {path} 用不了：{error}") from None
        except (sqlite3.Error, OSError):
            raise OperatorError(f"备份 {path} 读不出来") from None
        if found.revision not in schema.revisions():
            raise OperatorError(
                f"备份 {path} 的结构是 {found.revision}，比本程序认识的 {schema.revisions()[-1]} 新：请升级程序"
            )
        if found.engine != self._database.dialect:
            raise OperatorError(
                f"备份 {path} 是 {found.engine} 的，设置里的数据库是 {self._database.dialect}："
                "请先恢复到同一种数据库，再用 storage copy 搬过去"
            )
        return found

    async def refuse_what_is_there(self) -> None:
        """Raise OperatorError when there is a database already: nothing is ever overwritten."""
        if (file := self._database.file) is not None:
            there = [one for one in (file, *_logs(file)) if one.exists()]
            if there:
                names = "、".join(one.name for one in there)
                raise OperatorError(f"{file.parent} 里已有 {names}：请先停下机器人，把它们移到别处，再恢复")
            return
        state = await self._database.schema_state()
        async with self._database.connection() as connection:
            tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        if state is not SchemaState.MISSING or set(tables) & set(metadata.tables):
            raise OperatorError(
                f"数据库 {self._database.address} 不是空的：请先停下机器人，建一个空的库，再恢复"
            )

    async def put_back(self, found: Found, until: datetime | None) -> None:
        """Put the backup in its place and bring it to this program's schema.

        `until`: up to then a bot may have run on what came after the backup; None: none has. A crash leaves
        either no database or this one.
        """
        await self.refuse_what_is_there()
        try:
            if self._database.file is None:
                await asyncio.to_thread(put_back, self._database.url, found.database)
                await self._finish(self._database, found, until)
            else:
                await self._put_file(self._database.file, found, until)
        except DamagedCopyError as error:  # since it was found: the backup itself, or the copy on this disk
            raise OperatorError(f"没有恢复成：{error}") from None
        except (sqlite3.Error, DBAPIError, OSError) as error:
            said = why(error) if isinstance(error, OSError) else type(error).__name__
            raise OperatorError(f"没有恢复成：{said}") from None

    async def _put_file(self, file: Path, found: Found, until: datetime | None) -> None:
        for missing in reversed([one for one in (file.parent, *file.parent.parents) if not one.exists()]):
            missing.mkdir(mode=FOLDER, exist_ok=True)
        refuse_full_disk(file.parent, 2 * found.database.stat().st_size)
        # A bot whose file was moved away still runs on it.
        with (
            sole_use(file, "storage.folder"),
            tempfile.TemporaryDirectory(dir=file.parent, prefix=".restoring-") as name,
        ):
            part = Path(name) / SQLITE
            await asyncio.to_thread(shutil.copyfile, found.database, part)
            part.chmod(0o600)
            await asyncio.to_thread(prove, part, found.rows)
            database = Database.at(part, "storage.folder")
            try:
                await self._finish(database, found, until)
                await database.settle()
            finally:
                await database.close()
            if any(one.exists() and one.stat().st_size for one in _logs(part)[:1]):
                raise OperatorError(f"没有恢复成：{part.name} 还有别的程序在用")
            flush(part)
            try:
                os.link(part, file)  # unlike renaming, it never takes another file's place
            except FileExistsError:
                raise OperatorError(f"{file} 刚刚出现了：没有动它，请先停下机器人") from None
            mark = read_mark(marks_file(part))
            if mark is not None:
                write_mark(marks_file(file), mark)
            flush(file.parent)

    async def _finish(self, database: Database, found: Found, until: datetime | None) -> None:
        await database.migrate()
        store = RestorationStore(database)
        if until is None:
            await store.accept()
        else:
            await store.add(RestorationKind.COMMAND, found.made_at, until)

    def beside(self, found: Found) -> list[Path]:
        """Return the files of the backup that differ from those there now. They are the operator's to copy."""
        if found.folder is None:
            return []
        now = self._settings.knowledge.folder
        kept = found.folder / "knowledge"
        differ = [
            file
            for file in knowledge_files(kept)
            if not (here := now / file.relative_to(kept)).is_file() or digest_of(here) != digest_of(file)
        ]
        config = found.folder / "config.toml"
        settings = self._settings.file
        if config.is_file() and (settings is None or digest_of(settings) != digest_of(config)):
            differ.append(config)
        return differ


def _of_folder(backup: Backup) -> Found:
    said: Manifest = backup.manifest
    for name, digest in said.sha256.items():
        file = _inside(backup.folder, name)
        if not file.is_file() or digest_of(file) != digest:
            raise DamagedCopyError(f"{name} 不见了或与做备份时不一样")
    if said.engine == "sqlite":
        prove(backup.database, said.rows)
    elif dumped_rows(backup.database) != said.rows:
        raise DamagedCopyError("转储里的行数与做备份时不一样")
    return Found(backup.database, said.engine, said.revision, said.rows, said.made_at, backup.folder)


def _inside(folder: Path, name: str) -> Path:
    """Return the file of that name in the folder. DamagedCopyError for one that leads out of it, or nowhere."""
    try:
        file = (folder / name).resolve()
        file.exists()  # OSError for a name that no disk has
    except (OSError, ValueError):
        raise DamagedCopyError("清单里有读不了的文件名") from None
    if not file.is_relative_to(folder.resolve()):
        raise DamagedCopyError(f"{name} 不在备份的文件夹里")
    return file


def _of_file(file: Path) -> Found:
    """Return a bare copy of SQLite's file: one made before an upgrade, or by hand."""
    if any(one.exists() and one.stat().st_size for one in _logs(file)[:1]):
        raise DamagedCopyError(f"旁边的 {file.name}-wal 里还有没并进来的内容：请用 storage backup 做备份")
    rows = prove(file, None)
    revision = revision_in(file)
    if revision is None:
        raise DamagedCopyError("不是清风的数据库")
    return Found(file, "sqlite", revision, rows, None, None)


def _logs(file: Path) -> tuple[Path, Path]:
    """Return what SQLite keeps beside its file."""
    return file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")
