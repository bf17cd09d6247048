"""How sure: a calibrated probability from a few features, and the three zones.

A logistic regression whose weights cannot turn against their feature (fitted by bench/fit_confidence.py).
"""

import math
from dataclasses import dataclass

from knowledge.retrieve import Kind

BIAS = -4.0
WEIGHTS = (8.0, 0.0, 2.0, 2.0, 12.0, -2.0, -8.0, -2.0)
# Zones for a strictness of 0.5; see `Zones.of`.
CONFIDENT_FROM = 0.5
UNSURE_FROM = 0.12


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for the first passage being right; see FEATURES for the order and the signs."""

    coverage: float
    characters: float
    margin: float
    nearest: float
    model: float
    absent_nearest: float
    absent_model: float
    missing: float

    def values(self) -> tuple[float, ...]:
        """Return the features as numbers, in the order of WEIGHTS."""
        return (
            self.coverage,
            self.characters,
            self.margin,
            self.nearest,
            self.model,
            self.absent_nearest,
            self.absent_model,
            self.missing,
        )


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
