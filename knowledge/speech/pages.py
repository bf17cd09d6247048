"""A speech as pages to read one after the other, and its table of contents.

A page fits a phone. It is an exact stretch of the text; together the pages are the text. A section begins a
page, but for a heading right under another one.
"""

from dataclasses import dataclass

from knowledge.speech.segment import Segmented

PAGE = 360  # characters: what a phone shows at a time; a single sentence may be longer
SHORTEST = 200  # a page is not ended at a paragraph before it has so many


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `number` of `total`, from 1.

    `passage_id` is the passage it begins with, `opening` its first sentence, `sentences` how many are on it.
    """

    number: int
    total: int
    passage_id: str
    sentences: int
    text: str
    opening: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the table of contents: `depth` is 0 for the outermost, `page` where it stands."""

    text: str
    depth: int
    page: int


def pages(speech: Segmented) -> tuple[Page, ...]:
    """Cut a speech into pages."""
    starts = _starts(speech)
    ends = (*starts[1:], len(speech.sentences))
    text, sentences = speech.speech.text, speech.sentences
    return tuple(
        Page(
            number=number,
            total=len(starts),
            passage_id=speech.passages[first].id,
            sentences=after - first,
            text=text[sentences[first].start : sentences[after - 1].end],
            opening=text[sentences[first].start : sentences[first].end],
            start=sentences[first].start,
            end=sentences[after - 1].end,
        )
        for number, (first, after) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def headings(speech: Segmented) -> tuple[Heading, ...]:
    """Return the headings of a speech, each with its page."""
    starts, sections = _starts(speech), [section for section in speech.sections if section.heading]
    ranks = sorted({section.rank for section in sections})
    return tuple(
        Heading(
            section.heading,
            ranks.index(section.rank),
            sum(start <= section.first_sentence for start in starts),
        )
        for section in sections
    )


def page_at(found: tuple[Page, ...], offset: int) -> Page:
    """Return the page that holds this place of the text, of at least one."""
    return next((page for page in reversed(found) if page.start <= offset), found[0])


def _starts(speech: Segmented) -> list[int]:
    """Return the sentences at which the pages begin."""
    opens = {section.first_sentence for section in speech.sections if section.heading}
    starts = [0]
    for number, sentence in enumerate(speech.sentences[1:], start=1):
        first = speech.sentences[starts[-1]]
        new_paragraph = sentence.paragraph > speech.sentences[number - 1].paragraph
        if number in opens and not _only_headings(speech, starts[-1], number, opens):
            starts.append(number)
        elif sentence.end - first.start > PAGE and not _only_headings(speech, starts[-1], number, opens):
            starts.append(_fair_cut(speech, starts[-1], number) if not new_paragraph else number)
    return starts


def _only_headings(speech: Segmented, first: int, after: int, opens: set[int]) -> bool:
    """Return whether only headings, alone in their paragraphs, stand from `first` up to `after`."""
    return all(
        number in opens
        and (
            number + 1 == len(speech.sentences)
            or speech.sentences[number + 1].paragraph > speech.sentences[number].paragraph
        )
        for number in range(first, after)
    )


def _fair_cut(speech: Segmented, first: int, over: int) -> int:
    """Return where the page after one that begins at `first` begins; sentence `over` is too much for that one.

    With its paragraph, where enough stands before that, else with that sentence.
    """
    paragraph = speech.sentences[over].paragraph
    begins = next(
        number for number in range(first, over + 1) if speech.sentences[number].paragraph == paragraph
    )
    enough = speech.sentences[begins].start - speech.sentences[first].start >= SHORTEST
    return begins if begins > first and enough else over
