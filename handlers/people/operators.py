"""What operators are told by the bot itself: in private, each of them."""

import logging

from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from core.models import Place
from handlers.context import Context
from handlers.sending.outcomes import refused
from handlers.sending.speaking import announce
from handlers.words.replies import plain

logger = logging.getLogger(__name__)


async def tell_operators(context: Context, said: str, keyboard: InlineKeyboardMarkup | None = None) -> int:
    """Say something to each operator in private; return how many were reached.

    Operators who never pressed Start cannot be told.
    """
    reached = 0
    for operator in sorted(await context.services.access.operators()):
        try:
            await announce(context, Place(operator), plain(said, keyboard))
            reached += 1
        except TelegramError as error:
            advice = "they must press Start" if refused(error) else "Telegram did not answer"
            logger.warning("operator %d is not told: %s; %s", operator, type(error).__name__, advice)
    return reached
