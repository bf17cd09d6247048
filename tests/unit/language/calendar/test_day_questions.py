"""Questions to the calendar, and the days that they are about."""

from datetime import date

import pytest

from knowledge.language.calendar.day_questions import Asks, day_asked, day_meant
from knowledge.language.calendar.workdays import WorkCalendar

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("said", "asks", "day"),
    [
        ("今天几号了，周几", Asks.DATE, TODAY),
        ("昨天是几号", Asks.DATE, date(2026, 11, 28)),
        ("12月31日是周几", Asks.DATE, date(2026, 12, 31)),
        ("下个月1号是周几", Asks.DATE, date(2026, 12, 1)),
        ("现在几点了", Asks.NOW, TODAY),
        ("离元旦还有几天", Asks.UNTIL, date(2027, 1, 1)),
        ("还有几天过年", Asks.UNTIL, date(2027, 2, 6)),
        ("春节是哪天", Asks.UNTIL, date(2027, 2, 6)),
        ("除夕是几号", Asks.UNTIL, date(2027, 2, 5)),
        ("離五一還有多少天", Asks.UNTIL, date(2027, 5, 1)),
        ("还有多久过年", Asks.UNTIL, date(2027, 2, 6)),
        ("多久到国庆", Asks.UNTIL, date(2027, 10, 1)),
        ("什么时候放假", Asks.UNTIL, date(2027, 1, 1)),
        ("今天是不是周一", Asks.DATE, TODAY),
        ("这周六补班吗", Asks.WORKED, date(2026, 11, 28)),
        ("国庆放几天假", Asks.REST, date(2027, 10, 1)),
        ("周六上班吗", Asks.WORKED, date(2026, 12, 5)),
        ("明天是工作日吗", Asks.WORKED, date(2026, 11, 30)),
    ],
)
def test_what_is_asked_of_which_day(said: str, asks: Asks, day: date) -> None:
    asked = day_asked(said)
    assert asked is not None
    assert asked.asks is asks
    assert day_meant(asked.of, TODAY, WorkCalendar.nothing()) == day


@pytest.mark.parametrize(
    "said",
    ["几号恢复", "到几号", "几点发", "明天上班", "什么时候恢复", "周末发不发", "会议是几号开的", "哪天讲的"],
)
def test_what_is_asked_of_something_else(said: str) -> None:
    assert day_asked(said) is None
