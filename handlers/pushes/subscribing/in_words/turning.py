"""A sentence that leans on what was asked of the pushes changes what is asked: 还是九点吧, 周五也要."""

from datetime import datetime, time, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.days import Days
from core.errors import UserError
from core.patterns import pattern
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.subscribing.in_words.chosen_days import NOT_COUNTED
from handlers.pushes.subscribing.in_words.in_question import (
    MOST_STRETCHES,
    InQuestion,
    asked_by,
    leave_in_question,
    said_days_of,
    stretches_of,
    written_stretches,
)
from handlers.pushes.subscribing.in_words.offers import days_meant, few_days, propose
from handlers.pushes.subscribing.in_words.together import ask_together
from handlers.pushes.subscribing.undoing import take_back
from handlers.sending.speaking import say
from handlers.words.addressed import asker, without_mention
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import plain
from handlers.words.settled import in_part_said
from handlers.words.written import written
from knowledge.language.hours.halves import NOON, names_half
from knowledge.language.hours.hours_not_wanted import DAYBREAK
from knowledge.language.hours.times import from_hour
from knowledge.language.schedules.dates import dates_of
from knowledge.language.schedules.turns import Back, Turn, read_turn
from knowledge.language.wishes.wishes import certain_wish
from knowledge.language.writing.bookish import in_plain_words
from knowledge.language.writing.signs import MisreadError
from storage.pushes.subscriptions import Subscription

ANOTHER_DAY = "那样就到另一天了，还没有改。请直接说几点，如“改到 8:30”。"
OFF_THEN, OFF_BUTTON = "{days}不推送，其余照常，对吗？", "就这么停"
NOTHING_LEFT = "好，那就不停了，推送照常。"
TOO_MANY = "一次最多问三段日子，还没有改。请分两次说，如先说“2月5日到13日不发”，再说“8日照发”。"
_AGAIN = pattern("再|又|还要")
_BY_NAME = pattern("订阅|/")


def refines(words: str, asked: InQuestion | None, *, passed: bool = False) -> bool:
    """Return whether `words` change what is asked; who says everything anew is understood as elsewhere.

    `passed`: something else was said since. Then what is to be left out, too, is no part of it any more.
    """
    turn = read_turn(words) if asked is not None and not _BY_NAME.search(words) else None
    if turn is None or asked is None:
        return False
    if turn.back is not None:  # else it only takes back what is asked
        return turn.back is Back.FIRST
    if asked.off:
        return bool(turn.dates) and not (passed and all(clause.keep is False for clause in turn.dates))
    if not turn.says_when or (turn.dates and turn.days is None):
        return False
    whole = turn.at is not None and turn.days is not None and turn.days.base is not None
    # 改成九点 is done at once where nothing else would get lost by it.
    alone = asked.days is None and turn.days is None and turn.shift is None and certain_wish(words) is not None
    return not (whole or alone)


async def refine(update: Update, context: Context) -> None:
    """Ask anew with what a sentence makes of what was asked, or adds to it."""
    if context.asked is not None and await ask_together(update, context):
        return
    message, prompt = update.effective_message, context.asked
    asked = asked_by(prompt) if prompt is not None else None
    turn = _turn(message, context) if message else None
    if message is None or asked is None or turn is None:
        return
    await require_manager(update, context)
    known = await context.services.subscriptions.of(message.chat.id)
    if turn.back is not None:
        await leave_in_question(message, context)
        await take_back(update, context)
    elif asked.off:
        await _less(asked, turn, message, context)
    else:
        await _turned(asked, turn, known, message, context)


async def turn_round(update: Update, context: Context) -> None:
    """Ask what a sentence makes of what holds, to who was just told of it."""
    if message := update.effective_message:
        await require_manager(update, context)
        await turned_to(message, context)


async def turned_to(message: Message, context: Context) -> bool:
    """Ask what the sentence of `message` makes of what holds, or would; False: it says nothing of when."""
    turn = _turn(message, context)
    if turn is None or not turn.says_when:
        return False
    known = await context.services.subscriptions.of(message.chat.id)
    await _turned(InQuestion(), turn, known, message, context)
    return True


def _turn(message: Message, context: Context) -> Turn | None:
    return read_turn(in_plain_words(without_mention(written(message), context.bot)))


async def _turned(
    asked: InQuestion, turn: Turn, known: Subscription | None, message: Message, context: Context
) -> None:
    active = known if known is not None and known.active else None
    held = asked.days or (known.days if known else Days.EVERY)
    at, days, beside = _hour(asked, turn, active, message, context), asked.days, None
    if turn.days is not None:
        days = days_meant(turn.days, None) if turn.days.base else turn.days.applied(held)
        if turn.days.base and days is not None and (active or asked.days):
            choice = few_days(days, held, written(message))
            days, beside = choice or (days, None)
    await propose(at, days, message, context, beside=beside)


def _hour(
    asked: InQuestion, turn: Turn, active: Subscription | None, message: Message, context: Context
) -> time | None:
    """Return the hour that is meant; a shift counts from what holds, and with 再 from what was asked."""
    if turn.shift is None:
        return _same_half(turn.at, asked, message, context) if turn.at is not None else asked.at
    held = from_hour(active.time) if active else context.services.settings.reminder.time
    if asked.at is not None and (active is None or _AGAIN.search(written(message))):
        held = asked.at
    before = datetime.combine(datetime(2000, 1, 2).date(), held)  # noqa: DTZ001 - an hour, no moment
    moved = before + timedelta(minutes=turn.shift.minutes)
    if moved.date() != before.date():
        raise UserError(ANOTHER_DAY)
    return moved.time()


def _same_half(at: time, asked: InQuestion, message: Message, context: Context) -> time:
    """Return 16:00 for 四点 where an hour of the afternoon was asked about, and no part of the day is said."""
    words = written(message)
    at = in_part_said(at, words, asker(message).user_id, context)
    bare = at < DAYBREAK and not names_half(words)
    return at.replace(hour=at.hour + NOON) if bare and asked.at and asked.at.hour >= NOON else at


async def _less(asked: InQuestion, turn: Turn, message: Message, context: Context) -> None:
    """Ask of the dates without those that are to come after all, and with those that are not."""
    subscriptions = context.services.subscriptions
    try:
        near = min(asked.off)
        chosen = dates_of(turn, subscriptions.today(), subscriptions.calendar, asked.off, near)
    except MisreadError:
        raise UserError(NOT_COUNTED) from None
    chosen = chosen.settled(asked.off.__contains__)
    off = chosen.off if turn.instead else (asked.off | chosen.off) - chosen.on
    if not off:
        await leave_in_question(message, context)
        await say(context, message, plain(NOTHING_LEFT))
        return
    if len(stretches_of(off)) > MOST_STRETCHES:
        raise UserError(TOO_MANY)
    said, data = said_days_of(off), f"set:rest:{written_stretches(off)}"
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(OFF_BUTTON, callback_data=data)]])
    view = plain(OFF_THEN.format(days=said), keyboard)
    await say(context, message, wants_yes(view, Asked.HOUR, yes=data))
