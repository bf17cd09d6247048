"""When a handler fails: say so once to the person, write down where, go on. Never write what was said."""

import logging
import traceback
from contextlib import suppress
from pathlib import Path

from telegram import Message, Update
from telegram.error import TelegramError

from core.errors import UserError
from core.models import NotSent, NotSentReason, SendOutcome
from core.places import CHECKOUT, PACKAGES
from handlers.context import Context
from handlers.sending.outcomes import classify, worth_another_try
from handlers.sending.speaking import say, toast
from handlers.updates.attempt import Attempt, current
from handlers.words.replies import plain
from storage.health import is_passing, is_said

APOLOGY = "抱歉，我这边出了点问题，已经记下来了。请过一会儿再试。"
FRAMES = 3  # of our own code, the innermost first: they say where it broke
# Telegram refuses messages to this chat for now or for good; a defect is something else.
REFUSING = frozenset(NotSentReason) - {NotSentReason.REFUSED, NotSentReason.UNAUTHORIZED}
# What could not be asked of Telegram now is tried again after so many seconds, if it does not say when.
A_WHILE = 15.0
# So many seconds when it is the database that could not be reached.
DATABASE_PAUSE = 3.0

logger = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """PTB calls this with whatever a handler raised. A UserError is shown as it is, the rest apologised for."""
    error = context.error
    if error is None:
        return
    if update is None and is_said(error):
        return  # a job met a database that is out of order, which says so itself, once
    attempt = current() or Attempt()
    if isinstance(error, UserError):
        await _tell(update, context, str(error))
        return
    await _deal_with(error, update, context, attempt)


async def _deal_with(error: Exception, update: object, context: Context, attempt: Attempt) -> None:
    """Have the update handled later, draw the conclusion from a refusal, or apologise."""
    chat = update.effective_chat if isinstance(update, Update) else None
    outcome = classify(error) if isinstance(error, TelegramError) else None
    if (seconds := _passes(error, outcome)) is not None and not attempt.spoken:
        if attempt.may_wait(context.services.clock.monotonic(), seconds):
            attempt.later = seconds
            if not is_said(error):
                logger.warning("an update is handled later: %s", where(error))
            return
        logger.error("an update is given up: %s", where(error))
    elif chat is not None and isinstance(outcome, NotSent) and outcome.reason in REFUSING:
        await _refused(outcome, chat.id, context)
        return  # one more message would fare no better
    else:
        logger.error("a handler failed: %s", where(error))
        if seconds is None:
            attempt.failed = where(error)
    if attempt.spoken:  # the person has an answer, or may have: an apology would take it back
        await _stop_spinning(update)
    elif outcome is None or seconds is None:  # else Telegram cannot carry messages just now
        await _tell(update, context, APOLOGY)


def _passes(error: Exception, outcome: SendOutcome | None) -> float | None:
    """Return after how many seconds what failed is worth another try; None for a defect or a refusal."""
    if outcome is not None:
        asked = outcome.retry_after if isinstance(outcome, NotSent) else None
        return (A_WHILE if asked is None else asked) if worth_another_try(outcome) else None
    return DATABASE_PAUSE if is_passing(error) else None


def where(error: BaseException) -> str:
    """Return the error's type and our own code it came through, without its message or any value."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_ours(frame.filename)] or frames[-1:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in ours[-FRAMES:]]
    named = type(error).__name__
    if error.__cause__ is not None:
        named += f" (from {type(error.__cause__).__name__})"
    return f"{named} at {' < '.join(reversed(places)) or 'an unknown place'}"


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(CHECKOUT) and path.relative_to(CHECKOUT).parts[0] in PACKAGES


async def _refused(outcome: NotSent, chat_id: int, context: Context) -> None:
    """Draw the conclusion from a refused reply: a chat that is gone or has moved gets no pushes either."""
    logger.warning("chat %d cannot be answered: %s", chat_id, outcome.reason.value)
    if outcome.new_chat_id is not None:
        await context.services.subscriptions.migrate(chat_id, outcome.new_chat_id)
    else:
        await context.services.subscriptions.deactivate(chat_id, outcome.reason)


async def _stop_spinning(update: object) -> None:
    if isinstance(update, Update) and update.callback_query:
        with suppress(TelegramError):
            await toast(update.callback_query)


async def _tell(update: object, context: Context, text: str) -> None:
    if not isinstance(update, Update):
        return
    try:
        if update.callback_query:
            await toast(update.callback_query, text, alert=True)
        elif isinstance(update.effective_message, Message):
            await say(context, update.effective_message, plain(text))
    except Exception as error:  # noqa: BLE001 - PTB would print it with a traceback
        logger.warning("could not tell the person: %s", where(error))
