"""Office words and everyday words for the same thing, from thesaurus.toml.

[[group]]
words = ["领导班子", "头头", "班子成员"]      # the speeches' own word first
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.errors import OperatorError
from core.toml_file import read_toml, tables
from knowledge.language.normalize import fold


@dataclass(frozen=True)
class Thesaurus:
    """Groups of words; the first of a group is the one the speeches use."""

    groups: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def _meanings(self) -> dict[str, tuple[str, ...]]:
        """Return folded everyday word -> the speeches' words for it."""
        meanings: dict[str, list[str]] = {}
        for first, *others in self.groups:
            for word in others:
                meanings.setdefault(fold(word), []).append(fold(first))
        return {word: tuple(dict.fromkeys(firsts)) for word, firsts in meanings.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        words = sorted(self._meanings, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words))) if words else None

    def expand(self, folded: str) -> list[str]:
        """Return the speeches' words for the everyday words in a folded question."""
        if self._pattern is None:
            return []
        found = [first for match in self._pattern.finditer(folded) for first in self._meanings[match[0]]]
        return [word for word in dict.fromkeys(found) if word not in folded]


def read_thesaurus(file: Path) -> Thesaurus:
    """Read thesaurus.toml. Raises OperatorError naming the bad group."""
    content = read_toml(file)
    if unknown := set(content) - {"group"}:
        raise OperatorError(f"{file.name} 里有不认识的项 {min(unknown)}：只能是 [[group]]")
    groups = []
    for number, group in enumerate(tables(file, content, "group"), 1):
        words = group.get("words") if isinstance(group, dict) and set(group) == {"words"} else None
        if (
            not isinstance(words, list)
            or len(words) < 2
            or not all(isinstance(word, str) and word.strip() for word in words)
        ):
            raise OperatorError(f'{file.name} 第 {number} 组应写成 words = ["讲话里的词", "平常的说法", …]')
        groups.append(tuple(word.strip() for word in words))
    return Thesaurus(tuple(groups))
