"""The button 复制引文: a passage or a quote with its source, for the clipboard."""

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import ExtBot

from core.models import Quote
from handlers.sending.limits import Ticket
from knowledge.quotes.citation import citation
from knowledge.speech.segment import Passage

COPY, PICTURE = "复制引文", "图片"
TAKEN_OUT = ("card:", "set:look:")  # data of buttons that make pictures of words, or choose them
LONGEST_COPY = 256  # Telegram's limit


def copy_button(source: Passage | Quote) -> InlineKeyboardButton:
    """Return the button that copies these words and where they stand."""
    text = citation(source.text, source.title, source.date, LONGEST_COPY)
    return InlineKeyboardButton(COPY, copy_text=CopyTextButton(text))


def kept_here(keyboard: InlineKeyboardMarkup | None, bot: ExtBot[Ticket]) -> InlineKeyboardMarkup | None:
    """Return `keyboard`; where contents are protected, without the buttons that take words out of the chat.

    All messages go out this way, so no feature has to think of access.protect_content.
    """
    protected = bot.defaults is not None and bot.defaults.protect_content
    if keyboard is None or not protected:
        return keyboard
    rows = [[button for button in row if not _takes_out(button)] for row in keyboard.inline_keyboard]
    left = [row for row in rows if row]
    return InlineKeyboardMarkup(left) if left else None


def _takes_out(button: InlineKeyboardButton) -> bool:
    shares = (button.switch_inline_query, button.switch_inline_query_current_chat)
    return (
        button.copy_text is not None
        or str(button.callback_data).startswith(TAKEN_OUT)
        or any(words is not None for words in shares)
        or button.switch_inline_query_chosen_chat is not None
    )
