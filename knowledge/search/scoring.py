"""Scoring: how well each passage covers the terms of a question.

BM25's saturation and length normalisation (Robertson and Zaragoza 2009, k1 and b fitted on other sets)
over three channels, as a share of what could be reached, so that scores of different questions compare.
A passage counts as its sentences together with its title and headings; to that come, with less weight, its
first sentence alone and its whole speech. Sentence postings give all of them: a first pass adds up terms
per sentence and picks candidates, a second computes those exactly in small dense matrices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.search.index import (
    CHANNELS,
    CHARACTER_BITS,
    MARK,
    SYLLABLE_BITS,
    Ints,
    Postings,
    spans,
)
from knowledge.search.other_words import OtherWords, terms_of
from knowledge.search.prepared import FIRST_PASS, K1, Chosen, Counts, Index, Layout, Scores
from knowledge.search.query import Query

CHANNEL_WEIGHT = {"characters": 1.0, "pinyin": 1.3, "initials": 2.0}
# A single character or syllable counts as much as so many pairs (initials have no single ones).
SINGLE = np.array([3.0, 2.0, 1.0])
FIRST_PAIR = np.array([1 << 2 * CHARACTER_BITS, MARK["pinyin"] | 1 << 2 * SYLLABLE_BITS, 0])
# Parts of a passage's score beside its own text.
CONTEXT_COUNT = 1.0
FIRST_SENTENCE = 0.4
# How much of the following sentences' scores a passage is credited with in the first pass.
NEXT_SENTENCES = 0.5
# What another word for the same counts beside the word itself, from which share of its terms on, and from which
# share on a passage is said to have it.
OTHER, OTHER_FLOOR, OTHER_HELD = 0.9, 0.2, 0.9
GROUP = 32


@dataclass(frozen=True)
class Others:
    """Other words for the question's words, a row each; those for one word follow each other from `firsts` on.

    `own` are the weights of the question's own terms (row x term), `shares` how the other word's terms make up
    1 (row x term), `masses` what the own terms weigh in all.
    """

    own: Counts
    shares: Counts
    masses: Counts
    firsts: Ints


@dataclass(frozen=True)
class Weighted:
    """The terms of a question, of all channels one after the other, with their weights (channel x term x idf).

    `ranges` are the terms' postings (start, end) in each shard. After the question's own `len(weights)` terms
    come those of other words for the same, which only count where the question's own are not.
    """

    keys: Ints
    weights: Scores
    initials: int
    ranges: tuple[tuple[Ints, Ints], ...]
    others: Others | None = None

    @cached_property
    def reachable(self) -> float:
        """Return the score of a passage that has every term many times."""
        return float(self.weights.sum()) or 1.0


@dataclass(frozen=True)
class Scored:
    """Candidate passages of one shard. All arrays run along `passages`, which is sorted.

    Scores are shares of the reachable; `window` is the passage alone, `total` with what is around it.
    `held` says which terms each passage has at all (terms x passages). `counts` is what each counts: less
    when it is a bare heading, or when the question names other speeches.
    """

    shard: int
    passages: Ints
    total: Scores
    window: Scores
    held: NDArray[np.bool_]
    counts: Scores


def weigh(index: Index, query: Query) -> Weighted:
    """Give each term its weight: channel x term x inverse sentence frequency."""
    keys, weights = merged(query, CHANNEL_WEIGHT)
    own = len(keys)
    if query.others:
        keys = np.concatenate([keys, terms_of(query.others)])
    ranges = tuple(shard.sentences.postings.find(keys) for shard in index.shards)
    frequency = sum((end - start for start, end in ranges), np.zeros(len(keys), dtype=np.int64))
    rarity = np.log1p((index.sentence_count - frequency + 0.5) / (frequency + 0.5))
    sizes = [len(terms.keys) for terms in (query.characters, query.pinyin, query.initials)]
    single = np.where(keys[:own] < FIRST_PAIR.repeat(sizes), SINGLE.repeat(sizes), 1.0)
    weights = single * weights * rarity[:own]
    others = _others(query.others, keys, weights, rarity) if query.others else None
    return Weighted(keys, weights, own - sizes[-1], ranges, others)


def _others(words: Sequence[OtherWords], keys: Ints, weights: Scores, rarity: Scores) -> Others:
    """Lay the other words out as rows; `keys` are the question's own `len(weights)` terms, then theirs."""
    count, rows = len(weights), sum(len(one.words) for one in words)
    place = {key: number for number, key in enumerate(keys[:count].tolist())}
    own, shares = np.zeros((rows, count), np.float32), np.zeros((rows, len(keys)), np.float32)
    row, firsts = 0, list[int]()
    for one in words:
        terms = [place[key] for key in one.own.tolist() if key in place]
        firsts.append(row)
        for word in one.words:
            own[row, terms] = weights[terms]
            there = count + keys[count:].searchsorted(word)
            shares[row, there] = np.where(word < FIRST_PAIR[0], SINGLE[0], 1.0) * rarity[there]
            row += 1
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-6)
    return Others(own, shares, own.sum(axis=1), np.array(firsts))


def merged(query: Query, channel_weight: Mapping[str, float]) -> tuple[Ints, Scores]:
    """Return the terms of all channels as one (keys, weights), each weighing its channel's share."""
    keys = [query.characters.keys, query.pinyin.keys | MARK["pinyin"], query.initials.keys | MARK["initials"]]
    weights = [channel_weight.get(channel, 0.0) * getattr(query, channel).weights for channel in CHANNELS]
    return np.concatenate(keys), np.concatenate(weights)


def score(
    index: Index,
    weighted: Weighted,
    wanted: Sequence[tuple[int, int]] = (),
    named: Sequence[Scores] | None = None,
) -> list[Scored]:
    """Score the candidate passages of every shard; `wanted` (shard, passage) are always among them.

    `named` says what the passages of each speech count, shard by shard, when the question names some: by
    that they become candidates, and it counts in their total.
    """
    extra: dict[int, list[int]] = {}
    for shard, passage in wanted:
        extra.setdefault(shard, []).append(passage)
    return [
        _score_shard(index, number, weighted, extra.get(number, ()), named[number] if named else None)
        for number in range(len(index.shards))
    ]


@dataclass(frozen=True)
class Found:
    """Postings of some terms, one after the other: (term, unit, count) each."""

    term: Ints
    unit: Ints
    count: NDArray[np.uint8]

    def table(self, places: Ints, terms: int, size: int) -> Counts:
        """Return a terms x size matrix of counts; `places` is where each posting belongs, -1 is nowhere."""
        keep = np.flatnonzero(places >= 0)
        flat = self.term[keep] * size + places[keep]
        counts = np.bincount(flat, weights=self.count[keep], minlength=terms * size)
        return counts.reshape(terms, size).astype(np.float32)


def gather(postings: Postings, start: Ints, end: Ints, terms: Ints) -> Found:
    """Return the postings in each range; range i is of term terms[i]."""
    there = np.flatnonzero(end > start)
    start, end = start[there], end[there]
    units = spans(postings.units, start, end).astype(np.int64)
    return Found(terms[there].repeat(end - start), units, spans(postings.counts, start, end))


def _score_shard(
    index: Index, number: int, weighted: Weighted, wanted: Sequence[int], named: Scores | None
) -> Scored:
    shard, layout = index.shards[number], index.layouts[number]
    own_terms, terms = len(weighted.weights), len(weighted.keys)
    weights = np.zeros(terms, np.float32)
    weights[:own_terms] = weighted.weights
    start, end = weighted.ranges[number]
    is_common = end - start >= shard.common.least
    common, rare = np.flatnonzero(is_common), np.flatnonzero(~is_common)
    rows = shard.common.starts.searchsorted(start[common])
    found = gather(shard.sentences.postings, start[rare], end[rare], rare)
    passages = layout.numbers
    if len(passages) > 2 * FIRST_PASS:
        rough = _rough(weights, weighted.others)
        added = np.bincount(found.unit, weights=rough[found.term], minlength=len(passages))
        single: Counts = added.astype(np.float32)
        if len(common):
            single = single + rough[common] @ (shard.common.sentences[rows] > 0).astype(np.float32)
        if named is not None:
            single *= named.astype(np.float32)[shard.speech_of]
        passages = _first_pass(layout, single, wanted)
        chosen = Chosen.of(index, number, passages)
    else:
        chosen = index.whole[number]
    # One column more, of nothing, for the sentences that shorter passages do not have.
    own = found.table(chosen.to_member[found.unit], terms, len(chosen.members) + 1)
    whole = found.table(chosen.to_speech[found.unit], terms, len(chosen.speeches))
    if len(common):
        own[common, :-1] = shard.common.sentences[rows[:, None], chosen.members]
        whole[common] = shard.common.speeches[rows[:, None], chosen.speeches]
    start, end = shard.contexts.postings.find(weighted.keys)
    around = gather(shard.contexts.postings, start, end, np.arange(terms))
    headings = around.table(chosen.to_context[around.unit], terms, chosen.contexts)
    first = own.take(chosen.sentences[0], axis=1)
    window = first.copy()
    for sentences in chosen.sentences[1:]:
        window += own.take(sentences, axis=1)
    window += CONTEXT_COUNT * headings.take(chosen.context, axis=1)
    window_total = _covered(window / (window + chosen.window_norm), weights, weighted) / weighted.reachable
    first_total = _covered(first / (first + chosen.first_norm), weights, weighted)
    speech_total = (weights @ (whole / (whole + K1))) * chosen.about
    beside = FIRST_SENTENCE * first_total + speech_total[chosen.speech]
    total: Scores = window_total + beside / weighted.reachable
    counts = chosen.counts
    if named is not None:
        counts = counts * named[shard.speech_of[passages]]
    return Scored(number, passages, total * counts, window_total, _held(window, weighted), counts)


def _rough(weights: Counts, others: Others | None) -> Counts:
    """Return what a term counts in the first pass, those of other words included."""
    if others is None:
        return weights
    rough: Counts = np.maximum(weights, OTHER * (others.masses[:, None] * others.shares).max(axis=0))
    return rough


def _covered(saturated: Counts, weights: Counts, weighted: Weighted) -> Scores:
    """Return what each passage scores: its own terms, or another word for them where that scores more."""
    total: Scores = (weights @ saturated).astype(np.float64)
    if others := weighted.others:
        fraction = np.maximum(0.0, others.shares @ saturated - OTHER_FLOOR) / (1 - OTHER_FLOOR)
        gain = OTHER * others.masses[:, None] * fraction - others.own @ saturated[: others.own.shape[1]]
        total += np.maximum(0.0, np.maximum.reduceat(gain, others.firsts)).sum(axis=0)
    return total


def _held(window: Counts, weighted: Weighted) -> NDArray[np.bool_]:
    """Return which of the question's terms each passage has, itself or as another word."""
    there = window > 0
    held: NDArray[np.bool_] = there[: len(weighted.weights)]
    if others := weighted.others:
        whole = (others.shares @ there.astype(np.float32) >= OTHER_HELD).astype(np.float32)
        held = held | ((others.own > 0).astype(np.float32).T @ whole > 0)
    return held


def _first_pass(layout: Layout, single: Counts, wanted: Sequence[int]) -> Ints:
    """Pick the passages worth scoring exactly, sorted: the best by the sums of their sentences' weights."""
    window = single * 2
    for step, reaches in enumerate(layout.reaches, 1):
        window[:-step] += NEXT_SENTENCES * reaches * single[step:]
    # The best of every group of passages: as many of them as wanted bound the best of all from below.
    groups = window[: len(window) // GROUP * GROUP].reshape(GROUP, -1).max(axis=0)
    if len(groups) > FIRST_PASS:
        bound = np.partition(groups, len(groups) - FIRST_PASS)[len(groups) - FIRST_PASS]
        near: Ints = np.flatnonzero(window >= bound)
    else:
        near = layout.numbers
    best = near[np.argpartition(window[near], len(near) - FIRST_PASS)[len(near) - FIRST_PASS :]]
    if wanted:
        return np.unique(np.concatenate([best, np.array(wanted, dtype=np.int64)]))
    best.sort()
    return best
