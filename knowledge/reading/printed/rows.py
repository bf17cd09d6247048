"""The signs of a page -> lines. What belongs to one line touches, or goes on in the page's content too.

The next sign begins where the last one ends, on one baseline, in type of about one size: so neither what is
printed over a line nor what stands beside it gets between its words, whatever order they were drawn in. Over
a gap a line goes on only where the content goes on and no cell or column begins.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from core.patterns import pattern
from knowledge.reading.printed.glyphs import Glyph
from knowledge.reading.printed.line import PageLine, Sheet

# Shares of the type's size. Signs nearer than the first touch; farther apart than the second only blanks lead.
TOUCHING, APART = 0.6, 2.0
MARKER_APART = 6.0
BASELINE = 0.2
# How far a sign may reach into the next one: full-width marks are half empty, and are set closer.
REACH, REACH_OF_MARKS = 0.35, 0.65
MARKS = frozenset("，。、；：！？“”‘’（）《》〈〉【】「」『』〔〕…—·,.;:!?()[]'\"")
ALIKE, RAISED = 1.6, 0.86
MARK_LENGTH = 6
# A large letter begins a text whose first line is at least so long.
BEGINS_TEXT = 10
ALIGNED = 0.15
# PDFium numbers the blanks and line ends that it supposes, too.
STEPS = (1, 2, 3)
NEAR_ROWS = 6
MARKER = pattern(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivxIVX]{1,5})[)）.．、:：]"
    r"|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]|[①-⑳❶-❿●○■□◆◇▲△★☆•·‧➢➤✓►▪◦※*–—-]"
)


def lines_of(glyphs: Iterable[Glyph], sheet: Sheet) -> list[PageLine]:
    """Return a page's lines as its content has them."""
    glyphs = list(glyphs)
    drawn = {glyph.order: glyph for glyph in glyphs if not glyph.is_blank}
    pieces = _touching(_runs(glyphs, sheet), drawn)
    seen = [piece for piece in pieces if not piece.is_blank]
    return sorted(_with_initials(list(_over_gaps(seen))), key=lambda line: line.order)


def rows(lines: Iterable[PageLine]) -> Iterator[list[PageLine]]:
    """Yield what stands on one baseline, from left to right; rows in no order."""
    row: list[PageLine] = []
    for line in sorted(lines, key=lambda line: (line.turn, -line.y)):
        if row and (row[0].turn != line.turn or not _level(row[0], line)):
            yield sorted(row, key=lambda line: line.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda line: line.left)


def _runs(glyphs: Iterable[Glyph], sheet: Sheet) -> Iterator[PageLine]:
    """Yield the stretches that stand in the content as they stand on the page."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield PageLine(sheet, run)
            run = []
        run.append(glyph)
    if run:
        yield PageLine(sheet, run)


def _follows(before: Glyph, glyph: Glyph) -> bool:
    if before.turn != glyph.turn or before.slanted != glyph.slanted:
        return False
    small, large = sorted((before.size, glyph.size))
    if glyph.slanted:
        return glyph.order == before.order + 1 and large < ALIKE * small
    if abs(glyph.y - before.y) > BASELINE * small or large > ALIKE * small:
        return False
    return _overlap(before, glyph) <= 0 and glyph.left - before.right < TOUCHING * large


def _overlap(before: Glyph, after: Glyph) -> float:
    """Return how far two neighbours reach into each other beyond what type does; below 0 where they do not."""
    if before.is_blank or after.is_blank:
        return before.left - after.left
    reach = REACH_OF_MARKS if before.sign in MARKS or after.sign in MARKS else REACH
    small, wide = sorted((before.right - before.left, after.right - after.left))
    of_one_size = max(before.size, after.size) * RAISED < min(before.size, after.size)
    return before.right - after.left - reach * (small if of_one_size else wide)


def _touching(runs: Iterable[PageLine], drawn: Mapping[int, Glyph]) -> list[PageLine]:
    """Put runs together that touch."""
    near: dict[tuple[int, int], list[PageLine]] = defaultdict(list)
    for run in runs:
        line = run
        bucket = round(run.y / 8)
        if not run.slanted:
            for place in range(bucket - 2, bucket + 3):
                for other in [other for other in near[run.turn, place] if _touch(other, line, drawn)]:
                    near[run.turn, place].remove(other)
                    line.glyphs.extend(other.glyphs)
                    line.arrange()
        near[line.turn, round(line.y / 8)].append(line)
    return [line for lines in near.values() for line in lines]


def _touch(one: PageLine, other: PageLine, drawn: Mapping[int, Glyph]) -> bool:
    if one.slanted or other.slanted:
        return False
    gap = max(other.left - one.right, one.left - other.right)
    if gap > TOUCHING * min(one.size, other.size):
        return False
    if one.is_parted_from(other) or _are_apart(one, other, drawn):
        return False
    return (_level(one, other) or _raised(one, other)) and _fits(one, other)


def _are_apart(one: PageLine, other: PageLine, drawn: Mapping[int, Glyph]) -> bool:
    """Return whether the content leaves the row after one piece and comes back to it for the other.

    So it does between columns whose hung marks reach over the gap, and between cells. Quotation marks, which
    some programs draw out of turn, are of the row.
    """
    if any(all(glyph.sign in MARKS for glyph in piece.seen) for piece in (one, other)):
        return False
    left, right = sorted((one, other), key=lambda piece: piece.left)
    last, first = max(glyph.order for glyph in left.seen), min(glyph.order for glyph in right.seen)
    after = next((drawn[last + step] for step in STEPS if last + step in drawn), None)
    before = next((drawn[first - step] for step in STEPS if first - step in drawn), None)
    return after is not None and before is not None and not (_is_on(after, one) or _is_on(before, one))


def _is_on(glyph: Glyph, row: PageLine) -> bool:
    return glyph.turn == row.turn and abs(glyph.y - row.y) < row.size / 2


def _level(one: PageLine, other: PageLine) -> bool:
    """Return whether two pieces stand on one baseline, in type of about one size."""
    small, large = sorted((one.size, other.size))
    return abs(one.y - other.y) < BASELINE * small and large < ALIKE * small


def _raised(one: PageLine, other: PageLine) -> bool:
    """Return whether one is a small mark set higher or lower beside the other, next to it in the content."""
    small, large = sorted((one, other), key=lambda line: line.size)
    up = (small.y - large.y) / large.size
    beside = min(abs(small.order - glyph.order) for glyph in large.glyphs) <= len(small.glyphs)
    words = any("\u4e00" <= glyph.sign <= "\u9fff" for glyph in small.glyphs)
    short = len(small.glyphs) <= MARK_LENGTH and not words
    return short and small.size < RAISED * large.size and -0.35 < up < 0.75 and beside


def _fits(one: PageLine, other: PageLine) -> bool:
    """Return whether the signs of the shorter piece find room between those of the other."""
    few, many = sorted((one, other), key=lambda line: len(line.glyphs))
    lefts = [glyph.left for glyph in many.glyphs]
    for glyph in few.glyphs:
        place = bisect_left(lefts, glyph.left)
        if place > 0 and _overlap(many.glyphs[place - 1], glyph) > 0:
            return False
        if place < len(lefts) and _overlap(glyph, many.glyphs[place]) > 0:
            return False
    return True


def _over_gaps(pieces: list[PageLine]) -> Iterator[PageLine]:
    """Put the pieces of a row together where the text goes on over the gap."""
    table = list(rows(piece for piece in pieces if not piece.slanted))
    for number, row in enumerate(table):
        near = [*table[max(0, number - NEAR_ROWS) : number], *table[number + 1 : number + 1 + NEAR_ROWS]]
        others = [piece for other in near for piece in other[1:]]
        spread = _is_spread(row)
        line = row[0]
        for piece in row[1:]:
            joined = not line.is_parted_from(piece) and (
                (spread and line.order < piece.order) or _goes_on(line, piece, others)
            )
            if joined:
                line.glyphs.extend(piece.glyphs)
                line.arrange()
            else:
                yield line
                line = piece
        yield line
    yield from (piece for piece in pieces if piece.slanted)


def _is_spread(row: list[PageLine]) -> bool:
    """Return whether single characters are spread over the row, all as far apart."""
    gaps = [after.left - before.right for before, after in pairwise(row)]
    single = len(row) > 2 and all(len(piece.text) == 1 for piece in row)
    return single and max(gaps) - min(gaps) < TOUCHING * row[0].size


def _goes_on(before: PageLine, piece: PageLine, others: list[PageLine]) -> bool:
    """Return whether the text goes on from one piece to the next on its row."""
    size = max(before.size, piece.size)
    blanks = [glyph for glyph in before.glyphs if glyph.is_blank and glyph.right > before.right]
    gap = piece.left - before.right
    open_gap = piece.left - max([before.right, *(glyph.right for glyph in blanks)])
    written = {glyph.order for glyph in before.glyphs}
    if not any(glyph.order - step in written for glyph in piece.glyphs for step in STEPS):
        return False
    if MARKER.fullmatch(before.text):
        return gap < MARKER_APART * size
    if open_gap < TOUCHING * size:
        return True
    if not blanks and any(_aligned(piece, other) for other in others):
        return False
    return open_gap < APART * size


def _aligned(piece: PageLine, other: PageLine) -> bool:
    middle = abs(piece.left + piece.right - other.left - other.right) / 2
    return min(abs(piece.left - other.left), middle) < ALIGNED * piece.size


def _with_initials(lines: list[PageLine]) -> list[PageLine]:
    """Give large first letters that stand beside several lines to the highest of them."""
    for letter in [line for line in lines if len(line.text) == 1]:
        beside = [line for line in lines if _stands_beside(letter, line)]
        first = max(beside, key=lambda line: line.y, default=letter)
        if (
            len(beside) > 1
            and len(first.text) >= BEGINS_TEXT
            and (
                min(glyph.order for glyph in first.seen) - letter.order in STEPS
                or _fills_the_corner(letter, beside, lines)
            )
        ):
            first.glyphs.append(letter.glyphs[0])
            first.arrange()
            for line in beside:  # they stand in the letter's shade, and begin where it does
                line.left = letter.left
            lines.remove(letter)
    return lines


def _fills_the_corner(letter: PageLine, beside: list[PageLine], lines: list[PageLine]) -> bool:
    """Return whether the text goes on below the letter where the letter begins, all around it."""
    lowest = min(beside, key=lambda line: line.y)
    below = max(
        (line for line in lines if line.turn == letter.turn and line.y < lowest.y - lowest.size / 2),
        key=lambda line: line.y,
        default=None,
    )
    return below is not None and abs(below.left - letter.left) < ALIGNED * letter.size


def _stands_beside(letter: PageLine, line: PageLine) -> bool:
    return (
        letter.turn == line.turn
        and letter.size > ALIKE * line.size
        and 0 <= line.left - letter.right + REACH * line.size < line.size * (1 + REACH)
        and letter.y - BASELINE * line.size <= line.y < letter.y + letter.size
    )
