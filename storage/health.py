"""Knows whether the database works. A failure is logged when it begins and when it ends, with a count.

Every loop of the bot meets the same failure every few seconds. The loops do not log it: see `is_said`.
"""

import logging
import sqlite3
import time

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.errors import OperatorError
from storage.engine.failures import family_of

SAY_AGAIN = 600.0  # seconds: a failure that comes and goes is not logged more often
DAMAGE = frozenset({"CORRUPT", "NOTADB"})

logger = logging.getLogger(__name__)


def is_said(error: BaseException) -> bool:
    """Return whether `Health` logs this error: the database does not work, rather than is used wrongly."""
    if isinstance(
        error, OperatorError | OperationalError | InterfaceError | sqlite3.OperationalError | PoolTimeout
    ):
        return True
    return isinstance(error, DBAPIError | sqlite3.DatabaseError) and family_of(error) in DAMAGE


def is_passing(error: BaseException) -> bool:
    """Return whether the database cannot be reached or does not work, but is not damaged: it may recover."""
    gone = isinstance(error, PoolTimeout) or (isinstance(error, DBAPIError) and error.connection_invalidated)
    return gone or (is_said(error) and family_of(error) not in DAMAGE)


class Health:
    """The recent failures of one kind of access to the database (reading, or writing).

    `beside` is another kind: what either says, the other does not say again.
    """

    def __init__(self, beside: "Health | None" = None) -> None:
        self._why = ""
        self._since = 0.0
        self._failures = 0
        self._said: dict[str, float] = beside._said if beside else {}  # noqa: SLF001 - one of its own kind
        self._spoke = False
        self.damage = ""
        self.last_success: float | None = None  # monotonic seconds

    @property
    def why(self) -> str:
        """Return why it does not work just now, in Chinese; nothing when it works."""
        return self._why

    def came(self, error: Exception, why: str) -> None:
        """Note a failure; `why` is the sentence for the operator."""
        now = time.monotonic()
        if family_of(error) in DAMAGE:
            self.damage = why
        if not self._why:
            self._since, self._failures, self._spoke = now, 0, False
        self._failures += 1
        if why != self._why and now - self._said.get(why, -SAY_AGAIN) >= SAY_AGAIN:
            logger.error("%s", why)
            self._said[why] = now
            self._spoke = True
        self._why = why

    def went(self) -> None:
        """Note a success. A damaged file stays damaged, even if parts can still be read."""
        self.last_success = time.monotonic()
        if self._why and self._spoke and not self.damage:
            seconds = self.last_success - self._since
            logger.warning("the database works again: %d failures in %.0f seconds", self._failures, seconds)
        self._why = ""
