"""Cuts a change off in its middle, statement by statement, to see that it happens whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from storage.database import Database


class CutOffError(Exception):
    """Stands for the death of the process."""


@contextmanager
def cut_off_after(database: Database, statements: int) -> Iterator[list[str]]:
    """Let the statement after so many fail, as if the process had died; yield what was executed."""
    executed: list[str] = []
    engines = {database._durable.sync_engine, database._readers.sync_engine}

    def count(_connection: Any, _cursor: Any, statement: str, *_: object) -> None:  # noqa: ANN401 -- SQLAlchemy's event
        if len(executed) == statements:
            raise CutOffError
        executed.append(statement)

    for engine in engines:
        event.listen(engine, "before_cursor_execute", count)
    try:
        yield executed
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", count)
