"""Days and hours are not looked for in words that have other letters than what fits the patterns."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from knowledge.language.calendar import days
from knowledge.language.calendar.days import read_days
from knowledge.language.hours import hours, parts_of_day, times
from knowledge.language.hours.hours import read_wanted
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import MisreadError, argument, letters_of

# The only way to see what a pattern is made of.
parse: Any = re.__dict__["_parser"].parse
MAY_STAND = {"CATEGORY_DIGIT", "CATEGORY_SPACE"}


def built_of(part: Any) -> Iterator[str]:  # noqa: ANN401 - parts of many kinds
    """Yield the names of all kinds of things that a parsed pattern is built of."""
    if isinstance(part, tuple | list) or hasattr(part, "data"):
        for one in part:
            yield from built_of(one)
    elif hasattr(part, "name"):
        yield part.name


@pytest.mark.parametrize(
    "pattern",
    [
        times._LEAD,
        times._COURTESY.pattern,
        times._TIME.pattern,
        hours._SENDING.pattern,
        *(pattern.pattern for _, pattern in parts_of_day._PARTS),
        *(pattern.pattern for _, pattern in days._CLAUSES),
    ],
)
def test_a_pattern_of_days_or_hours_names_every_letter_that_it_takes(pattern: str) -> None:
    names = set(built_of(parse(pattern)))
    assert not names & {"ANY", "NEGATE", "NOT_LITERAL"}
    assert {name for name in names if name.startswith("CATEGORY_")} <= MAY_STAND


def test_letters_that_become_digits_may_stand_in_an_hour() -> None:
    ours = letters_of("点")
    for said in ("八点", "捌点", "廿点", "十二点", "8 点", "伍点", "〇点"):
        assert ours.issuperset(fold(said))
        assert re.fullmatch(r"\d+点", argument(said))
    assert not ours.issuperset("八天")


@pytest.mark.parametrize(
    "said", ["三重一大是什么", "第三点讲了什么", "一岗双责", "周末怎么过组织生活", "8小时之外"]
)
def test_a_question_with_numerals_names_neither_days_nor_an_hour(said: str) -> None:
    assert read_days(said) is None
    with pytest.raises(MisreadError):
        read_wanted(said)
