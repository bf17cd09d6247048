"""Rules that move a judged passage up or down, whatever the judges of words say."""

from dataclasses import dataclass, replace

from knowledge.language.words import frames
from knowledge.language.writing.normalize import QUOTE_MARKS, fold
from knowledge.search.confidence import Features, Zones
from knowledge.search.of_speeches.named import NOT_NAMED
from knowledge.search.query import Query
from knowledge.speech.announcing import announces
from knowledge.speech.segment import Passage, overlap
from knowledge.speech.texts import Texts

# A heading says that what stands under it is on the subject; what else names it is worth half of that.
SUBJECT_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage and what is known about it."""

    passage: Passage
    features: Features
    confidence: float
    named: bool = False  # it says what is asked about, word for word


def overruled(
    judged: list[Judged], query: Query, speeches: Texts, zones: Zones, meant: frozenset[str]
) -> list[Judged]:
    """Return what was judged, the surest first, after the rules. `meant`: the speeches that are; none: all."""
    if meant:
        judged = [_if_meant(entry, meant) for entry in judged]
    surest = sorted(judged, key=lambda entry: -entry.confidence)
    if not surest:
        return []
    return _on_subject(_named_first(_without_announced(surest, query, zones), zones), query, speeches)


def _if_meant(entry: Judged, meant: frozenset[str]) -> Judged:
    """Trust a passage less whose speech the question does not name: 海南… is not answered by another's."""
    if entry.passage.slug in meant:
        return entry
    return replace(entry, confidence=NOT_NAMED * entry.confidence, named=False)


def _without_announced(judged: list[Judged], query: Query, zones: Zones) -> list[Judged]:
    """Let what only announces a term be no answer to what the term is; what comes near is then not sure."""
    term, first = "".join(query.content.split()), judged[0].passage.text
    if not (query.defines and term in first and announces(first)):
        return judged
    near = [entry for entry in judged if not announces(entry.passage.text)] or judged
    return [replace(entry, confidence=min(entry.confidence, zones.unsure)) for entry in near]


def _named_first(judged: list[Judged], zones: Zones) -> list[Judged]:
    """Let one that says it word for word come before those that only come near and are not sure."""
    named = next((entry for entry in judged if entry.named), None)
    if named is None or judged[0].named or judged[0].confidence >= zones.confident:
        return judged
    others = [entry for entry in judged if entry is not named]
    return [replace(named, confidence=others[0].confidence), *others]


def _on_subject(judged: list[Judged], query: Query, speeches: Texts) -> list[Judged]:
    """Let what names the subject asked for, under a heading that does, be its answer.

    怎么说作风 asks for nothing else; where other passages say the same words, no judge of words is sure.
    """
    subject = _solid(frames.subject(query.folded))
    if not subject or judged[0].confidence >= SUBJECT_CONFIDENCE:
        return judged
    for entry in judged:
        if subject in _solid(entry.passage.section) and subject in _solid(entry.passage.text):
            found = _opening(entry.passage, subject, speeches)
            rest = [_if_named(one, subject) for one in judged if not overlap(one.passage, found)]
            rest.sort(key=lambda one: -one.confidence)
            return [replace(entry, passage=found, confidence=SUBJECT_CONFIDENCE), *rest]
    return judged


def _if_named(entry: Judged, subject: str) -> Judged:
    """Trust a passage more that names the subject as well."""
    if subject not in _solid(entry.passage.text):
        return entry
    return replace(entry, confidence=max(entry.confidence, SUBJECT_CONFIDENCE / 2))


def _opening(passage: Passage, subject: str, speeches: Texts) -> Passage:
    """Return the beginning of a passage's section where its own heading names the subject."""
    openings = (
        opening
        for _, opening, heading in speeches.headings(passage.slug)
        if opening.section == passage.section and subject in _solid(heading)
    )
    return next(openings, passage)


def _solid(text: str) -> str:
    return QUOTE_MARKS.sub("", "".join(fold(text).split()))
