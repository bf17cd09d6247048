"""Statements that write rows again and again, put before SQLite as it reads them.

SQLAlchemy takes longer to put one, and its values, into words than SQLite takes to carry it out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Dialect, Executable
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from storage.engine.engine import AsyncConnection

Row = Mapping[str, Any]
_Reads = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A statement's text; for each of its signs the name in a row, a value that stays, how it is stored."""

    sql: str
    signs: tuple[tuple[str, Any, _Reads | None], ...]

    def values(self, row: Row) -> tuple[Any, ...]:
        found = ((row.get(name, kept), stored) for name, kept, stored in self.signs)
        return tuple(value if stored is None else stored(value) for value, stored in found)


class PlainWrite:
    """One statement, made once, for rows that all have the same names."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._plain: dict[tuple[str, ...], _Plain | None] = {}

    async def carry_out(self, connection: AsyncConnection, rows: Sequence[Row]) -> None:
        """Carry it out for these rows. Raises what SQLAlchemy raises."""
        plain = self._as_sqlite_reads_it(connection, tuple(rows[0]))
        values = None if plain is None else _values(plain, rows)
        await (
            connection.execute(self._statement, rows)
            if plain is None or values is None
            else connection.exec_driver_sql(plain.sql, values)
        )

    def _as_sqlite_reads_it(self, connection: AsyncConnection, names: tuple[str, ...]) -> _Plain | None:
        if connection.dialect.name != "sqlite":
            return None
        if names not in self._plain:
            self._plain[names] = _plain(self._statement, connection.dialect, names)
        return self._plain[names]


def _values(plain: _Plain, rows: Sequence[Row]) -> list[tuple[Any, ...]] | None:
    """Return what is stored; None where something cannot be: SQLAlchemy says so better."""
    try:
        return [plain.values(row) for row in rows]
    except (TypeError, ValueError, ArithmeticError, AttributeError):
        return None


def _plain(statement: Executable, dialect: Dialect, names: tuple[str, ...]) -> _Plain | None:
    """Return a statement as SQLite reads it; None where SQLAlchemy does more than to pass the values on."""
    compiled = cast(
        "SQLCompiler",
        cast("ClauseElement", statement).compile(dialect=dialect, column_keys=list(names)),
    )
    order = compiled.positiontup
    more = compiled.prefetch or compiled.literal_execute_params or compiled.post_compile_params
    if order is None or more or compiled.effective_returning:
        return None
    params, signs = compiled.params, []
    for name in order:
        bound = compiled.binds[name]
        if bound.callable or (bound.required and name not in names):
            return None
        signs.append((name, params[name], bound.type.dialect_impl(dialect).bind_processor(dialect)))
    return _Plain(str(compiled), tuple(signs))
