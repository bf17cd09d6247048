"""Calls the command line as its users do: a real process, real standard input and output."""

import os
import subprocess
import sys

from core.places import CHECKOUT


def bot(*arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run bot.py with the given arguments and environment variables."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return subprocess.run(
        [sys.executable, str(CHECKOUT / "bot.py"), *arguments],
        input=stdin,
        env=inherited | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def refusal_of(result: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence of a refused start, having made sure that it is one."""
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    return result.stderr
