"""Counts what is done instead of taking its time: Python's operations in the project's code, SQLite's steps."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import event

from core.places import CHECKOUT
from storage.database import Database

OURS = tuple(str(CHECKOUT / folder) for folder in ("handlers", "services", "knowledge", "storage", "core"))


@dataclass
class Work:
    """How often something was entered, and how much was done in it."""

    times: int = 0
    operations: int = 0

    @property
    def each(self) -> float:
        return self.operations / max(1, self.times)

    def grows(self, fewer: "Work") -> bool:
        """Return whether it takes clearly more than among `fewer` people, each time or in how many times."""
        return self.each > 1.5 * fewer.each + 100 or self.times > 3 * fewer.times + 50


@dataclass
class Operations:
    """The work by function of ours (Python's operations), and by statement (steps of SQLite's machine)."""

    functions: dict[str, Work] = field(default_factory=dict)
    statements: dict[str, Work] = field(default_factory=dict)

    def grown(self, fewer: "Operations") -> list[str]:
        """Return the functions and statements that take clearly more than they did in `fewer`."""
        return [
            f"{name}: {work} after {before.get(name, Work())}"
            for now, before in (
                (self.functions, fewer.functions),
                (self.statements, fewer.statements),
            )
            for name, work in now.items()
            if work.grows(before.get(name, Work()))
        ]


@contextmanager
def counted(into: Operations) -> Iterator[None]:
    """Count Python's operations in the project's own code while the block runs, in this thread."""

    def trace(frame: FrameType, _event: str, _argument: Any) -> Any:  # noqa: ANN401 - sys.settrace's own
        file = frame.f_code.co_filename
        if not file.startswith(OURS):
            return None
        place = f"{Path(file).name}:{frame.f_code.co_firstlineno} {frame.f_code.co_name}"
        work = into.functions.setdefault(place, Work())
        work.times += 1
        frame.f_trace_opcodes = True

        def count(_frame: FrameType, event: str, _argument: Any) -> Any:  # noqa: ANN401 - the same
            work.operations += event == "opcode"
            return count

        return count

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def opcodes(doing: Callable[[], object]) -> int:
    """Return how many operations of Python's the project's code carries out while `doing` runs.

    From Python 3.12 on, the first call of a function that is counted so has no operations: let one go before.
    """
    done = Operations()
    with counted(done):
        doing()
    return sum(work.operations for work in done.functions.values())


class StepCounter:
    """Counts SQLite's steps by statement, from the first connection on. `into` is where they go just now."""

    def __init__(self, database: Database) -> None:
        self.into = Operations()
        for engine in {database._readers, database._durable, database._relaxed}:
            event.listen(engine.sync_engine, "connect", _connected)
            event.listen(engine.sync_engine, "before_cursor_execute", _begins)
            event.listen(engine.sync_engine, "after_cursor_execute", self._ended)

    def _ended(self, connection: Any, _cursor: object, statement: str, *_: object) -> None:  # noqa: ANN401 - the driver's, untyped
        work = self.into.statements.setdefault(" ".join(statement.split()), Work())
        work.times += 1
        work.operations += connection.info["steps"].operations


def _connected(connection: Any, record: Any) -> None:  # noqa: ANN401 - as above
    steps = record.info["steps"] = Work()

    def step() -> None:
        steps.operations += 1

    connection.run_async(lambda driver: driver.set_progress_handler(step, 1))


def _begins(connection: Any, *_: object) -> None:  # noqa: ANN401 - as above
    connection.info["steps"].operations = 0
