"""Engines of one kind share what SQLAlchemy has made of the statements.

An engine makes SQL text of each statement once and keeps it. A test opens a new database, whose engines would
make it all anew: a fifth of what a conversation takes.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import URL, Engine

from storage.engine.engine import AsyncEngine, create_async_engine

STATEMENTS = 5000  # more than there are; SQLAlchemy itself forgets beyond 500


class Kinds:
    """Of each kind of engine the first that has been connected."""

    def __init__(self) -> None:
        self._known: dict[object, Engine] = {}

    def share(self, engine: Engine, kind: object) -> None:
        """Let `engine` use the dialect and the statements of the first one of its kind."""
        known = self._known.get(kind)
        if known is None or not hasattr(known.dialect, "default_isolation_level"):  # never connected
            self._known[kind] = engine
        else:
            engine.dialect, engine._compiled_cache = known.dialect, known._compiled_cache


@pytest.fixture(scope="session", autouse=True)
def make_sql_of_each_statement_once() -> Iterator[None]:
    """Hand every Database of this process engines that know the statements of those before it."""
    kinds = Kinds()

    def asynchronous(url: URL, **options: Any) -> AsyncEngine:  # noqa: ANN401 - as SQLAlchemy takes them
        engine = create_async_engine(url, query_cache_size=STATEMENTS, **options)
        kinds.share(engine.sync_engine, (url.drivername, options.get("skip_autocommit_rollback")))
        return engine

    def at_once(url: URL, **options: Any) -> Engine:  # noqa: ANN401 - the same
        engine = create_engine(url, query_cache_size=STATEMENTS, **options)
        kinds.share(engine, (url.drivername, options.get("paramstyle")))
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.engine.making_engines.create_async_engine", asynchronous)
        patch.setattr("storage.engine.looking_up.create_engine", at_once)
        yield
