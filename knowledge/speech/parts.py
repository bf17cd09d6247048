"""The parts of a speech, from one heading to where it ends, and what stands in one."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.speech.segment import PATH_JOINER, Segmented


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under a heading, from it to the next of its rank or to the closing words.

    `first` is the sentence that it begins with, `after` the one behind it; `depth` is 0 for the outermost.
    """

    heading: str
    path: str
    ordinal: int
    depth: int
    first: int
    after: int


def parts_of_speech(speech: Segmented) -> tuple[Part, ...]:
    """Return all parts of a speech, the outer ones with those inside, as they stand."""
    ranks = sorted({section.rank for section in speech.sections if section.rank >= 0})
    found = []
    for at, section in enumerate(speech.sections):
        if section.heading:
            inside = section.path + PATH_JOINER
            behind = (one for one in speech.sections[at + 1 :] if not one.path.startswith(inside))
            after = next((one.first_sentence for one in behind), len(speech.sentences))
            depth = ranks.index(section.rank)
            found.append(
                Part(section.heading, section.path, section.ordinal, depth, section.first_sentence, after)
            )
    return tuple(found)


def nth_part(parts: Sequence[Part], number: int) -> Part | None:
    """Return the part of this number: what its heading says where each says another, else its place.

    Below 0 it is counted from the end.
    """
    if number > 0 and [one.ordinal for one in parts] != list(range(1, len(parts) + 1)):
        said = [one for one in parts if one.ordinal == number]
        if len(said) == 1:
            return said[0]
    at = number - 1 if number > 0 else len(parts) + number
    return parts[at] if number and 0 <= at < len(parts) else None


def points_in(parts: Sequence[Part], of: Part) -> tuple[Part, ...]:
    """Return the parts that stand right inside another."""
    inside = [one for one in parts if of.first <= one.first < of.after and one.depth > of.depth]
    outermost = min((one.depth for one in inside), default=0)
    return tuple(one for one in inside if one.depth == outermost)


def outermost(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts that are in no other."""
    return tuple(one for one in parts if one.depth == min(part.depth for part in parts))


def around(parts: Sequence[Part], sentence: int) -> tuple[Part, ...]:
    """Return the parts that a sentence stands in, the innermost first."""
    return tuple(one for one in reversed(parts) if one.first <= sentence < one.after)
