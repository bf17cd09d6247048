"""Updates as Telegram sends them, before PTB reads them: their number, their chat, their JSON."""

import json
from typing import Any

from storage.updates import RawUpdate

LARGEST = 2**63  # what the databases' numbers stay below


def raw_update(data: dict[str, Any]) -> RawUpdate:
    """Return one update of getUpdates' answer as it is stored. KeyError or TypeError when it has no number."""
    update_id = data["update_id"]
    if not isinstance(update_id, int) or abs(update_id) >= LARGEST:
        raise TypeError("update_id")
    return RawUpdate(update_id, chat_of(data), json.dumps(data, ensure_ascii=False))


def chat_of(data: dict[str, Any]) -> int | None:
    """Return the chat whose order an update belongs to; without a chat, the person's private one."""
    for part in data.values():
        if not isinstance(part, dict):
            continue
        message = part.get("message")
        for holder in (part, message if isinstance(message, dict) else {}):
            if isinstance(chat := holder.get("chat"), dict) and _is_id(chat.get("id")):
                return int(chat["id"])
        for name in ("from", "user"):
            if isinstance(person := part.get(name), dict) and _is_id(person.get("id")):
                return int(person["id"])
    return None


def payload_of(update: RawUpdate) -> dict[str, Any]:
    """Return a stored update's payload; an empty one, which no handler looks at, if it cannot be read."""
    try:
        data = json.loads(update.payload)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _is_id(number: object) -> bool:
    return isinstance(number, int) and abs(number) < LARGEST
