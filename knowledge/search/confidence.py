"""How sure: a calibrated probability from a few features, and the three zones.

A logistic regression, fitted by bench/fit_confidence.py. No weight is negative: evidence for an answer never
lowers its probability.
"""

import math
from dataclasses import dataclass
from operator import attrgetter, mul

from knowledge.search.answer import Kind

FEATURES = (
    "held",
    "explained",
    "evidence",
    "exact",
    "margin",
    "matched",
    "words",
    "familiar",
    "foreign",
    "vain",
    "missing",
    "detail",
)
AGAINST = 4  # so many of them, the last, speak against the passage
_speaking_for, _speaking_against = attrgetter(*FEATURES[:-AGAINST]), attrgetter(*FEATURES[-AGAINST:])
# A question of so many characters, phrases of asking taken off, says all one needs to know.
LONG = 25
# Zones for a strictness of 0.5; see `Zones.of`.
CONFIDENT_FROM = 0.6
# Where many ways of asking are known for a speech, they tell what it does not say, too: so much less will do.
LESS_WHERE_KNOWN = 0.1
UNSURE_FROM = 0.12


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about the first passage.

    held: the share of the question's terms it has at all, 0..1
    explained: the same, together with the known ways of asking for it
    evidence: how much that is in all, 0..1: a single common word is little
    exact: 1 when it has all of the question's content, word for word
    margin: the square root of its lead over the next passage's total
    matched: `held` by how much the question's content is, 0..1: all of a long question is more than of a word
    words: how many whole words of the question it says, itself or by another word for the same, 0..1
    familiar: how the known ways of asking for it speak for it, beyond what the words say
    foreign: how one subject of the known questions without an answer speaks against it
    vain: how much more the question is worded like all of those than like the ones with an answer
    missing: 1 when the question asks for a kind of thing the passage does not hold
    detail: 1 when the question asks how many, who, where or when, which a passage on its subject may leave out
    density: how many known ways of asking its speech has, 0..1: which of the two judges is to be believed
    """

    held: float = 0.0
    explained: float = 0.0
    evidence: float = 0.0
    exact: float = 0.0
    margin: float = 0.0
    matched: float = 0.0
    words: float = 0.0
    familiar: float = 0.0
    foreign: float = 0.0
    vain: float = 0.0
    missing: float = 0.0
    detail: float = 0.0
    density: float = 0.0

    def values(self) -> tuple[float, ...]:
        """Return the features in the order of FEATURES, each growing with trust."""
        return *_speaking_for(self), *(-value for value in _speaking_against(self))


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

    def kind(self, confidence: float, density: float = 0.0) -> Kind:
        """Return what an answer is worth; `density`, 0..1: how many ways of asking its speech has."""
        if confidence >= self.confident - LESS_WHERE_KNOWN * density**2:
            return Kind.CONFIDENT
        return Kind.UNSURE if confidence >= self.unsure else Kind.NOTHING


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic regression over FEATURES."""

    bias: float
    weights: tuple[float, ...]

    def log_odds(self, features: Features) -> float:
        """Return the log odds that the passage is right."""
        odds: float = sum(map(mul, self.weights, features.values()), self.bias)
        return odds


# From bench/fit_confidence.py: where words are all there is, and where many known ways of asking apply.
BY_WORDS = Judge(-3.87, (0.692, 0, 1.37, 3.05, 3.76, 3.54, 1.93, 0, 1.21, 0.17, 3.34, 0.462))
WITH_KNOWN = Judge(-6.49, (0.267, 2.81, 1.21, 1.74, 3.19, 2.2, 0, 11.8, 26.4, 0.363, 2.07, 0))


def probability(features: Features) -> float:
    """Return the probability that a passage is right: between the two judges, by how much is known."""
    known = features.density
    odds = (1 - known) * BY_WORDS.log_odds(features) + known * WITH_KNOWN.log_odds(features)
    return 1 / (1 + math.exp(-odds))
