"""Has the assistant write, called by the schedule; how far it is stands in the message that began it."""

import logging

from telegram.error import TelegramError

from core.models import Place
from handlers.context import Context
from handlers.sending.speaking import announce, rewrite
from handlers.ways.cards import batch_card
from storage.states import BatchState
from storage.ways.batches import Batch

logger = logging.getLogger(__name__)


async def go_on(context: Context) -> None:
    """Fill what waits to be filled. Only one call works at a time; the others return at once."""

    async def told(batch: Batch) -> None:
        if batch.user_id is None or batch.message_id is None:
            return
        card = batch_card(batch, context)
        try:
            await rewrite(context, batch.user_id, batch.message_id, card)
            if batch.state is not BatchState.FILLING:  # an edit makes no sound
                await announce(context, Place(batch.user_id), card, pushed=True)
        except TelegramError as error:
            logger.warning("an editor cannot be told of a batch: %s", type(error).__name__)

    await context.services.way_filling.go_on(told)
