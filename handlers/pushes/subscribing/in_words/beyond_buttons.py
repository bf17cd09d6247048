"""What people say of their pushes and no button has: 静音, 晚一个小时, 工作日七点，周末九点."""

from datetime import datetime, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.days import Days
from core.errors import UserError
from core.models import Look
from core.patterns import pattern
from handlers.context import Context
from handlers.pushes.card import change_look
from handlers.pushes.subscribing.days import change_days
from handlers.pushes.subscribing.in_words.chosen_days import choose_days, chosen_days
from handlers.pushes.subscribing.in_words.in_question import in_question
from handlers.pushes.subscribing.in_words.offers import note_shown, propose
from handlers.pushes.subscribing.telling.state import push_state, said_days, said_next_push, said_when
from handlers.sending.speaking import say
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import View, plain
from knowledge.language.commands.pushes.push_words import several_hours
from knowledge.language.commands.pushes.switches import Turned, eve_wanted, mute_wanted, turned
from knowledge.language.hours.hours_not_wanted import NotWanted, free_hours, is_night, not_wanted
from knowledge.language.hours.shifts import Shift, read_shift
from knowledge.language.hours.times import as_hour, from_hour
from storage.pushes.subscriptions import Subscription

MUTED = "好，推送时不响铃。想恢复，发“取消静音”。"
UNMUTED = "好，推送时会响铃。"
ONE_HOUR_ONLY = "一个会话只能定一个时间，{both}不能分开，现在还没有改。要哪一个？"
MOVED = "每日廉语已改为{when} 推送。\n下一条：{first}。"
HOW_FAR = "要{way}到几点？现在是{when}。"
ANOTHER_DAY = "现在是{when}，那样就到另一天了。请直接写时间，如 /subscribe 08:30"
NOT_THEN = "每日廉语{when} 推送，不在您说的那段时间里，不用改。想换个时间，直接说几点，如“早上八点”。"
ALREADY_THEN = "每日廉语{when} 推送，已经在您说的时间里，不用改。想换个时间，直接说几点，如“早上八点”。"
JUST_THEN = "每日廉语现在{when} 推送，正在您不要的时间里。要改到几点？"
WHICH_ONE = "点一个时间，或直接说几点；"
TO_CHOOSE = (
    "07:00",
    "07:30",
    "08:00",
    "08:30",
    "09:00",
    "10:00",
    "11:00",
    "12:00",
    "15:00",
    "17:30",
    "19:00",
    "20:00",
)
SO_MANY = 4
_CLAUSES = pattern("[,，;；。.!！~\\s]+")
_SOUND = pattern("响铃?|叮咚?|出声|嗡嗡?")
_AGAIN = pattern("再|又|还要")
_LOOKS: dict[Turned | None, Look] = {
    Turned.CARD: Look.CARD,
    Turned.TEXT: Look.TEXT,
    Turned.BOTH: Look.BOTH,
}
STEPS = (1, 2, 4)  # half hours that are offered to who says 晚一点


async def said_in_words(message: Message, context: Context) -> bool:
    """Deal with what was said of the pushes in words of their own; False: it was nothing of that."""
    said = context.argument
    muted, shift, hours = mute_wanted(said), read_shift(said), several_hours(said)
    unwanted, eve, look = not_wanted(said), eve_wanted(said), _LOOKS.get(turned(said))
    if (muted, shift, unwanted, eve, look) == (None,) * 5 and not hours:
        return await _days_chosen(said, message, context)
    known = await context.services.subscriptions.of(message.chat.id)
    if hours:
        choices = [(days.applied(Days.EVERY) if days else Days.EVERY, at) for days, at in hours]
        await say(context, message, _which([(days, f"{at:%H%M}", as_hour(at)) for days, at in choices]))
    elif known is None or not known.active:
        await say(context, message, await push_state(message, context))
        note_shown(context)
    elif eve is not None:
        await say(context, message, plain(await change_days("eve", str(int(eve)), message, context)))
    elif look is not None:
        await say(context, message, plain(f"{await change_look(look, message.chat.id, context)}。"))
    elif unwanted is not None:
        await say(context, message, _free_of(unwanted, known))
    elif shift is not None:
        await _shift(shift, known, message, context)
    elif (quiet := _quiet_hours(said)) and not quiet.holds(from_hour(known.time)):
        await say(context, message, _free_of(quiet, known))
    else:
        await context.services.subscriptions.mute(message.chat.id, muted=bool(muted))
        await say(context, message, plain(MUTED if muted else UNMUTED))
    return True


async def _days_chosen(said: str, message: Message, context: Context) -> bool:
    known = await context.services.subscriptions.of(message.chat.id)
    chosen = chosen_days(said, known, context) if known is not None and known.active else None
    if known is None or chosen is None:
        return False
    await say(context, message, plain(await choose_days(chosen, known, message, context)))
    return True


def _quiet_hours(said: str) -> NotWanted | None:
    """Return the hours that shall be quiet, where a part of the day is named: 夜里别响."""
    return next(filter(None, (not_wanted(_SOUND.sub("打扰", one)) for one in _CLAUSES.split(said))), None)


def _which(choices: list[tuple[Days, str, str]]) -> View:
    said = [f"{said_days(days)}{hour}" for days, _, hour in choices]
    buttons = [
        [InlineKeyboardButton(text, callback_data=f"set:time:{at}/{days.value}")]
        for text, (days, at, _) in zip(said, choices, strict=True)
    ]
    asked = plain(ONE_HOUR_ONLY.format(both="、".join(said)), InlineKeyboardMarkup(buttons))
    return wants_yes(asked, Asked.HOUR, how="点一个，或把按钮上的字发给我；")


def _free_of(unwanted: NotWanted, known: Subscription) -> View:
    """Return what to say to who wants nothing at some hours; the nearest others are offered."""
    if not unwanted.holds(from_hour(known.time)):
        said = ALREADY_THEN if unwanted.bounds else NOT_THEN
        return plain(said.format(when=said_when(known)))
    free = free_hours(unwanted, TO_CHOOSE)
    nearest = sorted(sorted(free, key=lambda hour: abs(_minutes(hour) - _minutes(known.time)))[:SO_MANY])
    buttons = [
        InlineKeyboardButton(f"改到 {hour}", callback_data=f"set:time:{hour.replace(':', '')}")
        for hour in nearest
    ]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    asked = plain(JUST_THEN.format(when=said_when(known)), InlineKeyboardMarkup(rows))
    return wants_yes(asked, Asked.HOUR, how=WHICH_ONE)


def _minutes(hour: str) -> int:
    at = from_hour(hour)
    return at.hour * 60 + at.minute


async def _shift(shift: Shift, known: Subscription, message: Message, context: Context) -> None:
    """Move the hour where the sending was surely meant and by how much was said; else ask."""
    asked = await in_question(message, context) if _AGAIN.search(context.argument) else None
    held = as_hour(asked.at) if asked and asked.at else known.time
    hours = [_moved(held, shift.minutes * steps) for steps in (STEPS if not shift.exact else (1,))]
    possible = [hour for hour in hours if hour]
    when = said_when(known)
    if not possible:
        raise UserError(ANOTHER_DAY.format(when=when))
    if shift.exact and shift.sending and asked is None and not is_night(from_hour(possible[0])):
        await context.services.subscriptions.change_time(message.chat.id, from_hour(possible[0]))
        now = await context.services.subscriptions.of(message.chat.id) or known
        told = MOVED.format(when=said_when(now), first=await said_next_push(message.chat.id, context))
        await say(context, message, plain(told))
        return
    if shift.exact:
        await propose(from_hour(possible[0]), asked.days if asked else None, message, context)
        return
    buttons = [
        InlineKeyboardButton(f"改到 {hour}", callback_data=f"set:time:{hour.replace(':', '')}")
        for hour in possible
    ]
    said = HOW_FAR.format(way="提前" if shift.minutes < 0 else "推迟", when=when)
    view = plain(said, InlineKeyboardMarkup([buttons]))
    await say(context, message, wants_yes(view, Asked.HOUR, yes=str(buttons[0].callback_data)))


def _moved(hour: str, minutes: int) -> str:
    """Return the HH:MM that many minutes later; empty where that is on another day."""
    before = datetime.combine(datetime(2000, 1, 2).date(), from_hour(hour))  # noqa: DTZ001 - an hour, no moment
    moved = before + timedelta(minutes=minutes)
    return as_hour(moved.time()) if moved.date() == before.date() else ""
