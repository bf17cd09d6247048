"""What a document says, before it is one: sheets of tables, for the workbook and for the printed document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

Cell = str | int
UPRIGHT, ACROSS = 156, 225  # millimetres that stand beside each other on a page, upright and landscape


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and how wide it is, in millimetres of a page's 156, or of 225 in landscape.

    `total`: its numbers are added up in the last row. `blank`: it is empty, to be filled in by hand.
    """

    head: str
    width: int
    total: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Each row has a cell for each column; `name` is what it is called where a sheet has several."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""

    def total(self, place: int) -> int:
        """Return the sum of the numbers in the column at `place`; what is no number counts nothing."""
        return sum(cell for cell in (row[place] for row in self.rows) if isinstance(cell, int))

    @property
    def is_wide(self) -> bool:
        """Return whether it wants a page in landscape."""
        return sum(column.width for column in self.columns) > UPRIGHT

    @property
    def totals(self) -> tuple[Cell, ...]:
        """Return the last row; empty when no column is added up or there are no rows."""
        if not self.rows or not any(column.total for column in self.columns):
            return ()
        sums = [self.total(place) if column.total else "" for place, column in enumerate(self.columns)]
        return ("合计", *sums[1:])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook, and a chapter of the document. `remarks` say what the figures do not know."""

    name: str
    tables: tuple[Table, ...]
    remarks: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Return whether one of its tables wants a page in landscape."""
        return any(table.is_wide for table in self.tables)


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole: `office` may be empty, `period` is in words, `made_at` is aware and local."""

    title: str
    office: str
    period: str
    made_at: datetime
    sheets: Sequence[Sheet]
