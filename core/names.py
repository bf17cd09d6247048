"""Names that others chose: of people, groups, files. They are foreign text in whatever we say."""

import re
import unicodedata

# What turns the direction of the text around it, or hides in it: embeddings, overrides, isolates, marks.
_TURNS = re.compile("[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def cleaned(name: str) -> str:
    """Return a foreign name on one line, without what turns or hides text; for keeping it."""
    return " ".join(_CONTROLS.sub(" ", _TURNS.sub("", name)).split())


def fenced(name: str) -> str:
    """Return a foreign name so that it can turn nothing beside it; for showing it, clipped before if at all.

    A name that is written from right to left keeps its own direction behind a fence of Unicode's isolates.
    """
    shown = cleaned(name)
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in shown):
        return f"{_FIRST_STRONG_ISOLATE}{shown}{_POP_ISOLATE}"
    return shown
