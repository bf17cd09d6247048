"""Cards: messages with buttons that an editor works with, and that change in place."""

from collections.abc import Iterable

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from handlers.context import Context
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.replies import View


def button(text: str, data: str) -> InlineKeyboardButton:
    """Return a button; `data` is at most 64 bytes."""
    return InlineKeyboardButton(text, callback_data=data)


def rows(*several: Iterable[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """Return a keyboard of these rows, without the empty ones."""
    return InlineKeyboardMarkup([kept for row in several if (kept := list(row))])


def by(number: int, buttons: Iterable[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Put buttons into rows of at most `number`."""
    every = list(buttons)
    return [every[start : start + number] for start in range(0, len(every), number)]


async def show(query: CallbackQuery, context: Context, view: View, *, saying: str | None = None) -> None:
    """Put `view` in the place of the card a button was pressed on, or below it where that cannot be edited.

    `saying` pops up for a moment.
    """
    await toast(query, saying)
    message = query.message
    if isinstance(message, Message) and not await rewrite(context, message.chat.id, message.message_id, view):
        await say(context, message, view)
