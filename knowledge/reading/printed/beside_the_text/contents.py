"""Tables of contents: lines of a heading and the page where it stands. They are no part of what was said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.reading.printed.line import PageLine
from knowledge.reading.printed.rows import rows

TITLE = pattern(r"目\s*[录次]|contents", re.IGNORECASE)
NUMBER = r"[（(\[-]?\s*(?P<number>\d{1,4})\s*[)）\]-]?"
# A heading, a row of dots and a page's number; or the number far from the heading.
LED = pattern(rf".+?(?:[.．·•‧…‥。\-—–_～~]\s*){{3,}}{NUMBER}")
APART = pattern(rf".*\S\s*\u3000\s*{NUMBER}")
# So many lines with dots are a table of contents; under its title fewer, and without dots.
FEW, FEW_UNDER_TITLE = 3, 2


@dataclass(slots=True)
class _Row:
    """What stands on one baseline; `number` is the page it points to, `led` by dots or only by its place."""

    lines: list[PageLine]
    number: int | None = None
    led: bool = False

    @property
    def text(self) -> str:
        return "\u3000".join(line.text for line in self.lines)


class _Table:
    """Gathers the rows of one table of contents."""

    def __init__(self, title: _Row | None = None) -> None:
        self._titled = title is not None
        self._rows = [title] if title else []
        self._half: list[_Row] = []

    def takes(self, row: _Row) -> bool:
        """Return whether the row belongs to the table, and keep it."""
        last = max((entry.number for entry in self._rows if entry.number is not None), default=0)
        if row.number is not None and (row.led or self._titled) and row.number >= last:
            self._rows += [*self._half, row]
            self._half = []
            return True
        if row.number is None and self._rows and not self._half:
            self._half = [row]  # the first line of a heading that takes two
            return True
        return False

    def found(self) -> tuple[set[PageLine], int]:
        """Return its lines and the count of its entries: none if it is no table of contents after all."""
        entries = sum(row.number is not None for row in self._rows)
        if entries < (FEW_UNDER_TITLE if self._titled else FEW):
            return set(), 0
        return {line for row in self._rows for line in row.lines}, entries


def contents(pages: Sequence[Sequence[PageLine]]) -> tuple[set[PageLine], int]:
    """Return the lines that are a table of contents, with its title, and how many headings it lists."""
    lines: set[PageLine] = set()
    entries = 0
    table = _Table()
    for row in [*(row for page in pages for row in _rows_of(page)), None]:
        is_title = row is not None and TITLE.fullmatch(row.text) is not None
        if row is not None and not is_title and table.takes(row):
            continue
        found, listed = table.found()
        lines |= found
        entries += listed
        table = _Table(row if is_title else None)
        if row is not None and row.number is not None:
            table.takes(row)
    return lines, entries


def _rows_of(page: Sequence[PageLine]) -> Iterator[_Row]:
    for lines in sorted(
        rows(line for line in page if not line.slanted), key=lambda row: (row[0].turn, -row[0].y)
    ):
        row = _Row(lines)
        led = LED.fullmatch(row.text)
        if match := led or APART.fullmatch(row.text):
            row.number = int(match["number"])
            row.led = led is not None
        yield row
