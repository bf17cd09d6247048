"""Logging that can be handed to anyone: no token, no message text."""

import logging
import sys
import threading
from types import TracebackType

from core.hiding import Hidden

# These print whole addresses (with the token) or whole messages below WARNING.
TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "aiosqlite", "alembic", "asyncio", "uvicorn")
# Warns at every tick that finds another under way, which is as it should be.
REPEATING = "apscheduler.scheduler"
# Quotes at ERROR what it cannot read of Telegram's answers: messages, people's words among them.
QUOTING = "telegram.request.BaseRequest"


class HidingFormatter(logging.Formatter):
    """Formats a record, traceback included, and takes every secret out of the result."""

    def __init__(self, hidden: Hidden | None = None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._hidden = hidden or Hidden()

    def format(self, record: logging.LogRecord) -> str:
        return self._hidden.hide(super().format(record))


def log_end(error: BaseException) -> None:
    """Log the error that ends the program. Python's own traceback would show a token the error quotes."""
    logging.getLogger(__name__).critical("the program ends by an error", exc_info=error)


def set_up_logging(level: str, hidden: Hidden | None = None) -> None:
    """Log to standard error at `level` (debug, info, warning, error); nothing that is `hidden` ever appears."""
    handler = logging.StreamHandler()
    handler.setFormatter(HidingFormatter(hidden))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    # What nobody catches, Python would print past the formatter.
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda what: _uncaught(what.exc_type, what.exc_value, what.exc_traceback)
    threading.excepthook = lambda what: _uncaught(what.exc_type, what.exc_value, what.exc_traceback)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(REPEATING).setLevel(logging.ERROR)
    logging.getLogger(QUOTING).setLevel(logging.CRITICAL)


def _uncaught(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    """Log what nobody caught: in a thread, in a finaliser, or at the very end."""
    logging.getLogger(__name__).error("nobody caught an error", exc_info=(kind, error or kind(), traceback))
