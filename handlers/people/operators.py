"""What operators are told by the bot itself: in private, each of them."""

import logging

from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from core.models import Place
from core.places import PROGRAM
from handlers.context import Context
from handlers.sending.outcomes import refused
from handlers.sending.speaking import announce
from handlers.words.replies import plain

SET_ASIDE = (
    "有 {number} 条消息我读不懂或处理不了，已放到一边，没有耽误别的消息。"
    f"请管服务器的同事运行 {PROGRAM} records aside 看一看。"
)

logger = logging.getLogger(__name__)


async def tell_operators(context: Context, said: str, keyboard: InlineKeyboardMarkup | None = None) -> int:
    """Say something to each operator in private; return how many were reached.

    Operators who never pressed Start cannot be told.
    """
    reached = 0
    for operator in sorted(await context.services.access.operators()):
        try:
            await announce(context, Place(operator), plain(said, keyboard), pushed=True)
            reached += 1
        except TelegramError as error:
            advice = "they must press Start" if refused(error) else "Telegram did not answer"
            logger.warning("operator %d is not told: %s; %s", operator, type(error).__name__, advice)
    return reached


async def report_set_aside(context: Context) -> None:
    """Tell the operators, at most once an hour, how many updates were set aside since they were last told."""
    intake = context.services.intake
    if number := await intake.to_tell():
        await tell_operators(context, SET_ASIDE.format(number=number))
        await intake.told()
