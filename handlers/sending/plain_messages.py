"""PTB's message of plain words, made without asking for the hundred things that it lacks."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from telegram import Chat, Message, MessageEntity, User
from telegram.ext import ExtBot

Put = Callable[[Message, Any], None]


@cache
def _lacking() -> tuple[tuple[Put, Any], ...]:
    """Return what a message without words has in each of its slots, and how it is put there.

    PTB puts each in by a method of its own, which looks whether the message may be changed: 70 µs, here 12.
    """
    made = Message(1, datetime.fromtimestamp(0, UTC), Chat(1, Chat.PRIVATE))
    names = (name for kind in Message.__mro__ for name in getattr(kind, "__slots__", ()) if hasattr(made, name))
    return tuple((getattr(Message, name).__set__, getattr(made, name)) for name in names)


@cache
def _put(name: str) -> Put:
    put: Put = getattr(Message, name).__set__
    return put


def plain_message(
    number: int,
    date: int,
    chat: Chat,
    bot: ExtBot[Any],
    *,
    sender: User | None = None,
    text: str | None = None,
    entities: Sequence[MessageEntity] = (),
) -> Message:
    """Return what Message(…) returns for these, which are as Telegram has them, with `bot` in it."""
    message = Message.__new__(Message)
    for put, nothing in _lacking():
        put(message, nothing)
    _put("message_id")(message, number)
    when = datetime.fromtimestamp(date, bot.defaults.tzinfo if bot.defaults else UTC)
    _put("date")(message, when)
    _put("chat")(message, chat)
    _put("from_user")(message, sender)
    _put("text")(message, text)
    _put("entities")(message, tuple(entities))
    _put("_id_attrs")(message, (number, chat))
    _put("_bot")(message, bot)
    return message
