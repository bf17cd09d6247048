"""Log injection: whatever is said in a record, it is one line, in both formats, and hides what is secret."""

import json
import logging
import sys

import pytest
from hypothesis import strategies as st

from core.hiding import Hidden
from core.json_logs import JsonFormatter
from core.logs import HidingFormatter
from fuzz import hostile
from fuzz.driving import Ledger
from fuzz.mutating import changed_text

pytestmark = pytest.mark.fuzz
BY_HYPOTHESIS = 0.1  # of the share
TOKEN = "123456789:" + "A" * 35
SECRET = 'pass"wörd\\口令'
DANGEROUS = frozenset({*hostile.CONTROLS, "\u202e", "\u2066"})


def record(words: str, *, failed: bool) -> logging.LogRecord:
    """Return a record with these words in all places; with a traceback if something failed."""
    error = None
    if failed:
        try:
            int(words + "x")
        except ValueError:
            error = sys.exc_info()
    return logging.LogRecord(
        "handlers.x", logging.WARNING, "x.py", 1, "it failed: %s (%r)", (words, words), error
    )


HIDDEN = Hidden()
HIDDEN.learn(SECRET)
PLAIN, JSON = HidingFormatter(HIDDEN), JsonFormatter(HIDDEN)


def check(words: str) -> None:
    for failed in (False, True):
        said = record(words, failed=failed)
        for line in (PLAIN.format(said), JSON.format(record(words, failed=failed))):
            assert not DANGEROUS & set(line), "a line that breaks, or that moves the terminal"
            assert len(line.splitlines()) == 1
            assert TOKEN not in line
            assert SECRET not in line
        assert json.loads(line)["logger"] == "handlers.x"


@pytest.mark.timeout(0)
def test_a_record_is_one_line(ledger: Ledger) -> None:
    surface = ledger.surface("log lines")
    surface.examples(hostile.text() | st.text(), check, surface.part(BY_HYPOTHESIS))
    seeds = [*hostile.SPLITTING, *hostile.ESCAPES, *hostile.CONTROLS, TOKEN, SECRET, f"a\n{TOKEN}\n{SECRET}"]
    surface.mutants(seeds, changed_text, check, surface.part(1 - BY_HYPOTHESIS))
    surface.assert_nothing_found()
