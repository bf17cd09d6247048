"""What people say of days and hours, read; and what of it is offered with buttons, as it was said by half."""

from datetime import time

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.days import Days
from core.errors import UserError
from handlers.context import Context
from handlers.pushes.subscribing.in_question import in_question
from handlers.pushes.subscribing.state import push_state, said_days
from handlers.sending.speaking import say
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import View, plain
from knowledge.language.calendar.days import DaysSaid, NoDaysLeftError, UnknownDaysError
from knowledge.language.hours.hours import Wanted, read_wanted
from knowledge.language.hours.hours_not_wanted import DAYBREAK
from knowledge.language.hours.parts_of_day import HOURS, PartOfDay
from knowledge.language.hours.times import as_hour, from_hour
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.signs import Fault, MisreadError
from storage.pushes.subscriptions import Subscription

BAD_TIME = "没看懂时间“{said}”。请这样写：/subscribe 08:30"
NO_SUCH_TIME = "没有“{said}”这个时间，一天从 00:00 到 23:59。请这样写：/subscribe 08:30"
BAD_DAYS = (
    "能选的日子有：每天、工作日（含调休）、一周里的任何几天，如“周一三五”“周末”“除了周三”。"
    "请这样写：/subscribe 周一三五 08:30"
)
NO_DAYS_LEFT = "这样就没有要推送的日子了。不想再收，发 /unsubscribe 退订。"
WHICH_HOUR = "要在{part}几点推送？点一个时间。\n\n"
OFFER_DAYS = "这里还没有订阅。要订阅每日廉语吗？{when} 推送一条。"
UNDERSTOOD = "我理解您想要：{what}。还没有改，对就点第一个按钮。\n\n"
CHANGE_TO, SUBSCRIBE_TO = "就改成{when}", "就订阅{when}"
LONGEST_QUOTED = 40  # characters of what a person wrote, in a refusal


def wanted_in(said: str) -> Wanted:
    """Read the days and the hour, or part of the day, that a person wrote. Raises UserError."""
    try:
        return read_wanted(said)
    except UnknownDaysError:
        raise UserError(BAD_DAYS) from None
    except MisreadError as error:
        bad = NO_SUCH_TIME if error.fault is Fault.NO_SUCH_TIME else BAD_TIME
        raise UserError(bad.format(said=clipped(said, LONGEST_QUOTED))) from None


def days_meant(said: DaysSaid | None, known: Subscription | None) -> Days | None:
    """Return the days that are meant where `known` holds, None when none are said. Raises UserError."""
    return _applied(said, known.days if known else Days.EVERY) if said else None


def _applied(said: DaysSaid, held: Days) -> Days:
    try:
        return said.applied(held)
    except NoDaysLeftError:
        raise UserError(NO_DAYS_LEFT) from None


async def offer_days(wanted: Wanted, message: Message, context: Context) -> None:
    """Offer a subscription on days that were said as an exception: 周末不要发, where nothing comes yet."""
    known = await context.services.subscriptions.of(message.chat.id)
    asked = await in_question(message, context)
    held = known.days if known else Days.EVERY
    if asked is not None and asked.days is not None:
        held = asked.days
    days = _applied(wanted.days, held) if wanted.days else Days.EVERY
    at = wanted.at if wanted.at is not None else asked.at if asked is not None else None
    if at is None:
        at = from_hour(known.time) if known else context.services.settings.reminder.time
    said = f"{said_days(days)}{as_hour(at)}"
    button = InlineKeyboardButton(f"订阅，{said}", callback_data=f"set:time:{at:%H%M}/{days.value}")
    view = plain(OFFER_DAYS.format(when=said), InlineKeyboardMarkup([[button]]))
    await say(context, message, wants_yes(view, Asked.HOUR, yes=str(button.callback_data)))


def within(part: PartOfDay, known: Subscription | None, context: Context) -> bool:
    """Return whether the hour that holds, or would, lies in that part of the day: nothing to choose then."""
    hour = known.time if known else as_hour(context.services.settings.reminder.time)
    return HOURS[part][0] <= hour <= HOURS[part][-1]


async def offer_part(part: PartOfDay, days: Days | None, message: Message, context: Context) -> None:
    """Show the settings with the hours of `part`, on `days` where some were said. Nothing is done yet."""
    lead = WHICH_HOUR.format(part=f"{said_days(days).strip()}{part.value}" if days else part.value)
    await say(context, message, await push_state(message, context, lead=lead, hours=HOURS[part], days=days))
    note_shown(context)


async def offer_understood(wanted: Wanted, message: Message, context: Context) -> None:
    """Show the settings with the days and the hour that were understood chosen: one press does it."""
    known = await context.services.subscriptions.of(message.chat.id)
    days = days_meant(wanted.days, known) or (known.days if known else Days.EVERY)
    at = wanted.at or (from_hour(known.time) if known else context.services.settings.reminder.time)
    if known is not None and known.active and (known.days, known.time) == (days, as_hour(at)):
        await say(context, message, await push_state(message, context))  # it is so already
        note_shown(context)
        return
    said = f"{said_days(days)}{as_hour(at)}"
    text = CHANGE_TO if known is not None and known.active else SUBSCRIBE_TO
    button = InlineKeyboardButton(text.format(when=said), callback_data=f"set:time:{at:%H%M}/{days.value}")
    lead = UNDERSTOOD.format(what=f"{said} 推送")
    await offer_chosen(lead, button, message, context)


async def offer_chosen(lead: str, chosen: InlineKeyboardButton, message: Message, context: Context) -> None:
    """Show the settings with one button above all others, which a yes presses too."""
    state = await push_state(message, context, lead=lead, chosen=chosen)
    await say(context, message, wants_yes(state, Asked.HOUR, yes=str(chosen.callback_data)))
    note_shown(context)


def offered(said: str, text: str, at: time, days: Days | None = None) -> View:
    """Offer the hour on a button, on `days` where some were said.

    Before daybreak also the same in the afternoon: 两点 may be 14:00.
    """
    hours = (at, at.replace(hour=at.hour + 12)) if at < DAYBREAK else (at,)
    on = f"/{days.value}" if days else ""
    buttons = [
        InlineKeyboardButton(text.format(as_hour(hour)), callback_data=f"set:time:{hour:%H%M}{on}")
        for hour in hours
    ]
    view = plain(said, InlineKeyboardMarkup([buttons]))
    return wants_yes(view, Asked.HOUR, yes=str(buttons[0].callback_data))


def note_shown(context: Context) -> None:
    """Remember that this chat has its settings in sight: a mere time now means them."""
    if context.chat_data is not None:
        context.chat_data["settings_shown"] = context.services.clock.now()


def note_told(context: Context) -> None:
    """Remember that this chat was just told of its pushes: 中午吧 now means them."""
    if context.chat_data is not None:
        context.chat_data["pushes_told"] = context.services.clock.now()


def just_told(context: Context) -> bool:
    """Return whether this chat was just told of its pushes, or has its settings in sight."""
    return just_shown(context) or _is_fresh("pushes_told", context)


def just_shown(context: Context) -> bool:
    """Return whether the chat has its settings in sight."""
    return _is_fresh("settings_shown", context)


def _is_fresh(what: str, context: Context) -> bool:
    noted = (context.chat_data or {}).get(what)
    return (
        noted is not None and context.services.clock.now() - noted <= context.services.settings.asking.follow_up
    )
