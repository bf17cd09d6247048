"""Page numbers and running heads: what stands at the pages' edges and is no part of the text."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from core.patterns import pattern
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.reading.extracted import LeftOut, quoted
from knowledge.reading.printed.line import PageLine

# A running head stands in the outer eighth of the page.
MARGIN = 0.125
DASHES = r"[-－—–―─_~～·•|｜=*\[\]【】〔〕〈〉<>《》（）()\s]*"
COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5}|[IVXivx]{1,6}|[ⅰ-ⅿⅠ-Ⅿ]{1,4})"
PAGE_NUMBER = pattern(
    rf"{DASHES}(?:第\s*(?=.*页)|page\s*|p\.?\s*)?(?P<number>{COUNT})(?:\s*页)?"
    rf"(?:\s*(?:[/／,，|]|of)?\s*(?:共|总)?\s*(?:计\s*)?(?P<all>{COUNT})(?:\s*页)?)?{DASHES}",
    re.IGNORECASE,
)
# Of these one alone is a page's number; any other, if the pages are counted so.
PLAIN = pattern(
    r"[-—–·•\s]*(?:第\s*|page\s*)?\d{1,4}(?:\s*页)?(?:\D{0,4}\d{1,4}(?:\s*页)?)?[-—–·•\s]*", re.IGNORECASE
)
ROMANS = {"i": 1, "v": 5, "x": 10}
# What a browser prints at a page's edge: when, and from where.
BROWSER = pattern(
    r"(?:https?|file)://\S+|\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?",
    re.IGNORECASE,
)
# Front matter is counted in Roman numerals.
ROMAN = pattern(r"(?<![^-—–·])(?:[ivx]{1,6}|[IVX]{1,6})(?![^-—–·])")
# A head that counts is one by its words: 第3页, 3/8. 附件3 counts too, and is none.
# A page's number in a head stands apart from its words: 章名　5. 案例 3 counts too, and is none.
SET_APART = pattern(r"^\d{1,4}(?:\u3000|\s\s)|(?:\u3000|\s\s)\d{1,4}$")
COUNTS_PAGES = pattern(r"第\s*\d{1,4}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}|\bpage\s*\d", re.IGNORECASE)
ANNEX = pattern(r"附\s*(?:件|表|录|图|则|页)?\s*[\d一二三四五六七八九十]*\s*[:：]?")
# Lines of one height on different pages differ by this at most, in points.
SAME_HEIGHT = 4.0
WATERMARK = 1.5
# A line that stands this near to the text, as a share of the distance of its lines, is one of them.
CLOSE = 1.25
FEWEST_AGAIN = 3  # pages


def running_heads(pages: Sequence[Sequence[PageLine]], size: float) -> tuple[set[PageLine], list[LeftOut]]:
    """Return the lines that are page numbers or repeat at the edge of the pages, and the account of them.

    `size` is that of the text's type.
    """
    outer = [line for lines in pages for line in _outermost(lines)]
    heads, left_out = _page_numbers(outer)
    gap = median([one.y - two.y for lines in pages for one, two in _down(lines)] or [2 * size])
    printed = [line for line in outer if BROWSER.fullmatch(line.text) and line.size < 0.9 * size]
    if printed:
        heads.update(printed)
        left_out.append(
            LeftOut(f"浏览器打印的{quoted(printed[0].text)}等 {len(printed)} 处", "网页的地址和打印时间")
        )
    covered = {page for page in range(len(pages)) if pages[page]}
    again = _again(outer, pages) - heads
    outer = [
        line
        for line in outer
        if line in heads or line in again or not _is_in_text(line, pages[line.page], size, gap)
    ]
    for lines in _alike([line for line in outer if line not in heads]):
        places = {line.page for line in lines}
        often = _often(outer, lines[0])
        few = max(2, len(covered) // 3) if often < len(covered) / 2 else 2
        is_head = lines[0] in again or _is_head(lines, len(covered), size)
        if len(places) >= few and not ANNEX.fullmatch(lines[0].text) and is_head:
            heads.update(lines)
            where = "页眉" if lines[0].y > lines[0].page_height / 2 else "页脚"
            what = f"{where}{quoted(lines[0].text)}（{len(places)} 页）"
            left_out.append(LeftOut(what, "每页重复，不是正文"))
    return heads, left_out


def _again(outer: Sequence[PageLine], pages: Sequence[Sequence[PageLine]]) -> set[PageLine]:
    """Return the lines that no text repeats so: on a third of the pages and on three, at the same height.

    Such a head is one even in the text's own type and as near to it as its lines are to each other; not on
    pages that are the same all over.
    """
    few = max(FEWEST_AGAIN, sum(map(bool, pages)) // 3)
    edges, found = set(outer), set[PageLine]()
    for lines in _alike(outer):
        highest = {line.page: line for line in lines}
        words = {"".join(line.text.split()) for line in highest.values()}
        counted = {
            int(number[0]) - line.page for line in highest.values() if (number := re.search(r"\d+", line.text))
        }
        counts = len(counted) == 1 and all(SET_APART.search(line.text.strip()) for line in highest.values())
        differ = {tuple(line.text for line in pages[page] if line not in edges) for page in highest}
        if len(highest) >= few and len(differ) == len(highest) and (len(words) == 1 or counts):
            found.update(highest.values())
    return found


def watermarks(pages: Sequence[Sequence[PageLine]], size: float) -> set[PageLine]:
    """Return the lines that stand askew, pale ones, and large ones that lie in one place on page after page."""
    found = {line for lines in pages for line in lines if line.slanted} | _pale(pages, size)
    large = [line for lines in pages for line in lines if line.size > WATERMARK * size and line not in found]
    for lines in _alike(large):
        places = {line.page for line in lines}
        if len(places) >= max(2, len(pages) // 2) and all(_printed_over(line, pages) for line in lines):
            found.update(lines)
    return found


def _pale(pages: Sequence[Sequence[PageLine]], size: float) -> set[PageLine]:
    """Return the light grey lines that are large, repeat, or lie on others, where the text is dark."""
    pale = [line for lines in pages for line in lines if line.pale]
    signs = sum(len(line.text) for lines in pages for line in lines)
    if 2 * sum(len(line.text) for line in pale) > signs:
        return set()
    often = Counter(line.text for line in pale)
    return {
        line
        for line in pale
        if often[line.text] > 1 or line.size > WATERMARK * size or _printed_over(line, pages)
    }


def _page_numbers(outer: Sequence[PageLine]) -> tuple[set[PageLine], list[LeftOut]]:
    numbers = [line for line in outer if PAGE_NUMBER.fullmatch(line.text)]
    steps = Counter(_number(line) - line.page for line in numbers)
    step, often = steps.most_common(1)[0] if steps else (0, 0)
    outwards = sorted(numbers, key=lambda line: abs(line.y - line.page_height / 2))
    counted = {line.page: line for line in outwards if _number(line) - line.page == step}
    alone = [line for line in counted.values() if PLAIN.fullmatch(line.text)]
    if often < 2 and not any(len(line.text.strip()) > 4 or step == 1 for line in alone):
        return set(), []
    # A part of the document may count anew: what looks the same in the same place is a number, too.
    looks = {_shape(line) for line in counted.values()}
    for line in sorted(outer, key=lambda line: abs(line.y - line.page_height / 2)):
        if line.page not in counted and _shape(line) in looks:
            counted[line.page] = line
    found = [counted[page] for page in sorted(counted)]
    return set(found), [LeftOut(f"{len(found)} 个页码（如{quoted(found[0].text)}）", "不是正文")]


def _shape(line: PageLine) -> tuple[str, int]:
    words = re.sub(r"\d+", "0", "".join(line.text.split()))
    return ROMAN.sub("0", words), round(line.y / SAME_HEIGHT)


def _number(line: PageLine) -> int:
    match = PAGE_NUMBER.fullmatch(line.text)
    return _count(match["number"]) if match else 0


def _count(number: str) -> int:
    """Return a number of any writing in figures: 12, 十二, xii; 0 for none."""
    number = unicodedata.normalize("NFKC", number).lower()
    if number.isdecimal():
        return int(number)
    if number[0] in ROMANS:
        values = [ROMANS[sign] for sign in number]
        return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
    figures = canonical_numerals(number)
    return int(figures) if figures.isdecimal() else 0


def _alike(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Yield lines of the same words, whatever their numbers, that stand at the same height."""
    same: dict[tuple[str, int], list[list[PageLine]]] = defaultdict(list)
    for line in lines:
        for group in same[_shape(line)[0], line.turn]:
            if abs(group[0].y - line.y) < SAME_HEIGHT:
                group.append(line)
                break
        else:
            same[_shape(line)[0], line.turn].append([line])
    for groups in same.values():
        yield from groups


def _often(outer: Sequence[PageLine], line: PageLine) -> int:
    """Return on how many pages a line stands at this height whose words are there on other pages, too."""
    level = [other for other in outer if other.turn == line.turn and abs(other.y - line.y) < SAME_HEIGHT]
    words = Counter(other.text for other in level)
    return len({other.page for other in level if words[other.text] > 1 and other.size <= line.size})


def _is_head(lines: Sequence[PageLine], pages: int, size: float) -> bool:
    """Return whether lines that differ in their numbers count pages, and nothing else."""
    if len({"".join(line.text.split()) for line in lines}) == 1 or COUNTS_PAGES.search(lines[0].text):
        return True
    steps = {int(number[0]) - line.page for line in lines if (number := re.search(r"\d+", line.text))}
    often = len({line.page for line in lines})
    small = all(line.size < 0.9 * size for line in lines)
    return len(steps) == 1 and often >= max(3, pages // 2) and small


def _outermost(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """Yield a page's two highest and two lowest lines as far as they stand in its margin."""
    for turn in {line.turn for line in lines}:
        by_height = sorted((line for line in lines if line.turn == turn), key=lambda line: line.y)
        heights = sorted({round(line.y) for line in by_height})
        for line in by_height:
            in_margin = not MARGIN * line.page_height < line.y < (1 - MARGIN) * line.page_height
            if in_margin and round(line.y) in {*heights[:2], *heights[-2:]}:
                yield line


def _is_in_text(line: PageLine, page: Sequence[PageLine], size: float, gap: float) -> bool:
    """Return whether the line stands among the text's lines, in type of the same size, like one of them."""
    inwards = line.y - line.page_height / 2
    apart = [
        abs(other.y - line.y)
        for other in page
        if other.turn == line.turn
        and abs(other.size - size) < 0.1 * size
        and other is not line
        and (line.y - other.y) * inwards > 0
    ]
    return abs(line.size - size) < 0.1 * size and bool(apart) and min(apart) < CLOSE * gap


def _down(lines: Sequence[PageLine]) -> Iterator[tuple[PageLine, PageLine]]:
    return ((one, two) for one, two in pairwise(lines) if one.turn == two.turn and one.y > two.y)


def _printed_over(line: PageLine, pages: Sequence[Sequence[PageLine]]) -> bool:
    return any(
        other is not line
        and other.turn == line.turn
        and -0.3 * line.size < other.y - line.y < 0.9 * line.size
        and min(other.right, line.right) - max(other.left, line.left) > other.size
        for other in pages[line.page]
    )
