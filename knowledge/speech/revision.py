"""What a new version of a speech changes, sentence by sentence, and which speech a document is a version of."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from core.models import SpeechText
from core.patterns import pattern
from knowledge.language.calendar.written_dates import year_said
from knowledge.language.writing.look_alikes import plain_characters
from knowledge.speech.segment import LINE, split_sentences

# A pair of sentences is one that was changed from this many of rapidfuzz's 100 on; else one went, one came.
REWORDED = 50
MOST_PAIRS = 40_000  # compared within one block; two texts that share nothing are not compared at all
# Of the shorter text's sentences, how many must stand in the other for the two to be one speech.
SAME_SPEECH = 0.3
LONG_ENOUGH = 8  # characters; shorter sentences (同志们：) stand in every speech
YEAR = pattern(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Difference:
    """Sentences that came, that went, and that were changed (before, after), in the text's order."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of `text`, without blanks, look-alikes as the characters they look like."""
    plain = plain_characters(text)
    return [
        re.sub(r"\s+", "", plain[start:end])
        for line in LINE.finditer(plain)
        for start, end in split_sentences(plain, line.start(), line.end())
    ]


def compare(before: str, after: str) -> Difference:
    """Compare two texts; blanks, where a line breaks and look-alikes (⻛ for 风) make no difference."""
    added: list[str] = []
    removed: list[str] = []
    changed: list[tuple[str, str]] = []
    for gone, come in _blocks(sentences_of(before), sentences_of(after)):
        paired = 0  # how much of `come` is accounted for
        for was in gone:
            found = None
            if len(gone) * len(come) <= MOST_PAIRS:
                found = process.extractOne(was, come[paired:], scorer=fuzz.ratio, score_cutoff=REWORDED)
            if found is None:
                removed.append(was)
            else:
                added.extend(come[paired : paired + found[2]])
                changed.append((was, found[0]))
                paired += found[2] + 1
        added.extend(come[paired:])
    return Difference(tuple(added), tuple(removed), tuple(changed))


def _blocks(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield what went and what came between two sentences that stayed."""
    gone: list[str] = []
    come: list[str] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            yield gone, come
            gone, come = [], []
        gone += old[step.src_start : step.src_end] if step.tag == "delete" else []
        come += new[step.dest_start : step.dest_end] if step.tag == "insert" else []
    yield gone, come


def version_of(document: SpeechText, known: Sequence[SpeechText]) -> SpeechText | None:
    """Return which of the `known` speeches `document` (whose slug says nothing) is a version of, if any.

    Its words decide. A title alone does not: many are given again year after year.
    """
    own = {sentence for sentence in sentences_of(document.text) if len(sentence) >= LONG_ENOUGH}
    shares = []
    for speech in known:
        other = {sentence for sentence in sentences_of(speech.text) if len(sentence) >= LONG_ENOUGH}
        shares.append(len(own & other) / max(1, min(len(own), len(other))))
    if shares and max(shares) >= SAME_SPEECH:
        return known[shares.index(max(shares))]
    for speech in known:
        if document.title and document.title == speech.title and year_of(document) == year_of(speech) != "":
            return speech
    return None


def year_of(speech: SpeechText) -> str:
    """Return the year that a speech's date, file name or title says; empty when none does."""
    found = (YEAR.search(words) for words in (year_said(speech.date), speech.file, speech.title))
    return next((match[0] for match in found if match), "")


def free_slug(speech: SpeechText, taken: Collection[str]) -> str:
    """Return a short name for a new speech: its year, 2024_2 when that is taken, s1 when no year is known."""
    year = year_of(speech)
    if year and year not in taken:
        return year
    stem, number = (f"{year}_", 2) if year else ("s", 1)
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"
