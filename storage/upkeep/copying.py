"""Every row of one database into another, empty one, of the same engine or the other: all or nothing.

What was copied is read back and compared before it is committed, value by value.
"""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from core.errors import OperatorError
from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.engine.patience import waiting_at_most
from storage.engine.sole_use import sole_use
from storage.tables.every import metadata
from storage.tables.pushes import push_marks
from storage.upkeep.push_marks import Mark, PushMarks
from storage.upkeep.schema import SchemaState

ROWS = 100  # at a time; some hold whole documents
LOCK = "copy"
PATIENCE = 600.0  # seconds that one command on PostgreSQL may take
MODULUS = 1 << 256
# Called when a table is copied: its name, its rows, its place among all, how many there are.
Progress = Callable[[str, int, int, int], None]


@dataclass(slots=True)
class Sum:
    """How many rows, and what they add up to, in whatever order they come."""

    rows: int = 0
    total: int = 0

    def add(self, values: tuple[object, ...]) -> None:
        """Count one row. `values` are Python's own, the same from both engines."""
        digest = hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest()
        self.rows += 1
        self.total = (self.total + int.from_bytes(digest, "big")) % MODULUS


async def copy_all(source: Database, target: Database, progress: Progress) -> dict[str, int]:
    """Copy every table; return the rows of each. Raises OperatorError, and the target stays without a row.

    The source is read as it is at one moment; what comes later is not copied. So no bot may run on either.
    """
    with ExitStack() as kept_off:
        for database, setting in ((source, "SOURCE"), (target, "storage")):
            if database.file is not None:
                kept_off.enter_context(sole_use(database.file, setting))
        return await _copy_whole(source, target, progress)


async def _copy_whole(source: Database, target: Database, progress: Progress) -> dict[str, int]:
    if await source.schema_state() is not SchemaState.CURRENT:
        raise OperatorError(
            f"数据库 {source.address} 不是这个版本的结构："
            "请先用这个版本的程序在它上面启动一次（会升级），停下，再搬"
        )
    if await target.schema_state() is not SchemaState.MISSING:
        await _refuse_rows(target)
    await target.migrate()
    copied: dict[str, int] = {}
    # Which database it is, and what was begun on it, is not copied: the target is another one.
    tables = [table for table in metadata.sorted_tables if table is not push_marks]
    with waiting_at_most(PATIENCE):
        mark = await _copy_tables(source, target, tables, copied, progress)
    PushMarks(target).note(mark)
    return copied


async def _copy_tables(
    source: Database, target: Database, tables: list[Table], copied: dict[str, int], progress: Progress
) -> Mark | None:
    async with _still(source) as reading, target.transaction() as writing:
        await target.exclusive(writing, LOCK)
        for number, table in enumerate(tables, 1):
            copied[table.name] = await _copy(table, reading, writing)
            if target.dialect != "sqlite":
                await _set_sequences(table, writing)
            progress(table.name, copied[table.name], number, len(tables))
        return await PushMarks(target).accept(writing)


async def _copy(table: Table, reading: AsyncConnection, writing: AsyncConnection) -> int:
    was, now = Sum(), Sum()
    names = [column.name for column in table.columns]
    try:
        found = await reading.stream(select(table))
        async for page in found.partitions(ROWS):
            for row in page:
                was.add(tuple(row))
            await writing.execute(insert(table), [dict(zip(names, row, strict=True)) for row in page])
        async for row in await writing.stream(select(table)):
            now.add(tuple(row))
    except (StatementError, ArithmeticError, ValueError, TypeError) as error:
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise
        raise OperatorError(
            f"表 {table.name} 里有一行写不进去（{type(error).__name__}）：什么都没有搬"
        ) from None
    if was != now:
        raise OperatorError(f"表 {table.name} 写进去以后与原来的不一样：什么都没有搬")
    return was.rows


async def _refuse_rows(target: Database) -> None:
    async with target.connection() as connection:
        for table in metadata.sorted_tables:
            if await connection.scalar(select(func.count()).select_from(table)):
                raise OperatorError(
                    f"数据库 {target.address} 里已有内容（表 {table.name}）：只能搬进空的数据库"
                )


async def _set_sequences(table: Table, writing: AsyncConnection) -> None:
    """Let PostgreSQL number the next rows after those that were copied."""
    for column in table.primary_key.columns:
        named = {"table": table.name, "column": column.name}
        sequence = await writing.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), named)
        if sequence is not None:
            highest = await writing.scalar(select(func.max(column)))
            after = {"sequence": sequence, "value": highest or 1, "used": highest is not None}
            await writing.execute(text("SELECT setval(CAST(:sequence AS regclass), :value, :used)"), after)


@asynccontextmanager
async def _still(source: Database) -> AsyncIterator[AsyncConnection]:
    """Read all of the block as it is at its beginning."""
    async with source.connection() as connection:
        if source.dialect == "sqlite":
            await connection.exec_driver_sql("BEGIN")
        else:
            await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        try:
            yield connection
        finally:
            if source.dialect == "sqlite":
                await connection.exec_driver_sql("ROLLBACK")
