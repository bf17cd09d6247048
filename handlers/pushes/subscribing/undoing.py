"""What was changed of a chat's pushes is taken back for a day: 手滑了, 等等别退, 回到最开始的时间."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.patterns import pattern
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.subscribing.in_words.offers import ask_whether_to_end, note_spoken_of, told_last
from handlers.pushes.subscribing.telling.state import said_last_day, said_next_push, said_stretch, said_when
from handlers.sending.speaking import say
from handlers.words.addressed import without_mention
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import plain
from handlers.words.settled import Settled, note_settled, settled_last
from handlers.words.written import written
from knowledge.language.calendar.saying import WEEKDAYS
from knowledge.language.schedules.turns import Back, Changed, changed_in_words, read_turn
from storage.pushes.subscriptions import Subscription

KEPT_FOR = timedelta(days=1)
MOST = 8  # changes that are remembered
KEY = "pushes_before"
RESTORED = "好，照原来的恢复了：{when} 推送{muted}{paused}{quiz}。\n下一条：{first}。"
ONLY_QUIZ = "好，照原来的恢复了{quiz}。"
ENDED = "好，撤回了，这里没有订阅每日廉语。"
SO_ALREADY = "每日廉语就是原来的样子：{when} 推送，不用改。"
NOTHING = "这里一天之内没有改过推送设置，没有什么可撤回的。看现在的设置，发 /settings。"
QUIZ_RESTORED = "好，每周一题照原来的恢复了：{quiz}。"
NOTHING_NOW = "已经没有可撤回的改动"
NOTHING_OF = {
    Changed.QUIZ: "这里一天之内没有改过每周一题，没有什么可改回的。看现在的设置，发 /quiz。",
    Changed.HOUR: "这里一天之内没有改过推送时间，没有什么可改回的。看现在的设置，发 /settings。",
    Changed.PAUSES: "这里一天之内没有改过停推的日子，没有什么可改回的。看现在的设置，发 /settings。",
}
ASK = "要改回去的是这一步吗？现在是{now}，改回后{then}。"
UNDO, UNDO_DATA = "改回去", "set:undo"
ASIDE, CHANGED_BY = "spoke_of_else", "changed_by"
_FIELDS = {
    Changed.QUIZ: ("quiz_day", "quiz_time"),
    Changed.HOUR: ("time",),
    Changed.PAUSES: ("resumes_on", "skips"),
}
_HOUR_ONLY = pattern("时间|点")
_Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


class Before(NamedTuple):
    """What held before a change, and when that was; None: nothing was ever wanted."""

    at: datetime
    held: Subscription | None


def noting_before(callback: _Callback) -> _Callback:
    """Return `callback`, which may change a chat's pushes, so that what held before it can be had back."""

    @wraps(callback)
    async def noting(update: Update, context: Context) -> None:
        chat, subscriptions = update.effective_chat, context.services.subscriptions
        if chat is None:
            await callback(update, context)
            return
        before = await subscriptions.of(chat.id)
        await callback(update, context)
        after = await subscriptions.of(chat.id)
        query = update.callback_query
        undone = query is not None and query.data == UNDO_DATA
        if after is not None and context.chat_data is not None and not undone and _differ(before, after):
            noted = [*history(context), Before(context.asked_at, before)]
            context.chat_data[KEY] = noted[:1] + noted[1:][-MOST:]
            _note_change(update.effective_message, context)
            note_spoken_of(context)

    return noting


def history(context: Context) -> list[Before]:
    """Return what held before the changes of this day, the earliest first."""
    now = context.asked_at
    return [one for one in (context.chat_data or {}).get(KEY, ()) if now - one.at <= KEPT_FOR]


def more_comes(now: Subscription | None, context: Context) -> bool:
    """Return whether more comes by the last change than before it: who then says 还是别发了 takes it back."""
    before = next((one.held for one in reversed(history(context))), None)
    if now is None or not now.active:
        return False
    if before is None or not before.active:
        return True
    paused = before.resumes_on is not None and (now.resumes_on is None or now.resumes_on < before.resumes_on)
    return paused or bool(set(before.skips) - set(now.skips)) or before.days.weekdays < now.days.weekdays


async def take_back(update: Update, context: Context) -> None:
    """Let hold again what held before the last change, before the last of what is named, or before all of them.

    Who has spoken of something else since, and does not say what, is asked first.
    """
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    words = without_mention(written(message), context.bot)
    turn, noted = read_turn(words), history(context)
    now = await context.services.subscriptions.of(message.chat.id)
    if not noted or context.chat_data is None or now is None:  # None: they had everything deleted
        await say(context, message, plain(NOTHING))
        return
    first, of = turn is not None and turn.back is Back.FIRST, changed_in_words(words)
    target, noted = _first(words, noted, now, context) if first else (noted[-1].held, noted[:-1])
    if of is not None and not first:
        found = _last_of(of, noted=history(context), now=now)
        if found is None:
            await say(context, message, plain(NOTHING_OF[of]))
            return
        target, noted = found, [*history(context), Before(context.asked_at, now)]
    ends = target is None or not (target.active or target.quiz_day)
    aside = _spoke_of_else(now, target, context)
    if ends and now.active and (aside or not await told_last(message, context)):  # 手滑了, hours after that
        await ask_whether_to_end(now, message, context)
        return
    if target is not None and not ends and not first and of is None and aside:
        await _ask(now, target, message, context)
        return
    context.chat_data[KEY] = noted
    _note_change(message, context)
    await say(context, message, plain(await _restore(target, now, message.chat.id, context)))


async def undo_asked(chat_id: int, context: Context) -> str:
    """Take the last change back, as was asked; return what to say of it in a few words."""
    noted, now = history(context), await context.services.subscriptions.of(chat_id)
    if not noted or context.chat_data is None or now is None:
        return NOTHING_NOW
    context.chat_data[KEY] = noted[:-1]
    _note_change(None, context)
    said = await _restore(noted[-1].held, now, chat_id, context)
    return said.partition("\n")[0]


def note_aside(message: Message, context: Context) -> None:
    """Remember that `message` spoke of something else than the last change here, unless it made that."""
    if context.chat_data is not None and context.chat_data.get(CHANGED_BY) != message.message_id:
        context.chat_data[ASIDE] = True


def _note_change(message: Message | None, context: Context) -> None:
    if context.chat_data is not None:
        context.chat_data.pop(ASIDE, None)
        context.chat_data[CHANGED_BY] = message.message_id if message else 0


def _spoke_of_else(now: Subscription, target: Subscription | None, context: Context) -> bool:
    """Return whether another change than the last one may be meant."""
    of_the_quiz = settled_last(context) is Settled.QUIZ and target is not None and not _of_the_quiz(now, target)
    return of_the_quiz or bool((context.chat_data or {}).get(ASIDE))


def _of_the_quiz(one: Subscription, other: Subscription) -> bool:
    return (one.quiz_day, one.quiz_time) != (other.quiz_day, other.quiz_time)


async def _ask(now: Subscription, target: Subscription, message: Message, context: Context) -> None:
    quiz = _of_the_quiz(now, target)
    asked = ASK.format(
        now=_said_of(now, quiz=quiz, context=context), then=_said_of(target, quiz=quiz, context=context)
    )
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(UNDO, callback_data=UNDO_DATA)]])
    await say(context, message, wants_yes(plain(asked, keyboard), Asked.HOUR, yes=UNDO_DATA))


def _said_of(one: Subscription, *, quiz: bool, context: Context) -> str:
    if quiz:
        return f"每周一题{_said_quiz(one)}"
    if not one.active:
        return "每日廉语不推送"
    pauses = _said_pauses(one, context.services.subscriptions.today())
    return f"每日廉语{said_when(one)} 推送{'，不响铃' if one.muted else ''}{pauses}"


def _said_quiz(one: Subscription) -> str:
    return f"每周{WEEKDAYS[one.quiz_day - 1]} {one.quiz_time}" if one.quiz_day else "不推送"


def _first(
    words: str, noted: list[Before], now: Subscription, context: Context
) -> tuple[Subscription | None, list[Before]]:
    """Return what held before all changes, or now with the hour of then, and what came before that."""
    if not (now.active and _HOUR_ONLY.search(words)):
        return noted[0].held, []
    earliest = next((one.held for one in noted if one.held is not None and one.held.active), now)
    return replace(now, time=earliest.time), [*noted, Before(context.asked_at, now)]


def _last_of(of: Changed, *, noted: list[Before], now: Subscription) -> Subscription | None:
    """Return what holds with what `of` names as it was before it changed last; None: it did not change."""
    names = _FIELDS[of]
    there = [getattr(now, name) for name in names]
    for before in reversed(noted):
        held = before.held
        then = [getattr(held, name) for name in names] if held is not None else None
        if then is not None and then != there:
            return replace(now, **dict(zip(names, then, strict=True)))
        if held is None and of is Changed.QUIZ and now.quiz_day is not None:
            return replace(now, quiz_day=None, quiz_time="")
    return None


async def _restore(target: Subscription | None, now: Subscription, chat_id: int, context: Context) -> str:
    """Let `target` hold instead of `now`; return what to say."""
    if target is None or not (target.active or target.quiz_day):
        await context.services.subscriptions.unsubscribe(chat_id)
        return ENDED
    if not _differ(now, target):
        return SO_ALREADY.format(when=said_when(now))
    await context.services.subscriptions.restore(replace(target, chat_id=chat_id))
    same_quote = replace(target, quiz_day=now.quiz_day, quiz_time=now.quiz_time)
    if now.active and not _differ(now, same_quote):
        note_settled(Settled.QUIZ, context)
        return QUIZ_RESTORED.format(quiz=_said_quiz(target))
    note_settled(Settled.QUOTE, context)
    return await _restored(target, chat_id, context)


async def _restored(target: Subscription, chat_id: int, context: Context) -> str:
    today = context.services.subscriptions.today()
    quiz = f"，每周一题每周{WEEKDAYS[target.quiz_day - 1]} {target.quiz_time}" if target.quiz_day else ""
    if not target.active:
        return ONLY_QUIZ.format(quiz=quiz)
    return RESTORED.format(
        when=said_when(target),
        muted="，不响铃" if target.muted else "",
        paused=_said_pauses(target, today),
        quiz=quiz,
        first=await said_next_push(chat_id, context),
    )


def _said_pauses(target: Subscription, today: date) -> str:
    paused = f"，暂停到{said_last_day(target, today)}" if target.is_paused(today) else ""
    later = "；".join(said_stretch(*one) for one in target.stretches(today))
    return paused + (f"，{later}不推送" if later else "")


def _differ(before: Subscription | None, after: Subscription) -> bool:
    """Return whether a chat gets something else, elsewhere or at another time."""
    if before is None:
        return after.active or after.quiz_day is not None
    ours = ("changed_at", "created_at", "starts_on", "quiz_from", "subscribed_by")
    return replace(before, **{name: getattr(after, name) for name in ours}) != after
