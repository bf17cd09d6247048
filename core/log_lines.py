"""A record of the log is one line: what would begin another, or move a terminal, is written as an escape.

Else somebody's words, where an error quotes them, could look like a record of their own.
"""

from core.patterns import pattern

# Controls (line ends and escape sequences among them), Unicode's line ends, signs that turn text around.
_MOVES = pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def on_one_line(text: str) -> str:
    r"""Return `text` with each such sign as Python writes it: \n, \x1b. A traceback is one line, too."""
    return _MOVES.sub(lambda sign: ascii(sign[0])[1:-1], text)


def without_moves(text: str) -> str:
    r"""Return text of several lines for a terminal: line ends and tabs stay, other such signs are escapes."""
    return _MOVES.sub(lambda sign: sign[0] if sign[0] in "\n\t" else ascii(sign[0])[1:-1], text)


def in_json(text: str) -> str:
    r"""Return JSON that has none of those signs raw: inside its strings each can stand as \u2028."""
    return _MOVES.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
