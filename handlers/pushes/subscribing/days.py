"""The days on which a chat gets its pushes: the buttons to choose them, and the changes these make."""

from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.days import WEEK, Days
from handlers.context import Context
from handlers.pushes.subscribing.pausing import rest
from handlers.pushes.subscribing.telling.state import DAYS_BUTTONS, said_days, said_next_push, said_when
from handlers.words.replies import View, plain
from handlers.words.said_often import NOT_SUBSCRIBED_YET
from knowledge.language.calendar.saying import WEEKDAYS
from storage.pushes.subscriptions import Subscription

PICKING = "每日廉语：{when} 推送\n下一条：{first}\n\n点星期几，就加上或去掉那天。{worked}"
ONLY_WORKED = "节假日不推送，调休上班照常；想不管节假日，先点“每天”再选。"
ONE_AT_LEAST = "至少要留一天。不想再收，请退订。"
A_ROW = 4


async def pick_view(subscription: Subscription, context: Context) -> View:
    """Return the seven weekdays as buttons; each changes the days when it is pressed."""
    days = subscription.days
    said = PICKING.format(
        when=said_when(subscription),
        first=await said_next_push(subscription.chat_id, context),
        worked=ONLY_WORKED if days.workdays else "",
    )
    buttons = [_toggle(days, weekday) for weekday in sorted(WEEK)]
    done = InlineKeyboardButton("好了", callback_data="set:show")
    return plain(said, InlineKeyboardMarkup([buttons[:A_ROW], [*buttons[A_ROW:], done]]))


def _toggle(days: Days, weekday: int) -> InlineKeyboardButton:
    toggled = days.toggled(weekday)
    said = f"{'✓ ' if weekday in days.weekdays else ''}周{WEEKDAYS[weekday - 1]}"
    value = toggled.value if toggled else "none"
    return InlineKeyboardButton(said, callback_data=f"set:pick:{value}")


async def change_days(what: str, value: str, message: Message, context: Context) -> str:
    """Carry out what a button says of the days on which pushes come, and say it in a few words."""
    subscriptions, chat_id = context.services.subscriptions, message.chat.id
    match what:
        case "days" | "pick":
            if value == "none":
                return ONE_AT_LEAST
            days = Days.read(value)
            done = await subscriptions.change_days(chat_id, days)
            said = f"好，{DAYS_BUTTONS.get(days) or said_days(days).strip()}推送。"
        case "eve":
            wanted = value == "1"
            done = await subscriptions.change_days(chat_id, before_holidays=wanted)
            said = "好，放假前最后一个工作日会提醒。" if wanted else "好，放假前不再提醒。"
        case "pause":
            first = await subscriptions.first_free_day(chat_id)
            done = await subscriptions.pause(chat_id, first + timedelta(days=int(value)))
            said = f"好，暂停{value}天，到期自动恢复。"
        case "rest":
            known = await subscriptions.of(chat_id)
            return (
                await rest(value, known, context) if known is not None and known.active else NOT_SUBSCRIBED_YET
            )
        case _:
            done = await subscriptions.resume(chat_id)
            known = await subscriptions.of(chat_id)
            done = done or (known is not None and known.active)
            said = "好，推送恢复了。"
    if not done:
        return NOT_SUBSCRIBED_YET
    return f"{said}下一条：{await said_next_push(chat_id, context)}"
