"""Numbered points of a speech: 第三点讲了什么, 最后一点, 倒数第二点, and 那第二点呢 after an answer."""

from collections.abc import Iterator, Sequence

from knowledge.speech.segment import PATH_JOINER, Passage, Section, Segmented


def top_points(speech: Segmented, number: int) -> Iterator[Passage]:
    """Yield where point `number` of the outermost list that has one starts; below 0 it counts from the end.

    More than one when the numbering starts anew, as under each of several parts.
    """
    ranks = sorted({section.rank for section in speech.sections if section.rank >= 0})
    for rank in ranks:
        found = _numbered([section for section in speech.sections if section.rank == rank], number)
        if found:
            yield from (speech.passages[section.first_sentence] for section in found)
            return


def inner_points(speech: Segmented, passage: Passage, number: int) -> Iterator[Passage]:
    """Yield where point `number` starts, of the list right under the passage's heading or the one it is in."""
    for parent in (passage.section, passage.section.rpartition(PATH_JOINER)[0]):
        inside = [one for one in speech.sections if one.path.rpartition(PATH_JOINER)[0] == parent]
        for section in _numbered([one for one in inside if one.heading], number):
            yield speech.passages[section.first_sentence]


def _numbered(sections: Sequence[Section], number: int) -> list[Section]:
    """Return those with this number; below 0: counted from where the numbering ends or starts anew."""
    if number > 0:
        return [section for section in sections if section.ordinal == number]
    runs: list[list[Section]] = []
    for section in sections:
        if section.ordinal and runs and section.ordinal > runs[-1][-1].ordinal:
            runs[-1].append(section)
        elif section.ordinal:
            runs.append([section])
    return [run[number] for run in runs if len(run) >= -number]


def points_asked_for(
    speeches: Sequence[Segmented], numbers: Sequence[int], years: Sequence[str]
) -> list[Passage]:
    """Return point `numbers` of each speech that has one; of the speeches of a year asked for only, if any.

    Several numbers lead inwards: 第二部分第三点.
    """
    found = [(speech, passage) for speech in speeches for passage in top_points(speech, numbers[0])]
    for number in numbers[1:]:
        under = [(speech, next(inner_points(speech, passage, number), None)) for speech, passage in found]
        found = [(speech, inner) for speech, inner in under if inner]
    of_year = [
        passage
        for speech, passage in found
        if any(year in f"{speech.speech.date}{speech.speech.title}{speech.speech.slug}" for year in years)
    ]
    return of_year or [passage for _, passage in found]
