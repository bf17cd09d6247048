"""Calls the command line hundreds of times: a process that has loaded it forks itself for each call.

Each call is a real process with its own environment, its own folder and its own streams, without the second
that loading takes. `loaded` starts it once for a process that runs tests.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

from core.places import CHECKOUT

PROGRAM = """
import io, json, os, signal, sys, tempfile
sys.path[0] = os.getcwd()  # wherever a call begins
import cli.main, handlers.application, handlers.people.reach, services.building, services.checks
import psycopg, sqlalchemy.dialects.postgresql.psycopg, sqlalchemy.dialects.sqlite.aiosqlite

def opened(number, file, asked, errors):
    # as Python does at its start
    os.dup2(file, number)
    stream = os.fdopen(number, "wb", closefd=False)
    return io.TextIOWrapper(stream, encoding=asked["encoding"], errors=errors, line_buffering=True)

def call(asked, given, out, err):
    os.dup2(given, 0)
    sys.stdin = io.TextIOWrapper(os.fdopen(0, "rb", closefd=False), encoding=asked["encoding"])
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
    os.environ.clear()
    os.environ.update(asked["variables"])
    os.chdir(asked["folder"])
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
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(asked["stdin"].encode(asked["encoding"], "surrogateescape"))
        given.seek(0)
        child = os.fork()
        if not child:
            call(asked, given.fileno(), out.fileno(), err.fileno())
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
        self._one_at_a_time = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=CHECKOUT,
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
        stdin: str = "",
    ) -> Ended:
        """Run bot.py with these arguments, and these environment variables beside those that are no bot's.

        `encoding` is its locale's. Standard output is kept, or closed before the start, or a full disk, or a
        pipe whose reader has left.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        asked = {
            "arguments": arguments,
            "variables": inherited | dict(variables),
            "folder": str(Path.cwd()),
            "encoding": encoding,
            "stdout": stdout,
            "stdin": stdin,
        }
        with self._one_at_a_time:
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            return Ended(*json.loads(self._process.stdout.readline()))

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@cache
def loaded() -> Forked:
    """Return the process that forks, started at its first use; it ends with the tests' own."""
    process = Forked()
    atexit.register(process.end)
    return process


@pytest.fixture(scope="session")
def forked() -> Forked:
    """Give the process that forks."""
    return loaded()
