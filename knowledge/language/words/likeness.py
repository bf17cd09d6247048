"""Tells what is meant by the likeness to sentences of a file: a name behind =, then a sentence a line.

A new way of saying it is a line more there. What stands in many of the sentences weighs little.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

DIGITS = 3  # of a likeness
ROUNDED = 10**-DIGITS


def sentences(file: Path) -> list[tuple[str, str]]:
    """Return each name with each of the sentences that are said for it."""
    found, name = [], ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            name = line[1:]
        elif line and not line.startswith("#"):
            found.append((name, line))
    return found


def _as_it_is(text: str) -> str:
    return text


class Sentences:
    """The sentences of one file, compared by single characters and pairs of them."""

    def __init__(self, file: Path, plain: Callable[[str], str] = _as_it_is, shortest: int = 1) -> None:
        """`plain` returns what of a sentence is compared; none with fewer characters than `shortest` is."""
        self._file = file
        self._plain = plain
        self._shortest = shortest

    def nearest(self, text: str, least: float = 0.0) -> tuple[str, float]:
        """Return the name of the sentence that `text` is most like, and how like it is, 0 to 1.

        Where too little of `text` stands in any sentence for it to be as like as `least`, none is looked for.
        """
        postings = self._postings
        known = [
            (weight, postings[piece])
            for piece, weight in self._weighed(self._pieces(text))
            if piece in postings
        ]
        # No sentence is liker than the share of `text` that they all have together (Cauchy and Schwarz).
        if math.sqrt(sum(weight * weight for weight, _ in known)) < least - ROUNDED:
            return "", 0.0
        likeness: dict[int, float] = {}
        before = likeness.get
        for weight, there in known:
            for number, worth in there:
                likeness[number] = before(number, 0.0) + weight * worth
        most = max(likeness.values(), default=0.0)
        names = (self._names[number] for number, like in likeness.items() if like == most)
        return max(names, default=""), round(most, DIGITS)

    @cached_property
    def _said(self) -> list[tuple[str, tuple[str, ...]]]:
        known = sentences(self._file)
        return [(name, self._pieces(said)) for name, said in known if len(said) >= self._shortest]

    @cached_property
    def _names(self) -> list[str]:
        return [name for name, _ in self._said]

    @cached_property
    def _worth(self) -> Mapping[str, float]:
        counts = Counter(piece for _, pieces in self._said for piece in pieces)
        return {piece: 1 + math.log(len(self._said) / count) for piece, count in counts.items()}

    @cached_property
    def _postings(self) -> Mapping[str, list[tuple[int, float]]]:
        postings: dict[str, list[tuple[int, float]]] = {}
        for number, (_, pieces) in enumerate(self._said):
            for piece, weight in self._weighed(pieces):
                postings.setdefault(piece, []).append((number, weight))
        return postings

    def _weighed(self, pieces: tuple[str, ...]) -> Iterator[tuple[str, float]]:
        rarest = 1 + math.log(len(self._said))
        found = {piece: self._worth.get(piece, rarest) for piece in pieces}
        length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
        return ((piece, weight / length) for piece, weight in found.items())

    def _pieces(self, text: str) -> tuple[str, ...]:
        """Return each piece once, in the order of the text: sums of floats differ by it, a set's by the run."""
        said = self._plain(text)
        return tuple(dict.fromkeys([*said, *(said[at : at + 2] for at in range(len(said) - 1))]))
