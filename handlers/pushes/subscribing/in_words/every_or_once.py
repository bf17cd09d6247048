"""礼拜天别发了 休息: every Sunday, or the next one? It is asked; 我说的是每个礼拜天 corrects what was done."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.days import WEEK, Days
from core.errors import UserError
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.subscribing.in_words.in_question import (
    leave_in_question,
    said_days_of,
    written_stretches,
)
from handlers.pushes.subscribing.in_words.offers import NO_DAYS_LEFT, told_last
from handlers.pushes.subscribing.telling.state import said_next_push, said_when
from handlers.pushes.subscribing.undoing import history
from handlers.sending.speaking import say
from handlers.words.addressed import without_mention
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import plain
from handlers.words.settled import FOR_SO_LONG
from handlers.words.written import written
from knowledge.language.calendar.saying import WEEKDAYS
from knowledge.language.schedules.every_or_once import Corrected, corrected
from storage.pushes.subscriptions import Subscription

ASK = "{every}都不推送，还是只停一次（{once}）？还没有改。"
HOW = "点按钮，或回“每个”“只这个”都行，"
EVERY, ONCE = "每个{days}", "只这个{days}"
SETTLED = "好，{what}不推送，其余照常。\n每日廉语：{when} 推送。\n下一条：{first}。\n改主意了，说“改回去”。"
ALL_OF_THEM, ONLY = "每个{days}都", "只有{dates}"
KEY = "every_or_once"
_ONE_DAY = timedelta(days=1)


async def ask_every_or_once(
    weekdays: frozenset[int], known: Subscription, message: Message, context: Context
) -> bool:
    """Ask whether these days of every week are meant, or the next ones; False: nothing comes on them anyway."""
    left = known.days.weekdays - weekdays
    if not known.days.weekdays & weekdays or not left or context.chat_data is None:
        return False
    off = _next(weekdays, await context.services.subscriptions.first_free_day(known.chat_id))
    days = _named(weekdays)
    keys = [
        (EVERY.format(days=days), f"set:days:{Days(left, workdays=known.days.workdays).value}"),
        (ONCE.format(days=days), f"set:rest:{written_stretches(off)}"),
    ]
    buttons = [[InlineKeyboardButton(label, callback_data=data)] for label, data in keys]
    said = ASK.format(every=EVERY.format(days=days), once=said_days_of(off))
    view = plain(said, InlineKeyboardMarkup(buttons))
    await leave_in_question(message, context)
    await say(context, message, wants_yes(view, Asked.HOUR, how=HOW))
    context.chat_data[KEY] = weekdays, context.asked_at
    return True


async def corrects_days(words: str, message: Message, context: Context) -> bool:
    """Return whether `words` correct which days were meant, just asked about or changed here."""
    meant = corrected(words)
    if meant is None:
        return False
    weekdays = await _in_talk(message, context)
    return bool(weekdays) and (not meant.weekdays or meant.weekdays == weekdays)


async def correct(update: Update, context: Context) -> None:
    """Let the days be left out of every week, or this once, as was meant."""
    message = update.effective_message
    meant = corrected(without_mention(written(message), context.bot)) if message else None
    known = await context.services.subscriptions.of(message.chat.id) if message else None
    if message is None or meant is None or known is None or not known.active:
        return
    await require_manager(update, context)
    weekdays = await _in_talk(message, context)
    wanted, what = await _as_meant(meant, weekdays, known, context)
    await _settle(wanted, what, message, context)


async def settle_every(
    weekdays: frozenset[int], known: Subscription, message: Message, context: Context
) -> None:
    """Leave these days out of every week of what `known` has. Raises UserError where nothing is left."""
    await _settle(*_without(weekdays, known), message, context)


async def _settle(wanted: Subscription, what: str, message: Message, context: Context) -> None:
    await leave_in_question(message, context)
    await context.services.subscriptions.restore(wanted)
    (context.chat_data or {}).pop(KEY, None)
    first = await said_next_push(wanted.chat_id, context)
    await say(context, message, plain(SETTLED.format(what=what, when=said_when(wanted), first=first)))


def _without(weekdays: frozenset[int], known: Subscription) -> tuple[Subscription, str]:
    left = known.days.weekdays - weekdays
    if not left:
        raise UserError(NO_DAYS_LEFT)
    return replace(known, days=replace(known.days, weekdays=left)), ALL_OF_THEM.format(days=_named(weekdays))


async def _as_meant(
    meant: Corrected, weekdays: frozenset[int], known: Subscription, context: Context
) -> tuple[Subscription, str]:
    """Return what is to hold, without what was done of these days by mistake, and which days are left out."""
    before = _last(context)
    if meant.every:
        wanted, what = _without(weekdays, known)
        mistaken = {
            day
            for day in known.skips - (before.skips if before else known.skips)
            if day.isoweekday() in weekdays
        }
        return replace(wanted, skips=known.skips - mistaken), what
    back = known.days.weekdays | (before.days.weekdays & weekdays if before else frozenset())
    first = await context.services.subscriptions.first_free_day(known.chat_id)
    if meant.later:
        today = context.services.subscriptions.today()
        first = max(first, today + (8 - today.isoweekday()) * _ONE_DAY)
    off = _next(weekdays, first)
    wanted = replace(known, days=replace(known.days, weekdays=back), skips=known.skips | off)
    return wanted, ONLY.format(dates=said_days_of(off))


async def _in_talk(message: Message, context: Context) -> frozenset[int]:
    """Return the weekdays asked about, or left out, just now; none once something else was spoken of."""
    now = context.asked_at
    asked: tuple[frozenset[int], datetime] | None = (context.chat_data or {}).get(KEY)
    if asked is not None and now - asked[1] <= FOR_SO_LONG:
        return asked[0]
    known, noted = await context.services.subscriptions.of(message.chat.id), history(context)
    before = noted[-1].held if noted else None
    if known is None or before is None or not await told_last(message, context):
        return frozenset()
    lost = before.days.weekdays - known.days.weekdays
    return lost or frozenset(day.isoweekday() for day in known.skips - before.skips)


def _last(context: Context) -> Subscription | None:
    """Return what held before the last change; None where the days were only asked about."""
    noted = history(context)
    return noted[-1].held if noted and KEY not in (context.chat_data or {}) else None


def _next(weekdays: Iterable[int], first: date) -> frozenset[date]:
    """Return the next day of each of these, from `first` on."""
    week = (first + number * _ONE_DAY for number in range(len(WEEK)))
    return frozenset(day for day in week if day.isoweekday() in weekdays)


def _named(weekdays: Iterable[int]) -> str:
    """Name weekdays as people do: 星期天, 星期六、天."""
    names = [WEEKDAYS[day - 1].replace("日", "天") for day in sorted(weekdays)]
    return f"星期{'、'.join(names)}"
