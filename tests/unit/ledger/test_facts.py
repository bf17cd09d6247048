"""The facts of months: what was kept and what is known now become one; no name is left."""

from datetime import date

from services.ledger.facts import Fact, Span, settled
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
    blank = blanking(["王晓明", "王晓明明", "廉洁", "", "陈", "A.*"], ["要廉洁自律"])
    assert blank("请王晓明和王晓明明带廉洁材料，陈列在A.*处") == "请某某和某某带廉洁材料，陈列在某某处"
