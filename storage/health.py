"""Whether the database works: what is wrong is said once at its beginning and once at its end, with a count.

Every loop of the bot meets the same failure each few seconds. They log nothing of it: see `is_said`.
"""

import logging
import sqlite3
import time

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.errors import OperatorError
from storage.failures import family_of

SAY_AGAIN = 600.0  # seconds: what comes and goes is not said more often
DAMAGE = frozenset({"CORRUPT", "NOTADB"})

logger = logging.getLogger(__name__)


def is_said(error: BaseException) -> bool:
    """Return whether an error is one that `Health` speaks of: out of order, not misused."""
    if isinstance(error, OperatorError | OperationalError | InterfaceError | sqlite3.OperationalError):
        return True
    return isinstance(error, DBAPIError | sqlite3.DatabaseError) and family_of(error) in DAMAGE


def is_passing(error: BaseException) -> bool:
    """Return whether the database is out of reach or out of order, but not damaged: it may come back."""
    gone = isinstance(error, PoolTimeout) or (isinstance(error, DBAPIError) and error.connection_invalidated)
    return gone or (is_said(error) and family_of(error) not in DAMAGE)


class Health:
    """What one kind of access to the database (reading, or writing) has met lately."""

    def __init__(self) -> None:
        self._why = ""
        self._since = 0.0
        self._failures = 0
        self._said: dict[str, float] = {}
        self.damage = ""

    def came(self, error: Exception, why: str) -> None:
        """Note a failure; `why` is the sentence for the operator."""
        now = time.monotonic()
        if family_of(error) in DAMAGE:
            self.damage = why
        if not self._why:
            self._since, self._failures = now, 0
        self._failures += 1
        if why != self._why and now - self._said.get(why, -SAY_AGAIN) >= SAY_AGAIN:
            logger.error("%s", why)
            self._said[why] = now
        self._why = why

    def went(self) -> None:
        """Note a success. A damaged file stays damaged, whatever can still be read of it."""
        if self._why and not self.damage:
            seconds = time.monotonic() - self._since
            logger.warning("the database works again: %d failures in %.0f seconds", self._failures, seconds)
        self._why = ""
