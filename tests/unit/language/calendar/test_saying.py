"""Days are said with their year where it is not today's."""

from datetime import date

from knowledge.language.calendar.saying import said_date, said_day, said_weekday


def test_days_are_said_as_people_say_them() -> None:
    day = date(2027, 3, 5)
    assert said_date(day) == "2027年3月5日"
    assert said_day(day) == said_day(day, date(2027, 12, 31)) == "3月5日"
    assert said_day(day, date(2026, 12, 31)) == "2027年3月5日"
    assert said_weekday(day) == "3月5日 周五"
    assert said_weekday(day, date(2026, 12, 31)) == "2027年3月5日 周五"
