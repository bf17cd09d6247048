"""Logging that anybody may read: no token, no message text."""

import logging
import sys
import threading
from types import TracebackType

from core.hiding import Hidden
from core.json_logs import JsonFormatter
from core.log_lines import on_one_line

# These print whole addresses (with the token) or whole messages below WARNING.
TALKATIVE = ("httpx", "aiohttp", "httpcore", "telegram", "aiosqlite", "alembic", "asyncio", "uvicorn")
# At WARNING it says that a job still works when it is due again, which is as it should be while pushes go out.
BUSY = "apscheduler"
# At ERROR it quotes answers of Telegram that it cannot read, with people's words in them.
QUOTING = "telegram.request.BaseRequest"


class HidingFormatter(logging.Formatter):
    """Formats a record with its traceback as one line, and hides every secret in it."""

    def __init__(self, hidden: Hidden | None = None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._hidden = hidden or Hidden()

    def format(self, record: logging.LogRecord) -> str:
        return on_one_line(self._hidden.hide(super().format(record)))


def log_end(error: BaseException) -> None:
    """Log the error that ends the program. Python's own traceback would show a token the error quotes."""
    logging.getLogger(__name__).critical("the program ends by an error", exc_info=error)


def set_up_logging(level: str, hidden: Hidden | None = None, *, as_json: bool = False) -> None:
    """Log to standard error at `level` (debug, info, warning, error); nothing that is `hidden` ever appears."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter(hidden) if as_json else HidingFormatter(hidden))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    # Python would print uncaught errors without the formatter.
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda what: _uncaught(what.exc_type, what.exc_value, what.exc_traceback)
    threading.excepthook = lambda what: _uncaught(what.exc_type, what.exc_value, what.exc_traceback)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(BUSY).setLevel(logging.ERROR)
    logging.getLogger(QUOTING).setLevel(logging.CRITICAL)


def _uncaught(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    """Log an uncaught error: in a thread, in a finaliser, or at the end of the program."""
    logging.getLogger(__name__).error("nobody caught an error", exc_info=(kind, error or kind(), traceback))
