"""The proof of order: neighbours in a line of the text are neighbours in the second reading, or touch on paper.

Characters that were counted may still be mixed: two lines printed over each other, cells run together, a
fraction taken apart. So each pair of neighbours needs one of two witnesses that know nothing of each other:
the order of the content as pypdf reads it, or the place: one sign begins where the other ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from core.patterns import pattern
from knowledge.reading.extracted import signs
from knowledge.reading.printed.glyphs import Glyph
from knowledge.reading.printed.line import PageLine
from knowledge.reading.printed.rows import MARKS, STEPS
from knowledge.reading.raised import lowered, raised

TIGHT = 0.3
# Between Latin words stands a blank, and full-width marks are half empty.
LOOSE = 0.65
REACH = 0.7
# A part of a line that is set above or below it is short, and no smaller than this share of its type.
FEW, HALF = 8, 0.5
# Nearer to each other than lines of text are.
STACKED, NEAR, NEXT_TO = 2.0, 1.1, 0.6
# Rows on both sides of a box, and what ends a sentence before them.
FEWEST_ROWS = 2
ENDED = pattern(r"[。！？；：!?;:][”’）)]?$")
# What a raised sign would go on with.
PLAIN = pattern("[A-Za-z0-9]")


def is_proven(lines: Sequence[PageLine], second: str) -> bool:
    """Return whether the signs of each line stand in a proven order; `second` is the page's second reading."""
    if _flow_around(lines):
        return False
    written = set(pairwise(signs(second)))
    for line in lines:
        if line.slanted:
            continue
        if _has_a_part_apart(line, lines) or _says_something_else(line):
            return False
        for before, after, blank in _neighbours(line.glyphs):
            if not _touch(before, after, blank, line.size) and not _written(before, after, written):
                return False
    return True


def _flow_around(lines: Sequence[PageLine]) -> bool:
    """Return whether a sentence runs on over something amid its lines, as words on both sides of a box do.

    Such lines stand like two columns; the content has them row by row, and a whole line before or after them.
    """
    flow = sorted((line for line in lines if not line.slanted), key=lambda line: line.order)
    for start, (one, other) in enumerate(pairwise(flow)):
        end = start
        while end + 1 < len(flow) and _goes_on_over_a_gap(flow[end], flow[end + 1]):
            end += 2
        if end - start < FEWEST_ROWS * 2:
            continue
        whole = [(flow[start - 1], flow[start - 1])] if start else []
        whole += [(flow[end - 1], flow[end])] if end < len(flow) else []
        for ending, spanning in whole:
            if spanning.left < one.right and other.left < spanning.right and not ENDED.search(ending.text):
                return True
    return False


def _goes_on_over_a_gap(one: PageLine, other: PageLine) -> bool:
    level = one.turn == other.turn and abs(one.y - other.y) < TIGHT * one.size
    follows = other.order - max(glyph.order for glyph in one.seen) in STEPS
    return level and follows and other.left - one.right > one.size


def _neighbours(glyphs: Iterable[Glyph]) -> Iterator[tuple[Glyph, Glyph, float]]:
    """Yield each sign with the next one that is no blank, and where the blanks between them end."""
    before: Glyph | None = None
    blank = float("-inf")
    for glyph in glyphs:
        if glyph.is_blank:
            blank = max(blank, glyph.right)
            continue
        if before is not None:
            yield before, glyph, blank
        before, blank = glyph, float("-inf")


def _touch(before: Glyph, after: Glyph, blank: float, size: float) -> bool:
    gap = after.left - max(before.right, blank)
    loose = (before.sign + after.sign).isascii() or before.sign in MARKS or after.sign in MARKS
    return after.left > before.right - REACH * size and gap < (LOOSE if loose else TIGHT) * size


def _written(before: Glyph, after: Glyph, written: set[tuple[str, str]]) -> bool:
    last, first = list(signs(before.sign)), list(signs(after.sign))
    return not last or not first or (last[-1], first[0]) in written


def _has_a_part_apart(line: PageLine, lines: Sequence[PageLine]) -> bool:
    """Return whether signs that the content has amid this line stand above or below it, as in a fraction."""
    first, last = line.order, max(glyph.order for glyph in line.seen)
    near = [
        other
        for other in lines
        if other is not line and other.turn == line.turn and abs(other.y - line.y) < NEAR * line.size
    ]
    amid = [other for other in near if abs(other.y - line.y) < line.size]
    if any(first < other.order < last and _over(other, line) for other in amid):
        return True
    if any(
        _stands_against(run, shift, line, other) for shift, run in line.scripts() if shift for other in near
    ):
        return True
    beside = [other for other in near if len(other.text) <= FEW and _is_beside(line, other)]
    return any(
        (one.y - line.y) * (two.y - line.y) < 0
        and abs(one.y - two.y) < STACKED * line.size
        and _over(one, two)
        and min(_gap(line, one), _gap(line, two)) < NEXT_TO * line.size
        and _follow(line, one, two)
        for one, two in combinations(beside, 2)
    )


def _stands_against(run: Sequence[Glyph], shift: int, line: PageLine, other: PageLine) -> bool:
    """Return whether a short line stands under raised signs, or over lowered ones, as in a fraction."""
    across = min(other.right, run[-1].right) - max(other.left, run[0].left)
    opposite = (other.y - line.y) * shift < 0 and len(other.text) <= FEW
    ends = (other.order, max(glyph.order for glyph in other.seen))
    orders = (min(glyph.order for glyph in run), max(glyph.order for glyph in run))
    return opposite and across > 0 and (ends[0] - orders[1] in STEPS or orders[0] - ends[1] in STEPS)


def _says_something_else(line: PageLine) -> bool:
    """Return whether letters set higher or lower would be read as part of a word or number."""
    before = ""
    for shift, run in line.scripts():
        words = "".join(glyph.sign for glyph in run)
        unwritten = shift and not {1: raised, -1: lowered}[shift](words)
        if unwritten and PLAIN.match(words) and PLAIN.match(before[-1:]):
            return True
        before = words
    return False


def _over(one: PageLine, other: PageLine) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)


def _gap(line: PageLine, part: PageLine) -> float:
    return min(abs(part.left - line.right), abs(line.left - part.right))


def _is_beside(line: PageLine, part: PageLine) -> bool:
    """Return whether a small part touches the line's end or beginning, set higher or lower."""
    touches = _gap(line, part) < NEAR * line.size
    alike = HALF * line.size <= part.size <= line.size * 1.1
    raised = abs(part.y - line.y) > 0.1 * line.size
    return touches and alike and raised and not line.is_parted_from(part)


def _follow(line: PageLine, one: PageLine, two: PageLine) -> bool:
    """Return whether the content has the two parts one after the other, right before or after the line."""
    upper, lower = sorted((one, two), key=lambda part: part.order)
    parts = (upper.order, max(glyph.order for glyph in lower.seen))
    ends = (line.order, max(glyph.order for glyph in line.seen))
    stacked = lower.order - max(glyph.order for glyph in upper.seen) in STEPS
    return stacked and (parts[0] - ends[1] in STEPS or ends[0] - parts[1] in STEPS)
