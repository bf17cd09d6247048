"""What stands between two lines of a sentence and is no part of it; it is put after the text.

Notes at a page's foot, words printed over the text, words that run up its edge: the sentence stays whole.
"""

from collections.abc import Sequence
from itertools import pairwise

from core.patterns import pattern
from knowledge.reading.printed.line import PageLine

SMALL = 0.9
MARK = pattern(r"[①-⑳*＊†‡]|[\[［〔【(（]?\d{1,3}[\]］〕】)）]?(?=\D)|注\s*\d*\s*[:：]")
LOWER_PART = 0.5
# So many lines that are turned another way than the page's are words at its edge; more are a part of the text.
FEW_TURNED = 2
# How much of a line lies on another, as shares of its width and of the type's size.
ACROSS, UP = 0.5, 0.7
# How far apart a box's lines are, and how small a reading's type is, as shares of the type's size.
NEXT, SMALLEST = 2.0, 0.65


def asides(page: Sequence[PageLine], size: float) -> list[PageLine]:
    """Return the lines of a page that stand aside from its text; `size` is that of the text's type."""
    apart = {*_footnotes(page, size), *_at_the_edge(page), *_printed_over(page)}
    return [line for line in page if line in apart] if len(apart) < len(page) else []


def _footnotes(page: Sequence[PageLine], size: float) -> list[PageLine]:
    main = [line for line in page if line.turn == line.sheet.turn]
    notes: list[PageLine] = []
    for line in sorted(main, key=lambda line: line.y):
        if line.size > SMALL * size or line.y > LOWER_PART * line.page_height:
            break
        notes.append(line)
    down = notes[::-1]
    while down and not MARK.match(down[0].text):
        down.pop(0)
    return down


def _at_the_edge(page: Sequence[PageLine]) -> list[PageLine]:
    turned = [line for line in page if line.turn != line.sheet.turn]
    return turned if len(turned) <= FEW_TURNED else []


def _printed_over(page: Sequence[PageLine]) -> set[PageLine]:
    """Return the lines that lie on longer or earlier ones, what goes with them, and readings above words."""
    found = {
        line
        for line in page
        if any(_lies_on(line, other) and _rank(line) < _rank(other) for other in page if other is not line)
    }
    written = sorted(page, key=lambda line: line.order)
    for lines in (written, written[::-1]):
        for before, line in pairwise(lines):
            if before in found and _goes_with(before, line):
                found.add(line)
    return found | {line for line in page if any(_is_reading(line, other) for other in page)}


def _goes_with(one: PageLine, other: PageLine) -> bool:
    """Return whether two lines stand under each other in one box."""
    edge = 0.1 * one.size
    same = abs(one.left - other.left) < edge and abs(one.size - other.size) < edge and one.turn == other.turn
    return same and abs(one.y - other.y) < NEXT * one.size


def _is_reading(line: PageLine, other: PageLine) -> bool:
    """Return whether a line is the small reading above a word of another one."""
    return (
        SMALLEST / 2 < line.size / other.size < SMALLEST
        and line.right - line.left < other.right - other.left + line.size
        and line.turn == other.turn
        and other.left - 1 < (line.left + line.right) / 2 < other.right + 1
        and UP * other.size < line.y - other.y < 1.15 * other.size
    )


def _lies_on(line: PageLine, other: PageLine) -> bool:
    across = min(line.right, other.right) - max(line.left, other.left)
    shorter = min(line.right - line.left, other.right - other.left)
    up = abs(line.y + line.size / 2 - other.y - other.size / 2)
    return line.turn == other.turn and across > ACROSS * shorter and up < UP * min(line.size, other.size)


def _rank(line: PageLine) -> tuple[int, int]:
    return len(line.text), -line.order
