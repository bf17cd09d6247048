"""How sure: a calibrated probability from a few features, and the three zones.

A logistic regression whose weights cannot turn against their feature (fitted by bench/fit_confidence.py).
"""

import math
from dataclasses import dataclass

from knowledge.retrieve import Kind

# From bench/fit_confidence.py, in the order of FEATURES.
BIAS = -3.09
WEIGHTS = (5.29, 3.83, 19.9, 17.4, 3.29)
FEATURES = ("coverage", "margin", "familiar", "foreign", "missing")
# Zones for a strictness of 0.5; see `Zones.of`.
CONFIDENT_FROM = 0.45
UNSURE_FROM = 0.12


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about the first passage.

    coverage: the share of the question its words cover, 0..1
    margin: the square root of its lead over the next passage's total
    familiar: how the known ways of asking for it speak for it, beyond what the words say
    foreign: how the known questions without an answer speak against it
    missing: 1 when the question asks for a kind of thing the passage does not hold
    """

    coverage: float
    margin: float
    familiar: float
    foreign: float
    missing: float

    def values(self) -> tuple[float, ...]:
        """Return the features in the order of WEIGHTS, each growing with trust."""
        return self.coverage, self.margin, self.familiar, -self.foreign, -self.missing


@dataclass(frozen=True, slots=True)
class Zones:
    """From which confidence on an answer is confident, and from which it is at least unsure."""

    confident: float = CONFIDENT_FROM
    unsure: float = UNSURE_FROM

    @classmethod
    def of(cls, strictness: float) -> "Zones":
        """Return the zones for a strictness: 0 is bold, 0.5 the default, 1 strict."""
        shift = 0.7 * (strictness - 0.5)
        return cls(min(0.95, max(0.15, CONFIDENT_FROM + shift)), min(0.5, max(0.03, UNSURE_FROM + shift / 3)))

    def kind(self, confidence: float) -> Kind:
        if confidence >= self.confident:
            return Kind.CONFIDENT
        return Kind.UNSURE if confidence >= self.unsure else Kind.NOTHING


def probability(features: Features) -> float:
    """Return the probability that the first passage is right."""
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features.values(), strict=True))
    return 1 / (1 + math.exp(-total))
