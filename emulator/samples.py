"""Media as people send it: a photo, a sticker, a voice message, in the Bot API's shape."""

import mimetypes
from typing import Any

from core.errors import UserError
from emulator.world import StoredFile, World

SAMPLE_SECONDS = 3
SAMPLE_SIDE = 512


def store(world: World, kind: str, content: bytes, name: str) -> StoredFile:
    """Keep `content` in the world and return it as a file that getFile can find."""
    number = world.next_id()
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = StoredFile(
        f"file-{kind}-{number}", f"unique{number}", name or f"{kind}{number}", mime, content, kind
    )
    return world.keep_file(file)


def describe(file: StoredFile) -> dict[str, Any]:
    """Return the fields every file object of the Bot API has."""
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.content)}


def sample(world: World, kind: str, content: bytes | None = None, name: str = "") -> dict[str, Any]:
    """Return the media field of a message of `kind`. Raises UserError for a kind nobody here sends."""
    if kind in PLAIN:
        return {kind: PLAIN[kind]}
    if kind not in FIELDS:
        raise UserError(f"不会发这种消息：{kind}")
    file = store(world, kind, content if content is not None else b"sample", name)
    media = {**describe(file), **FIELDS[kind]}
    if kind == "photo":
        return {"photo": [media]}
    if kind == "document":
        media |= {"file_name": file.name, "mime_type": file.mime}
    return {kind: media}


_SQUARE: dict[str, Any] = {"width": SAMPLE_SIDE, "height": SAMPLE_SIDE}
FIELDS: dict[str, dict[str, Any]] = {
    "photo": _SQUARE,
    "document": {},
    "sticker": {**_SQUARE, "type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"},
    "voice": {"duration": SAMPLE_SECONDS, "mime_type": "audio/ogg"},
    "audio": {"duration": SAMPLE_SECONDS, "mime_type": "audio/mpeg"},
    "video": {**_SQUARE, "duration": SAMPLE_SECONDS, "mime_type": "video/mp4"},
    "video_note": {"length": SAMPLE_SIDE, "duration": SAMPLE_SECONDS},
    "animation": {**_SQUARE, "duration": SAMPLE_SECONDS, "mime_type": "video/mp4"},
}
PLAIN: dict[str, dict[str, Any]] = {
    "location": {"latitude": 39.9, "longitude": 116.4},
    "contact": {"phone_number": "10000", "first_name": "总机"},
    "dice": {"emoji": "🎲", "value": 4},
}
