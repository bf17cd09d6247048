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
    if not beside(lines) and all(one.y - two.y > LEVEL * two.size for one, two in pairwise(down)):
        return down
    rank = {id(line): number for number, line in enumerate(_column_by_column(lines))}
    waiting = sorted(lines, key=lambda line: rank[id(line)])
    result: list[PageLine] = []
    above = {id(line): _above(line, down[:place]) for place, line in enumerate(down)}
    done: set[int] = set()
    while waiting:
        line = next(line for line in waiting if above[id(line)] <= done)
        waiting.remove(line)
        done.add(id(line))
        result.append(line)
    return result


def _above(line: PageLine, higher: list[PageLine]) -> set[int]:
    return {id(other) for other in higher if over(other, line) and other.y - line.y > LEVEL * line.size}


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
        return written
    begins = sorted({round(line.left) for line in cells})
    lefts = [begin for before, begin in pairwise([-math.inf, *begins]) if begin - before > 3 * cells[0].size]
    return sorted(lines, key=lambda line: (bisect_right(lefts, line.left + line.size), -line.y))
