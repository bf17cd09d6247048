"""How engines are made for each database, so that their connections begin as docs/decisions/0201 wants it."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from storage.engine import sqlite_thread
from storage.engine.engine import AsyncEngine, create_async_engine
from storage.engine.patience import KEEPALIVES

CONNECT_TIMEOUT = 10
IN_DOUBT = "in doubt"
WRITING: tuple[str, ...] = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA fullfsync = ON",
    "PRAGMA secure_delete = ON",  # what people wrote is overwritten, also in pages that become free
)


def sqlite_engine(
    url: URL,
    connections: int | None,
    patience: float,
    *pragmas: str,
    **options: Any,  # noqa: ANN401 -- handed on to SQLAlchemy as they are
) -> AsyncEngine:
    """Make an engine of at most so many connections; None: none is kept.

    `patience`: how many seconds to wait for another process; each connection begins with `pragmas`.
    """
    if connections is None:
        options["poolclass"] = NullPool
    else:
        options |= {"pool_size": connections, "max_overflow": 0}
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_reset_on_return=None,
        connect_args={"timeout": patience, "async_creator_fn": sqlite_thread.connect},
        **options,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 -- the driver's, untyped
        # Python's driver would begin transactions by its own rules; here BEGIN is always explicit.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    return engine


def begin_immediate(engine: AsyncEngine) -> AsyncEngine:
    """Take SQLite's write lock at the first statement: what a transaction reads is still true at its end."""

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 -- SQLAlchemy's event, untyped
        connection.connection.driver_connection.begin_immediate()

    @event.listens_for(engine.sync_engine, "reset")
    def reset(connection: Any, record: Any, _state: object) -> None:  # noqa: ANN401 -- the same
        # Instead of a rollback after each commit (`pool_reset_on_return`), one only where it is needed.
        if record.info.pop(IN_DOUBT, False):
            connection.rollback()

    return engine


def postgresql_engine(url: URL, **options: Any) -> AsyncEngine:  # noqa: ANN401 -- the same
    """Make an engine that gives up in time what does not answer."""
    from storage.engine.patient_connection import PatientConnection  # noqa: PLC0415 - psycopg takes 0.1 s and 10 MB

    # A database that cannot hold Chinese would return bytes, and SQLAlchemy would fail on them.
    arguments: dict[str, Any] = {
        "client_encoding": "utf8",
        "async_creator_fn": PatientConnection.connect,
        **{name: value for name, value in KEEPALIVES.items() if name not in url.query},
    }
    if "connect_timeout" not in url.query:
        arguments["connect_timeout"] = CONNECT_TIMEOUT
    return create_async_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args=arguments,
        **options,
    )
