"""Reading on: the buttons under a passage; /p, which opens one by its number."""

from dataclasses import replace

from telegram import CallbackQuery, Message, Update

from handlers.asking.feedback import chosen_on, has_feedback, with_feedback
from handlers.asking.reply_views import below, stretch_pieces, view_of
from handlers.context import Context
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.addressed import asker, is_private, place
from handlers.words.buttons import Action, Deck, Mode, Press, answer_keyboard, context_keyboard, deck_of, read
from handlers.words.replies import View, context_pieces, passage_pieces, plain
from handlers.words.said_often import ASK_ANEW
from handlers.words.views.speeches import with_others_of
from services.asking.answers import AnswerService
from services.asking.remembered.shown import Asker, Shown
from services.asking.reply import ReplyKind

TOO_OLD = "这条消息太旧，按钮用不了了，请把问题再发一遍。"
END = "已经是这篇讲话的结尾了。"
ALL_SEEN = "其余几条前面都显示过了，往上翻就能看到。"
BEGINNING = "已经是这篇讲话的开头了。"
NTH = "第 {place}/{total} 条："
FARTHER = "{place}/{total} 没有更贴切的了，这一段可能有关："
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
    """Show what a button under a passage asks for, in its own message. Anybody may press it."""
    query = update.callback_query
    if query is None:
        return
    answers = context.services.answers
    press = read(query.data or "", answers.library)
    if press is None:
        await toast(query, ASK_ANEW, alert=True)
        return
    if query.message is None:
        await toast(query, TOO_OLD, alert=True)
        return
    turned = await _unseen(press, query, answers) if _goes_on(press) else _turned(press, answers)
    if turned is None:
        ends = END if press.action is Action.FORWARD else BEGINNING
        await toast(query, ALL_SEEN if _goes_on(press) else ends)
        return
    message, view = query.message, _view(turned, answers)
    if isinstance(message, Message):
        if turned.action is Action.CONTEXT:
            who = Asker(place(message), query.from_user.id)
            answers.follow_ups.note_context(who, turned.deck.shown.passage.id)
        view = with_others_of(view, message)
        view = with_feedback(view, chosen_on(message)) if has_feedback(message) else view
    if not await rewrite(context, message.chat.id, message.message_id, view, by=query.from_user.id):
        await toast(query, TOO_OLD, alert=True)
        return
    await toast(query)


async def stale(update: Update, context: Context) -> None:
    """Answer a button that is not known any more, from an older version of the bot."""
    if update.callback_query:
        await toast(update.callback_query, TOO_OLD, alert=True)


def _goes_on(press: Press) -> bool:
    """Return whether another candidate than the first is asked for."""
    return press.action is Action.SHOW and press.deck.mode is Mode.ANSWER and press.deck.index > 0


async def _unseen(press: Press, query: CallbackQuery, answers: AnswerService) -> Press | None:
    """Return the candidate asked for, or the next that no later message has shown; None: none is left."""
    message, deck = query.message, press.deck
    if not isinstance(message, Message):
        return press
    who = Asker(place(message), query.from_user.id)
    new = await answers.follow_ups.not_seen(who, message.message_id, [card.passage for card in deck.cards])
    left = [index for index in range(deck.index, len(deck.cards)) if new[index]]
    return Press(press.action, replace(deck, index=left[0])) if left else None


def _turned(press: Press, answers: AnswerService) -> Press | None:
    """Return what is to be shown: for 上一段 and 下一段 the neighbour, None where the speech ends."""
    if press.action in {Action.SHOW, Action.CONTEXT}:
        return press
    shown = Shown(press.deck.shown.passage, press.deck.around)
    reply = answers.follow_ups.read_on(shown, 1 if press.action is Action.FORWARD else -1)
    if reply.kind is not ReplyKind.PASSAGE:
        return None
    return Press(Action.SHOW, deck_of(Mode.PASSAGE, reply.candidates, reply.around))


def _view(press: Press, answers: AnswerService) -> View:
    deck: Deck = press.deck
    card, library = deck.shown, answers.library
    around = library.context(card.passage.id, deck.around) if press.action is Action.CONTEXT else None
    if around:
        return View(context_pieces(around, card.marks, deck.around), context_keyboard(deck))
    if deck.mode is Mode.PASSAGE:
        stretch = library.stretch(card.passage.id, deck.around)
        return View(stretch_pieces(card.passage, card.marks, stretch, deck.around), answer_keyboard(deck))
    pieces = passage_pieces(card.passage, card.marks, below=below(card.passage, answers), before=_ahead(deck))
    return View(pieces, answer_keyboard(deck), chooses=deck.mode is Mode.UNSURE)


def _ahead(deck: Deck) -> str:
    """Return the line above another candidate: which it is, and whether it has none of the words asked for."""
    if deck.mode is not Mode.ANSWER or not deck.index:
        return ""
    return (NTH if deck.shown.mark else FARTHER).format(place=deck.index + 1, total=len(deck.cards))
