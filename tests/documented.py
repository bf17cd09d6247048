"""What the documents tell people to type, read out of them: blocks of lines, and commands within a sentence."""

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.places import CHECKOUT

# Programs that are the project's own, or that its documents use to install it. The rest is other people's.
OWN = {"make", "bot.py", "python", ".venv/bin/python", "qingfeng", "bash", "uv", "pipx"}
SPAN = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
ASSIGNED = re.compile(r"^[A-Z_]+=")


@dataclass(frozen=True)
class Script:
    """Lines that belong together, as they are printed, and where the first of them stands."""

    document: str
    line: int
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.document}:{self.line} {self.lines[0]}"


@cache
def tracked() -> tuple[str, ...]:
    """Return all files of the checkout, by their paths in it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return tuple(sorted(name for name in listed.stdout.split("\0") if (CHECKOUT / name).is_file()))


@cache
def documents() -> dict[str, str]:
    """Return what people read: every Markdown file, and the comments of the files that they fill in."""
    read = {}
    for name in tracked():
        file = Path(name)
        text = (CHECKOUT / name).read_text(encoding="utf-8") if file.suffix in {".md", ".toml"} else ""
        if file.suffix == ".md":
            read[name] = text
        elif file.suffix == ".toml" and name != "pyproject.toml" and not name.startswith("tests/"):
            read[name] = "".join(line if line.startswith("#") else "\n" for line in text.splitlines(True))
    return read


def scripts() -> list[Script]:
    """Return every command of the documents, each once; the lines of a block stay together."""
    once: dict[tuple[str, ...], Script] = {}
    for name, text in documents().items():
        for script in scripts_of(name, text):
            once.setdefault(script.lines, script)
    return list(once.values())


def scripts_of(document: str, text: str) -> list[Script]:
    """Return the commands that one document prints, in blocks, in units of systemd and within sentences."""
    found = []
    for block in FENCE.finditer(text):
        kind, lines = block[2], tuple(filter(None, map(_typed, block[3].splitlines())))
        if kind == "ini":
            lines = _started_by(lines)
        if kind in {"sh", "ini"} and lines:
            found.append(Script(document, _line(text, block.start()), lines))
    prose = FENCE.sub(lambda block: re.sub(r"[^\n]", " ", block[0]), text)
    found += [
        Script(document, _line(text, span.start()), (span[1],))
        for span in SPAN.finditer(prose)
        if is_command(span[1])
    ]
    return found


def is_command(span: str) -> bool:
    """Return whether what stands between two backticks is something to type into a terminal."""
    words = [word for word in span.split() if not ASSIGNED.match(word)]
    alone = {"make", "qingfeng"}  # `bot.py` by itself is the file, `python` the language
    return words[:1] != [] and ("&& make" in span or words[0] in (OWN if len(words) > 1 else alone))


def _typed(line: str) -> str:
    """Return a line without the remark behind it."""
    return re.sub(r"(^|\s+)# .*$", "", line).strip()


def _started_by(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a unit of systemd starts, as if it were typed in the unit's folder."""
    unit = dict(line.split("=", 1) for line in lines if "=" in line)
    return (unit["ExecStart"].replace(f"{unit['WorkingDirectory']}/", ""),) if "ExecStart" in unit else ()


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
