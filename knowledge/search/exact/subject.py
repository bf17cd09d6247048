"""Everything that the speeches say on a subject, sentence by sentence, in reading order.

A sentence is on it when it says the subject (or its core, a short form, or another word for it), when its own
heading does, or when it leans on such a sentence (通过这种形式…). What the search finds beside these is near.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.search.library import Library
from knowledge.speech.segment import PATH_JOINER, Passage, Segmented

# What is said of any subject: 作风建设 is about 作风.
_TAIL = pattern(r"(?:建设|工作|修养|问题|斗争|精神|方面|有关|相关)+$")
_LEANS = pattern(r"(?:希望|要|就是|正是)?(?:通过)?(?:这[种个样些次项]|此|对此|为此)")
NEAR = 8  # passages that are offered beside those that are on the subject
SHORTEST = 2  # characters of a core
ABBREVIATED = 4  # 调查研究 is 调研: the first and the third of so many


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Sentences on a subject that stand one behind the other, under one heading. `text` is verbatim.

    `passage` is the passage that begins there: its number, source and heading are the excerpt's.
    """

    passage: Passage
    text: str
    numbers: tuple[str, ...]  # of its sentences
    sure: bool = True  # it is on the subject, and not only near it

    @property
    def end(self) -> int:
        """Return where it ends in the speech's text."""
        return self.passage.start + len(self.text)


def on_subject(library: Library, subject: str) -> tuple[Excerpt, ...]:
    """Return what the speeches say on `subject`, in the order of the speeches and in reading order."""
    signs = tuple(signs_of(library, subject))
    if not signs:
        return ()
    found: list[Excerpt] = []
    for speech in library.speeches:
        segmented = library.segmented(speech.slug)
        found += _excerpts(segmented, _chosen(segmented, signs))
    places = {speech.slug: number for number, speech in enumerate(library.speeches)}
    found += _near(library, subject, found)
    return tuple(sorted(found, key=lambda one: (places[one.passage.slug], one.passage.start)))


def _near(library: Library, subject: str, found: Sequence[Excerpt]) -> Iterator[Excerpt]:
    """Yield the passages that the search finds for the words and that share nothing with what is found."""
    for candidate in library.answer(subject, k=NEAR).candidates:
        near = candidate.passage
        taken = [one for one in found if one.passage.slug == near.slug]
        if all(near.end <= one.passage.start or one.end <= near.start for one in taken):
            yield Excerpt(near, near.text, (near.id,), sure=False)


def signs_of(library: Library, subject: str) -> Iterator[str]:
    """Yield the folded words that a sentence on `subject` may say."""
    whole = re.sub(r"\s+", "", fold(subject))
    if len(whole) < SHORTEST:
        return
    core = _TAIL.sub("", whole)
    words = dict.fromkeys((whole, core if len(core) >= SHORTEST else whole))
    yield from words
    if len(whole) == ABBREVIATED:
        yield whole[0] + whole[2]
    for word in words:
        for number in library.thesaurus.groups_of.get(word, ()):
            yield from (other for other in library.thesaurus.groups[number] if len(other) >= SHORTEST)


def _chosen(speech: Segmented, signs: tuple[str, ...]) -> list[int]:
    """Return the places of the sentences on the subject."""
    text, chosen = speech.speech.text, list[int]()
    for number, sentence in enumerate(speech.sentences):
        said = fold(text[sentence.start : sentence.end])
        heading = fold(speech.sections[sentence.section].path.split(PATH_JOINER)[-1])
        says = any(sign in said or sign in heading for sign in signs)
        before = (
            chosen and chosen[-1] == number - 1 and speech.sentences[number - 1].paragraph == sentence.paragraph
        )
        if says or (before and _LEANS.match(said)):
            chosen.append(number)
    return chosen


def _excerpts(speech: Segmented, chosen: list[int]) -> Iterator[Excerpt]:
    """Yield the sentences, those that follow each other in one section together."""
    numbers: list[int] = []
    for number, following in zip(chosen, [*chosen[1:], None], strict=False):
        numbers.append(number)
        section = speech.sentences[number].section
        if following == number + 1 and speech.sentences[following].section == section:
            continue
        first, last = speech.sentences[numbers[0]], speech.sentences[numbers[-1]]
        yield Excerpt(
            speech.passages[numbers[0]],
            speech.speech.text[first.start : last.end],
            tuple(speech.passages[one].id for one in numbers),
        )
        numbers = []
