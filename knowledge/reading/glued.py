"""Lines that a copy has run together, parted again where one surely ends: a page's head, a text in one line.

Only line breaks are added: 政府工作报告——2024年3月5日在…会议上甲某某各位代表： becomes four lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from core.patterns import pattern
from knowledge.language.calendar.written_dates import WIDTHS
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.reading.extracted import Line
from knowledge.speech.headings import SALUTATION, heading_mark

FIRST_LINES = 8
FARTHEST = 500  # characters of a line that are looked at
SMALL = r"(?:\d\s*){1,2}"
DAY = rf"(?:\d\s*){{4}}年\s*{SMALL}月\s*{SMALL}日(?:\s*[至到和、]\s*(?:{SMALL}月\s*)?{SMALL}日)?"
OCCASION = r"\s*在[^。！？；\s]{2,50}?(?:会议?|培训班|仪式|论坛)上(?:的(?:讲话|报告|发言|致辞))?"
# Where a line surely begins, and where one surely ends.
BEGINS = pattern(
    rf"(?:——|--|－－|——)\s*(?={DAY})|(?:{SALUTATION.pattern})(?=\s*$)|"
    rf"(?<=[话告辞言）)])(?:{SALUTATION.pattern})|(?<=[话告辞言稿）)])[ \u3000\t]+(?={SALUTATION.pattern})"
)
ENDS = pattern(rf"{DAY}{OCCASION}|(?:记者|摄影)[\s·\u4e00-\u9fff]{{2,16}}?摄(?!影)[）)】。]?")
# A wide gap after a sentence and a heading's mark: a paragraph began here before it was copied.
GAP = pattern(r"(?<=[。！？；：”）])(?:[\u3000\xa0]|[ ]{2})[\u3000\xa0 ]+")
# A text in one line: this share of all characters, so many of them; and what counts its parts after a sentence.
ONE_LINE, LEAST = 0.6, 60
COUNTED = tuple(
    pattern(rf"(?:(?<=[。！？；：:…”）)\s])|^)(?P<mark>{mark})")
    for mark in (
        r"第(?P<number>[一二三四五六七八九十百]{1,5}|\d{1,3})(?:部分|[编章篇])",
        r"第(?P<number>[一二三四五六七八九十百]{1,5}|\d{1,3})条(?=[\s\u3000【])",
        r"(?P<number>[一二三四五六七八九十]{1,3})、",
        r"[（(](?P<number>[一二三四五六七八九十]{1,3})[）)]",
        r"(?P<number>\d{1,2})[.．、](?!\d)",
    )
)


def run_together(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Return the lines, a text in one line parted at what counts its parts; and whether that was done."""
    longest = max(lines, key=lambda line: len(line.text), default=Line(""))
    if len(longest.text) < max(LEAST, ONE_LINE * sum(len(line.text) for line in lines)):
        return list(lines), False
    cuts = {0, len(longest.text)}
    for counted in COUNTED:
        cuts.update(_counting(counted, longest.text))
    texts = [longest.text[start:end].strip() for start, end in pairwise(sorted(cuts))]
    parts = [replace(longest, text=text) for text in texts if text]
    place = next(number for number, line in enumerate(lines) if line is longest)
    return [*lines[:place], *parts, *lines[place + 1 :]], len(parts) > 1


def _counting(counted: re.Pattern[str], text: str) -> list[int]:
    """Return where marks stand that count on from one another, from one on; none where none goes on."""
    places, before, goes_on = [], 0, False
    for match in counted.finditer(text):
        number = int(canonical_numerals(match["number"]))
        if number in {1, before + 1}:
            places.append(match.start("mark"))
            goes_on = goes_on or number > 1
            before = number
    return places if goes_on else []


def unglued(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Return the lines, those of the head parted; and whether any was."""
    parted: list[Line] = []
    for line in lines[:FIRST_LINES]:
        parted.extend(replace(line, text=part) for part in _parts(line.text))
    return [*parted, *lines[FIRST_LINES:]], len(parted) > min(len(lines), FIRST_LINES)


def _parts(text: str) -> Iterator[str]:
    plain = text.translate(WIDTHS)
    begins = [match.start() for match in BEGINS.finditer(plain, 0, FARTHEST) if match.start()]
    ends = [match.end() for match in ENDS.finditer(plain, 0, FARTHEST) if match.end() < len(text)]
    if not begins and not any(SALUTATION.match(text, end) for end in ends) and not _is_head(plain):
        ends = []
    cuts = sorted({0, len(text), *begins, *ends})
    for start, end in pairwise(cuts):
        if part := text[start:end].strip():
            yield part


def _is_head(text: str) -> bool:
    """Return whether a line is of the head: it begins with a subtitle's dash, or has a photo credit."""
    return text.startswith(("——", "--", "－－")) or bool(re.search(r"记者[^。]{2,16}摄", text))


def parted_at_gaps(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines; a heading that a wide gap keeps apart from the sentence before it becomes a line."""
    for line in lines:
        start = 0
        for gap in GAP.finditer(line.text):
            if heading_mark(line.text, gap.end(), len(line.text)):
                yield replace(line, text=line.text[start : gap.start()])
                start = gap.end()
        yield replace(line, text=line.text[start:])
