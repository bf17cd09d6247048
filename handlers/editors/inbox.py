"""/inbox: editors see questions without an answer and decide about them. In private only.

Buttons and prompts contain the number of a case (that of its oldest question). If it was settled meanwhile, the
editor is told.
"""

import logging
from dataclasses import replace

from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError

from core.errors import UserError
from core.failing import where
from core.models import Place
from core.patterns import pattern
from handlers.context import Context
from handlers.editors import answering
from handlers.editors.decided import asks_to_turn_round, decided_before
from handlers.editors.inbox_shown import note_settled
from handlers.editors.inbox_views import (
    CANDIDATES,
    card,
    choice,
    confirmation,
    digest_view,
    page_of,
    settled_keys,
    to_page,
)
from handlers.sending.speaking import announce, say, toast
from handlers.words.addressed import asker
from handlers.words.cards import put, rows, show
from handlers.words.replies import View, plain
from handlers.words.said_often import PASSAGE_CHANGED
from handlers.words.written import written
from knowledge.language.commands.office.inbox_words import PassageNamed, Where, passage_named
from knowledge.language.words.bare_answers import bare_answer
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Kind
from knowledge.speech.segment import Passage
from services.asking.remembered.shown import digest
from services.asking.unanswered.inbox import Case
from storage.asking.prompts import Prompt

PATTERN = pattern(r"in:(?P<action>[a-z]+):(?P<number>\d{1,18})(?::(?P<more>.+))?")

BOUND = "已绑定。以后这样问，直接回答 {passage}。"
ABSENT = "记下了：以后这样问，我就说讲话里没有说到。"
IGNORED = "已略过，不再列出。"
UNDONE = "已撤回，问题放回了问题箱。"
NOTHING_TO_UNDO = "没有可撤回的：它已经撤回，或早已过期删去。"
NO_SUCH_PASSAGE = "没有编号“{said}”的段落。请发出处末尾的编号，例如 {number}。"
logger = logging.getLogger(__name__)


async def inbox(update: Update, context: Context) -> None:
    """Show the open cases; what most people asked comes first."""
    message = update.effective_message
    if message is None:
        return
    await say(context, message, await page_of(0, context))


async def press(update: Update, context: Context) -> None:
    """Do what a button of the inbox says, and change its message."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    number, user = int(match["number"]), query.from_user.id
    if match["action"] == "page":
        await show(query, context, await page_of(number, context))
        return
    if match["action"] == "undo":
        await show(query, context, await undone(number, user, context))
        return
    case = await context.services.inbox.case(number)
    if case is None:
        await toast(query, answering.SETTLED, alert=True)
        return
    await _act(match["action"], match["more"] or "", case, query, context)


async def _act(action: str, more: str, case: Case, query: CallbackQuery, context: Context) -> None:
    match action:
        case "case":
            await show(query, context, await card(case, context))
        case "bind":
            await show(query, context, await choice(case, context))
        case "look":
            await show(query, context, confirmation(case, _passage(more, context), context))
        case "absent" if asked := asks_to_turn_round(case, decided_before(case, context)):
            await show(query, context, asked)
        case "yes" | "absent" | "none" | "ignore":
            await _settle(action, more, case, query, context)
        case "answer":
            await toast(query)
            await answering.ask_for_words(case, query, context)
        case "send":
            await answering.send(case, more, query, context)
        case _:
            await toast(query, answering.SETTLED)


async def _settle(action: str, more: str, case: Case, query: CallbackQuery, context: Context) -> None:
    """Settle a case as a button says. The press is answered first: it takes a while to learn from it."""
    services, user = context.services.inbox, query.from_user.id
    if action != "yes":
        await toast(query)
        await put(query, context, await settled(case, user, context, ignore=action == "ignore"))
        return
    following = await answering.next_case(case, context)
    number, _, seen_then = more.rpartition(":")
    passage = _passage(number, context)
    if digest([passage]) != seen_then:
        raise UserError(PASSAGE_CHANGED)
    await toast(query)
    done = await services.bind(case, passage, user)
    note_settled([case], context, bound=True)
    await put(query, context, _settled(case, BOUND.format(passage=passage.id), done=done, also=following))


async def undone(number: int | None, user: int, context: Context) -> View:
    """Put a settled case back; tell whether there was one."""
    back = number is not None and await context.services.inbox.undo(number, user)
    return plain(UNDONE if back else NOTHING_TO_UNDO, rows(to_page()))


async def settled(case: Case, user: int, context: Context, *, ignore: bool) -> View:
    """Take a case out of the inbox without learning from it, or note that the speeches do not say; tell it."""
    services = context.services.inbox
    following = await answering.next_case(case, context)
    note_settled([case], context)
    settle, said = (services.ignore, IGNORED) if ignore else (services.mark_absent, ABSENT)
    return _settled(case, said, done=await settle(case, user), also=following)


def _settled(case: Case, said: str, *, done: bool, also: tuple[tuple[str, str], ...]) -> View:
    view = plain(said, settled_keys(case)) if done else plain(answering.SETTLED, rows(to_page()))
    return replace(view, also=also)


async def take_binding(update: Update, context: Context) -> None:
    """Take the passage that an editor binds: by its number, its words, or its place among those offered."""
    message, case = update.effective_message, await _asked_about(update, context)
    if message is None or case is None:
        return
    answers, words = context.services.answers, bare_answer(written(message))
    named = passage_named(written(message)) or passage_named(words)
    passage = await passage_meant(named, case, message, context)
    passage = passage or answers.by_number(words).passage
    if passage is None:
        raise UserError(NO_SUCH_PASSAGE.format(said=words[:20], number=answers.some_number()))
    await say(context, message, confirmation(case, passage, context))


async def passage_meant(
    named: PassageNamed | None, case: Case, message: Message, context: Context
) -> Passage | None:
    """Return the passage that an editor names for a case; None: there is none."""
    answers = context.services.answers
    if named is None:
        return None
    if named.where is Where.SHOWN:
        shown = await answers.newest(asker(message))
        return shown.passage if shown else None
    if named.where is Where.NUMBER:
        return answers.by_number(named.said).passage
    if named.where is Where.OFFERED:
        offered = (await answers.search(case.words, CANDIDATES)).candidates
        return offered[named.place - 1].passage if 0 < named.place <= len(offered) else None
    found = await answers.search(named.said, CANDIDATES)
    literal = [one.passage for one in found.candidates if named.said in fold(one.passage.text)]
    likely = [one.passage for one in found.candidates if found.kind is Kind.CONFIDENT]
    return next(iter((*literal, *likely)), None)


async def take_reply(update: Update, context: Context) -> None:
    """Show an editor's words as those who asked will get them."""
    message, case = update.effective_message, await _asked_about(update, context)
    if message is not None and case is not None:
        await answering.preview(case, message, context)


async def stands(prompt: Prompt, context: Context) -> bool:
    """Return whether nobody has settled the question that a prompt is about."""
    return await context.services.inbox.case(prompt.number) is not None


async def _asked_about(update: Update, context: Context) -> Case | None:
    """Return the case that a prompt was about; if it was settled meanwhile, say so and return None."""
    message = update.effective_message
    if message is None or context.asked is None:
        return None
    case = await context.services.inbox.case(context.asked.number)
    if case is None:
        await say(context, message, plain(answering.SETTLED))
    return case


async def send_digest(context: Context) -> None:
    """Send the week's digest to every editor, when it is due. An editor who cannot be reached misses it."""
    week = await context.services.digest.due()
    if week is None:
        return
    for editor in sorted(await context.services.access.editors()):
        try:
            await announce(context, Place(editor), digest_view(week), pushed=True)
        except TelegramError as error:
            logger.warning("editor %d got no digest: %s", editor, where(error))


def _passage(number: str, context: Context) -> Passage:
    passage = context.services.answers.library.passage(number)
    if passage is None:
        raise UserError(PASSAGE_CHANGED)
    return passage
