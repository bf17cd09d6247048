"""All shards together, with what scoring needs of them again and again, worked out once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.search.index import SYLLABLE_BITS, Ints, Shard, pair_keys

Scores = NDArray[np.float64]
Counts = NDArray[np.float32]

# BM25's saturation and length normalisation.
K1 = 0.7
B = 0.55
# A short speech is about one thing and says much about its passages; a long one says little.
SPEECH, SPEECH_LEAST = 2.0, 0.2
SHORT_SPEECH = 3.0  # in passages
# What a heading or a cell of a table counts, which answers nothing.
BARE = 0.5
FIRST_PASS = 96
MAX_LAST = 4


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
        """Return the mean length of a passage in tokens, at least one: a speech may be signs only."""
        lengths = [layout.window_lengths for layout in self.layouts]
        return max(float(np.concatenate(lengths).mean()), 1.0) if lengths else 1.0

    @cached_property
    def average_sentence(self) -> float:
        """Return the mean length of a sentence in tokens, at least one."""
        lengths = [shard.sentences.lengths for shard in self.shards]
        return max(float(np.concatenate(lengths).mean()), 1.0) if lengths else 1.0

    @cached_property
    def whole(self) -> tuple["Chosen", ...]:
        """Return what is needed of each shard to score all its passages: of a small one all are candidates."""
        numbers = [layout.numbers[: 2 * FIRST_PASS] for layout in self.layouts]
        return tuple(Chosen.of(self, shard, passages) for shard, passages in enumerate(numbers))

    def prepare(self) -> None:
        """Work out what every question needs, so that the first one does not wait for it."""
        for layout, shard in zip(self.layouts, self.shards, strict=True):
            _ = layout, shard.common, shard.speech_of, shard.context_of, shard.bare
        _ = self.average_window, self.average_sentence, self.whole

    def frequency(self, channel: str, keys: Ints) -> Ints:
        """Return in how many sentences each gram of a channel occurs."""
        total = np.zeros(len(keys), dtype=np.int64)
        for shard in self.shards:
            total += shard.sentences.frequency(channel, keys)
        return total

    def follows(self, first: int, second: int) -> float:
        """Return in how many sentences one syllable follows another."""
        key = 1 << 2 * SYLLABLE_BITS | first << SYLLABLE_BITS | second
        return float(sum(shard.sentences.frequency_of("pinyin", key) for shard in self.shards))

    def has_token(self, character: str) -> bool:
        """Return whether a token occurs anywhere."""
        return any(shard.sentences.frequency_of("characters", ord(character)) for shard in self.shards)

    def has(self, keys: Ints) -> NDArray[np.bool_]:
        """Return whether each term of characters occurs anywhere."""
        found: NDArray[np.bool_] = self.frequency("characters", keys) > 0
        return found

    def has_pairs(self, first: Ints, second: Ints) -> NDArray[np.bool_]:
        """Return whether each pair of tokens occurs anywhere."""
        return self.has(pair_keys(first, second))


class Layout:
    """What scoring needs of a shard again and again: lengths, and how far each passage reaches."""

    def __init__(self, shard: Shard) -> None:
        cumulated = np.concatenate([[0.0], np.cumsum(shard.sentences.lengths, dtype=np.float64)])
        count = len(shard.sentences.lengths)
        self.numbers = np.arange(count)
        self.speech_lengths = cumulated[shard.first_sentence[1:]] - cumulated[shard.first_sentence[:-1]] + 1.0
        self.window_lengths = (cumulated[shard.last + 1] - cumulated[:-1]).astype(np.float32)
        reach = shard.last - self.numbers
        self.reaches = [(reach[:-step] >= step).astype(np.float32) for step in range(1, MAX_LAST)]


@dataclass(frozen=True)
class Chosen:
    """Candidate passages of a shard, and where what they are made of stands in the small matrices.

    `members` are the sentences of any of them, `speeches` the speeches that they are in; `sentences` are, step
    by step, where each passage's sentences are among the members (behind the last: it has none), `speech` and
    `context` where its speech and its headings are. `to_member`, `to_speech` (of a sentence) and `to_context`
    are tables from numbers in the shard to these places, -1 for others.
    """

    members: Ints
    speeches: Ints
    contexts: int
    to_member: Ints
    to_speech: Ints
    to_context: Ints
    sentences: tuple[Ints, ...]
    speech: Ints
    context: Ints
    window_norm: Counts
    first_norm: Counts
    about: Scores
    counts: Scores

    @classmethod
    def of(cls, index: Index, number: int, passages: Ints) -> "Chosen":
        """Work it out for sorted `passages` of the shard of that number."""
        shard, layout = index.shards[number], index.layouts[number]
        last = shard.last[passages]
        steps = passages[:, None] + np.arange(MAX_LAST)
        members, to_member = _compact(len(layout.numbers), steps[steps <= last[:, None]])
        speeches, to_speech = _compact(len(shard.speeches), shard.speech_of[passages])
        contexts, to_context = _compact(len(shard.contexts.lengths), shard.context_of[passages])
        # A passage's sentences follow each other, so they do among the members as well.
        begin = to_member[passages]
        behind = (np.where(passages + step <= last, begin + step, len(members)) for step in range(1, MAX_LAST))
        about = SHORT_SPEECH * index.average_window / np.maximum(layout.speech_lengths[speeches], 1)
        return cls(
            members,
            speeches,
            len(contexts),
            to_member,
            to_speech[shard.speech_of],
            to_context,
            (begin, *behind),
            to_speech[shard.speech_of[passages]],
            to_context[shard.context_of[passages]],
            _norm(layout.window_lengths[passages] / index.average_window),
            _norm(shard.sentences.lengths[passages] / index.average_sentence),
            np.clip(SPEECH * about, SPEECH_LEAST, SPEECH),
            np.where(shard.bare[passages], BARE, 1.0),
        )


def _norm(lengths: Counts) -> Counts:
    """Return BM25's denominator beside the count, for lengths relative to the average."""
    norm: Counts = (K1 * (1 - B + B * lengths)).astype(np.float32)
    return norm


def _compact(size: int, chosen: Ints | NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Return the chosen numbers below `size`, sorted, and a table from number to place, -1 for others."""
    there = np.zeros(size, dtype=bool)
    there[chosen] = True
    members = np.flatnonzero(there)
    table = np.full(size, -1)
    table[members] = np.arange(len(members))
    return members, table
