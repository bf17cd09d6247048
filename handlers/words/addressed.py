"""Tells whether a message is for the bot, and what it says without the bot's name.

Private: everything. Groups: an @mention, a reply to us, or a command; nothing else. Channels: commands only.
"""

import re
from dataclasses import dataclass
from functools import cache

from telegram import Bot, ExternalReplyInfo, Message, MessageEntity

from core.models import Place
from handlers.words.spoken import spoken
from knowledge.language.talk.pointing import asked_of, only_points
from knowledge.language.writing.normalize import READ_AT_ONCE
from services.asking.remembered.shown import Asker


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message says to the bot, without the bot's name."""

    words: str
    private: bool


# What the latest messages say: several handlers ask, one after the other. An edited message equals what it was
# before, so messages are told apart by their identity.
_heard: dict[int, tuple[Message, Heard | None]] = {}


def from_another_bot(message: Message) -> bool:
    """Return whether another bot speaks. Anonymous admins and channels use a bot's name, but are people."""
    sender = message.from_user
    return message.sender_chat is None and sender is not None and sender.is_bot


def is_private(message: Message) -> bool:
    """Return whether this is a chat with one person."""
    return message.chat.type == message.chat.PRIVATE


def heard(message: Message, bot: Bot) -> Heard | None:
    """Return what `message` says to us, or None when it is not for us."""
    kept = _heard.get(id(message))
    if kept is not None and kept[0] is message:
        return kept[1]
    said = _hear(message, bot)
    _heard[id(message)] = message, said
    if len(_heard) > READ_AT_ONCE:
        del _heard[next(iter(_heard))]
    return said


def _hear(message: Message, bot: Bot) -> Heard | None:
    if from_another_bot(message) or (message.via_bot and message.via_bot.id == bot.id):
        return None
    text = message.text or message.caption or ""
    if is_private(message):
        words = without_mention(text, bot)
        if pointed := words_pointed_at(message, bot) if words or mentions(message, bot) else "":
            words = pointed if not words or only_points(words) else words
        return Heard(words, private=True)
    if message.chat.type == message.chat.CHANNEL or message.is_automatic_forward or message.forward_origin:
        return None
    if mentions(message, bot):
        words = without_mention(_without_text_mention(message, text, bot), bot)
        return Heard(asked_of(words, words_pointed_at(message, bot)), private=False)
    if replies_to(message, bot) or _asks_under_a_picture(message, bot):
        return Heard(text.strip(), private=False)
    return None


def words_pointed_at(message: Message, bot: Bot, *, ours: bool = False) -> str:
    """Return the words that a message without words of its own refers to; empty if there are none.

    The part quoted of a message, also of one in another chat or topic, of which Telegram gives no more; else
    the message that is answered, or its caption. With `ours` a message of ours counts too.
    """
    if message.quote:
        return message.quote.text
    earlier, of_ours = message.reply_to_message, replies_to(message, bot)
    if earlier is None:
        return _listed(message, message.external_reply) if message.external_reply else ""
    if earlier.forum_topic_created or (of_ours and not ours):
        return ""
    return earlier.text or earlier.caption or ("" if of_ours else _listed(message, earlier))


def _listed(message: Message, earlier: Message | ExternalReplyInfo) -> str:
    """Return what a poll or a checklist asks, or the one entry of it that `message` answers."""
    if poll := earlier.poll:
        options = (one.text for one in poll.options if one.persistent_id == message.reply_to_poll_option_id)
        return next(options, poll.question)
    if checklist := earlier.checklist:
        tasks = (one.text for one in checklist.tasks if one.id == message.reply_to_checklist_task_id)
        return next(tasks, checklist.title)
    return ""


def asker(message: Message) -> Asker:
    """Return who speaks (a person, or the chat in whose name they speak) and where."""
    speaker = message.sender_chat or message.from_user
    return Asker(place(message), speaker.id if speaker else message.chat.id)


def place(message: Message) -> Place:
    """Return the chat and, in a forum, the topic a message is in."""
    return Place(message.chat.id, message.message_thread_id if message.is_topic_message else None)


def mentions(message: Message, bot: Bot) -> bool:
    """Return whether `message` names us, by @username or by a link to us."""
    text = message.text or message.caption or ""
    return bool(_named(bot.username).search(text)) or any(
        entity.user and entity.user.id == bot.id for entity in _entities(message)
    )


def replies_to(message: Message, bot: Bot) -> bool:
    """Return whether `message` answers one of ours. Telegram also marks a topic's first message as answered."""
    earlier = message.reply_to_message
    if earlier is None or earlier.forum_topic_created:
        return False
    return bool(earlier.from_user and earlier.from_user.id == bot.id)


def without_mention(text: str, bot: Bot) -> str:
    """Return `text` without @our_name and the blanks it leaves."""
    return _name_and_blanks(bot.username).sub(" ", text).strip(" \t\n,，:：")


def _asks_under_a_picture(message: Message, bot: Bot) -> bool:
    """Return whether a caption begins with /ask or /问."""
    said = spoken(message.caption or "", bot.username)
    return said is not None and said.slash and said.command.name == "ask"


@cache
def _named(username: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_])@{re.escape(username)}(?![A-Za-z0-9_])", re.IGNORECASE)


@cache
def _name_and_blanks(username: str) -> re.Pattern[str]:
    return re.compile(rf"[ \t]*{_named(username).pattern}[ \t]*", re.IGNORECASE)


def _entities(message: Message) -> tuple[MessageEntity, ...]:
    return tuple(
        entity
        for entity in (message.entities or message.caption_entities)
        if entity.type == MessageEntity.TEXT_MENTION
    )


def _without_text_mention(message: Message, text: str, bot: Bot) -> str:
    for entity in _entities(message):
        if entity.user and entity.user.id == bot.id:
            name = message.parse_entity(entity) if message.text else message.parse_caption_entity(entity)
            text = text.replace(name, " ", 1)
    return text
