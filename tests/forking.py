"""Calls the command line hundreds of times: a process that has loaded it forks itself for each call.

Each call is a real process with its own environment and its own streams, without the second that loading
takes. The fixture `forked` starts it once for a module.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pytest

from core.places import CHECKOUT

PROGRAM = """
import io, json, os, signal, sys, tempfile
import cli.main, handlers.application, handlers.people.reach, services.building, services.checks
import psycopg, sqlalchemy.dialects.postgresql.psycopg, sqlalchemy.dialects.sqlite.aiosqlite

def opened(number, file, asked, errors):
    # as Python does at its start
    os.dup2(file, number)
    stream = os.fdopen(number, "wb", closefd=False)
    return io.TextIOWrapper(stream, encoding=asked["encoding"], errors=errors, line_buffering=True)

def call(asked, out, err):
    if asked["stdout"] == "full":
        out = os.open("/dev/full", os.O_WRONLY)
    elif asked["stdout"] == "left":
        reader, out = os.pipe()
        os.close(reader)
    sys.stdout = opened(1, out, asked, "strict")
    sys.stderr = opened(2, err, asked, "backslashreplace")
    if asked["stdout"] == "closed":
        os.close(1)
        sys.stdout = sys.__stdout__ = None
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        del os.environ[name]
    os.environ.update(asked["variables"])
    sys.argv = ["bot.py", *asked["arguments"]]
    signal.alarm(300)
    try:
        cli.main.start()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException:
        import traceback
        traceback.print_exc()
        code = 70
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            code = 120  # as Python ends when it cannot write the rest, with a complaint
            sys.stderr.write(f"Traceback: {error}")
    os._exit(code)

for line in sys.stdin:
    asked = json.loads(line)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            call(asked, out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        out.seek(0), err.seek(0)
        said = [one.read().decode(asked["encoding"], "backslashreplace") for one in (out, err)]
    print(json.dumps([os.waitstatus_to_exitcode(status), *said]), flush=True)
"""


Stdout = Literal["kept", "closed", "full", "left"]


@dataclass(frozen=True)
class Ended:
    """How a call ended, and all it said."""

    returncode: int
    stdout: str
    stderr: str


class Forked:
    """The process that forks."""

    def __init__(self) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=CHECKOUT,
            env=inherited,
            text=True,
            encoding="utf-8",
        )

    def bot(
        self,
        arguments: list[str],
        variables: Mapping[str, str],
        *,
        encoding: str = "utf-8",
        stdout: Stdout = "kept",
    ) -> Ended:
        """Run bot.py with these arguments and environment variables.

        `encoding` is its locale's. Standard output is kept, or closed before the start, or a full disk, or a
        pipe whose reader has left.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"arguments": arguments, "variables": dict(variables), "encoding": encoding, "stdout": stdout}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Ended(*json.loads(self._process.stdout.readline()))

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def forked() -> Iterator[Forked]:
    """Give the process that forks; it ends with the module's last test."""
    process = Forked()
    yield process
    process.end()
