"""What was changed of a chat's pushes is taken back for a day: 手滑了, 等等别退, 回到最开始的时间."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple

from telegram import Message, Update

from core.patterns import pattern
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.subscribing.offers import ask_whether_to_end, note_spoken_of, told_last
from handlers.pushes.subscribing.state import said_last_day, said_next_push, said_stretch, said_when
from handlers.sending.speaking import say
from handlers.words.addressed import without_mention
from handlers.words.replies import WEEKDAYS, plain
from handlers.words.settled import Settled, note_settled
from handlers.words.written import written
from knowledge.language.schedules.turns import Back, read_turn
from storage.pushes.subscriptions import Subscription

KEPT_FOR = timedelta(days=1)
MOST = 8  # changes that are remembered
KEY = "pushes_before"
RESTORED = "好，照原来的恢复了：{when} 推送{muted}{paused}{quiz}。\n下一条：{first}。"
ONLY_QUIZ = "好，照原来的恢复了{quiz}。"
ENDED = "好，撤回了，这里没有订阅每日廉语。"
SO_ALREADY = "每日廉语就是原来的样子：{when} 推送，不用改。"
NOTHING = "这里一天之内没有改过推送设置，没有什么可撤回的。看现在的设置，发 /settings。"
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
        if after is not None and context.chat_data is not None and _differ(before, after):
            noted = [*history(context), Before(context.services.clock.now(), before)]
            context.chat_data[KEY] = noted[:1] + noted[1:][-MOST:]
            note_spoken_of(context)

    return noting


def history(context: Context) -> list[Before]:
    """Return what held before the changes of this day, the earliest first."""
    now = context.services.clock.now()
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
    """Let hold again what held before the last change, or before all of them."""
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
    first = turn is not None and turn.back is Back.FIRST
    target = noted[0].held if first else noted[-1].held
    if first and now.active and _HOUR_ONLY.search(words):
        earliest = next((one.held for one in noted if one.held is not None and one.held.active), now)
        target = replace(now, time=earliest.time)
        noted.append(Before(context.services.clock.now(), now))
    else:
        noted = [] if first else noted[:-1]
    ends = target is None or not (target.active or target.quiz_day)
    if ends and now.active and not await told_last(message, context):  # 手滑了, hours after they subscribed
        await ask_whether_to_end(now, message, context)
        return
    context.chat_data[KEY] = noted
    if target is None or ends:
        await context.services.subscriptions.unsubscribe(message.chat.id)
        await say(context, message, plain(ENDED))
        return
    if not _differ(now, target):
        await say(context, message, plain(SO_ALREADY.format(when=said_when(now))))
        return
    await context.services.subscriptions.restore(replace(target, chat_id=message.chat.id))
    note_settled(Settled.QUOTE, context)
    await say(context, message, plain(await _restored(target, message, context)))


async def _restored(target: Subscription, message: Message, context: Context) -> str:
    today = context.services.subscriptions.today()
    quiz = f"，每周一题每周{WEEKDAYS[target.quiz_day - 1]} {target.quiz_time}" if target.quiz_day else ""
    if not target.active:
        return ONLY_QUIZ.format(quiz=quiz)
    return RESTORED.format(
        when=said_when(target),
        muted="，不响铃" if target.muted else "",
        paused=_said_pauses(target, today),
        quiz=quiz,
        first=await said_next_push(message.chat.id, context),
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
