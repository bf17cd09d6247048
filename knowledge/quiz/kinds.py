"""What is of one kind in the language of clean government, so that one can stand for another: kinds.txt.

Nothing is asked for or offered because it stands there: right and wrong choices are both found in the speeches.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from core.patterns import pattern


def _read() -> Iterator[tuple[str, list[str]]]:
    """Yield what a line is of, and its words; "" for an empty line."""
    for line in Path(__file__).with_name("kinds.txt").read_text(encoding="utf-8").splitlines():
        of, _, words = line.partition(" ")
        if of != "#":
            yield of, words.split()


LINES = tuple(_read())
THINGS = tuple((of == "headed", words) for of, words in LINES if of in ("headed", "others"))
# The longest first: 党的全面领导 is not 党的领导.
A_THING = "|".join(sorted({one for _, line in THINGS for one in line}, key=lambda one: (-len(one), one)))


def _of_terms() -> Iterator[dict[str, str]]:
    found: dict[str, str] = {}
    for of, words in (*LINES, ("", [])):
        if of == "term":
            found[words[0]] = words[1]
        elif found:
            yield found
            found = {}


TERMS = tuple(_of_terms())
_BESIDE = {term: pattern(words) for line in TERMS for term, words in line.items()}


def kin_of(thing: str) -> list[str]:
    """Return the things of the kind of this one, or of its kinds; none that is nearly the same."""
    found = [
        one
        for headed, line in THINGS
        if thing in line
        for one in line
        if one != thing and (headed or not _near(one, thing))
    ]
    return list(dict.fromkeys(found))


def _near(one: str, other: str) -> bool:
    pairs = set(pairwise(one))
    return any(pair in pairs for pair in pairwise(other))


def is_known(term: str) -> bool:
    """Return whether a term is one that all offices have."""
    return term in _BESIDE


def decided(term: str, around: str) -> bool:
    """Return whether the words beside a term leave only this one of its kind."""
    return term in _BESIDE and _BESIDE[term].search(around) is not None
