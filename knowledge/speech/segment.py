"""A speech's text -> sections, paragraphs, sentences and passages, each an exact stretch of the text.

Headings are known by their marks (knowledge/speech/headings.py); a heading line stands alone or opens its
paragraph. Every sentence is in exactly one paragraph and one section. One passage starts at each sentence and
runs on inside its paragraph while it stays within four sentences and about 250 characters; a title, a date,
a name or a signature is a passage of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from core.models import SpeechText
from core.patterns import pattern
from knowledge.speech.front import aside
from knowledge.speech.headings import SALUTATION, Marks, heading_mark, is_article, marks_of, ordinal

MAX_SENTENCES = 4
MAX_LENGTH = 250
# A piece of an over-long sentence is not cut shorter than this where a comma allows.
MIN_PIECE = 60
MAX_HEADING = 60
# The end mark of a paragraph is looked for in so many of its last characters: 。 and the quotes behind it.
CLOSING = 4
PATH_JOINER = " › "

LINE = pattern(r"[^\n]+")
# A sentence runs to its end mark and the closing quotes or brackets after it. A question or exclamation
# mark inside a title 《…？》, or a quotation that the sentence goes on from (“…。”的), ends nothing.
SENTENCE_END = pattern(r"(?:[。！？!?]++|……++(?![，、；。！？]))(?!》)[”’」』）)】]*+(?![，、；：。！？的])")
# Text copied from the web or read off a picture may be one long line: in a line of more characters than this,
# a heading mark begins a paragraph of its own, after the end of a sentence; the outer ones after a blank, too.
LONG_LINE = 1000
AFTER_BLANK_RANK = 2
BREAKS = pattern(r"(?<=[。！？!?”’）)：:\s])(?=[第一二三四五六七八九十（(\d])")
# Where an over-long sentence may be cut, best first.
CLAUSE_ENDS = ("；;", "，,：:", "、 \u3000")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    `number` is what passage numbers carry (the outermost section's), `path` the headings from the outside
    in, `ordinal` the number the mark itself says (3 for 三、), `rank` the kind of mark, -1 for none.
    """

    number: int
    path: str
    heading: str
    rank: int
    ordinal: int
    first_sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the text: a sentence, a heading line, or a piece of an over-long sentence."""

    start: int
    end: int
    paragraph: int
    section: int
    number: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What an answer shows: one to four sentences, word for word.

    `id` is slug-section-sentence (2023-3-07); `start` and `end` are code-point offsets in the speech's
    text, so that text[start:end] == passage.text; `paragraph` counts from 1.
    """

    id: str
    slug: str
    file: str
    title: str
    date: str
    section: str
    text: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Segmented:
    """A speech and everything found in it. Passage number i starts at sentence i.

    `last` holds, for each passage, the number of its last sentence.
    """

    speech: SpeechText
    paragraphs: tuple[tuple[int, int], ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    last: tuple[int, ...]
    passages: tuple[Passage, ...]

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Return passage id -> passage number."""
        return {passage.id: number for number, passage in enumerate(self.passages)}


def segment(speech: SpeechText) -> Segmented:
    """Cut a speech. Pure and deterministic: the same text gives the same passage numbers."""
    text = speech.text
    paragraphs = tuple(_paragraphs(text))
    kinds = marks_of((text[start:end] for start, end in paragraphs), speech.title)
    sections, owner = _sections(text, paragraphs, kinds)
    sentences: list[Sentence] = []
    counts: dict[int, int] = {}
    for number, (start, end) in enumerate(paragraphs):
        section = owner[number]
        top = sections[section].number
        for first, last in split_sentences(text, start, end):
            counts[top] = counts.get(top, 0) + 1
            sentences.append(Sentence(first, last, number, section, counts[top]))
    alone = aside([text[start:end] for start, end in paragraphs], speech.title)
    last_of = tuple(_window_end(text, sentences, paragraphs, alone, first) for first in range(len(sentences)))
    passages = tuple(
        _passage(speech, sections, sentences[first], sentences[last]) for first, last in enumerate(last_of)
    )
    return Segmented(
        speech, paragraphs, tuple(_with_first(sections, sentences)), tuple(sentences), last_of, passages
    )


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence in text[start:end]; over-long ones come in pieces."""
    position = start
    while position < end:
        match = SENTENCE_END.search(text, position, end)
        stop = match.end() if match else end
        first, last = _trim(text, position, stop)
        if first < last:
            yield from _pieces(text, first, last)
        position = stop


def overlap(one: Passage, other: Passage) -> bool:
    """Return whether two passages have some of a speech's text in common."""
    return one.slug == other.slug and one.start < other.end and other.start < one.end


def check_verbatim(segmented: Segmented) -> None:
    """Assert the first promise: each passage is an exact stretch of its speech."""
    text = segmented.speech.text
    for passage in segmented.passages:
        if text[passage.start : passage.end] != passage.text or not passage.text:
            raise AssertionError(f"passage {passage.id} is not verbatim")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for line in LINE.finditer(text):
        for first, last in _long_line(text, line.start(), line.end()):
            start, end = _trim(text, first, last)
            if start < end:
                yield start, end


def _long_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a line: the line, but for a long one, which is parted at its headings."""
    if end - start > LONG_LINE:
        for place in BREAKS.finditer(text, start + 1, end):
            mark = heading_mark(text, place.start(), end)
            if mark and (
                mark[0] <= AFTER_BLANK_RANK or text[start : place.start()].rstrip()[-1:] in "。！？!?”’）)"
            ):
                yield start, place.start()
                start = place.start()
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave blanks (full-width and non-breaking ones too) and invisible marks outside."""
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return start, end


def _heading(text: str, start: int, end: int) -> str:
    """Return the heading that opens a paragraph: its first sentence, or first clause when that is long."""
    match = SENTENCE_END.search(text, start, end)
    stop = match.start() if match else end
    if stop - start > MAX_HEADING:
        clause = re.compile(r"[，；：,;:]").search(text, start + 4, stop)
        stop = min(clause.start() if clause else stop, start + MAX_HEADING)
    return text[start:stop].strip()


def _sections(
    text: str, paragraphs: tuple[tuple[int, int], ...], kinds: Marks
) -> tuple[list[Section], list[int]]:
    """Find the sections and which one each paragraph is in. Section 0 is what stands before any heading."""
    marks = [heading_mark(text, start, end, kinds) for start, end in paragraphs]
    ranks = [mark[0] for mark in marks if mark]
    top_rank = min(ranks, default=-1)
    closing = _closing_paragraph(text, paragraphs, marks)
    sections = [Section(0, "", "", -1, 0, 0)]
    stack: list[tuple[int, str]] = []
    owner: list[int] = []
    number = 0
    for index, (start, end) in enumerate(paragraphs):
        mark = marks[index]
        if index == closing:
            number += 1
            stack = []
            sections.append(Section(number, "", "", -1, 0, 0))
        elif mark:
            rank, mark_end = mark
            stack = [(open_rank, heading) for open_rank, heading in stack if open_rank < rank]
            heading = text[start:mark_end] if is_article(kinds, rank) else _heading(text, start, end)
            stack.append((rank, heading))
            number += rank == top_rank
            path = PATH_JOINER.join(heading for _, heading in stack)
            sections.append(Section(number, path, heading, rank, ordinal(heading), 0))
        owner.append(len(sections) - 1)
    return sections, owner


def _closing_paragraph(
    text: str, paragraphs: tuple[tuple[int, int], ...], marks: list[tuple[int, int] | None]
) -> int:
    """Return the paragraph after the last heading that turns to the audience again (同志们，…), or -1."""
    last_heading = max((index for index, mark in enumerate(marks) if mark), default=len(paragraphs))
    for index in range(last_heading + 1, len(paragraphs)):
        if SALUTATION.match(text, paragraphs[index][0]):
            return index
    return -1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut an over-long sentence at clause limits into pieces of at most MAX_LENGTH characters."""
    while end - start > MAX_LENGTH:
        cut = _clause_cut(text, start, min(end - 1, start + MAX_LENGTH))
        yield _trim(text, start, cut)
        start, _ = _trim(text, cut, end)
    if start < end:
        yield start, end


def _clause_cut(text: str, start: int, limit: int) -> int:
    for ends in CLAUSE_ENDS:
        cut = max(text.rfind(mark, start + MIN_PIECE, limit) for mark in ends)
        if cut > 0:
            return cut + 1
    return limit


def _window_end(
    text: str,
    sentences: list[Sentence],
    paragraphs: tuple[tuple[int, int], ...],
    alone: frozenset[int],
    first: int,
) -> int:
    """Return the number of the last sentence of the passage that starts at sentence `first`.

    The paragraphs `alone` are no part of a passage but their own.
    """
    start = sentences[first].start
    last = first
    if sentences[first].paragraph in alone:
        return first
    for candidate in range(first + 1, min(first + MAX_SENTENCES, len(sentences))):
        sentence = sentences[candidate]
        opened = not says_something(text, start, sentences[last].end)
        longest = MAX_LENGTH + (MAX_HEADING if opened else 0)
        parted = sentence.paragraph > sentences[last].paragraph
        closed = parted and _is_closed(text, paragraphs[sentences[last].paragraph])
        if closed or sentence.paragraph in alone or sentence.end - start > longest:
            break
        last = candidate
    return last


def _is_closed(text: str, paragraph: tuple[int, int]) -> bool:
    """Return whether a paragraph is complete. A heading, the head of a list (五个必须：) or an item is not.

    What is not complete takes what stands under it along.
    """
    start, end = paragraph
    return end - start > MAX_LENGTH or says_something(text, max(start, end - CLOSING), end)


def says_something(text: str, start: int, end: int) -> bool:
    """Return whether a stretch of the text holds the end of a sentence: a heading or a cell does not."""
    return SENTENCE_END.search(text, start, end) is not None


def _with_first(sections: list[Section], sentences: list[Sentence]) -> Iterator[Section]:
    first: dict[int, int] = {}
    for number, sentence in enumerate(sentences):
        first.setdefault(sentence.section, number)
    for index, section in enumerate(sections):
        yield Section(
            section.number, section.path, section.heading, section.rank, section.ordinal, first.get(index, 0)
        )


def _passage(speech: SpeechText, sections: list[Section], first: Sentence, last: Sentence) -> Passage:
    section = sections[first.section]
    return Passage(
        id=f"{speech.slug}-{section.number}-{first.number:02}",
        slug=speech.slug,
        file=speech.file,
        title=speech.title,
        date=speech.date,
        section=section.path,
        text=speech.text[first.start : last.end],
        start=first.start,
        end=last.end,
        paragraph=first.paragraph + 1,
    )
