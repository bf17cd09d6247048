"""A person's own duties: agreed to, done, put off, or not theirs. Only dates are taken, never what was said."""

import re
from datetime import date, timedelta

from telegram import CallbackQuery, Message, Update

from core.errors import UserError
from core.names import fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import say, toast
from handlers.words.cards import button, rows, show
from handlers.words.prompts import Asked, asks_for
from handlers.words.replies import View, plain
from handlers.words.views.duties import turn_data, turn_keyboard
from handlers.words.written import written
from knowledge.language.calendar.due.due_days import said_recurring
from knowledge.language.calendar.past_dates import dated_words
from knowledge.language.calendar.saying import said_date
from knowledge.language.hours.put_off import put_off_days
from knowledge.language.writing.signs import MisreadError
from storage.asking.prompts import Prompt

PATTERN = pattern(
    r"du:(?:(?P<what>list|agree|mine|surely)(?::(?P<duty>\d{1,15}))?"
    r"|(?P<act>open|done|on|later|off|undo):(?P<of>\d{1,9}):(?P<day>\d{8})(?::(?P<days>\d{1,3}))?)"
)
DATES = 10**8  # a prompt's number is that of the duty, and behind it the day on which the turn is due

NOTHING = "您名下没有廉政事项。有事项请您负责时，我会私下问您同不同意提醒。"
MINE = "您的廉政事项（只有您看得到）："
OPEN_ONE = "\n· {name}：{day} 前办好{late}"
NONE_OPEN = "\n现在没有要办的。"
LATE = "，已过期"
RECURS = "\n· {name}：{when}"
NOT_AGREED = "（还没有同意提醒）"
AGREED = "好，到时候我提醒您：{name}，{when}。不想再收，发“廉政事项”点“不归我”。"
SURELY = "确定“{name}”不归您吗？以后不再提醒您，运维人员只知道这件事项少了一个人。"
YES, NO = "不归我", "还是归我"
TAKEN_OFF = "好，这件事项不再提醒您了。"
WHICH_DAY = "“{name}”是哪天办完的？点按钮，或直接把日期发给我，如 12月20日（只记日期，别的都不记）；"
DONE_ON = "已记下：{name}，{day} 办完。"
UNDO = "记错了"
UNDONE = "好，改回没有办。\n"
HOW_LONG = "“{name}”推迟几天再提醒您？点按钮，或直接发给我，如 5天；"
PUT_OFF = "好，“{name}”推迟到 {day} 再提醒您。"
NO_DATE = "没看懂日期。请只发日期，如：12月20日、昨天。"
NO_SPAN = "没看懂推迟几天。请这样写：3天、一周。"
SPANS = (("1天", 1), ("3天", 3), ("一周", 7), ("两周", 14))
IS_GONE = "这件事项现在不归您，不用办。"


async def own_view(user_id: int, context: Context) -> View:
    """Return a person's own duties, with what is open."""
    own = context.services.own_duties
    theirs, opened = await own.of(user_id), await own.open(user_id)
    if not theirs:
        return plain(NOTHING)
    said, keys = MINE, []
    for duty, person in theirs:
        when = said_recurring(duty.recurs) if duty.recurs else ""
        said += RECURS.format(name=fenced(duty.name), when=when) + ("" if person.agreed_on else NOT_AGREED)
        if not person.agreed_on:
            keys.append([button(f"同意提醒：{duty.name[:12]}", f"du:agree:{duty.id}")])
    said += "\n\n要办的：" if opened else f"\n{NONE_OPEN}"
    for one in opened[:20]:
        day = said_date(one.turn.until)
        said += OPEN_ONE.format(name=fenced(one.name), day=day, late=LATE if one.overdue else "")
        data = turn_data("open", one.turn.duty_id, one.turn.due_on)
        keys.append([button(f"{one.name[:12]} {one.turn.until:%m-%d}", data)])
    keys += [[button(f"不归我：{duty.name[:12]}", f"du:mine:{duty.id}")] for duty, _ in theirs[:20]]
    return plain(said, rows(*keys))


async def press(update: Update, context: Context) -> None:
    """Do what a button of a duty says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    if match["act"]:
        await _with_turn(match, query, context)
        return
    number, user = int(match["duty"] or 0), query.from_user.id
    own = context.services.own_duties
    match match["what"]:
        case "agree":
            await show(query, context, await agree(number, user, context))
        case "mine":
            await show(query, context, await sure(number, user, context))
        case "surely":
            await own.decline(number, user)
            await show(query, context, plain(TAKEN_OFF))
        case _:
            await show(query, context, await own_view(user, context))


async def agree(number: int, user_id: int, context: Context) -> View:
    """Note that a person agrees to be reminded; return what is said to that."""
    duty = await context.services.own_duties.agree(number, user_id)
    when = said_recurring(duty.recurs) if duty.recurs else ""
    return plain(AGREED.format(name=fenced(duty.name), when=when))


async def sure(number: int, user_id: int, context: Context) -> View:
    """Return the question whether a duty is not theirs."""
    theirs = {duty.id: duty for duty, _ in await context.services.own_duties.of(user_id)}
    if number not in theirs:
        return plain(IS_GONE)
    keyboard = rows([button(YES, f"du:surely:{number}"), button(NO, "du:list")])
    return plain(SURELY.format(name=fenced(theirs[number].name)), keyboard)


async def _with_turn(match: re.Match[str], query: CallbackQuery, context: Context) -> None:
    number, user, due_on = int(match["of"]), query.from_user.id, _day(match["day"])
    if due_on is None:
        await toast(query, IS_GONE, alert=True)
        return
    own, today = context.services.own_duties, context.services.duties.today()
    days = int(match["days"] or 0)
    match match["act"]:
        case "done":
            found = await own.turn(number, user, due_on)
            view = asks_day(found.name, number, due_on)
        case "on":
            found = await own.done(number, user, due_on, today - timedelta(days=days))
            view = _done(found.name, number, due_on, today - timedelta(days=days))
        case "later":
            found = await own.turn(number, user, due_on)
            view = asks_span(found.name, number, due_on)
        case "off":
            view = await put_off(number, user, due_on, days, context)
        case act:
            found = await (own.undo if act == "undo" else own.turn)(number, user, due_on)
            said = OPEN_ONE.format(name=fenced(found.name), day=said_date(found.turn.until), late="").strip()
            view = plain(f"{UNDONE if act == 'undo' else ''}{said}", turn_keyboard(number, due_on))
    await show(query, context, view)


async def take_day(update: Update, context: Context) -> None:
    """Take the day on which it was done; of other words nothing is kept."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    number, due_on = _numbers(asked)
    today = context.services.duties.today()
    try:
        found = dated_words(written(message), today)
    except MisreadError:
        found = None
    if found is None:
        raise UserError(NO_DATE)
    one = await context.services.own_duties.done(number, message.chat.id, due_on, found[0])
    await say(context, message, _done(one.name, number, due_on, found[0]))


async def take_span(update: Update, context: Context) -> None:
    """Take for how many days it is put off."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    days = put_off_days(written(message), context.services.duties.today())
    if days is None:
        raise UserError(NO_SPAN)
    number, due_on = _numbers(asked)
    await say(context, message, await put_off(number, message.chat.id, due_on, days, context))


async def put_off(number: int, user_id: int, due_on: date, days: int, context: Context) -> View:
    """Put off what is due by so many days; return what is said to that."""
    found, until = await context.services.own_duties.put_off(number, user_id, due_on, days)
    return plain(PUT_OFF.format(name=fenced(found.name), day=said_date(until)))


def asks_day(name: str, number: int, due_on: date) -> View:
    """Return the question on which day it was done."""
    keys = [("今天", 0), ("昨天", 1), ("前天", 2)]
    keyboard = rows([button(said, turn_data("on", number, due_on, str(days))) for said, days in keys])
    return asks_for(plain(WHICH_DAY.format(name=fenced(name)), keyboard), Asked.DUTY_DONE, _key(number, due_on))


def asks_span(name: str, number: int, due_on: date) -> View:
    """Return the question for how many days it is put off."""
    keyboard = rows([button(said, turn_data("off", number, due_on, str(days))) for said, days in SPANS])
    return asks_for(plain(HOW_LONG.format(name=fenced(name)), keyboard), Asked.DUTY_LATER, _key(number, due_on))


def _done(name: str, number: int, due_on: date, day: date) -> View:
    said = DONE_ON.format(name=fenced(name), day=said_date(day))
    return plain(said, rows([button(UNDO, turn_data("undo", number, due_on))]))


def _key(number: int, due_on: date) -> int:
    return number * DATES + int(f"{due_on:%Y%m%d}")


def _numbers(asked: Prompt) -> tuple[int, date]:
    number, said = divmod(asked.number, DATES)
    due_on = _day(f"{said:08}")
    if due_on is None:
        raise UserError(IS_GONE)
    return number, due_on


def _day(said: str) -> date | None:
    try:
        return date(int(said[:4]), int(said[4:6]), int(said[6:]))
    except ValueError:
        return None
