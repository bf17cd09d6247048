"""Files the bot sends and fetches; all in memory."""

import struct
from typing import Any

from emulator.access import writable_chat
from emulator.errors import BadRequest
from emulator.parameters import Upload
from emulator.samples import describe, store
from emulator.sending import caption, new_message
from emulator.telegram import Telegram
from emulator.world import StoredFile

LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LONGEST_SIDES = 10_000
LARGEST_RATIO = 20
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
JPEG_SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


def send_photo(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Send a PNG or JPEG picture: uploaded, or one the world has."""
    file = _file(world, values["photo"], "photo", "photo.png")
    if len(file.content) > LARGEST_PHOTO:
        raise BadRequest("file is too big")
    width, height = picture_size(file.content)
    if width + height > LONGEST_SIDES or max(width, height) > LARGEST_RATIO * min(width, height):
        raise BadRequest("PHOTO_INVALID_DIMENSIONS")
    media = {"photo": [{**describe(file), "width": width, "height": height}]}
    return _send(world, values, "photos", media)


def send_document(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Send a file of any kind."""
    file = _file(world, values["document"], "document", "document")
    media = {"document": {**describe(file), "file_name": file.name, "mime_type": file.mime}}
    return _send(world, values, "documents", media)


def _send(world: Telegram, values: dict[str, Any], what: str, media: dict[str, Any]) -> dict[str, Any]:
    text, entities = caption(values)
    chat = writable_chat(world, values["chat_id"], what)
    message = new_message(world, chat, values)
    message.media, message.text, message.entities = media, text, entities
    return world.add_message(message).as_message()


def _file(world: Telegram, given: Upload | str, kind: str, name: str) -> StoredFile:
    if isinstance(given, Upload):
        if not given.content:
            raise BadRequest("file must be non-empty")
        return store(world, kind, given.content, given.name or name)
    file = world.files.get(given)
    if file is None:
        raise BadRequest("wrong file identifier/HTTP URL specified")
    return world.keep_file(file)


def get_file(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Tell where a file can be downloaded."""
    file = world.files.get(values["file_id"])
    if file is None:
        raise BadRequest("invalid file_id")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise BadRequest("file is too big")
    return {**describe(file), "file_path": file.path}


def picture_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG file. Raises BadRequest for anything else."""
    if content.startswith(PNG) and len(content) > 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(JPEG):
        at = 2
        while at + 9 < len(content) and content[at] == 0xFF:
            if content[at + 1] in JPEG_SIZES:
                height, width = struct.unpack(">HH", content[at + 5 : at + 9])
                return width, height
            at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    raise BadRequest("IMAGE_PROCESS_FAILED")
