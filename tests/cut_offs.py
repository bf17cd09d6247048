"""Cuts a change off in its middle, to see that it happens whole or not at all.

Statement by statement as a dying process would, or await by await as one who cancels.
"""

import asyncio
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import contextmanager
from functools import partial
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


class Cancelled:
    """Work that is cancelled where it waits for the nth time: as that begins, or (`late`) as it ends."""

    def __init__(self, work: Coroutine[Any, Any, None], at: int, *, late: bool) -> None:
        self.was_cancelled = False
        self._work = work
        self._left = at
        self._late = late

    def __await__(self) -> Generator[Any, Any, None]:
        steps = self._work.__await__()
        resume: Callable[[], Any] = partial(steps.send, None)
        while True:
            try:
                waits_for = resume()
            except StopIteration:
                return
            if self._left == 0:
                self._cancel(waits_for)
            self._left -= 1
            try:
                resume = partial(steps.send, (yield waits_for))
            except BaseException as error:  # noqa: BLE001 -- the work's to deal with
                resume = partial(steps.throw, error)

    def _cancel(self, waits_for: "asyncio.Future[object] | None") -> None:
        task = asyncio.current_task()
        assert task is not None
        self.was_cancelled = True
        if self._late and waits_for is not None:
            waits_for.add_done_callback(lambda _: task.cancel())
        else:
            task.cancel()
