"""Days as the bot says them: 3月5日, 3月5日 周四, 2026年3月5日."""

from datetime import date

WEEKDAYS = "一二三四五六日"


def said_date(day: date) -> str:
    """Return 2026年3月5日."""
    return f"{day.year}年{said_day(day)}"


def said_day(day: date, today: date | None = None) -> str:
    """Return 3月5日; with its year if `today` is of another year."""
    year = f"{day.year}年" if today and day.year != today.year else ""
    return f"{year}{day.month}月{day.day}日"


def said_weekday(day: date, today: date | None = None) -> str:
    """Return 3月5日 周四; with its year if `today` is of another year."""
    return f"{said_day(day, today)} 周{WEEKDAYS[day.weekday()]}"
