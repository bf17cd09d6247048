"""Numbered points of a speech: 第三点讲了什么, and 那第二点呢 after an answer."""

from collections.abc import Iterator, Sequence

from knowledge.speech.segment import PATH_JOINER, Passage, Segmented


def top_points(speech: Segmented, number: int) -> Iterator[Passage]:
    """Yield where point `number` of the outermost list that has one starts.

    More than one when the numbering starts anew, as under each of several parts.
    """
    ranks = sorted({section.rank for section in speech.sections if section.rank >= 0})
    for rank in ranks:
        found = [section for section in speech.sections if section.rank == rank and section.ordinal == number]
        if found:
            yield from (speech.passages[section.first_sentence] for section in found)
            return


def inner_points(speech: Segmented, passage: Passage, number: int) -> Iterator[Passage]:
    """Yield where point `number` starts, of the list right under the passage's heading or the one it is in."""
    for parent in (passage.section, passage.section.rpartition(PATH_JOINER)[0]):
        for section in speech.sections:
            inside = section.path.rpartition(PATH_JOINER)[0] == parent
            if section.heading and inside and section.ordinal == number:
                yield speech.passages[section.first_sentence]


def points_asked_for(speeches: Sequence[Segmented], number: int, years: Sequence[str]) -> list[Passage]:
    """Return point `number` of each speech that has one; of the speeches of a year asked for only, if any."""
    found = [(speech, passage) for speech in speeches for passage in top_points(speech, number)]
    of_year = [
        passage
        for speech, passage in found
        if any(year in f"{speech.speech.date}{speech.speech.title}{speech.speech.slug}" for year in years)
    ]
    return of_year or [passage for _, passage in found]
