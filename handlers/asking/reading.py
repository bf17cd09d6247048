"""Reading on: the buttons under a passage; /p, which opens one by its number."""

from telegram import Message, Update

from handlers.asking.feedback import has_feedback, with_feedback
from handlers.asking.question import view_of
from handlers.context import Context
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.addressed import asker, is_private
from handlers.words.buttons import Action, Deck, Mode, Press, answer_keyboard, context_keyboard, deck_of, read
from handlers.words.replies import View, context_pieces, passage_pieces, plain
from services.asking.answers import AnswerService, Reply, ReplyKind

STALE = "这段原文已经更新，请把问题再发一遍。"
TOO_OLD = "这条消息太旧，按钮用不了了，请把问题再发一遍。"
END = "已经是这篇讲话的结尾了。"
BEGINNING = "已经是这篇讲话的开头了。"
FARTHER = "没有更贴切的了，这一段可能有关："
WHICH = "请写上段落编号，例如：/p {number}\n编号写在每段出处的末尾。"


async def p(update: Update, context: Context) -> None:
    """Open a passage by its number."""
    message = update.effective_message
    if message is None:
        return
    answers = context.services.answers
    number = context.argument
    if not number:
        await say(context, message, plain(WHICH.format(number=answers.some_number())))
        return
    reply = answers.by_number(number)
    view = view_of(reply, answers, private=is_private(message))
    if view is not None:
        sent = await say(context, message, view)
        await answers.remember(reply, asker(message), message.message_id, sent.message_id)


async def browse(update: Update, context: Context) -> None:
    """Show what a button under a passage asks for, in the place of the message it is under. Anybody may."""
    query = update.callback_query
    if query is None:
        return
    answers = context.services.answers
    press = read(query.data or "", answers.library)
    if press is None:
        await toast(query, STALE, alert=True)
        return
    if query.message is None:
        await toast(query, TOO_OLD, alert=True)
        return
    turned = _turned(press, answers)
    if turned is None:
        await toast(query, END if press.action is Action.FORWARD else BEGINNING)
        return
    message, view = query.message, _view(turned, answers)
    if isinstance(message, Message) and has_feedback(message):
        view = with_feedback(view)
    if not await rewrite(context, message.chat.id, message.message_id, view):
        await toast(query, TOO_OLD, alert=True)
        return
    await toast(query)
    await answers.now_shows(message.chat.id, message.message_id, turned.deck.shown.passage)


async def stale(update: Update, context: Context) -> None:
    """Answer a button that nobody knows any more: from an older version of the bot."""
    if update.callback_query:
        await toast(update.callback_query, TOO_OLD, alert=True)


def _turned(press: Press, answers: AnswerService) -> Press | None:
    """Return what is to be shown: for 上一段 and 下一段 the neighbour, None where the speech ends."""
    if press.action in {Action.SHOW, Action.CONTEXT}:
        return press
    here = press.deck.shown.passage.id
    reply: Reply = answers.following(here) if press.action is Action.FORWARD else answers.preceding(here)
    if reply.kind is not ReplyKind.PASSAGE:
        return None
    return Press(Action.SHOW, deck_of(Mode.PASSAGE, reply.candidates))


def _view(press: Press, answers: AnswerService) -> View:
    deck: Deck = press.deck
    card = deck.shown
    around = answers.context(card.passage.id) if press.action is Action.CONTEXT else None
    if around:
        return View(context_pieces(around, card.marks), context_keyboard(deck))
    # The words asked for do not stand in this one: say so rather than let people wonder.
    before = FARTHER if deck.mode is Mode.ANSWER and deck.index and not card.mark else ""
    pieces = passage_pieces(card.passage, card.marks, below=answers.below(card.passage), before=before)
    return View(pieces, answer_keyboard(deck))
