"""Where the text of a column begins and ends, and how its paragraphs begin: what its lines have in common."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from core.patterns import pattern
from knowledge.reading.lines import ENDS_SENTENCE, PROSE
from knowledge.reading.printed.line import PageLine

OPENERS = "“‘「『（《〈【〔(\\[{￥¥$"
CLOSERS = "，。、；：！？」』）》〉】〕)\\]}…—·％℃．,.;:!?%"
# What may not be parted at a line's end: a character or a Latin word, the marks around it, and what stands on
# either side of a quotation mark (the rule of Unicode's line breaking).
TOKEN = pattern(rf"[{OPENERS}]*(?:[!-~]+|.)(?:[{CLOSERS}]+|[“‘”’][{OPENERS}]*(?:[!-~]+|.)?)*")
NARROW_SIGN = 0.55
# A line that takes this share of its column is one of prose.
LONG = 0.7
# Programs round: what would just have fitted may not have.
SLACK = 0.15
# Shares of the type's size: how far an indent is seen, and how nearly edges meet.
INDENT, EDGE = 0.9, 0.5
# Lines set to both edges end alike; of lines that end as they come, few do.
JUSTIFIED = 0.4
# A gap this much wider than the usual one is seen; so large a share of them tells what they stand for.
WIDER, MOSTLY = 1.2, 0.5
# So many lines of prose come near the edge, however they end.
ENOUGH = 8


@dataclass(slots=True)
class Measure:
    """The edges of a column of text, in points; `gap` is how far its lines are apart.

    `sure`: enough lines end at the right edge to tell where it is. `indent` is where paragraphs begin that
    begin further in, None where none does; `spaced`: they begin after a wider gap. `count` lines were measured.
    Where nothing is sure, no line of fewer signs than `least` is taken for a full one.
    """

    left: float
    right: float
    sure: bool
    size: float
    gap: float
    indent: float | None
    spaced: bool
    count: int
    least: int

    @property
    def prose(self) -> float:
        """Of how many signs a line is that is no heading or label."""
        return min(PROSE, LONG * self.width / self.size)

    @property
    def width(self) -> float:
        """How wide the column is."""
        return self.right - self.left

    def is_full(self, before: PageLine, line: PageLine) -> bool:
        """Return whether the first word of `line` would not have fitted on the line before."""
        least = self.prose if self.count >= ENOUGH else self.least
        if not self.sure and (ENDS_SENTENCE.search(before.text) or len(before.text) < least):
            return False
        return self.room(before, line) <= SLACK * line.size

    def room(self, before: PageLine, line: PageLine) -> float:
        """Return how much wider the line before could have been with the next one's first word on it."""
        token = TOKEN.match(line.text)
        taken = sum(NARROW_SIGN if sign.isascii() else 1.0 for sign in (token[0] if token else line.text[:1]))
        return self.right - before.right - taken * line.size * 0.95

    def is_centred(self, line: PageLine) -> bool:
        """Return whether the line stands in the middle with air on both sides."""
        left, right = line.left - self.left, self.right - line.right
        if self.is_in(line) and len(line.text) >= PROSE:
            return False  # the first line of a paragraph that ends early
        return left > line.size and right > line.size and abs(left - right) < line.size * 1.5

    def is_in(self, line: PageLine) -> bool:
        """Return whether the line begins where paragraphs do that begin further in."""
        return self.indent is not None and abs(line.left - self.indent) < EDGE * line.size


def measure(lines: Sequence[PageLine], size: float, least: int = PROSE) -> Measure:
    """Measure lines that stand in one column, on one page or on several; `size` is that of the text's type.

    A few lines say where the column ends only if they have `least` signs.
    """
    body = [line for line in lines if abs(line.size - size) < size * 0.1] or list(lines)
    lefts = Counter(round(line.left) for line in body)
    often = [left for left, count in lefts.items() if count > 1]
    left = float(min(often or lefts))
    right, sure = _right(body, least)
    gap = median(_gaps(body) or [size * 2])
    return Measure(left, right, sure, size, gap, _indent(body, left), _is_spaced(body, gap), len(body), least)


def _gaps(body: Sequence[PageLine]) -> list[float]:
    """Return how far lines that follow each other down the page are apart."""
    return [one.y - other.y for one, other in _down(body)]


def _down(body: Sequence[PageLine]) -> Iterator[tuple[PageLine, PageLine]]:
    for one, other in pairwise(body):
        if one.page == other.page and one.y > other.y:
            yield one, other


def _is_spaced(body: Sequence[PageLine], gap: float) -> bool:
    """Return whether wider gaps stand where sentences end: nearly all of them, and not only once."""
    wider = [one for one, other in _down(body) if gap * WIDER < one.y - other.y < gap * 3]
    ended = [line for line in wider if ENDS_SENTENCE.search(line.text)]
    return len(ended) > 1 and len(ended) >= MOSTLY * len(wider)


def _right(body: Sequence[PageLine], least: int) -> tuple[float, bool]:
    """Return where the text ends, and whether that is sure."""
    left, right = min(line.left for line in body), max(line.right for line in body)
    prose = [line for line in body if line.right - left >= LONG * (right - left)]
    size = body[0].size
    ends = Counter(round(line.right / size * 2) for line in prose)
    usual, count = max(ends.items(), key=lambda end: (end[1], end[0]))
    long = len(body) >= ENOUGH or max(len(line.text) for line in prose) >= least
    if count >= max(2, JUSTIFIED * len(prose)) and long:
        return max(line.right for line in prose if round(line.right / size * 2) == usual), True
    # Marks may hang over the edge, characters never do.
    return max(_last_character(line) for line in body), len(prose) >= ENOUGH


def _last_character(line: PageLine) -> float:
    return max((glyph.right for glyph in line.seen if glyph.sign not in CLOSERS + "”’"), default=line.right)


def _indent(body: Sequence[PageLine], left: float) -> float | None:
    """Return where most lines begin that open a paragraph further in than the others."""
    opening: Counter[int] = Counter()
    going_on: Counter[int] = Counter()
    before: PageLine | None = None
    for line in body:
        if line.left > left + INDENT * line.size:
            opens = before is None or ENDS_SENTENCE.search(before.text) is not None
            (opening if opens else going_on)[round(line.left)] += 1
        before = line
    place, count = opening.most_common(1)[0] if opening else (0, 0)
    beside = sum(often for at, often in going_on.items() if abs(at - place) <= 1)
    return float(place) if count > beside else None
