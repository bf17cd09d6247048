"""Working days in China as published, years nobody knows yet, and the operator's table."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.errors import OperatorError
from core.reading_settings import read_settings
from core.settings import CalendarSettings
from knowledge.language.calendar.workdays import WorkCalendar
from services.checks import Finding, Level, check_calendar

UNKNOWN = 2099  # no release of the library will know it for long
PUBLISHED = WorkCalendar(CalendarSettings())
# 国务院办公厅关于2025年、2026年部分节假日安排的通知: first and last day off, and the weekends worked for them.
RESTS = (
    ("元旦", date(2025, 1, 1), date(2025, 1, 1)),
    ("春节", date(2025, 1, 28), date(2025, 2, 4)),
    ("清明", date(2025, 4, 4), date(2025, 4, 6)),
    ("劳动节", date(2025, 5, 1), date(2025, 5, 5)),
    ("端午", date(2025, 5, 31), date(2025, 6, 2)),
    ("国庆节", date(2025, 10, 1), date(2025, 10, 8)),
    ("元旦", date(2026, 1, 1), date(2026, 1, 3)),
    ("春节", date(2026, 2, 15), date(2026, 2, 23)),
    ("清明", date(2026, 4, 4), date(2026, 4, 6)),
    ("劳动节", date(2026, 5, 1), date(2026, 5, 5)),
    ("端午", date(2026, 6, 19), date(2026, 6, 21)),
    ("中秋", date(2026, 9, 25), date(2026, 9, 27)),
    ("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
)
MADE_UP = (
    date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11),
    date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20),
    date(2026, 10, 10),
)  # fmt: skip


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=number) for number in range(365)]


def calendar(holidays: list[str] | None = None, workdays: list[str] | None = None) -> WorkCalendar:
    return WorkCalendar(
        CalendarSettings.model_validate({"holidays": holidays or [], "workdays": workdays or []})
    )


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_of_a_published_year_is_as_published(year: int) -> None:
    off = {day for _, first, last in RESTS for day in days_of(year) if first <= day <= last}
    expected = [day for day in days_of(year) if day in MADE_UP or (day.weekday() < 5 and day not in off)]
    assert [day for day in days_of(year) if PUBLISHED.is_workday(day)] == expected


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_last_working_day_before_each_holiday_names_it(year: int) -> None:
    expected = {}
    for name, first, _ in RESTS:
        eve = first - timedelta(days=1)
        while not PUBLISHED.is_workday(eve):
            eve -= timedelta(days=1)
        if eve.year == year and first.year == year:
            expected[eve] = name
    found = {day: PUBLISHED.holiday_after(day) for day in days_of(year)[:-1]}
    assert {day: name for day, name in found.items() if name is not None} == expected
    assert len(expected) >= 5


def test_the_last_day_of_a_year_looks_into_the_next() -> None:
    assert PUBLISHED.holiday_after(date(2025, 12, 31)) == "元旦"


def test_a_year_nobody_published_is_monday_to_friday_but_for_the_three_fixed_holidays() -> None:
    assert not PUBLISHED.knows(UNKNOWN)
    off = {date(UNKNOWN, 1, 1), date(UNKNOWN, 5, 1), date(UNKNOWN, 10, 1)}
    for day in days_of(UNKNOWN):
        assert PUBLISHED.is_workday(day) == (day.weekday() < 5 and day not in off)


@pytest.mark.parametrize(
    ("eve", "name"),
    [(date(2098, 12, 31), "元旦"), (date(2099, 4, 30), "劳动节"), (date(2099, 9, 30), "国庆节")],
)
def test_the_fixed_holidays_have_an_eve_in_a_year_nobody_published(eve: date, name: str) -> None:
    assert PUBLISHED.holiday_after(eve) == name


def test_the_operator_can_have_a_fixed_holiday_worked() -> None:
    assert calendar(workdays=["2099-05-01"]).is_workday(date(2099, 5, 1))


def test_the_operators_table_adds_to_a_year_nobody_published() -> None:
    entered = calendar(holidays=["2099-10-01", "2099-10-02"], workdays=["2099-10-10"])
    assert not entered.is_workday(date(2099, 10, 1))
    assert entered.is_workday(date(2099, 10, 10))
    assert entered.is_workday(date(2099, 10, 5))
    assert entered.holiday_after(date(2099, 9, 30)) == "国庆节"
    assert entered.knows(2099)
    assert not entered.knows(2098)


def test_the_operators_table_wins_over_what_was_published() -> None:
    corrected = calendar(holidays=["2026-10-08"], workdays=["2026-10-07"])
    assert corrected.is_workday(date(2026, 10, 7))
    assert not corrected.is_workday(date(2026, 10, 8))
    assert corrected.holiday_after(date(2026, 10, 7)) == ""
    assert corrected.holiday_after(date(2026, 9, 30)) == "国庆节"


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2025, 12, 1), None),
        (date(2098, 6, 1), 2098),
        (date(UNKNOWN, 12, 31), UNKNOWN),
    ],
)
def test_a_year_that_is_missing_is_named(today: date, missing: int | None) -> None:
    assert PUBLISHED.missing_year(today) == missing


def test_the_next_year_is_missing_from_december_on() -> None:
    entered = calendar(holidays=["2098-10-01"])
    assert entered.missing_year(date(2098, 11, 30)) is None
    assert entered.missing_year(date(2098, 12, 1)) == UNKNOWN
    assert calendar(holidays=["2098-10-01", "2099-10-01"]).missing_year(date(2098, 12, 1)) is None


def test_the_last_known_year_is_found() -> None:
    assert calendar(holidays=["2098-10-01", "2099-10-01"]).last_year(date(2098, 5, 1)) == UNKNOWN
    assert PUBLISHED.last_year(date(2098, 5, 1)) is None


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ('holidays = ["2027-02-30"]', r"calendar\.holidays\.0.*没有 2027-02-30 这一天"),
        ('workdays = ["2027-02-06", "春节"]', r"calendar\.workdays\.1.*应写作 2027-02-06"),
        ("workdays = [20270206]", r"calendar\.workdays\.0.*应写作"),
        ("holidays = [2027-02-06T08:00:00]", r"calendar\.holidays\.0.*应写作"),
        ("holidays = 7", r"calendar\.holidays.*日期的列表"),
        ('holidays = ["2027-02-06"]\nworkdays = ["2027-02-06"]', "2027-02-06 同时写在 holidays 和 workdays"),
        ("holiday = []", r"不认识的设置 calendar\.holiday"),
    ],
)
def test_a_bad_date_is_one_sentence_that_names_the_key(tmp_path: Path, written: str, complaint: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[calendar]\n{written}\n", encoding="utf-8")
    with pytest.raises(OperatorError, match=complaint):
        read_settings(file)


@pytest.mark.parametrize("said", ["2027-02-06,2027-02-07", " 2027-02-06、2027-02-07 "])
def test_the_environment_takes_dates_with_commas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("BOT_CALENDAR__HOLIDAYS", said)
    settings = read_settings(tmp_path / "none.toml")
    assert settings.calendar.holidays == {date(2027, 2, 6), date(2027, 2, 7)}


def test_dates_may_stand_without_quotes(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[calendar]\nholidays = [2027-02-06]\n", encoding="utf-8")
    assert read_settings(file).calendar.holidays == {date(2027, 2, 6)}


def test_check_says_how_far_the_holidays_are_known() -> None:
    assert check_calendar(PUBLISHED, date(2025, 11, 30)).level is Level.GOOD
    far = calendar(holidays=["2098-10-01"])
    assert check_calendar(far, date(2098, 11, 30)) == Finding(Level.GOOD, "放假与调休安排到 2098 年")
    warning = check_calendar(far, date(2098, 12, 1))
    assert warning.level is Level.WARNING
    assert "2099" in warning.text
    assert "[calendar]" in warning.text
