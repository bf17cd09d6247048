"""Cells of a CSV file with people's words in them: no spreadsheet program may take one for a formula."""

from core.patterns import pattern

# How a formula begins; a ' before it makes it text. Words that have such a ' already get one more, so that
# reading removes exactly what writing added.
_FORMULA = pattern(r"'*[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫]")
_GUARDED = pattern(rf"'{_FORMULA.pattern}")


def guarded(cell: str) -> str:
    """Return `cell` as it goes into the file, so that it is read as text whatever it begins with."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return the words of a cell that `guarded` wrote."""
    return cell[1:] if _GUARDED.match(cell) else cell
