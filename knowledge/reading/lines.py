"""Which line breaks of a document end a paragraph, and which only ended a line."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from core.patterns import pattern
from knowledge.speech.headings import SALUTATION, heading_mark

ENDS_SENTENCE = pattern(r"[。！？!?；;：:…][”’」』）)】]*$")
# Lines of this many characters are lines of prose; a shorter one ends early for a reason.
PROSE = 18
WRAPPED_SHARE = 0.5
SAME_WIDTH = 0.6
LATIN = pattern(r"[A-Za-z0-9]")


def same_paragraph(before: str, after: str) -> bool:
    """Return whether a soft break between two lines stands inside a paragraph: in the middle of a sentence."""
    if ENDS_SENTENCE.search(before) or heading_mark(after, 0, len(after)) or SALUTATION.match(after):
        return False
    if before.endswith(("，", "、", ",", "（", "“", "《")):
        return True
    return len(before) >= PROSE and not heading_mark(before, 0, len(before))


def glued(before: str, after: str) -> str:
    """Put two parts of a paragraph together: with a blank between Latin words, with nothing else."""
    before, after = before.rstrip(), after.lstrip()
    blank = before and after and before[-1].isascii() and after[0].isascii()
    return f"{before} {after}" if blank and LATIN.match(after[0]) and before[-1] not in "-(" else before + after


def split_soft(text: str) -> list[str]:
    """Return the paragraphs of a text whose line breaks are soft."""
    paragraphs: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if paragraphs and same_paragraph(paragraphs[-1], line):
            paragraphs[-1] = glued(paragraphs[-1], line)
        else:
            paragraphs.append(line)
    return paragraphs


def unwrap(lines: list[str]) -> list[str] | None:
    """Put paragraphs together that a mail program or a terminal cut into lines of one width.

    Returns None when the lines are no such: most paragraphs of a speech end with a full stop.
    """
    filled = [line for line in lines if line.strip()]
    width = max((len(line.rstrip()) for line in filled), default=0)
    open_ended = [line.rstrip() for line in filled if not ENDS_SENTENCE.search(line.rstrip())]
    wrapped = [line for line in open_ended if len(line) >= width - 4]
    if not PROSE <= width <= 90 or len(filled) < 6 or len(wrapped) < WRAPPED_SHARE * len(filled):
        return None
    edge = Edge(wrapped)
    paragraphs: list[str] = []
    full = False
    for line in lines:
        text = line.strip()
        indented = line.startswith(("\u3000", "  ", "\t"))
        starts = not text or indented or bool(heading_mark(text, 0, len(text)))
        if text and full and not starts:
            paragraphs[-1] = glued(paragraphs[-1], text)
        elif text:
            paragraphs.append(text)
        full = bool(text) and edge.is_full(line.rstrip(), width - 4)
    return paragraphs


class Edge:
    """Where a program cut its lines, in characters or in columns, of which a Chinese character takes two."""

    def __init__(self, wrapped: Sequence[str]) -> None:
        self._measure = max((len, columns), key=lambda measure: _usual(wrapped, measure)[1])
        self._usual, often = _usual(wrapped, self._measure)
        self._sure = often >= SAME_WIDTH * len(wrapped)

    def is_full(self, line: str, least: int) -> bool:
        """Return whether a line goes on; one that ends a sentence, only if no sign more had fitted.

        `least` is the count of characters from which on others are full.
        """
        if self._sure and ENDS_SENTENCE.search(line):
            return self._measure(line) >= self._usual
        return len(line) >= least


def columns(line: str) -> int:
    """Return how wide a line is where a Chinese character is twice as wide as a Latin letter."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)


def _usual(lines: Sequence[str], measure: Callable[[str], int]) -> tuple[int, int]:
    """Return the most frequent width of the lines, and how many have it or the next ones."""
    widths = Counter(map(measure, lines))
    width, often = widths.most_common(1)[0]
    return width, often + widths[width + 1] * (measure is columns)
