"""Edits that change nothing: Telegram also sends an edited message when somebody reacts to it first."""

from collections import OrderedDict

from telegram import Message, Update
from telegram.ext import BaseHandler

from handlers.context import Context
from handlers.guard import Guarded
from handlers.updates.attempt import note_unseen_before

# What of a message has a file. PTB's own list (effective_attachment) also has payments, and warns of it.
FILES = ("photo", "document", "animation", "audio", "sticker", "video", "video_note", "voice")
REMEMBERED = 10_000  # messages; of each a number is kept, never its words

Said = tuple[int, int]


class UnchangedEdits(BaseHandler[Update, Context, None]):
    """Matches edits that did not change the message's words, and does nothing about them.

    It comes first, so that no handler behind it ever sees one. If the message is older than this process, its
    words are not known; that is noted, and `give` says only what an edited question is surely worth.
    """

    update_kinds = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CHANNEL_POST)

    def __init__(self, callback: Guarded) -> None:
        super().__init__(callback)
        self._said: OrderedDict[Said, int] = OrderedDict()

    def check_update(self, update: object) -> bool:
        message = update.effective_message if isinstance(update, Update) else None
        if message is None or not isinstance(update, Update) or update.callback_query:
            return False
        place, now = (message.chat.id, message.message_id), _number_of(message)
        before = self._said.pop(place, None)
        self._said[place] = now
        if len(self._said) > REMEMBERED:
            self._said.popitem(last=False)
        edited = bool(update.edited_message or update.edited_channel_post)
        note_unseen_before(unseen=edited and before is None)
        return edited and before == now


def _number_of(message: Message) -> int:
    """Return a number that changes when the message's words or files change."""
    carried = next((found for name in FILES if (found := getattr(message, name))), None)
    file = getattr(carried[-1] if isinstance(carried, tuple | list) else carried, "file_unique_id", "")
    links = tuple(
        (one.type, one.offset, one.length, one.url) for one in (*message.entities, *message.caption_entities)
    )
    return hash((message.text, message.caption, links, file))


async def do_nothing(update: Update, context: Context) -> None:
    """Take an edit that changes nothing."""
