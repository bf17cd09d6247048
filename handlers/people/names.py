"""What people and chats are called, where an operator or editor reads about them."""

from collections.abc import Collection

from telegram.error import TelegramError

from core.names import cleaned
from handlers.context import Context

MOST_ASKED = 10  # numbers that Telegram is asked about for one message


async def names_of(numbers: Collection[int], context: Context) -> dict[int, str]:
    """Return the names of people and chats by their numbers; of those that nobody knows, none.

    Telegram is asked about those that the database does not know, such as operators whom the settings name.
    """
    names = await context.services.names.of(numbers)
    for number in sorted(set(numbers) - names.keys())[:MOST_ASKED]:
        try:
            chat = await context.bot.get_chat(number)
        except TelegramError:
            continue  # it never spoke to the bot, or Telegram cannot be reached: its number must do
        if name := cleaned(chat.effective_name or ""):
            names[number] = name
    return names
