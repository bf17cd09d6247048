"""How close a question is to the known ways of asking, for each passage they lead to.

Two views that err differently. *Nearest*: the best cosine of tf-idf n-grams with a single known question.
*Model*: all ways of asking for one passage as one language model, scored by query likelihood with
Jelinek-Mercer smoothing (Zhai and Lafferty 2004), as a share of what could be reached. Nothing is trained:
both come from the same kind of postings as the passages.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge import wording
from knowledge.index import KEY_BITS, Ints, Shard, Units, build_units
from knowledge.known import KnownQuestion
from knowledge.normalize import fold
from knowledge.query import Query
from knowledge.scoring import Scores, gather, merged

CHANNEL_WEIGHT = {"characters": 1.0, "pinyin": 0.6}
# Share of the language model that is the passage's own; the rest is how people ask in general.
OWN_SHARE = 0.85


@dataclass(frozen=True)
class Familiarity:
    """How close a question is to what is known: per target, and to the questions known to have no answer.

    `nearest` and `model` run along the targets of the index, 0..1; `used` says which terms of the question,
    of all channels, some way of asking for each target uses (terms x targets).
    """

    nearest: Scores
    model: Scores
    absent_nearest: float
    absent_model: float
    used: NDArray[np.bool_]


@dataclass(frozen=True)
class KnownIndex:
    """Known questions as postings, and the passage (shard, sentence) each leads to.

    `target_of[i]`, which never falls, is the target of question i; targets from `len(targets)` on are groups
    of questions that the speeches do not answer.
    """

    units: Units
    targets: tuple[tuple[int, int], ...]
    target_of: Ints
    groups: int
    norms: Scores

    @cached_property
    def target_numbers(self) -> dict[tuple[int, int], int]:
        """Return (shard, sentence) -> the number of the target there."""
        return {place: number for number, place in enumerate(self.targets)}

    @property
    def question_count(self) -> int:
        """Return how many known questions lead to a passage."""
        return int(np.sum(self.target_of < len(self.targets)))

    @cached_property
    def sizes(self) -> Ints:
        """Return how many questions each target has."""
        return np.bincount(self.target_of, minlength=self.groups)

    @cached_property
    def starts(self) -> Ints:
        """Return the first question of each target."""
        return np.cumsum(self.sizes) - self.sizes

    @cached_property
    def in_shard(self) -> dict[int, tuple[Ints, Ints]]:
        """Return shard -> (sentences, numbers) of the targets in it."""
        owners, sentences = np.array(self.targets, dtype=np.int64).T
        places = {int(shard): np.flatnonzero(owners == shard) for shard in np.unique(owners)}
        return {shard: (sentences[numbers], numbers) for shard, numbers in places.items()}

    def familiarity(self, query: Query) -> Familiarity:
        """Compare a question with every known one."""
        count, answered = len(self.target_of), len(self.targets)
        keys, scale = merged(query, CHANNEL_WEIGHT)
        start, end = self.units.postings.find(keys)
        found = gather(self.units.postings, start, end, np.arange(len(keys)))
        frequency = end - start
        rarity = _rarity(frequency, count)
        weights = scale * rarity
        length = max(float((weights**2).sum()), 1e-9) ** 0.5
        cosine = np.bincount(found.unit, weights=(weights * rarity)[found.term], minlength=count) * self.norms
        nearest = np.maximum.reduceat(cosine, self.starts) / length
        flat = found.term * self.groups + self.target_of[found.unit]
        hits = np.bincount(flat, minlength=len(keys) * self.groups).reshape(len(keys), self.groups)
        odds = OWN_SHARE / (1 - OWN_SHARE) * count / np.maximum(1, frequency)
        # In single precision numpy takes logarithms many at a time, log1p one by one.
        gain = np.log(1 + (hits * odds[:, None]).astype(np.float32) / self.sizes.astype(np.float32))
        model = scale @ gain
        model /= max(float(scale @ np.log1p(odds)), 1e-9)
        return Familiarity(
            nearest[:answered],
            model[:answered],
            float(nearest[answered:].max(initial=0.0)),
            float(model[answered:].max(initial=0.0)),
            hits[:, :answered] > 0,
        )


def build_known_index(shards: Sequence[Shard], known: Sequence[KnownQuestion]) -> KnownIndex | None:
    """Find the passage each known question leads to; questions whose text is in no speech are left out.

    Questions known to have no answer count only where some that have one apply.
    """
    places: dict[tuple[str, str], tuple[int, int] | None] = {}
    for entry in known:
        key = (entry.text, entry.speech)
        if entry.text and key not in places:
            places[key] = next(find_text(shards, *key), None)
    targets = tuple(dict.fromkeys(place for place in places.values() if place is not None))
    if not targets:
        return None
    number = {target: place for place, target in enumerate(targets)}
    groups = len(targets)
    questions: list[str] = []
    target_of: list[int] = []
    absent: dict[str, int] = {}
    for entry in known:
        if not entry.text:
            if entry.about not in absent:
                absent[entry.about] = groups
                groups += 1
            target = absent[entry.about]
        elif (place := places[entry.text, entry.speech]) is not None:
            target = number[place]
        else:
            continue
        questions.append(wording.strip_phrases(fold(entry.question)))
        target_of.append(target)
    order = np.argsort(target_of, kind="stable")
    # Initials alone are too little to compare whole questions by, and would take a third of the memory.
    units = build_units([questions[place] for place in order], tuple(CHANNEL_WEIGHT))
    return KnownIndex(units, targets, np.array(target_of)[order], groups, _norms(units))


def _rarity(frequency: Ints, count: int) -> Scores:
    rarity: Scores = np.log1p((count - frequency + 0.5) / (frequency + 0.5))
    return rarity


def _norms(units: Units) -> Scores:
    """Return one by the length of each known question's tf-idf vector; function characters count nothing."""
    postings, count = units.postings, len(units.lengths)
    frequency = np.diff(postings.starts)
    channel = postings.keys >> KEY_BITS
    weights = np.array(list(CHANNEL_WEIGHT.values()))[channel] * _rarity(frequency, count)
    weights[(channel == 0) & wording.is_function(postings.keys)] = 0.0
    squares = np.bincount(postings.units, weights=np.repeat(weights**2, frequency), minlength=count)
    norms: Scores = 1 / np.sqrt(np.maximum(squares, 1e-6))
    return norms


def find_text(shards: Sequence[Shard], text: str, slug: str) -> Iterator[tuple[int, int]]:
    """Yield (shard, sentence) of the passages that start at the sentence in which `text` begins.

    The named speech is looked into first; the text may have moved to another.
    """
    found = []
    for number, shard in enumerate(shards):
        for place, speech in enumerate(shard.speeches):
            start = speech.speech.text.find(text)
            if start < 0:
                continue
            sentence = max(0, bisect_right([sentence.start for sentence in speech.sentences], start) - 1)
            found.append((speech.speech.slug != slug, number, int(shard.first_sentence[place]) + sentence))
    for _, number, sentence in sorted(found):
        yield number, sentence
