"""The one normaliser: both sides of every comparison go through it.

`fold` removes what typing adds (width, case, script, invisible marks); `canonical_numerals` makes 二十大
and 20大 the same; `tokens` turns text into a string in which every character is one token and a blank is
a break, so that n-grams are plain substrings.
"""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

TRADITIONAL = Path(__file__).with_name("traditional.txt")
# Traditional script's 答覆 for 答复 and 沈默 for 沉默; simplified script has 全覆盖 and 沈阳.
COMPOSED = re.compile("[回答批拜重反函示明申]覆|沈(?!阳)")
BASIC_PLANE = 0x10000
FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF
# Latin, punctuation and symbols, full-width forms: what stands beside Han characters as a rule.
COMMON_BLOCKS = (range(0x0500), range(0x2000, FIRST_HAN), range(0xFF00, 0xFFF0))
# Zero-width marks, direction marks, and halves of surrogate pairs, which no UTF-8 text can hold.
INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ud800-\udfff]")
# Marks that stand inside a phrase without parting it.
QUOTE_MARKS = re.compile("[“”‘’\"'「」『』《》〈〉*`]")
BREAK = re.compile(r"[\W_]+")
ALPHANUMERIC_RUN = re.compile(r"[a-z]+|[0-9]+")
# A run of letters or digits becomes one character of the private planes, chosen by its checksum.
PRIVATE_FIRST, PRIVATE_SIZE = 0xF0000, 0x1FFFD

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
HAN_DIGITS = "零一二三四五六七八九"
NUMERAL_RUN = re.compile("[〇○零一二三四五六七八九两十百千]+")
NUMBER = re.compile(
    "(?:([一二三四五六七八九两])千)?零?(?:([一二三四五六七八九两])百)?零?(?:([一二三四五六七八九]?)(十))?零?([一二三四五六七八九])?"
)
ARABIC = re.compile(r"\d+")


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
    return frozenset(TRADITIONAL.read_text(encoding="utf-8").strip())


@cache
def _plain() -> NDArray[np.uint32]:
    """Return what each character of the basic plane folds to, wherever it stands; 0 where it depends."""
    table = np.zeros(BASIC_PLANE, dtype=np.uint32)
    for code in chain(*COMMON_BLOCKS):
        folded = _fold_marks(chr(code))
        alone = unicodedata.category(chr(code))[0] != "M" and chr(code) != "Σ"
        if len(folded) == 1 and alone and folded not in _traditional():
            table[code] = ord(folded)
    table[FIRST_HAN : LAST_HAN + 1] = np.arange(FIRST_HAN, LAST_HAN + 1)
    table[[ord(character) for character in _traditional() if ord(character) < BASIC_PLANE]] = 0
    return table


def fold(text: str) -> str:
    """Return `text` in compatibility form (NFKC), lower case, simplified script, without invisible marks."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    plain = _plain().take(codes, mode="clip")
    if plain.all() and not COMPOSED.search(text):
        return plain.tobytes().decode("utf-32-le")
    folded = _fold_marks(text)
    if _traditional().isdisjoint(folded) and not COMPOSED.search(folded):
        return folded
    return _to_simplified().convert(folded)


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return each of `texts` as `fold` does: thousands at once cost little more than a few."""
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    breaks = codes == ord("\n")
    if int(breaks.sum()) != len(texts) - 1:
        return [fold(text) for text in texts]
    plain = np.where(breaks, codes, _plain().take(codes, mode="clip"))
    line = np.cumsum(breaks)
    special = set(line[plain == 0].tolist())
    special.update(int(line[match.start()]) for match in COMPOSED.finditer(joined))
    folded = plain.tobytes().decode("utf-32-le").split("\n")
    for number in special:
        folded[number] = fold(texts[number])
    return folded


def _fold_marks(text: str) -> str:
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()


def canonical_numerals(text: str) -> str:
    """Write Chinese numerals as digits: 二十大 -> 20大, 十四五 -> 145, 二〇二二 -> 2022, 三会一课 -> 3会1课.

    百 and 千 without a digit before them stay (百姓, 千万).
    """
    return NUMERAL_RUN.sub(lambda match: _number(match[0]), text)


def _number(run: str) -> str:
    if not set(run) & set("十百千"):
        return "".join(str(DIGITS[character]) for character in run)
    written = []
    position = 0
    while position < len(run):
        match = NUMBER.match(run, position)
        if match is None or match.end() == position:
            character = run[position]
            written.append(str(DIGITS[character]) if character in DIGITS else character)
            position += 1
            continue
        thousands, hundreds, tens, ten, units = match.groups()
        value = 1000 * DIGITS.get(thousands or "零", 0) + 100 * DIGITS.get(hundreds or "零", 0)
        value += (10 * DIGITS[tens] if tens else 10) if ten else 0
        value += DIGITS.get(units or "零", 0)
        written.append(str(value))
        position = match.end()
    return "".join(written)


def spoken_numerals(text: str) -> str:
    """Write numbers as they are said: 3会1课 -> 三会一课, 20大 -> 二十大, 2022 digit by digit."""
    return ARABIC.sub(lambda match: _spoken(match[0]), text)


def _spoken(digits: str) -> str:
    if len(digits) != 2 or digits[0] == "0":
        return "".join(HAN_DIGITS[int(digit)] for digit in digits)
    tens, units = int(digits[0]), int(digits[1])
    return (HAN_DIGITS[tens] if tens > 1 else "") + "十" + (HAN_DIGITS[units] if units else "")


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
