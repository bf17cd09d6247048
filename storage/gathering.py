"""Many small writes as few transactions."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Gathering(Generic[Item]):
    """While one write is under way, what comes meanwhile gathers and is written as the next one.

    A transaction costs far more than a row in it. So nothing waits when there is little to do, and under
    load many rows share a transaction. `write` gets the items in the order in which they came.
    """

    def __init__(self, write: Callable[[list[Item]], Awaitable[None]]) -> None:
        self._write = write
        self._gathered: list[Item] = []
        self._next: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()

    async def add(self, *items: Item) -> None:
        """Return once the items are written; raise what their write raised, for all that shared it.

        A caller who is cancelled stops waiting; the items are written all the same.
        """
        self._gathered.extend(items)
        if self._next is None:
            self._next = asyncio.create_task(self._write_next())
        await asyncio.shield(self._next)

    async def _write_next(self) -> None:
        async with self._writing:
            items, self._gathered, self._next = self._gathered, [], None
            await self._write(items)
