"""Speeches that nobody has asked about, with questions on them: see bench/unseen/说明.md."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from bench.samples import SHARED, Sample, Shipped, from_file
from core.models import SpeechText
from knowledge.reading.extract import extract
from knowledge.search.known.ways import read_ways
from knowledge.search.library import Library
from knowledge.speech.segment import Passage

FOLDER = Path(__file__).with_name("unseen")
# Ways of asking for some of the speeches: what `ways draft` asks for, written by others from its tasks alone.
WAYS = FOLDER / "ways"
SHORT = 700  # characters of a short speech
REPORTS = SHARED / "public" / "state_council_reports.json"
# What the fit of the confidence learns from; the others are only measured with.
FITTED = ("county", "waterworks", "hospital", "university", "housing", "appointments")


def names() -> list[str]:
    """Return the invented speeches."""
    return sorted(file.stem for file in FOLDER.glob("*.txt"))


def speech(name: str) -> SpeechText:
    """Read an invented speech as a document that comes in."""
    file = FOLDER / f"{name}.txt"
    found = extract(file.read_bytes(), file.name)
    return SpeechText(name, file.name, found.title or name, found.date, found.occasion, found.text)


@cache
def reports() -> dict[str, SpeechText]:
    """Return the public reports that there are questions on, by name; none where ../shared is absent."""
    if not REPORTS.is_file():
        return {}
    entries = json.loads(REPORTS.read_text(encoding="utf-8"))
    found = {}
    for file in sorted(FOLDER.glob("report_*.jsonl")):
        entry = entries[int(file.stem.partition("_")[2])]
        year = re.match(r"\d{4}年", entry["title"])
        found[file.stem] = SpeechText(
            file.stem, f"{entry['title']}.txt", entry["title"], year[0] if year else "", "", entry["text"]
        )
    return found


def questions(name: str, library: Library) -> Iterator[Sample]:
    """Yield the questions on a speech; only a passage of that speech is right."""
    for sample in from_file(FOLDER / f"{name}.jsonl", library):
        yield Sample(sample.kind, sample.question, _of(name, sample), library, sample.in_scope)


def alone(shipped: Shipped) -> Iterator[Sample]:
    """Yield the questions on each report, asked of a library of that report only."""
    for name, report in reports().items():
        yield from questions(name, Library.build([report], [], shipped.thesaurus))


def together(shipped: Shipped, of: Sequence[str], *, beside: bool = False) -> Iterator[Sample]:
    """Yield the questions on the speeches `of`, asked of all invented ones.

    `beside`: and of the shipped ones with their ways of asking.
    """
    speeches = [speech(name) for name in names()]
    if beside:
        library = Library.build([*shipped.speeches, *speeches], shipped.known, shipped.thesaurus)
    else:
        library = Library.build(speeches, [], shipped.thesaurus)
    for name in of:
        yield from questions(name, library)


def taught(shipped: Shipped, of: Sequence[str], *, beside: bool = False) -> Iterator[Sample]:
    """Yield the questions on those of the speeches `of` that have ways of asking, asked of all with those ways.

    `beside`: and of the shipped ones with theirs.
    """
    known = read_ways(sorted(WAYS.glob("*/*.txt")))
    speeches = [speech(name) for name in names()]
    if beside:
        speeches, known = [*shipped.speeches, *speeches], [*shipped.known, *known]
    library = Library.build(speeches, known, shipped.thesaurus)
    for name in of:
        if (WAYS / name).is_dir():
            yield from questions(name, library)


def office_talk(
    shipped: Shipped, of: Sequence[str], said: Sequence[str], each: int, seed: int
) -> Iterator[Sample]:
    """Yield everyday talk that no speech answers, asked where an office has one speech of its own.

    The speech is short and beside the shipped ones, then alone, then whole. `each`: questions a library, 0 all.
    """
    source = random.Random(seed)
    shared = shipped.library()
    for name in of:
        whole = speech(name)
        short = replace(whole, text=whole.text[:SHORT])
        libraries = {
            "office, short beside": Library.build(
                [*shipped.speeches, short], shipped.known, shipped.thesaurus, previous=shared
            ),
            "office, short alone": Library.build([short], [], shipped.thesaurus),
            "office, whole": Library.build([whole], [], shipped.thesaurus),
        }
        for kind, library in libraries.items():
            for question in source.sample(said, each) if each else said:
                yield Sample(kind, question, lambda _: False, library, in_scope=False)


def _of(name: str, sample: Sample) -> Callable[[Passage], bool]:
    def right(passage: Passage) -> bool:
        return passage.slug == name and sample.right(passage)

    return right
