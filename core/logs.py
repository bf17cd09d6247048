"""Logging that can be handed to anyone: no token, no message text."""

import logging
import re

# A token in any place: in an address (/bot123:AA…/getMe), in an exception's text, in a traceback.
TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{20,}")
HIDDEN = "<token>"
# These print whole addresses (with the token) or whole messages below WARNING.
TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "aiosqlite", "alembic", "asyncio", "uvicorn")
# Warns at every tick that finds another under way, which is as it should be.
REPEATING = "apscheduler.scheduler"
# Quotes at ERROR what it cannot read of Telegram's answers: messages, people's words among them.
QUOTING = "telegram.request.BaseRequest"


class HidingFormatter(logging.Formatter):
    """Formats a record, traceback included, and takes every token out of the result."""

    def __init__(self, secret: str = "") -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if self._secret:
            text = text.replace(self._secret, HIDDEN)
        return TOKEN.sub(HIDDEN, text)


def log_end(error: BaseException) -> None:
    """Log the error that ends the program. Python's own traceback would show a token the error quotes."""
    if not logging.getLogger().handlers:  # a command that does not log
        set_up_logging("warning")
    logging.getLogger(__name__).critical("the program ends by an error", exc_info=error)


def set_up_logging(level: str, secret: str = "") -> None:
    """Log to standard error at `level` (debug, info, warning, error); `secret` never appears."""
    handler = logging.StreamHandler()
    handler.setFormatter(HidingFormatter(secret))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(REPEATING).setLevel(logging.ERROR)
    logging.getLogger(QUOTING).setLevel(logging.CRITICAL)
