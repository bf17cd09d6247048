"""Buttons of questions that name speeches: open a heading, ask another speech the same, read from the start."""

from dataclasses import replace

from telegram import CallbackQuery, Message, Update

from handlers.asking.reply_views import view_of
from handlers.context import Context
from handlers.sending.speaking import announce, rewrite, toast
from handlers.words.addressed import is_private, place
from handlers.words.said_often import ASK_ANEW
from handlers.words.views.speeches import PATTERN, headings_view
from knowledge.search.of_speeches.asked_of import Wants
from services.asking.remembered.shown import Asker, digest
from services.asking.reply import Reply, ReplyKind

COUNTS = frozenset("wlnm")  # lists and places of words (handlers/words/views/places.py)
GONE = "这篇讲话已经不在用了。"


async def press(update: Update, context: Context) -> None:
    """Do what a button says in a message of its own, so that the list stays. Anybody may press it."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    action, what, more = match["action"], match["what"], match["more"] or ""
    if action == "o" and more.isdecimal():
        await _turn(query, query.message, context, what, int(more))
        return
    asker = Asker(place(query.message), query.from_user.id)
    if action in COUNTS:
        await _count(action, what, more, query, query.message, asker, context)
        return
    if action == "p":
        reply = _passage(more, what, context)
    elif action == "t":
        reply = await context.services.questions.speeches.say_of(what, more, asker)
    else:
        reply = context.services.questions.speeches.of_speech(
            what, Wants.OUTLINE if action == "o" else Wants.READ
        )
    if reply is None:
        await toast(query, ASK_ANEW if action == "p" else GONE, alert=True)
        return
    await toast(query)
    await _show(reply, query.message, asker, context)


async def _count(
    asks: str, what: str, words: str, query: CallbackQuery, message: Message, asker: Asker, context: Context
) -> None:
    """Show where words stand: a place or a list that was offered in a message of its own, a turned one here."""
    services, private = context.services, is_private(message)
    number, _, slugs = what.partition(".")
    reply = None
    if number.isdecimal():
        at = {"page": int(number)} if asks in "wl" else {"place": int(number)}
        reply = services.questions.places.counted(words, slugs.split(","), **at)
    view = view_of(reply, services.answers, private=private) if reply else None
    if reply is None or view is None:
        await toast(query, ASK_ANEW, alert=True)
        return
    await toast(query)
    if asks in "nl":
        tied = None if private else message.message_id
        await announce(context, asker.place, view, reply_to=tied, to=asker.user_id)
    else:
        await rewrite(context, message.chat.id, message.message_id, view, by=asker.user_id)
    services.questions.places.note_button(reply, asker)


def _passage(number: str, seen: str, context: Context) -> Reply | None:
    """Return the passage of that number; None: it has changed since the button was made."""
    reply = context.services.answers.by_number(number)
    return reply if reply.passage and digest([reply.passage]) == seen else None


async def _show(reply: Reply, message: Message, asker: Asker, context: Context) -> None:
    plainly = replace(reply, kind=ReplyKind.PASSAGE) if reply.kind is ReplyKind.CONFIDENT else reply
    view = view_of(plainly, context.services.answers, private=is_private(message))
    if view is not None:
        tied = None if is_private(message) else message.message_id
        await announce(context, asker.place, view, reply_to=tied, to=asker.user_id)


async def _turn(query: CallbackQuery, message: Message, context: Context, slug: str, page: int) -> None:
    """Show another page of a speech's headings in the place of this one."""
    library = context.services.answers.library
    if slug not in library.names.slugs:
        await toast(query, GONE, alert=True)
        return
    await toast(query)
    await rewrite(context, message.chat.id, message.message_id, headings_view(slug, library, page))
