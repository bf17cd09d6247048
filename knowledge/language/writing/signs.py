"""Brings the text after a command into one form, for every kind of keyboard.

`plain_signs` is for what keeps its letters (codes, numbers of passages, names); `argument` is for times,
days, spans and dates, which are read without blanks, in simplified script, with digits for numerals.
"""

import string
from enum import StrEnum
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.writing.normalize import FOLDED_AT_ONCE, READ_AT_ONCE, as_plain, fold
from knowledge.language.writing.numerals import ALSO_WORDS, NUMERAL_RUN, canonical_numerals

# By what they look like: a phone's keyboard offers several of each.
_LOOK_LIKE = {
    ":": "∶ː˸꞉׃։፥⁚܃܄᛬",
    "-": "‐‑‒–—―⸺⸻⁃−∼~〜〰ー─━᠆⁓",
    ".": "。·•・‧∙⋅․⸱ꞏ⸳",
    "/": "∕⁄⧸╱",
    ",": "、،‚⸲﹑﹐",
    " ": "\u2800\u1680",
}
_SIGNS = str.maketrans({sign: plain for plain, signs in _LOOK_LIKE.items() for sign in signs})
_BLANKS = pattern(r"\s+")
_PAIRS = dict(zip("([{<【〔〖《〈「『“‘\"'`", ")]}>】〕〗》〉」』”’\"'`", strict=True))
LETTERS_KEPT = 4096  # single letters, kept with what they fold to
# Numbers that are said in a word of their own.
_WORDS = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十", "幺": "一", "俩": "两个", "仨": "三个"})
# 三五天, 两三点, 十一二点 are guesses: they are no 35, 23 or 112. Behind a sign or 点 they are digits.
_GUESS = pattern(
    r"(?<![点时:.\-/\d〇○零一二两三四五六七八九十百千])十?[一二两三四五六七八九]{2}(?=[天日周星礼个点时月号年小分])"
)


# Whatever else is said, these may stand in it or become a number.
_NUMERALS = "〇○零一二两三四五六七八九十百千"
_IN_ANYTHING = frozenset(string.printable).union(_NUMERALS, *_PAIRS.items(), map(chr, [*_WORDS, *ALSO_WORDS]))


class Fault(StrEnum):
    """Why something that people wrote cannot be used."""

    UNCLEAR = "unclear"
    NO_SUCH_TIME = "no_such_time"
    NO_SUCH_DAY = "no_such_day"
    PAST = "past"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    TURNED = "turned"  # the last day is before the first


class MisreadError(ValueError):
    """What was written is no time, span or date, or an impossible one."""

    def __init__(self, fault: Fault = Fault.UNCLEAR) -> None:
        super().__init__(fault.value)
        self.fault = fault


def letters_of(*patterns: str) -> frozenset[str]:
    """Return the letters of all folded text whose `argument` may fit one of the patterns.

    Text with any other letter need not be tried, which takes a hundred times as long as to look at its letters.
    The patterns name what they take: they have no dot and no class of what is not wanted.
    """
    return _IN_ANYTHING.union(*patterns)


def with_plain_signs(folded: str) -> str:
    """Return folded text, of the same length, with the colons, dashes, dots and slashes of a keyboard."""
    return folded.translate(_SIGNS)


@lru_cache(FOLDED_AT_ONCE)
def run_together(text: str) -> str:
    """Return `text` folded, with plain signs and without blanks: how sentences are compared with patterns."""
    return "".join(with_plain_signs(fold(text)).split())


@lru_cache(READ_AT_ONCE)
def letters_with_places(text: str, most: int) -> tuple[str, tuple[int, ...]]:
    """Return the first `most` letters of `text`, folded with plain signs, and where each stands in `text`.

    One place more says where the rest begins.
    """
    letters: list[str] = []
    places: list[int] = []
    end = len(text)
    for place, letter in enumerate(text):
        if len(letters) >= most:
            end = place
            break
        for folded in _plain_letter(letter):
            letters.append(folded)
            places.append(place)
    return "".join(letters), (*places, end)


@lru_cache(LETTERS_KEPT)
def _plain_letter(letter: str) -> str:
    """Return one letter folded, with plain signs: often another one or more, sometimes none."""
    return fold(letter).translate(_SIGNS)


def plain_signs(text: str) -> str:
    """Return `text` with the digits, colons, dashes, dots, slashes and single blanks of an English keyboard.

    Case and script stay as they are.
    """
    return _BLANKS.sub(" ", as_plain(text).translate(_SIGNS)).strip()


def spaced_argument(text: str) -> str:
    """Return `text` folded, with plain signs and single blanks, and digits for numerals of every kind."""
    said = _out_of_brackets(_BLANKS.sub(" ", fold(text).translate(_SIGNS)).strip())
    said = said.translate(_WORDS).translate(ALSO_WORDS)
    guessed = [match.span() for match in _GUESS.finditer(said)]
    return NUMERAL_RUN.sub(
        lambda match: match[0] if match.span() in guessed else canonical_numerals(match[0]), said
    )


def _out_of_brackets(said: str) -> str:
    """Return what stands in a pair of brackets or quotation marks: /subscribe [9:30], as in manuals."""
    while len(said) > 2 and _PAIRS.get(said[0]) == said[-1]:
        said = said[1:-1].strip()
    return said


def argument(text: str) -> str:
    """Return the same without blanks: 下 午 ５ 點 ３ ０ -> 下午5点30."""
    return spaced_argument(text).replace(" ", "")
