"""Single dates, and dates taken back of a pause: 下周三到周五停，周四照发; 10号那天还是发."""

from dataclasses import replace
from datetime import date, timedelta

from telegram import Message

from core.errors import UserError
from handlers.context import Context
from handlers.pushes.subscribing.in_words.in_question import leave_in_question, said_days_of
from handlers.pushes.subscribing.telling.state import said_last_day, said_next_push, said_stretch
from handlers.words.settled import near_off, note_off
from knowledge.language.schedules.dates import Chosen, dates_of
from knowledge.language.schedules.sentence import read_schedule
from knowledge.language.schedules.staying import stays_paused
from knowledge.language.writing.signs import MisreadError
from storage.pushes.subscriptions import MOST_SKIPPED, Subscription

ONE_DAY = timedelta(days=1)
FAR = 366  # days ahead that can be chosen
WEEKS = 3  # in which 周五还是发 may mean a Friday that is paused
NOT_COUNTED = "没看懂是哪几天，现在什么也没有改。请写明日期，如：12月8日到12日不发，10日照发。"
SKIPPED = "好，{days}不推送，其余照常。\n下一条：{first}。\n改主意了，发 /resume。"
BOTH_WAYS = "好，{days}，其余不变。\n下一条：{first}。\n改主意了，发 /resume。"
TAKEN_BACK = "好，{days}照常推送，其余不变。\n下一条：{first}。"
NEVER_HELD = "{days}没有停过，不用改。\n下一条：{first}。"
NO_PUSH_THEN = "{days}本来就没有推送，不用暂停。\n下一条：{first}。"
STILL_OFF = "\n还停着的：{days}。要全部恢复，发 /resume。"
TOO_MANY = f"提前定的暂停加起来最多 {MOST_SKIPPED} 天。先发 /resume 取消，再定短一点的。"


def chosen_days(said: str, known: Subscription, context: Context) -> Chosen | None:
    """Return the dates that all of `said` is about; None where it is about something else.

    What is about days of every week as well (周五还是发) is about dates where these are paused.
    Raises UserError for days that nobody can tell.
    """
    if stays_paused(said):
        return None
    schedule, today = read_schedule(said), context.services.subscriptions.today()
    if schedule is None or not schedule.dates:
        return None
    try:
        chosen = dates_of(schedule, today, context.services.subscriptions.calendar, near=near_off(context))
    except MisreadError:
        raise UserError(NOT_COUNTED) from None
    chosen = chosen.settled(known.is_paused)
    if max(chosen.off | chosen.on) > today + FAR * ONE_DAY:
        raise UserError(NOT_COUNTED)
    if chosen.since is not None:
        chosen = replace(chosen, on=chosen.on | _paused_since(chosen.since, known))
    if schedule.days is None:
        return chosen
    back = frozenset(filter(None, (_paused_soon(day, known) for day in chosen.on)))
    return Chosen(chosen.off, back) if back else None


def _paused_since(day: date, known: Subscription) -> set[date]:
    """Return the days from `day` on that a pause covers."""
    running = (known.resumes_on - day).days if known.resumes_on else 0
    return {day + number * ONE_DAY for number in range(running)} | {one for one in known.skips if one >= day}


def _paused_soon(day: date, known: Subscription) -> date | None:
    """Return the first of the same days of the next weeks that a pause covers; None where none does."""
    weeks = (day + 7 * number * ONE_DAY for number in range(WEEKS))
    return next((one for one in weeks if known.is_paused(one)), None)


async def choose_days(chosen: Chosen, known: Subscription, message: Message, context: Context) -> str:
    """Push nothing on the dates that are off, and on the others again; ask no more; return what holds."""
    said = await hold_back(chosen, known, context)
    return said + await leave_in_question(message, context, done=chosen.off)


async def hold_back(chosen: Chosen, known: Subscription, context: Context) -> str:
    """Push nothing on the dates that are off, and on the others again; return what holds now."""
    subscriptions, chat_id = context.services.subscriptions, known.chat_id
    days = said_days_of(chosen.off or chosen.on)
    if chosen.off:
        note_off(chosen.off, context)
    held = [day for day in chosen.off if subscriptions.wants_any(known, day, day + ONE_DAY)]
    back = [day for day in chosen.on if known.is_paused(day)]
    if not held and not back:
        told = NO_PUSH_THEN if chosen.off else NEVER_HELD
        others = "" if chosen.off else _other_pauses(known, context)
        return told.format(days=days, first=await said_next_push(chat_id, context)) + others
    try:
        await subscriptions.choose(chat_id, chosen.off, chosen.on)
    except ValueError:
        raise UserError(TOO_MANY) from None
    told = SKIPPED if chosen.off else TAKEN_BACK
    if chosen.off and back:
        days = f"{days}不推送，{said_days_of(back)}照常推送"
        told = BOTH_WAYS
    now = await subscriptions.of(chat_id) or known
    left = "" if chosen.off else _other_pauses(now, context)
    return told.format(days=days, first=await said_next_push(chat_id, context)) + left


def _other_pauses(known: Subscription, context: Context) -> str:
    """Say which days are still without a push, to who takes some back; empty for none."""
    today = context.services.subscriptions.today()
    later = [said_stretch(first, last) for first, last in known.stretches(today)]
    if known.is_paused(today):
        later.insert(0, f"到{said_last_day(known, today)}为止")
    return STILL_OFF.format(days="；".join(later)) if later else ""
