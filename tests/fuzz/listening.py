"""Listens to the log while inputs are driven: a failure, a traceback or somebody's words in it is a finding."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from core.failing import where
from core.logs import HidingFormatter
from fuzz.hostile import MARK

# What is set aside because it is no update is said as an error, once; that is as it should be.
AS_IT_SHOULD_BE = ("is set aside: cannot be read (", "is set aside: no update (", "is set aside: too large")


class LoggedError(AssertionError):
    """The log has a line that it should not have. `sign` tells such findings apart."""

    def __init__(self, record: logging.LogRecord, line: str) -> None:
        super().__init__(line[-1500:])
        error = record.exc_info[1] if record.exc_info else None
        self.sign = (
            where(error)
            if error
            else f"{record.name} {record.msg} {record.args if record.levelno >= logging.ERROR else ''}"[:300]
        )


class Ear(logging.Handler):
    """Keeps the records of what went wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._formatter = HidingFormatter()
        self._wrong: list[tuple[logging.LogRecord, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self._formatter.format(record)
        failed = record.levelno >= logging.ERROR and not any(said in line for said in AS_IT_SHOULD_BE)
        if failed or record.exc_info or MARK in line or len(line.splitlines()) > 1:
            self._wrong.append((record, line))

    def check(self, *fine: str) -> None:
        """Raise LoggedError if something wrong was logged since the last check; lines with `fine` are not."""
        wrong = [one for one in self._wrong if not any(said in one[1] for said in fine)]
        self._wrong = []
        if wrong:
            raise LoggedError(*wrong[0])


@contextmanager
def listening(level: int = logging.WARNING) -> Iterator[Ear]:
    """Listen at the root of all logs, in the place of what listens there."""
    root, ear = logging.getLogger(), Ear()
    before, root.handlers, old_level = root.handlers, [ear], root.level
    root.setLevel(level)
    try:
        yield ear
    finally:
        root.handlers = before
        root.setLevel(old_level)
