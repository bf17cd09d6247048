"""Reads of a few rows by an index, made on SQLite where they are asked for, in the event loop's own thread.

The call of another thread and the way there through asyncio take ten times as long as such a read does, which
every message needs. In WAL mode a reader waits for no writer; where it would have to wait, it is not made here.
Mostly there is no such row, and then SQLAlchemy, which takes ten times as long as SQLite does, is not asked.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Executable, RowMapping, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from storage.engine.failures import is_busy

DRIVER = "sqlite"  # Python's own, without asyncio


class LookingUp:
    """A connection to SQLite's file that is opened by the first read and kept until `close`."""

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(
            url.set(drivername=DRIVER),
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={"timeout": 0},
            paramstyle="named",
        )
        self._connection: Connection | None = None
        self._plain: dict[Executable, tuple[str, Mapping[str, Any]] | None] = {}

    def read(self, statement: Executable, values: Mapping[str, Any]) -> Sequence[RowMapping] | None:
        """Return the rows; None: another program is at the file just now. Raises what SQLAlchemy raises."""
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
                self._connection.exec_driver_sql("PRAGMA query_only = ON")
            if self._has_none(self._connection, statement, values):
                return []
            return self._connection.execute(statement, values).mappings().all()
        except DBAPIError as error:
            self.close()
            if is_busy(error):
                return None
            raise

    def _has_none(self, connection: Connection, statement: Executable, values: Mapping[str, Any]) -> bool:
        """Return whether there surely is no row; whatever goes wrong is left to SQLAlchemy to say."""
        if statement not in self._plain:
            self._plain[statement] = _plain_sql(connection, statement)
        if (plain := self._plain[statement]) is None:
            return False
        sql, fixed = plain
        try:
            driver = cast("sqlite3.Connection", connection.connection.driver_connection)
            return driver.execute(sql, {**fixed, **values}).fetchone() is None
        except sqlite3.Error:
            return False

    def close(self) -> None:
        """Close the connection. The next read opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _plain_sql(connection: Connection, statement: Executable) -> tuple[str, Mapping[str, Any]] | None:
    """Return a statement as SQLite reads it, and the values that it brings itself.

    None where a value is not passed on as it is.
    """
    dialect = connection.dialect
    compiled = cast("ClauseElement", statement).compile(connection)
    types = (bound.type.dialect_impl(dialect) for bound in cast("SQLCompiler", compiled).binds.values())
    return None if any(one.bind_processor(dialect) for one in types) else (str(compiled), compiled.params)
