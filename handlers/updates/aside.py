"""Tells the sender of an update that it was set aside."""

import logging
from typing import Any

from telegram import ReplyParameters
from telegram.error import ChatMigrated, TelegramError

from core.clock import Clock
from core.models import ChatKind
from handlers.context import App
from handlers.sending.speaking import patiently
from handlers.updates.raw_updates import is_id

SORRY = "您刚才发的一条消息我没能处理，已经记下来了。请换个说法再发一次；总不行，请告诉管理我的同事。"

logger = logging.getLogger(__name__)


async def tell_sender(app: App, clock: Clock, data: dict[str, Any]) -> None:
    """Tell the sender of an update that it could not be handled, if it was meant for us. Never raises."""
    message = _message_in(data)
    chat = message.get("chat")
    if not isinstance(chat, dict) or not is_id(chat.get("id")) or not _is_for_us(message, chat, app):
        return
    number, thread = message.get("message_id"), message.get("message_thread_id")
    tie = ReplyParameters(number, allow_sending_without_reply=True) if is_id(number) else None
    in_topic = message.get("is_topic_message") is True and is_id(thread)
    topic = thread if in_topic else None
    try:
        try:
            await patiently(
                clock,
                lambda: app.bot.send_message(chat["id"], SORRY, reply_parameters=tie, message_thread_id=topic),
            )
        except ChatMigrated as moved:
            new_chat_id = moved.new_chat_id
            await patiently(clock, lambda: app.bot.send_message(new_chat_id, SORRY))
    except (TelegramError, ValueError, TypeError) as error:
        logger.warning("the sender of an update set aside is not told: %s", type(error).__name__)


def _message_in(data: dict[str, Any]) -> dict[str, Any]:
    pressed = data.get("callback_query")
    held = pressed.get("message") if isinstance(pressed, dict) else None
    for message in (data.get("message"), data.get("edited_message"), held):
        if isinstance(message, dict):
            return message
    return {}


def _is_for_us(message: dict[str, Any], chat: dict[str, Any], app: App) -> bool:
    """Return whether a message that PTB cannot or must not read was surely meant for us."""
    if chat.get("type") == ChatKind.PRIVATE:
        return True
    said = f"{message.get('text') or message.get('caption') or ''}".lower()
    answered = message.get("reply_to_message")
    author = answered.get("from") if isinstance(answered, dict) else None
    ours = isinstance(author, dict) and author.get("id") == app.bot.id
    return ours or f"@{app.bot.username}".lower() in said
