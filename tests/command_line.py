"""Calls the command line as its users do: a real process, real standard input and output."""

import os
import subprocess
from datetime import UTC, datetime

from forking import loaded

from core.places import CHECKOUT

HOLIDAYS = "BOT_CALENDAR__HOLIDAYS"


def known_holidays() -> str:
    """Return what HOLIDAYS must say so that nobody is warned, on whatever day the tests run.

    The calendar library ends with a year, and the operators of a real process are told so from December on.
    """
    year = datetime.now(UTC).year
    return ",".join(f"{one}-10-01" for one in range(year, year + 3))


def bot(*arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run bot.py with the given arguments and environment variables, which are of the bot's own (BOT_…).

    What Python loads at a start is loaded already (forking.py): test_printed_commands.py starts Python itself,
    for every command that a document shows.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    ended = loaded().bot(list(arguments), inherited | variables, stdin=stdin)
    said = (stream.replace("\r\n", "\n") for stream in (ended.stdout, ended.stderr))
    return subprocess.CompletedProcess([str(CHECKOUT / "bot.py"), *arguments], ended.returncode, *said)


def refusal_of(result: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence of a refused start, having made sure that it is one."""
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    return result.stderr
