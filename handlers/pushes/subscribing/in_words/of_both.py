"""The quote beside 每周一题: a time for each in one sentence, and an hour that may be for either."""

from datetime import time

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.models import ChatKind
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.subscribing.in_words.in_question import in_question
from handlers.pushes.subscribing.in_words.offers import (
    days_meant,
    in_sight,
    note_shown,
    note_spoken_of,
    says_no_half,
)
from handlers.pushes.subscribing.telling.state import push_state, said_when
from handlers.sending.speaking import say
from handlers.words.addressed import asker, place, without_mention
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import plain
from handlers.words.settled import Settled, in_part_said, quiz_in_question, settled_for_sure, settled_last
from handlers.words.written import written
from knowledge.language.calendar.saying import WEEKDAYS
from knowledge.language.commands.pushes.both_times import BothTimed, both_timed, names_either
from knowledge.language.hours.halves import NOON, names_half
from knowledge.language.hours.hours_not_wanted import DAYBREAK, is_night
from knowledge.language.hours.times import as_hour
from knowledge.language.schedules.turns import read_turn
from services.pushes.quiz_subscriptions import QuizWish

NOT_BOTH = (
    "每日廉语和每周一题的时间都说到了，我没看全，都还没有改。"
    "请分两句说，如“廉语改到9点”“题改到周三下午三点”。\n\n"
)
BOTH_CHANGED = "好，两样都改了：\n每日廉语：{quote} 推送\n每周一题：每周{day} {at}\n改主意了，说“改回去”。"
BOTH_SO = "两样现在就是这样，不用改：\n每日廉语：{quote} 推送\n每周一题：每周{day} {at}"
WHICH = "{hour} 是给每日廉语，还是给每周一题？现在廉语{quote}，题每周{day} {at}，都还没有改。"
OF_QUOTE, OF_ITEM = "廉语改到 {hour}", "每周一题改到周{day} {hour}"


async def change_both(message: Message, context: Context) -> None:
    """Do what one sentence says of both; where it cannot be done so, say that and show how they stand."""
    chat, both = message.chat, both_timed(without_mention(written(message), context.bot))
    known = await context.services.subscriptions.of(chat.id)
    if both is None or known is None or not known.active or _is_doubtful(both):
        await say(context, message, await push_state(message, context, lead=NOT_BOTH))
        note_shown(context)
        return
    at, days = both.item_at and _by_day(both.item_at, message), days_meant(both.days, known)
    if both.at is not None:
        await context.services.subscriptions.change_time(chat.id, both.at)
    if days is not None:
        await context.services.subscriptions.change_days(chat.id, days)
    before = await context.services.quiz_subscriptions.of(chat.id)
    wish = await context.services.quiz_subscriptions.want(
        chat.id,
        ChatKind(chat.type),
        chat.effective_name or "",
        day=both.item_day,
        at=at,
        thread_id=place(message).thread_id,
        by=asker(message).user_id,
    )
    now = await context.services.subscriptions.of(chat.id) or known
    if wish is None:
        return
    same = before is not None and (before.day, before.at) == (wish.day, wish.at)
    said = BOTH_SO if same and (now.time, now.days) == (known.time, known.days) else BOTH_CHANGED
    told = said.format(quote=said_when(now), day=WEEKDAYS[wish.day - 1], at=as_hour(wish.at))
    await say(context, message, plain(told))
    note_spoken_of(context)


async def may_be_either(words: str, message: Message, context: Context) -> bool:
    """Return whether `words` are an hour that may be for the quote as well as for 每周一题.

    Only one can be meant where it is named, asked about, in sight, or was settled last with nothing said since.
    """
    if not _only_an_hour(words):
        return False
    seen = in_sight(context) and settled_last(context) is not Settled.QUIZ
    if settled_for_sure(context) or seen or await in_question(message, context):
        return False
    known = await context.services.subscriptions.of(message.chat.id)
    return known is not None and known.active and await _item(message, context) is not None


async def may_be_of_the_quote(words: str, message: Message, context: Context) -> bool:
    """Return whether `words` are an hour that may be for the quote, though a time of 每周一题 is waited for."""
    of_quote = settled_for_sure(context) and settled_last(context) is Settled.QUOTE
    return _only_an_hour(words) and (of_quote or await may_be_either(words, message, context))


def _only_an_hour(words: str) -> bool:
    turn = read_turn(words)
    if turn is None or turn.at is None:
        return False
    return not (turn.days or turn.shift or turn.dates or names_either(words))


async def ask_which(update: Update, context: Context) -> None:
    """Ask for which of the two an hour is meant; nothing is changed."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    words = without_mention(written(message), context.bot)
    turn, item = read_turn(words), await _item(message, context)
    known = await context.services.subscriptions.of(message.chat.id)
    if turn is None or turn.at is None or item is None or known is None:
        return
    at = in_part_said(turn.at, words, asker(message).user_id, context)
    hour = as_hour(at.replace(hour=at.hour + NOON) if says_no_half(at, message) else at)
    day, held = item
    told = {"hour": hour, "quote": said_when(known), "day": WEEKDAYS[day - 1], "at": as_hour(held)}
    digits = hour.replace(":", "")
    buttons = [
        InlineKeyboardButton(OF_QUOTE.format_map(told), callback_data=f"set:time:{digits}"),
        InlineKeyboardButton(OF_ITEM.format_map(told), callback_data=f"wq:set:{day}:{digits}"),
    ]
    view = plain(WHICH.format_map(told), InlineKeyboardMarkup([[one] for one in buttons]))
    await say(context, message, wants_yes(view, Asked.HOUR, how="\n回“廉语”或“题”就行，"))


async def _item(message: Message, context: Context) -> tuple[int, time] | None:
    """Return when 每周一题 comes, or was offered just now."""
    wish: QuizWish | None = await context.services.quiz_subscriptions.of(message.chat.id)
    return (wish.day, wish.at) if wish is not None else quiz_in_question(context)


def _is_doubtful(both: BothTimed) -> bool:
    return both.at is not None and is_night(both.at)


def _by_day(at: time, message: Message) -> time:
    """Return the hour of the afternoon for 三点: nobody asks for an item in the night."""
    bare = at < DAYBREAK and not names_half(written(message))
    return at.replace(hour=at.hour + NOON) if bare else at
