"""Immutable postings over sentences: characters, toneless pinyin, initials.

Terms are n-grams packed into integers, marked with their channel, so that one table holds all three and a
question looks them up at once. Postings are kept per *sentence*; the passages that overlap and the speeches
they come from are scored from the same postings (scoring.py), which keeps memory to a third of postings per
passage. A shard holds some speeches; an index is a few shards. Adding a speech makes a shard of its own,
and small shards are joined now and then, so the others' postings are not built again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.language.writing.normalize import fold_all, spoken, tokens
from knowledge.language.writing.pinyin import code_points, lookup, readings
from knowledge.speech.segment import MAX_HEADING, Segmented, says_something

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Value = TypeVar("Value", bound=np.generic)
Grams = Callable[[Ints], tuple[Ints, Ints]]

CHARACTER_BITS = 22
SYLLABLE_BITS = 10
LETTER_BITS = 5
CHANNELS = ("characters", "pinyin", "initials")
# What marks a key's channel, above the bits that its grams take.
KEY_BITS = 46
MARK = {channel: number << KEY_BITS for number, channel in enumerate(CHANNELS)}
BREAK = ord(" ")
# So many units are indexed at a time: it bounds the memory that building takes for a moment.
BATCH_BITS = 10
BATCH = 1 << BATCH_BITS
# A sentence in so many has a common term; those are kept as rows of counts besides, in large shards.
COMMON = 16
COMMON_FROM = 1024


@dataclass(frozen=True)
class Postings:
    """Term -> the units (sentences) it occurs in. `keys` is sorted; key i owns units[starts[i]:starts[i+1]]."""

    keys: Ints
    starts: Ints
    units: NDArray[np.integer[Any]]
    counts: NDArray[np.uint8]

    def locate(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return the range of terms (first, last) that each key is: one, or none when it is unknown."""
        first = self.keys.searchsorted(keys)
        if not len(self.keys):
            return first, first
        return first, first + (self.keys.take(first, mode="clip") == keys)

    def find(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return the posting range (start, end) of each key; an empty range for an unknown one."""
        first, last = self.locate(keys)
        return self.starts[first], self.starts[last]

    @property
    def size(self) -> int:
        """Return the bytes held."""
        return self.keys.nbytes + self.starts.nbytes + self.units.nbytes + self.counts.nbytes


def spans(values: NDArray[Value], start: Ints, end: Ints) -> NDArray[Value]:
    """Return values[start:end] of all ranges, one after the other."""
    parts = [values[first:last] for first, last in zip(start.tolist(), end.tolist(), strict=True)]
    return np.concatenate(parts) if parts else values[:0]


@dataclass(frozen=True)
class Units:
    """The three views of the same units in one table, and how long (in tokens) each unit is."""

    postings: Postings
    lengths: Floats

    def frequency(self, channel: str, keys: Ints) -> Ints:
        """Return in how many units each gram of a channel occurs."""
        start, end = self.postings.find(keys | MARK[channel])
        return end - start

    def frequency_of(self, channel: str, key: int) -> int:
        """Return in how many units one gram of a channel occurs; for one, quicker than `frequency`."""
        postings, marked = self.postings, key | MARK[channel]
        place = int(postings.keys.searchsorted(marked))
        if place == len(postings.keys) or postings.keys[place] != marked:
            return 0
        return int(postings.starts[place + 1] - postings.starts[place])


@dataclass(frozen=True)
class Common:
    """The terms that a good part of a shard's sentences have, as rows of counts.

    They are few, and half of any question: to look some sentences or speeches up in a row is quicker than to
    go through the term's postings. `starts` are where the terms' postings start, sorted.
    """

    starts: Ints
    least: int
    sentences: NDArray[np.uint8]
    speeches: NDArray[np.uint16]


def character_grams(codes: Ints) -> tuple[Ints, Ints]:
    """Return (keys, positions) of the token uni- and bigrams of a token string's code points."""
    solid = codes != BREAK
    one = np.flatnonzero(solid)
    two = np.flatnonzero(solid[:-1] & solid[1:])
    return np.concatenate([codes[one], pair_keys(codes[two], codes[two + 1])]), np.concatenate([one, two])


def pair_keys(first: Ints, second: Ints) -> Ints:
    """Return the keys of token bigrams."""
    keys: Ints = (1 << 2 * CHARACTER_BITS) | (first << CHARACTER_BITS) | second
    return keys


def syllable_grams(syllables: Ints) -> tuple[Ints, Ints]:
    """Return (keys, positions) of the syllable uni- and bigrams; 0 is a break."""
    solid = syllables > 0
    one = np.flatnonzero(solid)
    two = np.flatnonzero(solid[:-1] & solid[1:])
    pairs = (1 << 2 * SYLLABLE_BITS) | (syllables[two] << SYLLABLE_BITS) | syllables[two + 1]
    return np.concatenate([syllables[one], pairs]), np.concatenate([one, two])


def initial_grams(letters: Ints) -> tuple[Ints, Ints]:
    """Return (keys, positions) of the 2- to 4-grams of first letters; 0 is a break."""
    keys, positions = [], []
    gram = letters
    solid = letters > 0
    for _ in range(3):
        solid = solid[:-1] & (letters[len(letters) - len(solid) + 1 :] > 0)
        gram = (gram[: len(solid)] << LETTER_BITS) | letters[len(letters) - len(solid) :]
        where = np.flatnonzero(solid)
        keys.append(gram[where])
        positions.append(where)
    return np.concatenate(keys), np.concatenate(positions)


def build_units(texts: Sequence[str], channels: Sequence[str] = CHANNELS) -> Units:
    """Index units of text (sentences, headings, known questions), numbered from 0."""
    batches = (texts[start : start + BATCH] for start in range(0, max(1, len(texts)), BATCH))
    return join_units([_build_batch(batch, channels) for batch in batches])


def _build_batch(texts: Sequence[str], channels: Sequence[str]) -> Units:
    folded = fold_all(texts)
    token_codes, token_units = _flatten([tokens(text) for text in folded])
    lengths = np.bincount(token_units[token_codes != BREAK], minlength=len(texts)).astype(np.float32)
    keys, positions = character_grams(token_codes)
    pairs = [_with_unit(keys, token_units[positions])]
    spoken_codes, spoken_units = _flatten([spoken(text) for text in folded])
    table = readings()
    usual = lookup(table.usual, spoken_codes)
    others = [lookup(other, spoken_codes) for other in table.others]
    pairs.extend(_read_both_ways(usual, others, spoken_units, syllable_grams, MARK["pinyin"]))
    if "initials" in channels:
        letters = [table.letter[syllables] for syllables in (usual, *others)]
        pairs.extend(_read_both_ways(letters[0], letters[1:], spoken_units, initial_grams, MARK["initials"]))
    return Units(_postings(np.concatenate(pairs)), lengths)


def _flatten(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Join texts with breaks; return code points and the unit each belongs to."""
    codes = code_points(" ".join(texts) + " ")
    units = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
    return codes, units


def _with_unit(keys: Ints, units: Ints) -> Ints:
    """Pack a key with its unit into one integer: they sort at once."""
    pairs: Ints = keys << BATCH_BITS | units
    return pairs


def _read_both_ways(
    usual: Ints, others: Sequence[Ints], units: Ints, grams: Grams, mark: int
) -> Iterator[Ints]:
    """Yield the grams of the usual reading, and those that one character read otherwise makes different."""
    keys, positions = grams(usual)
    yield _with_unit(keys | mark, units[positions])
    for other in others:
        # Every other character at a time, so that a gram contains one other reading at most where possible.
        for phase in range(2):
            where = np.flatnonzero((other > 0) & (other != usual))
            where = where[where % 2 == phase]
            if not len(where):
                continue
            mixed = usual.copy()
            mixed[where] = other[where]
            new_keys, new_positions = grams(mixed)
            changed = new_keys != keys
            yield _with_unit(new_keys[changed] | mark, units[new_positions[changed]])


def _postings(pairs: Ints) -> Postings:
    """Sort packed (key, unit) pairs into postings with counts."""
    pairs = np.sort(pairs)
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    counts = np.minimum(np.diff(first, append=len(pairs)), 255).astype(np.uint8)
    pairs = pairs[first]
    keys = pairs >> BATCH_BITS
    new = np.flatnonzero(np.diff(keys, prepend=-1))
    return Postings(keys[new], np.append(new, len(keys)), (pairs & BATCH - 1).astype(np.int32), counts)


def join_postings(parts: Sequence[tuple[Postings, int]]) -> Postings:
    """Join postings whose units are renumbered by the given offsets, which grow. Sorts the terms only."""
    keys = np.unique(np.concatenate([part.keys for part, _ in parts]))
    places = [np.searchsorted(keys, part.keys) for part, _ in parts]
    sizes = np.zeros(len(keys), dtype=np.int64)
    for (part, _), place in zip(parts, places, strict=True):
        sizes[place] += np.diff(part.starts)
    starts = _offsets(sizes)
    units = np.empty(starts[-1], dtype=np.int32)
    counts = np.empty(starts[-1], dtype=np.uint8)
    free = starts[:-1].copy()
    for (part, offset), place in zip(parts, places, strict=True):
        own = np.diff(part.starts)
        where = np.arange(len(part.units)) + np.repeat(free[place] - part.starts[:-1], own)
        units[where] = part.units + np.int32(offset)
        counts[where] = part.counts
        free[place] += own
    return Postings(keys, starts, units, counts)


def join_units(parts: Sequence[Units]) -> Units:
    """Join units; those of later parts are numbered after those of earlier ones."""
    if len(parts) == 1:
        return parts[0]
    offsets = accumulate((len(part.lengths) for part in parts), initial=0)
    return Units(
        join_postings([(part.postings, offset) for part, offset in zip(parts, offsets, strict=False)]),
        np.concatenate([part.lengths for part in parts]),
    )


@dataclass(frozen=True)
class Shard:
    """Some speeches with their postings. Sentences, sections and speeches are numbered through the shard."""

    speeches: tuple[Segmented, ...]
    sentences: Units
    contexts: Units

    @cached_property
    def first_sentence(self) -> Ints:
        """Return the number of each speech's first sentence, and the total at the end."""
        return _offsets([len(speech.sentences) for speech in self.speeches])

    @cached_property
    def last(self) -> NDArray[np.int32]:
        """Return the last sentence of the passage that starts at each sentence."""
        parts = [np.array(speech.last, np.int32) for speech in self.speeches]
        offsets = np.repeat(self.first_sentence[:-1], np.diff(self.first_sentence)).astype(np.int32)
        return (np.concatenate(parts) + offsets).astype(np.int32)

    @cached_property
    def speech_of(self) -> NDArray[np.int32]:
        """Return the number of the speech each sentence is in."""
        return np.repeat(np.arange(len(self.speeches), dtype=np.int32), np.diff(self.first_sentence))

    @cached_property
    def bare(self) -> NDArray[np.bool_]:
        """Return which passages are only a heading, a name or a cell of a table, and so answer nothing."""
        passages = chain.from_iterable(speech.passages for speech in self.speeches)
        said = (
            len(passage.text) <= MAX_HEADING and not says_something(passage.text, 0, len(passage.text))
            for passage in passages
        )
        return np.fromiter(said, np.bool_, count=int(self.first_sentence[-1]))

    @cached_property
    def context_of(self) -> NDArray[np.int32]:
        """Return the number of the context (title and headings) each sentence is under."""
        offsets = _offsets([len(speech.sections) for speech in self.speeches])
        return np.fromiter(
            chain.from_iterable(
                (offset + sentence.section for sentence in speech.sentences)
                for speech, offset in zip(self.speeches, offsets, strict=False)
            ),
            np.int32,
            count=int(self.first_sentence[-1]),
        )

    @cached_property
    def common(self) -> Common:
        """Return the common terms; none in a small shard, where all postings are few."""
        count = len(self.sentences.lengths)
        least = count // COMMON + 1 if count >= COMMON_FROM else count + 1
        postings = self.sentences.postings
        sizes = np.diff(postings.starts)
        terms = np.flatnonzero(sizes >= least)
        sentences = np.zeros((len(terms), count), dtype=np.uint8)
        speeches = np.zeros((len(terms), len(self.speeches)), dtype=np.uint16)
        for row, (start, size) in enumerate(zip(postings.starts[terms], sizes[terms], strict=True)):
            sentences[row, postings.units[start : start + size]] = postings.counts[start : start + size]
            before = np.append(0, np.cumsum(sentences[row], dtype=np.int64))[self.first_sentence]
            speeches[row] = np.diff(before)
        return Common(postings.starts[terms], least, sentences, speeches)


def _offsets(lengths: Sequence[int] | Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(np.array(lengths, dtype=np.int64))]).astype(np.int64)


def build_shard(speeches: Sequence[Segmented]) -> Shard:
    """Index speeches together."""
    texts = [
        speech.speech.text[sentence.start : sentence.end]
        for speech in speeches
        for sentence in speech.sentences
    ]
    contexts = [
        f"{_title(speech)} {speech.speech.date} {section.path}"
        for speech in speeches
        for section in speech.sections
    ]
    return Shard(tuple(speeches), build_units(texts), build_units(contexts))


def _title(speech: Segmented) -> str:
    """Return the title when a person wrote it; a file's name as a title would only be noise."""
    title = speech.speech.title
    return "" if speech.speech.file == f"{title}.txt" else title


def join_shards(shards: Sequence[Shard]) -> Shard:
    """Make one shard of several without reading their texts again."""
    return Shard(
        tuple(chain.from_iterable(shard.speeches for shard in shards)),
        join_units([shard.sentences for shard in shards]),
        join_units([shard.contexts for shard in shards]),
    )


def keep_speeches(shard: Shard, kept: Sequence[int]) -> Shard:
    """Leave all but the given speeches (places in `shard.speeches`, in order) out of a shard."""
    sentences = np.isin(shard.speech_of, np.array(kept))
    counts = [len(speech.sections) for speech in shard.speeches]
    contexts = np.isin(np.repeat(np.arange(len(counts)), counts), np.array(kept))
    return Shard(
        tuple(shard.speeches[place] for place in kept),
        _keep_units(shard.sentences, sentences),
        _keep_units(shard.contexts, contexts),
    )


def _keep_units(units: Units, kept: NDArray[np.bool_]) -> Units:
    return Units(_keep_postings(units.postings, kept, np.cumsum(kept) - 1), units.lengths[kept])


def _keep_postings(postings: Postings, kept: NDArray[np.bool_], renumbered: Ints) -> Postings:
    stay = kept[postings.units]
    sizes = np.add.reduceat(stay, postings.starts[:-1]) if len(postings.keys) else np.zeros(0, np.int64)
    left = sizes > 0
    return Postings(
        postings.keys[left],
        _offsets(sizes[left]),
        renumbered[postings.units[stay]].astype(np.int32),
        postings.counts[stay],
    )
