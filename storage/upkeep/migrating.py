"""Lets the migrations meet databases that were made between two of them.

Some states of the program made a database from tables that were a step ahead of, or behind, the number they
gave it: migrations that were written side by side and numbered later. So what is there already is not made
again, and what is missing at the end is added, as long as no row has to be changed for it.
"""

from collections.abc import Callable
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations, ops
from sqlalchemy import Connection, inspect

from storage.tables.every import metadata


def forgive() -> None:
    """Let Alembic make no table, column or index that is there already. Doing it again changes nothing."""
    for operation, is_there in (
        (ops.CreateTableOp, _has_table),
        (ops.AddColumnOp, _has_column),
        (ops.CreateIndexOp, _has_index),
    ):
        plain = Operations._to_impl.dispatch(operation)  # noqa: SLF001 -- Alembic gives no other way to it
        if not isinstance(plain, _UnlessThere):
            Operations.implementation_for(operation, replace=True)(_UnlessThere(plain, is_there))


class _UnlessThere:
    """Carries out one of Alembic's operations unless what it makes is there."""

    def __init__(self, plain: Callable[..., object], is_there: Callable[[Connection, Any], bool]) -> None:
        self._plain = plain
        self._is_there = is_there

    def __call__(self, operations: Operations, wanted: ops.MigrateOperation) -> object:
        return None if self._is_there(operations.get_bind(), wanted) else self._plain(operations, wanted)


def _has_table(connection: Connection, wanted: ops.CreateTableOp) -> bool:
    return inspect(connection).has_table(wanted.table_name)


def _has_column(connection: Connection, wanted: ops.AddColumnOp) -> bool:
    columns = inspect(connection).get_columns(wanted.table_name)
    return any(column["name"] == wanted.column.name for column in columns)


def _has_index(connection: Connection, wanted: ops.CreateIndexOp) -> bool:
    there = inspect(connection)
    return there.has_table(wanted.table_name) and any(
        index["name"] == wanted.index_name for index in there.get_indexes(wanted.table_name)
    )


def mend(connection: Connection) -> None:
    """Add the tables, columns and indexes that are missing, and drop an index that nothing names any more."""
    context = MigrationContext.configure(connection)
    operations = Operations(context)
    for difference in compare_metadata(context, metadata):
        match difference:
            case ("add_table", table):
                table.create(connection)
            case ("add_column", _, table, column) if column.nullable or column.server_default is not None:
                operations.add_column(table, column)  # Alembic adds a copy of it
            case ("add_index", index):
                index.create(connection)
            case ("remove_index", index):
                operations.drop_index(index.name, index.table.name)
