"""What --help says in the operator's language: typer writes its headings and notes in English.

Its text is read, as its classes differ between versions; what is not known here stays as it is.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from core.patterns import pattern

HEADINGS = {"Options": "选项", "Arguments": "参数", "Commands": "命令"}
KINDS = {
    "str": "字", "Path": "文件", "int": "数", "int range": "数", "float": "数", "list[str]": "字…",
    "list[Path]": "文件…",
}  # fmt: skip
_HEADING = pattern(rf"^({'|'.join(HEADINGS)}):$", re.MULTILINE)
_KIND = pattern(rf"<({'|'.join(map(re.escape, KINDS))})>")
_DEFAULT = pattern(r"\[default: ([^;\]]+)(?:; ?(\d+)<=x<=(\d+))?\]")
_WORDS = (
    (pattern(r"^Usage: ", re.MULTILINE), "用法："),
    (pattern(r"\[OPTIONS\]"), "[选项]"),
    (pattern(r"COMMAND \[ARGS\]\.\.\."), "命令 [参数]…"),
    (pattern(r"Show this message and exit\."), "显示这些说明"),
    (pattern(r"\[required\]"), "[必填]"),
)


def in_chinese(said: str) -> str:
    """Return a text of typer's help with its own words in Chinese; the columns stay where they are."""
    for english, chinese in _WORDS:
        said = english.sub(chinese, said)
    said = _HEADING.sub(lambda found: f"{HEADINGS[found[1]]}：", said)
    said = _DEFAULT.sub(_default, said)
    return _KIND.sub(_kind, said)


def help_in_chinese(command: Any) -> None:  # noqa: ANN401 - typer's, which has no public name for it
    """Have a command, and those below it, give their help in Chinese."""
    command.get_help = partial(_translated, command.get_help)
    for below in getattr(command, "commands", {}).values():
        help_in_chinese(below)


def _translated(get_help: Callable[[Any], str], context: Any) -> str:  # noqa: ANN401 - as above
    return in_chinese(get_help(context))


def _default(found: re.Match[str]) -> str:
    within = f"，{found[2]} 至 {found[3]}" if found[2] else ""
    return f"[默认 {found[1]}{within}]"


def _kind(found: re.Match[str]) -> str:
    kind = KINDS[found[1]]
    wide = sum(1 + (char not in "…") for char in kind) + 2
    return f"<{kind}>" + " " * max(0, len(found[0]) - wide)
