"""SQLite behind the driver's thread, with one call of the thread for each statement.

aiosqlite calls its thread for the cursor, the statement, the rows and the end of the cursor, and each call
costs more than most statements do. Here a statement brings its first rows along, which mostly are all, and
takes the transaction's BEGIN with it; a transaction that reads nothing can be one call.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import Any

import aiosqlite

Row = tuple[Any, ...]
Work = Callable[[sqlite3.Connection], None]
CHUNK = 64  # rows that aiosqlite would read at once; not used here
FIRST = (
    1000  # rows that a statement brings along; a reader of a whole table has the rest read later, page by page
)


class ThreadCursor:
    """What SQLAlchemy expects of aiosqlite's cursor."""

    def __init__(self, connection: "ThreadConnection") -> None:
        self._connection = connection
        self._rows: list[Row] = []
        self._rest: sqlite3.Cursor | None = None
        self.description: Sequence[Any] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> "ThreadCursor":
        """Nothing to open."""
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> "ThreadCursor":
        """Carry out a statement and read its rows."""
        return await self._run(lambda cursor: cursor.execute(sql, parameters))  # type: ignore[arg-type]  # typeshed wants a sequence

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "ThreadCursor":
        """Carry out a statement for each of `parameters`."""
        return await self._run(lambda cursor: cursor.executemany(sql, parameters))  # type: ignore[arg-type]  # the same

    async def fetchall(self) -> list[Row]:
        """Return the rows not yet taken."""
        if self._rest is not None:
            await self._connection.carry_out(lambda _: self._read(None))
        rows, self._rows = self._rows, []
        return rows

    async def fetchmany(self, size: int | None = None) -> list[Row]:
        """Return the next `size` rows; fewer, or none, where there are no more."""
        size = size or self.arraysize
        if self._rest is not None and len(self._rows) < size:
            await self._connection.carry_out(lambda _: self._read(size))
        page, self._rows = self._rows[:size], self._rows[size:]
        return page

    async def fetchone(self) -> Row | None:
        """Return the next row; None where there is no more."""
        page = await self.fetchmany(1)
        return page[0] if page else None

    async def close(self) -> None:
        """End a statement that has rows left."""
        if self._rest is not None:
            rest, self._rest = self._rest, None
            await self._connection.carry_out(lambda _: rest.close())

    async def _run(self, step: Callable[[sqlite3.Cursor], object]) -> "ThreadCursor":
        await self._connection.carry_out(lambda raw: self._carry_out(raw, step))
        return self

    def _carry_out(self, raw: sqlite3.Connection, step: Callable[[sqlite3.Cursor], object]) -> None:
        cursor = self._rest = raw.cursor()
        try:
            step(cursor)
            self.description = cursor.description
            self._rows = []
            self._read(FIRST if cursor.description else None)
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        except BaseException:
            self._rest = None
            cursor.close()
            raise

    def _read(self, size: int | None) -> None:
        """Read so many rows more, or all, within the thread."""
        rest = self._rest
        if rest is None:
            return
        page = rest.fetchall() if size is None else rest.fetchmany(size)
        self._rows += page
        if size is None or len(page) < size:
            self._rest = None
            rest.close()


class ThreadConnection(aiosqlite.Connection):
    """A connection whose cursors are `ThreadCursor`s."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=CHUNK)
        self._thread.daemon = True  # as SQLAlchemy has it: a connection left open does not keep the program
        self._to_begin = False
        self._put_off: list[Work] | None = None
        self._stopped: asyncio.Future[Any] | None = None

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        """Open it. Where that fails, the thread has ended its work before this is known.

        What it still had to say would be said to an event loop that may be closed by then.
        """
        try:
            return (yield from super().__await__())
        except BaseException:
            if self._stopped is not None:
                yield from self._stopped
            raise

    def stop(self) -> "asyncio.Future[Any] | None":
        """Have the thread close the connection and end; what is returned is done then."""
        self._stopped = super().stop()
        return self._stopped

    def cursor(self) -> Any:  # noqa: ANN401 - not the type of aiosqlite, but what SQLAlchemy uses of it
        """Return a cursor."""
        return ThreadCursor(self)

    def begin_immediate(self) -> None:
        """Take SQLite's write lock together with the next statement, in one call of the thread."""
        self._to_begin = True

    def put_off(self) -> None:
        """Carry out the statements of this transaction when it commits, all in one call of the thread.

        None may have rows to return, and what is wrong with one is raised by the commit.
        """
        self._put_off = []

    async def commit(self) -> None:
        """Commit; a transaction without a statement has not begun."""
        begins, self._to_begin = self._to_begin, False
        put_off, self._put_off = self._put_off, None
        if put_off:
            await self._execute(self._at_once, put_off, begins=begins)  # type: ignore[no-untyped-call]
        else:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back what was begun, also by a statement that is still under way."""
        self._to_begin, self._put_off = False, None
        await super().rollback()

    async def carry_out(self, work: Work) -> None:
        """Have the thread do `work` with the connection, behind a BEGIN if one is to come; or put it off."""
        if self._put_off is not None:
            self._put_off.append(work)
        else:
            await self._execute(self._in_thread, work, begins=self._to_begin)  # type: ignore[no-untyped-call]

    def _at_once(self, put_off: Iterable[Work], *, begins: bool) -> None:
        if begins:
            self._conn.execute("BEGIN IMMEDIATE")
        for work in put_off:
            work(self._conn)
        self._conn.commit()

    def _in_thread(self, work: Work, *, begins: bool) -> None:
        if begins:
            self._conn.execute("BEGIN IMMEDIATE")
            self._to_begin = False  # only now: where the lock was not given, the next statement asks for it
        work(self._conn)


def connect(database: str | Path, **options: Any) -> ThreadConnection:  # noqa: ANN401 - sqlite3.connect's
    """Return a connection to be awaited, as aiosqlite.connect does; `options` are those of sqlite3.connect."""
    return ThreadConnection(lambda: sqlite3.connect(database, **options))
