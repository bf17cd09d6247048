"""What people say of days and hours, read; and what of it is offered with buttons, as it was said by half."""

from dataclasses import replace
from datetime import time

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.days import Days
from core.errors import UserError
from core.patterns import pattern
from handlers.context import Context
from handlers.pushes.subscribing.in_words.in_question import in_question, leave_in_question
from handlers.pushes.subscribing.telling.state import push_state, said_days, said_when
from handlers.sending.speaking import say
from handlers.words.addressed import asker
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import Piece, View, plain
from handlers.words.settled import (
    Settled,
    in_part_said,
    note_settled,
    note_settled_aside,
    settled_last,
)
from handlers.words.written import written
from knowledge.language.calendar.days import DaysSaid, NoDaysLeftError, UnknownDaysError
from knowledge.language.hours.halves import NOON, names_half
from knowledge.language.hours.hours import Wanted, read_wanted
from knowledge.language.hours.hours_not_wanted import DAYBREAK
from knowledge.language.hours.parts_of_day import HOURS, PartOfDay
from knowledge.language.hours.times import as_hour, from_hour, names_double_hour
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
STILL_ASKED = "还没有订阅，先等您回“是”，订好后再说一遍就行。\n"
OFFER = "订阅每日廉语：{when}，对吗？"
OFFER_CHANGE = "要把每日廉语改到 {time} 吗？现在是{when}。"
OFFER_DAYS = "把每日廉语改为{then}，对吗？现在是{when}。"
SO_ALREADY = "现在就是{when}，不用改。"
END, END_BUTTON = (
    "要退订每日廉语吗？现在是{when} 推送，还没有改。",
    InlineKeyboardButton("退订", callback_data="set:off"),
)
HOW_TO_REFINE = "回“是”就这么办，不对就直接说哪里要改，"
FEW = 2  # days that may be meant beside those there are
# Who says these wants the days named and no others.
_SOLE = pattern(r"只|仅|单|每个?(?:周|星期|礼拜)|逢|就(?:要|发|收)|就?[行好]$|除|不|别|莫|也|加|换|改[成为到]")
FROM_NOON = "12:00"
_BY_CLOCK = pattern("[:：]")  # 4:00 may be what it says
LONGEST_QUOTED = 40  # characters of what a person wrote, in a refusal


def wanted_by(message: Message, context: Context) -> Wanted:
    """Read what the person of `message` wants; 三点半 is 15:30 for who said 下午 before. Raises UserError."""
    wanted = wanted_in(context.argument)
    if wanted.at is None:
        return wanted
    return replace(wanted, at=in_part_said(wanted.at, written(message), asker(message).user_id, context))


def wanted_in(said: str) -> Wanted:
    """Read the days and the hour, or part of the day, that a person wrote. Raises UserError."""
    try:
        return read_wanted(said)
    except UnknownDaysError:
        raise UserError(BAD_DAYS) from None
    except MisreadError as error:
        bad = NO_SUCH_TIME if error.fault is Fault.NO_SUCH_TIME else BAD_TIME
        raise UserError(bad.format(said=clipped(said, LONGEST_QUOTED))) from None


def says_no_half(at: time, message: Message) -> bool:
    """Return whether the hour before daybreak may as well be one of the afternoon: 两点 is 14:00 sooner."""
    words = written(message)
    return at < DAYBREAK and not (_BY_CLOCK.search(words) or names_half(words))


def days_meant(said: DaysSaid | None, known: Subscription | None) -> Days | None:
    """Return the days that are meant where `known` holds, None when none are said. Raises UserError."""
    return _applied(said, known.days if known else Days.EVERY) if said else None


def _applied(said: DaysSaid, held: Days) -> Days:
    try:
        return said.applied(held)
    except NoDaysLeftError:
        raise UserError(NO_DAYS_LEFT) from None


async def offer_days(wanted: Wanted, message: Message, context: Context) -> None:
    """Ask whether a subscription is meant, on days that were said as an exception: 周末不要发."""
    known = await context.services.subscriptions.of(message.chat.id)
    await propose(wanted.at, days_meant(wanted.days, known), message, context)


async def propose(
    at: time | None,
    days: Days | None,
    message: Message,
    context: Context,
    *,
    beside: Days | None = None,
) -> None:
    """Say what `proposal` returns."""
    await say(context, message, await proposal(at, days, message, context, beside=beside))


async def proposal(
    at: time | None,
    days: Days | None,
    message: Message,
    context: Context,
    *,
    beside: Days | None = None,
) -> View:
    """Return the question whether the pushes shall come at `at` on `days`, None: as they do or would.

    Nothing is changed; a further sentence refines what is asked. `beside`: other days that may be meant, on a
    second button.
    """
    known = await context.services.subscriptions.of(message.chat.id)
    held, active = known.days if known else Days.EVERY, known is not None and known.active
    hour = at or (from_hour(known.time) if known else context.services.settings.reminder.time)
    on = days or held
    if known is not None and active and (on, as_hour(hour)) == (held, known.time):
        await leave_in_question(message, context)
        return plain(SO_ALREADY.format(when=said_when(known)))
    hours = [hour]
    if at is not None and at < DAYBREAK:
        hours.append(other_hour(hour, written(message)))
        if says_no_half(at, message):
            hours.reverse()
        hour = hours[0]
    told = {"then": f"{said_days(on)}{as_hour(hour)}", "time": as_hour(hour)}
    if known is None or not active:
        said, text = OFFER.format(when=told["then"]), "订阅，{}"
    elif on == held:
        said, text = OFFER_CHANGE.format(**told, when=said_when(known)), "改到 {}"
    else:
        said, text = OFFER_DAYS.format(**told, when=said_when(known)), "改为{}"
    choices = [(one, on) for one in hours] + ([(hour, beside)] if beside else [])
    buttons = [_to_choose(text, one, which, only_hour=active and on == held) for one, which in choices]
    view = plain(said, InlineKeyboardMarkup([[button] for button in buttons]))
    return wants_yes(view, Asked.HOUR, yes=str(buttons[0].callback_data), how=HOW_TO_REFINE)


async def asked_again(message: Message, context: Context) -> View | None:
    """Return the question whether to subscribe that the person has not answered; None: there is none."""
    known = await context.services.subscriptions.of(message.chat.id)
    asked = await in_question(message, context) if known is None or not known.active else None
    if asked is None or asked.at is None:
        return None
    view = await proposal(asked.at, asked.days, message, context)
    return replace(view, pieces=(Piece(STILL_ASKED), *view.pieces))


async def ask_whether_to_end(known: Subscription, message: Message, context: Context) -> None:
    """Ask whether the end is meant, where that was only guessed: 发了，不错 is praise."""
    view = plain(END.format(when=said_when(known)), InlineKeyboardMarkup([[END_BUTTON]]))
    await say(context, message, wants_yes(view, Asked.HOUR, yes=str(END_BUTTON.callback_data)))


def few_days(said: Days, held: Days, words: str) -> tuple[Days, Days | None] | None:
    """Return which days to ask about, and others that may be meant, to who names a day or two; None: sure.

    周六发 may mean Saturdays too, or only these; so many days are never lost without asking.
    """
    if len(said.weekdays) > FEW or len(held.weekdays) <= len(said.weekdays) or _SOLE.search(words):
        return None
    if held == Days.EVERY or said.weekdays <= held.weekdays:
        return said, None
    return Days(held.weekdays | said.weekdays, workdays=held.workdays), said


def _to_choose(text: str, at: time, days: Days, *, only_hour: bool) -> InlineKeyboardButton:
    if only_hour:
        return InlineKeyboardButton(text.format(as_hour(at)), callback_data=f"set:time:{at:%H%M}")
    when = f"{said_days(days)}{as_hour(at)}"
    return InlineKeyboardButton(text.format(when), callback_data=f"set:time:{at:%H%M}/{days.value}")


def within(part: PartOfDay, known: Subscription | None, context: Context) -> bool:
    """Return whether the hour that holds, or would, lies in that part of the day: nothing to choose then."""
    hour = known.time if known else as_hour(context.services.settings.reminder.time)
    return HOURS[part][0] <= hour <= HOURS[part][-1]


async def offer_part(part: PartOfDay, days: Days | None, message: Message, context: Context) -> None:
    """Show the settings with the hours of `part`, on `days` where some were said. Nothing is done yet."""
    lead = WHICH_HOUR.format(part=f"{said_days(days).strip()}{part.value}" if days else part.value)
    await say(context, message, await push_state(message, context, lead=lead, hours=HOURS[part], days=days))
    note_shown(context)
    if context.chat_data is not None:
        context.chat_data["part_asked"] = part, days


def in_the_part(at: time, words: str, context: Context) -> tuple[time, Days | None]:
    """Return which hour is meant, and on which days, where a part of the day was asked about: 六点 is 18:00."""
    if not just_shown(context):
        return at, None
    part, days = (context.chat_data or {}).get("part_asked") or (None, None)
    bare = at.hour < NOON and not (_BY_CLOCK.search(words) or names_half(words))
    later = part is not None and HOURS[part][0] >= FROM_NOON and bare
    return (at.replace(hour=at.hour + NOON) if later else at), days


def other_hour(at: time, words: str) -> time:
    """Return what may be meant beside an hour before daybreak: 14:00 for 两点, but 06:00 for 卯时."""
    return at.replace(hour=at.hour + (1 if names_double_hour(words) else NOON))


def offered(said: str, text: str, at: time, days: Days | None = None, *, words: str = "") -> View:
    """Offer the hour on a button, on `days` where some were said.

    Before daybreak also the same in the afternoon: 两点 may be 14:00. `words`: what names the hour.
    """
    hours = (at, other_hour(at, words)) if at < DAYBREAK else (at,)
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
        context.chat_data["settings_shown"] = context.asked_at
        context.chat_data.pop("settings_out_of_sight", None)
        context.chat_data.pop("part_asked", None)
        if settled_last(context) is Settled.QUIZ:
            note_settled_aside(context)


def spoken_of_at(context: Context) -> tuple[object, ...]:
    """Return when this chat last got its settings in sight, was told of them and settled them; None: never."""
    data = context.chat_data or {}
    return data.get("settings_shown"), data.get("pushes_told"), data.get("settled")


def note_else(spoken_of: tuple[object, ...], context: Context) -> None:
    """Let a mere time no longer change what was shown or settled before: something else was said now.

    `spoken_of` is how it stood before that.
    """
    if context.chat_data is None:
        return
    now = spoken_of_at(context)
    if now[:2] == spoken_of[:2]:
        context.chat_data["settings_out_of_sight"] = True
    if now[2] == spoken_of[2]:
        note_settled_aside(context)


def note_told(context: Context) -> None:
    """Remember that this chat was just told of its pushes: 中午吧 now means them."""
    note_settled(Settled.QUOTE, context)
    note_spoken_of(context)


def note_spoken_of(context: Context) -> None:
    """Remember that what comes to this chat was spoken of."""
    if context.chat_data is not None:
        context.chat_data["pushes_told"] = context.asked_at


async def told_last(message: Message, context: Context) -> bool:
    """Return whether the pushes were spoken of last here, and nothing of the speeches was shown since."""
    if not just_told(context):
        return False
    data = context.chat_data or {}
    at = max(filter(None, (data.get("pushes_told"), data.get("settings_shown"))))
    return not await context.services.answers.shown_since(asker(message), at)


def just_told(context: Context) -> bool:
    """Return whether this chat was just told of its pushes, or has its settings in sight."""
    return just_shown(context) or _is_fresh("pushes_told", context)


def just_shown(context: Context) -> bool:
    """Return whether the chat was shown its settings just now."""
    return _is_fresh("settings_shown", context)


def in_sight(context: Context) -> bool:
    """Return whether the chat was shown its settings just now, and has spoken of nothing else since."""
    return just_shown(context) and "settings_out_of_sight" not in (context.chat_data or {})


def _is_fresh(what: str, context: Context) -> bool:
    noted = (context.chat_data or {}).get(what)
    return noted is not None and context.asked_at - noted <= context.services.settings.asking.follow_up
