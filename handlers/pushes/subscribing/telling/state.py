"""What a chat is told of its pushes: when, on which days, where, whether paused; and the buttons below."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.days import WEEK, Days
from core.models import Look
from handlers.context import Context
from handlers.words.addressed import place
from handlers.words.replies import View, plain
from knowledge.language.calendar.days import WEEKEND
from knowledge.language.calendar.saying import WEEKDAYS, said_day, said_weekday
from knowledge.language.hours.times import as_hour
from storage.pushes.subscriptions import Subscription

Hours = tuple[str, ...]
Rows = list[list[InlineKeyboardButton]]
CHOICES = ("07:30", "08:00", "08:30", "09:00", "12:00", "17:30")
CHOICES_A_ROW = 3
# As a sentence says them, with the space that an hour behind needs; and as a button does.
DAYS = {Days.EVERY: "每天 ", Days.WEEKDAYS: "周一至周五 ", Days.WORKDAYS: "工作日（含调休）"}
DAYS_BUTTONS = {Days.EVERY: "每天", Days.WEEKDAYS: "周一至周五", Days.WORKDAYS: "工作日含调休"}
PICK = "自选日子"
LOOKS = {Look.TEXT: "发文字", Look.CARD: "发图片", Look.BOTH: "图片加文字"}
PAUSES = (3, 7)
QUIZ_DATA = "wq:show"  # handlers/quiz/weekly.py

STATE_ON = (
    "每日廉语：已订阅\n时间：{when}{muted}{where}\n{reminder}{skips}{guessed}下一条：{first}\n\n"
    "点时间可以更改；别的时间请发 /subscribe 07:45"
)
STATE_PAUSED = (
    "每日廉语：已暂停，到{last}为止（含当天）\n时间：{when}{muted}{where}\n{reminder}{skips}{guessed}恢复后第一条：{first}\n\n"
    "想现在就恢复，点“恢复推送”，或发 /resume"
)
STATE_OFF = "每日廉语：未订阅\n\n点“订阅”，{when} 推送一条；也可以直接点一个时间。"
SKIPS = "到时不推送：{days}\n"
GUESSED = "{year}年的放假安排我还不知道，工作日先按周一至周五算，元旦、五一、国庆当天不推送\n"
REMINDER = "节前提醒：放假前最后一个工作日也推送\n"


async def push_state(
    message: Message,
    context: Context,
    *,
    lead: str = "",
    hours: Hours = CHOICES,
    days: Days | None = None,
) -> View:
    """Return what holds for the chat of `message`, with the buttons to change it.

    `hours` (HH:MM) are offered, on `days` where some are given; `lead` is said before everything else.
    """
    subscription = await context.services.subscriptions.of(message.chat.id)
    if subscription is None or not subscription.active:
        default = f"{said_days(Days.EVERY)}{as_hour(context.services.settings.reminder.time)}"
        when = said_when(subscription) if subscription else default
        return plain(
            lead + STATE_OFF.format(when=when), _keyboard_without_subscription(hours, days, subscription)
        )
    today = context.services.subscriptions.today()
    paused = subscription.is_paused(today)
    said = lead + (STATE_PAUSED if paused else STATE_ON).format(
        when=said_when(subscription),
        last=said_last_day(subscription, today),
        skips=_said_skips(subscription, today),
        guessed=said_if_guessed(subscription, context),
        muted="，不响铃" if subscription.muted else "",
        where=where_pushed(message, subscription, "，发到"),
        reminder=REMINDER if subscription.before_holidays else "",
        first=await said_next_push(message.chat.id, context),
    )
    return plain(
        said, _keyboard(subscription, message, _hours(subscription.time, hours, days), today, paused=paused)
    )


def _keyboard_without_subscription(
    hours: Hours, days: Days | None, known: Subscription | None
) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [*_hours("", hours, days), [InlineKeyboardButton("订阅", callback_data="set:on")], [quiz_button(known)]]
    )


def _keyboard(
    subscription: Subscription, message: Message, hours: Rows, today: date, *, paused: bool
) -> InlineKeyboardMarkup:
    days = [
        _button(_ticked(text, ticked=one == subscription.days), f"days:{one.value}")
        for one, text in DAYS_BUTTONS.items()
    ]
    own = subscription.days not in DAYS_BUTTONS
    pick = [_button(_ticked(said_days(subscription.days).strip() if own else PICK, ticked=own), "pick")]
    switches = [
        _button("不再节前提醒", "eve:0") if subscription.before_holidays else _button("开启节前提醒", "eve:1"),
        _button("恢复响铃", "mute:0") if subscription.muted else _button("改为不响铃", "mute:1"),
    ]
    planned = bool(subscription.stretches(today)) and not paused
    halt = [_button("恢复推送", "resume")] if paused else pause_buttons()
    if planned:
        halt = [_button("取消定好的暂停", "resume")]
    looks = [
        _button(_ticked(text, ticked=look is subscription.look), f"look:{look.value}")
        for look, text in LOOKS.items()
    ]
    rows = [*hours, days, pick, switches, looks, [quiz_button(subscription)]]
    if message.chat.is_forum and subscription.thread_id != (here := place(message).thread_id):
        rows.append([_button("改发到主话题" if here is None else "改发到本话题", "here")])
    return InlineKeyboardMarkup([*rows, [*halt, _button("退订", "off")]])


def quiz_button(known: Subscription | None) -> InlineKeyboardButton:
    """Return the button that opens 每周一题, with when it comes."""
    when = f"：周{WEEKDAYS[known.quiz_day - 1]} {known.quiz_time}" if known and known.quiz_day else ""
    return InlineKeyboardButton(f"每周一题{when}", callback_data=QUIZ_DATA)


def _said_skips(subscription: Subscription, today: date) -> str:
    stretches = [said_stretch(first, last) for first, last in subscription.stretches(today)]
    return SKIPS.format(days="；".join(stretches)) if stretches else ""


def said_if_guessed(subscription: Subscription, context: Context) -> str:
    """Say, in a line, that a year's working days are not known yet, where that concerns the chat."""
    year = context.services.subscriptions.missing_year(subscription)
    return GUESSED.format(year=year) if year else ""


def pause_buttons() -> list[InlineKeyboardButton]:
    """Return buttons to pause for the usual numbers of days."""
    return [_button(f"暂停{number}天", f"pause:{number}") for number in PAUSES]


def _ticked(text: str, *, ticked: bool) -> str:
    return f"✓ {text}" if ticked else text


def _hours(current: str, offered: Hours, days: Days | None = None) -> Rows:
    hours = offered if current in {"", *offered} or offered is not CHOICES else (*offered, current)
    on = f"/{days.value}" if days else ""
    buttons = [
        _button(_ticked(hour, ticked=hour == current), f"time:{hour.replace(':', '')}{on}")
        for hour in sorted(hours)
    ]
    return [buttons[start : start + CHOICES_A_ROW] for start in range(0, len(buttons), CHOICES_A_ROW)]


def _button(text: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=f"set:{data}")


# --- in words


def said_when(subscription: Subscription) -> str:
    """Say the days and the hour: 工作日（含调休）08:30."""
    return f"{said_days(subscription.days)}{subscription.time}"


def said_days(days: Days) -> str:
    """Say the days, with the space that an hour behind needs: 每周一、三、五 , 工作日（周三除外）."""
    if days in DAYS:
        return DAYS[days]
    if not days.workdays:
        return f"每周{_listed(days.weekdays)} "
    left_out = WEEK - days.weekdays
    if left_out == WEEKEND:
        return "工作日（周末除外）"
    if len(left_out) < len(days.weekdays):
        return f"工作日（周{_listed(left_out)}除外）"
    return f"工作日（只要周{_listed(days.weekdays)}）"


def _listed(weekdays: Iterable[int]) -> str:
    return "、".join(WEEKDAYS[number - 1] for number in sorted(weekdays))


def said_last_day(subscription: Subscription, today: date) -> str:
    """Say the last day that the pause of `today`, or the one that begins next, covers; nothing without one."""
    until = subscription.paused_until(today)
    if until <= today:
        until = subscription.paused_until(today + timedelta(days=1))
    return said_weekday(until - timedelta(days=1))


def said_stretch(first: date, last: date) -> str:
    """Say the days from `first` to `last`: 3月3日 周二, 2月5日 周五至2月12日 周五."""
    year = f"{last.year}年" if last.year != first.year else ""
    return said_weekday(first) if first == last else f"{said_weekday(first)}至{year}{said_weekday(last)}"


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
        said = f"{near[day]}（{said_weekday(day)}）"
    elif weeks in {0, 1} and day > today:
        said = f"{'本下'[weeks]}周{WEEKDAYS[day.weekday()]}（{said_day(day)}）"
    else:
        year = f"{day.year}年" if day.year != today.year else ""
        said = f"{year}{said_weekday(day)} "
    return f"{said}{moment:%H:%M}"


def where_pushed(message: Message, subscription: Subscription, lead: str = "到") -> str:
    """Say where in a forum the push goes; elsewhere there is nothing to say."""
    if not message.chat.is_forum:
        return ""
    if subscription.thread_id is None:
        return f"{lead}主话题"
    return f"{lead}{'本话题' if subscription.thread_id == place(message).thread_id else '另一个话题'}"
