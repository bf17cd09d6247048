"""/quiz: a chat chooses on which day of the week, and when, it gets 每周一题; and the sums of its polls."""

import re
from datetime import date, datetime, time, timedelta

from telegram import CallbackQuery, Chat, InlineKeyboardButton, Message, Update

from core.errors import UserError
from core.models import ChatKind
from core.patterns import pattern
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.addressed import asker, place, without_mention
from handlers.words.cards import button, by, rows
from handlers.words.prompts import Asked, asks_for, wants_yes
from handlers.words.replies import View, plain
from handlers.words.settled import (
    Settled,
    in_part_said,
    note_part,
    note_quiz_in_question,
    note_settled,
    quiz_in_question,
    said_of_when,
)
from handlers.words.written import written
from knowledge.language.calendar.saying import WEEKDAYS, said_weekday
from knowledge.language.commands.quiz_words import (
    NAME,
    OFF,
    ON,
    changes_the_item,
    hour_of_part,
    may_end_the_item,
    means_the_item,
    moves_the_item,
    quiz_wish,
    weekly_hour,
)
from knowledge.language.hours.halves import NOON, names_half
from knowledge.language.hours.hours_not_wanted import DAYBREAK
from knowledge.language.hours.times import as_hour
from knowledge.language.schedules.turns import read_turn
from services.pushes.quiz_subscriptions import AT, DAY, QuizWish

PATTERN = pattern(
    r"wq:(?:(?P<what>show|on|off)|day:(?P<day>[1-7])|at:(?P<at>(?:[01]\d|2[0-3])[0-5]\d)"
    r"|set:(?P<set_day>[1-7]):(?P<set_at>(?:[01]\d|2[0-3])[0-5]\d))"
)
HOURS = (time(9), time(10), time(15), time(16, 30))

ABOUT = "每周问一道讲话里的题，匿名作答，答完就看到原文；谁答了什么，我和别人都看不到。"
STATE = "每周一题：已订阅\n时间：每周{day} {at}\n下一题：{next}\n\n" + ABOUT
STATE_OFF = "每周一题：未订阅\n\n" + ABOUT
CHOOSE = "\n点按钮改，也可以直接发“每周三下午三点”。"
SUBSCRIBED = "好，已订阅每周一题，每周{day} {at} 推送。第一题：{next}。"
CHANGED = "好，每周一题改为每周{day} {at} 推送。下一题：{next}。"
ALREADY = "已经订阅了每周一题，每周{day} {at} 推送。下一题：{next}。"
ENDED = "好，每周一题不再推送。想再要，发“每周一题 订阅”。"
ENDS = "退订每周一题吗？现在每周{day} {at} 推送。每日廉语不变。"
NOT_WANTED = "这里没有订阅每周一题，不用退订。想每周收一道题，发“每周一题 订阅”。"
ONE_DAY = "每周一题一周一次，请只选一天，时间写到几点，例如“每周三下午三点”。"
OFFER = "这里还没有订阅每周一题。要订吗，每周{day} {at}？"
OFFER_CHANGE = "要把每周一题改到每周{day} {at} 吗？"
UNCLEAR = "没看懂时间。请这样写：每周一题 每周三下午三点"
NOT_APPROVED = "\n题目还没有审定，审定以前到时不出题。负责内容的同事发 /items 审定。"
NO_NEXT = "暂停结束后再定"
TOO_OLD = "这条消息太旧，按钮用不了了，请重新发 /quiz"


async def quiz(update: Update, context: Context) -> None:
    """Show when this chat gets 每周一题, or do what the words behind it say."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    said = quiz_wish(f"{NAME}{context.argument}")
    if said is None:
        raise UserError(UNCLEAR)
    if not said:
        await say(context, message, await _ending(message, context) or await _state(message.chat, context))
        return
    person = None if message.sender_chat else update.effective_user
    who = person.id if person else None
    if said == OFF:
        ended = await context.services.quiz_subscriptions.end(message.chat.id)
        await say(context, message, plain(ENDED if ended else NOT_WANTED))
        return
    day, at = (None, None) if said == ON else _read(said)
    before = await context.services.quiz_subscriptions.of(message.chat.id)
    if at is not None:
        at = in_part_said(at, said, asker(message).user_id, context)
        if at < DAYBREAK and not names_half(said):
            at = at.replace(hour=at.hour + NOON)  # nobody asks for an item at 三点半 in the night
    note_part(said, asker(message).user_id, context)
    words, asked = without_mention(written(message), context.bot), quiz_in_question(context)
    if asked is not None and NAME not in words:  # what is asked is asked anew
        await _ask(before, day or asked[0], at or asked[1], message, context)
        return
    if (context.offers and before is None) or (
        changes_the_item(words) and not (before is not None and moves_the_item(words))
    ):
        await _ask(before, day, at, message, context)
        return
    wish = await _want(message, context, day, at, who)
    note_settled(Settled.QUIZ, context)
    await say(context, message, plain(_said(_told(before, wish), wish) + await _if_none(context)))


async def _ask(
    before: QuizWish | None, day: int | None, at: time | None, message: Message, context: Context
) -> None:
    """Ask whether a day and hour are meant for 每周一题, who has not said so; what is not said is as it was."""
    day, at = day or (before.day if before else DAY), at or (before.at if before else AT)
    told = {"day": WEEKDAYS[day - 1], "at": as_hour(at)}
    said, label = (OFFER, "订阅，每周{day} {at}") if before is None else (OFFER_CHANGE, "改到每周{day} {at}")
    data = f"wq:set:{day}:{as_hour(at).replace(':', '')}"
    note_settled(Settled.QUIZ, context)
    note_quiz_in_question((day, at), context)
    view = plain(said.format(**told), rows([button(label.format(**told), data)]))
    await say(context, message, wants_yes(view, Asked.HOUR, yes=data))


async def _ending(message: Message, context: Context) -> View | None:
    """Return the question whether it shall end, to who wants no more items: 题不要了 廉语留着."""
    words = without_mention(written(message), context.bot)
    wish = await context.services.quiz_subscriptions.of(message.chat.id) if may_end_the_item(words) else None
    if wish is None:
        return None
    told = ENDS.format(day=WEEKDAYS[wish.day - 1], at=as_hour(wish.at))
    return wants_yes(plain(told, rows([button("退订每周一题", "wq:off")])), Asked.HOUR, yes="wq:off")


async def take_time(update: Update, context: Context) -> None:
    """Take a day and hour that a person says where 每周一题 was shown."""
    if message := update.effective_message:
        context.argument = written(message)
        await quiz(update, context)


async def take_turn(update: Update, context: Context) -> None:
    """Take a day or hour for 每周一题, which was settled last (改周五), or is meant (我说的是题)."""
    if message := update.effective_message:
        words = without_mention(written(message), context.bot)
        if means_the_item(words):
            words = said_of_when(asker(message).user_id, context)
        turn, before = read_turn(words), await context.services.quiz_subscriptions.of(message.chat.id)
        if turn is not None and turn.shift is not None and before is not None:  # 四点有例会 往后半小时
            moved = datetime.combine(date.min, before.at) + timedelta(minutes=turn.shift.minutes, days=1)
            await require_manager(update, context)
            await _ask(before, None, moved.time(), message, context)
            return
        context.argument, context.offers = words, True
        await quiz(update, context)


async def press(update: Update, context: Context) -> None:
    """Do what a button of 每周一题 says, and show what holds now."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    if not isinstance(query.message, Message) or not query.message.is_accessible:
        await toast(query, TOO_OLD, alert=True)
        return
    await require_manager(update, context)
    message, done = query.message, await _do(match, query.message, query, context)
    view = await _state(message.chat, context)
    await rewrite(context, message.chat.id, message.message_id, view, by=query.from_user.id)
    await toast(query, done or None)


async def _do(match: re.Match[str], message: Message, query: CallbackQuery, context: Context) -> str:
    if match["what"] == "show":
        return ""
    if match["what"] == "off":
        await context.services.quiz_subscriptions.end(message.chat.id)
        return "已退订每周一题"
    on, hour = match["day"] or match["set_day"], match["at"] or match["set_at"]
    day = int(on) if on else None
    at = time(int(hour[:2]), int(hour[2:])) if hour else None
    wish = await _want(message, context, day, at, query.from_user.id)
    note_settled(Settled.QUIZ, context)
    return f"好，每周{WEEKDAYS[wish.day - 1]} {as_hour(wish.at)} 推送{await _if_none(context)}"


def _read(said: str) -> tuple[int | None, time | None]:
    """Return the day of the week and the time that somebody wrote. Raises UserError for what cannot be had."""
    found = weekly_hour(said)
    if found is None and (at := hour_of_part(said)):
        return None, at
    if found is None:
        raise UserError(ONE_DAY)
    return found


async def _want(
    message: Message, context: Context, day: int | None, at: time | None, who: int | None
) -> QuizWish:
    chat = message.chat
    wish = await context.services.quiz_subscriptions.want(
        chat.id,
        ChatKind(chat.type),
        chat.effective_name or "",
        day=day,
        at=at,
        thread_id=place(message).thread_id,
        by=who,
    )
    if wish is None:  # somebody has ended it in this moment
        raise UserError(NOT_WANTED)
    note_quiz_in_question(None, context)
    return wish


async def _state(chat: Chat, context: Context) -> View:
    wish = await context.services.quiz_subscriptions.of(chat.id)
    days = [
        _ticked(f"周{WEEKDAYS[n - 1]}", f"day:{n}", ticked=wish is not None and wish.day == n)
        for n in range(1, 8)
    ]
    hours = sorted({*HOURS, wish.at} if wish else HOURS)
    times = [
        _ticked(as_hour(at), f"at:{as_hour(at).replace(':', '')}", ticked=wish is not None and wish.at == at)
        for at in hours
    ]
    last = button("退订每周一题", "wq:off") if wish else button("订阅每周一题", "wq:on")
    said = (_said(STATE, wish) if wish else STATE_OFF) + await _if_none(context)
    keyboard = rows(*by(4, days), *by(4, times), [last])
    if chat.type == Chat.CHANNEL:  # nobody can be asked there
        return plain(said, keyboard)
    return asks_for(plain(said + CHOOSE, keyboard), Asked.QUIZ_TIME, 1 if wish else 0)


async def _if_none(context: Context) -> str:
    """Return what to add where no item may be asked: nobody is promised one."""
    return "" if await context.services.quiz_items.approved() else NOT_APPROVED


def _told(before: QuizWish | None, now: QuizWish) -> str:
    """Return what has become of a wish: something new, a change, or what was so already."""
    if before is None:
        return SUBSCRIBED
    return ALREADY if (before.day, before.at) == (now.day, now.at) else CHANGED


def _said(words: str, wish: QuizWish) -> str:
    at = wish.next_at
    following = f"{said_weekday(at)} {at:%H:%M}" if at else NO_NEXT
    return words.format(day=WEEKDAYS[wish.day - 1], at=as_hour(wish.at), next=following)


def _ticked(text: str, data: str, *, ticked: bool) -> InlineKeyboardButton:
    return button(f"✓ {text}" if ticked else text, f"wq:{data}")


async def note_sums(update: Update, context: Context) -> None:
    """Note how many chose what in a poll of ours. Who they are is not told, and not asked."""
    poll = update.poll
    if poll is not None:
        votes = [option.voter_count for option in poll.options]
        choices = [option.text for option in poll.options]
        await context.services.quiz_results.note(poll.id, poll.question, choices, votes)
