"""Numbers of people, chats and messages in an update are looked at once, before anything is done by them.

JSON has true, 1.5 and 2^70 where a number belongs. Python takes true for 1: rights, rows and pushes would go to
a chat or person that is none, and a database refuses the rest in the middle of a handler.
"""

from typing import Any

from handlers.updates.raw_updates import is_id

# What has an `id` that is a number; those of polls, queries and files are words.
NUMBERED = frozenset(
    {
        *("from", "user", "chat", "sender_chat", "actor_chat", "voter_chat", "via_bot", "sender_business_bot"),
        *("new_chat_members", "left_chat_member", "forward_from", "forward_from_chat", "sender_user", "users"),
    }
)
NUMBERS = frozenset(
    {
        *("message_id", "message_thread_id", "date", "edit_date", "user_chat_id"),
        *("migrate_to_chat_id", "migrate_from_chat_id"),
    }
)


def check_numbers(data: dict[str, Any]) -> None:
    """Raise ValueError, which names the field, where a number in an update is none that can be kept."""
    left: list[tuple[str, Any]] = [("", data)]
    while left:
        name, found = left.pop()
        if isinstance(found, list):
            left.extend((name, one) for one in found if isinstance(one, dict | list))
            continue
        if name in NUMBERED and "id" in found and not is_id(found["id"]):
            raise ValueError(f"{name}.id")
        for key, value in found.items():
            if isinstance(value, dict | list):
                left.append((key, value))
            elif key in NUMBERS and value is not None and not is_id(value):
                raise ValueError(key)
