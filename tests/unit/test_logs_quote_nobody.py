"""What the log never shows, seen from outside: logging is the process's own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
from telegram.error import TelegramError
from telegram.request import HTTPXRequest
from core.logs import set_up_logging
set_up_logging("debug")
try:
    HTTPXRequest.parse_json_payload('{"ok": true, "result": {"text": "secret words", '.encode())
except TelegramError:
    import logging
    logging.getLogger("handlers").warning("it was unreadable")
"""


def test_an_answer_that_cannot_be_read_is_not_quoted() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "it was unreadable" in done.stderr
    assert "secret words" not in done.stderr
