"""Immutable postings over sentences: characters, toneless pinyin, initials.

Terms are n-grams packed into integers. Postings are kept per *sentence*; the passages that overlap and the
speeches they come from are scored from the same postings (retrieve.py), which keeps memory to a third of
postings per passage. A shard holds some speeches; an index is a few shards. Adding a speech makes a shard
of its own, and small shards are joined now and then, so the others' postings are not built again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from knowledge.normalize import fold, spoken, tokens
from knowledge.pinyin import code_points, lookup, readings
from knowledge.segment import Segmented

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Grams = Callable[[Ints], tuple[Ints, Ints]]

CHARACTER_BITS = 22
SYLLABLE_BITS = 10
LETTER_BITS = 5
BREAK = ord(" ")
# So many units are indexed at a time: it bounds the memory that building takes for a moment.
BATCH = 2000


@dataclass(frozen=True)
class Postings:
    """Term -> the units (sentences) it occurs in. `keys` is sorted; key i owns units[starts[i]:starts[i+1]]."""

    keys: Ints
    starts: NDArray[np.int64]
    units: NDArray[np.int32]
    counts: NDArray[np.uint8]

    def find(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return the posting range (start, end) of each key; an empty range for an unknown one."""
        if not len(self.keys):
            nothing = np.zeros(len(keys), dtype=np.int64)
            return nothing, nothing
        position = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found = self.keys[position] == keys
        start = self.starts[position]
        return start, np.where(found, self.starts[position + 1], start)

    @property
    def size(self) -> int:
        """Return the bytes held."""
        return self.keys.nbytes + self.starts.nbytes + self.units.nbytes + self.counts.nbytes


@dataclass(frozen=True)
class Channels:
    """The three views of the same units, and how long (in tokens) each unit is."""

    characters: Postings
    pinyin: Postings
    initials: Postings
    lengths: Floats

    @property
    def size(self) -> int:
        return self.characters.size + self.pinyin.size + self.initials.size + self.lengths.nbytes


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


def build_channels(texts: Sequence[str]) -> Channels:
    """Index units of text (sentences, headings, known questions), numbered from 0."""
    if len(texts) > BATCH:
        batches = (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))
        return join_channels([build_channels(batch) for batch in batches])
    folded = [fold(text) for text in texts]
    token_codes, token_units = _flatten([tokens(text) for text in folded])
    spoken_codes, spoken_units = _flatten([spoken(text) for text in folded])
    keys, positions = character_grams(token_codes)
    characters = _postings(keys, token_units[positions])
    table = readings()
    usual = lookup(table.usual, spoken_codes)
    others = [lookup(other, spoken_codes) for other in table.others]
    lengths = np.bincount(token_units[token_codes != BREAK], minlength=len(texts)).astype(np.float32)
    pinyin = _read_both_ways(usual, others, spoken_units, syllable_grams)
    letters = [table.letter[syllables] for syllables in (usual, *others)]
    initials = _read_both_ways(letters[0], letters[1:], spoken_units, initial_grams)
    return Channels(characters, pinyin, initials, lengths)


def _flatten(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Join texts with breaks; return code points and the unit each belongs to."""
    codes = code_points(" ".join(texts) + " ")
    units = np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts])
    return codes, units


def _read_both_ways(usual: Ints, others: Sequence[Ints], units: Ints, grams: Grams) -> Postings:
    """Index the usual reading, and every gram that one character read otherwise makes different."""
    keys, positions = grams(usual)
    all_keys, all_units = [keys], [units[positions]]
    for other in others:
        # Every third character at a time, so that a gram contains one other reading at most where possible.
        for phase in range(2):
            mixed = usual.copy()
            where = np.flatnonzero((other > 0) & (other != usual))
            where = where[where % 2 == phase]
            if not len(where):
                continue
            mixed[where] = other[where]
            new_keys, new_positions = grams(mixed)
            old_keys, _ = grams(usual)
            changed = new_keys != old_keys
            all_keys.append(new_keys[changed])
            all_units.append(units[new_positions[changed]])
    return _postings(np.concatenate(all_keys), np.concatenate(all_units))


def _postings(keys: Ints, units: Ints) -> Postings:
    """Sort (key, unit) pairs into postings with counts."""
    if not len(keys):
        return Postings(keys, np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.uint8))
    order = np.lexsort((units, keys))
    keys, units = keys[order], units[order]
    first = np.flatnonzero(np.concatenate([[True], (keys[1:] != keys[:-1]) | (units[1:] != units[:-1])]))
    counts = np.minimum(np.diff(np.append(first, len(keys))), 255).astype(np.uint8)
    keys, units = keys[first], units[first]
    new = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return Postings(keys[new], np.append(new, len(keys)), units.astype(np.int32), counts)


def join_postings(parts: Sequence[tuple[Postings, int]]) -> Postings:
    """Join postings whose units are renumbered by the given offsets. Costs one sort of the terms."""
    keys = np.concatenate([np.repeat(part.keys, np.diff(part.starts)) for part, _ in parts])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    units = np.concatenate([part.units + offset for part, offset in parts]).astype(np.int32)[order]
    counts = np.concatenate([part.counts for part, _ in parts])[order]
    if not len(keys):
        return Postings(keys, np.zeros(1, np.int64), units, counts)
    new = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return Postings(keys[new], np.append(new, len(keys)), units, counts)


def join_channels(parts: Sequence[Channels]) -> Channels:
    """Join channels; units of later parts are numbered after those of earlier ones."""
    if len(parts) == 1:
        return parts[0]
    offsets = list(accumulate((len(part.lengths) for part in parts), initial=0))
    return Channels(
        join_postings([(part.characters, offset) for part, offset in zip(parts, offsets, strict=False)]),
        join_postings([(part.pinyin, offset) for part, offset in zip(parts, offsets, strict=False)]),
        join_postings([(part.initials, offset) for part, offset in zip(parts, offsets, strict=False)]),
        np.concatenate([part.lengths for part in parts]),
    )


@dataclass(frozen=True)
class Shard:
    """Some speeches with their postings. Sentences, sections and speeches are numbered through the shard."""

    speeches: tuple[Segmented, ...]
    sentences: Channels
    contexts: Channels

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
    return Shard(tuple(speeches), build_channels(texts), build_channels(contexts))


def _title(speech: Segmented) -> str:
    """Return the title when a person wrote it; a file's name as a title would only be noise."""
    title = speech.speech.title
    return "" if speech.speech.file == f"{title}.txt" else title


def join_shards(shards: Sequence[Shard]) -> Shard:
    """Make one shard of several without reading their texts again."""
    return Shard(
        tuple(chain.from_iterable(shard.speeches for shard in shards)),
        join_channels([shard.sentences for shard in shards]),
        join_channels([shard.contexts for shard in shards]),
    )


def keep_speeches(shard: Shard, kept: Sequence[int]) -> Shard:
    """Leave all but the given speeches (places in `shard.speeches`, in order) out of a shard."""
    sentences = np.isin(shard.speech_of, np.array(kept))
    counts = [len(speech.sections) for speech in shard.speeches]
    contexts = np.isin(np.repeat(np.arange(len(counts)), counts), np.array(kept))
    return Shard(
        tuple(shard.speeches[place] for place in kept),
        _keep_channels(shard.sentences, sentences),
        _keep_channels(shard.contexts, contexts),
    )


def _keep_channels(channels: Channels, kept: NDArray[np.bool_]) -> Channels:
    renumbered = np.cumsum(kept) - 1
    return Channels(
        _keep_postings(channels.characters, kept, renumbered),
        _keep_postings(channels.pinyin, kept, renumbered),
        _keep_postings(channels.initials, kept, renumbered),
        channels.lengths[kept],
    )


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
