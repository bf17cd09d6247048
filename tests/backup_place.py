"""A filled database with its settings and its folder of backups, and an empty database beside it."""

from pathlib import Path

from clock import FakeClock
from filled import fill
from pushing import at
from sqlalchemy import select

from core.settings import KnowledgeSettings, Settings, StorageSettings
from services.backups.making import BackupService
from services.backups.restoring import RestoreService
from storage.database import Database
from storage.tables.every import metadata

KEPT = 3


class Place:
    """A filled database, its settings, and an empty database beside it to restore into."""

    def __init__(self, tmp_path: Path, url: str, empty: str) -> None:
        self.clock = FakeClock(at(3, 30))
        self.knowledge = tmp_path / "knowledge"
        (self.knowledge / "speeches").mkdir(parents=True)
        (self.knowledge / "speeches" / "2023.txt").write_text("一、作风\n要抓到底。\n", encoding="utf-8")
        (self.knowledge / "quotes.toml").write_text("", encoding="utf-8")
        (self.knowledge / "module.py").write_text("no backup needs code", encoding="utf-8")
        self.folder = tmp_path / "backups"
        storage = {"backup_folder": self.folder, "backups_kept": KEPT, "folder": tmp_path / "data"}
        self.settings = self._settings(StorageSettings(**storage, url=url))
        self.elsewhere = self._settings(StorageSettings(**storage | {"folder": tmp_path / "new"}, url=empty))
        self.database = Database.configured(self.settings.storage)
        self.new = Database.configured(self.elsewhere.storage)
        self.backups = BackupService(self.settings, self.database, self.clock)
        self.restore = RestoreService(self.elsewhere, self.new)

    def _settings(self, storage: StorageSettings) -> Settings:
        return Settings(storage=storage, knowledge=KnowledgeSettings(folder=self.knowledge))

    async def open(self) -> None:
        await self.database.migrate()
        async with self.database.transaction() as connection:
            await connection.run_sync(fill, metadata)

    async def close(self) -> None:
        await self.database.close()
        await self.new.close()


async def everything(database: Database) -> dict[str, list[str]]:
    """Return every row of every table, but for what a restore notes of itself."""
    async with database.connection() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in await connection.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name not in {"push_marks", "restorations"}
        }
