"""Seeded noise: what people type instead of what they mean.

Six kinds, as in facts about real input: homophone typos, lost and swapped characters, the other script,
key words in pinyin, key words in initials, everything in pinyin. It works on any Chinese text and fetches
nothing. Readings come from the product's own table, so real users' pinyin will do a little worse.
"""

import random
import re
from collections import defaultdict
from functools import cache

import opencc

from knowledge.language.writing.pinyin import FIRST, LAST, readings

KINDS = ("homo", "edit", "trad", "pykey", "pyinit", "pyfull")
HAN = re.compile(r"[\u4e00-\u9fff]")
HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
KEY_LENGTH = 4
# Homophones are drawn from characters of the everyday set only.
EVERYDAY = "gb2312"


def disturb(text: str, kind: str, seed: int) -> str:
    """Return `text` with one kind of noise; the same seed gives the same result."""
    source = random.Random(f"{seed}-{kind}-{text}")
    return _NOISES[kind](text, source)


@cache
def _homophones() -> dict[int, list[str]]:
    by_syllable: dict[int, list[str]] = defaultdict(list)
    table = readings()
    for code in range(FIRST, LAST + 1):
        character = chr(code)
        if table.usual[code - FIRST] and _is_everyday(character):
            by_syllable[int(table.usual[code - FIRST])].append(character)
    return by_syllable


def _is_everyday(character: str) -> bool:
    try:
        # The first level of GB 2312 holds the 3,755 commonest characters, in its rows 16 to 55.
        return character.encode(EVERYDAY)[0] - 0xA0 <= 55
    except UnicodeEncodeError:
        return False


def _homo(text: str, source: random.Random) -> str:
    characters = list(text)
    places = [place for place, character in enumerate(characters) if HAN.match(character)]
    for place in source.sample(places, min(len(places), source.choice((1, 2)))):
        syllable = int(readings().of(characters[place])[0])
        others = [other for other in _homophones().get(syllable, ()) if other != characters[place]]
        if others:
            characters[place] = source.choice(others)
    return "".join(characters)


def _edit(text: str, source: random.Random) -> str:
    if len(text) < 5:
        return text
    place = source.randrange(len(text))
    text = text[:place] + text[place + 1 :]
    place = source.randrange(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _trad(text: str, _: random.Random) -> str:
    return str(opencc.OpenCC("s2t").convert(text))


def spell(text: str) -> str:
    """Return the pinyin of a text without spaces; what is not Han stays."""
    table = readings()
    return "".join(
        table.syllables[number] if number else character
        for character, number in zip(text, table.of(text), strict=True)
    )


def _keys(text: str, source: random.Random, count: int) -> list[tuple[int, int]]:
    """Return up to `count` stretches of two to four characters, apart from each other."""
    runs = [(match.start(), match.end()) for match in HAN_RUN.finditer(text)]
    chosen: list[tuple[int, int]] = []
    for start, end in source.sample(runs, min(count, len(runs))):
        length = min(source.randint(2, KEY_LENGTH), end - start)
        begin = source.randint(start, end - length)
        chosen.append((begin, begin + length))
    return sorted(chosen, reverse=True)


def _pykey(text: str, source: random.Random) -> str:
    for start, end in _keys(text, source, 2):
        text = text[:start] + spell(text[start:end]) + text[end:]
    return text


def _pyinit(text: str, source: random.Random) -> str:
    table = readings()
    for start, end in _keys(text, source, 1):
        letters = "".join(table.syllables[number][0] for number in table.of(text[start:end]) if number)
        text = text[:start] + letters + text[end:]
    return text


def _pyfull(text: str, _: random.Random) -> str:
    return spell(text)


_NOISES = {"homo": _homo, "edit": _edit, "trad": _trad, "pykey": _pykey, "pyinit": _pyinit, "pyfull": _pyfull}
