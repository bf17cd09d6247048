"""Links that open a passage in the private chat with the bot: t.me/bot?start=p_2023-3-07."""

from telegram.ext import ExtBot

from core.patterns import pattern
from handlers.sending.limits import Ticket

LINK = "p_"  # before a passage's number
LONGEST = 64  # characters that Telegram takes behind start=
_LINKABLE = pattern(r"[A-Za-z0-9_-]+")


def opens(bot: str, passage_id: str) -> str:
    """Return the address that opens a passage; "" when the `bot` has no name yet or the number does not fit."""
    argument = f"{LINK}{passage_id}"
    if not bot or len(argument) > LONGEST or not _LINKABLE.fullmatch(argument):
        return ""
    return f"https://t.me/{bot}?start={argument}"


def name_of(bot: ExtBot[Ticket]) -> str:
    """Return the bot's username; "" before it is known."""
    try:
        return bot.username
    except RuntimeError:  # Telegram has not been asked yet
        return ""
