"""A record of the log is one line, whatever is in it: else somebody's words could be a record of their own."""

import json
import logging
import sys

import pytest

from core.json_logs import JsonFormatter
from core.logs import HidingFormatter

BREAKS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
MOVES = ["\x1b[2J", "\x9b31m", "\x08", "\x07", "\0", "\x7f", "\u202e", "\u2066", "\u200f"]
FORGED = "2026-03-02 08:00:00,000 CRITICAL core.logs: the program ends"


def record(words: str, *, failed: bool) -> logging.LogRecord:
    error = None
    if failed:
        try:
            int(words)
        except ValueError:
            error = sys.exc_info()
    return logging.LogRecord("handlers.x", logging.WARNING, "x.py", 1, "unread: %s", (words,), error)


@pytest.mark.parametrize("failed", [False, True], ids=["words", "traceback"])
@pytest.mark.parametrize("sign", [*BREAKS, *MOVES], ids=ascii)
def test_no_words_begin_a_line_or_move_the_terminal(sign: str, failed: bool) -> None:
    words = f"廉洁{sign}{FORGED}"
    for formatter in (HidingFormatter(), JsonFormatter()):
        line = formatter.format(record(words, failed=failed))
        assert len(line.splitlines()) == 1
        assert not set(sign) & set(line) - set("[2J31m")
        assert "廉洁" in line, "what is no danger stays readable"


def test_json_still_says_what_was_said() -> None:
    words = "".join(BREAKS + MOVES)
    said = json.loads(JsonFormatter().format(record(words, failed=True)))
    assert said["message"] == f"unread: {words}"
    assert said["error"].startswith("Traceback (most recent call last):\n")


def test_a_traceback_can_be_unfolded() -> None:
    line = HidingFormatter().format(record("x", failed=True))
    unfolded = line.replace("\\n", "\n").splitlines()
    assert unfolded[1] == "Traceback (most recent call last):"
    assert unfolded[-1].startswith("ValueError: invalid literal")
