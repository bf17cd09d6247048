"""Questions about the settings, answered in one sentence from what holds; nothing is changed."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.days import Days
from core.errors import UserError
from handlers.context import Context
from handlers.pushes.subscribing.in_words.in_question import ONE_DAY, stretches_of
from handlers.pushes.subscribing.telling.state import said_last_day, said_next_push, said_stretch, said_when
from handlers.sending.speaking import say
from handlers.words.addressed import is_private
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import View, plain
from knowledge.language.calendar.days import UnknownDaysError, read_days
from knowledge.language.calendar.periods import Periods
from knowledge.language.calendar.saying import WEEKDAYS
from knowledge.language.commands.pushes.push_words import day_of_a_push
from knowledge.language.commands.pushes.state_questions import StateAsked, state_asked
from knowledge.language.writing.signs import MisreadError, argument
from storage.pushes.subscriptions import Subscription

NOT_YET = "{who}还没有订阅每日廉语，什么也不会推送。想订，直接说几点，如“每天八点”。"
HOLDS = "每日廉语{when} 推送{paused}{skips}，节前提醒{eve}。下一条：{first}。{quiz}"
QUIZ = "每周一题每周{day} {at} 推送。"
EVE_ON = "会的，放假前最后一个工作日会提醒。下一条：{first}。"
EVE_OFF, EVE = "不会，节前提醒没有开。要开吗？", InlineKeyboardButton("开启节前提醒", callback_data="set:eve:1")
ALWAYS, NEVER = "会，现在是{when} 推送。", "不会，现在是{when} 推送。"
SOMETIMES = "只有其中几天会：现在是{when} 推送。"
THEN, NOT_ALL = "会，{days} {at} 推送{rest}。", "，其余几天不推送"
NOT_THEN, PAUSED_THEN, NOT_CHOSEN = "不会，{days}不推送：{why}。", "那时暂停着", "现在是{when} 推送"
NO_SUCH_DAY = "没看懂“{said}”是哪天，请写明日期，如“12月25日会发吗”。"
FAR = 60  # days that are looked at
MADE_UP_ON = "含补班的日子，照常推送：现在是{when}。"
MADE_UP_OFF = "不含补班的周末：现在是{when}。要改成工作日（含调休）吗？"


async def answered(message: Message, context: Context) -> bool:
    """Answer a question about the settings; False: it was none."""
    asked, day = state_asked(context.argument), day_of_a_push(context.argument)
    if asked is None and not day:
        return False
    known = await context.services.subscriptions.of(message.chat.id)
    if known is None or not known.active:
        await say(context, message, plain(NOT_YET.format(who="您" if is_private(message) else "这里")))
        return True
    first = await said_next_push(message.chat.id, context)
    if asked is None:
        view = plain(_of_a_day(day, known, context))
    elif asked is StateAsked.EVE:
        view = plain(EVE_ON.format(first=first)) if known.before_holidays else _offered(EVE_OFF, EVE)
    elif asked is StateAsked.MADE_UP:
        view = _of_made_up_days(known)
    else:
        view = plain(_said(known, first, context))
    await say(context, message, view)
    return True


async def what_is_set(known: Subscription, message: Message, context: Context) -> str:
    """Return all that holds for the pushes of a chat, in one line."""
    return _said(known, await said_next_push(message.chat.id, context), context)


def _offered(said: str, button: InlineKeyboardButton) -> View:
    view = plain(said, InlineKeyboardMarkup([[button]]))
    return wants_yes(view, Asked.HOUR, yes=str(button.callback_data))


def _of_a_day(said: str, known: Subscription, context: Context) -> str:
    """Say whether something comes on the days that `said` names, in one word first."""
    days = _weekly(said)
    if days is not None:
        some = days & known.days.weekdays
        return (SOMETIMES if some and some != days else ALWAYS if some else NEVER).format(when=said_when(known))
    subscriptions = context.services.subscriptions
    try:
        period = Periods(subscriptions.today(), subscriptions.calendar).read(argument(said))
    except MisreadError:
        period = None
    if period is None or (period.last - period.first).days > FAR:
        raise UserError(NO_SUCH_DAY.format(said=said))
    every = [period.first + number * ONE_DAY for number in range((period.last - period.first).days + 1)]
    sent = [day for day in every if subscriptions.wants_any(known, day, day + ONE_DAY)]
    named = said_stretch(period.first, period.last)
    if not sent:
        why = PAUSED_THEN if any(map(known.is_paused, every)) else NOT_CHOSEN
        return NOT_THEN.format(days=named, why=why.format(when=said_when(known)))
    on = "、".join(said_stretch(*one) for one in stretches_of(sent))
    return THEN.format(days=on, at=known.time, rest="" if sent == every else NOT_ALL)


def _weekly(said: str) -> frozenset[int] | None:
    """Return the days of every week that `said` names; None for a date."""
    try:
        named = read_days(said)
    except UnknownDaysError:
        return None
    return named.base.weekdays if named is not None and named.base is not None else None


def _of_made_up_days(known: Subscription) -> View:
    when = said_when(known)
    if known.days.workdays or known.days == Days.EVERY:
        return plain(MADE_UP_ON.format(when=when))
    button = InlineKeyboardButton("改成工作日", callback_data=f"set:days:{Days.WORKDAYS.value}")
    return _offered(MADE_UP_OFF.format(when=when), button)


def _said(known: Subscription, first: str, context: Context) -> str:
    today = context.services.subscriptions.today()
    stretches = "；".join(said_stretch(*one) for one in known.stretches(today))
    return HOLDS.format(
        when=said_when(known),
        paused=f"，暂停到{said_last_day(known, today)}为止" if known.is_paused(today) else "",
        skips=f"，到时不推送：{stretches}" if stretches else "",
        eve="开着" if known.before_holidays else "没有开",
        first=first,
        quiz=QUIZ.format(day=WEEKDAYS[known.quiz_day - 1], at=known.quiz_time) if known.quiz_day else "",
    )
