"""Which item a week asks: none twice before all were asked, none again too soon, the same in every process."""

from datetime import date, timedelta

import pytest

from services.quiz.weeks import APART, draw, monday_of
from storage.quiz.items import QuizWeek

MONDAY = date(2026, 3, 2)
WEEK = timedelta(days=7)


def drawn(keys: list[str], weeks: int) -> list[str]:
    """Return what so many weeks ask, one after the other."""
    known: list[QuizWeek] = []
    for number in range(weeks):
        monday = MONDAY + number * WEEK
        known.append(QuizWeek(monday, draw(monday, keys, known)))
    return [one.item_key for one in known]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 8, 9, 12])
def test_a_round_asks_every_item_once_and_the_next_begins_with_none_of_its_last(number: int) -> None:
    keys = [f"item {n}" for n in range(number)]
    asked = drawn(keys, 6 * number)
    for start in range(0, len(asked), number):
        assert sorted(asked[start : start + number]) == sorted(keys)
    apart = min(APART, number // 2) if number > 1 else 0
    for place, key in enumerate(asked):
        assert key not in asked[max(0, place - apart) : place]


def test_rounds_are_in_different_orders() -> None:
    keys = [f"item {n}" for n in range(9)]
    asked = drawn(keys, 27)
    assert len({tuple(asked[start : start + 9]) for start in (0, 9, 18)}) == 3


def test_only_earlier_weeks_and_items_that_may_be_asked_now_count() -> None:
    keys = ["a", "b", "c"]
    first = draw(MONDAY, keys, [])
    assert draw(MONDAY, keys[::-1], []) == first, "whatever the order"
    later = [QuizWeek(MONDAY + number * WEEK, first) for number in range(3)]
    assert draw(MONDAY, keys, later) == first
    gone = [QuizWeek(MONDAY - number * WEEK, "gone") for number in (2, 1)]
    assert draw(MONDAY, keys, gone) == first
    assert draw(MONDAY, keys, [QuizWeek(MONDAY - WEEK, first)]) != first


def test_a_new_item_is_asked_before_any_comes_again() -> None:
    weeks = [QuizWeek(MONDAY - number * WEEK, key) for number, key in ((3, "a"), (2, "b"), (1, "a"))]
    assert draw(MONDAY, ["a", "b", "c"], weeks) == "c"
    assert draw(MONDAY, ["a", "b"], weeks) == "b"


@pytest.mark.parametrize("day", range(7))
def test_a_week_begins_on_monday(day: int) -> None:
    assert monday_of(MONDAY + timedelta(days=day)) == MONDAY
