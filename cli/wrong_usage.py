"""What is said of a command that was typed wrong: one sentence in the operator's language, naming what helps.

typer writes English, and which of its classes an error has differs between its versions; so its sentences are
read. One that is not known here is passed on as it is.
"""

import difflib
import re
from collections.abc import Iterable
from typing import Protocol, cast

import typer

from core.patterns import pattern
from core.places import PROGRAM

WRONG_USAGE: type[Exception] = typer.BadParameter.__mro__[1]  # typer has no public name for it
NO_SUCH = pattern(r"No such (command|option)(?:: (.+)| '(.+)'\.)", re.DOTALL)
SHOWN = 60  # characters of what was typed
CLOSE = 0.5
KNOWN = (
    (pattern(r"Got unexpected extra arguments? ?(?:\(s\))? ?\((.*)\)", re.DOTALL), "多了 {0}"),
    (pattern(r"Option '(.+?)' requires an argument"), "{0} 后面还要写一个值"),
    (pattern(r"Option '(.+?)' requires (\d+) arguments"), "{0} 后面还要写 {1} 个值"),
    (pattern(r"Option '(.+?)' does not take a value"), "{0} 后面不写值"),
    (pattern(r"Argument '(.+?)' takes (\d+) values"), "{0} 要写 {1} 个"),
    (pattern(r"Missing command"), "还要写做什么"),
    (pattern(r"Value '(.*)' is not a valid", re.DOTALL), "“{0}”不合要求"),
    (pattern(r"(?:^|, )'(.*)' is not one of (.*?)\.?$", re.DOTALL), "不能是 {0}，可以是 {1}"),
)


class _Context(Protocol):
    """What is read of typer's: where on the command line the error is."""

    command_path: str
    command: object


class _Param(Protocol):
    """An option or argument, as typer has it."""

    def get_error_hint(self) -> str:
        """Return its name in quotes."""


def in_words(error: Exception) -> str:
    """Return the sentence for an error of typer's (one of WRONG_USAGE): what is wrong, and what to type."""
    context = cast("_Context | None", getattr(error, "ctx", None))
    if type(error).__name__ == "NoArgsIsHelpError":  # not wrong at all: the help is the answer
        return str(error)
    typed = context.command_path.split()[1:] if context else []
    return f"清风：{_what_is_wrong(error, context)}。用法见 {' '.join((PROGRAM, *typed))} --help"


def _what_is_wrong(error: Exception, context: _Context | None) -> str:
    message, param = str(getattr(error, "message", error)), cast("_Param | None", getattr(error, "param", None))
    if type(error).__name__ == "MissingParameter":
        return f"还要写 {_named(param)}" if param else "还少写了一项"
    if param is not None:
        return f"{_names(param)} 写得不对：{_not_taken(message, param)}"
    if found := NO_SUCH.match(message):
        return _no_such(found[1], found[2] or found[3], getattr(error, "possibilities", None), context)
    return _known(message)


def _no_such(kind: str, typed: str, possibilities: Iterable[str] | None, context: _Context | None) -> str:
    commands = list(getattr(context.command, "commands", ())) if context else []
    if kind == "option":
        near = sorted(possibilities or ())
        return f"没有 {_short(typed)} 这个选项" + (f"，是不是 {'、'.join(near)}" if near else "")
    near = difflib.get_close_matches(typed, commands, n=1, cutoff=CLOSE)
    return f"没有 {_short(typed)} 这个命令，" + (f"是不是 {near[0]}" if near else f"有 {'、'.join(commands)}")


def _not_taken(message: str, param: _Param) -> str:
    low, high = getattr(param, "min", None), getattr(param, "max", None)
    if low is not None and high is not None:
        return f"要写 {low} 至 {high} 的整数"
    return _known(message)


def _known(message: str) -> str:
    for wording, said in KNOWN:
        if found := wording.search(message):
            return said.format(*map(_short, found.groups()))
    return message.rstrip(".")


def _named(param: _Param) -> str:
    """Return what an option or argument is called, and what it is."""
    told = getattr(param, "help", None)
    return _names(param) + (f"（{told}）" if told else "")


def _names(param: _Param) -> str:
    return str(param.get_error_hint()).replace("'", "")


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
