"""The way into the database: SQLite in one file, or PostgreSQL by URL.

Everything above this module writes one SQL text for both. Why the settings below are what they are is
in docs/decisions/0201.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Table, event, literal_column, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.util import await_only

from core.errors import OperatorError
from core.settings import StorageSettings
from storage import schema
from storage.address import DRIVERS, read_address
from storage.failures import DAMAGED, explain, is_busy, mask
from storage.health import Health, is_said
from storage.private_files import make_private
from storage.schema import SchemaState

FILE_NAME = "qingfeng.db"
# Another process (the command line beside the bot) may hold SQLite's one write lock for so long, in seconds.
BUSY_TIMEOUT = 15
SETTLE_PATIENCE = 1000  # milliseconds that emptying the log waits for those who read
BUSY_PAUSE = 0.05  # seconds between two tries to make a file that another program is making
CONNECT_TIMEOUT = 10
READERS = 4
MIGRATION_LOCK = "migration"
LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


class Database:
    """Connections and transactions. Nothing is opened before the first use; `close` when done."""

    def __init__(self, url: URL, setting: str) -> None:
        self._url = url
        self._setting = setting
        self.dialect: str = url.get_backend_name()
        self._writing = asyncio.Lock()
        self.reading, self.writing = Health(), Health()
        if self.dialect == "sqlite":
            self._readers = self._sqlite(READERS, "PRAGMA query_only = ON", skip_autocommit_rollback=True)
            self._durable = _begin_immediate(self._sqlite(1, *WRITING, "PRAGMA synchronous = FULL"))
            self._relaxed = _begin_immediate(self._sqlite(1, *WRITING, "PRAGMA synchronous = NORMAL"))
            self._settling = self._sqlite(None, f"PRAGMA busy_timeout = {SETTLE_PATIENCE}")
        else:
            self._readers = self._durable = self._relaxed = self._postgresql(pool_size=8, max_overflow=8)

    @classmethod
    def configured(cls, settings: StorageSettings) -> "Database":
        """Open the database that the settings name."""
        url = settings.url.get_secret_value()
        return cls.from_url(url) if url else cls.in_folder(settings.folder)

    @classmethod
    def from_url(cls, url: str, setting: str = "storage.url") -> "Database":
        """Open `sqlite:///file` or `postgresql://user:password@host/name`; `setting` is named in errors."""
        return cls(read_address(url, setting), setting)

    @classmethod
    def in_folder(cls, folder: Path) -> "Database":
        """Open the SQLite file `qingfeng.db` of `folder`; `migrate` makes both where they are missing."""
        return cls(URL.create(DRIVERS["sqlite"], database=str(folder / FILE_NAME)), "storage.folder")

    @property
    def address(self) -> str:
        """Return where the database is, for people: without its password."""
        return mask(self._url)

    @property
    def file(self) -> Path | None:
        """Return SQLite's file; None on PostgreSQL."""
        # SQLite takes file:NAME as well, with options of its own behind it.
        return Path((self._url.database or "").removeprefix("file:")) if self.dialect == "sqlite" else None

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """Read. Each statement sees the newest committed state; nothing can be written."""
        with self._noticing(self.reading):
            async with self._readers.connect() as connection:
                yield connection

    @asynccontextmanager
    async def transaction(self, *, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """Write: all or nothing. Commits at the end of the block, rolls back on any exception.

        `durable=False` is for what may be lost with the machine's power because it only repeats harmless
        work (a mark, a memory); it still survives the death of the process, and costs no disk flush.
        On SQLite there is one writer at a time; a second waits here.
        """
        engine = self._durable if durable else self._relaxed
        with self._noticing(self.writing):
            if self.dialect == "sqlite":
                async with self._writing, _alone(engine) as connection:
                    yield connection
                return
            async with engine.begin() as connection:
                if not durable:
                    await connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")
                yield connection

    @contextmanager
    def _noticing(self, health: Health) -> Iterator[None]:
        """Let `health` know how the block ended; what it raises goes on."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            if is_said(error):
                health.came(error, str(explain(error, self._url, self._setting)))
            raise
        health.went()

    @property
    def damage(self) -> str:
        """Return the sentence for the operator when SQLite's file turned out to be damaged; else nothing."""
        return self.reading.damage or self.writing.damage

    async def write(self, statement: Any, *, durable: bool = True) -> bool:  # noqa: ANN401 - insert or update
        """Carry out one insert or update; return whether it wrote a row. `durable` as in `transaction`."""
        async with self.transaction(durable=durable) as connection:
            return (await connection.execute(statement.returning(literal_column("1")))).first() is not None

    async def exclusive(self, connection: AsyncConnection, name: str) -> None:
        """Let only one transaction at a time go past here under this name, until it ends.

        On SQLite every transaction is alone already.
        """
        if self.dialect != "sqlite":
            await connection.execute(LOCK, {"name": f"qingfeng {name}"})

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
        return sqlite.insert(table) if self.dialect == "sqlite" else postgresql.insert(table)

    async def schema_state(self) -> SchemaState:
        """Say how the schema stands, changing nothing. OperatorError when the database is out of reach."""
        try:
            if self.file is not None and not schema.file_exists(self.file, self._setting):
                return SchemaState.MISSING
            async with self._readers.connect() as connection:
                await self._refuse_encoding(connection)
                return schema.state_of(await connection.run_sync(schema.revision_of))
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise explain(error, self._url, self._setting) from None

    async def _refuse_encoding(self, connection: AsyncConnection) -> None:
        """Raise OperatorError when a PostgreSQL database cannot hold Chinese."""
        if self.dialect != "sqlite":
            encoding = await connection.scalar(text("SHOW server_encoding"))
            if encoding != "UTF8":
                raise OperatorError(f"{self._setting}：数据库的编码是 {encoding}，请建成 UTF8 编码的库")

    async def refuse_damage(self) -> None:
        """Read all of SQLite's file once; OperatorError when it is damaged. PostgreSQL looks after its own."""
        if self.dialect != "sqlite":
            return
        try:
            async with self._readers.connect() as connection:
                found = await connection.scalar(text("PRAGMA quick_check(1)"))
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise explain(error, self._url, self._setting) from None
        if found != "ok":
            raise OperatorError(f"{self._setting}：数据库 {self.file} {DAMAGED}")

    async def settle(self) -> bool:
        """Let nothing that was deleted stay readable in SQLite's log; return whether the log is empty now.

        False while another connection still reads an older state: try again soon. PostgreSQL keeps its log
        by its own rules: see docs/operations.md.
        """
        log = None if self.file is None else self.file.with_name(f"{self.file.name}-wal")
        if log is None or not log.exists() or not log.stat().st_size:
            return True
        async with self._writing, self._settling.connect() as connection:
            busy, _, _ = (await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).one()
        return not busy

    async def migrate(self) -> None:
        """Bring the schema to this program's revision, in one transaction.

        An SQLite file with an older schema is copied first. Two programs that start together wait
        for each other. Raises OperatorError when the database is out of reach or newer than the program.
        """
        patience = asyncio.get_running_loop().time() + BUSY_TIMEOUT
        while True:
            try:
                return await self._migrate()
            except (DBAPIError, sqlite3.Error, OSError) as error:
                # Two that make the same file at once: SQLite refuses the second the change to WAL without
                # waiting, whatever its busy timeout.
                if not is_busy(error) or asyncio.get_running_loop().time() > patience:
                    raise explain(error, self._url, self._setting) from None
                await asyncio.sleep(BUSY_PAUSE)

    async def _migrate(self) -> None:
        if self.file is not None:
            make_private(self.file)
        async with self._migration() as connection:
            found = await connection.run_sync(schema.revision_of)
            state = schema.state_of(found)
            if state is SchemaState.NEWER:
                raise OperatorError(schema.newer(self._setting, self.address, found))
            if state is SchemaState.MISSING:
                await connection.run_sync(schema.refuse_strange_tables, self._setting, self.address)
                await connection.run_sync(schema.make)
            if state is SchemaState.OLD:
                if self.file is not None:
                    await asyncio.to_thread(schema.copy_file, self.file, str(found))
                await connection.run_sync(schema.upgrade)

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Turn what the database refuses within the block (taken for too long, gone) into OperatorError."""
        try:
            yield
        except (OperationalError, sqlite3.OperationalError) as error:
            raise explain(error, self._url, self._setting) from None

    async def close(self) -> None:
        """Close every connection. The object can be used again; it opens new ones."""
        for engine in {self._readers, self._durable, self._relaxed}:
            await engine.dispose()

    def _migration(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._migration_on_sqlite() if self.dialect == "sqlite" else self._migration_on_postgresql()

    @asynccontextmanager
    async def _migration_on_sqlite(self) -> AsyncIterator[AsyncConnection]:
        # Alembic changes a table by making it anew; with foreign keys on, that would be refused.
        engine = self._sqlite(
            None, "PRAGMA journal_mode = WAL", "PRAGMA foreign_keys = OFF", "PRAGMA synchronous = FULL"
        )
        try:
            async with self._writing, _alone(_begin_immediate(engine)) as connection:
                yield connection
                await connection.run_sync(schema.refuse_dangling_rows)
        finally:
            await engine.dispose()

    @asynccontextmanager
    async def _migration_on_postgresql(self) -> AsyncIterator[AsyncConnection]:
        async with self._durable.begin() as connection:
            await self._refuse_encoding(connection)
            await self.exclusive(connection, MIGRATION_LOCK)
            yield connection

    def _sqlite(self, connections: int | None, *pragmas: str, **options: Any) -> AsyncEngine:  # noqa: ANN401 -- handed on to SQLAlchemy as they are
        """Make an engine of at most so many connections; None: none is kept."""
        if connections is None:
            options["poolclass"] = NullPool
        else:
            options |= {"pool_size": connections, "max_overflow": 0}
        engine = create_async_engine(
            self._url,
            hide_parameters=True,
            pool_reset_on_return=None,
            connect_args={"timeout": BUSY_TIMEOUT},
            **options,
        )

        @event.listens_for(engine.sync_engine, "connect")
        def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 -- the driver's, untyped
            # Python's driver would begin transactions by its own rules; we say BEGIN ourselves.
            connection.isolation_level = None
            cursor = connection.cursor()
            for pragma in pragmas:
                cursor.execute(pragma)
            cursor.close()

        return engine

    def _postgresql(self, **options: Any) -> AsyncEngine:  # noqa: ANN401 -- handed on to SQLAlchemy as they are
        # A database that cannot hold Chinese would hand over bytes, of which SQLAlchemy makes a traceback.
        arguments: dict[str, Any] = {"client_encoding": "utf8"}
        if "connect_timeout" not in self._url.query:
            arguments["connect_timeout"] = CONNECT_TIMEOUT
        return create_async_engine(
            self._url, hide_parameters=True, pool_pre_ping=True, connect_args=arguments, **options
        )


IN_DOUBT = "in doubt"
WRITING = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA fullfsync = ON",
    "PRAGMA secure_delete = ON",  # what people wrote is overwritten, also in pages that become free
)


def _begin_immediate(engine: AsyncEngine) -> AsyncEngine:
    """Take SQLite's write lock at the start, so that what a transaction read still holds when it writes."""

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 -- SQLAlchemy's event, untyped
        # Straight to the driver: by way of SQLAlchemy it would cross to the driver's thread three times.
        await_only(connection.connection.driver_connection.execute("BEGIN IMMEDIATE"))

    @event.listens_for(engine.sync_engine, "reset")
    def reset(connection: Any, record: Any, _state: object) -> None:  # noqa: ANN401 -- the same
        # Instead of a rollback after each commit (`pool_reset_on_return`), one only where it is needed.
        if record.info.pop(IN_DOUBT, False):
            connection.rollback()

    return engine


@asynccontextmanager
async def _alone(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Run the block as a transaction of an engine made by `_begin_immediate`."""
    async with engine.connect() as connection:
        # Cancelled anywhere, the driver's thread may yet begin what nobody waits for: see `reset`.
        connection.info[IN_DOUBT] = True
        async with connection.begin():
            yield connection
        connection.info[IN_DOUBT] = False
