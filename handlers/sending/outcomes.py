"""The outcome of a request to Telegram: sent, surely not sent, or unknown."""

from collections.abc import Iterator
from contextlib import contextmanager

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
from core.quick_http import aiohttp
from handlers.sending.limits import seconds_of

# The request never left: no connection was made, or none was free.
NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)

# What PTB raises while it reads an answer that is none of Telegram's.
NO_ANSWER = (AttributeError, KeyError, TypeError, ValueError)

# Nothing was sent, and the reason is temporary.
PASSING = frozenset({NotSentReason.RATE_LIMITED, NotSentReason.UNREACHABLE, NotSentReason.UNAUTHORIZED})

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

# What Telegram says to an edit that changes nothing, and to one of a message that cannot be edited (any more).
UNCHANGED = ("message is not modified", "message_not_modified")
NOT_TO_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message_author_required",
    "message_edit_time_expired",
    "message identifier is not specified",
    "message to reply not found",
    "message is too old",
    "there is no text in the message to edit",
)


def is_so_already(error: TelegramError) -> bool:
    """Return whether an edit was refused because the message is what it would make of it."""
    return any(sign in error.message.lower() for sign in UNCHANGED)


def stays_as_it_is(error: TelegramError) -> bool:
    """Return whether Telegram refused an edit for the message's sake, or its topic's: that is no defect.

    It says nothing of what the chat may be sent elsewhere.
    """
    outcome = classify(error)
    elsewhere = isinstance(outcome, NotSent) and outcome.reason in {
        NotSentReason.NO_RIGHT,
        NotSentReason.TOPIC_GONE,
    }
    return elsewhere or any(sign in error.message.lower() for sign in NOT_TO_EDIT)


def classify(error: TelegramError) -> SendOutcome:
    """Return the outcome of a request that ended in `error`: surely not sent and why, or unknown.

    PTB's NetworkError is also the parent of BadRequest and stands for every 5xx: the class alone is not enough.
    The cause, raised by httpx or aiohttp, tells.
    """
    outcome: SendOutcome
    match error:
        case RetryAfter():
            outcome = NotSent(NotSentReason.RATE_LIMITED, retry_after=seconds_of(error))
        case ChatMigrated():
            outcome = NotSent(NotSentReason.MIGRATED, new_chat_id=error.new_chat_id)
        case InvalidToken():
            outcome = NotSent(NotSentReason.UNAUTHORIZED, "401 or 404")
        case Forbidden() | BadRequest() | Conflict() if isinstance(error.__cause__, TelegramError):
            # Its text is not JSON: a proxy's page. Nobody knows whether Telegram got the request.
            outcome = Unknown(type(error).__name__)
        case Forbidden():
            outcome = NotSent(_meaning(error.message, NotSentReason.NO_RIGHT), error.message)
        case Conflict():  # with another request, or a server that is being moved: it says no to nothing
            outcome = NotSent(NotSentReason.UNREACHABLE, error.message)
        case BadRequest():
            outcome = NotSent(_meaning(error.message, NotSentReason.REFUSED), error.message)
        case NetworkError() if isinstance(error.__cause__, NEVER_SENT):
            outcome = NotSent(NotSentReason.UNREACHABLE, type(error.__cause__).__name__)
        case NetworkError() if isinstance(error.__cause__, UnicodeEncodeError):
            outcome = NotSent(NotSentReason.REFUSED, "cannot be written")  # half a character, in a button
        case _:
            # A timeout while waiting, a broken connection, a 5xx, a proxy's page: it may be in the chat.
            outcome = Unknown(type(error.__cause__ or error).__name__)
    return outcome


def worth_another_try(outcome: SendOutcome) -> bool:
    """Return whether Telegram neither surely took a message nor surely refused it."""
    return isinstance(outcome, Unknown) or (isinstance(outcome, NotSent) and outcome.reason in PASSING)


def takes_no_pictures(outcome: SendOutcome) -> bool:
    """Return whether a picture was surely refused for what it is: a message in words may go through."""
    reasons = {NotSentReason.REFUSED, NotSentReason.NO_RIGHT}
    return isinstance(outcome, NotSent) and outcome.reason in reasons


def refused(error: TelegramError) -> bool:
    """Return whether Telegram has surely refused the request, so that the person has to do something."""
    return not worth_another_try(classify(error))


@contextmanager
def answers_read() -> Iterator[None]:
    """Make a TelegramError of what PTB raises when an answer to a request made in here cannot be read."""
    try:
        yield
    except NO_ANSWER as error:
        if not _raised_in_ptb(error):
            raise
        raise TelegramError("no answer of Telegram's") from error


def _raised_in_ptb(error: Exception) -> bool:
    """Return whether an error came up in PTB's code, and not where ours calls it."""
    trace, module = error.__traceback__, ""
    while trace is not None:
        module, trace = str(trace.tb_frame.f_globals.get("__name__", "")), trace.tb_next
    return module.partition(".")[0] in {"telegram", "json"}


def _meaning(said: str, otherwise: NotSentReason) -> NotSentReason:
    said = said.lower()
    return next((reason for words, reason in REFUSALS if words in said), otherwise)
