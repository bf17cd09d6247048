"""Known ways of asking as a folder: a file for each speech and writer, a line for each way of asking.

    questions/2022/driver.txt        how drivers ask for what the speech 2022 says
    questions/not-said/driver.txt    what drivers ask that no speech says

    # a note
    > 讲话原文里能回答的一段，一字不改
    一种问法
    另一种问法

In `not-said` the line after > says what is asked about. A file can be read and changed by anybody with a
text editor, and a change of it is a change of a few lines. Reading is a tenth of the work that TOML is, which
is why the format is our own.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from core.errors import OperatorError
from core.hand_written import read_hand_written
from knowledge.search.known.questions import KnownQuestion

NOT_SAID = "not-said"  # no short name of a speech has a hyphen
STRETCH, NOTE = ">", "#"


def read_ways(files: Iterable[Path]) -> list[KnownQuestion]:
    """Read every file, in the order given.

    Raises OperatorError naming the file and the line that cannot be used.
    """
    return [entry for file in files for entry in _file(file)]


def name_of(file: Path) -> str:
    """Return what a file is called in sentences for the operator: questions/2022/driver.txt."""
    return f"questions/{file.parent.name}/{file.name}"


def ways_text(known: list[KnownQuestion]) -> str:
    """Return the ways of one writer for one speech as a file says them, in their order."""
    lines: list[str] = []
    stretch = None
    for entry in known:
        if (said := entry.text or entry.about) != stretch:
            lines += ["", f"{STRETCH} {said}"]
            stretch = said
        lines.append(entry.question)
    return "\n".join(lines).lstrip("\n") + "\n"


def _file(file: Path) -> Iterator[KnownQuestion]:
    where, speech, writer = name_of(file), file.parent.name, file.stem
    try:
        lines = read_hand_written(file).split("\n")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise OperatorError(f"读不了 {where}：{why}") from None
    stretch = ""
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line or line[0] == NOTE:
            continue
        if line[0] == STRETCH:
            stretch = line[1:].strip()
            if not stretch:
                raise OperatorError(f"{where} 第 {number} 行：> 后面要写讲话原文")
        elif not stretch:
            raise OperatorError(f"{where} 第 {number} 行：问法前面要先有一行 > 讲话原文")
        elif speech == NOT_SAID:
            yield KnownQuestion(line, writer, "", about=stretch)
        else:
            yield KnownQuestion(line, writer, stretch, speech)
