"""The order in which a page is read: downwards, and where lines stand abreast, as its content has them.

Two readings meet here: places, and the content's own order. A line above another and over it comes first,
whatever the content says; between columns and cells the content decides, for places alone cannot tell a
table from columns of prose.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from knowledge.reading.lines import ENDS_SENTENCE
from knowledge.reading.printed.line import PageLine
from knowledge.reading.printed.rows import rows

# Lines this short are cells or labels, no column of prose.
PROSE_IN_COLUMN = 8
# Shares of the type's size: lines nearer to one height than this stand abreast; nearer still, neither is above.
ABREAST, LEVEL = 1.0, 0.3
FEW_ROWS, MOST, HALF = 3, 0.8, 0.5
NEXT = 2.0


def in_order(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return a page's lines in the order of reading; those turned another way or askew come last."""
    upright = [line for line in lines if not line.slanted]
    turns = [line.turn for line in upright for _ in line.glyphs]
    main = max(set(turns), key=turns.count) if turns else 0
    result: list[PageLine] = []
    for turn in sorted({line.turn for line in upright}, key=lambda turn: turn != main):
        result += _of_one_turn([line for line in upright if line.turn == turn])
    return result + [line for line in lines if line.slanted]


def beside(lines: Sequence[PageLine]) -> dict[int, list[PageLine]]:
    """Return, by the id of each line of a page that stands beside others, which they are."""
    found: dict[int, list[PageLine]] = defaultdict(list)
    down = sorted(lines, key=lambda line: (line.turn, -line.y))
    for number, line in enumerate(down):
        for other in down[number + 1 :]:
            if other.turn != line.turn or line.y - other.y > ABREAST * min(line.size, other.size):
                break
            if not over(line, other):
                found[id(line)].append(other)
                found[id(other)].append(line)
    return found


def over(one: PageLine, other: PageLine) -> bool:
    """Return whether two lines share a part of the page's width."""
    return min(one.right, other.right) - max(one.left, other.left) > 1


def _of_one_turn(lines: list[PageLine]) -> list[PageLine]:
    down = sorted(lines, key=lambda line: (-line.y, line.order))
    abreast = beside(lines)
    if not abreast and all(one.y - two.y > LEVEL * two.size for one, two in pairwise(down)):
        return down
    rank = {id(line): number for number, line in enumerate(_column_by_column(lines))}
    across = {id(line) for place, line in enumerate(down) if _parts(line, down[:place], abreast)}
    above = {id(line): _above(line, down[:place], across) for place, line in enumerate(down)}
    result: list[PageLine] = []
    done: set[int] = set()
    # What stands over a line comes right before it, even if the content has it at the end, as running heads.
    waiting = sorted(lines, key=lambda line: -rank[id(line)])
    while waiting:
        line = waiting[-1]
        first = [other for other in above[id(line)] if id(other) not in done]
        if first and id(line) not in done:
            waiting.extend(sorted(first, key=lambda other: -rank[id(other)]))
            continue
        waiting.pop()
        if id(line) not in done:
            done.add(id(line))
            result.append(line)
    return result


def _above(line: PageLine, higher: list[PageLine], across: set[int]) -> list[PageLine]:
    """Return what comes before a line because it stands higher: over it, or parted from it by a heading."""
    return [
        other
        for other in higher
        if other.y - line.y > LEVEL * line.size
        and (over(other, line) or id(line) in across or id(other) in across)
    ]


def _parts(line: PageLine, higher: list[PageLine], abreast: dict[int, list[PageLine]]) -> bool:
    """Return whether a line that stands alone reaches under several columns, as a heading across them."""
    if id(line) in abreast:
        return False
    covers = {id(other) for other in higher if over(other, line)}
    return any(
        id(one) in covers and any(id(other) in covers for other in abreast.get(id(one), ())) for one in higher
    )


def _column_by_column(lines: list[PageLine]) -> list[PageLine]:
    """Return the lines as the content has them; columns of prose drawn row by row, column by column."""
    written = sorted(lines, key=lambda line: line.order)
    place = {id(line): number for number, line in enumerate(written)}
    table = [row for row in rows(lines) if len(row) > 1]
    pairs = [place[id(two)] - place[id(one)] == 1 for row in table for one, two in pairwise(row)]
    cells = [line for row in table for line in row]
    open_ended = [line for line in cells if not ENDS_SENTENCE.search(line.text)]
    if (
        len(table) < FEW_ROWS
        or sum(pairs) < MOST * len(pairs)
        or median(len(line.text) for line in cells) < PROSE_IN_COLUMN
        or len(open_ended) < HALF * len(cells)
    ):
        return _cell_by_cell(written)
    begins = sorted({round(line.left) for line in cells})
    lefts = [begin for before, begin in pairwise([-math.inf, *begins]) if begin - before > 3 * cells[0].size]
    return sorted(lines, key=lambda line: (bisect_right(lefts, line.left + line.size), -line.y))


def _cell_by_cell(written: list[PageLine]) -> list[PageLine]:
    """Return lines in the content's order; the lines of cells that were drawn row by row, cell by cell.

    A row that has nothing in the first column goes on with the cells of the row above.
    """
    place = {id(line): number for number, line in enumerate(written)}
    keys = {id(line): (place[id(line)], 0, 0.0) for line in written}
    head: list[PageLine] = []
    above: list[PageLine] = []
    for row in sorted(rows(written), key=lambda row: (row[0].turn, -row[0].y)):
        places = [place[id(line)] for line in row]
        columns = [_column_of(line, head) for line in row]
        drawn = places == list(range(places[0], places[0] + len(row)))
        if above and drawn and all(columns) and _goes_on(above, row, place):
            for column, line in [*enumerate(head), *zip(columns, row, strict=True)]:
                keys[id(line)] = (place[id(head[0])], column or 0, -line.y)
        else:
            head = row if drawn and len(row) > 1 else []
        above = row if head else []
    return sorted(written, key=lambda line: keys[id(line)])


def _column_of(line: PageLine, head: Sequence[PageLine]) -> int | None:
    """Return which of a row's cells a line stands under, counted from 0; None for no one."""
    for number, cell in enumerate(head):
        middle = abs(cell.left + cell.right - line.left - line.right) / 2
        if min(abs(cell.left - line.left), middle) < line.size / 2:
            return number
    return None


def _goes_on(above: Sequence[PageLine], row: Sequence[PageLine], place: dict[int, int]) -> bool:
    """Return whether a row stands right under the one above and the content has it right after it."""
    one, other = above[0], row[0]
    near = one.turn == other.turn and one.y - other.y < NEXT * other.size
    return near and place[id(other)] == max(place[id(line)] for line in above) + 1
