"""The small rows that an update leaves behind, such as which message answered which, in one transaction.

A transaction costs far more than a row in it. So what a handler adds waits until the handler has ended, makes
another request, or reads or writes anything else: then all of it is written at once, together with what other
updates have to write at that moment. A power failure may lose such rows, for it only repeats harmless work; the
end of the process loses none that were written.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

from storage.engine.engine import AsyncConnection
from storage.engine.gathering import Gathering

Item = TypeVar("Item")
Row = tuple["Kind[Any]", Any]


class Kind(Generic[Item]):
    """Rows of one kind, and how they are written within a transaction, in the order in which they came."""

    def __init__(
        self, rows: "SmallWrites", name: str, write: Callable[[AsyncConnection, list[Item]], Awaitable[None]]
    ) -> None:
        self._rows = rows
        self.name = name
        self.write = write

    async def add(self, *items: Item) -> None:
        """Write these; within `SmallWrites.together` return at once, else when they are written.

        Raises what the database raises.
        """
        rows = self.rows_of(*items)
        together = _current.get()
        if together is None or not together.put(self._rows, rows):
            await self._rows.write(rows)

    def rows_of(self, *items: Item) -> list[Row]:
        """Return these items as rows for `Together.write`."""
        return [(self, item) for item in items]


class Together:
    """What one update has to write. Once it is `over`, nothing waits here any more."""

    def __init__(self, small: "SmallWrites") -> None:
        self._small = small
        self._rows: list[Row] = []
        self.over = False

    def __bool__(self) -> bool:
        """Return whether anything waits."""
        return bool(self._rows)

    def put(self, small: "SmallWrites", rows: Sequence[Row]) -> bool:
        """Have rows wait; False: not here."""
        if self.over or small is not self._small:
            return False
        self._rows += rows
        return True

    async def write(self, last: Sequence[Row] = ()) -> None:
        """Write what waits, and `last` with it, all or nothing. Raises what the database raises."""
        rows, self._rows = [*self._rows, *last], []
        if rows:
            await self._small.write(rows)


_current: ContextVar[Together | None] = ContextVar("together", default=None)


class SmallWrites:
    """The small rows of a database; `transaction` opens one."""

    def __init__(self, transaction: Callable[[], AbstractAsyncContextManager[AsyncConnection]]) -> None:
        self._transaction = transaction
        self._gathering: Gathering[Row] = Gathering(self._write)

    def kind(self, name: str, write: Callable[[AsyncConnection, list[Item]], Awaitable[None]]) -> Kind[Item]:
        """Return a kind of rows; several are written in the order of their names, so that none deadlock."""
        return Kind(self, name, write)

    async def write(self, rows: Sequence[Row]) -> None:
        """Return once these are written."""
        await self._gathering.add(*rows)

    @asynccontextmanager
    async def together(self) -> AsyncIterator[Together]:
        """Let what the block adds wait. What still waits at its end is written, however it ends."""
        together = Together(self)
        token = _current.set(together)
        try:
            yield together
        finally:
            _current.reset(token)
            together.over = True
            await together.write()

    async def _write(self, rows: list[Row]) -> None:
        _current.set(None)  # the context of this task is a copy of somebody's whose rows may be among these
        kinds: dict[Kind[Any], list[Any]] = {}
        for kind, item in rows:
            kinds.setdefault(kind, []).append(item)
        async with self._transaction() as connection:
            for kind in sorted(kinds, key=lambda one: one.name):
                await kind.write(connection, kinds[kind])


def row_of(item: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass with slots
    """Return an item's values by name. dataclasses.asdict copies each, which takes ten times as long."""
    return {name: getattr(item, name) for name in item.__slots__}


async def write_what_waits() -> None:
    """Write what the update at hand has left to be written: who reads afterwards finds it."""
    together = _current.get()
    if together:
        await together.write()
