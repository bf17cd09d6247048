"""Lines that a recogniser saw on the picture of a page, put together into paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from core.patterns import pattern
from knowledge.reading.lines import ENDS_SENTENCE, glued
from knowledge.speech.headings import heading_mark

# Below this likelihood of its least likely character a line is shown to a person. Measured on a noisy page:
# every line with a wrong sign was below 0.9, as were a fifth of the right ones.
SURE = 0.9
# A mark that stands twice is one that was seen twice.
DOUBLED = pattern(r"([，。、；：！？,;:!?])\1")
PAGE_NUMBER = pattern(r"[-—–·.\s]*\d{1,4}[-—–·.\s]*")
HAN = "[\u4e00-\u9fff]"
# A recogniser does not see how wide a mark is: between Chinese characters it is a Chinese one.
WIDE = str.maketrans(",:;!?()", "，：；！？（）")
NARROW = pattern(rf"(?<={HAN})[,:;!?()]+|[,:;!?()]+(?={HAN})|(?<=[”」』）])[,:;!?()]|\((?=\d{{4}}年)|(?<=日)\)")


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line as it was recognised: its place in pixels, how likely its least likely character is.

    `picture` is a PNG of the line, there for lines that a person is to look at.
    """

    text: str
    least: float
    left: float
    right: float
    top: float
    height: float
    picture: bytes = b""


def widened(text: str) -> str:
    """Return a line with the marks beside Chinese characters as Chinese marks: (一）is （一）."""
    return NARROW.sub(lambda match: match[0].translate(WIDE), text)


def likelihood(text: str, least: float) -> float:
    """Return how likely a line is right: as its least likely character, 0 where a mark stands twice."""
    return 0.0 if DOUBLED.search(text) else least


def without_number(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """Return a page's lines without the page number at its head or foot."""
    kept = list(lines)
    for place in (-1, 0):
        if len(kept) > 1 and PAGE_NUMBER.fullmatch(kept[place].text):
            del kept[place]
    return kept


def paragraphs(pages: Sequence[Sequence[SeenLine]]) -> list[str]:
    """Return the paragraphs: one begins with an indent, after a line that ends early, or with a heading."""
    found: list[str] = []
    for lines in pages:
        if not lines:
            continue
        size = median(line.height for line in lines)
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        before: SeenLine | None = None
        for line in lines:
            indented = line.left > left + size
            heading = heading_mark(line.text, 0, len(line.text)) is not None
            full = before is None or before.right > right - 2.5 * size
            ended = not found or ENDS_SENTENCE.search(found[-1]) is not None
            begins = indented or not full or (ended and (heading or before is None))
            if found and not begins:
                found[-1] = glued(found[-1], line.text)
            else:
                found.append(line.text)
            before = line
    return found
