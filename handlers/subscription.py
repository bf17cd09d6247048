"""Subscribing to the daily quote: /subscribe, /unsubscribe, /settings and its buttons."""

import re
from datetime import datetime, time, timedelta

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.errors import UserError
from core.models import ChatKind
from handlers.addressed import place
from handlers.context import Context
from handlers.quote import SUBSCRIBE_DATA
from handlers.replies import WEEKDAYS, View, plain
from handlers.rights import require_manager
from handlers.speaking import rewrite, say, toast
from services.times import as_hour, parse_time
from storage.subscriptions import Subscription

PATTERN = re.compile(r"set:(?P<what>time|mute|on|off|quote)(?::(?P<value>\d{1,4}))?")
CHOICES = ("07:30", "08:00", "08:30", "09:00", "12:00", "17:30")
CHOICES_A_ROW = 3

HOW_TO_CHANGE = "改时间、静音发 /settings，退订发 /unsubscribe。"
SUBSCRIBED = "已订阅每日廉语，每天 {time} 推送{where}。\n第一条：{first}。\n" + HOW_TO_CHANGE
ALREADY = "已经订阅了，每天 {time} 推送{where}。\n下一条：{first}。\n" + HOW_TO_CHANGE
UNSUBSCRIBED = "已退订，不再推送。想再订，随时发 /subscribe。"
NOT_SUBSCRIBED = "这里没有订阅，不用退订。想每天收一条廉语，发 /subscribe。"
BAD_TIME = "没看懂时间“{said}”。请这样写：/subscribe 08:30"
STATE_ON = (
    "每日廉语：已订阅\n时间：每天 {time}{muted}{where}\n下一条：{first}\n\n"
    "点时间可以更改；别的时间请发 /subscribe 07:45"
)
STATE_OFF = "每日廉语：未订阅\n\n点“订阅”，每天 {time} 推送一条；也可以直接点一个时间。"
TOO_OLD = "这条消息太旧，按钮用不了了，请重新发 /settings"


async def subscribe(update: Update, context: Context) -> None:
    """Subscribe this chat (and topic), at the time given, the earlier one or the default."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    at = _time("".join(context.args or ()))
    known = await context.services.subscriptions.of(message.chat.id)
    now = await _subscribe(message, context, at)
    unchanged = (
        known is not None and known.active and (known.time, known.thread_id) == (now.time, now.thread_id)
    )
    said = ALREADY if unchanged else SUBSCRIBED
    first = await _first(message.chat.id, context)
    await say(
        context, message, plain(said.format(time=now.time, where=where_pushed(message, now), first=first))
    )


async def unsubscribe(update: Update, context: Context) -> None:
    """Stop pushing to this chat."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    was_active = await context.services.subscriptions.unsubscribe(message.chat.id)
    await say(context, message, plain(UNSUBSCRIBED if was_active else NOT_SUBSCRIBED))


async def settings(update: Update, context: Context) -> None:
    """Show whether, when and how this chat gets the quote, with buttons to change it."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    await context.services.subscriptions.revive(message.chat.id)  # who speaks here can be written to
    await say(context, message, await _state(message, context))


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
    done = await _change(match["what"], match["value"] or "", message, context)
    await rewrite(context, message.chat.id, message.message_id, await _state(message, context))
    await toast(query, done)


async def _change(what: str, value: str, message: Message, context: Context) -> str:
    """Carry a change out and say it in a few words."""
    subscriptions, chat_id = context.services.subscriptions, message.chat.id
    match what:
        case "time":
            at = time(int(value[:-2]), int(value[-2:]))
            if not await subscriptions.change_time(chat_id, at):
                await _subscribe(message, context, at)
            return f"好，每天 {as_hour(at)} 推送"
        case "mute":
            muted = value == "1"
            if not await subscriptions.mute(chat_id, muted=muted):
                return "还没有订阅，先点“订阅”"
            return "好，推送时不响铃" if muted else "好，推送时会响铃"
        case "off":
            await subscriptions.unsubscribe(chat_id)
            return "已退订"
        case _:
            await _subscribe(message, context, None)
            return "已订阅"


async def _from_quote(query: CallbackQuery, message: Message, context: Context) -> None:
    subscription = await _subscribe(message, context, None)
    first = await _first(message.chat.id, context)
    await message.edit_reply_markup(None)
    await toast(query, f"已订阅，每天 {subscription.time} 推送。第一条：{first}。", alert=True)


async def _subscribe(message: Message, context: Context, at: time | None) -> Subscription:
    chat = message.chat
    return await context.services.subscriptions.subscribe(
        chat.id, ChatKind(chat.type), chat.effective_name or "", at, place(message).thread_id
    )


async def _state(message: Message, context: Context) -> View:
    subscription = await context.services.subscriptions.of(message.chat.id)
    default = as_hour(context.services.settings.reminder.time)
    if subscription is None or not subscription.active:
        hour = subscription.time if subscription else default
        return plain(STATE_OFF.format(time=hour), _keyboard(None))
    said = STATE_ON.format(
        time=subscription.time,
        muted="，不响铃" if subscription.muted else "",
        where=where_pushed(message, subscription, "，发到"),
        first=await _first(message.chat.id, context),
    )
    return plain(said, _keyboard(subscription))


def _keyboard(subscription: Subscription | None) -> InlineKeyboardMarkup:
    current = subscription.time if subscription else ""
    hours = CHOICES if current in {"", *CHOICES} else (*CHOICES, current)
    buttons = [
        InlineKeyboardButton(
            f"✓ {hour}" if hour == current else hour, callback_data=f"set:time:{hour.replace(':', '')}"
        )
        for hour in sorted(hours)
    ]
    rows = [buttons[start : start + CHOICES_A_ROW] for start in range(0, len(buttons), CHOICES_A_ROW)]
    if subscription is None:
        return InlineKeyboardMarkup([*rows, [InlineKeyboardButton("订阅", callback_data="set:on")]])
    quiet = (
        InlineKeyboardButton("静音：开", callback_data="set:mute:0")
        if subscription.muted
        else InlineKeyboardButton("静音：关", callback_data="set:mute:1")
    )
    return InlineKeyboardMarkup([*rows, [quiet, InlineKeyboardButton("退订", callback_data="set:off")]])


def _time(said: str) -> time | None:
    """Read the time a person wrote; None when they wrote none. Raises UserError with an example."""
    if not said:
        return None
    at = parse_time(said)
    if at is None:
        raise UserError(BAD_TIME.format(said=said[:20]))
    return at


async def _first(chat_id: int, context: Context) -> str:
    """Say when the next push comes: 明天（3月3日 周二）08:30."""
    moment = await context.services.subscriptions.next_push(chat_id)
    if moment is None:
        return "暂不推送"
    return said_moment(moment, context.services.clock.now().astimezone(moment.tzinfo))


def said_moment(moment: datetime, now: datetime) -> str:
    """Say `moment` as people do; both in local time."""
    days = {now.date() + timedelta(days=ahead): word for ahead, word in enumerate(("今天", "明天", "后天"))}
    day = f"{moment.month}月{moment.day}日 周{WEEKDAYS[moment.weekday()]}"
    word = days.get(moment.date())
    return f"{word}（{day}）{moment:%H:%M}" if word else f"{day} {moment:%H:%M}"


def where_pushed(message: Message, subscription: Subscription, lead: str = "到") -> str:
    """Say where in a forum the push goes; elsewhere there is nothing to say."""
    if not message.chat.is_forum:
        return ""
    if subscription.thread_id is None:
        return f"{lead}主话题（General）"
    return f"{lead}{'本话题' if subscription.thread_id == place(message).thread_id else '另一个话题'}"
