"""Cards: messages with buttons that an editor works with, and that change in place."""

from collections.abc import Iterable

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from handlers.context import Context
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.replies import View
from knowledge.language.talk.thread.card_words import NEXT

FOLLOWS = ((NEXT, NEXT),)  # a card that came after another: 下一个 is this one


def button(text: str, data: str) -> InlineKeyboardButton:
    """Return a button; `data` is at most 64 bytes."""
    return InlineKeyboardButton(text, callback_data=data)


def rows(*several: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """Return a keyboard of these rows, without the empty ones."""
    return InlineKeyboardMarkup([kept for row in several if (kept := list(row))])


def by(number: int, buttons: Iterable[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Arrange buttons in rows of at most `number`."""
    every = list(buttons)
    return [every[start : start + number] for start in range(0, len(every), number)]


async def show(query: CallbackQuery, context: Context, view: View, *, saying: str | None = None) -> None:
    """Put `view` in the place of the card a button was pressed on, or below it where that cannot be edited.

    `saying` pops up for a moment.
    """
    await toast(query, saying)
    await put(query, context, view)


async def put(query: CallbackQuery, context: Context, view: View) -> None:
    """Do as `show`, for a press that was answered already: what takes a while is answered first."""
    message = query.message
    if not isinstance(message, Message):
        return
    if not await rewrite(context, message.chat.id, message.message_id, view, by=query.from_user.id):
        await say(context, message, view)
