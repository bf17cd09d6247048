"""Subscribing to the daily quote: /subscribe, /unsubscribe, /settings and its buttons."""

import re
from datetime import time

from telegram import CallbackQuery, Message, Update, User

from core.days import Days
from core.errors import UserError
from core.models import ChatKind, Look
from core.patterns import pattern
from handlers.context import Context
from handlers.people.rights import MANAGERS_ONLY, require_manager
from handlers.pushes.card import change_look
from handlers.pushes.quote import SUBSCRIBE_DATA
from handlers.pushes.subscribing.days import change_days, pick_view
from handlers.pushes.subscribing.in_words.beyond_buttons import said_in_words
from handlers.pushes.subscribing.in_words.in_question import leave_in_question
from handlers.pushes.subscribing.in_words.of_both import change_both
from handlers.pushes.subscribing.in_words.offers import (
    ask_whether_to_end,
    asked_again,
    days_meant,
    few_days,
    in_sight,
    in_the_part,
    note_shown,
    note_told,
    offer_days,
    offer_part,
    offered,
    propose,
    says_no_half,
    wanted_by,
    within,
)
from handlers.pushes.subscribing.in_words.together import several_said
from handlers.pushes.subscribing.in_words.turning import turned_to
from handlers.pushes.subscribing.telling.answered import answered
from handlers.pushes.subscribing.telling.explained import explained
from handlers.pushes.subscribing.telling.likely import likely_meant
from handlers.pushes.subscribing.telling.state import (
    push_state,
    said_days,
    said_if_guessed,
    said_next_push,
    said_when,
    where_pushed,
)
from handlers.pushes.subscribing.telling.unheard import loses_something, what_holds, what_was_heard
from handlers.pushes.subscribing.undoing import undo_asked
from handlers.sending.speaking import rewrite, say, take_buttons, toast
from handlers.words.addressed import place
from handlers.words.replies import View, plain
from handlers.words.said_often import NOT_SUBSCRIBED_YET
from handlers.words.written import written
from knowledge.language.commands.pushes.both_times import times_both
from knowledge.language.hours.hours import Wanted
from knowledge.language.hours.hours_not_wanted import is_night
from knowledge.language.hours.times import as_hour, is_about
from storage.pushes.subscriptions import Subscription

_DAYS = r"(?:every|weekdays|(?:workdays:)?[1-7]{1,7}|workdays)"
PATTERN = pattern(
    rf"set:(?:(?P<what>resume|here|on|off|quote|pick|show|undo)"
    rf"|(?P<switch>time(?=:(?:[01]\d|2[0-3])[0-5]\d(?:/{_DAYS})?$)|days(?=:{_DAYS}$)|pick(?=:(?:{_DAYS}|none)$)"
    r"|look(?=:(?:text|card|both)$)|mute(?=:[01]$)|eve(?=:[01]$)|pause(?=:\d\d?$)"
    r"|rest(?=:\d{8}-\d{8}(?:,\d{8}-\d{8}){0,2}$)|all(?=:[^;]+(?:;[^;]+)+$)):(?P<value>.+))"
)

HOW_TO_CHANGE = "改时间、日子、静音发 /settings，退订发 /unsubscribe。"
SUBSCRIBED = "已订阅每日廉语，{when} 推送{where}{muted}。\n第一条：{first}。\n" + HOW_TO_CHANGE
ALREADY = "已经订阅了，{when} 推送{where}{muted}。\n下一条：{first}。\n" + HOW_TO_CHANGE
CHANGED = "每日廉语已改为{when} 推送{where}{muted}。\n下一条：{first}。\n" + HOW_TO_CHANGE
MOVED = "已改{where}：{when} 推送{muted}，不再发到原来的话题。\n下一条：{first}。\n" + HOW_TO_CHANGE
OFFER_AT_NIGHT = "那是夜里，还没有订阅。真要 {when} 推送吗？"
OFFER_NIGHT = "{time} 是夜里，还没有改。真要改到那时推送吗？现在是{when}。"
NOT_APPROVED = "廉语还没有审定，审定以前到时不推送。负责内容的同事发 /curate 审定。"
UNSUBSCRIBED = "已退订每日廉语，不再推送。想再订，随时发 /subscribe。"
NOT_SUBSCRIBED = "这里没有订阅，不用退订。想每天收一条廉语，发 /subscribe。"
TOO_OLD = "这条消息太旧，按钮用不了了，请重新发 /settings"


async def subscribe(update: Update, context: Context) -> None:
    """Subscribe this chat (and topic), on the days and at the time given, the earlier or the default ones."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    if await _asked_of_several(message, context):
        return
    wanted = wanted_by(message, context)
    known = await context.services.subscriptions.of(message.chat.id)
    days, at = days_meant(wanted.days, known), wanted.at
    if wanted.part is not None and not within(wanted.part, known, context):
        await offer_part(wanted.part, days, message, context)
        return
    if at is not None and await _asked_of_night(at, days, message, context):
        return
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
    guessed = said_if_guessed(now, context).rstrip()
    left = (await leave_in_question(message, context)).strip()
    none = "" if context.services.quotes.quotes else NOT_APPROVED
    parts = (said.format_map(told), none, guessed, left)
    await say(context, message, plain("\n".join(part for part in parts if part)))
    note_told(context)


async def unsubscribe(update: Update, context: Context) -> None:
    """Stop pushing to this chat."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    if context.offers:
        await _ask_whether_to_end(message, context)
        return
    was_active = await context.services.subscriptions.unsubscribe(message.chat.id)
    await leave_in_question(message, context)
    await say(context, message, plain(UNSUBSCRIBED if was_active else NOT_SUBSCRIBED))


async def ask_to_end(update: Update, context: Context) -> None:
    """Ask whether the pushes shall end, who may have said so: 还是别发了."""
    context.offers = True
    await unsubscribe(update, context)


async def _ask_whether_to_end(message: Message, context: Context) -> None:
    known = await context.services.subscriptions.of(message.chat.id)
    if known is None or not (known.active or known.quiz_day):
        await say(context, message, plain(NOT_SUBSCRIBED))
        return
    await ask_whether_to_end(known, message, context)


async def settings(update: Update, context: Context) -> None:
    """Show whether, when and how this chat gets the quote, with buttons to change it.

    A time (somebody says no more than 8点) is meant where the settings were just shown, or when days are
    named with it; else it is offered. Days are meant; where nothing is subscribed, those that lean on what
    holds are offered.
    """
    message = update.effective_message
    if message is None:
        return
    if await answered(message, context):
        return
    if await explained(update, message, context) or await _told_members(update, message, context):
        return
    await context.services.subscriptions.revive(message.chat.id)  # who speaks here can be written to
    if times_both(context.argument):
        await change_both(message, context)
        return
    if await _asked_of_several(message, context):
        return
    if not context.offers and await said_in_words(message, context):
        return
    await _as_wanted(_wanted(message, context), update, message, context)


async def _asked_of_several(message: Message, context: Context) -> bool:
    """Ask of all that was said, where that is several settings: 七点发，别响铃; False: it is not."""
    known = await context.services.subscriptions.of(message.chat.id)
    active = not context.slash and known is not None and known.active
    view = await several_said(message, known, context) if active and known else None
    if view is not None:
        await say(context, message, view)
    return view is not None


async def _as_wanted(wanted: Wanted, update: Update, message: Message, context: Context) -> None:
    """Do, or ask about, what was said of days and hour; nothing of these: show what holds."""
    known = await context.services.subscriptions.of(message.chat.id)
    if context.offers and loses_something(wanted, context.argument, written(message)):
        wanted = Wanted()
    if context.offers and wanted.part is None and (wanted.days or wanted.at):
        await offer_days(wanted, message, context)
    elif known is not None and known.active and (wanted.days or wanted.part):
        await _change_as_said(wanted, message, context, known)
    elif wanted.part is not None:
        await offer_part(wanted.part, days_meant(wanted.days, known), message, context)
    elif wanted.days and wanted.days.base:
        await subscribe(update, context)
    elif wanted.days:
        await offer_days(wanted, message, context)
    elif wanted.at is not None:
        await _change_or_offer(wanted.at, message, context)
    elif not (context.offers and await turned_to(message, context)):
        await _show_what_holds(known, message, context)


async def _show_what_holds(known: Subscription | None, message: Message, context: Context) -> None:
    """Show what holds; where that was only guessed to be wanted, what is likelier. What was asked stays."""
    view = None
    if not context.slash:
        view = await likely_meant(known, message, context, changes=not context.offers)
        view = view or await asked_again(message, context)
    if view is not None:
        await say(context, message, view)
        return
    lead = what_was_heard(written(message), known) if context.offers else ""
    await say(context, message, await push_state(message, context, lead=lead))
    note_shown(context)


async def _told_members(update: Update, message: Message, context: Context) -> bool:
    """Tell who may not change a group's pushes, and only asks, what holds; False: they may change them.

    Raises UserError for those who want to change something and may not.
    """
    try:
        await require_manager(update, context)
    except UserError as error:
        if context.argument or str(error) != MANAGERS_ONLY:
            raise
        await say(context, message, plain(await what_holds(message, context)))
        return True
    return False


def _wanted(message: Message, context: Context) -> Wanted:
    """Return what is said of days and hour; nothing where that was only guessed and cannot be had."""
    try:
        return wanted_by(message, context)
    except UserError:
        if context.offers:
            return Wanted()
        raise


async def _change_as_said(wanted: Wanted, message: Message, context: Context, known: Subscription) -> None:
    """Change days and hour as said; a pause and the topic stay. A part of the day is offered."""
    subscriptions, days = context.services.subscriptions, days_meant(wanted.days, known)
    if wanted.part is not None and not within(wanted.part, known, context):
        await offer_part(wanted.part, days, message, context)
        return
    if wanted.at is not None and await _asked_of_night(wanted.at, days, message, context):
        return
    if days is not None and not context.slash and (choice := few_days(days, known.days, context.argument)):
        await propose(wanted.at, choice[0], message, context, beside=choice[1])
        return
    if wanted.at is not None:
        await subscriptions.change_time(message.chat.id, wanted.at)
    if days is not None:
        await subscriptions.change_days(message.chat.id, days)
    now = await subscriptions.of(message.chat.id) or known
    said = CHANGED if (known.time, known.days) != (now.time, now.days) else ALREADY
    await _say_state(said, message, context, now)


async def _asked_of_night(at: time, days: Days | None, message: Message, context: Context) -> bool:
    """Ask whether an hour of the night, or 卯时末, is meant, in plain words; False: no need to."""
    known = await context.services.subscriptions.of(message.chat.id)
    active = known is not None and known.active
    if context.slash or (active and known is not None and known.time == as_hour(at)):
        return False
    about = is_about(written(message))
    if not (about or is_night(at)):
        return False
    if about or says_no_half(at, message):
        await propose(at, days, message, context)
        return True
    if known is not None and active:
        said, text = OFFER_NIGHT.format(time=as_hour(at), when=said_when(known)), "改到 {}"
    else:
        when = f"{said_days(days or (known.days if known else Days.EVERY))}{as_hour(at)}"
        said, text = OFFER_AT_NIGHT.format(when=when), "订阅，{} 推送"
    await say(context, message, offered(said, text, at, days, words=written(message)))
    return True


async def _change_or_offer(at: time, message: Message, context: Context) -> None:
    """Change the hour where that is surely meant, else ask, with a button that makes it so."""
    at, days = in_the_part(at, written(message), context)
    subscriptions, hour = context.services.subscriptions, as_hour(at)
    known = await subscriptions.of(message.chat.id)
    if known is None or not known.active or days is not None:
        await propose(at, days, message, context)
    elif known.time == hour:
        await _say_state(ALREADY, message, context, known)
    elif in_sight(context) and not is_night(at):
        await subscriptions.change_time(message.chat.id, at)
        await _say_state(CHANGED, message, context, await subscriptions.of(message.chat.id) or known)
    else:
        await propose(at, None, message, context)


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
    what = match["what"] or match["switch"]
    done = await _done(match, message, context, query.from_user)
    await rewrite(context, message.chat.id, message.message_id, await _view_after(what, message, context))
    await toast(query, done or None)
    note_shown(context)


async def _done(match: re.Match[str], message: Message, context: Context, by: User) -> str:
    """Do what a button's data say, one after the other where they are several; return what came of it."""
    what, value = match["what"] or match["switch"], match["value"] or ""
    if what == "all":
        parts = (PATTERN.fullmatch(f"set:{part}") for part in value.split(";"))
        done = [await _done(part, message, context, by) for part in parts if part and part["switch"] != "all"]
        said = [one.partition("\n")[0].rstrip("。").removeprefix("好，") for one in done if one]
        return f"好，{'；'.join(said)}。" if said else ""
    if what == "look":
        return await change_look(Look(value), message.chat.id, context)
    if what == "undo":
        return await undo_asked(message.chat.id, context)
    looks = what == "show" or (what == "pick" and not value)
    return "" if looks else await _change(what, value, message, context, by)


async def _view_after(what: str, message: Message, context: Context) -> View:
    known = await context.services.subscriptions.of(message.chat.id)
    if what == "pick" and known is not None and known.active:
        return await pick_view(known, context)
    return await push_state(message, context)


async def _change(what: str, value: str, message: Message, context: Context, by: User) -> str:
    """Carry a change out and say it in a few words."""
    subscriptions, chat_id = context.services.subscriptions, message.chat.id
    match what:
        case "time":
            hour, _, chosen = value.partition("/")
            at, days = time(int(hour[:2]), int(hour[2:])), Days.read(chosen) if chosen else None
            if days is not None or not await subscriptions.change_time(chat_id, at):
                await _subscribe(message, context, at, by, days)
            known = await subscriptions.of(chat_id)
            return f"好，{said_when(known) if known else as_hour(at)} 推送"
        case "mute":
            muted = value == "1"
            done = await subscriptions.mute(chat_id, muted=muted)
            said = "好，推送时不响铃" if muted else "好，推送时会响铃"
            return said if done else NOT_SUBSCRIBED_YET
        case "here":
            done = await subscriptions.change_place(chat_id, place(message).thread_id)
            return "好，以后发到这里" if done else NOT_SUBSCRIBED_YET
        case "off":
            await subscriptions.unsubscribe(chat_id)
            return "已退订"
        case "on":
            await _subscribe(message, context, None, by)
            return "已订阅"
        case _:
            return await change_days(what, value, message, context)


async def _from_quote(query: CallbackQuery, message: Message, context: Context) -> None:
    subscription = await _subscribe(message, context, None, query.from_user)
    first = await said_next_push(message.chat.id, context)
    await take_buttons(context, message, SUBSCRIBE_DATA)
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
    if days is None or days == made.days:
        return made
    await subscriptions.change_days(chat.id, days)
    return await subscriptions.of(chat.id) or made
