"""How close a question is to the known ways of asking, for each passage they lead to.

Two views that err differently. *Nearest*: the best cosine of tf-idf n-grams with a single known question.
*Model*: all ways of asking for one passage as one language model, scored by query likelihood with
Jelinek-Mercer smoothing (Zhai and Lafferty 2004), as a share of what could be reached. Nothing is trained:
both come from the same kind of postings as the passages.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.language.words import wording
from knowledge.search.index import KEY_BITS, Ints, Postings, Shard, spans
from knowledge.search.known.asked import Asked, Stretch, renumbered
from knowledge.search.prepared import Scores
from knowledge.search.query import Query
from knowledge.search.scoring import merged

CHANNEL_WEIGHT = {"characters": 1.0, "pinyin": 0.6}
# Share of the language model that is the passage's own; the rest is how people ask in general.
OWN_SHARE = 0.85
# So many questions in which a term is as common as in all stand behind how often it is asked in vain.
PRIOR = 1.0
# A speech that says this share of another's texts is that speech under another name.
MOST = 0.5
# So many ways of asking for each of its passages are all that a speech needs; see `KnownIndex.density`.
MANY = 200


@dataclass(frozen=True)
class Familiarity:
    """How close a question is to what is known: per target, and to the questions known to have no answer.

    `nearest` and `model` run along the targets of the index, 0..1; `used` says which terms of the question,
    of all channels, some way of asking for each target uses (terms x targets). `vain` says how much more the
    question is worded like those without an answer than like those that have one: the log odds of its
    terms (naive Bayes), 0 when nothing is known of them.
    """

    nearest: Scores
    model: Scores
    absent_model: float
    vain: float
    used: NDArray[np.bool_]


@dataclass(frozen=True)
class Uses:
    """Term -> the targets that some way of asking uses it for, and what it speaks for each.

    That is the more, the oftener it is used for one than by people at all. A question needs a thousand of them,
    so their logarithms are taken once. Term i, as in the postings of the questions, owns
    targets[starts[i]:starts[i + 1]].
    """

    starts: Ints
    targets: NDArray[np.integer[Any]]
    gains: NDArray[np.float32]


@dataclass(frozen=True)
class KnownIndex:
    """Known questions as postings, and the passage (shard, sentence) each leads to.

    Questions are in the order of their targets: those of target i begin at firsts[i]. Targets from
    `len(targets)` on are groups of questions that the speeches do not answer. `norms` are one by the length
    of each question's tf-idf vector. `density` says, for each shard and each of its speeches, how many ways of
    asking there are for a passage of it, 0 (none) to 1 (`MANY`), by the logarithm: the first ones bring most.
    """

    questions: Postings
    targets: tuple[tuple[int, int], ...]
    firsts: Ints
    norms: Scores
    uses: Uses
    density: tuple[Scores, ...]

    @cached_property
    def target_numbers(self) -> dict[tuple[int, int], int]:
        """Return (shard, sentence) -> the number of the target there."""
        return {place: number for number, place in enumerate(self.targets)}

    @cached_property
    def question_count(self) -> int:
        """Return how many known questions lead to a passage."""
        return int([*self.firsts, len(self.norms)][len(self.targets)])

    @cached_property
    def _answered_norms(self) -> Scores:
        return self.norms[: self.question_count]

    @cached_property
    def _in_vain(self) -> NDArray[np.int32]:
        """Return for each term, and 0 for an unknown one, how many questions without an answer have it."""
        postings = self.questions
        in_vain = postings.units >= self.question_count
        return np.append(np.add.reduceat(in_vain, postings.starts[:-1], dtype=np.int32), 0)

    @cached_property
    def in_shard(self) -> dict[int, tuple[Ints, Ints]]:
        """Return shard -> (sentences, numbers) of the targets in it."""
        owners, sentences = np.array(self.targets, dtype=np.int64).T
        places = {int(shard): np.flatnonzero(owners == shard) for shard in np.unique(owners)}
        return {shard: (sentences[numbers], numbers) for shard, numbers in places.items()}

    def familiarity(self, query: Query) -> Familiarity:
        """Compare a question with every known one."""
        count, answered, groups = len(self.norms), len(self.targets), len(self.firsts)
        keys, scale = merged(query, CHANNEL_WEIGHT)
        first, last = self.questions.locate(keys)
        start, end = self.questions.starts[first], self.questions.starts[last]
        frequency = end - start
        rarity = _rarity(frequency, count)
        weights = scale * rarity
        length = max(float(weights @ weights), 1e-9) ** 0.5
        # Only questions with an answer are near to anything; they come first among those that have a term.
        vain = self._in_vain[first] * (last > first)
        near = frequency - vain
        units = spans(self.questions.units, start, start + near)
        cosine = np.bincount(units, weights=(weights * rarity).repeat(near), minlength=self.question_count)
        nearest = np.maximum.reduceat(cosine * self._answered_norms, self.firsts[:answered]) / length

        start, end = self.uses.starts[first], self.uses.starts[last]
        term, target = np.arange(len(keys)).repeat(end - start), spans(self.uses.targets, start, end)
        gain = spans(self.uses.gains, start, end) * scale[term]
        reach = max(float(scale @ np.log1p(_odds() * count / np.maximum(1, frequency))), 1e-9)
        model = np.bincount(target, weights=gain, minlength=groups) / reach
        used = np.zeros((len(keys), groups), dtype=bool)
        used[term, target] = True
        return Familiarity(
            nearest,
            model[:answered],
            float(model[answered:].max(initial=0.0)),
            self._vain(vain, frequency, scale),
            used,
        )

    def _vain(self, vain: NDArray[np.int32], frequency: Ints, scale: Scores) -> float:
        """Return the log odds of terms in questions without an answer, by the root of how many they are."""
        answered, count = self.question_count, len(self.norms)
        if answered == count or not len(scale):
            return 0.0
        share = 1 - answered / count
        odds = np.log((vain + PRIOR * share) / (frequency - vain + PRIOR * (1 - share)) * (1 - share) / share)
        return float(scale @ odds / max(float(scale.sum()), 1e-9) ** 0.5)


def build_known_index(shards: Sequence[Shard], asked: Asked) -> KnownIndex | None:
    """Find the passage each known question leads to; questions whose text is in no speech are left out.

    Questions known to have no answer count only where some that have one apply.
    """
    slugs = renamed(shards, asked.stretches)
    places = [
        find_text(shards, text, slugs.get(speech, speech)) if text else None
        for text, speech, _ in asked.stretches
    ]
    targets = tuple(dict.fromkeys(place for place in places if place is not None))
    if not targets:
        return None
    number = {target: place for place, target in enumerate(targets)}
    absent: dict[str, int] = {}
    group_of = [
        -1
        if text and place is None
        else absent.setdefault(about, len(targets) + len(absent))
        if place is None
        else number[place]
        for (text, _, about), place in zip(asked.stretches, places, strict=True)
    ]
    target_of = np.append(group_of, -1)[asked.stretch_of]
    sizes = np.bincount(target_of[target_of >= 0], minlength=len(targets) + len(absent))
    order = np.argsort(target_of, kind="stable")[int((target_of < 0).sum()) :]
    number_of = np.full(len(target_of), -1)
    number_of[order] = np.arange(len(order))
    postings = renumbered(asked.postings, number_of, len(order))
    return KnownIndex(
        postings,
        targets,
        np.cumsum(sizes) - sizes,
        _norms(postings, len(order)),
        _uses(postings, target_of[order], sizes),
        _density(shards, targets, sizes),
    )


def _density(shards: Sequence[Shard], targets: Sequence[tuple[int, int]], sizes: Ints) -> tuple[Scores, ...]:
    ways = [np.zeros(len(shard.speeches)) for shard in shards]
    for (number, sentence), size in zip(targets, sizes[: len(targets)].tolist(), strict=True):
        ways[number][shards[number].speech_of[sentence]] += size
    return tuple(
        np.minimum(1.0, np.log1p(count / np.diff(shard.first_sentence)) / math.log1p(MANY))
        for count, shard in zip(ways, shards, strict=True)
    )


def _uses(postings: Postings, target_of: Ints, sizes: Ints) -> Uses:
    """Count for each term and target the ways of asking; a term's questions come in the order of targets."""
    frequency = np.diff(postings.starts)
    terms = np.arange(len(frequency)).repeat(frequency)
    targets = target_of[postings.units]
    first = np.flatnonzero(np.diff(terms * len(sizes) + targets, prepend=-1))
    terms, targets = terms[first], targets[first]
    hits = np.diff(first, append=len(postings.units))
    shares = (hits / sizes[targets] * len(target_of) / frequency[terms]).astype(np.float32)
    starts = terms.searchsorted(np.arange(len(frequency) + 1))
    return Uses(starts, targets.astype(np.min_scalar_type(len(sizes))), np.log1p(_odds() * shares))


def _odds() -> float:
    return OWN_SHARE / (1 - OWN_SHARE)


def _rarity(frequency: Ints, count: int) -> Scores:
    rarity: Scores = np.log1p((count - frequency + 0.5) / (frequency + 0.5))
    return rarity


def _norms(postings: Postings, count: int) -> Scores:
    """Return one by the length of each known question's tf-idf vector; function characters count nothing."""
    frequency = np.diff(postings.starts)
    channel = postings.keys >> KEY_BITS
    weights = np.array(list(CHANNEL_WEIGHT.values()))[channel] * _rarity(frequency, count)
    weights[(channel == 0) & wording.is_function(postings.keys)] = 0.0
    squares = np.bincount(postings.units, weights=np.repeat(weights**2, frequency), minlength=count)
    norms: Scores = 1 / np.sqrt(np.maximum(squares, 1e-6))
    return norms


def find_text(shards: Sequence[Shard], text: str, slug: str) -> tuple[int, int] | None:
    """Return (shard, sentence) of the passage that starts at the sentence in which `text` begins.

    Only the speech `slug` is looked into ("" is any); None when it does not say `text`.
    """
    for number, shard in enumerate(shards):
        for place, speech in enumerate(shard.speeches):
            start = speech.speech.text.find(text)
            if start >= 0 and slug in ("", speech.speech.slug):
                starts = [sentence.start for sentence in speech.sentences]
                sentence = max(0, bisect_right(starts, start) - 1)
                return number, int(shard.first_sentence[place]) + sentence
    return None


def renamed(shards: Sequence[Shard], stretches: Sequence[Stretch]) -> dict[str, str]:
    """Return slug -> slug for speeches that go by another name here: those that say most of their texts.

    A speech may be given another slug, or be taken in once more. That some other speech has a stock phrase
    of it (坚持制度治党、依规治党) does not make the ways of asking for the one ways of asking for the other.
    """
    speeches = [speech.speech for shard in shards for speech in shard.speeches]
    here = {speech.slug for speech in speeches}
    texts: dict[str, set[str]] = {}
    for text, slug, _ in stretches:
        if text and slug and slug not in here:
            texts.setdefault(slug, set()).add(text)
    found: dict[str, str] = {}
    for slug, said in texts.items():
        shares = {speech.slug: sum(text in speech.text for text in said) / len(said) for speech in speeches}
        likest = max(shares, key=shares.__getitem__, default="")
        if likest and shares[likest] >= MOST:
            found[slug] = likest
    return found
