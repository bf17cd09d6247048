"""Logging that can be handed to anyone: no token, no message text."""

import logging
import re
from collections.abc import Iterable

# A token in any place: in an address (/bot123:AA…/getMe), in an exception's text, in a traceback.
TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{20,}")
HIDDEN = "<secret>"
# These print whole addresses (with the token) or whole messages below WARNING.
TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "aiosqlite", "alembic", "asyncio", "uvicorn")
# Warns at every tick that finds another under way, which is as it should be.
REPEATING = "apscheduler.scheduler"
# Quotes at ERROR what it cannot read of Telegram's answers: messages, people's words among them.
QUOTING = "telegram.request.BaseRequest"


class HidingFormatter(logging.Formatter):
    """Formats a record, traceback included, and takes every token out of the result."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return TOKEN.sub(HIDDEN, text)


def log_end(error: BaseException) -> None:
    """Log the error that ends the program. Python's own traceback would show a token the error quotes."""
    if not logging.getLogger().handlers:  # before the settings were read
        set_up_logging("warning")
    logging.getLogger(__name__).critical("the program ends by an error", exc_info=error)


def set_up_logging(level: str, secrets: Iterable[str] = ()) -> None:
    """Log to standard error at `level` (debug, info, warning, error); none of `secrets` ever appears."""
    handler = logging.StreamHandler()
    handler.setFormatter(HidingFormatter(secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(REPEATING).setLevel(logging.ERROR)
    logging.getLogger(QUOTING).setLevel(logging.CRITICAL)
