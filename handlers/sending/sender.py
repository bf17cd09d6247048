"""Sends pushes and returns the outcome of each: sent, not sent, or unknown."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, cast

from telegram.constants import ParseMode, PollType
from telegram.error import TelegramError
from telegram.ext import ExtBot

from core.duties import DutyAsk, DutyFewer, DutyForm, DutyNobody, DutyReminder
from core.models import (
    Content,
    NoticeText,
    NotSent,
    NotSentReason,
    Picture,
    Place,
    Removal,
    SendOutcome,
    Sent,
    Unknown,
)
from core.push_report import PushAhead, PushReport
from core.quiz import WeeklyQuiz
from handlers.sending.asked import offered_by
from handlers.sending.contents import card_of, in_words, quiz_keyboard, view_of
from handlers.sending.limits import Ticket
from handlers.sending.outcomes import answers_read, classify, is_so_already, takes_no_pictures
from handlers.words.citing import kept_here
from handlers.words.opening import name_of
from handlers.words.replies import View
from handlers.words.views.duties import form_caption

PICTURES_KEPT = 8
_CARDS = (DutyAsk, DutyReminder, DutyNobody, DutyFewer, PushAhead, PushReport)
NOT_THERE = ("message to delete not found", "message_id_invalid")


class TelegramSender:
    """core.models.Sender over PTB's bot."""

    def __init__(self, bot: ExtBot[Ticket]) -> None:
        self._bot = bot
        self._uploading = asyncio.Lock()
        self._pictures: dict[str, str] = {}  # by their keys: the names that Telegram has given them

    async def send(
        self,
        place: Place,
        content: Content,
        *,
        silent: bool,
        starting: Callable[[], Awaitable[None]] | None = None,
    ) -> SendOutcome:
        """Push `content`, which is one message, or take one back. Raises only what `starting` raises."""
        ticket = Ticket(starting=starting)
        if isinstance(content, Removal):
            request = self._remove(place, content.message_id, ticket)
        elif isinstance(content, DutyForm):
            request = self._hand_over(place, content, silent=silent, ticket=ticket)
        elif isinstance(content, WeeklyQuiz):
            request = self._ask(place, content, silent=silent, ticket=ticket)
        else:
            request = self._say(place, content, silent=silent, ticket=ticket)
        return await request

    def offers(self, content: Content) -> dict[str, str]:
        """Return the buttons of a card that asks something of its reader; a quote's lean on what it shows."""
        return offered_by(view_of(content)) if isinstance(content, _CARDS) else {}

    async def _say(self, place: Place, content: Content, *, silent: bool, ticket: Ticket) -> SendOutcome:
        """Send a message. A picture that is surely refused, as in a group that takes none, comes as words."""
        view, card = view_of(content), card_of(content)
        if card is not None:
            async with AsyncExitStack() as turn:
                if card.key not in self._pictures:  # one uploads it, the others wait for its name
                    await turn.enter_async_context(self._uploading)
                    if card.key in self._pictures:
                        await turn.aclose()
                outcome = await self._send_card(place, card, view, silent=silent, ticket=ticket)
            if not takes_no_pictures(outcome):
                return outcome
            ticket, view = Ticket(), view_of(in_words(content))  # noted as being sent already
        [text] = view.parts(name_of(self._bot))
        try:
            with answers_read():
                message = await self._bot.send_message(
                    place.chat_id,
                    text,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=place.thread_id,
                    disable_notification=silent,
                    reply_markup=kept_here(view.keyboard, self._bot),
                    rate_limit_args=ticket,
                )
        except TelegramError as error:
            return classify(error)
        return Sent(message.message_id)

    async def _ask(self, place: Place, content: WeeklyQuiz, *, silent: bool, ticket: Ticket) -> SendOutcome:
        """Send a quiz as a poll of Telegram's, which is anonymous: it tells sums, and nobody's answer."""
        item = content.item
        try:
            with answers_read():
                message = await self._bot.send_poll(
                    place.chat_id,
                    item.question,
                    item.choices,
                    is_anonymous=True,
                    type=PollType.QUIZ,
                    correct_option_ids=cast("Any", [item.right]),  # PTB wants its numbers by name
                    explanation=content.explanation,
                    message_thread_id=place.thread_id,
                    disable_notification=silent,
                    reply_markup=quiz_keyboard(content, name_of(self._bot)),
                    rate_limit_args=ticket,
                )
        except TelegramError as error:
            return classify(error)
        return Sent(message.message_id)

    async def _hand_over(self, place: Place, content: DutyForm, *, silent: bool, ticket: Ticket) -> SendOutcome:
        """Send the form of a duty, which is there to be filled in and kept."""
        try:
            with answers_read():
                message = await self._bot.send_document(
                    place.chat_id,
                    content.file,
                    filename=content.file_name,
                    caption=form_caption(content),
                    message_thread_id=place.thread_id,
                    disable_notification=silent,
                    protect_content=False,
                    rate_limit_args=ticket,
                )
        except TelegramError as error:
            return classify(error)
        return Sent(message.message_id)

    async def _send_card(
        self, place: Place, card: Picture, view: View, *, silent: bool, ticket: Ticket
    ) -> SendOutcome:
        """Send a picture with `view` below it; one that Telegram has already goes by its name there."""
        known = self._pictures.get(card.key)
        [caption] = view.parts(name_of(self._bot))
        try:
            with answers_read():
                message = await self._bot.send_photo(
                    place.chat_id,
                    known or card.png,
                    caption=caption,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=place.thread_id,
                    disable_notification=silent,
                    reply_markup=kept_here(view.keyboard, self._bot),
                    rate_limit_args=ticket,
                )
        except TelegramError as error:
            outcome = classify(error)
            if known and takes_no_pictures(outcome):  # perhaps only its name is no longer known there
                self._pictures.pop(card.key, None)
            return outcome
        if message.photo:
            self._pictures[card.key] = message.photo[-1].file_id
            while len(self._pictures) > PICTURES_KEPT:
                self._pictures.pop(next(iter(self._pictures)))
        return Sent(message.message_id)

    async def _remove(self, place: Place, message_id: int, ticket: Ticket) -> SendOutcome:
        """Delete a message. One that is gone is as good as deleted; what is uncertain can be repeated."""
        try:
            with answers_read():
                await self._bot.delete_message(place.chat_id, message_id, rate_limit_args=ticket)
        except TelegramError as error:
            if any(sign in error.message.lower() for sign in NOT_THERE):
                return Sent(message_id)
            outcome = classify(error)
            if isinstance(outcome, Unknown):
                return NotSent(NotSentReason.UNREACHABLE, outcome.detail)
            if isinstance(outcome, NotSent) and outcome.new_chat_id is not None:
                return NotSent(NotSentReason.REFUSED, "it stayed behind when the group moved")
            return outcome
        return Sent(message_id)

    async def edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        """Replace that message by `content`; that it says so already is no error.

        A notice stands in many chats: its edits go behind the pushes, within the same limits.
        """
        view = view_of(content)
        ticket = Ticket() if isinstance(content, NoticeText) else None
        [text] = view.parts(name_of(self._bot))
        try:
            await self._bot.edit_message_text(
                text,
                place.chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=kept_here(view.keyboard, self._bot),
                rate_limit_args=ticket,
            )
        except TelegramError as error:
            outcome = classify(error)
            return Sent(message_id) if is_so_already(error) else outcome
        return Sent(message_id)
