"""Toneless pinyin: readings of characters, and the syllables of what was typed in Latin letters.

Readings come from readings.txt (made from pypinyin's dictionaries by bench/readings.py). A character has a
usual reading and, if people read it in several ways, other ones (重 zhong, chong).
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.patterns import pattern

FILE = Path(__file__).with_name("readings.txt")
FIRST, LAST = 0x4E00, 0x9FFF
MAX_SYLLABLE = 6
MAX_OTHERS = 2
NO_SYLLABLE = 0

# How much a syllable costs by itself: fewer, longer syllables are preferred among equals.
SYLLABLE_COST = 1.0

# Syllables with their tones behind them: san1 zhong4, as textbooks and some keyboards write them.
TONES = "0-5ˉˊˇˋ˙"
TONED = pattern(rf"(?<![a-z])(?:[a-z]{{1,6}}[{TONES}][\s'-]*){{2,}}(?![a-z0-9])")
TONED_SYLLABLE = pattern(rf"([a-z]+)[{TONES}]")

Counts = Callable[[int, int], float]


@dataclass(frozen=True)
class Readings:
    """The table. Syllables are numbered from 1; 0 is no syllable.

    `usual[code - FIRST]` is the number of a character's usual syllable, `others[k][code - FIRST]` its k-th
    other one or 0. `letter[syllable]` is 1..26 for the first letter.
    """

    syllables: tuple[str, ...]
    number: dict[str, int]
    usual: NDArray[np.int64]
    others: NDArray[np.int64]
    letter: NDArray[np.int64]

    def of(self, text: str) -> NDArray[np.int64]:
        """Return the usual syllable of each character of `text`, 0 where there is none."""
        return lookup(self.usual, code_points(text))


def code_points(text: str) -> NDArray[np.int64]:
    """Return the code points of `text` as an array."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)


def lookup(table: NDArray[np.int64], codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return table entries of code points; 0 outside the table."""
    inside = (codes >= FIRST) & (codes <= LAST)
    return np.where(inside, table[np.where(inside, codes - FIRST, 0)], NO_SYLLABLE)


def sound(syllables: NDArray[np.int64]) -> str:
    """Write syllables as a character each, breaks left out: what sounds alike compares as equal strings."""
    return "".join(map(chr, syllables[syllables != NO_SYLLABLE]))


@cache
def readings() -> Readings:
    """Read the table, once."""
    syllables = [""]
    usual = np.zeros(LAST - FIRST + 1, dtype=np.int64)
    others = np.zeros((MAX_OTHERS, LAST - FIRST + 1), dtype=np.int64)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        syllable, first, second = line.split("\t")
        number = len(syllables)
        syllables.append(syllable)
        usual[code_points(first) - FIRST] = number
        for code in code_points(second) - FIRST:
            others[0 if others[0, code] == 0 else 1, code] = number
    letter = np.array([0, *(ord(syllable[0]) - ord("a") + 1 for syllable in syllables[1:])], dtype=np.int64)
    numbers = {syllable: number for number, syllable in enumerate(syllables) if number}
    return Readings(tuple(syllables), numbers, usual, others, letter)


def without_tones(folded: str) -> str:
    """Return folded text with the tones taken off what is pinyin: san1 zhong4 yi1 da4 -> san zhong yi da."""
    return TONED.sub(_without_tones, folded)


def _without_tones(match: re.Match[str]) -> str:
    number = readings().number
    if not all(syllable in number for syllable in TONED_SYLLABLE.findall(match[0])):
        return match[0]
    return TONED_SYLLABLE.sub(r"\1 ", match[0])


def split_syllables(letters: str, follows: Counts) -> tuple[int, ...] | None:
    """Split unspaced pinyin into syllable numbers, or return None when it is not pinyin through and through.

    `follows(a, b)` is how often syllable b follows a in the speeches; the likeliest split wins (Viterbi).
    """
    table = readings().number
    # best[i]: last syllable -> (cost, syllables up to i)
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{} for _ in range(len(letters) + 1)]
    best[0][NO_SYLLABLE] = (0.0, ())
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - MAX_SYLLABLE), end):
            syllable = table.get(letters[start:end])
            if syllable is None:
                continue
            for previous, (cost, path) in best[start].items():
                step = SYLLABLE_COST - math.log1p(follows(previous, syllable) if previous else 0.0)
                known = best[end].get(syllable)
                if known is None or cost + step < known[0]:
                    best[end][syllable] = (cost + step, (*path, syllable))
    if not best[-1]:
        return None
    return min(best[-1].values())[1]
