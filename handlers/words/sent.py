"""What somebody has just sent to people, so that it can be taken back in words (handlers/editors/sent_last.py).

What it was and where it stands is kept in memory for half an hour; a restart loses it, as with undoing.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from telegram import Message

from handlers.context import Context
from handlers.words.settled import FOR_SO_LONG

SUGGESTION, REPLY, ANSWER, NOTICE = "suggestion", "reply", "answer", "notice"
KEY = "sent_last"


class Sent(NamedTuple):
    """What was sent, by its number (of the suggestion, the case, the notice), and its messages."""

    what: str
    number: int
    at: datetime
    messages: tuple[tuple[int, int], ...]


def note_sent(what: str, number: int, messages: Iterable[Message], context: Context) -> None:
    """Remember what somebody has just sent to people."""
    if context.chat_data is not None:
        places = tuple((one.chat.id, one.message_id) for one in messages)
        context.chat_data[KEY] = Sent(what, number, context.asked_at, places)


def sent_last(context: Context) -> Sent | None:
    """Return what was sent from here half an hour ago at most; None for nothing."""
    sent: Sent | None = (context.chat_data or {}).get(KEY)
    return sent if sent is not None and context.asked_at - sent.at <= FOR_SO_LONG else None


def forget_sent(context: Context) -> None:
    """Forget what was sent: it is taken back, or something else was sent since."""
    (context.chat_data or {}).pop(KEY, None)
