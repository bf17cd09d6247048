"""How sure: a calibrated probability from a few features, and the three zones.

A logistic regression whose weights cannot turn against their feature (fitted by bench/fit_confidence.py).
"""

import math
from dataclasses import dataclass

from knowledge.retrieve import Kind

# Zones for a strictness of 0.5; see `Zones.of`.
CONFIDENT_FROM = 0.5
UNSURE_FROM = 0.12


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for the first passage, each 0..1 and growing with trust."""

    coverage: float
    margin: float
    known: float
    absent: float = 0.0


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
    total = (
        -4.0 + 8.5 * features.coverage + 2.0 * features.margin + 7.0 * features.known - 3.0 * features.absent
    )
    return 1 / (1 + math.exp(-total))
