"""Pausing the daily quote for some days or up to a date: /pause and /resume."""

from datetime import date, timedelta

from telegram import InlineKeyboardMarkup, Message, Update

from core.errors import UserError
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.state import pause_buttons, push_state, said_last_day, said_next_push
from handlers.sending.speaking import say
from handlers.words.replies import plain
from knowledge.language.clipped import clipped
from knowledge.language.pauses import read_pause
from knowledge.language.signs import Fault, MisreadError

LONGEST = timedelta(days=366)
HOW = "暂停多久？点下面的按钮，或这样写：/pause 10天，/pause 到12月31日"
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
NOTHING_HELD = f"“{{said}}”之前没有要推送的，不用暂停。{LIKE_THIS}"
NO_SUBSCRIPTION = "这里没有订阅，没有要推送的。想每天收一条廉语，发 /subscribe。"
PAUSED = "已暂停推送，到{last}为止（含当天）。\n恢复后第一条：{first}。\n想提前恢复，发 /resume。"
RESUMED = "已恢复推送。\n下一条：{first}。"
NOT_PAUSED = "推送没有暂停。\n下一条：{first}。"


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
        await say(context, message, plain(NO_SUBSCRIPTION))
    elif said:
        await subscriptions.pause(chat_id, await _resumption(said, message, context))
        await say(context, message, plain(await said_pause(message, context)))
    elif known.is_paused(subscriptions.today()):
        await say(context, message, await push_state(message, context))
    else:
        await say(context, message, plain(HOW, InlineKeyboardMarkup([pause_buttons()])))


async def resume(update: Update, context: Context) -> None:
    """End the pause."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    subscriptions, chat_id = context.services.subscriptions, message.chat.id
    await subscriptions.revive(chat_id)
    known = await subscriptions.of(chat_id)
    if known is None or not known.active:
        await say(context, message, plain(NO_SUBSCRIPTION))
        return
    was_paused = await subscriptions.resume(chat_id)
    first = await said_next_push(message.chat.id, context)
    await say(context, message, plain((RESUMED if was_paused else NOT_PAUSED).format(first=first)))


async def said_pause(message: Message, context: Context) -> str:
    """Say up to when the chat's pause lasts and what comes after it."""
    known = await context.services.subscriptions.of(message.chat.id)
    first = await said_next_push(message.chat.id, context)
    return PAUSED.format(last=said_last_day(known) if known else "", first=first)


async def _resumption(said: str, message: Message, context: Context) -> date:
    """Return the day to push again on. Raises UserError that says what to write instead."""
    subscriptions = context.services.subscriptions
    today, first = subscriptions.today(), await subscriptions.first_free_day(message.chat.id)
    quoted = clipped(said, LONGEST_QUOTED)
    try:
        resumes_on = read_pause(said, today, first)
    except MisreadError as error:
        raise UserError(REFUSALS[error.fault].format(said=quoted)) from None
    if resumes_on <= first:
        raise UserError(NOTHING_HELD.format(said=quoted))
    if resumes_on - today > LONGEST:
        raise UserError(REFUSALS[Fault.TOO_LONG])
    return resumes_on
