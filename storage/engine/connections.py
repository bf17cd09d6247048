"""Connections are taken and given back whole, also when who takes one is cancelled meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy.pool import QueuePool

from storage.engine.engine import AsyncConnection, AsyncEngine

Result = TypeVar("Result")


class Connections:
    """What goes on opening and closing beside its callers."""

    def __init__(self) -> None:
        self._beside: set[asyncio.Task[Any]] = set()

    async def over(self) -> None:
        """Wait until nothing is opening or closing any more."""
        while self._beside:
            await asyncio.wait(self._beside)

    @asynccontextmanager
    async def taken(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        """Take a connection for the block. A cancel does not interrupt its opening, nor its closing.

        Otherwise the driver would leave a connection that nobody closes.
        """
        connection = engine.connect()
        if isinstance(engine.pool, QueuePool) and engine.pool.checkedin():
            await connection.start()  # one that is open already: there is nothing to interrupt
        else:
            opening = self.go_on(connection.start())
            try:
                await asyncio.shield(opening)
            except asyncio.CancelledError:
                self.go_on(_closed_after(opening, connection))
                raise
        went_well = False
        try:
            yield connection
            went_well = engine.dialect.name == "sqlite" and isinstance(engine.pool, QueuePool)
        finally:
            # What went well goes back to SQLite's pool without a wait: there is nothing to interrupt either.
            await (connection.close() if went_well else asyncio.shield(self.go_on(connection.close())))

    def go_on(self, work: Coroutine[Any, Any, Result]) -> "asyncio.Task[Result]":
        """Do this also when the caller is cancelled; `over` waits for it."""
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
        return task


async def _closed_after(opening: "asyncio.Task[object]", connection: AsyncConnection) -> None:
    """Close a connection that nobody wants any more as soon as it is open."""
    await asyncio.wait([opening])
    if not opening.cancelled() and opening.exception() is None:
        await connection.close()
