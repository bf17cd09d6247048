"""Where lines of Chinese end."""

import re
import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import KNOWLEDGE

from knowledge.quotes.line_breaks import CLOSING, OPENING, PAUSES, advances, hangs, set_in_lines, width

LETTER = re.compile(r"\w")


def wide(sign: str) -> float:
    """Return a width as a font's: Latin and digits take half."""
    return 0.5 if sign.isascii() else 1.0


def lines_of(text: str, room: float) -> list[str]:
    lines = set_in_lines(text, room, wide)
    assert lines is not None
    return lines


QUOTES = [
    one["text"] for one in tomllib.loads((KNOWLEDGE / "quotes.toml").read_text(encoding="utf-8"))["quote"]
]


@pytest.mark.parametrize("room", [11.4, 12.5, 13.7, 15.1, 17, 19, 20.7])
def test_every_quote_is_set_by_the_rules(room: float) -> None:
    for quote in QUOTES:
        lines = lines_of(quote, room)
        assert "".join(lines) == quote, "word for word"
        for line in lines:
            assert line[0] not in CLOSING | PAUSES, lines
            assert line[-1] not in OPENING, lines
            assert width(line, wide) <= room
        assert len(LETTER.findall(lines[-1])) > 1, lines


@given(st.text(alphabet="廉洁政纪律，。、：；（）“”《》…—1aA％", min_size=1, max_size=120), st.floats(9, 30))
def test_nothing_is_lost_and_nothing_sticks_out(text: str, room: float) -> None:
    lines = set_in_lines(text, room, wide)
    if lines is not None:
        assert "".join(lines) == text
        assert all(width(line, wide) <= room for line in lines)
        for before, after in pairwise(lines):
            assert after[0] not in CLOSING | PAUSES
            assert before[-1] not in OPENING


def test_lines_end_at_pauses_where_they_can() -> None:
    assert lines_of("如果哪个部门、哪个人出了问题，就要按规从严问责。", 11.4) == [
        "如果哪个部门、",
        "哪个人出了问题，",
        "就要按规从严问责。",
    ]


def test_no_last_line_is_a_single_sign() -> None:
    assert lines_of("廉洁奉公执政为民要", 8)[-1] != "要"
    assert len(lines_of("廉洁奉公执政为民。", 8)[-1]) > 2


def test_words_and_numbers_stay_whole() -> None:
    assert lines_of("今年前十月共立案2026起", 8.6) == ["今年前十月共立案", "2026起"]
    assert set_in_lines("a" * 30, 10, wide) is None


def test_each_paragraph_begins_a_line() -> None:
    assert lines_of("一、要学习。\n二、要对照。", 20) == ["一、要学习。", "二、要对照。"]


def test_marks_that_meet_are_set_closer_and_those_at_the_ends_hang() -> None:
    assert sum(advances("他说：“好。”", wide)) == 7 - 3 * 0.5
    assert hangs("“好”") == 0.5
    assert hangs("好") == 0
    assert width("“好”", wide) == 2
