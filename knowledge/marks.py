"""Which stretches of a passage to mark: where its words are the question's words, by character or by sound."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.index import CHARACTER_BITS, LETTER_BITS, SYLLABLE_BITS, Ints
from knowledge.normalize import NUMERAL_RUN, canonical_numerals, fold, token
from knowledge.pinyin import code_points, readings
from knowledge.query import Query

# What stands for one token though it has several characters: a numeral, a number, a Latin word.
RUN = re.compile(rf"{NUMERAL_RUN.pattern}|[0-9]+|[a-z]+")
FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
TRANSPARENT = "“”‘’\"'「」『』《》〈〉*`"
MIN_MARK = 2
# Marks closer than this are joined: 作风（和）纪律.
MAX_GAP = 1
# The same passages are shown again and again; so many are kept read, some 4 KB each.
TEXTS_KEPT = 256


def find_marks(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """Return code-point spans (start, end) of `text` that match the question, in order, not touching."""
    units = _units(text)
    hit = _pair_hits(units.codes, query.characters.keys, CHARACTER_BITS) | _pair_hits(
        units.heard, query.pinyin.keys, SYLLABLE_BITS
    )
    hit |= _initial_hits(units.heard, query)
    marks: list[tuple[int, int]] = []
    for start, end in units.spans[hit].tolist():
        if marks and start - marks[-1][1] <= MAX_GAP:
            marks[-1] = (marks[-1][0], end)
        else:
            marks.append((start, end))
    return tuple((start, end) for start, end in marks if end - start >= MIN_MARK)


@dataclass(frozen=True)
class _Units:
    """The tokens of a text: their code points and syllables (0: none), and where each stands."""

    codes: Ints
    heard: Ints
    spans: NDArray[np.int32]


@lru_cache(TEXTS_KEPT)
def _units(text: str) -> _Units:
    folded = fold(text)
    if len(folded) != len(text):
        # Something folds into more characters than one (… into ...); go character by character.
        folded = "".join(fold(character)[:1] or " " for character in text)
    codes = code_points(folded)
    starts = np.arange(len(codes), dtype=np.int32)
    spans = np.stack([starts, starts + 1], axis=1)
    keep = ~_table(TRANSPARENT)[np.minimum(codes, 0xFFFF)]
    heard = np.where(keep, readings().of(folded), 0)
    codes = np.where((codes >= FIRST_HAN) & (codes <= LAST_HAN), codes, 0)
    for match in RUN.finditer(folded):
        start, end = match.span()
        codes[start], spans[start, 1] = _code(match[0]), end
        keep[start + 1 : end] = False
    return _Units(codes[keep], heard[keep], spans[keep])


def _code(run: str) -> int:
    """Return the token that a numeral, a number or a Latin word stands for."""
    canonical = canonical_numerals(run)
    return ord(token(canonical)) if canonical.isascii() else ord(canonical[0])


@cache
def _table(characters: str) -> NDArray[np.bool_]:
    table = np.zeros(0x10000, dtype=bool)
    table[[ord(character) for character in characters]] = True
    return table


def _pair_hits(units: Ints, keys: Ints, bits: int) -> NDArray[np.bool_]:
    """Return which units are part of a pair the question has."""
    hit = np.zeros(len(units), dtype=bool)
    pairs = (1 << 2 * bits) | (units[:-1] << bits) | units[1:]
    if not len(keys) or not len(pairs):
        return hit
    place = np.minimum(np.searchsorted(keys, pairs), len(keys) - 1)
    found = (keys[place] == pairs) & (units[:-1] > 0) & (units[1:] > 0)
    hit[:-1] |= found
    hit[1:] |= found
    return hit


def _initial_hits(heard: Ints, query: Query) -> NDArray[np.bool_]:
    hit = np.zeros(len(heard), dtype=bool)
    wanted = set(query.initials.keys.tolist())
    if not wanted:
        return hit
    letters = readings().letter[heard].tolist()
    length = min(4, max((key.bit_length() + LETTER_BITS - 1) // LETTER_BITS for key in wanted))
    for place in range(len(letters) - length + 1):
        gram = 0
        for letter in letters[place : place + length]:
            gram = gram << LETTER_BITS | letter
        if 0 not in letters[place : place + length] and gram in wanted:
            hit[place : place + length] = True
    return hit
