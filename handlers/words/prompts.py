"""Prompts: messages of ours that ask for a reply, and what a reply to one is about.

A prompt names what it asks for and a number in fixed width at its end (绑定 12), so that a reply finds its
way after a restart, and however much later.
"""

import re
from dataclasses import dataclass

from telegram import Message, MessageEntity, Update

from handlers.context import Context
from handlers.sending.speaking import say
from handlers.words.addressed import is_private
from handlers.words.replies import Piece, View, plain

EDITED = "您原来的回复我已经收下，改了也不算数。要换一种说法，请对同一条消息再回复一次。"
_MARK = re.compile(r"(?P<what>\w+?)(?: (?P<number>\d{1,18}))?")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a prompt asks for, of what number; 0 where there is none."""

    what: str
    number: int


def mark(what: str, number: int = 0) -> Piece:
    """Return the end of a prompt, by which a reply to it is known."""
    return Piece(f"{what} {number}" if number else what, code=True)


def prompt(said: str, what: str, number: int = 0) -> View:
    """Return a prompt that the person's app opens a reply to by itself."""
    return View((Piece(said), mark(what, number)), asks_for=what)


def prompt_of(message: Message, *kinds: str) -> Prompt | None:
    """Return the prompt of one of these kinds that `message` replies to in private."""
    ours = message.reply_to_message
    if not is_private(message) or ours is None or not ours.from_user or not ours.from_user.is_bot:
        return None
    codes = list(ours.parse_entities([MessageEntity.CODE]).values())
    found = _MARK.fullmatch(codes[-1]) if codes and (ours.text or "").endswith(codes[-1]) else None
    if found is None or found["what"] not in kinds:
        return None
    return Prompt(found["what"], int(found["number"] or 0))


async def edited(update: Update, context: Context) -> None:
    """Say, once a message, that the edit of a reply changes nothing; what was meant for few is no question."""
    message, known = update.effective_message, context.chat_data
    if message is None or known is None or known.get("edited") == message.message_id:
        return
    known["edited"] = message.message_id
    await say(context, message, plain(EDITED))
