"""Combines many small writes in few transactions."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy.exc import StatementError

from storage.health import is_passing

Item = TypeVar("Item")


class Gathering(Generic[Item]):
    """Items that come while a write is under way are collected and written together in the next one.

    A transaction costs far more than a row in it. So nothing waits when there is little to do, and under
    load many rows share a transaction. `write` gets the items in the order in which they came.
    """

    def __init__(self, write: Callable[[list[Item]], Awaitable[None]]) -> None:
        self._write = write
        self._gathered: list[tuple[Sequence[Item], asyncio.Future[None]]] = []
        self._next: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()

    async def add(self, *items: Item) -> None:
        """Return once the items are written; raise what their write raised, for all that shared it.

        If the database refuses because of the items' content, each caller's items are written separately. A
        caller who is cancelled stops waiting; the items are written all the same.
        """
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._gathered.append((items, written))
        if self._next is None:
            self._next = asyncio.create_task(self._write_next())
        await asyncio.shield(written)

    async def _write_next(self) -> None:
        async with self._writing:
            gathered, self._gathered, self._next = self._gathered, [], None
            try:
                await self._write_shared(gathered)
            except asyncio.CancelledError:
                for _, written in gathered:
                    written.cancel()
                raise

    async def _write_shared(self, gathered: list[tuple[Sequence[Item], "asyncio.Future[None]"]]) -> None:
        failure: Exception | None = None
        try:
            await self._write([item for items, _ in gathered for item in items])
        except Exception as error:  # noqa: BLE001 - it is raised where it belongs
            failure = error
        refused = isinstance(failure, StatementError | ArithmeticError) and not is_passing(failure)
        if refused and len(gathered) > 1:
            for one in gathered:
                await self._write_shared([one])
            return
        for _, written in gathered:
            _end(written, failure)


def _end(written: "asyncio.Future[None]", failure: Exception | None) -> None:
    if written.done():
        return
    if failure is None:
        written.set_result(None)
    else:
        written.set_exception(failure)
        written.exception()  # a cancelled caller does not read it
