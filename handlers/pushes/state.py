"""What a chat is told of its pushes: when, on which days, where, whether paused; and the buttons below."""

from datetime import date, datetime, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.models import Days
from handlers.context import Context
from handlers.words.addressed import place
from handlers.words.replies import WEEKDAYS, View, plain
from knowledge.language.times import as_hour
from storage.subscriptions import Subscription

CHOICES = ("07:30", "08:00", "08:30", "09:00", "12:00", "17:30")
CHOICES_A_ROW = 3
# As a sentence says them, with the space that an hour behind needs; and as a button does.
DAYS = {Days.EVERY: "每天 ", Days.WEEKDAYS: "周一至周五 ", Days.WORKDAYS: "工作日（含调休）"}
DAYS_BUTTONS = {Days.EVERY: "每天", Days.WEEKDAYS: "周一至周五", Days.WORKDAYS: "工作日含调休"}
PAUSES = (3, 7)

STATE_ON = (
    "每日廉语：已订阅\n时间：{when}{muted}{where}\n{reminder}下一条：{first}\n\n"
    "点时间可以更改；别的时间请发 /subscribe 07:45"
)
STATE_PAUSED = (
    "每日廉语：已暂停，到{last}为止（含当天）\n时间：{when}{muted}{where}\n{reminder}恢复后第一条：{first}\n\n"
    "想现在就恢复，点“恢复推送”，或发 /resume"
)
STATE_OFF = "每日廉语：未订阅\n\n点“订阅”，{when} 推送一条；也可以直接点一个时间。"
REMINDER = "节前提醒：放假前最后一个工作日也推送\n"


async def push_state(message: Message, context: Context) -> View:
    """Return what holds for the chat of `message`, with the buttons to change it."""
    subscription = await context.services.subscriptions.of(message.chat.id)
    if subscription is None or not subscription.active:
        default = f"{DAYS[Days.EVERY]}{as_hour(context.services.settings.reminder.time)}"
        when = said_when(subscription) if subscription else default
        return plain(STATE_OFF.format(when=when), _keyboard_without_subscription())
    paused = subscription.is_paused(context.services.subscriptions.today())
    said = (STATE_PAUSED if paused else STATE_ON).format(
        when=said_when(subscription),
        last=said_last_day(subscription),
        muted="，不响铃" if subscription.muted else "",
        where=where_pushed(message, subscription, "，发到"),
        reminder=REMINDER if subscription.before_holidays else "",
        first=await said_next_push(message.chat.id, context),
    )
    return plain(said, _keyboard(subscription, message, paused=paused))


def _keyboard_without_subscription() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([*_hours(""), [InlineKeyboardButton("订阅", callback_data="set:on")]])


def _keyboard(subscription: Subscription, message: Message, *, paused: bool) -> InlineKeyboardMarkup:
    days = [
        _button(f"✓ {text}" if one is subscription.days else text, f"days:{one.value}")
        for one, text in DAYS_BUTTONS.items()
    ]
    switches = [
        _button("不再节前提醒", "eve:0") if subscription.before_holidays else _button("开启节前提醒", "eve:1"),
        _button("恢复响铃", "mute:0") if subscription.muted else _button("改为不响铃", "mute:1"),
    ]
    halt = [_button("恢复推送", "resume")] if paused else pause_buttons()
    rows = [*_hours(subscription.time), days, switches]
    if message.chat.is_forum and subscription.thread_id != (here := place(message).thread_id):
        rows.append([_button("改发到主话题" if here is None else "改发到本话题", "here")])
    return InlineKeyboardMarkup([*rows, [*halt, _button("退订", "off")]])


def pause_buttons() -> list[InlineKeyboardButton]:
    """Return buttons to pause for the usual numbers of days."""
    return [_button(f"暂停{number}天", f"pause:{number}") for number in PAUSES]


def _hours(current: str) -> list[list[InlineKeyboardButton]]:
    hours = CHOICES if current in {"", *CHOICES} else (*CHOICES, current)
    buttons = [
        _button(f"✓ {hour}" if hour == current else hour, f"time:{hour.replace(':', '')}")
        for hour in sorted(hours)
    ]
    return [buttons[start : start + CHOICES_A_ROW] for start in range(0, len(buttons), CHOICES_A_ROW)]


def _button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=f"set:{data}")


# --- in words


def said_when(subscription: Subscription) -> str:
    """Say the days and the hour: 工作日（含调休）08:30."""
    return f"{DAYS[subscription.days]}{subscription.time}"


def said_last_day(subscription: Subscription) -> str:
    """Say the last day that the pause covers; nothing without one."""
    return said_day(subscription.resumes_on - timedelta(days=1)) if subscription.resumes_on else ""


def said_day(day: date) -> str:
    """Say 3月5日 周四."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


async def said_next_push(chat_id: int, context: Context) -> str:
    """Say when the next push comes: 明天（3月3日 周二）08:30."""
    moment = await context.services.subscriptions.next_push(chat_id)
    if moment is None:
        return "暂不推送"
    return said_moment(moment, context.services.clock.now().astimezone(moment.tzinfo))


def said_moment(moment: datetime, now: datetime) -> str:
    """Say `moment` as people do: 明天（3月3日 周二）08:30, 下周一（3月9日）08:30. Both in local time."""
    day, today = moment.date(), now.date()
    near = {today + timedelta(days=ahead): word for ahead, word in enumerate(("今天", "明天", "后天"))}
    monday = today - timedelta(days=today.weekday())
    weeks = (day - monday).days // 7
    if day in near:
        said = f"{near[day]}（{said_day(day)}）"
    elif weeks in {0, 1} and day > today:
        said = f"{'本下'[weeks]}周{WEEKDAYS[day.weekday()]}（{day.month}月{day.day}日）"
    else:
        year = f"{day.year}年" if day.year != today.year else ""
        said = f"{year}{said_day(day)} "
    return f"{said}{moment:%H:%M}"


def where_pushed(message: Message, subscription: Subscription, lead: str = "到") -> str:
    """Say where in a forum the push goes; elsewhere there is nothing to say."""
    if not message.chat.is_forum:
        return ""
    if subscription.thread_id is None:
        return f"{lead}主话题（General）"
    return f"{lead}{'本话题' if subscription.thread_id == place(message).thread_id else '另一个话题'}"
