"""What was asked: a question as typed -> the terms to look for and the cues in it.

Greetings, politeness and question phrases carry no content and are taken out; function characters weigh
nothing; letters are read as pinyin, as initials or as words the speeches use.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.patterns import pattern
from knowledge.language.talk.thread.follow_ups import LAST_POINT, from_end
from knowledge.language.words import frames, wording
from knowledge.language.words.thesaurus import Thesaurus
from knowledge.language.writing.normalize import fold, spoken_line, token, tokens
from knowledge.language.writing.numerals import ALSO_WORDS, canonical_numerals
from knowledge.language.writing.pinyin import (
    code_points,
    lookup,
    readings,
    sound,
    split_syllables,
    without_tones,
)
from knowledge.search.index import (
    BREAK,
    Ints,
    character_grams,
    initial_grams,
    pair_keys,
    syllable_grams,
)
from knowledge.search.of_speeches.named import without_place
from knowledge.search.of_speeches.occasions import without_occasion
from knowledge.search.other_words import KeptOthers, OtherWords, other_words

MAX_LETTERS = 120
MAX_CHARACTERS = 300
SPACED_LETTERS = pattern(r"(?<![a-z])[a-z](?: +[a-z])+(?![a-z])")
LETTERS = pattern(r"[a-z]+")
YEAR = pattern(r"(?:19|20)\d\d(?=年|\D|$)")
ORDINAL = pattern(
    rf"(?P<last>{LAST_POINT})|第?(\d{{1,2}})(?:个)?(?:大)?(?:点|条|部分|方面|项|要)|第(\d{{1,2}})"
)
MIN_CONTENT = 2
MIN_INITIALS, MAX_INITIALS = 2, 24
# So many function characters in a row may be a term.
TERM = 4
# A number is a token of its own, beyond all characters.
LAST_CHARACTER = 0xFFFF
# What a pair of characters weighs that stands for one the speeches do not have.
SWAPPED, SKIPPED = 1.0, 0.5


@dataclass(frozen=True)
class Corpus:
    """What reading a question needs to know about the speeches."""

    follows: Callable[[int, int], float]
    has_token: Callable[[str], bool]
    has_pairs: Callable[[Ints, Ints], NDArray[np.bool_]]
    has: Callable[[Ints], NDArray[np.bool_]]
    others: KeptOthers = field(default_factory=dict)
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """Terms of one channel with their weights."""

    keys: Ints
    weights: np.ndarray = field(repr=False)


@dataclass(frozen=True)
class Query:
    """A question, read. `content` is what is left of the folded question without question phrases.

    `sound` is that as it is spoken, a syllable a character (see `pinyin.sound`); initials have none. `words`
    are the characters of each word of it that the thesaurus knows.
    """

    question: str
    folded: str
    content: str
    sound: str
    characters: Terms
    pinyin: Terms
    initials: Terms
    years: tuple[str, ...]
    ordinals: tuple[int, ...]
    defines: bool
    latin: bool
    others: tuple[OtherWords, ...] = ()
    words: tuple[Ints, ...] = ()

    @property
    def empty(self) -> bool:
        """Return whether nothing is left to look for."""
        return not (len(self.characters.keys) or len(self.pinyin.keys) or len(self.initials.keys))

    @cached_property
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
    folded = _with_numerals(without_tones(fold(question)[:MAX_CHARACTERS]).strip(), corpus)
    content = without_place(wording.strip_phrases(frames.core(folded)), corpus.places)
    content = without_occasion(content, corpus.has)
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
    canonical = canonical_numerals(folded)
    line, light = _spoken(pieces, corpus)
    own = tokens(han)
    characters = [(_character_grams(" ".join([own, *words]), corpus), 1.0), *_repairs(own, corpus)]
    others, known = other_words(content, thesaurus, corpus.has, corpus.others) if thesaurus else ((), ())
    return Query(
        question=question,
        folded=folded,
        content=content,
        sound=sound(line),
        characters=_merge(characters),
        pinyin=_merge([(_heavy(*syllable_grams(line), light, int((line > 0).sum())), 1.0)]),
        initials=_initial_terms(initials),
        years=tuple(dict.fromkeys(YEAR.findall(canonical))),
        ordinals=_ordinals(canonical),
        defines=wording.asks_meaning(folded, content),
        latin=bool(runs),
        others=others,
        words=known,
    )


def _with_numerals(folded: str, corpus: Corpus) -> str:
    """Read 肆, 伍 and the like as numerals where the speeches have only those: 肆风 is 四风, 队伍 stays."""
    letters = list(folded)
    for place, letter in enumerate(letters):
        if ord(letter) not in ALSO_WORDS:
            continue
        numeral = letter.translate(ALSO_WORDS)
        if _stands_at(place, letters, numeral, corpus) and not _stands_at(place, letters, letter, corpus):
            letters[place] = numeral
    return "".join(letters)


def _stands_at(place: int, letters: Sequence[str], letter: str, corpus: Corpus) -> bool:
    """Return whether the speeches have `letter` beside the one before or after that place."""
    row = [
        tokens(one)
        for one in ("".join(letters[max(0, place - 1) : place]), letter, *letters[place + 1 : place + 2])
    ]
    codes = code_points("".join(one or " " for one in row))
    return bool(corpus.has_pairs(codes[:-1], codes[1:]).any())


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


def _character_grams(token_text: str, corpus: Corpus) -> Ints:
    codes = code_points(f" {token_text} ")
    return _heavy(*character_grams(codes), _light(codes, corpus), int((codes != BREAK).sum()))


def _light(codes: Ints, corpus: Corpus) -> NDArray[np.bool_]:
    """Return which characters weigh nothing alone: those that hold sentences together.

    But a term may be made of nothing else (能上能下), or of a number and nothing else (七个有之): so many of
    them in a row that the speeches have, too.
    """
    light = wording.is_function(codes)
    if np.count_nonzero(light) < TERM - 1:
        return light
    edges = np.flatnonzero(np.diff(light, prepend=False, append=False))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        head = start - int(start > 0 and codes[start - 1] > LAST_CHARACTER)
        if end - head >= TERM and corpus.has_pairs(codes[head : end - 1], codes[head + 1 : end]).all():
            light[start:end] = False
    return light


def _spoken(pieces: list[Piece], corpus: Corpus) -> tuple[Ints, NDArray[np.bool_]]:
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
        light.extend(_light(codes, corpus).tolist())
    return np.array([0, *syllables, 0], dtype=np.int64), np.array([False, *light, False])


def _heavy(keys: Ints, positions: Ints, light: NDArray[np.bool_], singles: int) -> Ints:
    """Leave out function words, alone or in pairs: they weigh nothing."""
    weightless = light[positions]
    weightless[singles:] &= light[positions[singles:] + 1]
    return keys[~weightless]


def _repairs(text: str, corpus: Corpus) -> Iterator[tuple[Ints, float]]:
    """Where the speeches do not have a pair of characters, also look for it swapped, and with one skipped."""
    codes = code_points(f" {text} ")
    first, second = codes[:-1], codes[1:]
    before, after = np.append(BREAK, first[:-1]), np.append(second[1:], BREAK)
    # As it stands, swapped, without its first character, without its second.
    one = np.stack([first, second, before, first])
    other = np.stack([second, first, second, after])
    solid = (one != BREAK) & (other != BREAK)
    has = solid & corpus.has_pairs(one.ravel(), other.ravel()).reshape(one.shape)
    wanted = has[1:] & (solid[0] & ~has[0])
    for row, weight in enumerate((SWAPPED, SKIPPED, SKIPPED)):
        places = np.flatnonzero(wanted[row])
        if len(places):
            yield pair_keys(one[row + 1, places], other[row + 1, places]), weight


def _initial_terms(runs: list[str]) -> Terms:
    letters = [number for run in runs for number in (*(ord(letter) - ord("a") + 1 for letter in run), 0)]
    if not letters:
        return Terms(np.zeros(0, np.int64), np.zeros(0))
    keys, _ = initial_grams(np.array([0, *letters], dtype=np.int64))
    return _merge([(keys, 1.0)])


def _merge(parts: Sequence[tuple[Ints, float]]) -> Terms:
    """Keep each term once, with its largest weight, sorted."""
    keys = np.concatenate([part for part, _ in parts])
    if not len(keys):
        return Terms(keys, np.zeros(0))
    if len(parts) == 1:
        keys.sort()
        keys = keys[np.append(True, keys[1:] != keys[:-1])]
        return Terms(keys, np.full(len(keys), parts[0][1]))
    weights = np.repeat([weight for _, weight in parts], [len(part) for part, _ in parts])
    order = keys.argsort(kind="stable")
    keys = keys[order]
    new = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    return Terms(keys[new], np.maximum.reduceat(weights[order], new))


def _ordinals(canonical: str) -> tuple[int, ...]:
    """Return the number of the point asked for (第三点讲了什么), from outside inwards (第二部分第三点)."""
    if not wording.asks_for_point(canonical):
        return ()
    found = ORDINAL.finditer(canonical)
    return tuple(from_end(match["last"]) if match["last"] else int(match[2] or match[3]) for match in found)
