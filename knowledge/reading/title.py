"""A speech's title, date and occasion, as its first lines give them. What they do not say stays empty."""

import re
from collections.abc import Sequence

from knowledge.reading.extracted import Line
from knowledge.speech.segment import SALUTATION, heading_mark

# The first line is a title when it reads like one: 在…上的讲话, …报告, …的意见; and is no sentence.
TITLE = re.compile(r"[^。！？；：\n]{4,60}(?:讲话|报告|致辞|发言|讲稿|提纲|意见|通知|要点|总结)")
DIGIT = "[0-9０-９〇○零一二三四五六七八九]"
SHORT = "[0-9０-９一二三四五六七八九十]{1,3}"
DATE = rf"{DIGIT}{{4}}\s*年(?:\s*{SHORT}\s*月(?:\s*{SHORT}\s*日)?)?"
# A line of its own: 2023年2月7日, （2023年2月7日）, （2023年2月7日在机关全体会议上）
DATE_LINE = re.compile(rf"[（(]?\s*(?P<date>{DATE})\s*[，, ]?\s*(?P<occasion>在[^。（）()]{{2,40}})?\s*[)）]?")
NUMERIC_DATE = re.compile(r"[（(]?\s*(?P<date>\d{4}([-./])\d{1,2}\2\d{1,2})\s*[)）]?")
FIRST_LINES = 6
MAX_TITLE = 60


def title_of(lines: Sequence[Line]) -> str:
    """Return the title: the line marked as one, else a first line that is set or reads like one."""
    first = list(lines[:FIRST_LINES])
    for number, line in enumerate(first):
        if SALUTATION.match(line.text) or heading_mark(line.text, 0, len(line.text)):
            del first[number:]
            break
    for line in first:
        if line.title and _may_be_title(line.text):
            return line.text
    for number, line in enumerate(first):
        if not _may_be_title(line.text):
            continue
        if line.centred and number + 1 < len(first) and first[number + 1].centred:
            both = line.text + first[number + 1].text  # a long title is set in two lines
            if TITLE.fullmatch(both) and not TITLE.fullmatch(line.text):
                return both
        if line.centred or (number == 0 and TITLE.fullmatch(line.text)):
            return line.text
    return ""


def date_of(lines: Sequence[Line]) -> tuple[str, str]:
    """Return (date, occasion) from a line of its own near the top, or a date that closes the document."""
    for line in lines[:FIRST_LINES]:
        if match := DATE_LINE.fullmatch(line.text):
            return "".join(match["date"].split()), match["occasion"] or ""
        if match := NUMERIC_DATE.fullmatch(line.text):
            return match["date"], ""
    last = DATE_LINE.fullmatch(lines[-1].text) if lines else None
    return ("".join(last["date"].split()), "") if last and not last["occasion"] else ("", "")


def _may_be_title(text: str) -> bool:
    return (
        4 <= len(text) <= MAX_TITLE
        and not DATE_LINE.fullmatch(text)
        and text[-1] not in "。；，：:！!"
        and not heading_mark(text, 0, len(text))
        and not text.startswith(("（", "(", "——"))
    )
