"""Updates as Telegram sends them, before PTB reads them: their number, their chat, their JSON."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, TypeGuard

from storage.updates.received import RawUpdate

INLINE = "inline_query"
INLINE_ORDER = 2**61  # larger than any number of a chat or person
LARGEST = 2**63  # integers in the databases are below this
LARGEST_UPDATE = 4 * 1024 * 1024  # characters of JSON; Telegram's own have some thousands
SENT, EDITED = ("message", "channel_post"), ("edited_message", "edited_channel_post")
# What of a message people write or send: an edit changes one of these.
WORDS, MARKED = ("text", "caption", "rich_message"), ("entities", "caption_entities")
FILES = ("photo", "document", "animation", "audio", "sticker", "video", "video_note", "voice")
OF_A_MARK = ("type", "offset", "length", "url")
BYTES = 2
LATEST_DATE = 2**33  # Unix time; datetime takes no much larger one


def raw_update(data: object) -> RawUpdate:
    """Return one update of getUpdates' answer as it is stored.

    Raises KeyError, TypeError, ValueError or RecursionError if it is not an update: its number is not valid, it
    is nested too deeply, or it is too large.
    """
    if not isinstance(data, dict):
        raise TypeError("no object")
    update_id = data["update_id"]
    if not is_id(update_id) or update_id < 0:  # a negative offset would make Telegram forget what waits
        raise TypeError("update_id")
    payload = json.dumps(_storable(data), ensure_ascii=False)
    if len(payload) > LARGEST_UPDATE:
        raise ValueError("too large")
    message_id, said = said_in(data) or (None, None)
    return RawUpdate(update_id, chat_of(data), payload, message_id=message_id, said=said)


def _storable(data: dict[str, Any]) -> dict[str, Any]:
    """Return what of an update is stored: of an inline query its number only.

    What somebody types behind @bot is noted nowhere, and after a crash nobody waits for its answer any more.
    """
    return data if INLINE not in data else {"update_id": data["update_id"]}


def chat_of(data: dict[str, Any]) -> int | None:
    """Return the chat whose order an update belongs to; without a chat, the person's private one.

    Inline queries have an order of their own for each person, under a number that no chat has: a long answer in
    private must not hold up the list that somebody waits for with each letter.
    """
    if isinstance(query := data.get(INLINE), dict):
        return INLINE_ORDER + (_person_in(query) or 0) % INLINE_ORDER
    for part in data.values():
        if not isinstance(part, dict):
            continue
        message = part.get("message")
        for holder in (part, message if isinstance(message, dict) else {}):
            if isinstance(chat := holder.get("chat"), dict) and is_id(chat.get("id")):
                return int(chat["id"])
        if (person := _person_in(part)) is not None:
            return person
    return None


def said_in(data: dict[str, Any]) -> tuple[int, int] | None:
    """Return an update's message and a small number that changes when its words or files do.

    The number tells an edit from none, and is too small to tell words from others: it is kept for some days.
    """
    for kind in (*SENT, *EDITED):
        message = data.get(kind)
        if isinstance(message, dict) and is_id(number := message.get("message_id")):
            marks = [
                [mark.get(name) for name in OF_A_MARK]
                for kind in MARKED
                for mark in _objects(message.get(kind))
            ]
            files = [_objects(message[name])[-1:] for name in FILES if name in message]
            unique = [file.get("file_unique_id") for found in files for file in found]
            carried = repr(([message.get(name) for name in WORDS], marks, unique))
            summed = hashlib.blake2b(carried.encode("utf-8", "surrogatepass"), digest_size=BYTES)
            return number, int.from_bytes(summed.digest())
    return None


def written_in(data: dict[str, Any]) -> datetime | None:
    """Return when an update's message was written, or last edited; None: it has none, as a press."""
    for kind in (*SENT, *EDITED):
        if isinstance(message := data.get(kind), dict):
            at = message.get("edit_date", message.get("date"))
            return datetime.fromtimestamp(at, UTC) if is_id(at) and 0 < at < LATEST_DATE else None
    return None


def is_edit(data: dict[str, Any]) -> bool:
    """Return whether Telegram says that a message was changed."""
    return any(kind in data for kind in EDITED)


def _objects(part: object) -> list[dict[str, Any]]:
    return [one for one in (part if isinstance(part, list) else [part]) if isinstance(one, dict)]


def person_of(data: dict[str, Any]) -> int | None:
    """Return the number of the person an update comes from, if it names one."""
    parts = (part for part in data.values() if isinstance(part, dict))
    return next((person for part in parts if (person := _person_in(part)) is not None), None)


def payload_of(update: RawUpdate) -> dict[str, Any]:
    """Return a stored update's payload. Raises ValueError or RecursionError when it cannot be read."""
    data = json.loads(update.payload)
    if not isinstance(data, dict):
        raise ValueError("no object")
    return data


def _person_in(part: dict[str, Any]) -> int | None:
    for name in ("from", "user"):
        if isinstance(person := part.get(name), dict) and is_id(person.get("id")):
            return int(person["id"])
    return None


def is_id(number: object) -> TypeGuard[int]:
    """Return whether this is a number that a database can store; True and False are not."""
    return isinstance(number, int) and not isinstance(number, bool) and abs(number) < LARGEST
