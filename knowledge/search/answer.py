"""What an answer is."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.speech.segment import Passage


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
    """The best passages for a question, best first whatever the kind, and whether to trust the first."""

    question: str
    kind: Kind
    confidence: float
    candidates: tuple[Candidate, ...]
