"""Words and names of people as they may go into a document: the one place that makes them harmless.

A formula is no danger in what we write, because a cell is marked as text (workbook.py) and a document has no
formulas; but signs that no XML file can have, that hide text or turn its direction are taken out of both.
"""

from core.patterns import pattern

LONGEST = 32_000  # characters; a spreadsheet's cell takes 32 767
LEFT_OUT = "…"
# No XML file can have these: controls, half surrogate pairs, characters that are none.
_IMPOSSIBLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Invisible, or they change the direction of the text around them.
_TURNING = pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_LINE_ENDS = pattern("\r\n?|\u2028|\u2029|\x85")


def harmless(words: str) -> str:
    """Return `words` without what could break a document or hide in it; all that people can read stays."""
    plain = _LINE_ENDS.sub("\n", words)
    plain = _TURNING.sub("", _IMPOSSIBLE.sub("", plain))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - len(LEFT_OUT)] + LEFT_OUT


def on_one_line(words: str) -> str:
    """Return `words` harmless, on one line."""
    return " ".join(harmless(words).split())
