"""What the calendar says, in a line: 今天几号，周几, 离元旦还有几天, 国庆放几天假."""

from datetime import date

from handlers.context import Context
from handlers.pushes.subscribing.telling.state import said_stretch
from knowledge.language.calendar.day_questions import Asks, DayAsked, day_meant, holiday_meant
from knowledge.language.calendar.holidays import Holiday, coming_rest
from knowledge.language.calendar.saying import WEEKDAYS, said_weekday
from knowledge.language.writing.signs import MisreadError

DATE = "{of}是{year}年{month}月{day}日，星期{weekday}。"
NOW = "现在是{month}月{day}日 {at}。"
UNTIL, IS_TODAY, GONE = "离{of}（{day}）还有 {days} 天。", "今天就是{of}（{day}）。", "{of}（{day}）已经过了。"
REST = "{of}放假：{days}。"
NO_REST = "{of}不放假，那天是{day}。"
UNPUBLISHED = "{year}年的放假安排我还不知道，请看国务院办公厅公布的通知。{of}是{day}。"
WORKED, FREE = "{day}要上班。", "{day}不上班。"
GUESSED = "（{year}年的放假安排我还不知道，先按周一至周五算。）"
NO_SUCH_DAY = "没有“{of}”这一天，请再写一次，如“12月31日是周几”。"


def told_of_a_day(asked: DayAsked, context: Context) -> str:
    """Return what to say to a question to the calendar."""
    subscriptions = context.services.subscriptions
    today, calendar = subscriptions.today(), subscriptions.calendar
    try:
        day = day_meant(asked.of, today, calendar)
    except MisreadError:
        return NO_SUCH_DAY.format(of=asked.of)
    of = asked.of or "今天"
    if asked.asks is Asks.NOW:
        now = context.asked_at.astimezone(context.services.settings.reminder.zone)
        return NOW.format(month=now.month, day=now.day, at=f"{now:%H:%M}")
    if asked.asks is Asks.DATE:
        named = {"year": day.year, "month": day.month, "day": day.day, "weekday": WEEKDAYS[day.weekday()]}
        return DATE.format(of=of, **named)
    if asked.asks is Asks.UNTIL:
        said = UNTIL if day > today else IS_TODAY if day == today else GONE
        return said.format(of=of, day=_dated(day, today), days=(day - today).days)
    if asked.asks is Asks.REST:
        return _rest(asked.of, day, context)
    said = (WORKED if calendar.is_workday(day) else FREE).format(day=said_weekday(day))
    return said if calendar.knows(day.year) else said + GUESSED.format(year=day.year)


def _rest(of: str, day: date, context: Context) -> str:
    subscriptions = context.services.subscriptions
    holiday, today = holiday_meant(of), subscriptions.today()
    if holiday is None or holiday is Holiday.LANTERN:
        return NO_REST.format(of=of, day=_dated(day, today))
    rest = coming_rest(holiday, today, subscriptions.calendar)
    if rest.published:
        return REST.format(of=of, days=said_stretch(rest.first, rest.last))
    return UNPUBLISHED.format(year=rest.last.year, of=of, day=_dated(day, today))


def _dated(day: date, today: date) -> str:
    return said_weekday(day, today)
