"""Lines in order of reading -> blocks: lines under each other, in one column or one cell, with its edges."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.reading.lines import ENDS_SENTENCE, PROSE
from knowledge.reading.printed.columns import beside, over
from knowledge.reading.printed.line import PageLine
from knowledge.reading.printed.measure import EDGE, Measure, measure

# A block of fewer lines does not say where its column ends.
FEW = 6
# Columns of prose are this wide, in characters, and have this many lines; what is smaller is a cell.
COLUMN_SIGNS, COLUMN_LINES = 9, 4
# A line of this many signs may be a full one in a cell.
LEAST = 4
INDENTS = 2.6
NEXT = 2.2


@dataclass(eq=False, slots=True)
class Block:
    """Lines that stand under each other. `abreast`: others stand beside them, as in columns and cells.

    `is_cell`: it is too small for a column of prose, and beside none. `framed`: a stroke stands left of all
    the text beside it, as a table's does; one that only parts columns does not.
    """

    lines: list[PageLine]
    abreast: bool
    measure: Measure
    is_cell: bool = False
    framed: bool = False


def blocks_of(pages: Sequence[Sequence[PageLine]], size: float) -> list[Block]:
    """Return the blocks of all pages, each with the edges of its column; `size` is that of the text's type."""
    blocks: list[Block] = []
    for lines in pages:
        neighbours = beside(lines)
        for stretch in _stretches(lines, neighbours):
            abreast = any(id(line) in neighbours or line.is_boxed for line in stretch)
            block = Block(stretch, abreast, measure(stretch, size, LEAST if abreast else PROSE))
            block.framed = _is_framed(stretch, lines)
            blocks.append(block)
    columns = _columns(blocks, size)
    blocks = [part for block in blocks for part in _narrowed(block, columns, size)]
    for block in blocks:
        block.measure = _edges(block, columns, size)
        block.is_cell = block.abreast and not _is_column(block)
    prose = [block for block in blocks if block.abreast and not block.is_cell]
    for block in [block for block in blocks if block.is_cell]:
        column = next((column for column in prose if _is_like(block, column)), None)
        if column is None:
            block.measure = _cell(block, blocks, size)
        else:  # the short rest of the text that stands in the column beside it
            block.is_cell = False
            block.measure = replace(column.measure, left=block.measure.left, indent=None)
            block.measure.right = block.measure.left + column.measure.width
    for block in blocks:
        for line in block.lines:
            line.inset = line.left - block.measure.left
    return blocks


def _is_column(block: Block) -> bool:
    return block.measure.width >= COLUMN_SIGNS * block.measure.size and block.measure.count >= COLUMN_LINES


def _is_framed(stretch: Sequence[PageLine], page: Sequence[PageLine]) -> bool:
    """Return whether an upright stroke stands left of all that stands beside these lines."""
    first = stretch[0]
    left = min(line.left for line in page if line.turn == first.turn) + 1
    middles = [line.y + line.size / 2 for line in stretch]
    return any(x < left and low < middle < high for x, low, high in first.sheet.strokes for middle in middles)


def _is_like(block: Block, column: Block) -> bool:
    """Return whether a block is as wide as a column beside it at most, and no stroke stands between them."""
    first = block.lines[0]
    return (
        first.page == column.lines[0].page
        and block.measure.width < column.measure.width + block.measure.size
        and not any(first.is_parted_from(line) for line in column.lines)
    )


def _stretches(lines: Sequence[PageLine], neighbours: Mapping[int, list[PageLine]]) -> Iterator[list[PageLine]]:
    block: list[PageLine] = []
    for line in lines:
        boxed = bool(block) and line.is_boxed != block[-1].is_boxed
        if block and (boxed or not _under(block, line, neighbours) or _reach_over(block, line, neighbours)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _under(block: list[PageLine], line: PageLine, neighbours: Mapping[int, list[PageLine]]) -> bool:
    before = block[-1]
    if before.turn != line.turn or before.y - line.y < EDGE * min(line.size, before.size):
        return False
    alone = id(line) not in neighbours and not any(id(other) in neighbours for other in block)
    return alone or any(over(line, other) for other in block) or _is_short_rest(before, line, neighbours)


def _is_short_rest(before: PageLine, line: PageLine, neighbours: Mapping[int, list[PageLine]]) -> bool:
    """Return whether a word or two stand further out below a line that is set in, with nothing above them."""
    out = before.left - line.left
    below = 0 < out < INDENTS * line.size and line.right < before.left + line.size
    near = before.y - line.y < NEXT * line.size and abs(before.size - line.size) < EDGE * line.size
    return below and near and not any(over(line, other) for other in neighbours.get(id(before), ()))


def _reach_over(block: list[PageLine], line: PageLine, neighbours: Mapping[int, list[PageLine]]) -> bool:
    """Return whether the block reaches over what is beside the line, or the line under what was beside it."""
    if any(over(other, neighbour) for neighbour in neighbours.get(id(line), ()) for other in block):
        return True
    alone = not any(id(other) in neighbours for other in block)
    if alone and id(line) in neighbours and abs(block[-1].size - line.size) > 0.1 * line.size:
        return True  # columns begin below a heading
    wide = line.right - max(other.right for other in block) > 2 * line.size and id(line) not in neighbours
    beside_block = [neighbour for other in block for neighbour in neighbours.get(id(other), ())]
    return any(wide or over(line, neighbour) for neighbour in beside_block)


def _columns(blocks: Sequence[Block], size: float) -> list[tuple[bool, Measure]]:
    """Return the columns that several blocks share, the longest first, and whether they stand abreast."""
    groups: list[list[Block]] = []
    for block in sorted(blocks, key=lambda block: -len(block.lines)):
        if len(block.lines) < FEW:
            break
        for group in groups:
            first = group[0]
            if first.abreast == block.abreast and _share(first.measure, block.measure, size):
                group.append(block)
                break
        else:
            groups.append([block])
    measured = []
    for group in groups:
        lines = [line for block in group for line in block.lines]
        measured.append((group[0].abreast, measure(lines, size, LEAST if group[0].abreast else PROSE)))
    return sorted(measured, key=lambda column: -column[1].count)


def _share(one: Measure, other: Measure, size: float) -> bool:
    return abs(one.left - other.left) < size and abs(one.right - other.right) < 3 * size


def _narrowed(block: Block, columns: list[tuple[bool, Measure]], size: float) -> Iterator[Block]:
    """Part a block where the text goes on in one column alone, with nothing beside it."""
    lines = block.lines
    for abreast, column in columns:
        begins = len(lines)
        while begins and _stands_in(lines[begins - 1], column, size):
            begins -= 1
        full = [line for line in lines[begins:] if line.right > column.right - size]
        if abreast and not block.abreast and begins and len(full) > 1:
            yield replace(block, lines=lines[:begins], measure=measure(lines[:begins], size))
            yield replace(block, lines=lines[begins:], measure=measure(lines[begins:], size, LEAST))
            return
    yield block


def _stands_in(line: PageLine, column: Measure, size: float) -> bool:
    return line.left > column.left - EDGE * size and line.right < column.right + EDGE * size


def _edges(block: Block, columns: list[tuple[bool, Measure]], size: float) -> Measure:
    """Return the edges of the column in which the block stands."""
    own = block.measure
    for abreast, column in columns:
        fits = column.left - EDGE * size <= own.left <= column.left + INDENTS * size
        if not fits or max(line.right for line in block.lines) > column.right + size:
            continue
        if len(block.lines) >= FEW:
            if _share(column, own, size):
                indent = own.indent if own.indent is not None else column.indent
                spaced = own.spaced or column.spaced
                sure = own.sure or column.sure
                return replace(own, right=max(own.right, column.right), sure=sure, indent=indent, spaced=spaced)
        elif abreast or not block.abreast:
            return column
    return own


def _cell(block: Block, blocks: Sequence[Block], size: float) -> Measure:
    """Return the edges of a cell: its strokes, or the end of the widest line of the cells above and below."""
    left, right = block.measure.left, max(line.right for line in block.lines)
    edges = block.lines[0].between_strokes()
    if edges and not any(_stands_between(other, block, right, edges[1]) for other in blocks):
        margin = min(EDGE * size, max(left - edges[0], 0.0))
        return replace(block.measure, right=edges[1] - margin, sure=True)
    if _are_entries(block):
        return replace(block.measure, right=math.inf, sure=True)
    for other in blocks:
        begins, ends = other.measure.left, max(line.right for line in other.lines)
        middle = abs(begins + ends - left - right) / 2
        if other.abreast and len(other.lines) < FEW and min(abs(begins - left), middle) < EDGE * size:
            right = max(right, ends)
    return replace(block.measure, right=right)


def _stands_between(other: Block, block: Block, left: float, right: float) -> bool:
    """Return whether another block stands beside one, between these places: the strokes are a whole table's."""
    one, two = other.lines, block.lines
    level = one[-1].y < two[0].y + two[0].size and two[-1].y < one[0].y + one[0].size
    return level and one[0].page == two[0].page and left < other.measure.left < right


def _are_entries(block: Block) -> bool:
    """Return whether the lines are as long as each other and end no sentence: one entry a line, no prose."""
    ends = [line.right for line in block.lines]
    ended = any(ENDS_SENTENCE.search(line.text) for line in block.lines)
    return not ended and len(ends) > 1 and max(ends) - min(ends) < EDGE * block.measure.size
