"""Albums: people send several pictures as one; Telegram sends a message for each. An album gets one reply."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import cast

from telegram import Message

from handlers.context import Context

REMEMBERED = 20  # albums remembered for each chat


@dataclass(eq=False)
class Album:
    """What was replied to an album so far.

    The caption may stand under any of its pictures. Until it comes, there is only our remark on pictures
    without words (`remark` is its number, 0: none); then the answer replaces the remark.
    """

    remark: int = 0
    answered: bool = False


def album_of(message: Message, context: Context) -> Album | None:
    """Return the album that `message` belongs to; None: it stands alone."""
    if not message.media_group_id or context.chat_data is None:
        return None
    albums = cast("OrderedDict[str, Album]", context.chat_data.setdefault("albums", OrderedDict()))
    album = albums.setdefault(message.media_group_id, Album())
    if len(albums) > REMEMBERED:
        albums.popitem(last=False)
    return album
