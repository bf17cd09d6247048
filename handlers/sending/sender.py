"""Pushes go out here, and what came of each is said in one of three words: sent, not sent, unknown."""

from collections.abc import Awaitable, Callable

from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from core.models import Content, Place, SendOutcome, Sent
from handlers.sending.contents import view_of
from handlers.sending.limiter import Ticket
from handlers.sending.outcomes import answers_read, classify

NOT_MODIFIED = "message is not modified"


class TelegramSender:
    """core.models.Sender over PTB's bot."""

    def __init__(self, bot: ExtBot[Ticket]) -> None:
        self._bot = bot

    async def send(
        self,
        place: Place,
        content: Content,
        *,
        silent: bool,
        starting: Callable[[], Awaitable[None]] | None = None,
    ) -> SendOutcome:
        """Push `content`, which is one message. Raises only what `starting` raises."""
        view = view_of(content)
        [text] = view.parts()
        try:
            with answers_read():
                message = await self._bot.send_message(
                    place.chat_id,
                    text,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=place.thread_id,
                    disable_notification=silent,
                    reply_markup=view.keyboard,
                    rate_limit_args=Ticket(starting=starting),
                )
        except TelegramError as error:
            return classify(error)
        return Sent(message.message_id)

    async def edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        """Put `content` in the place of that message; when it is there already, so much the better."""
        view = view_of(content)
        [text] = view.parts()
        try:
            await self._bot.edit_message_text(
                text, place.chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=view.keyboard
            )
        except TelegramError as error:
            outcome = classify(error)
            return outcome if NOT_MODIFIED not in error.message.lower() else Sent(message_id)
        return Sent(message_id)
