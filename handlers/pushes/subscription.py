"""Subscribing to the daily quote: /subscribe, /unsubscribe, /settings and its buttons."""

import re
from datetime import time, timedelta

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User

from core.errors import UserError
from core.models import ChatKind, Days
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.quote import SUBSCRIBE_DATA
from handlers.pushes.state import DAYS_BUTTONS, push_state, said_next_push, said_when, where_pushed
from handlers.sending.speaking import rewrite, say, take_buttons, toast
from handlers.words.addressed import place
from handlers.words.replies import plain
from knowledge.language.clipped import clipped
from knowledge.language.hours import days_and_time
from knowledge.language.signs import Fault, MisreadError
from knowledge.language.times import as_hour
from knowledge.language.workdays import UnknownDaysError
from storage.subscriptions import Subscription

PATTERN = re.compile(
    r"set:(?:(?P<what>resume|here|on|off|quote)"
    r"|(?P<switch>time(?=:(?:[01]\d|2[0-3])[0-5]\d$)|days(?=:[a-z])|mute(?=:[01]$)|eve(?=:[01]$)|pause(?=:\d\d?$))"
    r":(?P<value>\d+|every|weekdays|workdays))"
)

HOW_TO_CHANGE = "改时间、日子、静音发 /settings，退订发 /unsubscribe。"
SUBSCRIBED = "已订阅每日廉语，{when} 推送{where}{muted}。\n第一条：{first}。\n" + HOW_TO_CHANGE
ALREADY = "已经订阅了，{when} 推送{where}{muted}。\n下一条：{first}。\n" + HOW_TO_CHANGE
CHANGED = "已改为{when} 推送{where}{muted}。\n下一条：{first}。\n" + HOW_TO_CHANGE
MOVED = "已改{where}：{when} 推送{muted}，不再发到原来的话题。\n下一条：{first}。\n" + HOW_TO_CHANGE
OFFER = "要订阅每日廉语吗？每天 {time} 推送一条。"
OFFER_CHANGE = "要把每日廉语改到 {time} 吗？现在是{when}。"
UNSUBSCRIBED = "已退订，不再推送。想再订，随时发 /subscribe。"
NOT_SUBSCRIBED = "这里没有订阅，不用退订。想每天收一条廉语，发 /subscribe。"
NOT_YET = "还没有订阅，先点“订阅”"
BAD_TIME = "没看懂时间“{said}”。请这样写：/subscribe 08:30"
NO_SUCH_TIME = "没有“{said}”这个时间，一天从 00:00 到 23:59。请这样写：/subscribe 08:30"
BAD_DAYS = "能选的日子有：每天、周一至周五、工作日（含调休）。请这样写：/subscribe 工作日 08:30"
DAYBREAK = time(6)
LONGEST_QUOTED = 40  # characters of what a person wrote, in a refusal
TOO_OLD = "这条消息太旧，按钮用不了了，请重新发 /settings"


async def subscribe(update: Update, context: Context) -> None:
    """Subscribe this chat (and topic), on the days and at the time given, the earlier or the default ones."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    days, at = _days_and_time(context.argument)
    known = await context.services.subscriptions.of(message.chat.id)
    paused = known is not None and known.is_paused(context.services.subscriptions.today())
    by = None if message.sender_chat else update.effective_user
    now = await _subscribe(message, context, at, by, days)
    said = SUBSCRIBED
    if known is not None and known.active and not paused:
        said = CHANGED if (known.time, known.days) != (now.time, now.days) else ALREADY
        said = said if known.thread_id == now.thread_id else MOVED
    await _say_state(said, message, context, now)


async def _say_state(said: str, message: Message, context: Context, now: Subscription) -> None:
    told = {
        "when": said_when(now),
        "where": where_pushed(message, now),
        "muted": "，不响铃" if now.muted else "",
        "first": await said_next_push(message.chat.id, context),
    }
    await say(context, message, plain(said.format_map(told)))


async def unsubscribe(update: Update, context: Context) -> None:
    """Stop pushing to this chat."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    was_active = await context.services.subscriptions.unsubscribe(message.chat.id)
    await say(context, message, plain(UNSUBSCRIBED if was_active else NOT_SUBSCRIBED))


async def settings(update: Update, context: Context) -> None:
    """Show whether, when and how this chat gets the quote, with buttons to change it.

    A time (somebody says no more than 8点) is meant where the settings were just shown, or when days are
    named with it; else it is offered.
    """
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    days, at = _days_and_time(context.argument)
    await context.services.subscriptions.revive(message.chat.id)  # who speaks here can be written to
    if days is not None:
        await subscribe(update, context)
    elif at is not None:
        await _change_or_offer(at, message, context)
    else:
        await say(context, message, await push_state(message, context))
        _note_shown(context)


async def _change_or_offer(at: time, message: Message, context: Context) -> None:
    """Change the hour where that is surely meant, else ask, with a button that makes it so."""
    subscriptions, hour = context.services.subscriptions, as_hour(at)
    known = await subscriptions.of(message.chat.id)
    if known is None or not known.active:
        await say(context, message, plain(OFFER.format(time=hour), _offered("订阅，{} 推送", at)))
    elif known.time == hour:
        await _say_state(ALREADY, message, context, known)
    elif _just_shown(context) and at >= DAYBREAK:
        await subscriptions.change_time(message.chat.id, at)
        await _say_state(CHANGED, message, context, await subscriptions.of(message.chat.id) or known)
    else:
        said = OFFER_CHANGE.format(time=hour, when=said_when(known))
        await say(context, message, plain(said, _offered("改到 {}", at)))


def _offered(text: str, at: time) -> InlineKeyboardMarkup:
    """Return a button for the hour; before daybreak also for the same in the afternoon: 两点 may be 14:00."""
    hours = (at, at.replace(hour=at.hour + 12)) if at < DAYBREAK else (at,)
    buttons = [
        InlineKeyboardButton(text.format(as_hour(hour)), callback_data=f"set:time:{hour:%H%M}")
        for hour in hours
    ]
    return InlineKeyboardMarkup([buttons])


def _note_shown(context: Context) -> None:
    """Remember that this chat has its settings in sight: a mere time now means them."""
    if context.chat_data is not None:
        context.chat_data["settings_shown"] = context.services.clock.now()


def _just_shown(context: Context) -> bool:
    shown = (context.chat_data or {}).get("settings_shown")
    fresh = context.services.settings.asking.follow_up
    return shown is not None and context.services.clock.now() - shown <= fresh


async def change(update: Update, context: Context) -> None:
    """Do what a button under /settings or /quote says, and show what holds now."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    # PTB makes a Message of a message that Telegram no longer shows us: without its topic it is of no use.
    if not isinstance(query.message, Message) or not query.message.is_accessible:
        await toast(query, TOO_OLD, alert=True)
        return
    await require_manager(update, context)
    message = query.message
    if query.data == SUBSCRIBE_DATA:
        await _from_quote(query, message, context)
        return
    what, value = match["what"] or match["switch"], match["value"] or ""
    done = await _change(what, value, message, context, query.from_user)
    await rewrite(context, message.chat.id, message.message_id, await push_state(message, context))
    await toast(query, done)
    _note_shown(context)


async def _change(what: str, value: str, message: Message, context: Context, by: User) -> str:
    """Carry a change out and say it in a few words."""
    subscriptions, chat_id = context.services.subscriptions, message.chat.id
    match what:
        case "time":
            at = time(int(value[:2]), int(value[2:]))
            if not await subscriptions.change_time(chat_id, at):
                await _subscribe(message, context, at, by)
            known = await subscriptions.of(chat_id)
            return f"好，{said_when(known) if known else as_hour(at)} 推送"
        case "mute":
            muted = value == "1"
            done = await subscriptions.mute(chat_id, muted=muted)
            said = "好，推送时不响铃" if muted else "好，推送时会响铃"
            return said if done else NOT_YET
        case "here":
            done = await subscriptions.change_place(chat_id, place(message).thread_id)
            return "好，以后发到这里" if done else NOT_YET
        case "off":
            await subscriptions.unsubscribe(chat_id)
            return "已退订"
        case "on":
            await _subscribe(message, context, None, by)
            return "已订阅"
        case _:
            return await _change_days(what, value, message, context)


async def _change_days(what: str, value: str, message: Message, context: Context) -> str:
    """Carry out a change of the days on which pushes come, and say it in a few words."""
    subscriptions, chat_id = context.services.subscriptions, message.chat.id
    match what:
        case "days":
            days = Days(value)
            done = await subscriptions.change_days(chat_id, days)
            said = f"好，{DAYS_BUTTONS[days]}推送。"
        case "eve":
            wanted = value == "1"
            done = await subscriptions.change_days(chat_id, before_holidays=wanted)
            said = "好，放假前最后一个工作日会提醒。" if wanted else "好，放假前不再提醒。"
        case "pause":
            first = await subscriptions.first_free_day(chat_id)
            done = await subscriptions.pause(chat_id, first + timedelta(days=int(value)))
            said = f"好，暂停{value}天，到期自动恢复。"
        case _:
            done = await subscriptions.resume(chat_id)
            known = await subscriptions.of(chat_id)
            done = done or (known is not None and known.active)
            said = "好，推送恢复了。"
    if not done:
        return NOT_YET
    return f"{said}下一条：{await said_next_push(chat_id, context)}"


async def _from_quote(query: CallbackQuery, message: Message, context: Context) -> None:
    subscription = await _subscribe(message, context, None, query.from_user)
    first = await said_next_push(message.chat.id, context)
    await take_buttons(context, message)
    muted = "，不响铃" if subscription.muted else ""
    await toast(query, f"已订阅，{said_when(subscription)} 推送{muted}。第一条：{first}。", alert=True)


async def _subscribe(
    message: Message, context: Context, at: time | None, by: User | None, days: Days | None = None
) -> Subscription:
    chat, subscriptions = message.chat, context.services.subscriptions
    made = await subscriptions.subscribe(
        chat.id,
        ChatKind(chat.type),
        chat.effective_name or "",
        at,
        place(message).thread_id,
        by=by.id if by else None,
    )
    if days is None or days is made.days:
        return made
    await subscriptions.change_days(chat.id, days)
    return await subscriptions.of(chat.id) or made


def _days_and_time(said: str) -> tuple[Days | None, time | None]:
    """Read the days and the time a person wrote; None for what they left out. Raises UserError."""
    try:
        return days_and_time(said)
    except UnknownDaysError:
        raise UserError(BAD_DAYS) from None
    except MisreadError as error:
        bad = NO_SUCH_TIME if error.fault is Fault.NO_SUCH_TIME else BAD_TIME
        raise UserError(bad.format(said=clipped(said, LONGEST_QUOTED))) from None
