"""From a question to an answer: score, add what is known, re-rank the few, judge.

The result always holds the best passages there are; `kind` says what to do with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.segment import Passage


class Kind(StrEnum):
    """What an answer is worth."""

    CONFIDENT = "confident"
    UNSURE = "unsure"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer. `confidence` is the calibrated probability that it does.

    `marks` are code-point spans in `passage.text` where it has the question's words.
    """

    passage: Passage
    confidence: float
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best passages for a question, best first, and whether to trust the first."""

    question: str
    kind: Kind
    confidence: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Ranked:
    """A passage on its way to an answer: where it is and what speaks for it."""

    shard: int
    sentence: int
    total: float
    window: float
    first: float
    speech: float
    characters: float
    pinyin: float
    known: float = 0.0


def distinct(ranked: Sequence[Ranked], last_of: Sequence[int], limit: int) -> list[Ranked]:
    """Keep the best passages that show something new: each starts outside those before it, and the other way.

    `last_of[i]` is the last sentence of the i-th ranked passage.
    """
    kept: list[tuple[Ranked, int]] = []
    for passage, last in zip(ranked, last_of, strict=True):
        overlaps = any(
            other.shard == passage.shard and passage.sentence <= other_last and other.sentence <= last
            for other, other_last in kept
        )
        if not overlaps:
            kept.append((passage, last))
        if len(kept) == limit:
            break
    return [passage for passage, _ in kept]
