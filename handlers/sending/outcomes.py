"""What became of a request to Telegram, in one of three words: sent, surely not sent, unknown."""

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from core.models import NotSent, NotSentReason, SendOutcome, Unknown
from handlers.sending.limiter import seconds_of

# The request never left: no connection was made, or none was free.
NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)

# What Telegram says, in lower case (PTB capitalises it), and what it means. First match wins.
REFUSALS: tuple[tuple[str, NotSentReason], ...] = (
    ("bot was blocked by the user", NotSentReason.BLOCKED),
    ("can't initiate conversation", NotSentReason.BLOCKED),
    ("user is deactivated", NotSentReason.DEACTIVATED),
    ("group chat was deleted", NotSentReason.CHAT_GONE),
    ("chat not found", NotSentReason.CHAT_GONE),
    ("peer_id_invalid", NotSentReason.CHAT_GONE),
    ("bot was kicked", NotSentReason.KICKED),
    ("bot is not a member", NotSentReason.KICKED),
    ("thread not found", NotSentReason.TOPIC_GONE),
    ("topic_closed", NotSentReason.TOPIC_GONE),
    ("topic_deleted", NotSentReason.TOPIC_GONE),
    ("topic_id_invalid", NotSentReason.TOPIC_GONE),
    ("not enough rights", NotSentReason.NO_RIGHT),
    ("no rights", NotSentReason.NO_RIGHT),
    ("need administrator rights", NotSentReason.NO_RIGHT),
    ("chat_write_forbidden", NotSentReason.NO_RIGHT),
    ("chat_send_plain_forbidden", NotSentReason.NO_RIGHT),
    ("chat_restricted", NotSentReason.NO_RIGHT),
)


def classify(error: TelegramError) -> SendOutcome:
    """Say what became of a request that ended in `error`: surely not sent and why, or unknown.

    PTB's NetworkError is also the parent of BadRequest and stands for every 5xx: the class alone does not
    tell. What httpx raised below it does.
    """
    outcome: SendOutcome
    match error:
        case RetryAfter():
            outcome = NotSent(NotSentReason.RATE_LIMITED, retry_after=seconds_of(error))
        case ChatMigrated():
            outcome = NotSent(NotSentReason.MIGRATED, new_chat_id=error.new_chat_id)
        case InvalidToken():
            outcome = NotSent(NotSentReason.UNAUTHORIZED, "401 or 404")
        case Forbidden():
            outcome = NotSent(_meaning(error.message, NotSentReason.NO_RIGHT), error.message)
        case BadRequest() | Conflict():
            outcome = NotSent(_meaning(error.message, NotSentReason.REFUSED), error.message)
        case NetworkError() if isinstance(error.__cause__, NEVER_SENT):
            outcome = NotSent(NotSentReason.UNREACHABLE, type(error.__cause__).__name__)
        case _:
            # A timeout while waiting, a broken connection, a 5xx, a proxy's page: it may be in the chat.
            outcome = Unknown(type(error.__cause__ or error).__name__)
    return outcome


def _meaning(said: str, otherwise: NotSentReason) -> NotSentReason:
    said = said.lower()
    return next((reason for words, reason in REFUSALS if words in said), otherwise)
