"""Numbers of lines, which stand in a page's margin and are no part of the text."""

from collections.abc import Sequence
from itertools import pairwise

from knowledge.reading.printed.line import PageLine
from knowledge.reading.printed.rows import rows

# So many numbers, each as many rows of text below the other as it is higher, count lines and no items.
FEWEST = 5
LONGEST = 4  # figures


def line_numbers(pages: Sequence[Sequence[PageLine]]) -> set[PageLine]:
    """Return the lines of figures that count the rows beside them: 1, 2, 3 or 5, 10, 15."""
    found: set[PageLine] = set()
    for lines in pages:
        down = sorted(rows(lines), key=lambda row: (row[0].turn, -row[0].y))
        for end in (0, -1):
            numbered = [
                (place, row[end])
                for place, row in enumerate(down)
                if len(row) > 1 and len(row[end].text) <= LONGEST and row[end].text.isdecimal()
            ]
            steps = {
                (int(b.text) - int(a.text), after - before) for (before, a), (after, b) in pairwise(numbered)
            }
            numbers = [number for _, number in numbered]
            counts = len(steps) == 1 and all(counted == rows_below > 0 for counted, rows_below in steps)
            if len(numbers) >= FEWEST and counts:
                found.update(_in_margin(numbers, lines, end))
    return found


def _in_margin(numbers: Sequence[PageLine], lines: Sequence[PageLine], end: int) -> Sequence[PageLine]:
    """Return the figures that stand farther out than anything else; none where a stroke parts them from it."""
    rest = [line for line in lines if not line.text.isdecimal() and line.turn == numbers[0].turn]
    if any(number.is_parted_from(line) for number in numbers for line in rest if line.y == number.y):
        return []
    inner, outer = min(line.left for line in rest), max(line.right for line in rest)
    figures = [line for line in lines if line.text.isdecimal() and line.turn == numbers[0].turn]
    margin = [line for line in figures if (line.right < inner if end == 0 else line.left > outer)]
    return margin if set(numbers) <= set(margin) else []
