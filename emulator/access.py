"""What the bot may do in a chat: the checks that Telegram makes before each action, and its refusals."""

from typing import Any

from core.models import ChatKind
from emulator.chats import Chat, Member, Status
from emulator.errors import BadRequest, Forbidden
from emulator.messages import Message
from emulator.telegram import Telegram

KIND_WORDS = {
    ChatKind.GROUP: "group chat",
    ChatKind.SUPERGROUP: "supergroup chat",
    ChatKind.CHANNEL: "channel chat",
}


def readable_chat(world: Telegram, chat_id: int | str) -> Chat:
    """Return a chat the bot knows and may look at. Raises BadRequest or Forbidden in Telegram's words."""
    chat = find_chat(world, chat_id)
    if chat is None:
        raise BadRequest("chat not found")
    if chat.person is not None:
        if not chat.started and not _met(world, chat):
            raise BadRequest("chat not found")
        return chat
    if chat.migrated_to is not None:
        raise BadRequest(
            "group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
        )
    if world.bot.id not in chat.members:
        raise BadRequest("chat not found")
    words = KIND_WORDS[chat.kind]
    if chat.deleted:
        if chat.kind is ChatKind.GROUP:
            raise Forbidden("the group chat was deleted")
        raise BadRequest("chat not found")
    place = chat.member(world.bot)
    if place.status is Status.KICKED:
        raise Forbidden(f"bot was kicked from the {words}")
    if not place.is_present:
        raise Forbidden(f"bot is not a member of the {words}")
    return chat


def find_chat(world: Telegram, chat_id: int | str) -> Chat | None:
    """Return the chat with that number or @username, or None."""
    if isinstance(chat_id, int):
        return world.chats.get(chat_id)
    name = chat_id.removeprefix("@").lower()
    return next((chat for chat in world.chats.values() if chat.username.lower() == name), None)


def _met(world: Telegram, chat: Chat) -> bool:
    """Return whether the bot has seen this person in some group."""
    return any(
        chat.id in other.members and other.member(world.bot).is_present
        for other in world.chats.values()
        if other.is_group
    )


def writable_chat(world: Telegram, chat_id: int | str, what: str = "text messages") -> Chat:
    """Return a chat the bot may send `what` to."""
    chat = readable_chat(world, chat_id)
    if chat.person is not None:
        if chat.person.deleted:
            raise Forbidden("user is deactivated")
        if chat.person.has_blocked_bot:
            raise Forbidden("bot was blocked by the user")
        if not chat.started:
            raise Forbidden("bot can't initiate conversation with a user")
        return chat
    place = chat.member(world.bot)
    if chat.kind is ChatKind.CHANNEL:
        if not place.may("can_post_messages"):
            raise BadRequest("need administrator rights in the channel chat")
    elif not _may_send(chat, place):
        raise BadRequest(f"not enough rights to send {what} to the chat")
    return chat


def _may_send(chat: Chat, place: Member) -> bool:
    return place.is_administrator or (place.can_send and chat.members_may_send)


def open_thread(world: Telegram, chat: Chat, thread_id: int | None) -> int | None:
    """Return the thread a message goes to (None: General, or no forum). Raises BadRequest."""
    may_manage = chat.member(world.bot).may("can_manage_topics") if chat.person is None else False
    if not thread_id:
        if chat.is_forum and chat.general_closed and not may_manage:
            raise BadRequest("TOPIC_CLOSED")
        return None
    if chat.kind is ChatKind.SUPERGROUP and not chat.is_forum and world.message(chat, thread_id):
        return thread_id
    topic = chat.topics.get(thread_id)
    if topic is None or topic.deleted:
        raise BadRequest("message thread not found")
    if topic.closed and not may_manage:
        raise BadRequest("TOPIC_CLOSED")
    return thread_id


def own_message(world: Telegram, chat_id: int | str, message_id: int) -> Message:
    """Return a message of the bot that it may edit."""
    chat = writable_chat(world, chat_id)
    message = world.message(chat, message_id)
    if message is None:
        raise BadRequest("message to edit not found")
    if not message.is_from_bot or message.service:
        raise BadRequest("message can't be edited")
    return message


def require(values: dict[str, Any], *names: str) -> None:
    """Raise BadRequest when one of these parameters, which only some uses of a method need, is missing."""
    words = {"chat_id": "chat_id is empty", "message_id": "message identifier is not specified"}
    for name in names:
        if name not in values:
            raise BadRequest(words.get(name, f'parameter "{name}" is required'))
