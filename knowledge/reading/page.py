"""The lines of printed pages: running heads and page numbers apart, the rest back into paragraphs."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from knowledge.reading.extracted import LeftOut, quoted
from knowledge.reading.lines import ENDS_SENTENCE, PROSE, glued
from knowledge.speech.headings import heading_mark

# A running head stands in the outer eighth of the page.
MARGIN = 0.125
PAGE_NUMBER = re.compile(
    r"[-—–―─·•\s]*(?:第\s*)?(?P<number>\d{1,4})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?(?P<all>\d{1,4})(?:\s*页)?)?[-—–―─·•\s]*"
)
# What may not be parted at a line's end: a character, the marks after it, and what stands on either side of
# a quotation mark (the rule of Unicode's line breaking).
TOKEN = re.compile(r"[“‘「『（《〈【〔([{]*(?:[!-~]+|.)(?:[“‘”’].?|[，。、；：！？」』）》〉】〕)\]}…—·])*")
FEW = 6
# How much larger than the rest a title's type is.
LARGER = 1.15
WIDE = 0.8


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign and its place on the page, in points from the lower left corner; `y` is its baseline.

    `breaks`: the page's content begins a new line here; `blank`: a blank stands before it.
    """

    sign: str
    left: float
    right: float
    y: float
    height: float
    breaks: bool
    blank: bool
    tilted: bool


@dataclass(eq=False, slots=True)
class PageLine:
    """A printed line; `size` is its type's size: the width of a Chinese character, whatever its font says."""

    page: int
    page_height: float
    glyphs: list[Glyph]
    text: str = field(default="", init=False)
    left: float = field(default=0.0, init=False)
    right: float = field(default=0.0, init=False)
    size: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self.arrange()

    @property
    def y(self) -> float:
        return self.glyphs[0].y

    @property
    def tilted(self) -> bool:
        return self.glyphs[0].tilted

    def arrange(self) -> None:
        """Put the signs into the order in which they stand: a program may have drawn them in another."""
        if not self.tilted:
            self.glyphs.sort(key=lambda glyph: glyph.left)
        wide = [glyph.right - glyph.left for glyph in self.glyphs if "\u4e00" <= glyph.sign <= "\u9fff"]
        widths = [width for width in wide if width > 0]
        self.size = median(widths) if widths else max(self.glyphs[0].height, 1.0)
        self.left = self.glyphs[0].left
        self.right = max(glyph.right for glyph in self.glyphs)
        text = ""
        end = self.left
        for glyph in self.glyphs:
            text += self._blank(text[-1:], glyph, glyph.left - end) + glyph.sign
            end = glyph.right
        self.text = text.strip()

    def _blank(self, before: str, glyph: Glyph, gap: float) -> str:
        """Return the blank before a sign: between Latin words, and a wide one that is there to be seen."""
        if not glyph.blank or not before:
            return ""
        if glyph.sign.isascii() and before.isascii():
            return " "
        return "\u3000" if gap > WIDE * self.size else ""

    def takes(self, other: "PageLine") -> bool:
        """Return whether `other` is a part of this line: on the same baseline, in it or right beside it."""
        apart = max(other.left - self.right, self.left - other.right)
        return (
            not (self.tilted or other.tilted)
            and abs(self.y - other.y) < 0.35 * max(self.size, other.size)
            and apart < 2 * max(self.size, other.size)
        )


def _placed(glyph: Glyph) -> Glyph:
    """Return the glyph, at the page's corner if its file gives it no place that is a number."""
    if all(map(math.isfinite, (glyph.left, glyph.right, glyph.y, glyph.height))):
        return glyph
    return replace(glyph, left=0.0, right=0.0, y=0.0, height=1.0)


def page_lines(glyphs: Iterable[Glyph], page: int, page_height: float) -> list[PageLine]:
    """Return a page's lines from top to bottom; in the order of its content where lines stand abreast."""
    parts: list[list[Glyph]] = []
    for glyph in map(_placed, glyphs):
        before = parts[-1][-1] if parts else None
        if (
            before is None
            or glyph.breaks
            or glyph.tilted != before.tilted
            or abs(glyph.y - before.y) > 0.7 * max(glyph.height, before.height)
        ):
            parts.append([])
        parts[-1].append(glyph)
    lines: list[PageLine] = []
    for part in parts:
        new = PageLine(page, page_height, part)
        for line in lines:
            if line.takes(new):
                line.glyphs.extend(new.glyphs)
                line.arrange()
                break
        else:
            lines.append(new)
    upright = sorted((line for line in lines if not line.tilted), key=lambda line: -line.y)
    abreast = any(before.y - line.y < 0.5 * line.size for before, line in pairwise(upright))
    return lines if abreast else [*upright, *(line for line in lines if line.tilted)]


def running_heads(pages: list[list[PageLine]]) -> tuple[set[PageLine], list[LeftOut]]:
    """Return the lines that are page numbers or repeat at the edge of the pages, and the account of them."""
    outer = [line for lines in pages for line in _outermost(lines)]
    heads: set[PageLine] = set()
    left_out: list[LeftOut] = []
    numbers = [line for line in outer if PAGE_NUMBER.fullmatch(line.text)]
    steps = Counter(_number(line) - line.page for line in numbers)
    step, often = steps.most_common(1)[0] if steps else (0, 0)
    outwards = sorted(numbers, key=lambda line: abs(line.y - line.page_height / 2))
    counted = list({line.page: line for line in outwards if _number(line) - line.page == step}.values())
    if often > 1 or any(len(line.text.strip()) > 4 or step == 1 for line in counted):
        heads.update(counted)
        left_out.append(LeftOut(f"{len(counted)} 个页码（如{quoted(counted[0].text)}）", "不是正文"))
    same: dict[tuple[str, int], list[PageLine]] = defaultdict(list)
    for line in outer:
        if line not in heads:
            same[re.sub(r"\d+", "0", "".join(line.text.split())), round(line.y / 4)].append(line)
    for lines in same.values():
        places = {line.page for line in lines}
        if len(places) >= max(2, len(pages) // 3):
            heads.update(lines)
            where = "页眉" if lines[0].y > lines[0].page_height / 2 else "页脚"
            left_out.append(
                LeftOut(f"{where}{quoted(lines[0].text)}（{len(places)} 页）", "每页重复，不是正文")
            )
    return heads, left_out


def _number(line: PageLine) -> int:
    match = PAGE_NUMBER.fullmatch(line.text)
    return int(match["number"]) if match else 0


def _outermost(lines: list[PageLine]) -> Iterator[PageLine]:
    """Yield a page's two highest and two lowest lines as far as they stand in its margin."""
    by_height = sorted(lines, key=lambda line: line.y)
    for line in dict.fromkeys([*by_height[:2], *by_height[-2:]]):
        if not MARGIN * line.page_height < line.y < (1 - MARGIN) * line.page_height:
            yield line


def paragraphs(pages: list[list[PageLine]]) -> Iterator[tuple[str, bool]]:
    """Yield each paragraph's text, and whether it is set in the middle of the page."""
    everything = [line for lines in pages for line in lines]
    if not everything:
        return
    whole = _Measure(everything)
    text = ""
    before: PageLine | None = None
    opens = centred = False
    for lines in pages:
        measure = _Measure(lines, whole) if len(lines) >= FEW else whole
        for line in lines:
            words = line.text.strip()
            if before is not None and measure.continues(before, line, opens):
                text = glued(text, words)
                opens, centred = False, centred or measure.is_centred(line)
            else:
                if text:
                    yield text, centred
                text, opens, centred = words, True, measure.is_centred(line)
            before = line
    if text:
        yield text, centred


def indented(lines: list[PageLine]) -> bool:
    """Return whether paragraphs begin with an indent on this page."""
    prose = [line for line in lines if len(line.text) >= PROSE]
    return len({round(line.left / line.size) for line in prose}) > 1


class _Measure:
    """Where the text of a page begins and ends, and how far its lines are apart."""

    def __init__(self, lines: list[PageLine], whole: "_Measure | None" = None) -> None:
        self.size: float = whole.size if whole else median(line.size for line in lines for _ in line.text)
        body = [line for line in lines if abs(line.size - self.size) < self.size * 0.1] or lines
        lefts = Counter(round(line.left) for line in body)
        often = [left for left, count in lefts.items() if count > 1]
        self.left = float(min(often or lefts))
        # Most lines of prose are full, and end where the page's text ends; a few stick out.
        rights = Counter(round(line.right / self.size * 2) for line in body if len(line.text) >= PROSE)
        usual = max(rights, key=lambda right: (rights[right], right)) if rights else 0
        at_edge = [line.right for line in body if round(line.right / self.size * 2) == usual]
        self.right = max(at_edge) if rights else math.inf  # no line is long enough to have been broken
        gaps = [
            before.y - after.y
            for before, after in pairwise(body)
            if before.page == after.page and before.y > after.y
        ]
        self.gap: float = whole.gap if whole else median(gaps or [self.size * 2])

    def continues(self, before: PageLine, line: PageLine, opens: bool) -> bool:
        """Return whether `line` goes on with the paragraph of `before`, which `opens` it or not."""
        if abs(line.size - before.size) > before.size * 0.1:
            return False
        if min(line.size, before.size) > self.size * LARGER and opens:
            return line.page == before.page and line.text[0] not in "（(—"  # a title set in two lines
        if not self._is_full(before, line):
            return False
        if line.page == before.page and before.y - line.y > self.gap * 1.6:
            return False
        ended = ENDS_SENTENCE.search(before.text.rstrip()) is not None
        marked = heading_mark(line.text, 0, len(line.text)) is not None
        if (
            line.left > self.left + line.size * 0.9
        ):  # an indent begins a paragraph, or a block stands further in
            return not (ended or marked or opens) and abs(line.left - before.left) < line.size * 0.9
        return not (ended and marked)

    def is_centred(self, line: PageLine) -> bool:
        """Return whether the line stands in the middle with air on both sides."""
        left, right = line.left - self.left, self.right - line.right
        return left > line.size and right > line.size and abs(left - right) < line.size * 1.5

    def _is_full(self, before: PageLine, line: PageLine) -> bool:
        """Return whether the next line's first word would not have fitted on the line before."""
        words = line.text.strip()
        token = TOKEN.match(words)
        taken = sum(0.55 if sign.isascii() else 1.0 for sign in (token[0] if token else words[:1]))
        return before.right + taken * line.size * 0.95 > self.right
