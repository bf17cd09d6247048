"""Ways to the sentences for the operator: files, folders, databases and settings with something wrong."""

import asyncio
import errno
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from surroundings import SMALL_KNOWLEDGE

from cli import ask, records
from cli import storage as moving
from cli.knowledge_commands import at_desk
from core.clock import SystemClock
from core.errors import OperatorError, UserError
from core.ledger_settings import LedgerSettings
from core.reading_settings import read_settings
from core.settings import (
    AccessSettings,
    KnowledgeSettings,
    ReminderSettings,
    Settings,
    StorageSettings,
)
from knowledge.quotes.approved import ApprovedQuote, verify_quotes
from knowledge.reading.folder import locate, read_folder
from knowledge.search.assemble import assemble
from services.backups.folders import alone_in
from services.backups.making import BackupService
from services.backups.restoring import RestoreService
from services.ledger.building import build_ledger
from services.people.second_person import SecondPersonService
from services.speeches.held import held_library
from services.transfer.transfer import SubscriptionTransfer
from storage.database import FILE_NAME, Database
from storage.engine.address import read_address
from storage.engine.postgres_tools import put_back
from storage.engine.sole_use import lock_of, sole_use
from storage.people.people import PeopleStore
from storage.upkeep import snapshots
from storage.upkeep.copying import copy_all

HEAD = "version,chat_id,kind,time"

Way = Callable[[Path, pytest.MonkeyPatch], object]


def of_file(read: Callable[[Path], object], content: str | bytes, name: str = "x.toml") -> Way:
    """Read a file with this content."""

    def way(folder: Path, _: pytest.MonkeyPatch) -> object:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return read(file)

    return way


def given(call: Callable[[], object]) -> Way:
    return lambda _folder, _patch: call()


def in_folder(call: Callable[[Path], object]) -> Way:
    return lambda folder, _patch: call(folder)


def with_variable(name: str, value: str) -> Way:
    def way(folder: Path, patch: pytest.MonkeyPatch) -> object:
        patch.setenv(name, value)
        return read_settings(folder / "config.toml")

    return way


def a_folder(call: Callable[[Path], object], *files: tuple[str, str | bytes]) -> Way:
    """Call with a folder of these files."""

    def way(folder: Path, _: pytest.MonkeyPatch) -> object:
        for name, content in files:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return call(folder)

    return way


def verified(*quotes: str) -> Way:
    def call() -> object:
        [speech] = read_folder(SMALL_KNOWLEDGE / "speeches")
        library = assemble([speech], locate(SMALL_KNOWLEDGE))
        return verify_quotes([ApprovedQuote(one, "", "") for one in quotes], library)

    return given(call)


def without_rights(call: Callable[[Path], object]) -> Way:
    """Call with a file, while nothing may be written: `os.access` says so, as root may do everything."""

    def way(folder: Path, patch: pytest.MonkeyPatch) -> object:
        patch.setattr("storage.upkeep.schema.os.access", lambda *_: False)
        (folder / "x").mkdir()
        return call(folder / "x")

    return way


def without_input(_folder: Path, patch: pytest.MonkeyPatch) -> object:
    patch.setattr(sys, "stdin", None)
    return ask._ask_lines(None, 5)  # type: ignore[arg-type]


def made_of(folder: Path, *statements: str) -> Path:
    """Make an SQLite file in which these were run."""
    folder.mkdir(exist_ok=True)
    engine = create_engine(f"sqlite:///{folder / FILE_NAME}")
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
    return folder / FILE_NAME


def on_database(folder: Path, *statements: str) -> object:
    """Open a database in which these were run."""
    return migrated(f"sqlite:///{made_of(folder, *statements)}")


def migrated(url: str) -> object:
    async def run() -> None:
        database = Database.from_url(url)
        try:
            await database.migrate()
        finally:
            await database.close()

    return asyncio.run(run())


def transferred(folder: Path, *, out: bool) -> object:
    async def run() -> None:
        database = Database.in_folder(folder)
        transfer = SubscriptionTransfer(database, None, None, ReminderSettings())  # type: ignore[arg-type]
        try:
            await (transfer.export("json") if out else transfer.load(f"{HEAD}\n".encode()))  # type: ignore[arg-type]
        finally:
            await database.close()

    return asyncio.run(run())


def a_folder_named_as_a_speech(folder: Path) -> object:
    (folder / "a.txt").mkdir()
    return read_folder(folder)


NEWER = (
    "CREATE TABLE alembic_version (version_num TEXT)",
    "INSERT INTO alembic_version VALUES ('9999')",
)


def asked_of_a_newer(folder: Path) -> object:
    """Ask for the speeches in use in a database that a newer program has written."""
    url = f"sqlite:///{made_of(folder, *NEWER)}"
    settings = Settings(knowledge=KnowledgeSettings(folder=folder), storage=StorageSettings(url=url))
    return asyncio.run(held_library(settings))


def imported(folder: Path) -> object:
    with pytest.raises(OperatorError):
        on_database(folder, *NEWER)
    return transferred(folder, out=False)


def cli_context(folder: Path) -> Any:  # noqa: ANN401 -- stands for typer's
    return SimpleNamespace(obj=Settings(knowledge=KnowledgeSettings(folder=folder)))


def with_desk() -> Way:
    """Let a command complain of something that a person in the chat could mend."""

    async def work(_desk: object) -> None:
        raise UserError("没有这篇讲话")

    class Desk:
        async def __aenter__(self) -> None: ...
        async def __aexit__(self, *_: object) -> None: ...

    def way(_folder: Path, _patch: pytest.MonkeyPatch) -> None:
        at_desk(Desk(), work)

    return way


def records_without_database(folder: Path) -> object:
    async def nothing(_records: object) -> bytes:
        return b""

    return asyncio.run(records._read(Settings(storage=StorageSettings(folder=folder)), nothing))


NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
NOWHERE = "postgresql://a@127.0.0.1:1/x"


def kept_in(folder: Path, *statements: str) -> Path:
    """Make a database of this version's, in which these were run besides."""
    migrated(f"sqlite:///{folder / FILE_NAME}")
    return made_of(folder, *statements)


def backed_up(folder: Path, to: Path | None = None) -> object:
    settings = Settings(storage=StorageSettings(folder=folder))
    database = Database.configured(settings.storage)

    async def run() -> object:
        try:
            return await BackupService(settings, database, SystemClock()).make(to)
        finally:
            await database.close()

    return asyncio.run(run())


def backed_up_by_two(folder: Path) -> object:
    kept_in(folder)
    with alone_in(folder / "backups"):
        return backed_up(folder)


def found(folder: Path, named: str, url: str = "") -> object:
    """Look for a backup that is to be put back."""
    settings = Settings(storage=StorageSettings(folder=folder / "new", url=url))
    return RestoreService(settings, Database.configured(settings.storage)).find(folder / named)


def restored(folder: Path) -> object:
    """Put the database in `folder` back below it, in new/."""
    settings = Settings(storage=StorageSettings(folder=folder / "new"))

    async def run() -> None:
        service = RestoreService(settings, Database.configured(settings.storage))
        await service.put_back(service.find(folder / FILE_NAME), None)

    return asyncio.run(run())


def a_full_disk(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr("services.backups.restoring.shutil.copyfile", full)


def a_bad_copy(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Have the disk lose a row while a database is put back."""

    def prove(file: Path, rows: dict[str, int] | None) -> dict[str, int]:
        return snapshots.prove(file, rows and rows | {"people": rows["people"] + 1})

    patch.setattr("services.backups.restoring.prove", prove)


def restored_where(change: Callable[[Path, pytest.MonkeyPatch], object]) -> Way:
    """Put a database back while something else is done there."""

    def way(folder: Path, patch: pytest.MonkeyPatch) -> object:
        kept_in(folder)
        change(folder, patch)
        return restored(folder)

    return way


def read_by_others(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Leave the log of a part that somebody reads, as the system would."""

    async def settle(database: Database) -> bool:
        assert database.file is not None
        database.file.with_name(f"{database.file.name}-wal").write_bytes(b"read by others")
        return False

    patch.setattr(Database, "settle", settle)


def copied(source: Path, target: Path) -> object:
    async def run() -> object:
        databases = [Database.at(file, "storage.folder") for file in (source, target)]
        try:
            return await copy_all(databases[0], databases[1], lambda *_: None)
        finally:
            for database in databases:
                await database.close()

    return asyncio.run(run())


PERSON = (
    "INSERT INTO people (user_id, name, role, application, menu, changed_at)"
    " VALUES (5, 'x', 0, 'none', '', '2026-03-02 01:00:00')"
)


def copied_into(*statements: str) -> Way:
    """Copy a person into a database in which these were run."""
    return in_folder(
        lambda folder: copied(kept_in(folder / "old", PERSON), kept_in(folder / "new", *statements))
    )


def copied_by_command(folder: Path, source: str) -> object:
    return moving.copy_database(
        SimpleNamespace(obj=Settings(storage=StorageSettings(folder=folder))),  # type: ignore[arg-type]
        str(folder / source),
    )


def used_by_two(folder: Path) -> None:
    with sole_use(folder / FILE_NAME, "storage"), sole_use(folder / FILE_NAME, "storage"):
        pass


def used_without_lock(folder: Path) -> None:
    lock_of(folder / FILE_NAME).mkdir()
    with sole_use(folder / FILE_NAME, "storage"):
        pass


def alone(folder: Path) -> object:
    async def run() -> None:
        database = Database.in_folder(folder)
        await database.migrate()
        settings, people = AccessSettings(two_persons=True), PeopleStore(database)
        second = SecondPersonService(settings, None, people, None, SystemClock())  # type: ignore[arg-type]
        try:
            await second.refuse_one_alone()
        finally:
            await database.close()

    return asyncio.run(run())


def failing_tool(_folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("storage.engine.postgres_tools.find_tool", lambda _name: "false")
    put_back(read_address(NOWHERE, "storage.url"), Path("x"))


def deep(sign: str) -> str:
    return sign * 100_000


def unsigned(folder: Path) -> object:
    """Build the ledger where the settings name a sheet that it does not have."""
    settings = Settings(ledger=LedgerSettings(sign_on=frozenset({"别的表"})))
    held: Any = SimpleNamespace(library=None)
    return build_ledger(settings, Database.in_folder(folder), SystemClock(), held)
