"""The one normaliser: both sides of every comparison go through it.

`fold` removes what typing adds (width, case, script, accents, invisible marks, look-alikes); `tokens` turns
text into a string in which every character is one token and a blank is a break, so that n-grams are plain
substrings.
"""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Protocol

from core.patterns import pattern
from knowledge.language.writing.look_alikes import INVISIBLE, twins
from knowledge.language.writing.numerals import (
    FINANCIAL,
    FINANCIAL_RUN,
    canonical_numerals,
    plain_numerals,
    spoken_numerals,
)

TRADITIONAL = Path(__file__).with_name("traditional.txt")
# Traditional script's 答覆 for 答复 and 沈默 for 沉默; simplified script has 全覆盖 and 沈阳.
COMPOSED = pattern("[回答批拜重反函示明申]覆|沈(?!阳)")
# Characters that depend on their neighbours; a text with one takes the slower way.
IN_COMPANY = pattern(f"{COMPOSED.pattern}|{FINANCIAL_RUN.pattern}")
BASIC_PLANE = 0x10000
DOUBTFUL = 0xFFFF  # no letter
FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
# Latin, punctuation and symbols, full-width forms: what stands beside Han characters as a rule.
COMMON_BLOCKS = (range(0x0500), range(0x2000, FIRST_HAN), range(0xFF00, 0xFFF0))
# And the frame around a digit, notes between lines, halves of surrogate pairs, which no UTF-8 text can hold.
UNSEEN = pattern(f"{INVISIBLE.pattern}|[\u20e3\ufff9-\ufffb\ud800-\udfff]")
# A Latin letter with its accent in it, or with accents behind it: the tones of pinyin.
ACCENTED = pattern("[\u00df-\u024f\u1e00-\u1eff][\u0300-\u036f]*|[a-z][\u0300-\u036f]+")
# So many passages are kept folded, a kilobyte each.
TEXTS_KEPT = 512
# On its way a message is read by several handlers, one after the other, while other chats are served too:
# what so many messages were read as is kept, in memory only.
READ_AT_ONCE = 16
FOLDED_AT_ONCE = 4 * READ_AT_ONCE  # a message is folded whole and in parts
DIAERESIS = "\u0308"
# Digits of other scripts; numbers in black discs, and those of Chinese market stalls.
FOREIGN_DIGIT = pattern(r"(?![0-9])\d")
NUMBER_SIGNS = (range(0x24EB, 0x2500), range(0x2776, 0x2794), range(0x3021, 0x302A))
# Letters of textbooks of pinyin, and those of other scripts that nobody can tell from Latin ones: /ѕubscribe.
ROUND_LETTERS = {"ɑ": "a", "ɡ": "g", "ı": "i"} | dict(
    zip(
        "АВЕЅІЈКМНОРСТУХԚԜҮаеѕіјорсухԁԛԝһҽΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϳ",
        "ABESIJKMHOPCTYXQWYaesijopcyxdqwheABEZHIKMNOPTYXovcj",
        strict=True,
    )
)
# Marks that stand inside a phrase without parting it.
QUOTE_MARKS = pattern("[“”‘’\"'「」『』《》〈〉*`]")
BREAK = pattern(r"[\W_]+")
ALPHANUMERIC_RUN = pattern(r"[a-z]+|[0-9]+")
# A run of letters or digits becomes one character of the private planes, chosen by its checksum.
PRIVATE_FIRST, PRIVATE_SIZE = 0xF0000, 0x1FFFD


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _to_simplified() -> _Converter:
    """Load OpenCC's dictionaries the first time something is in traditional script."""
    import opencc  # noqa: PLC0415 - 15 ms and 3 MB that most offices never need

    converter: _Converter = opencc.OpenCC("t2s")
    return converter


@cache
def _traditional() -> frozenset[str]:
    """Return the characters that simplified script may write otherwise (made by bench/traditional.py)."""
    return frozenset(TRADITIONAL.read_text(encoding="utf-8").splitlines()[-1])


@cache
def _look_alikes() -> dict[int, str]:
    """Return the twins, and the signs for numbers that NFKC leaves: ❶, ⓫, 〩."""
    numbers = {code: f"{unicodedata.numeric(chr(code)):.0f}" for code in chain(*NUMBER_SIGNS)}
    return twins() | numbers | {ord(letter): plain for letter, plain in ROUND_LETTERS.items()}


class _Plain(dict[int, int]):
    """What each letter folds to, worked out when it first comes; DOUBTFUL where that depends on others."""

    def __missing__(self, code: int) -> int:
        """Work it out for one letter. What is kept is what the basic plane has: there are a million others."""
        if code >= BASIC_PLANE:
            return DOUBTFUL
        self[code] = plain = _folds_to(code)
        return plain


_PLAIN = _Plain()


def _folds_to(code: int) -> int:
    letter = chr(code)
    if letter in _traditional():
        return DOUBTFUL
    if FIRST_HAN <= code <= LAST_HAN:
        return FINANCIAL.get(code, code)
    if not any(code in block for block in COMMON_BLOCKS):
        return DOUBTFUL
    folded = _fold_marks(letter)
    alone = unicodedata.category(letter)[0] != "M" and letter != "Σ"
    return ord(folded) if len(folded) == 1 and alone and folded not in _traditional() else DOUBTFUL


@lru_cache(FOLDED_AT_ONCE)
def fold(text: str) -> str:
    """Return `text` as the comparisons need it.

    In compatibility form (NFKC), lower case and simplified script, without invisible marks and accents (ü is
    v); look-alikes as the characters they look like, digits of every script as 0 to 9, the numerals of cheques
    as the usual ones.
    """
    plain = text.translate(_PLAIN)
    if chr(DOUBTFUL) not in plain and not IN_COMPANY.search(text):
        return plain
    folded = _fold_marks(text)
    if not _traditional().isdisjoint(folded) or COMPOSED.search(folded):
        folded = _to_simplified().convert(folded)
    return plain_numerals(folded)


@lru_cache(TEXTS_KEPT)
def fold_passage(text: str) -> str:
    """Return `text` as `fold` does, remembered: the same passages are looked at again and again."""
    return fold(text)


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return each of `texts` as `fold` does: thousands at once cost little more than a few."""
    plain = "\n".join(texts).translate(_PLAIN).split("\n")
    if len(plain) != len(texts):
        return [fold(text) for text in texts]
    return [
        fold(text) if chr(DOUBTFUL) in line or IN_COMPANY.search(text) else line
        for text, line in zip(texts, plain, strict=True)
    ]


def as_plain(text: str) -> str:
    """Return `text` in compatibility form, with plain digits, without look-alikes and invisible marks.

    Case, script and accents stay.
    """
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", text.translate(_look_alikes())))
    return FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), plain)


def _fold_marks(text: str) -> str:
    return ACCENTED.sub(_without_accent, as_plain(text).lower())


def _without_accent(match: re.Match[str]) -> str:
    letter, *marks = list(unicodedata.normalize("NFD", match[0]))
    if not letter.isascii():
        return match[0]
    return "v" if letter == "u" and DIAERESIS in marks else letter


def tokens(folded: str) -> str:
    """Return folded text as one character a token, numbers and Latin words too, with blanks as breaks."""
    text = canonical_numerals(QUOTE_MARKS.sub("", folded))
    return ALPHANUMERIC_RUN.sub(lambda match: token(match[0]), BREAK.sub(" ", text)).strip()


def token(run: str) -> str:
    """Return the one character that stands for a run of letters or digits."""
    return chr(PRIVATE_FIRST + zlib.crc32(run.encode()) % PRIVATE_SIZE)


def spoken(folded: str) -> str:
    """Return folded text as the pinyin channel reads it: Han characters, numbers as said, blanks as breaks."""
    return spoken_line(folded).strip()


def spoken_line(folded: str) -> str:
    """Return the same with the breaks at either end kept, for a part of a line."""
    return BREAK.sub(" ", spoken_numerals(QUOTE_MARKS.sub("", folded)))
