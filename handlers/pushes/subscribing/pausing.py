"""Pausing the daily quote: some days from now on, up to a date, or days to come: /pause and /resume."""

from collections.abc import Collection
from datetime import date, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.days import Days
from core.errors import UserError
from core.patterns import pattern
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.subscribing.in_words.chosen_days import (
    ONE_DAY,
    choose_days,
    chosen_days,
    hold_back,
)
from handlers.pushes.subscribing.in_words.every_or_once import ask_every_or_once
from handlers.pushes.subscribing.in_words.in_question import (
    dates_in,
    in_question,
    leave_in_question,
    stretches_of,
)
from handlers.pushes.subscribing.in_words.offers import HOW_TO_REFINE
from handlers.pushes.subscribing.telling.everywhere import of_everywhere
from handlers.pushes.subscribing.telling.state import (
    pause_buttons,
    push_state,
    said_days,
    said_last_day,
    said_next_push,
    said_stretch,
)
from handlers.sending.speaking import say
from handlers.words.addressed import without_mention
from handlers.words.prompts import Asked, asks_for, wants_yes
from handlers.words.replies import View, plain
from handlers.words.settled import note_off
from handlers.words.written import written
from knowledge.language.calendar.holidays import Rest
from knowledge.language.calendar.pauses import Pause, read_pause
from knowledge.language.calendar.saying import said_weekday
from knowledge.language.hours.times import as_hour
from knowledge.language.schedules.dates import Chosen
from knowledge.language.schedules.every_or_once import days_of_either
from knowledge.language.wishes.wish_words import span_words
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.signs import Fault, MisreadError
from storage.asking.prompts import Prompt
from storage.pushes.subscriptions import MOST_SKIPPED, Subscription

LONGEST = timedelta(days=366)
AT_ONCE = timedelta(days=60)  # days that are named and longer than this are a pause that begins now
HOW = "暂停多久？点下面的按钮，或直接发给我，如 10天、到12月31日、明天、春节；"
FAR = 100  # days; who pauses for longer is asked whether that is meant
_SAYS_HOW_LONG = pattern(
    r"(?:\d|[一二两三四五六七八九十半几])个?(?:天|周|星期|礼拜|年|月(?![\d一二三四五六七八九十]))|\d{4}|[明来后]年"
)
LONGEST_QUOTED = 20  # characters of what a person wrote, in a refusal
LIKE_THIS = "请这样写：/pause 3天，或 /pause 到12月31日"
REFUSALS = {
    Fault.UNCLEAR: f"没看懂“{{said}}”。{LIKE_THIS}",
    Fault.NO_SUCH_TIME: f"没看懂“{{said}}”。{LIKE_THIS}",
    Fault.NO_SUCH_DAY: f"没有“{{said}}”这一天。{LIKE_THIS}",
    Fault.PAST: f"“{{said}}”已经过去了，只能停到今天或以后。{LIKE_THIS}",
    Fault.TOO_SHORT: f"“{{said}}”太短了，最少停一天。{LIKE_THIS}",
    Fault.TOO_LONG: "最多暂停一年。不想再收，发 /unsubscribe 退订，设置都会留着。",
}
PAUSE_FOR, OFFER = "就暂停：{days}", "{days}不推送，其余照常，对吗？还没有改。"
GONE_BY = "这几天已经过去了，不用暂停。"
NOTHING_HELD = f"“{{said}}”之前没有要推送的，不用暂停。{LIKE_THIS}"
NO_PUSH_THEN = "{days}本来就没有推送，不用暂停。\n下一条：{first}。"
TOO_FAR = f"提前定的暂停加起来最多 {MOST_SKIPPED} 天。先发 /resume 取消，再定短一点的。"
WAITS = "这里还没有订阅。刚才问您要不要订阅（{when} 推送），还等您回“是”；订好后再说一遍“{said}”就行。"
NO_SUBSCRIPTION = "这里没有订阅，没有要推送的。想每天收一条廉语，发 /subscribe。"
PAUSED = "已暂停推送，到{last}为止（含当天）。\n恢复后第一条：{first}。\n想提前恢复，发 /resume。"
SKIPPED = "好，{days}不推送，其余照常。\n下一条：{first}。\n改主意了，发 /resume。"
SO_LONG = (
    "是说停到{year}年{last}（含当天，共 {days} 天）吗？是的话点下面的按钮；不是就写清楚，如 /pause 到12月31日。"
)
SO_LONG_BUTTON = "停到{year}年{last}"
UNPUBLISHED = "\n{year}年的放假安排还没有公布，{holiday}先按{days}算，公布后请再看一眼 /settings。"
STILL_PAUSED = "每日廉语还暂停着，要恢复推送吗？"
RESUME, RESUME_DATA = "恢复推送", "set:resume"
RESUMED = "已恢复推送。\n下一条：{first}。"
NOT_PAUSED = "推送没有暂停。\n下一条：{first}。"
DROPPED = "好，定好的暂停取消了，推送照常。\n下一条：{first}。"


async def pause(update: Update, context: Context) -> None:
    """Pause for the days or up to the date given; without one, offer some or show the pause there is."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    subscriptions, chat_id = context.services.subscriptions, message.chat.id
    await subscriptions.revive(chat_id)  # who speaks here can be written to
    known = await subscriptions.of(chat_id)
    said = context.argument
    if known is None or not known.active:
        await say(context, message, plain(await _nothing_to_pause(said, message, context)))
    elif (either := days_of_either(said)) and await ask_every_or_once(either, known, message, context):
        return
    elif said and context.offers and (wanted := await _understood(said, known, context)):
        await _offer(wanted, message, context)
    elif said and not context.offers:
        await _pause(said, known, message, context)
    elif known.is_paused(subscriptions.today()):
        await say(context, message, await push_state(message, context))
    else:
        await say(context, message, asks_for(plain(HOW, InlineKeyboardMarkup([pause_buttons()])), Asked.PAUSE))


async def _nothing_to_pause(said: str, message: Message, context: Context) -> str:
    """Return what to say where nothing is subscribed; one that was offered still waits for its yes."""
    asked = await in_question(message, context)
    if asked is None or asked.at is None:
        return NO_SUBSCRIPTION + await of_everywhere(message, context)
    when = f"{said_days(asked.days or Days.EVERY)}{as_hour(asked.at)}"
    return WAITS.format(when=when, said=clipped(said or "暂停", LONGEST_QUOTED))


async def take_span(update: Update, context: Context) -> None:
    """Pause for the days, or up to the date, that were asked for."""
    if message := update.effective_message:
        context.argument = without_mention(written(message), context.bot)
        await pause(update, context)


async def stands(prompt: Prompt, context: Context) -> bool:
    """Return whether there is still something to pause."""
    known = await context.services.subscriptions.of(prompt.chat_id)
    return known is not None and known.active


async def resume(update: Update, context: Context) -> None:
    """End the pause; where there is none now, drop those that were to begin later."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    subscriptions, chat_id = context.services.subscriptions, message.chat.id
    await subscriptions.revive(chat_id)
    known = await subscriptions.of(chat_id)
    if known is None or not known.active:
        await say(context, message, plain(NO_SUBSCRIPTION + await of_everywhere(message, context)))
        return
    await leave_in_question(message, context)
    was_paused = known.is_paused(subscriptions.today())
    changed = await subscriptions.resume(chat_id)
    said = RESUMED if was_paused else DROPPED if changed else NOT_PAUSED
    await say(context, message, plain(said.format(first=await said_next_push(chat_id, context))))


async def paused_view(message: Message, context: Context) -> View | None:
    """Return the question whether the pushes shall go on, where they are paused; None: they are not."""
    known = await context.services.subscriptions.of(message.chat.id)
    if known is None or not known.active or not known.is_paused(context.services.subscriptions.today()):
        return None
    button = InlineKeyboardButton(RESUME, callback_data=RESUME_DATA)
    return wants_yes(plain(STILL_PAUSED, InlineKeyboardMarkup([[button]])), Asked.HOUR, yes=RESUME_DATA)


async def _understood(said: str, known: Subscription, context: Context) -> Pause | None:
    """Return the pause that a guess is about; None where it is none that can be had."""
    try:
        return await _wanted(said, known, context)
    except UserError:
        return None


async def pause_for_absence(said: str, chat_id: int, context: Context) -> InlineKeyboardButton | None:
    """Return the button that stops the pushes for as long as somebody says to be away; None: there are none."""
    known = await context.services.subscriptions.of(chat_id)
    if known is None or not known.active:
        return None
    wanted = await _understood(span_words(said), known, context)
    if wanted is None:
        return None
    first = wanted.first or await context.services.subscriptions.first_free_day(chat_id)
    if not context.services.subscriptions.wants_any(known, first, wanted.resumes_on):
        return None
    return _button(first, wanted)[1]


async def _offer(wanted: Pause, message: Message, context: Context) -> None:
    """Ask whether the pause that was understood is meant; it is not yet done."""
    first = wanted.first or await context.services.subscriptions.first_free_day(message.chat.id)
    days, button = _button(first, wanted)
    view = plain(OFFER.format(days=days), InlineKeyboardMarkup([[button]]))
    await say(context, message, wants_yes(view, Asked.HOUR, yes=str(button.callback_data), how=HOW_TO_REFINE))


def _button(first: date, wanted: Pause) -> tuple[str, InlineKeyboardButton]:
    """Return the days of a pause in words, and the button that makes it."""
    days = said_stretch(first, wanted.resumes_on - timedelta(days=1))
    data = f"set:rest:{first:%Y%m%d}-{wanted.resumes_on:%Y%m%d}"
    return days, InlineKeyboardButton(PAUSE_FOR.format(days=days), callback_data=data)


async def rest(value: str, known: Subscription, context: Context) -> str:
    """Pause for the days that a button names, and say what holds now. Raises UserError for days gone by."""
    free = await context.services.subscriptions.first_free_day(known.chat_id)
    dates = dates_in(value)
    first, resumes_on = min(dates, default=free), max(dates, default=free - ONE_DAY) + ONE_DAY
    if resumes_on <= free:
        raise UserError(GONE_BY)
    if len(stretches_of(dates)) > 1:
        return await hold_back(
            Chosen(frozenset(day for day in dates if day >= free), frozenset()), known, context
        )
    return await _hold(Pause(None if first <= free else first, resumes_on), known, context)


async def _pause(said: str, known: Subscription, message: Message, context: Context) -> None:
    """Do what `said` asks for and say what holds now. Raises UserError that says what to write instead."""
    if chosen := await _chosen(said, known, context):
        await say(context, message, plain(await choose_days(chosen, known, message, context)))
        return
    wanted = await _wanted(said, known, context)
    asked = await _asked_if_far(said, wanted, known, context)
    if asked is None:
        held = await _hold(wanted, known, context)
        first = wanted.first or context.services.subscriptions.today()
        done = dates_in(f"{first:%Y%m%d}-{wanted.resumes_on:%Y%m%d}")
        asked = plain(held + await leave_in_question(message, context, done=frozenset(done)))
    await say(context, message, asked)


async def _asked_if_far(said: str, wanted: Pause, known: Subscription, context: Context) -> View | None:
    """Return the question whether a holiday or a date of next year is meant that lies far ahead; else None.

    国庆前 in November is ten months: few mean that. Who says the year, or how many days, has said it.
    """
    subscriptions = context.services.subscriptions
    today, free = subscriptions.today(), await subscriptions.first_free_day(known.chat_id)
    last, days = wanted.resumes_on - timedelta(days=1), (wanted.resumes_on - free).days
    begins_now = wanted.first is None or wanted.first <= free
    if not begins_now or days <= FAR or _SAYS_HOW_LONG.search(said):
        return None
    if wanted.rest is None and last.year == today.year:
        return None
    told = {"year": last.year, "last": said_weekday(last), "days": days}
    data = f"set:rest:{free:%Y%m%d}-{wanted.resumes_on:%Y%m%d}"
    yes = InlineKeyboardButton(SO_LONG_BUTTON.format_map(told), callback_data=data)
    view = plain(SO_LONG.format_map(told), InlineKeyboardMarkup([[yes]]))
    return wants_yes(view, Asked.HOUR, yes=data)


async def _wanted(said: str, known: Subscription, context: Context) -> Pause:
    """Read a pause. Raises UserError that says what to write instead."""
    subscriptions, chat_id = context.services.subscriptions, known.chat_id
    today, free = subscriptions.today(), await subscriptions.first_free_day(chat_id)
    quoted = clipped(said, LONGEST_QUOTED)
    try:
        wanted = read_pause(said, today, free, subscriptions.calendar)
    except MisreadError as error:
        raise UserError(REFUSALS[error.fault].format(said=quoted)) from None
    if wanted.resumes_on <= free:
        raise UserError(NOTHING_HELD.format(said=quoted))
    if wanted.resumes_on - today > LONGEST:
        raise UserError(REFUSALS[Fault.TOO_LONG])
    return wanted


async def _hold(wanted: Pause, known: Subscription, context: Context) -> str:
    """Push nothing for these days, and say what holds now."""
    subscriptions, chat_id = context.services.subscriptions, known.chat_id
    today, free = subscriptions.today(), await subscriptions.first_free_day(chat_id)
    if wanted.first is None or (wanted.first <= free and wanted.resumes_on - free > AT_ONCE):
        await subscriptions.pause(chat_id, wanted.resumes_on)
        now = await subscriptions.of(chat_id) or known
        told = PAUSED.format(last=said_last_day(now, today), first=await said_next_push(chat_id, context))
    else:
        told = await _skip(max(wanted.first, free), wanted, known, context)
    return told + _if_unpublished(wanted.rest)


async def _skip(first: date, wanted: Pause, known: Subscription, context: Context) -> str:
    """Leave days to come without a push, beside the pauses there are, and say so."""
    subscriptions, chat_id = context.services.subscriptions, known.chat_id
    days = said_stretch(first, wanted.resumes_on - timedelta(days=1))
    if not subscriptions.wants_any(known, first, wanted.resumes_on):
        return NO_PUSH_THEN.format(days=days, first=await said_next_push(chat_id, context))
    try:
        await subscriptions.skip(chat_id, first, wanted.resumes_on)
    except ValueError:
        raise UserError(TOO_FAR) from None
    note_off(dates_in(f"{first:%Y%m%d}-{wanted.resumes_on:%Y%m%d}"), context)
    return SKIPPED.format(days=days, first=await said_next_push(chat_id, context))


def _if_unpublished(rest: Rest | None) -> str:
    """Say that nobody knows the days off yet, where that is so."""
    if rest is None or rest.published:
        return ""
    days = said_stretch(rest.first, rest.last)
    return UNPUBLISHED.format(year=rest.first.year, holiday=rest.holiday.value, days=days)


async def _chosen(said: str, known: Subscription, context: Context) -> Chosen | None:
    """Return the dates that are meant, where that is more than one stretch of days."""
    chosen = chosen_days(said, known, context)
    if chosen is None or chosen.on or not _is_one_stretch(chosen.off):
        return chosen
    return None if await _understood(said, known, context) else chosen


def _is_one_stretch(days: Collection[date]) -> bool:
    return (max(days) - min(days)).days + 1 == len(days)
