"""Stands in for the programs that documents name, where running them would take minutes or change this machine.

Called as `stand_in.py PROGRAM REAL ARGUMENT…` in a copy of the checkout; REAL is the Python that runs it all.
`make` only says what it would do, a benchmark prints its help, the bot is stopped as soon as it says where it
is, and an installer or somebody else's program does nothing.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

STARTED = ("-c", "from cli.main import start; start()")  # what the program qingfeng does
OTHERS = {"git", "createdb", "uv", "pipx", "docker", "systemctl"}


def main(program: str, real: str, *arguments: str) -> int:
    """Do what is left of the command; return the exit status."""
    if program == "make":
        return make(*arguments)
    if program == "bash":
        return subprocess.call(["/bin/bash", "-n", *arguments])
    if program == "openssl":
        return 0
    if program in OTHERS:
        return there(*(name for name in arguments if name == "." or name.endswith(".txt") or "/" in name))
    return python(real, *([] if program == "python" else STARTED), *arguments)


def python(real: str, *arguments: str) -> int:
    """Run the project's own: the command line as it is, the rest as far as to see that it is there."""
    if arguments in {("bot.py",), STARTED}:
        return bot(real, *arguments)
    if arguments[0] == "-m" and arguments[1].startswith("bench"):
        return bench(real, *arguments)
    if arguments[0].startswith("tests/"):
        return there(arguments[0])
    return subprocess.call([real, *arguments])


def make(*arguments: str) -> int:
    """Let make say what it would do, having made sure that it knows each variable it is given."""
    makefile = Path("Makefile").read_text(encoding="utf-8")
    for name in (argument.split("=")[0] for argument in arguments if "=" in argument):
        if not re.search(rf"\$\({name}\b", makefile):
            return missing(name)
    return subprocess.call(["/usr/bin/env", f"PATH={os.defpath}", "make", "-n", *arguments])


def bench(real: str, *arguments: str) -> int:
    """Make sure that a benchmark is there and has the options it is given."""
    told = subprocess.run([real, *arguments[:2], "--help"], capture_output=True, text=True, check=False)
    unknown = [name for name in arguments[2:] if name.startswith("-") and name not in told.stdout]
    return missing(*unknown) if unknown else told.returncode


def bot(real: str, *arguments: str) -> int:
    """Run the bot until it says where its local chat is; return the status with which it ends then."""
    with subprocess.Popen([real, *arguments], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        said = running.stdout.readline()
        running.terminate()
    return running.returncode if "http://127.0.0.1:" in said else missing("an address", said)


def there(*names: str) -> int:
    """Make sure that these are in this folder."""
    return 0 if all(Path(name).exists() for name in names) else missing(*names)


def missing(*what: str) -> int:
    """Name what is not there."""
    print("not there:", *what, file=sys.stderr)  # noqa: T201 - a program of the tests
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
