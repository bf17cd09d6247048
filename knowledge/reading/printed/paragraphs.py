"""Printed lines -> paragraphs: which line goes on with the paragraph before it, and which begins one.

The evidence is in the places: a line is full when the next one's first word would not have fitted; a
paragraph begins further in than it goes on, or further out (a list's number hangs), or after a wider gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from core.patterns import pattern
from knowledge.reading.lines import ENDS_SENTENCE, PROSE, glued
from knowledge.reading.printed.beside_the_text.heads import ANNEX
from knowledge.reading.printed.blocks import Block, blocks_of
from knowledge.reading.printed.columns import over
from knowledge.reading.printed.line import PageLine
from knowledge.reading.printed.measure import EDGE, Measure
from knowledge.reading.printed.rows import MARKER, STEPS
from knowledge.speech.headings import SALUTATION, heading_mark

# How much larger than the rest a title's type is.
LARGER = 1.15
# Shares of the usual distance of lines: a paragraph begins after the first; after the second where one ended.
FAR, FARTHER = 1.6, 1.25
# A line that ends early, in mid sentence, because what follows may not be parted, lacks this much at most.
EARLY = 0.35
FAR_IN = 0.3
# Signs of upright writing, and how far apart they are at most, as a share of the type's size.
STACKED = pattern(r"[\u4e00-\u9fff，。、；：！？]{1,2}")
PITCH = 1.35
UPRIGHT = 5
MID_SENTENCE = pattern(r"[，、,（(“‘《]$")
AFTER_TITLE = pattern(r"[（(—－-]|[12]\d{3}\s*年")


def paragraphs(pages: Sequence[Sequence[PageLine]]) -> Iterator[tuple[list[PageLine], bool]]:
    """Yield each paragraph's lines, and whether it is set in the middle, from lines in order of reading."""
    size = body_size(line for lines in pages for line in lines)
    paragraph: list[PageLine] = []
    centred = False
    before: Block | None = None
    for block in blocks_of(pages, size):
        for number, line in enumerate(block.lines):
            ending = before.measure if before and number == 0 else block.measure
            after = block.lines[number + 1] if number + 1 < len(block.lines) else None
            joiner = _Joiner(ending, block.measure, size, after)
            reached = number > 0 or (before is not None and _goes_over(before, block))
            if (
                paragraph
                and not _is_upright(paragraph, line)
                and not (reached and joiner.goes_on(paragraph, line))
            ):
                yield paragraph, centred
                paragraph, centred = [], False
            paragraph.append(line)
            centred = centred or block.measure.is_centred(line)
        before = block
    if paragraph:
        yield paragraph, centred


def _is_upright(paragraph: Sequence[PageLine], line: PageLine) -> bool:
    """Return whether single characters stand under each other, as in a narrow cell or in upright writing."""
    before = paragraph[-1]
    if line.page != before.page or not all(STACKED.fullmatch(one.text) for one in (before, line)):
        return False
    follows = line.order - max(glyph.order for glyph in before.seen) in STEPS
    middle = abs(line.left + line.right - before.left - before.right) / 2
    if len(paragraph) >= UPRIGHT and line.y > before.y and line.left < before.left - line.size / 2:
        return follows and not ENDS_SENTENCE.search(before.text)  # on to the next column, to the left
    return follows and middle < FAR_IN * line.size and 0 < before.y - line.y < PITCH * line.size


def text_of(lines: Iterable[PageLine]) -> str:
    """Return a paragraph's text."""
    text = ""
    for line in lines:
        text = glued(text, line.text)
    return text


def indented(lines: Sequence[PageLine]) -> bool:
    """Return whether paragraphs begin with an indent on this page."""
    prose = [line for line in lines if len(line.text) >= PROSE]
    return len({round(line.left / line.size) for line in prose}) > 1


def body_size(lines: Iterable[PageLine]) -> float:
    """Return the size of most of a text's type; 1 for no lines."""
    return median([line.size for line in lines for _ in line.text] or [1.0])


class _Joiner:
    """Decides whether a line of a column, `measure`, goes on with a paragraph.

    `ending` is the column in which the paragraph's last line stands, `size` that of the text's type, `after`
    the line that follows.
    """

    def __init__(self, ending: Measure, measure: Measure, size: float, after: PageLine | None) -> None:
        self._ending = ending
        self._measure = measure
        self._size = size
        self._after = after

    def goes_on(self, paragraph: Sequence[PageLine], line: PageLine) -> bool:
        """Return whether `line` goes on with the paragraph that the lines before it make."""
        before = paragraph[-1]
        ended = ENDS_SENTENCE.search(before.text) is not None
        marked = heading_mark(line.text, 0, len(line.text)) is not None
        apart = abs(line.size - before.size) > before.size * 0.1 or (
            (ended or marked) and self._is_set_off(before, line)
        )
        if apart or self._is_far(before, line, ended=ended) or self._stands_alone(paragraph, line):
            return False
        if min(line.size, before.size) > self._size * LARGER:
            return not marked and self._is_title(paragraph, line)
        if not self._ending.is_full(before, line):
            return not (ended or marked) and self._ends_early(paragraph, line)
        return self._begins_as_it_goes_on(paragraph, line, ended=ended, marked=marked)

    def _is_set_off(self, before: PageLine, line: PageLine) -> bool:
        """Return whether the line is set in another type than the one before, as headings are."""
        return not ({glyph.font for glyph in line.seen} & {glyph.font for glyph in before.seen})

    def _stands_alone(self, paragraph: Sequence[PageLine], line: PageLine) -> bool:
        """Return whether either line is a paragraph of its own: 附件1, a date on the right."""
        before = paragraph[-1]
        if ANNEX.fullmatch(before.text) or ANNEX.fullmatch(line.text):
            return True
        far_in = len(paragraph) == 1 and before.inset > FAR_IN * self._ending.width
        return far_in and not MID_SENTENCE.search(before.text) and not self._ending.is_centred(before)

    def _is_far(self, before: PageLine, line: PageLine, *, ended: bool) -> bool:
        if line.page != before.page or line.y > before.y:
            return False
        usual = self._measure.gap * max(1.0, line.size / self._size)
        return before.y - line.y > usual * (FARTHER if ended or self._measure.spaced else FAR)

    def _is_title(self, paragraph: Sequence[PageLine], line: PageLine) -> bool:
        """Return whether a line of larger type goes on with a title that is set in several lines."""
        before = paragraph[-1]
        if line.page != before.page or AFTER_TITLE.match(line.text) or SALUTATION.match(line.text):
            return False
        if self._ending.is_full(before, line):
            return True
        if heading_mark(before.text, 0, len(before.text)):
            return False
        return self._ending.is_centred(before) and self._measure.is_centred(line)

    def _ends_early(self, paragraph: Sequence[PageLine], line: PageLine) -> bool:
        """Return whether the line before ended early in mid sentence, as before what may not be parted."""
        before = paragraph[-1]
        if self._ending.is_centred(before) or self._begins(paragraph, line):
            return False
        if MID_SENTENCE.search(before.text):
            return True
        first = paragraph[0]
        heading = heading_mark(first.text, 0, len(first.text)) is not None and len(paragraph) == 1
        if self._measure.is_in(first) and line.inset < first.inset - EDGE * line.size:
            heading = False  # where paragraphs begin further in, what begins further out goes on
        return (
            not heading
            and self._ending.sure
            and len(before.text) >= self._ending.prose
            and self._ending.room(before, line) < EARLY * self._ending.width
        )

    def _begins_as_it_goes_on(
        self, paragraph: Sequence[PageLine], line: PageLine, *, ended: bool, marked: bool
    ) -> bool:
        """Return whether the line begins where the paragraph's other lines do, after a line that is full."""
        if self._begins(paragraph, line):
            return False
        if not (ended and marked):
            return True
        # A list that is set flush left and one sentence after another look alike: 一是…；二是…。
        if self._measure.indent is not None or paragraph[0].inset > line.inset + 1:
            return len(line.text) >= self._measure.prose or ENDS_SENTENCE.search(line.text) is not None
        return paragraph[-1].text[-1] in "；;"

    def _begins(self, paragraph: Sequence[PageLine], line: PageLine) -> bool:
        """Return whether the line begins somewhere else than the paragraph goes on, as new ones do."""
        first, edge = paragraph[0], EDGE * line.size
        if len(paragraph) > 1:
            before = paragraph[-1]
            # Over a page's end the same place counts, too: a page of a list alone has another edge.
            same = line.page != before.page and abs(line.left - before.left) <= edge
            return not same and abs(line.inset - before.inset) > edge
        # A new paragraph goes on further out than it begins; a list's item and a text set in do not.
        opens = self._after is None or self._after.inset < line.inset - edge
        ended = ENDS_SENTENCE.search(first.text) is not None
        if line.inset > first.inset + edge:
            return not _hangs(first, line) and (opens or ended) and (ended or not _is_item(first))
        if line.inset < first.inset - edge:
            return False
        if heading_mark(first.text, 0, len(first.text)) or self._is_set_off(first, line):
            return self._measure.is_in(line) or self._is_set_off(first, line)
        return self._measure.is_in(line) and (opens or ended)


def _goes_over(before: Block, block: Block) -> bool:
    """Return whether a paragraph may go on from one block to the next: over a page's end, or a column's."""
    last, first = before.lines[-1], block.lines[0]
    if last.turn != first.turn or before.is_cell:
        return False
    if last.page != first.page:
        return not block.is_cell
    if first.y < last.y:
        return over(first, last) and not block.is_cell
    narrow = block.measure.width < before.measure.width + first.size
    tabled = before.framed or block.framed
    parted = tabled and any(line.is_parted_from(first) for line in before.lines)
    return before.abreast and last.order < first.order and narrow and not parted


def _is_item(first: PageLine) -> bool:
    """Return whether the line begins with an item's number."""
    return any(MARKER.fullmatch(first.text[:length]) for length in range(1, 6))


def _hangs(first: PageLine, line: PageLine) -> bool:
    """Return whether the first line of an item begins with its number, and the next one under its words."""
    for number, glyph in enumerate(first.seen[1:10], 1):
        begins = abs(glyph.left - line.left) < EDGE * line.size
        if begins and MARKER.fullmatch("".join(glyph.sign for glyph in first.seen[:number])):
            return True
    return False
