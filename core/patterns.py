"""Regular expressions that are made when they are first needed.

The program has some seven hundred. Making them all takes a tenth of a start and megabytes, and most are never
needed: what reads a document, a settings file or an answer to a card. What one start compiled the next need not
(`compiled_patterns.py`).
"""

import re
from collections.abc import Iterable
from typing import Any, cast

from core.compiled_patterns import compiled, expect

_METHODS = tuple(name for name in vars(re.Pattern) if not name.startswith("_") and name != "pattern")


class _Pattern:
    """Becomes the pattern at its first use: what was looked up once is found directly from then on."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._wanted = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has under that name
        if name not in _METHODS:
            raise AttributeError(name)
        kept = self.__dict__
        made = kept.get("made") or kept.setdefault("made", compiled(self.pattern, self._wanted))
        return kept.setdefault(name, getattr(made, name))


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the regular expression `text`. What re.compile refuses is refused at its first use."""
    expect(text, flags)
    return cast("re.Pattern[str]", _Pattern(text, flags))


_NAMED = re.compile(r"\(\?P<\w+>")
_REFERS = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")


def any_of(texts: Iterable[str], before: str = "", behind: str = "") -> re.Pattern[str]:
    """Return what fits a whole text where one of `texts` between `before` and `behind` does.

    Only for fullmatch, and for who tries many patterns one after the other: mostly none fits, and this sees it
    at once. It has no names, and the texts may not refer to their own groups. ValueError when one does.
    """
    parts = [_NAMED.sub("(?:", text) for text in texts]
    if refers := next((part for part in parts if _REFERS.search(part)), None):
        raise ValueError(f"refers to a group: {refers}")
    return pattern(f"(?:{before})(?:{'|'.join(f'(?:{part})' for part in parts)})(?:{behind})")
