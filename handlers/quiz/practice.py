"""/practice (练一练): in private, what is due for this person. What they answer is nobody else's business."""

from dataclasses import replace
from datetime import datetime

from telegram import CallbackQuery, Message, Update

from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.cards import button, rows
from handlers.words.listed import CHOICES
from handlers.words.replies import Piece, View, plain, source_of
from knowledge.language.calendar.saying import said_day
from knowledge.language.hours.times import local_day
from knowledge.language.talk.thread.card_words import RESULT
from knowledge.language.writing.clipped import clipped
from services.quiz.items import Entry
from services.quiz.practice import Due

PATTERN = pattern(
    r"pr:(?:next|skip:(?P<skipped>[0-9a-f]{1,16})|(?P<told>told:)?(?P<key>[0-9a-f]{1,16}):(?P<choice>\d))"
)
SHOWN = 9  # the choice of who only wants to see the answer: it is asked again soon, like a wrong one
LONGEST_LABEL = 60

LEAD = "练一练{left}\n\n"
LEFT = "（到期 {number} 道）"
NO_ITEMS = "还没有审定的题目，暂时练不了。负责内容的同事审定后就可以练。"
NOTHING_DUE = "现在没有要练的了。{day}有下一道，到时再发“练一练”。"
NOT_ANSWERED = "您看了答案，没有选，不算对错。"
RIGHT, WRONG, ANSWER = "答对了。", "不对，应是“{words}”。", "答案是“{words}”。"
ONLY_ONE = "现在只有这一道。\n"
AGAIN = "\n{day}再练这一道。"
NEXT, SKIP, SHOW = "下一题", "跳过", "看答案"  # menu_words.py knows what else is said for them


async def practice(update: Update, context: Context) -> None:
    """Ask what is due."""
    message, person = update.effective_message, update.effective_user
    if message is not None and person is not None:
        await say(context, message, await _next(person.id, context))


async def press(update: Update, context: Context) -> None:
    """Take a choice, or ask the next item."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    if match["key"] is None:
        view = await _next(query.from_user.id, context, match["skipped"] or "")
    elif match["told"]:
        view = _result(await context.services.quiz_items.entry(match["key"]), int(match["choice"]), "")
    else:
        view = await _answered(match["key"], int(match["choice"]), query, context)
    await toast(query)
    if isinstance(query.message, Message):
        message = query.message
        if not await rewrite(context, message.chat.id, message.message_id, view, by=query.from_user.id):
            await say(context, message, view)


async def _next(user_id: int, context: Context, skipped: str = "") -> View:
    due = await context.services.practice.next_for(user_id, skipped)
    if due.entry is not None:
        return _asked(due, due.entry)
    if due.next_at is None:
        return plain(NO_ITEMS)
    return plain(NOTHING_DUE.format(day=_day(due.next_at, context)))


def _asked(due: Due, entry: Entry) -> View:
    left = LEFT.format(number=due.left) if due.left else ""
    choices = [
        [button(clipped(words, LONGEST_LABEL), f"pr:{entry.key}:{place}")]
        for place, words in enumerate(entry.item.choices)
    ]
    others = [button(SHOW, f"pr:{entry.key}:{SHOWN}"), button(SKIP, f"pr:skip:{entry.key}")]
    said = (ONLY_ONE if due.alone else "") + LEAD.format(left=left) + entry.item.question
    return replace(plain(said, rows(*choices, others)), lists=CHOICES)


async def _answered(key: str, choice: int, query: CallbackQuery, context: Context) -> View:
    entry = await context.services.quiz_items.entry(key)
    again = await context.services.practice.answer(query.from_user.id, entry, choice)
    return _result(entry, choice, AGAIN.format(day=_day(again, context)))


def _result(entry: Entry, choice: int, again: str) -> View:
    """Return what came of a choice; `again`: when the item is asked again, to who is told the first time."""
    item = entry.item
    wrong = WRONG if choice != SHOWN else ANSWER if again else f"{NOT_ANSWERED}{ANSWER}"
    said = RIGHT if choice == item.right else wrong.format(words=item.choices[item.right])
    pieces = (
        Piece(f"{item.question}\n\n"),
        Piece(said, bold=True),
        Piece("\n"),
        Piece(item.sentence, quote=True),
        Piece("\n"),
        *source_of(entry.passage),
        Piece(again),
    )
    told = ((RESULT, f"pr:told:{entry.key}:{choice}"),)
    return View(pieces, rows([button(NEXT, "pr:next")]), chooses=True, also=told)


def _day(moment: datetime, context: Context) -> str:
    """Say when something is due: in minutes, today at an hour, or on a day."""
    clock, zone = context.services.clock, context.services.settings.reminder.zone
    minutes = round((moment - clock.now()).total_seconds() / 60)
    if minutes < 60:
        return f"{max(1, minutes)} 分钟后"
    day, today = local_day(moment, zone), local_day(clock.now(), zone)
    days = (day - today).days
    at = moment.astimezone(zone)
    return f"今天 {at:%H:%M} " if days == 0 else "明天" if days == 1 else said_day(day, today)
