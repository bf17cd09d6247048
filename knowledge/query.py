"""What was asked: a question as typed -> the terms to look for and the cues in it.

Greetings, politeness and question phrases carry no content and are taken out; function characters weigh
nothing; letters are read as pinyin, as initials or as words the speeches use.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge import wording
from knowledge.index import (
    BREAK,
    Ints,
    character_grams,
    initial_grams,
    pair_keys,
    syllable_grams,
)
from knowledge.normalize import canonical_numerals, fold, spoken_line, token, tokens
from knowledge.pinyin import code_points, lookup, readings, sound, split_syllables
from knowledge.thesaurus import Thesaurus

MAX_LETTERS = 120
MAX_CHARACTERS = 300
SPACED_LETTERS = re.compile(r"(?<![a-z])[a-z](?: +[a-z])+(?![a-z])")
LETTERS = re.compile(r"[a-z]+")
YEAR = re.compile(r"(?:19|20)\d\d(?=年|\D|$)")
ORDINAL = re.compile(r"第?(\d{1,2})(?:个)?(?:大)?(?:点|条|部分|方面|项|要)|第(\d{1,2})")
MIN_CONTENT = 2
MIN_INITIALS, MAX_INITIALS = 2, 24
# What a word from the thesaurus weighs beside the asker's own.
SYNONYM = 0.5
# What a pair of characters weighs that stands for one the speeches do not have.
SWAPPED, SKIPPED = 1.0, 0.5


@dataclass(frozen=True)
class Corpus:
    """What reading a question needs to know about the speeches."""

    follows: Callable[[int, int], float]
    has_token: Callable[[str], bool]
    has_pairs: Callable[[Ints, Ints], NDArray[np.bool_]]


@dataclass(frozen=True)
class Terms:
    """Terms of one channel with their weights."""

    keys: Ints
    weights: np.ndarray = field(repr=False)


@dataclass(frozen=True)
class Query:
    """A question, read. `content` is what is left of the folded question without question phrases.

    `sound` is that as it is spoken, a syllable a character (see `pinyin.sound`); initials have none.
    """

    question: str
    folded: str
    content: str
    sound: str
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

    @property
    def thin(self) -> bool:
        """Return whether a single character is all there is to look for."""
        return sum(mark.isalnum() for mark in self.content) < MIN_CONTENT


@dataclass(frozen=True)
class Piece:
    """A stretch of the question: one run of letters (syllables is None when it is no pinyin), or the rest."""

    text: str
    letters: bool = False
    syllables: tuple[int, ...] | None = None


def read_question(question: str, corpus: Corpus, thesaurus: Thesaurus | None = None) -> Query:
    """Read a question against the speeches' vocabulary."""
    folded = fold(question)[:MAX_CHARACTERS].strip()
    content = wording.strip_phrases(folded)
    pieces = list(_pieces(content, corpus))
    runs = [piece for piece in pieces if piece.letters]
    initials = [piece.text for piece in runs if piece.syllables is None and _may_be_initials(piece.text)]
    # A word of the speeches, or letters that are nothing: an unknown token, which no passage covers.
    words = [
        token(piece.text)
        for piece in runs
        if corpus.has_token(piece.text) or (piece.syllables is None and piece.text not in initials)
    ]
    han = LETTERS.sub(" ", content)
    synonyms = thesaurus.expand(folded) if thesaurus else []
    canonical = canonical_numerals(folded)
    line, light = _spoken(pieces)
    characters = _character_terms(" ".join([tokens(han), *words]))
    characters = _add(characters, _character_terms(tokens(" ".join(synonyms))), SYNONYM)
    return Query(
        question=question,
        folded=folded,
        content=content,
        sound=sound(line),
        characters=_repair(characters, tokens(han), corpus),
        pinyin=_pinyin_terms(line, light),
        initials=_initial_terms(initials),
        years=tuple(dict.fromkeys(YEAR.findall(canonical))),
        ordinal=_ordinal(canonical),
        defines=wording.asks_meaning(folded, content),
        latin=bool(runs),
    )


def _may_be_initials(run: str) -> bool:
    return MIN_INITIALS <= len(run) <= MAX_INITIALS and len(set(run)) > 1


def _pieces(content: str, corpus: Corpus) -> Iterator[Piece]:
    """Cut a question into letters and the rest; single letters with blanks between are one run (s z y d)."""
    content = SPACED_LETTERS.sub(
        lambda match: match[0].replace(" ", ""), content.replace("'", "").replace("’", "")
    )
    position = 0
    for match in LETTERS.finditer(content):
        yield Piece(content[position : match.start()])
        run = match[0][:MAX_LETTERS]
        yield Piece(run, letters=True, syllables=split_syllables(run, corpus.follows))
        position = match.end()
    yield Piece(content[position:])


def _character_terms(token_text: str) -> Terms:
    codes = code_points(f" {token_text} ")
    keys, positions = character_grams(codes)
    light = wording.is_function(codes)
    return _weigh(keys, positions, light, int(np.sum(codes != ord(" "))))


def _spoken(pieces: list[Piece]) -> tuple[Ints, NDArray[np.bool_]]:
    """Read the whole question as syllables in their order, typed pinyin beside characters; 0 is a break.

    Also return which of them weigh nothing alone.
    """
    table = readings()
    syllables: list[int] = []
    light: list[bool] = []
    typed = False
    for piece in pieces:
        if piece.letters:
            read = wording.strip_syllables(piece.syllables or ())
            syllables.extend(read or (0,))
            light.extend(np.isin(read, wording.function_syllables()).tolist() if read else [False])
            typed = True
            continue
        # Pinyin is typed with blanks between its words; a blank between characters parts them.
        text = spoken_line(piece.text)
        if typed and not text.strip():
            continue
        codes = code_points(text) if text else np.zeros(0, np.int64)
        syllables.extend(lookup(table.usual, codes).tolist())
        light.extend(wording.is_function(codes).tolist())
    return np.array([0, *syllables, 0], dtype=np.int64), np.array([False, *light, False])


def _pinyin_terms(line: Ints, light: NDArray[np.bool_]) -> Terms:
    keys, positions = syllable_grams(line)
    return _weigh(keys, positions, light, int(np.sum(line > 0)))


def _weigh(keys: Ints, positions: Ints, light: NDArray[np.bool_], singles: int) -> Terms:
    """Weigh uni- and bigrams: nothing for function words alone or in pairs."""
    weights = np.ones(len(keys))
    weights[:singles][light[positions[:singles]]] = 0.0
    both = light[positions[singles:]] & light[positions[singles:] + 1]
    weights[singles:][both] = 0.0
    return _merge(keys, weights)


def _repair(terms: Terms, text: str, corpus: Corpus) -> Terms:
    """Where the speeches do not have a pair of characters, also look for it swapped, and with one skipped."""
    codes = code_points(f" {text} ")
    unknown = np.flatnonzero(
        (codes[:-1] != BREAK) & (codes[1:] != BREAK) & ~corpus.has_pairs(codes[:-1], codes[1:])
    )
    if not len(unknown):
        return terms
    pairs = [(codes[unknown + 1], codes[unknown], SWAPPED)]
    pairs.append((codes[unknown - 1], codes[unknown + 1], SKIPPED))
    pairs.append((codes[unknown], codes[np.minimum(unknown + 2, len(codes) - 1)], SKIPPED))
    for first, second, weight in pairs:
        keep = (first != BREAK) & (second != BREAK) & corpus.has_pairs(first, second)
        keys = pair_keys(first[keep], second[keep])
        terms = _merge(
            np.concatenate([terms.keys, keys]), np.concatenate([terms.weights, np.full(len(keys), weight)])
        )
    return terms


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


def _ordinal(canonical: str) -> int:
    """Return the number of the point asked for (第三点讲了什么), 0 when none is asked for."""
    if not wording.asks_for_point(canonical):
        return 0
    match = ORDINAL.search(canonical)
    return int(match[1] or match[2]) if match else 0
