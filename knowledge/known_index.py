"""How close a question is to the known ways of asking, for each passage they lead to.

Two views that err differently. *Nearest*: the best cosine of tf-idf n-grams with a single known question.
*Model*: all ways of asking for one passage as one language model, scored by query likelihood with
Jelinek-Mercer smoothing (Zhai and Lafferty 2004), as a share of what could be reached. Nothing is trained:
both come from the same kind of postings as the passages.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge import wording
from knowledge.index import Channels, Ints, Postings, Shard, build_channels
from knowledge.known import KnownQuestion
from knowledge.normalize import fold
from knowledge.query import Query, Terms
from knowledge.scoring import Scores, dense, gather

CHANNELS = ("characters", "pinyin")
CHANNEL_WEIGHT = {"characters": 1.0, "pinyin": 0.6}
# Share of the language model that is the passage's own; the rest is how people ask in general.
OWN_SHARE = 0.85
NONE = Postings(np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.uint8))


@dataclass(frozen=True)
class Familiarity:
    """How close a question is to what is known: per target, and to the questions known to have no answer.

    `nearest` and `model` run along the targets of the index, 0..1; `used` says, per channel, which terms of
    the question some way of asking for each target uses (terms x targets).
    """

    nearest: Scores
    model: Scores
    absent_nearest: float
    absent_model: float
    used: dict[str, NDArray[np.bool_]]


@dataclass(frozen=True)
class KnownIndex:
    """Known questions as postings, and the passage (shard, sentence) each leads to.

    `target_of[i]` is the target of question i; targets from `len(targets)` on are groups of questions that
    the speeches do not answer.
    """

    channels: Channels
    targets: tuple[tuple[int, int], ...]
    target_of: NDArray[np.int32]
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

    def of_shard(self, shard: int) -> tuple[Ints, Ints]:
        """Return (sentences, numbers) of the targets in a shard."""
        places = [(sentence, number) for number, (owner, sentence) in enumerate(self.targets) if owner == shard]
        return (
            np.array([sentence for sentence, _ in places], dtype=np.int64),
            np.array([number for _, number in places], dtype=np.int64),
        )

    def familiarity(self, query: Query) -> Familiarity:
        """Compare a question with every known one."""
        count = len(self.target_of)
        cosine = np.zeros(count)
        model = np.zeros(self.groups)
        own_norm = 0.0
        reach = 0.0
        answered = len(self.targets)
        used = {}
        for channel in CHANNELS:
            terms: Terms = getattr(query, channel)
            postings = getattr(self.channels, channel)
            term, unit, _ = gather(postings, terms.keys)
            frequency = np.bincount(term, minlength=len(terms.keys))
            weights = CHANNEL_WEIGHT[channel] * terms.weights * _rarity(frequency, count)
            cosine += np.bincount(unit, weights=(weights * _rarity(frequency, count))[term], minlength=count)
            own_norm += float((weights**2).sum())
            hits = dense(
                term, self.target_of[unit].astype(np.int64), np.ones(len(term)), len(terms.keys), self.groups
            )
            used[channel] = hits[:, :answered] > 0
            sizes = np.bincount(self.target_of, minlength=self.groups)
            ratio = (hits / sizes) / np.maximum(frequency / count, 1e-9)[:, None]
            gain = np.log1p(OWN_SHARE / (1 - OWN_SHARE) * ratio)
            scale = CHANNEL_WEIGHT[channel] * terms.weights
            model += scale @ gain
            reach += float(scale @ np.log1p(OWN_SHARE / (1 - OWN_SHARE) * count / np.maximum(1, frequency)))
        nearest = np.zeros(self.groups)
        np.maximum.at(nearest, self.target_of, cosine / (self.norms * max(own_norm, 1e-9) ** 0.5))
        model /= max(reach, 1e-9)
        return Familiarity(
            nearest[:answered],
            model[:answered],
            float(nearest[answered:].max(initial=0.0)),
            float(model[answered:].max(initial=0.0)),
            used,
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
    # Initials alone are too little to compare whole questions by, and would take a third of the memory.
    channels = replace(build_channels(questions), initials=NONE)
    return KnownIndex(channels, targets, np.array(target_of, np.int32), groups, _norms(channels))


def _rarity(frequency: Ints, count: int) -> Scores:
    rarity: Scores = np.log1p((count - frequency + 0.5) / (frequency + 0.5))
    return rarity


def _norms(channels: Channels) -> Scores:
    """Return the length of each known question's tf-idf vector; function characters count little."""
    count = len(channels.lengths)
    squares = np.zeros(count)
    for channel in CHANNELS:
        postings = getattr(channels, channel)
        frequency = np.diff(postings.starts)
        weights = CHANNEL_WEIGHT[channel] * _rarity(frequency, count)
        if channel == "characters":
            weights[wording.is_function(postings.keys)] = 0.0
        squares += np.bincount(postings.units, weights=np.repeat(weights**2, frequency), minlength=count)
    return np.sqrt(np.maximum(squares, 1e-6))


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
