"""Makes a backup while the bot runs: the database at one moment, the knowledge files, config.toml."""

import asyncio
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, func, inspect, select, text

from core.clock import Clock
from core.errors import OperatorError
from core.places import version
from core.plain_files import why
from core.settings import Settings
from services.backups.folders import (
    POSTGRES,
    SQLITE,
    Backup,
    Manifest,
    alone_in,
    finish,
    keep_newest,
    knowledge_files,
    private_file,
    refuse_full_disk,
    unfinished,
)
from storage.database import Database
from storage.engine.patience import waiting_at_most
from storage.engine.postgres_tools import dump, dumped_rows, find_tool
from storage.tables.every import metadata
from storage.upkeep import schema
from storage.upkeep.schema import SchemaState
from storage.upkeep.snapshots import DamagedCopyError, prove, revision_in, snapshot

CONFIG = "config.toml"
PATIENCE = 600.0  # seconds that counting one of PostgreSQL's tables may take


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a backup is written, and what belongs into it beside the database."""

    folder: Path
    kept: int | None  # None: all
    zone: ZoneInfo
    files: dict[str, Path]


class BackupService:
    """`make` writes one backup, proves it, and deletes those that are too many. `stop` ends it early."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._stopped = False

    @property
    def folder(self) -> Path:
        """Return the folder of the backups."""
        return self._settings.storage.backups

    def stop(self) -> None:
        """End what is under way soon, and begin nothing more. What is half written goes."""
        self._stopped = True

    def refuse_missing_tools(self) -> None:
        """Raise MissingToolError when PostgreSQL's programs are needed and not here."""
        if self._database.file is None:
            for name in ("pg_dump", "pg_restore"):
                find_tool(name)

    async def make(self, folder: Path | None = None) -> Backup:
        """Make a backup in the configured folder, where so many are kept, or in another one, where all are.

        Nothing of it runs in the event loop. OperatorError says why not. InterruptedCopyError: `stop`.
        """
        kept = self._settings.storage.backups_kept if folder is None else None
        folder = (folder or self.folder).absolute()
        where = _Where(folder, kept, self._settings.reminder.zone, self._files())
        if await self._database.schema_state() is SchemaState.MISSING:
            raise OperatorError(f"数据库 {self._database.address} 里什么都还没有，不用备份")
        self.refuse_missing_tools()
        try:
            with alone_in(folder):
                refuse_full_disk(folder, await self._size(where))
                if self._database.file is not None:
                    return await asyncio.to_thread(self._of_sqlite, self._database.file, where)
                with waiting_at_most(PATIENCE):
                    return await self._of_postgresql(where)
        except BlockingIOError:
            raise OperatorError(f"{folder} 里正有一份备份在做：请等它做完") from None
        except DamagedCopyError as error:
            raise OperatorError(f"备份没有做成：{error}") from None
        except (sqlite3.Error, OSError) as error:
            said = why(error) if isinstance(error, OSError) else type(error).__name__
            raise OperatorError(f"{folder} 里的备份没有做成：{said}") from None

    def _of_sqlite(self, file: Path, where: _Where) -> Backup:
        with unfinished(where.folder) as part:
            made_at = self._clock.now()
            rows = snapshot(file, part / SQLITE, self._goes_on)
            prove(part / SQLITE, rows, self._goes_on)
            revision = revision_in(part / SQLITE) or ""
            return self._finished(part, Manifest(made_at, "sqlite", revision, rows, version()), where)

    async def _of_postgresql(self, where: _Where) -> Backup:
        with unfinished(where.folder) as part:
            made_at = self._clock.now()
            async with self._database.connection() as connection:
                await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
                held = await connection.scalar(text("SELECT pg_export_snapshot()"))
                revision = await connection.run_sync(schema.revision_of)
                there = await connection.run_sync(_tables_of_ours)
                rows = {
                    name: await connection.scalar(select(func.count()).select_from(table)) or 0
                    for name, table in there.items()
                }
                url = self._database.url
                await asyncio.to_thread(dump, url, there, str(held), part / POSTGRES, self._goes_on)
            if await asyncio.to_thread(dumped_rows, part / POSTGRES, self._goes_on) != rows:
                raise DamagedCopyError("转储里的行数与数据库里的不一样")
            manifest = Manifest(made_at, "postgresql", revision or "", rows, version())
            return await asyncio.to_thread(self._finished, part, manifest, where)

    def _finished(self, part: Path, manifest: Manifest, where: _Where) -> Backup:
        for name, file in where.files.items():
            private_file(part / name, file.read_bytes())
        backup = finish(part, manifest, where.zone)
        if where.kept is not None:
            keep_newest(where.folder, where.kept, backup)
        return backup

    def _files(self) -> dict[str, Path]:
        """Return what else is backed up: by its name in the backup."""
        knowledge, config = self._settings.knowledge.folder, self._settings.file
        found = {
            f"knowledge/{file.relative_to(knowledge).as_posix()}": file for file in knowledge_files(knowledge)
        }
        return found | ({CONFIG: config} if config is not None and config.is_file() else {})

    async def _size(self, where: _Where) -> int:
        files = sum(file.stat().st_size for file in where.files.values())
        if (file := self._database.file) is not None:
            beside = file.with_name(f"{file.name}-wal")
            return files + file.stat().st_size + (beside.stat().st_size if beside.exists() else 0)
        async with self._database.connection() as connection:
            size = await connection.scalar(text("SELECT pg_database_size(current_database())"))
        return files + int(size or 0)

    def _goes_on(self) -> bool:
        return not self._stopped


def _tables_of_ours(connection: Connection) -> dict[str, Table]:
    """Return the tables that are there: an older database has fewer, and a server may hold other programs'."""
    known = {**metadata.tables, schema.versions.name: schema.versions}
    return {name: known[name] for name in sorted(set(inspect(connection).get_table_names()) & set(known))}
