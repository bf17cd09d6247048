"""Other words for a question's words: 送红包 also looks for 礼品礼金, where the speeches have it.

They stand in for the question's own terms and never beside them: a passage scores the one or the other.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from knowledge.language.words import wording
from knowledge.language.words.thesaurus import Thesaurus
from knowledge.language.writing.normalize import spoken_line, tokens
from knowledge.language.writing.pinyin import code_points, lookup, readings
from knowledge.search.index import BREAK, CHARACTER_BITS, MARK, Ints, syllable_grams

PAIR = 1 << 2 * CHARACTER_BITS
# So many other words for one are looked for, those of the same group first.
MOST = 16
# People use the same words again and again: so many are kept read, some 300 bytes each.
KEPT = 8192


@dataclass(frozen=True)
class OtherWords:
    """A word of the question by its terms (of all channels), and the terms of other words for the same."""

    own: Ints
    words: tuple[Ints, ...]


# A word of questions -> what these speeches and this thesaurus have for it; None: no other word.
KeptOthers = dict[str, OtherWords | None]


def other_words(
    content: str, thesaurus: Thesaurus, has: Callable[[Ints], NDArray[np.bool_]], kept: KeptOthers
) -> tuple[tuple[OtherWords, ...], tuple[Ints, ...]]:
    """Return the words of a question for which the speeches have others, and the characters of all its words.

    `has` says which terms the speeches have. What is found for a word is `kept`, which belongs to these
    speeches and this thesaurus. A single character is no word.
    """
    words = thesaurus.known(content)
    # Searches run in several threads: what is needed is taken out before another may clear it.
    known: KeptOthers = {}
    for word in words:
        with suppress(KeyError):
            known[word] = kept[word]
    new = [word for word in words if word not in known]
    if new:
        found = dict(_found([(word, thesaurus.others(word, words[word])) for word in new], has))
        if len(kept) + len(found) > KEPT:
            kept.clear()
        kept.update(found)
        known |= found
    others = tuple(one for word in words if (one := known[word]) is not None)
    return others, tuple(_grams(word) for word in words if len(word) > 1)


def _found(
    others: Sequence[tuple[str, Sequence[str]]], has: Callable[[Ints], NDArray[np.bool_]]
) -> Iterator[tuple[str, OtherWords | None]]:
    found = [(word, [_grams(other) for other in of_it[:MOST]]) for word, of_it in others]
    keys = [grams for _, of_it in found for grams in of_it]
    sizes = np.array([len(grams) for grams in keys], np.int64)
    # A single character proves nothing: the speeches have a word when they have all its pairs.
    together = np.concatenate([*keys, np.zeros(0, np.int64)])
    there = has(together) | (together < PAIR)
    whole = iter(np.logical_and.reduceat(there, np.cumsum(sizes) - sizes).tolist() if keys else ())
    for word, of_it in found:
        words = tuple(grams for grams in of_it if next(whole))
        yield word, OtherWords(_own(word), words) if words else None


@lru_cache(KEPT)
def _grams(word: str) -> Ints:
    """Return the character terms of a word, without those of function characters alone."""
    letters = [(ord(letter), letter in wording.FUNCTION) for letter in tokens(word)]
    solid = [one for one in letters if one[0] != BREAK]
    pairs = [
        (PAIR | code << CHARACTER_BITS | following, light and also)
        for (code, light), (following, also) in pairwise(letters)
        if BREAK not in (code, following)
    ]
    every = [*solid, *pairs]
    heavy = [key for key, light in every if not light] or [key for key, _ in every]
    return np.array(heavy, np.int64)


@lru_cache(KEPT)
def _own(word: str) -> Ints:
    """Return the terms of a word as a question has them: characters and sounds."""
    sounds, _ = syllable_grams(lookup(readings().usual, code_points(f" {spoken_line(word)} ")))
    return np.concatenate([_grams(word), sounds | MARK["pinyin"]])


def terms_of(words: Sequence[OtherWords]) -> Ints:
    """Return the terms of all other words, sorted, each once."""
    return np.unique(np.concatenate([grams for one in words for grams in one.words]))
