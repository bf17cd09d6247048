"""Words as numbers: tens of thousands of words in a dictionary take megabytes, numbers in an array do not."""

from collections.abc import Iterable

# Python's own hash of a string is that of its bytes in memory, and 慢慢, at two a letter, has those of baba.
# Behind a letter from beyond Latin-1 every letter has two, or four.
_WIDE = "一"


def hashes_of(words: Iterable[str]) -> list[int]:
    """Return a number of 64 bits for each word: the same one in this run, and another one for another word."""
    return [hash(_WIDE + word) for word in words]
