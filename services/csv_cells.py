"""Cells of a CSV file that people chose the words of: no spreadsheet program may take one for a formula."""

import re

# How a formula begins; a ' before it says that it is text. Words that begin so with a ' before it get one more,
# so that reading takes off what writing put on.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(rf"'{_FORMULA.pattern}")


def guarded(cell: str) -> str:
    """Return `cell` as it is written: text, whatever it begins with."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what a cell says that `guarded` wrote."""
    return cell[1:] if _GUARDED.match(cell) else cell
