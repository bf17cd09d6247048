"""Giving a reply: said anew, or put in the place of the one that an edited message had."""

from datetime import timedelta

from telegram import Message
from telegram.error import TelegramError

from core.models import Unknown
from handlers.asking.albums import album_of
from handlers.context import Context
from handlers.sending.outcomes import classify
from handlers.sending.speaking import rewrite, say
from handlers.updates.attempt import begun_before, unseen_before
from handlers.words.addressed import asker
from handlers.words.replies import View
from services.asking.remembered.shown import UNSEEN
from services.asking.reply import FOUND, Reply

# An edit is answered only while the message is young; a later edit is probably only tidying up.
EDIT_ANSWERED_FOR = timedelta(hours=1)
# What an edited question is answered with although nobody knows what it said before the program was started.


async def give(message: Message, context: Context, view: View, reply: Reply | None, part: int = 0) -> None:
    """Send `view`, or put it into the reply that the edited `message` had; remember what was replied.

    `part`: of several questions in the message, which one it answers.
    """
    answers, chat_id = context.services.answers, message.chat.id
    edited = message.edit_date is not None
    earlier = await answers.earlier(chat_id, message.message_id, part) if edited or begun_before() else None
    if message.edit_date and earlier is None and message.edit_date - message.date > EDIT_ANSWERED_FOR:
        return
    found = [one.kind in FOUND for one in (earlier, reply) if one]
    if unseen_before() and not any(found):
        return  # more likely a reaction than an edit, and then this would be said a second time
    answer_id = earlier.answer_message_id if earlier else UNSEEN
    album = album_of(message, context) if part == 0 else None
    if album is not None:
        album.answered = True
        answer_id = answer_id or album.remark
    # What was said before a crash is not said again. The answer to an edit, or to an album, replaces it.
    if (
        (edited or (album is not None and album.remark))
        and answer_id
        and not await rewrite(context, chat_id, answer_id, view)
    ):
        answer_id = UNSEEN
    try:
        if answer_id == UNSEEN:
            answer_id = (await say(context, message, view)).message_id
    except TelegramError as error:
        if reply is not None and isinstance(classify(error), Unknown):  # it may have arrived
            await answers.remember(reply, asker(message), message.message_id, UNSEEN, part)
        raise
    if reply is not None:
        await answers.remember(reply, asker(message), message.message_id, answer_id, part)
