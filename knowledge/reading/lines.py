"""Which line breaks of a document end a paragraph, and which only ended a line."""

import re

from knowledge.speech.headings import SALUTATION, heading_mark

ENDS_SENTENCE = re.compile(r"[。！？!?；;：:…][”’」』）)】]*$")
# Lines of this many characters are lines of prose; a shorter one ends early for a reason.
PROSE = 18
WRAPPED_SHARE = 0.5
LATIN = re.compile(r"[A-Za-z0-9]")


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
    wrapped = [len(line.rstrip()) >= width - 4 and not ENDS_SENTENCE.search(line.rstrip()) for line in filled]
    if not PROSE <= width <= 90 or len(filled) < 6 or sum(wrapped) < WRAPPED_SHARE * len(filled):
        return None
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
        full = bool(text) and len(line.rstrip()) >= width - 4
    return paragraphs
