"""Which stretches of a passage to mark: where its words are the question's words, by character or by sound."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from core.patterns import pattern
from knowledge.language.writing.normalize import BASIC_PLANE, FIRST_HAN, LAST_HAN, fold, token
from knowledge.language.writing.numerals import NUMERAL_RUN, canonical_numerals
from knowledge.language.writing.pinyin import code_points, lookup, readings
from knowledge.search.index import CHARACTER_BITS, LETTER_BITS, SYLLABLE_BITS, Ints
from knowledge.search.query import Query

# What stands for one token though it has several characters: a numeral, a number, a Latin word.
RUN = pattern(rf"{NUMERAL_RUN.pattern}|[0-9]+|[a-z]+")
TRANSPARENT = "“”‘’\"'「」『』《》〈〉*`"
MIN_MARK = 2
# Marks closer than this are joined: 作风（和）纪律.
MAX_GAP = 1
# The same passages are shown again and again; so many are kept read, some 4 KB each.
TEXTS_KEPT = 256
# Speeches count with the same few numerals (一, 三, 二十).
RUNS_KEPT = 1024


def find_marks(texts: Sequence[str], query: Query) -> list[tuple[tuple[int, int], ...]]:
    """Return each text's code-point spans (start, end) that match the question, in order, not touching."""
    read = [_units(text) for text in texts]
    codes = np.concatenate([units.codes for units in read])
    heard = np.concatenate([units.heard for units in read])
    hit = _pair_hits(codes, query.characters.keys, CHARACTER_BITS)
    hit |= _pair_hits(heard, query.pinyin.keys, SYLLABLE_BITS)
    hit |= _initial_hits(heard, query)
    found = []
    first = 0
    for units in read:
        found.append(_joined(units, hit[first : first + len(units.codes)]))
        first += len(units.codes)
    return found


@dataclass(frozen=True)
class _Units:
    """The tokens of a text, a break after them: code points and syllables (0: none), where each stands."""

    codes: Ints
    heard: Ints
    starts: Ints
    ends: Ints


def _joined(units: _Units, hit: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    marks: list[tuple[int, int]] = []
    for start, end in zip(units.starts[hit].tolist(), units.ends[hit].tolist(), strict=True):
        if marks and start - marks[-1][1] <= MAX_GAP:
            marks[-1] = (marks[-1][0], end)
        else:
            marks.append((start, end))
    return tuple((start, end) for start, end in marks if end - start >= MIN_MARK)


@lru_cache(TEXTS_KEPT)
def _units(text: str) -> _Units:
    folded = fold(text)
    if len(folded) != len(text):
        # Something folds into more characters than one (… into ...); go character by character.
        folded = "".join(fold(character)[:1] or " " for character in text)
    codes = code_points(folded + " ")
    keep = ~_table(TRANSPARENT).take(codes, mode="clip")
    heard = lookup(readings().usual, codes)
    codes = np.where((codes >= FIRST_HAN) & (codes <= LAST_HAN), codes, 0)
    ends = np.arange(1, len(codes) + 1)
    for match in RUN.finditer(folded):
        start, end = match.span()
        codes[start], ends[start] = _code(match[0]), end
        keep[start + 1 : end] = False
    starts = np.flatnonzero(keep)
    return _Units(codes[starts], heard[starts], starts, ends[starts])


@lru_cache(RUNS_KEPT)
def _code(run: str) -> int:
    """Return the token that a numeral, a number or a Latin word stands for."""
    canonical = canonical_numerals(run)
    return ord(token(canonical)) if canonical.isascii() else ord(canonical[0])


@cache
def _table(characters: str) -> NDArray[np.bool_]:
    table = np.zeros(BASIC_PLANE, dtype=bool)
    table[[ord(character) for character in characters]] = True
    return table


def _pair_hits(units: Ints, keys: Ints, bits: int) -> NDArray[np.bool_]:
    """Return which units are part of a pair the question has."""
    hit = np.zeros(len(units), dtype=bool)
    if not len(keys):
        return hit
    pairs = (1 << 2 * bits) | (units[:-1] << bits) | units[1:]
    known = keys.take(keys.searchsorted(pairs), mode="clip") == pairs
    place = np.flatnonzero(known & (units[:-1] > 0) & (units[1:] > 0))
    hit[place] = True
    hit[place + 1] = True
    return hit


def _initial_hits(heard: Ints, query: Query) -> NDArray[np.bool_]:
    hit = np.zeros(len(heard), dtype=bool)
    wanted = query.initials.keys
    if not len(wanted):
        return hit
    length = min(4, (int(wanted[-1]).bit_length() + LETTER_BITS - 1) // LETTER_BITS)
    letters = readings().letter[heard]
    places = max(0, len(letters) - length + 1)
    grams = np.zeros(places, dtype=np.int64)
    solid = np.ones(places, dtype=bool)
    for step in range(length):
        grams = grams << LETTER_BITS | letters[step : step + places]
        solid &= letters[step : step + places] > 0
    found = np.flatnonzero(solid & (wanted.take(wanted.searchsorted(grams), mode="clip") == grams))
    for step in range(length):
        hit[found + step] = True
    return hit
