"""The way into the database: SQLite in one file, or PostgreSQL by URL.

Everything above this module writes one SQL text for both. Why the settings below are what they are is
in docs/decisions/0201.
"""

import asyncio
import hashlib
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Executable, RowMapping, Table, literal_column, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import NullPool

from core.errors import OperatorError
from core.settings import StorageSettings
from storage.engine.address import DRIVERS, read_address
from storage.engine.connections import Connections
from storage.engine.engine import AsyncConnection, AsyncEngine
from storage.engine.failures import DAMAGED, explain, is_busy, mask
from storage.engine.looking_up import LookingUp
from storage.engine.making_engines import IN_DOUBT, WRITING, begin_immediate, postgresql_engine, sqlite_engine
from storage.engine.partial_indexes import know_postgresql
from storage.engine.patience import waiting_at_most
from storage.engine.small_writes import SmallWrites, write_what_waits
from storage.engine.sole_use import sole_use
from storage.health import Health, is_said
from storage.upkeep import schema
from storage.upkeep.clean_file import NOTE_CLEAN, make_clean
from storage.upkeep.private_files import make_private
from storage.upkeep.schema import SchemaState

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

FILE_NAME = "qingfeng.db"
# How many seconds another process (the command line beside the bot) may hold SQLite's only write lock.
BUSY_TIMEOUT = 15
SETTLE_PATIENCE = 1000  # milliseconds that emptying the log waits for readers
BUSY_PAUSE = 0.05  # seconds between two tries to make a file that another program is making
POOL_TIMEOUT = 15  # seconds to wait for one of PostgreSQL's connections: longer than all of them can be stuck
MIGRATION_PATIENCE = 600.0  # seconds that one command of a migration may take, or wait for another program's
READERS = 4
MIGRATION_LOCK = "migration"
LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
BRIEF_LOCK = text(
    "SELECT set_config('idle_in_transaction_session_timeout', '10s', true),"
    " pg_advisory_xact_lock(hashtextextended(:name, 0))"
)


class Database:
    """Connections and transactions. Nothing is opened before the first use; call `close` at the end."""

    def __init__(self, url: URL, setting: str) -> None:
        self._url = url
        self._setting = setting
        self.dialect: str = url.get_backend_name()
        self._writing = asyncio.Lock()
        self.connections = Connections()
        self._sessions: set[AsyncConnection] = set()
        self.reading = Health()
        self.writing = Health(self.reading)
        self.small_writes = SmallWrites(self._at_once)
        if self.dialect == "sqlite":
            self._readers = self._sqlite(READERS, "PRAGMA query_only = ON", skip_autocommit_rollback=True)
            self._durable = begin_immediate(self._sqlite(1, *WRITING, "PRAGMA synchronous = FULL"))
            self._relaxed = begin_immediate(self._sqlite(1, *WRITING, "PRAGMA synchronous = NORMAL"))
            self._settling = self._sqlite(None, f"PRAGMA busy_timeout = {SETTLE_PATIENCE}")
            self._looking_up: LookingUp | None = LookingUp(url)
        else:
            know_postgresql()
            self._readers = self._durable = self._relaxed = postgresql_engine(
                self._url, pool_size=8, max_overflow=8, pool_timeout=POOL_TIMEOUT
            )
            self._looking_up = None

    @classmethod
    def configured(cls, settings: StorageSettings) -> "Database":
        """Open the database that the settings name."""
        url = settings.url.get_secret_value()
        return cls.from_url(url) if url else cls.at(settings.file, "storage.folder")

    @classmethod
    def from_url(cls, url: str, setting: str = "storage.url") -> "Database":
        """Open `sqlite:///file` or `postgresql://user:password@host/name`; `setting` is named in errors."""
        return cls(read_address(url, setting), setting)

    @classmethod
    def in_folder(cls, folder: Path) -> "Database":
        """Open the SQLite file `qingfeng.db` of `folder`; `migrate` makes both where they are missing."""
        return cls.at(folder / FILE_NAME, "storage.folder")

    @classmethod
    def at(cls, file: Path, setting: str) -> "Database":
        """Open an SQLite file, whatever signs are in its name; `setting` is named in errors."""
        return cls(URL.create(DRIVERS["sqlite"], database=str(file)), setting)

    @property
    def address(self) -> str:
        """Return the database's address for people, without its password."""
        return mask(self._url)

    @property
    def url(self) -> URL:
        """Return the database's address with its password, for programs; never to be printed."""
        return self._url

    @property
    def mark(self) -> str:
        """Return what tells SQLite's file from others unnamed; PostgreSQL has many addresses for one."""
        return hashlib.sha256(str(self.file.resolve()).encode()).hexdigest()[:16] if self.file else ""

    @property
    def file(self) -> Path | None:
        """Return SQLite's file; None on PostgreSQL."""
        # SQLite takes file:NAME as well, with options of its own behind it.
        return Path((self._url.database or "").removeprefix("file:")) if self.dialect == "sqlite" else None

    @contextmanager
    def used_by_one(self) -> Iterator[None]:
        """Keep other bots off SQLite's file while the block runs; OperatorError when one runs already.

        PostgreSQL's databases are for any number. The command line needs not ask.
        """
        with nullcontext() if self.file is None else sole_use(self.file, self._setting):
            yield

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """Read. Each statement sees the newest committed state; nothing can be written."""
        await write_what_waits()
        with self._noticing(self.reading):
            async with self.connections.taken(self._readers) as connection:
                yield connection

    async def look_up(self, statement: Executable, **values: object) -> Sequence[RowMapping]:
        """Return the few rows that an index finds at once; others wait meanwhile, so read no more this way.

        `statement` is made once, its `values` left open (`bindparam`): making one takes longer than the read.
        """
        await write_what_waits()
        if self._looking_up is not None:
            with self._noticing(self.reading):
                rows = self._looking_up.read(statement, values)
            if rows is not None:
                return rows
        async with self.connection() as connection:
            return (await connection.execute(statement, values)).mappings().all()

    @asynccontextmanager
    async def transaction(self, *, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """Write: all or nothing. Commits at the end of the block, rolls back on any exception.

        `durable=False` is for rows that a power failure may lose because that only repeats harmless work (such
        as marks). They still survive the death of the process, and need no flush to the disk. On SQLite there
        is one writer at a time; a second waits here.
        """
        await write_what_waits()
        engine = self._durable if durable else self._relaxed
        with self._noticing(self.writing):
            if self.dialect == "sqlite":
                async with self._writing, self._alone(engine) as connection:
                    yield connection
                return
            async with self.connections.taken(engine) as connection, connection.begin():
                if not durable:
                    await connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")
                yield connection

    @asynccontextmanager
    async def _at_once(self) -> AsyncIterator[AsyncConnection]:
        """Write as `transaction` without a flush. The statements return nothing and are carried out at once."""
        async with self.transaction(durable=False) as connection:
            if self.dialect == "sqlite":
                driver: Any = connection.sync_connection
                driver.connection.driver_connection.put_off()
            yield connection

    @contextmanager
    def _noticing(self, health: Health) -> Iterator[None]:
        """Tell `health` how the block ended; its exception is passed on."""
        try:
            yield
        except (DBAPIError, sqlite3.Error, PoolTimeout) as error:
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

    async def session(self) -> AsyncConnection:
        """Open a connection to PostgreSQL that the caller keeps and closes; at the latest `close` does."""
        connection = await postgresql_engine(self._url, poolclass=NullPool).connect().start()
        self._sessions = {one for one in self._sessions if not one.closed} | {connection}
        return await connection.execution_options(isolation_level="AUTOCOMMIT")

    async def exclusive(self, connection: AsyncConnection, name: str, *, briefly: bool = False) -> None:
        """Wait until no other transaction holds this name; hold it until this transaction ends.

        `briefly`: a process that stands still meanwhile loses it. On SQLite every transaction is alone already.
        """
        if self.dialect != "sqlite":
            await connection.execute(BRIEF_LOCK if briefly else LOCK, {"name": f"qingfeng {name}"})

    async def size(self) -> int:
        """Return how many bytes the database takes: SQLite's file with its log, or what PostgreSQL says."""
        if self.file is not None:
            files = (self.file, self.file.with_name(f"{self.file.name}-wal"))
            return sum(file.stat().st_size for file in files if file.exists())
        async with self.connection() as connection:
            return int(await connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)

    def insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """Return an insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
        if self.dialect == "sqlite":
            return sqlite.insert(table)
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - as storage/engine/partial_indexes.py says

        return postgresql.insert(table)

    async def schema_state(self) -> SchemaState:
        """Return the state of the schema. OperatorError when the database cannot be reached."""
        try:
            if self.file is not None and not schema.file_exists(self.file, self._setting):
                return SchemaState.MISSING
            async with self.connections.taken(self._readers) as connection:
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
        """Read all of SQLite's file once; OperatorError when it is damaged. PostgreSQL checks its own files."""
        if self.dialect != "sqlite":
            return
        try:
            async with self.connections.taken(self._readers) as connection:
                found = await connection.scalar(text("PRAGMA quick_check(1)"))
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise explain(error, self._url, self._setting) from None
        if found != "ok":
            raise OperatorError(f"{self._setting}：数据库 {self.file} {DAMAGED}")

    async def settle(self) -> bool:
        """Empty SQLite's log, so that nothing deleted stays readable; return whether it is empty now.

        False while another connection still reads an older state: try again soon. PostgreSQL keeps its log
        by its own rules: see docs/operations.md.
        """
        log = None if self.file is None else self.file.with_name(f"{self.file.name}-wal")
        if log is None or not log.exists() or not log.stat().st_size:
            return True
        async with self._writing, self.connections.taken(self._settling) as connection:
            busy, _, _ = (await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).one()
        return not busy

    async def migrate(self) -> None:
        """Bring the schema to this program's revision, in one transaction.

        An SQLite file with an older schema is copied first. Two programs that start together wait for each
        other. Raises OperatorError when the database cannot be reached or is newer than the program.
        """
        patience = asyncio.get_running_loop().time() + BUSY_TIMEOUT
        while True:
            try:
                await self._migrate()
                break
            except (DBAPIError, sqlite3.Error, OSError) as error:
                # If two programs make the same file at once, SQLite refuses the second one's change to WAL
                # without waiting, whatever the busy timeout.
                if not is_busy(error) or asyncio.get_running_loop().time() > patience:
                    raise explain(error, self._url, self._setting) from None
                await asyncio.sleep(BUSY_PAUSE)
        if self.file is not None:
            engine = self._sqlite(None, f"PRAGMA busy_timeout = {SETTLE_PATIENCE}")
            async with self._writing:
                await make_clean(engine)

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
                if self.file is not None:
                    await connection.execute(NOTE_CLEAN)
            if state is SchemaState.OLD:
                if self.file is not None:
                    await asyncio.to_thread(schema.copy_file, self.file, str(found))
                await connection.run_sync(schema.upgrade)

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Turn errors of the database in the block (locked for too long, gone) into OperatorError."""
        try:
            yield
        except (OperationalError, sqlite3.OperationalError) as error:
            raise explain(error, self._url, self._setting) from None

    async def close(self) -> None:
        """Close every connection. The object can be used again; it opens new ones."""
        await self.connections.over()
        if self._looking_up is not None:
            self._looking_up.close()
        while self._sessions:
            with suppress(DBAPIError):  # it broke before
                await self._sessions.pop().close()
        for engine in {self._readers, self._durable, self._relaxed}:
            await engine.dispose()

    @asynccontextmanager
    async def _alone(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        """Run the block as a transaction of an engine made by `begin_immediate`."""
        async with self.connections.taken(engine) as connection:
            # If this is cancelled, the driver's thread may still begin a transaction afterwards: see `reset`.
            connection.info[IN_DOUBT] = True
            async with connection.begin():
                yield connection
            connection.info[IN_DOUBT] = False

    def _migration(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._migration_on_sqlite() if self.dialect == "sqlite" else self._migration_on_postgresql()

    @asynccontextmanager
    async def _migration_on_sqlite(self) -> AsyncIterator[AsyncConnection]:
        # Alembic changes a table by making a new one; with foreign keys on, this would be refused.
        engine = self._sqlite(
            None,
            "PRAGMA journal_mode = WAL",
            "PRAGMA foreign_keys = OFF",
            "PRAGMA synchronous = FULL",
            "PRAGMA secure_delete = ON",  # a table that is made anew leaves its old pages
        )
        try:
            async with self._writing, self._alone(begin_immediate(engine)) as connection:
                yield connection
                await connection.run_sync(schema.refuse_dangling_rows)
        finally:
            await engine.dispose()

    @asynccontextmanager
    async def _migration_on_postgresql(self) -> AsyncIterator[AsyncConnection]:
        with waiting_at_most(MIGRATION_PATIENCE):
            async with self.connections.taken(self._durable) as connection, connection.begin():
                await self._refuse_encoding(connection)
                await self.exclusive(connection, MIGRATION_LOCK)
                yield connection

    def _sqlite(self, connections: int | None, *pragmas: str, **options: Any) -> AsyncEngine:  # noqa: ANN401 -- handed on
        return sqlite_engine(self._url, connections, BUSY_TIMEOUT, *pragmas, **options)
