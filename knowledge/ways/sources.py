"""Where ways of asking come from, each by a name that an editor can type, and which of them are loose.

2022/driver      the file questions/2022/driver.txt
questions.toml   the office's file of that name
editors/2022     what editors bound in chat, for the speech 2022
批 12            a batch: number 12
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.search.known.questions import KnownQuestion

EDITORS = "editors"
QUESTIONS = "questions.toml"
BATCH = "批"
# What comes in the box is for these; whatever stands beside it is the office's own.
IN_THE_BOX = frozenset({"2022", "2023", "not-said"})


class Kind(StrEnum):
    """What kind of thing a source is."""

    BOX = "box"
    FILE = "file"
    EDITORS = "editors"
    BATCH = "batch"


@dataclass(frozen=True, slots=True)
class Sourced:
    """A way of asking, and where it comes from."""

    source: str
    way: KnownQuestion


@dataclass(frozen=True, slots=True)
class Loose:
    """Ways of asking for words that their speech does not say (any more)."""

    slug: str
    text: str
    questions: tuple[str, ...]
    sources: tuple[str, ...]


def file_source(file: Path) -> str:
    """Return the source that a file of ways is."""
    return f"{file.parent.name}/{file.stem}"


def editors_source(slug: str) -> str:
    """Return the source that editors' bindings for a speech are; "" stands for what no speech says."""
    return f"{EDITORS}/{slug or 'not-said'}"


def batch_source(number: int) -> str:
    """Return the source that a batch is."""
    return f"{BATCH} {number}"


def batch_number(source: str) -> int | None:
    """Return the number of a batch that is named 12, 批12 or 批 12; None when it is another source."""
    said = source.strip().removeprefix(BATCH).strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < len("1" * 19) else None


def kind_of(source: str) -> Kind:
    """Return what kind of source a name is."""
    folder, _, _ = source.partition("/")
    if batch_number(source) is not None:
        return Kind.BATCH
    if folder == EDITORS:
        return Kind.EDITORS
    return Kind.BOX if folder in IN_THE_BOX else Kind.FILE


def winning(files: Iterable[Sourced], added: Sequence[Sourced]) -> list[Sourced]:
    """Return what counts: a question that was added gives way nowhere, the same one in a file does."""
    asked = {one.way.question for one in added}
    return [*(one for one in files if one.way.question not in asked), *added]


def loose(known: Iterable[Sourced], speeches: Mapping[str, str]) -> list[Loose]:
    """Return the ways whose words their speech, one of `speeches` (slug -> text), does not say."""
    questions: dict[tuple[str, str], list[str]] = {}
    sources: dict[tuple[str, str], list[str]] = {}
    said: dict[tuple[str, str], bool] = {}
    for one in known:
        key = (one.way.speech, one.way.text)
        if not one.way.text or one.way.speech not in speeches:
            continue
        if key not in said:
            said[key] = one.way.text in speeches[one.way.speech]
        if not said[key]:
            questions.setdefault(key, []).append(one.way.question)
            sources.setdefault(key, []).append(one.source)
    return [
        Loose(slug, text, tuple(asked), tuple(dict.fromkeys(sources[slug, text])))
        for (slug, text), asked in questions.items()
    ]
