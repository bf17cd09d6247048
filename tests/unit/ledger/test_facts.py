"""The facts of months: what was kept and what is known now become one; no name is left."""

from datetime import date, timedelta

import pytest

from services.ledger.facts import Fact, Span, said_days, settled
from services.ledger.nameless import blanking

DAY = date(2026, 2, 3)


def test_what_was_unknown_is_known_now_and_what_is_gone_is_not_missing() -> None:
    kept = [
        Fact(DAY, "甲", {"reached": 2, "unknown": 1}, {"number": "2023-1-01"}),
        Fact(DAY, "乙", {"reached": 3}),
        Fact(DAY, "丙", {"reached": 4}),
    ]
    now = [Fact(DAY, "甲", {"reached": 3}), Fact(DAY, "乙", {"reached": 1}), Fact(DAY, "丁", {"reached": 5})]
    found = {fact.key: fact for fact in settled(kept, now)}
    assert {key: dict(fact.counts) for key, fact in found.items()} == {
        "甲": {"reached": 3},
        "乙": {"reached": 3},
        "丙": {"reached": 4},
        "丁": {"reached": 5},
    }
    assert found["甲"].words == {"number": "2023-1-01"}


def test_a_fact_is_read_back_as_it_was_stored() -> None:
    fact = Fact(DAY, "甲", {"reached": 2}, {"number": "1"})
    assert Fact.read(fact.stored()) == fact


def test_the_months_of_a_stretch_are_whole_and_leave_none_out() -> None:
    months = Span(date(2025, 11, 30), date(2026, 2, 1)).months
    assert [(month.first.isoformat(), month.last.day) for month in months] == [
        ("2025-11-01", 30),
        ("2025-12-01", 31),
        ("2026-01-01", 31),
        ("2026-02-01", 28),
    ]


def test_names_become_somebody_but_the_words_of_speeches_stay() -> None:
    blank = blanking(["王晓明", "王晓明明", "廉洁", "", "陈", "李明", "A.*"], ["要廉洁自律"])
    said = "请王晓明和王晓明明带廉洁材料，陈列在A.*处，李明负责"
    assert blank(said) == "请某某和某某带廉洁材料，陈列在某某处，某某负责"
    assert blanking(["陈", "廉洁"], ["要廉洁自律"])(said) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2026-03-01"], "03-01"),
        (["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-07"], "03-01至03-03、03-07"),
        (["2025-12-30", "2025-12-31", "2026-01-01", "2026-01-05"], "2025-12-30至2026-01-01、01-05"),
        (["2025-12-06", "2025-12-07", "2026-03-01"], "2025-12-06至12-07、2026-03-01"),
    ],
)
def test_days_are_said_as_spans_with_their_year_where_it_changes(days: list[str], said: str) -> None:
    assert said_days([date.fromisoformat(day) for day in days]) == said


def test_of_many_spans_the_first_ones_are_named() -> None:
    weekends = [date(2026, 1, 3) + timedelta(days=7 * week + day) for week in range(52) for day in (0, 1)]
    said = said_days(weekends)
    assert said.startswith("01-03至01-04、01-10至01-11")
    assert said.endswith("等")
    assert said.count("至") == 12
