"""Which stretches of a passage to mark: where its words are the question's words, by character or by sound."""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.index import CHARACTER_BITS, LETTER_BITS, SYLLABLE_BITS
from knowledge.normalize import NUMERAL_RUN, canonical_numerals, fold, token
from knowledge.pinyin import readings
from knowledge.query import Query

# One token of a passage: a numeral, a number, a Latin word or a character.
PIECE = re.compile(rf"{NUMERAL_RUN.pattern}|[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚ]+|[^\s]")
TRANSPARENT = set("“”‘’\"'「」『』《》〈〉*`")
MIN_MARK = 2
# Marks closer than this are joined: 作风（和）纪律.
MAX_GAP = 1


def find_marks(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """Return code-point spans (start, end) of `text` that match the question, in order, not touching."""
    pieces = [
        (match.start(), match.end()) for match in PIECE.finditer(text) if text[match.start()] not in TRANSPARENT
    ]
    units = [_unit(text[start:end]) for start, end in pieces]
    hit = _pair_hits(units, query) | _initial_hits(units, query)
    spans: list[tuple[int, int]] = []
    for (start, end), marked in zip(pieces, hit, strict=True):
        if not marked:
            continue
        if spans and start - spans[-1][1] <= MAX_GAP:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple((start, end) for start, end in spans if end - start >= MIN_MARK)


@lru_cache(maxsize=20_000)  # a passage's characters are few; folding them anew cost most of an answer's time
def _unit(piece: str) -> tuple[int, int]:
    """Return (token code, syllable) of a piece; 0 for what has none."""
    folded = canonical_numerals(fold(piece))
    if not folded or not folded[0].isalnum():
        return 0, 0
    alphanumeric = folded.isascii()
    code = ord(token(folded)) if alphanumeric else ord(folded[0])
    return code, int(readings().of(fold(piece)[0])[0])


def _pair_hits(units: list[tuple[int, int]], query: Query) -> NDArray[np.bool_]:
    characters = set(query.characters.keys.tolist())
    syllables = set(query.pinyin.keys.tolist())
    hit = np.zeros(len(units), dtype=bool)
    for place in range(len(units) - 1):
        (code, syllable), (next_code, next_syllable) = units[place], units[place + 1]
        pair = (1 << 2 * CHARACTER_BITS) | (code << CHARACTER_BITS) | next_code
        sound = (1 << 2 * SYLLABLE_BITS) | (syllable << SYLLABLE_BITS) | next_syllable
        same = code and next_code and pair in characters
        sounds = syllable and next_syllable and sound in syllables
        if same or sounds:
            hit[place] = hit[place + 1] = True
    return hit


def _initial_hits(units: list[tuple[int, int]], query: Query) -> NDArray[np.bool_]:
    hit = np.zeros(len(units), dtype=bool)
    wanted = set(query.initials.keys.tolist())
    if not wanted:
        return hit
    letters = [int(readings().letter[syllable]) for _, syllable in units]
    length = min(4, max((key.bit_length() + LETTER_BITS - 1) // LETTER_BITS for key in wanted))
    for place in range(len(letters) - length + 1):
        gram = 0
        for letter in letters[place : place + length]:
            gram = gram << LETTER_BITS | letter
        if 0 not in letters[place : place + length] and gram in wanted:
            hit[place : place + length] = True
    return hit
