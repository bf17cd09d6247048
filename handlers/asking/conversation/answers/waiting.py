"""What a person was asked in a chat, and which of it a message may answer."""

from collections.abc import Callable, Sequence

from telegram import Message

from handlers.context import Context
from handlers.pushes.subscribing.in_words.of_both import may_be_of_the_quote
from handlers.words.addressed import asker, heard, replies_to
from handlers.words.prompts import Asked, is_old_prompt, is_prompt
from storage.asking.prompts import Prompt


async def asked_of(message: Message, context: Context) -> list[Prompt]:
    """Return what the person of `message` was asked here; a wish of theirs waits for somebody else."""
    everything = await context.services.prompts.of(message.chat.id, asker(message).user_id)
    return [one for one in everything if one.kind != Asked.WISH]


def words_of(message: Message, context: Context) -> str:
    """Return what a message says to us."""
    said = heard(message, context.bot)
    return said.words if said else ""


def replied_to(message: Message, asked: Sequence[Prompt]) -> Prompt | None:
    """Return the prompt that the message is a reply to."""
    ours = message.reply_to_message
    return newest_of(ours.message_id, asked) if ours is not None else None


async def without_either(
    waiting: list[Prompt], replied: Prompt | None, message: Message, context: Context
) -> list[Prompt]:
    """Leave out what waits for a time of 每周一题, after something else, where the quote's may be meant."""
    if waiting and replied is None and await may_be_of_the_quote(words_of(message, context), message, context):
        return [one for one in waiting if one.kind != Asked.QUIZ_TIME or not one.passed]
    return waiting


def open_to_all(asked: Sequence[Prompt], waits: Callable[[Prompt], bool]) -> list[Prompt]:
    """Return the prompts that a message may answer without being a reply, the newest first.

    Of those that want words only the newest: who was asked for other words since writes those, and after them
    something new.
    """
    newest = next((one for one in asked if not one.presses), None)
    return [one for one in asked if waits(one) and (one.presses or one == newest)]


def newest_of(message_id: int, asked: Sequence[Prompt]) -> Prompt | None:
    """Return the newest prompt that stands in this message."""
    return next((one for one in asked if one.message_id == message_id), None)


def replies_to_prompt(message: Message, asked: Sequence[Prompt]) -> bool:
    """Return whether a message is a reply to a prompt, also to one of an earlier version of the bot."""
    ours = message.reply_to_message
    if ours is None or not replies_to(message, message.get_bot()):
        return False
    return replied_to(message, asked) is not None or is_prompt(ours) or is_old_prompt(ours)
