"""When a handler fails: say so once to the person, write down where, go on. Never write what was said."""

import logging
import traceback
from pathlib import Path

from telegram import Message, Update
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError

from core.errors import UserError
from core.models import NotSent, SendOutcome
from handlers.context import Context
from handlers.replies import plain
from handlers.sender import classify
from handlers.speaking import say, toast

APOLOGY = "抱歉，我这边出了点问题，已经记下来了。请过一会儿再试。"
FRAMES = 12  # the innermost ones say where it broke

logger = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """PTB calls this with whatever a handler raised. A UserError is shown as it is, the rest apologised for."""
    error = context.error
    if error is None:
        return
    if isinstance(error, UserError):
        await _tell(update, context, str(error))
        return
    logger.error("a handler failed: %s", where(error))
    if isinstance(error, TelegramError) and isinstance(update, Update) and update.effective_chat:
        await _learn(classify(error), update.effective_chat.id, context)
    # Telegram refuses to carry messages to this chat just now; one more would fare no better.
    if isinstance(error, Forbidden | RetryAfter) or type(error) is NetworkError:
        return
    await _tell(update, context, APOLOGY)


def where(error: BaseException) -> str:
    """Return the error's type and the places it came through, without its message or any value."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]
    ]
    named = type(error).__name__
    if error.__cause__ is not None:
        named += f" (from {type(error.__cause__).__name__})"
    return f"{named} at {' < '.join(reversed(places)) or 'an unknown place'}"


async def _learn(outcome: SendOutcome, chat_id: int, context: Context) -> None:
    """Draw the conclusion from a refused reply: a chat that is gone or has moved gets no pushes either."""
    if not isinstance(outcome, NotSent):
        return
    if outcome.new_chat_id is not None:
        await context.services.subscriptions.migrate(chat_id, outcome.new_chat_id)
    else:
        await context.services.subscriptions.deactivate(chat_id, outcome.reason)


async def _tell(update: object, context: Context, text: str) -> None:
    if not isinstance(update, Update):
        return
    try:
        if update.callback_query:
            await toast(update.callback_query, text, alert=True)
        elif isinstance(update.effective_message, Message):
            await say(context, update.effective_message, plain(text))
    except TelegramError as error:
        logger.warning("could not tell the person: %s", where(error))
