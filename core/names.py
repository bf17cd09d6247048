"""Names that others chose, of people, groups and files. In our messages they are foreign text."""

import unicodedata

from core.patterns import pattern

# Signs that change the direction of the text around them, or are invisible: embeddings, overrides, isolates,
# marks, soft hyphens, fillers, tags.
_TURNS = pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# The blank of Braille is a symbol that nobody sees. More marks than these on a letter cover the lines around.
_UNSEEN = "\u2800"
_STACKED = pattern(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_CONTROLS = pattern(r"[\x00-\x1f\x7f-\x9f]+")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def cleaned(name: str) -> str:
    """Return a foreign name on one line, without what turns or hides text; "" where nothing is seen."""
    kept = _STACKED.sub(r"\1", _CONTROLS.sub(" ", _TURNS.sub("", name)).replace(_UNSEEN, " "))
    kept = " ".join(kept.split())
    return kept if any(unicodedata.category(sign)[0] in "LNPS" for sign in kept) else ""


def fenced(name: str) -> str:
    """Return a foreign name for showing, so that it cannot change the text beside it. Clip it before.

    A name that is written from right to left keeps its own direction behind a fence of Unicode's isolates.
    """
    shown = cleaned(name)
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in shown):
        return f"{_FIRST_STRONG_ISOLATE}{shown}{_POP_ISOLATE}"
    return shown


def with_number(name: str, number: int) -> str:
    """Return a person or chat for showing where the number is needed to act: 陈（123）, or 编号 123."""
    return f"{fenced(name)}（{number}）" if cleaned(name) else f"编号 {number}"
