"""When a handler fails: tell the person once, log where it failed, go on. People's words are never logged."""

import logging
from contextlib import suppress

from telegram import Message, Update
from telegram.error import TelegramError

from core.errors import UserError
from core.failing import where
from core.models import NotSent, NotSentReason, SendOutcome
from handlers.context import Context
from handlers.pushes.subscribing.approving import note_refused
from handlers.sending.moves import follow
from handlers.sending.outcomes import classify, worth_another_try
from handlers.sending.speaking import say, toast
from handlers.updates.attempt import Attempt, current
from handlers.words.replies import plain
from storage.health import is_passing, is_said

APOLOGY = "抱歉，我这边出了点问题，已经记下来了。请过一会儿再试。"
NO_WORD_HERE = "我现在不能在这里发言。请群主或管理员看看我的权限，或私聊我。"
# Telegram refuses messages to this chat, for now or for good; that is no defect.
REFUSING = frozenset(NotSentReason) - {NotSentReason.REFUSED, NotSentReason.UNAUTHORIZED}
# A request that Telegram could not take is made again after this many seconds, unless it says when.
A_WHILE = 15.0
# The same when the database could not be reached.
DATABASE_PAUSE = 3.0

logger = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """PTB calls this with an error of a handler. A UserError is shown; for other errors the bot apologises."""
    error = context.error
    if error is None:
        return
    if update is None and is_said(error):
        return  # a job met a database that does not work, which is logged elsewhere, once
    attempt = current() or Attempt()
    if isinstance(error, UserError):
        await _tell(update, context, str(error))
        if isinstance(update, Update):
            await note_refused(update, str(error), context)
        return
    await _deal_with(error, update, context, attempt)


async def _deal_with(error: Exception, update: object, context: Context, attempt: Attempt) -> None:
    """Have the update handled later, note that the chat is gone, or apologise."""
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
        await _stop_spinning(update, NO_WORD_HERE)
        return  # one more message would be refused too
    else:
        logger.error("a handler failed: %s", where(error))
        if seconds is None:
            attempt.failed = where(error)
    if attempt.spoken:  # the person has an answer, or may have: an apology would replace it
        await _stop_spinning(update)
    elif outcome is None or seconds is None:  # else Telegram cannot carry messages just now
        await _tell(update, context, APOLOGY)


def _passes(error: Exception, outcome: SendOutcome | None) -> float | None:
    """Return after how many seconds to try again; None for a defect or a refusal."""
    if outcome is not None:
        asked = outcome.retry_after if isinstance(outcome, NotSent) else None
        return (A_WHILE if asked is None else asked) if worth_another_try(outcome) else None
    return DATABASE_PAUSE if is_passing(error) else None


async def _refused(outcome: NotSent, chat_id: int, context: Context) -> None:
    """Act on a refused reply: a chat that is gone or has moved gets no pushes either."""
    logger.warning("chat %s cannot be answered: %s", chat_id, outcome.reason.value)
    if outcome.new_chat_id is not None:
        await follow(context, chat_id, outcome.new_chat_id)
    else:
        await context.services.subscriptions.deactivate(chat_id, outcome.reason)


async def _stop_spinning(update: object, text: str | None = None) -> None:
    if isinstance(update, Update) and update.callback_query:
        with suppress(TelegramError):
            await toast(update.callback_query, text, alert=text is not None)


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
