"""Days that lean on those that were left out last: 培训推迟了 下下周照旧, 周二也停, 不是五号，是六号."""

from dataclasses import replace

from telegram import Message, Update

from core.errors import UserError
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.subscribing.in_words.chosen_days import NOT_COUNTED, choose_days
from handlers.pushes.subscribing.in_words.every_or_once import settle_every
from handlers.pushes.subscribing.in_words.offers import told_last
from handlers.pushes.subscribing.pausing import NO_SUBSCRIPTION
from handlers.pushes.subscribing.undoing import history
from handlers.sending.speaking import say
from handlers.words.addressed import asker, without_mention
from handlers.words.replies import plain
from handlers.words.settled import Settled, near_off, off_at, off_last, settled_last
from handlers.words.written import written
from knowledge.language.schedules.dates import Chosen, dates_of
from knowledge.language.schedules.turns import Turn, read_turn
from knowledge.language.writing.bookish import in_plain_words
from knowledge.language.writing.signs import MisreadError
from storage.pushes.subscriptions import Subscription


async def lean_on_days(turn: Turn, message: Message, context: Context) -> bool:
    """Return whether days that were left out are what was spoken of last here, and what `turn` is beside."""
    if settled_last(context) is Settled.QUIZ:
        return False
    known = await context.services.subscriptions.of(message.chat.id)
    if known is None or not await told_last(message, context):
        return False
    if turn.weekdays and (weekdays := _weekdays_off_last(known, context)):
        return turn.mistaken <= weekdays
    at = off_at(context)
    if at is None or await context.services.answers.shown_since(asker(message), at):
        return False
    off, subscriptions = off_last(context), context.services.subscriptions
    try:
        named = dates_of(turn, subscriptions.today(), subscriptions.calendar, near=near_off(context))
    except MisreadError:
        return False
    return bool(off) and named.on <= off  # 不是周一 is said of a Monday that was left out


async def take_dates(update: Update, context: Context) -> None:
    """Push on the dates that are wanted after all, or leave out what is named beside others."""
    message = update.effective_message
    turn = read_turn(in_plain_words(without_mention(written(message), context.bot))) if message else None
    if message is None or turn is None:
        return
    await require_manager(update, context)
    known = await context.services.subscriptions.of(message.chat.id)
    if known is None or not known.active:
        await say(context, message, plain(NO_SUBSCRIPTION))
    elif turn.beside and turn.weekdays and _weekdays_off_last(known, context):
        await _leave_out_weekdays(turn, known, message, context)
    else:
        await say(context, message, plain(await _chosen(turn, known, message, context)))


async def _chosen(turn: Turn, known: Subscription, message: Message, context: Context) -> str:
    subscriptions = context.services.subscriptions
    try:
        chosen = dates_of(turn, subscriptions.today(), subscriptions.calendar, near=near_off(context))
    except MisreadError:
        raise UserError(NOT_COUNTED) from None
    if turn.instead:
        chosen = Chosen(chosen.off, off_last(context) - chosen.off)
    return await choose_days(chosen, known, message, context)


async def _leave_out_weekdays(turn: Turn, known: Subscription, message: Message, context: Context) -> None:
    """Leave days of every week out, beside those that were left out so, or instead of them."""
    before = _weekdays_off_last(known, context)
    back = before if turn.instead else turn.mistaken
    held = replace(known, days=replace(known.days, weekdays=known.days.weekdays | back))
    await settle_every((before - back) | turn.weekdays, held, message, context)


def _weekdays_off_last(known: Subscription, context: Context) -> frozenset[int]:
    """Return the days of the week that the last change here has left out; none where it changed others."""
    noted = history(context)
    before = noted[-1].held if noted else None
    return before.days.weekdays - known.days.weekdays if before is not None else frozenset()
