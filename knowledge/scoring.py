"""Scoring: how well each passage covers the terms of a question.

BM25's saturation and length normalisation (Robertson and Zaragoza 2009, k1 and b fitted on other sets)
over three channels, as a share of what could be reached, so that scores of different questions compare.
A passage counts as its sentences together with its title and headings; to that come, with less weight, its
first sentence alone and its whole speech. Sentence postings give all of them: a first pass adds up terms
per sentence and picks candidates, a second computes those exactly in small dense matrices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.index import CHARACTER_BITS, SYLLABLE_BITS, Channels, Ints, Postings, Shard, pair_keys
from knowledge.query import Query, Terms

Scores = NDArray[np.float64]

K1 = 0.7
B = 0.55
CHANNELS = ("characters", "pinyin", "initials")
CHANNEL_WEIGHT = {"characters": 1.0, "pinyin": 1.3, "initials": 2.0}
# A single character or syllable counts as much as so many pairs.
SINGLE = 2.0
FIRST_PAIR = {"characters": 1 << 2 * CHARACTER_BITS, "pinyin": 1 << 2 * SYLLABLE_BITS, "initials": 0}
# Parts of a passage's score beside its own text.
CONTEXT_COUNT = 1.0
FIRST_SENTENCE = 0.4
# A short speech is about one thing and says much about its passages; a long one says little.
SPEECH, SPEECH_LEAST = 2.0, 0.2
SHORT_SPEECH = 3.0  # in passages
# How much of the following sentences' scores a passage is credited with in the first pass.
NEXT_SENTENCES = 0.5
FIRST_PASS = 96
MAX_LAST = 4


@dataclass(frozen=True)
class Weighted:
    """The terms of a question in one channel with their final weights (channel x term x idf)."""

    keys: Ints
    weights: Scores


@dataclass(frozen=True)
class Scored:
    """Candidate passages of one shard. All arrays run along `passages`, which is sorted.

    Scores are shares of the reachable; `window` is the passage alone, `total` with what is around it.
    `held` says, per channel, which terms each passage has at all (terms x passages).
    """

    shard: int
    passages: NDArray[np.int64]
    total: Scores
    window: Scores
    held: dict[str, NDArray[np.bool_]]


@dataclass(frozen=True)
class Index:
    """All shards, immutable."""

    shards: tuple[Shard, ...]

    @cached_property
    def sentence_count(self) -> int:
        """Return how many sentences (and so passages) there are."""
        return sum(len(shard.sentences.lengths) for shard in self.shards)

    @cached_property
    def layouts(self) -> tuple["Layout", ...]:
        """Return each shard's lengths."""
        return tuple(Layout(shard) for shard in self.shards)

    @cached_property
    def average_window(self) -> float:
        """Return the mean length of a passage in tokens."""
        lengths = [layout.window_lengths for layout in self.layouts]
        return float(np.concatenate(lengths).mean()) if lengths else 1.0

    @cached_property
    def average_sentence(self) -> float:
        """Return the mean length of a sentence in tokens."""
        lengths = [shard.sentences.lengths for shard in self.shards]
        return float(np.concatenate(lengths).mean()) if lengths else 1.0

    def frequency(self, channel: str, keys: Ints) -> Ints:
        """Return in how many sentences each term occurs."""
        total = np.zeros(len(keys), dtype=np.int64)
        for shard in self.shards:
            postings: Postings = getattr(shard.sentences, channel)
            start, end = postings.find(keys)
            total += end - start
        return total

    def follows(self, first: int, second: int) -> float:
        """Return in how many sentences one syllable follows another."""
        key = np.array([(1 << 20) | (first << 10) | second], dtype=np.int64)
        return float(self.frequency("pinyin", key)[0])

    def has_token(self, character: str) -> bool:
        """Return whether a token occurs anywhere."""
        return bool(self.frequency("characters", np.array([ord(character)], dtype=np.int64))[0])

    def has_pairs(self, first: Ints, second: Ints) -> NDArray[np.bool_]:
        """Return whether each pair of tokens occurs anywhere."""
        found: NDArray[np.bool_] = self.frequency("characters", pair_keys(first, second)) > 0
        return found


class Layout:
    """Lengths in a shard that scoring needs again and again."""

    def __init__(self, shard: Shard) -> None:
        cumulated = np.concatenate([[0.0], np.cumsum(shard.sentences.lengths, dtype=np.float64)])
        count = len(shard.sentences.lengths)
        self.speech_lengths = cumulated[shard.first_sentence[1:]] - cumulated[shard.first_sentence[:-1]] + 1.0
        self.window_lengths = (cumulated[shard.last + 1] - cumulated[np.arange(count)]).astype(np.float32)


def weigh(index: Index, query: Query) -> dict[str, Weighted]:
    """Give each term its weight: channel x term x inverse sentence frequency."""
    weighted = {}
    for channel in CHANNELS:
        terms: Terms = getattr(query, channel)
        frequency = index.frequency(channel, terms.keys)
        rarity = np.log1p((index.sentence_count - frequency + 0.5) / (frequency + 0.5))
        length = np.where(terms.keys < FIRST_PAIR[channel], SINGLE, 1.0)
        weighted[channel] = Weighted(terms.keys, CHANNEL_WEIGHT[channel] * length * terms.weights * rarity)
    return weighted


def reachable(weighted: dict[str, Weighted]) -> float:
    """Return the score of a passage that has every term many times."""
    return float(sum(part.weights.sum() for part in weighted.values())) or 1.0


def score(index: Index, weighted: dict[str, Weighted], wanted: Sequence[tuple[int, int]] = ()) -> list[Scored]:
    """Score the candidate passages of every shard; `wanted` (shard, passage) are always among them."""
    extra: dict[int, list[int]] = {}
    for shard, passage in wanted:
        extra.setdefault(shard, []).append(passage)
    return [_score_shard(index, number, weighted, extra.get(number, ())) for number in range(len(index.shards))]


def gather(postings: Postings, keys: Ints) -> tuple[Ints, NDArray[np.int32], NDArray[np.uint8]]:
    """Return (term, unit, count) of every posting of the terms."""
    start, end = postings.find(keys)
    sizes = end - start
    term = np.repeat(np.arange(len(keys)), sizes)
    where = np.arange(int(sizes.sum())) + np.repeat(start - (np.cumsum(sizes) - sizes), sizes)
    return term, postings.units[where], postings.counts[where]


def _score_shard(index: Index, number: int, weighted: dict[str, Weighted], wanted: Sequence[int]) -> Scored:
    shard = index.shards[number]
    sentences = len(shard.sentences.lengths)
    found = {
        channel: gather(getattr(shard.sentences, channel), part.keys) for channel, part in weighted.items()
    }
    passages = np.arange(sentences)
    if sentences > 2 * FIRST_PASS:
        passages = np.union1d(_first_pass(shard, found, weighted), np.array(wanted, dtype=np.int64))
    last = shard.last[passages]
    steps = passages[:, None] + np.arange(MAX_LAST)[None, :]
    members = np.unique(steps[steps <= last[:, None]])
    begin = np.searchsorted(members, passages)
    # A passage's sentences follow each other, so they do among the members as well.
    end = begin + (last - passages) + 1
    contexts, context = np.unique(shard.context_of[passages], return_inverse=True)
    speeches, speech = np.unique(shard.speech_of[passages], return_inverse=True)
    to_member = _compact(sentences, members)
    to_speech = _compact(len(shard.speeches), speeches)
    to_context = _compact(len(shard.contexts.lengths), contexts)
    lengths = index.layouts[number].window_lengths[passages] / index.average_window
    window_norm = (K1 * (1 - B + B * lengths)).astype(np.float32)
    lengths = shard.sentences.lengths[passages] / index.average_sentence
    first_norm = (K1 * (1 - B + B * lengths)).astype(np.float32)
    window_total, first_total, speech_total = (np.zeros(len(passages)) for _ in range(3))
    held = {
        channel: np.zeros((len(part.keys), len(passages)), dtype=bool) for channel, part in weighted.items()
    }
    for channel, part in weighted.items():
        terms = len(part.keys)
        if not terms:
            continue
        term, unit, count = found[channel]
        weights = part.weights.astype(np.float32)
        own = dense(term, to_member[unit], count, terms, len(members))
        around = dense(*_context_postings(shard.contexts, channel, part.keys, to_context), terms, len(contexts))
        whole = dense(term, to_speech[shard.speech_of[unit]], count, terms, len(speeches))
        running = np.zeros((terms, len(members) + 1), dtype=np.float32)
        np.cumsum(own, axis=1, out=running[:, 1:])
        window = running[:, end] - running[:, begin] + CONTEXT_COUNT * around[:, context]
        held[channel] = window > 0
        window_total += weights @ (window / (window + window_norm))
        first = own[:, begin]
        first_total += weights @ (first / (first + first_norm))
        speech_total += (weights @ (whole / (whole + K1)))[speech]
    reach = reachable(weighted)
    window_total /= reach
    about = SHORT_SPEECH * index.average_window / index.layouts[number].speech_lengths[speeches]
    whole_counts = np.clip(SPEECH * about, SPEECH_LEAST, SPEECH)[speech]
    total = window_total + (FIRST_SENTENCE * first_total + whole_counts * speech_total) / reach
    return Scored(shard=number, passages=passages, total=total, window=window_total, held=held)


def _first_pass(
    shard: Shard,
    found: dict[str, tuple[Ints, NDArray[np.int32], NDArray[np.uint8]]],
    weighted: dict[str, Weighted],
) -> NDArray[np.int64]:
    """Pick the passages worth scoring exactly: the best by the sum of their sentences' term weights."""
    count = len(shard.sentences.lengths)
    single = np.zeros(count)
    for channel, (term, unit, _) in found.items():
        single += np.bincount(unit, weights=weighted[channel].weights[term], minlength=count)
    padded = np.concatenate([single, np.zeros(MAX_LAST)])
    window = single.copy()
    for step in range(1, MAX_LAST):
        window += NEXT_SENTENCES * padded[step : step + count] * (shard.last >= np.arange(step, step + count))
    best: NDArray[np.int64] = np.argpartition(window + single, count - FIRST_PASS)[count - FIRST_PASS :]
    return best


def _compact(size: int, members: NDArray[np.integer[Any]]) -> Ints:
    """Return a table from unit number to its place among `members`, -1 for others."""
    table = np.full(size, -1, dtype=np.int64)
    table[members] = np.arange(len(members))
    return table


def _context_postings(
    contexts: Channels, channel: str, keys: Ints, to_context: Ints
) -> tuple[Ints, Ints, NDArray[np.uint8]]:
    term, unit, count = gather(getattr(contexts, channel), keys)
    return term, to_context[unit], count


def dense(
    term: Ints, place: Ints, count: NDArray[np.uint8] | Scores, terms: int, places: int
) -> NDArray[np.float32]:
    """Return a terms x places matrix of counts; postings at place -1 are left out."""
    keep = place >= 0
    flat = np.bincount(term[keep] * places + place[keep], weights=count[keep], minlength=terms * places)
    return flat.reshape(terms, places).astype(np.float32)
