"""Regular expressions that are made when they are first needed.

Reading documents takes some hundred large patterns. Making them all takes longer than everything else that a
start does, and most starts read no document.
"""

import re
from collections.abc import Callable
from typing import cast

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "split", "pattern")


class _Pattern:
    """Becomes the pattern at its first use: what was looked up once is found directly from then on."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name not in _METHODS:
            raise AttributeError(name)
        made = re.compile(self._text, self._flags)
        self.__dict__.update({method: getattr(made, method) for method in _METHODS})
        found: Callable[..., object] = self.__dict__[name]
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the regular expression `text`. What re.compile refuses is refused at its first use."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
