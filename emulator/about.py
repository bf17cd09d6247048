"""What the bot may learn about a chat and who is in it; and its own leaving."""

from typing import Any

from core.models import ChatKind
from emulator.access import readable_chat
from emulator.chats import Chat, Member, Status, permissions
from emulator.errors import BadRequest
from emulator.telegram import Telegram
from emulator.users import GROUP_ANONYMOUS_BOT_ID, User, group_anonymous_bot

MOST_REACTIONS = 11
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Tell what is known of a chat."""
    chat = readable_chat(world, values["chat_id"])
    info = chat.as_chat() | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": MOST_REACTIONS,
        "accepted_gift_types": dict.fromkeys(GIFTS, chat.is_private),
    }
    if "username" in info:
        info["active_usernames"] = [info["username"]]
    if chat.is_group:
        info["permissions"] = permissions(chat.members_may_send)
    return info


def get_chat_member(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Tell a person's status in a chat; a person who never was there counts as left."""
    chat = readable_chat(world, values["chat_id"])
    user = _user(world, values["user_id"])
    if user is None:
        raise BadRequest("invalid user_id specified")
    if chat.person is not None:
        if user not in {chat.person, world.bot}:
            raise BadRequest("member not found")
        return chat.as_member(Member(user, Status.MEMBER))
    return chat.as_member(chat.member(user))


def _user(world: Telegram, user_id: int) -> User | None:
    if user_id == world.bot.id:
        return world.bot
    if user_id == GROUP_ANONYMOUS_BOT_ID:
        return group_anonymous_bot()
    return world.people.get(user_id)


def get_chat_administrators(world: Telegram, values: dict[str, Any]) -> list[dict[str, Any]]:
    """List the creator and the administrators, our bot included."""
    chat = _not_private(world, values, "there are no administrators in the private chat")
    leaders = [member for member in chat.members.values() if member.is_administrator]
    return [chat.as_member(member) for member in leaders]


def get_chat_member_count(world: Telegram, values: dict[str, Any]) -> int:
    """Count who is in a chat, the bot included."""
    chat = readable_chat(world, values["chat_id"])
    return 2 if chat.is_private else sum(member.is_present for member in chat.members.values())


def leave_chat(world: Telegram, values: dict[str, Any]) -> bool:
    """Leave a group or a channel."""
    chat = _not_private(world, values, "chat member status can't be changed in private chats")
    world.bot_leaves(chat)
    return True


def _not_private(world: Telegram, values: dict[str, Any], words: str) -> Chat:
    chat = readable_chat(world, values["chat_id"])
    if chat.kind is ChatKind.PRIVATE:
        raise BadRequest(words)
    return chat
