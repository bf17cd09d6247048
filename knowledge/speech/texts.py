"""Speeches as they are read: opened by number, read on and back, looked through for words."""

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.models import SpeechText
from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.speech import cutting, pages, points
from knowledge.speech.cutting import Stretch
from knowledge.speech.pages import Heading, Page
from knowledge.speech.segment import Passage, Segmented

CONTEXT_LENGTH = 400
SHORTEST_QUOTED = 12  # characters that a person's words have in common with a speech by no chance
QUOTED = (pattern(r"\n+"), pattern(r"[“”\"「」『』\n]+"), pattern(r"[。！？!?；;：:“”「」『』\n]+"))
AROUND_QUOTED = ' \u3000\t。！？!?；;，,：:“”"「」『』（）()'


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with what stands before and after it, word for word; `below`: see Stretch."""

    before: str
    passage: Passage
    after: str
    below: Passage | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """What stands from one passage to another; `around`: as in core.models.Shows."""

    passage: Passage
    around: str


@dataclass(frozen=True)
class Texts:
    """Speeches one after the other; every method is pure and quick."""

    speeches: tuple[SpeechText, ...]

    @property
    @abstractmethod
    def by_slug(self) -> dict[str, Segmented]:
        """Return the speeches with everything that was found in them, by their short names."""

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage of that number, None when there is none."""
        found = self.find(passage_id)
        return found[0].passages[found[1]] if found else None

    def passage_at(self, slug: str, offset: int) -> Passage:
        """Return the passage that starts at the sentence containing `offset` of the speech `slug`."""
        speech = self.by_slug[slug]
        starts = [sentence.start for sentence in speech.sentences]
        return speech.passages[max(0, bisect_right(starts, offset) - 1)]

    def quoted_in(self, text: str) -> Passage | None:
        """Return where the last of the words stand that `text`, a person's own, repeats from a speech.

        Only what is at least 12 characters long and a line, a sentence or in quotation marks counts.
        """
        parts = [part.strip(AROUND_QUOTED) for cut in QUOTED for part in cut.split(text)]
        repeated = [
            (text.rfind(part) + len(part), self.passage_at(speech.slug, at))
            for part in parts
            if len(part) >= SHORTEST_QUOTED
            for speech in self.speeches
            if (at := speech.text.find(part)) >= 0
        ]
        return max(repeated, key=lambda one: one[0])[1] if repeated else None

    def stretch(self, passage_id: str, around: str = "") -> Stretch | None:
        """Return the stretch that begins where this passage does, when one reads on from passage `around`.

        Without `around` the reading begins with this passage; 2023-3-07+9 is a page of nine sentences. None:
        there is no such stretch.
        """
        found = self._reading(passage_id, around)
        return cutting.stretch(*found) if found else None

    def span(self, first_id: str, last_id: str, most: int) -> Span | None:
        """Return what stands from one passage to the sentence that another begins with, at most `most` long.

        None: they are not two passages of one speech, one after the other.
        """
        begins, ends = self.find(first_id), self.find(last_id)
        if begins is None or ends is None or begins[0] is not ends[0] or ends[1] < begins[1]:
            return None
        speech, first = begins
        size = ends[1] - first + 1
        while size > 1 and speech.sentences[first + size - 1].end - speech.passages[first].start > most:
            size -= 1
        around = f"{first_id}+{size}"
        found = self.stretch(first_id, around)
        return Span(found.passage, around) if found else None

    def read_on(self, passage_id: str, around: str = "", *, steps: int = 1) -> Stretch | None:
        """Return the stretch `steps` after this one (before it, when negative); None beyond the ends."""
        found = self._reading(passage_id, around)
        return cutting.neighbour(*found, steps) if found else None

    def nth_stretch(self, slug: str, number: int) -> Stretch | None:
        """Return the stretch of this number in a speech's own cutting, below 0 from the end; or None."""
        speech = self.by_slug[slug]
        starts = cutting.own_cutting(speech)
        place = number - 1 if number > 0 else len(starts) + number
        return cutting.stretch(speech, starts[place], cutting.Start(0)) if 0 <= place < len(starts) else None

    def own_stretches(self, slug: str) -> tuple[Stretch, ...]:
        """Return all stretches of a speech's own cutting."""
        speech = self.by_slug[slug]
        starts = cutting.own_cutting(speech)
        found = (cutting.stretch(speech, start, cutting.Start(0)) for start in starts)
        return tuple(one for one in found if one)

    def stretches(self, slug: str) -> int:
        """Return of how many stretches a speech's own cutting is."""
        return len(cutting.own_cutting(self.by_slug[slug]))

    def _reading(self, passage_id: str, around: str) -> tuple[Segmented, int, cutting.Start] | None:
        number, _, sentences = (around or passage_id).partition("+")
        found, start = self.find(passage_id), self.find(number)
        if found is None or start is None or found[0] is not start[0] or not f"0{sentences}".isdecimal():
            return None
        size = int(f"0{sentences}")
        if start[1] + size > len(found[0].passages):
            return None
        return found[0], found[1], cutting.Start(start[1], size)

    def pages(self, slug: str) -> tuple[Page, ...]:
        """Return a speech page by page; nothing when there is no such speech."""
        speech = self.by_slug.get(slug)
        return pages.pages(speech) if speech else ()

    def contents(self, slug: str) -> tuple[Heading, ...]:
        """Return what stands in a speech's table of contents."""
        speech = self.by_slug.get(slug)
        return pages.headings(speech) if speech else ()

    def context(self, passage_id: str, around: str = "") -> Context | None:
        """Return the stretch that begins there with about 400 characters on each side; None: there is none."""
        shown, found = self.stretch(passage_id, around), self.find(passage_id)
        if found is None or shown is None:
            return None
        speech, first = found
        sentences, text, start = speech.sentences, speech.speech.text, shown.passage.start
        last = bisect_left([sentence.start for sentence in sentences], shown.end) - 1
        while first and start - sentences[first - 1].start <= CONTEXT_LENGTH:
            first -= 1
        while last + 1 < len(sentences) and sentences[last + 1].end - shown.end <= CONTEXT_LENGTH:
            last += 1
        before = text[sentences[first].start : start]
        after = text[shown.end : sentences[last].end]
        return Context(before.strip(), shown.passage, after.strip(), shown.below)

    def point(self, passage_id: str | None, number: int) -> Passage | None:
        """Return where point `number` starts: of the list the passage is in, else of its speech.

        Without a passage the points of the first speech are meant.
        """
        found = self.find(passage_id) if passage_id else None
        if found:
            speech, place = found
            inner = next(points.inner_points(speech, speech.passages[place], number), None)
            return inner or next(points.top_points(speech, number), None)
        if not self.speeches:
            return None
        return next(points.top_points(self.by_slug[self.speeches[0].slug], number), None)

    def headings(self, slug: str) -> tuple[tuple[int, Passage, str], ...]:
        """Return the headings of a speech: how deep each stands (0: outermost), where, and its words."""
        speech = self.by_slug[slug]
        ranks = sorted({section.rank for section in speech.sections if section.rank >= 0})
        return tuple(
            (ranks.index(section.rank), speech.passages[section.first_sentence], section.heading)
            for section in speech.sections
            if section.heading
        )

    def first(self, slug: str) -> Passage:
        """Return the first passage of a speech."""
        return self.by_slug[slug].passages[0]

    def segmented(self, slug: str) -> Segmented:
        """Return a speech with everything that was found in it."""
        return self.by_slug[slug]

    def holding(self, words: str) -> tuple[str, ...]:
        """Return the short names of the speeches that have these folded words, one after the other."""
        return tuple(slug for slug, text in self.folded.items() if words in text)

    def together(self, words: Sequence[str]) -> bool:
        """Return whether one paragraph of a speech has all of these folded words."""
        lines = (line for text in self.folded.values() for line in text.split("\n"))
        return any(all(word in line for word in words) for line in lines)

    def passage_with(self, words: Sequence[str]) -> Passage | None:
        """Return the shortest passage that has all of these folded words; None: none has."""
        every = (passage for speech in self.by_slug.values() for passage in speech.passages)
        found = (one for one in every if all(word in fold(one.text) for word in words))
        return min(found, key=lambda one: len(one.text), default=None)

    def sentence(self, passage: Passage, words: str = "") -> Passage | None:
        """Return the shortest sentence of a passage that has these folded words, else its first one.

        None where it has no other.
        """
        speech = self.by_slug[passage.slug]
        inside = [
            (number, one)
            for number, one in enumerate(speech.sentences)
            if passage.start <= one.start and one.end <= passage.end
        ]
        if len(inside) < 2:
            return None
        said = [one for one in inside if words and words in fold(speech.speech.text[one[1].start : one[1].end])]
        number, found = min(said, key=lambda one: one[1].end - one[1].start) if said else inside[0]
        begins = speech.passages[number]
        return replace(begins, text=speech.speech.text[begins.start : found.end], end=found.end)

    def where(self, slug: str, words: str) -> Passage | None:
        """Return the first passage of a speech that begins with the sentence that has these folded words."""
        speech = self.by_slug[slug]
        for number, sentence in enumerate(speech.sentences):
            if words in fold(speech.speech.text[sentence.start : sentence.end]):
                return speech.passages[number]
        return None

    @cached_property
    def folded(self) -> dict[str, str]:
        """Return the speeches' texts in the one form in which words are compared, by their short names."""
        return {speech.slug: fold(speech.text) for speech in self.speeches}

    def find(self, passage_id: str) -> tuple[Segmented, int] | None:
        """Return the speech that a passage number is of, and the passage's place in it; None: there is none."""
        speech = self.by_slug.get(passage_id.rsplit("-", 2)[0])
        number = speech.number_of.get(passage_id) if speech else None
        return None if speech is None or number is None else (speech, number)
