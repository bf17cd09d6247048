"""Words for the same thing: those of the language in general, and an office's own from thesaurus.toml.

[[group]]
words = ["领导班子", "头头", "班子成员"]
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import OperatorError
from core.toml_file import read_toml, tables
from knowledge.language.writing.hashes import hashes_of
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.pinyin import NO_SYLLABLE, code_points, lookup, readings

FILE = Path(__file__).with_name("synonyms.txt")


@dataclass(frozen=True, eq=False)
class Common:
    """The words of the language in general: the text of their file, and where in it each word's groups stand.

    There are tens of thousands. As Python's own strings, tuples and dictionary they took 12 MB, and their file
    has 0.4. So a word is looked up by its hash, and its group is cut out of the text when it is asked for.
    `hashes` are sorted; that of a word stands there once for each of its groups, in their order.
    """

    text: str
    starts: NDArray[np.int32]
    hashes: NDArray[np.int64]
    groups: NDArray[np.int32]
    longest: int

    @classmethod
    def read(cls, text: str) -> "Common":
        """Read a file with a group a line, its words parted by blanks; a line with # says something else."""
        lines = text.split("\n")
        starts = np.fromiter(accumulate((len(line) + 1 for line in lines), initial=0), np.int32)
        hashes, numbers, longest = array("q"), array("i"), 0
        for number, line in enumerate(lines):
            if line and line[0] != "#":
                words = line.split(" ")
                hashes.extend(hashes_of(words))
                numbers.extend([number] * len(words))
                longest = max(longest, *map(len, words))
        unsorted = np.array(hashes, np.int64)
        order = np.argsort(unsorted, kind="stable")
        return cls(text, starts, unsorted[order], np.array(numbers, np.int32)[order], longest)

    def find(self, words: Sequence[str]) -> dict[str, list[int]]:
        """Return the groups of those of the words that have any."""
        if not len(self.hashes):
            return {}
        hashes = np.array(hashes_of(words), np.int64)
        order = hashes.argsort()  # found in their order, each is near the one before
        hashes = hashes[order]
        first = self.hashes.searchsorted(hashes)
        there = (self.hashes.take(first, mode="clip") == hashes).nonzero()[0]  # few of hundreds
        last = self.hashes.searchsorted(hashes[there], "right")
        return {
            words[place]: self.groups[begin:end].tolist()
            for place, begin, end in zip(
                order[there].tolist(), first[there].tolist(), last.tolist(), strict=True
            )
        }

    def spelled(self, syllables: Sequence[int]) -> str:
        """Return the first word that is spoken so, a syllable a character; empty when there is none."""
        at = self._sounds.find("".join(map(chr, (NO_SYLLABLE, *syllables, NO_SYLLABLE))))
        return self.text[at : at + len(syllables)] if at >= 0 else ""

    @cached_property
    def _sounds(self) -> str:
        """The text as it is spoken; it is made when somebody first writes pinyin that the speeches have not."""
        spoken = lookup(readings().usual, code_points(self.text)).tolist()
        return "".join(map(chr, [NO_SYLLABLE, *spoken]))

    def group(self, number: int) -> list[str]:
        """Return the words of a group."""
        start, end = self.starts[number : number + 2].tolist()
        return self.text[start : end - 1].split(" ")


@dataclass(frozen=True)
class Thesaurus:
    """Groups of words that mean the same: an office's own, beside the `common` ones.

    `groups_of` says for each word of `groups` which of them it is in.
    """

    groups: tuple[tuple[str, ...], ...]
    groups_of: dict[str, tuple[int, ...]]
    common: Common | None = None

    @classmethod
    def of(cls, groups: Iterable[Iterable[str]], common: Common | None = None) -> "Thesaurus":
        """Make a thesaurus of groups of folded words, beside common ones."""
        own = tuple(map(tuple, groups))
        groups_of: dict[str, tuple[int, ...]] = {}
        for number, group in enumerate(own):
            for word in group:
                groups_of[word] = (*groups_of.get(word, ()), number)
        return cls(own, groups_of, common)

    def alternatives(self, folded: str) -> list[tuple[str, tuple[str, ...]]]:
        """Return the words of a folded question that there are others for, and those; the longest words win."""
        return [(word, self.others(word, common)) for word, common in self.known(folded).items()]

    def known(self, folded: str) -> dict[str, Sequence[int]]:
        """Return the words of a folded question that there are others for, and their common groups."""
        ends = [range(min(place + self._longest, len(folded)), place, -1) for place in range(len(folded))]
        pieces = list({folded[place:end] for place, stops in enumerate(ends) for end in stops})
        common = self.common.find(pieces) if self.common else {}
        found: dict[str, Sequence[int]] = {}
        place = 0
        while place < len(folded):
            here = (folded[place:end] for end in ends[place])
            word = next((piece for piece in here if piece in common or piece in self.groups_of), None)
            if word is not None:
                found[word] = common.get(word, ())
            place += len(word) if word else 1
        return found

    @cached_property
    def _longest(self) -> int:
        return max(self.common.longest if self.common else 0, max(map(len, self.groups_of), default=0))

    def others(self, word: str, common: Iterable[int]) -> tuple[str, ...]:
        """Return the other words of a word's groups, each once: those of the `common` groups come first."""
        groups: list[Sequence[str]] = [self.common.group(number) for number in common] if self.common else []
        groups += [self.groups[number] for number in self.groups_of.get(word, ())]
        return tuple(other for other in dict.fromkeys(chain.from_iterable(groups)) if other != word)


@cache
def general() -> Thesaurus:
    """Return the words of the language in general, which every library knows."""
    return Thesaurus.of((), Common.read(FILE.read_text(encoding="utf-8")))


def read_thesaurus(file: Path) -> Thesaurus:
    """Read thesaurus.toml on top of the words in general. Raises OperatorError naming the bad group."""
    content = read_toml(file)
    if unknown := set(content) - {"group"}:
        raise OperatorError(f"{file.name} 里有不认识的项 {min(unknown)}：只能是 [[group]]")
    groups: list[tuple[str, ...]] = []
    for number, group in enumerate(tables(file, content, "group"), 1):
        words = group.get("words") if isinstance(group, dict) and set(group) == {"words"} else None
        if (
            not isinstance(words, list)
            or len(words) < 2
            or not all(isinstance(word, str) and word.strip() for word in words)
        ):
            raise OperatorError(f'{file.name} 第 {number} 组应写成 words = ["一种说法", "另一种说法", …]')
        groups.append(tuple(fold(word.strip()) for word in words))
    return Thesaurus.of(groups, general().common)
