"""The rows of a table as lines: who reads 年检 must read 车队长 beside it.

A table of short cells is read row by row, a row a line, its cells parted by a blank. Where cells are prose, or
the table has one row only (a letterhead, two columns of text), each paragraph of a cell stays a line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.reading.extracted import Line

CELL = "\u3000"  # what parts the cells of a row
LONGEST_CELL, LONGEST_ROW = 80, 200  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """A row: at which line it begins, and the lines of each of its cells."""

    begins: int
    cells: Sequence[Sequence[Line]]

    @property
    def line(self) -> Line | None:
        """Return the row as one line; None where it is none: a single cell, or prose."""
        filled = [cell for cell in map(_written, self.cells) if cell]
        words = [" ".join(line.text.strip() for line in cell) for cell in filled]
        if len(words) < 2 or sum(map(len, words)) > LONGEST_ROW or max(map(len, words)) > LONGEST_CELL:
            return None
        lines = [line for cell in filled for line in cell]
        return Line(
            CELL.join(words),
            title=any(line.title for line in lines),
            centred=all(line.centred for line in lines),
        )


def joined(lines: list[Line], rows: Sequence[Row]) -> None:
    """Put a table's rows into `lines`, each as one line, where at least two of them are such rows."""
    found = [(row, line) for row in rows if (line := row.line)]
    if len(found) < 2:
        return
    for row, line in reversed(found):
        lines[row.begins : row.begins + sum(map(len, row.cells))] = [line]


def _written(cell: Iterable[Line]) -> list[Line]:
    return [line for line in cell if line.text.strip()]
