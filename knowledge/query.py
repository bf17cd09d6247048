"""What was asked: a question as typed -> the terms to look for and the cues in it.

Greetings, politeness and question phrases carry no content and are taken out; function characters weigh
nothing; letters are read as pinyin, as initials or as words the speeches use.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from knowledge import wording
from knowledge.index import (
    Ints,
    character_grams,
    initial_grams,
    syllable_grams,
)
from knowledge.normalize import canonical_numerals, fold, spoken, token, tokens
from knowledge.pinyin import code_points, lookup, readings, split_syllables
from knowledge.thesaurus import Thesaurus

MAX_LETTERS = 120
MAX_CHARACTERS = 300
LATIN = re.compile(r"[a-z]+(?:['’ ]+[a-z]+)*")
LETTERS = re.compile(r"[a-z]+")
YEAR = re.compile(r"(?:19|20)\d\d(?=年|\D|$)")
ORDINAL = re.compile(r"第?(\d{1,2})(?:个)?(?:大)?(?:点|条|部分|方面|项|要)|第(\d{1,2})")
MIN_INITIALS = 2
# What a word from the thesaurus weighs beside the asker's own.
SYNONYM = 0.5


@dataclass(frozen=True)
class Corpus:
    """What reading a question needs to know about the speeches."""

    follows: Callable[[int, int], float]
    has_token: Callable[[str], bool]


@dataclass(frozen=True)
class Terms:
    """Terms of one channel with their weights."""

    keys: Ints
    weights: np.ndarray = field(repr=False)


@dataclass(frozen=True)
class Query:
    """A question, read. `content` is what is left of the folded question without question phrases."""

    question: str
    folded: str
    content: str
    characters: Terms
    pinyin: Terms
    initials: Terms
    years: tuple[str, ...]
    ordinal: int
    defines: bool
    latin: bool

    @property
    def empty(self) -> bool:
        """Return whether nothing is left to look for."""
        return not (len(self.characters.keys) or len(self.pinyin.keys) or len(self.initials.keys))


def read_question(question: str, corpus: Corpus, thesaurus: Thesaurus | None = None) -> Query:
    """Read a question against the speeches' vocabulary."""
    folded = fold(question)[:MAX_CHARACTERS].strip()
    content = wording.strip_phrases(folded)
    words, sequences, initials = _latin(content, corpus)
    han = LATIN.sub(" ", content)
    synonyms = thesaurus.expand(folded) if thesaurus else []
    token_text = " ".join([tokens(han), *(token(word) for word in words)])
    canonical = canonical_numerals(folded)
    return Query(
        question=question,
        folded=folded,
        content=content,
        characters=_add(_character_terms(token_text), _character_terms(tokens(" ".join(synonyms))), SYNONYM),
        pinyin=_pinyin_terms(han, sequences),
        initials=_initial_terms(initials),
        years=tuple(dict.fromkeys(YEAR.findall(canonical))),
        ordinal=_ordinal(canonical),
        defines=wording.asks_meaning(folded, content),
        latin=bool(sequences or initials),
    )


def _character_terms(token_text: str) -> Terms:
    codes = code_points(f" {token_text} ")
    keys, positions = character_grams(codes)
    if not len(keys):
        return Terms(keys, np.zeros(0))
    light = np.isin(codes, wording.function_codes())
    singles = int(np.sum(codes != ord(" ")))
    weights = np.ones(len(keys))
    weights[:singles][light[positions[:singles]]] = 0.0
    both = light[positions[singles:]] & light[positions[singles:] + 1]
    weights[singles:][both] = 0.0
    return _merge(keys, weights)


def _pinyin_terms(han: str, sequences: list[tuple[int, ...]]) -> Terms:
    codes = code_points(f" {spoken(han)} ")
    table = readings()
    syllables = lookup(table.usual, codes)
    light = np.isin(codes, wording.function_codes())
    typed = [number for sequence in sequences for number in (*sequence, 0)]
    syllables = np.concatenate([syllables, np.array(typed, dtype=np.int64)])
    light = np.concatenate([light, np.isin(np.array(typed, dtype=np.int64), wording.function_syllables())])
    keys, positions = syllable_grams(syllables)
    if not len(keys):
        return Terms(keys, np.zeros(0))
    singles = int(np.sum(syllables > 0))
    weights = np.ones(len(keys))
    weights[:singles][light[positions[:singles]]] = 0.0
    both = light[positions[singles:]] & light[positions[singles:] + 1]
    weights[singles:][both] = 0.0
    return _merge(keys, weights)


def _initial_terms(runs: list[str]) -> Terms:
    letters = [number for run in runs for number in (*(ord(letter) - ord("a") + 1 for letter in run), 0)]
    if not letters:
        return Terms(np.zeros(0, np.int64), np.zeros(0))
    keys, _ = initial_grams(np.array([0, *letters], dtype=np.int64))
    return _merge(keys, np.ones(len(keys)))


def _add(terms: Terms, more: Terms, weight: float) -> Terms:
    """Add terms at a lower weight."""
    return _merge(
        np.concatenate([terms.keys, more.keys]), np.concatenate([terms.weights, weight * more.weights])
    )


def _merge(keys: Ints, weights: np.ndarray) -> Terms:
    """Keep each term once, with its largest weight; drop the weightless."""
    keep = weights > 0
    unique, inverse = np.unique(keys[keep], return_inverse=True)
    merged = np.zeros(len(unique))
    np.maximum.at(merged, inverse, weights[keep])
    return Terms(unique, merged)


def _latin(content: str, corpus: Corpus) -> tuple[list[str], list[tuple[int, ...]], list[str]]:
    """Sort Latin runs into words of the speeches, pinyin, and initials."""
    words: list[str] = []
    sequences: list[tuple[int, ...]] = []
    initials: list[str] = []
    for match in LATIN.finditer(content):
        parts = LETTERS.findall(match[0])
        if len(parts) > 1 and all(len(part) == 1 for part in parts):
            parts = ["".join(parts)]
        spelled: list[int] = []
        for part in parts:
            if corpus.has_token(part):
                words.append(part)
            syllables = split_syllables(part[:MAX_LETTERS], corpus.follows)
            if syllables is not None:
                spelled.extend(syllables)
            elif len(part) >= MIN_INITIALS:
                initials.append(part[:MAX_LETTERS])
        if spelled:
            sequences.append(tuple(spelled))
    return words, sequences, initials


def _ordinal(canonical: str) -> int:
    """Return the number of the point asked for (第三点讲了什么), 0 when none is asked for."""
    if not wording.asks_for_point(canonical):
        return 0
    match = ORDINAL.search(canonical)
    return int(match[1] or match[2]) if match else 0
