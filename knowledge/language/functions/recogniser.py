"""Which function of the bot is likely meant, in any words: multinomial logistic regression, nothing else.

The weights stand in weights.txt, as those of the wishes do; bench/fit_functions.py makes them from the
sentences of bench/functions and from questions. They are read when they are first needed, which is where nobody
else knew what was said.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.language.functions.catalogue import Function, catalogue
from knowledge.language.functions.ringing import speaks_of_silence, wants_silence
from knowledge.language.wishes.weights import Weights, written
from knowledge.language.wishes.wish_features import features
from knowledge.language.writing.normalize import READ_AT_ONCE

FILE = Path(__file__).with_name("weights.txt")
Likely = tuple[tuple[Function, float], ...]
RINGS = 0.7  # so likely it shall ring, whatever word for silence there is
SAID = 0.95  # how likely it is that nothing shall ring where the words say just that
LEAST = 0.02  # less likely ones are not spoken of


@dataclass(frozen=True, slots=True)
class Recogniser:
    """`kinds`: what may be meant, first of all nothing."""

    kinds: tuple[str, ...]
    weights: Weights

    def odds(self, text: str) -> NDArray[np.float64]:
        """Return how likely each kind is."""
        scores = self.weights.scores(features(text))
        odds = np.exp(scores - scores.max())
        likely: NDArray[np.float64] = odds / odds.sum()
        return likely

    def meant(self, text: str) -> Likely:
        """Return which functions are not unlikely, and how likely, the likeliest first."""
        known, odds = catalogue(), self.odds(text)
        places = [at for at in np.argsort(-odds) if at and odds[at] >= LEAST]
        return tuple((known[self.kinds[at]], float(odds[at])) for at in places)

    @classmethod
    def of(cls, kinds: tuple[str, ...], rows: dict[str, int], weights: NDArray[np.float32]) -> "Recogniser":
        """Return what is read back from these weights once they were written."""
        return cls.read(text_of(kinds, rows, weights).encode())

    @classmethod
    def read(cls, content: bytes) -> "Recogniser":
        """Read what `text_of` wrote."""
        lines = BytesIO(content)
        step, kinds = lines.readline().decode().rstrip("\n").split("\t")
        return cls(tuple(kinds.split()), Weights.read(float(step), lines.readline().rstrip(b"\n"), lines))


def text_of(kinds: tuple[str, ...], rows: dict[str, int], weights: NDArray[np.float32]) -> str:
    """Return the file of these weights."""
    step, bias, lines = written(rows, weights)
    return "\n".join([f"{step:.6f}\t{' '.join(kinds)}", bias, *lines, ""])


@lru_cache(READ_AT_ONCE)
def functions_meant(text: str) -> Likely:
    """Return which functions `text`, of any length, may mean, and how likely each is; the likeliest first."""
    found = _shipped().meant(text)
    rings = next((odds for one, odds in found if one.name == "unmute"), 0.0)
    if wants_silence(text):
        return _silent(found, SAID)
    return _silent(found) if rings < RINGS and speaks_of_silence(text) else found


def _silent(found: Likely, least: float = 0.0) -> Likely:
    """Return what is likely where nothing shall ring: to be silent at least as likely as `least`."""
    sound = max(least, sum(odds for one, odds in found if one.name in {"mute", "unmute"}))
    others = ((one, min(odds, 1.0 - sound)) for one, odds in found if one.name not in {"mute", "unmute"})
    return tuple(sorted(((catalogue()["mute"], sound), *others), key=lambda pair: -pair[1]))


@cache
def _shipped() -> Recogniser:
    return Recogniser.read(FILE.read_bytes())
