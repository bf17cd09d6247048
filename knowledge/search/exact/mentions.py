"""Exactly where words stand in the speeches: counted, folded as the search folds, stretch by stretch.

A place is a stretch of a speech's own cutting, what the bot calls 第17段, whichever number of times it has the
words. Blanks and quotation marks stand in nobody's way: 严格执行三重一大 is found in 严格执行“三重一大”.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language.writing.normalize import QUOTE_MARKS, fold
from knowledge.search.library import Library
from knowledge.speech.cutting import Stretch
from knowledge.speech.segment import Segmented

_PLAIN = "plain_text"  # the name under which a speech keeps it


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A stretch that has the words, and where in its text. `around`: as in core.models.Shows.

    `number` is that of the passage that begins with the sentence that has them first.
    """

    stretch: Stretch
    marks: tuple[tuple[int, int], ...]
    times: int
    around: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where words stand, in the order of `slugs`. `words` are as the speech writes them, where it has them."""

    words: str
    slugs: tuple[str, ...]
    places: tuple[WordPlace, ...]

    @property
    def times(self) -> int:
        """Return how often the words stand there."""
        return sum(place.times for place in self.places)


def stands(library: Library, words: str, slugs: Sequence[str]) -> bool:
    """Return whether the words stand in one of these speeches."""
    wanted = plain_words(words)
    return bool(wanted) and any(wanted in _read(library.segmented(slug))[0] for slug in slugs)


def mentions(library: Library, words: str, slugs: Sequence[str]) -> Mentions:
    """Return every place in these speeches that has the words."""
    wanted, written, found = plain_words(words), "", []
    for slug in slugs:
        speech = library.segmented(slug)
        spans = _spans(speech, wanted)
        if spans and not written:
            written = QUOTE_MARKS.sub("", speech.speech.text[slice(*spans[0])])
        found += _places(library, slug, spans)
    return Mentions(written or words, tuple(slugs), tuple(found))


def plain_text(library: Library, slugs: Sequence[str]) -> str:
    """Return what these speeches say as words are looked for in it, one speech a line or more."""
    return "\n".join(_read(library.segmented(slug))[0] for slug in slugs)


def _places(library: Library, slug: str, spans: list[tuple[int, int]]) -> list[WordPlace]:
    if not spans:
        return []
    stretches = library.own_stretches(slug)
    starts, first = [one.passage.start for one in stretches], stretches[0].passage.id
    there: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        there.setdefault(max(0, bisect_right(starts, span[0]) - 1), []).append(span)
    found = []
    for number, inside in there.items():
        passage = stretches[number].passage
        marks = [(start - passage.start, min(end, passage.end) - passage.start) for start, end in inside]
        kept = tuple((start, end) for start, end in marks if 0 <= start < end)
        around, begins = "" if passage.id == first else first, library.passage_at(slug, inside[0][0]).id
        found.append(WordPlace(stretches[number], kept, len(inside), around, begins))
    return found


def _spans(speech: Segmented, wanted: str) -> list[tuple[int, int]]:
    """Return where a speech has the folded words, as code points of its text."""
    plain, place = _read(speech)
    spans, at = [], plain.find(wanted) if wanted else -1
    while at >= 0:
        spans.append((place[at], place[at + len(wanted) - 1] + 1))
        at = plain.find(wanted, at + len(wanted))
    return spans


def _read(speech: Segmented) -> tuple[str, tuple[int, ...]]:
    """Return a speech folded, without blanks and quotation marks, and where each of its characters stands.

    It is kept with the speech, which never changes, and goes with it.
    """
    kept = vars(speech)
    if _PLAIN not in kept:
        kept[_PLAIN] = plainly(speech.speech.text)
    found: tuple[str, tuple[int, ...]] = kept[_PLAIN]
    return found


def plain_words(words: str) -> str:
    """Return words as they are looked for: folded, without blanks and quotation marks."""
    return _plain(fold(words))


def plainly(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text as words are looked for in it, and where each of its characters stands."""
    folded = fold(text)
    if len(folded) != len(text):  # something folds into more characters than one
        folded = "".join(fold(character)[:1] or " " for character in text)
    left_out = {character for character in set(folded) if not _plain(character)}
    kept = [place for place, character in enumerate(folded) if character not in left_out]
    return "".join(folded[place] for place in kept), tuple(kept)


def _plain(folded: str) -> str:
    """Return folded text without quotation marks and blanks; ends of lines stay, as nothing goes over them."""
    return "".join(
        character for character in QUOTE_MARKS.sub("", folded) if character == "\n" or not character.isspace()
    )
