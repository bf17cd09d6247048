"""Where lines of Chinese end: none begins with ，。”） or ends with “（, and the last is never a single sign.

Widths are in em, the size of the type.
"""

from collections.abc import Callable
from itertools import pairwise

from core.patterns import pattern

OPENING = frozenset("“‘「『（(［[【〔《〈｛{〖")
CLOSING = frozenset("”’」』）)］]】〕》〉｝}〗")
PAUSES = frozenset("，。、；：？！,.;:?!．·…—～％%‰℃°′″々ー")
NEVER_FIRST = CLOSING | PAUSES
# Signs of which half a square is empty; beside another such sign half of it goes, as printers do.
HALF_EMPTY = frozenset("“‘「『（［【〔《〈｛〖”’」』）］】〕》〉｝〗，。、；：．")
_WORD = pattern(r"[A-Za-z0-9.,:/%+_-]")
_LETTER = pattern(r"\w")
HALF = 0.5
# What is ugly, in one measure: an empty quarter of a line is 1.
A_LINE, NO_PAUSE, SHORT_END, LONELY_END = 0.5, 0.9, 2.0, 50.0
SHORTEST_END = 0.3  # of the room; a shorter last line looks forgotten
Advance = Callable[[str], float]


def set_in_lines(text: str, room: float, advance: Advance) -> list[str] | None:
    """Return `text` in lines of at most `room` em, the least ragged ones; None where a word is wider."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        words = paragraph.strip()
        broken = _paragraph(words, room, advance) if words else []
        if broken is None:
            return None
        lines += broken
    return lines


def advances(line: str, advance: Advance) -> list[float]:
    """Return how far each sign moves the pen; the first may begin left of the line (see `hangs`)."""
    moved = [advance(sign) for sign in line]
    for at, (left, right) in enumerate(pairwise(line)):
        if left in HALF_EMPTY and right in HALF_EMPTY and (left in OPENING) <= (right in OPENING):
            moved[at] -= HALF
    if line and line[-1] in HALF_EMPTY and line[-1] not in OPENING:
        moved[-1] -= HALF
    return moved


def hangs(line: str) -> float:
    """Return how far the first sign is moved to the left, so that its ink begins where the line begins."""
    return HALF if line and line[0] in HALF_EMPTY and line[0] in OPENING else 0.0


def width(line: str, advance: Advance) -> float:
    """Return how wide a line looks."""
    return sum(advances(line, advance)) - hangs(line)


def _paragraph(words: str, room: float, advance: Advance) -> list[str] | None:
    """Choose the ends of lines with the least ugliness in all, from the first end to the last."""
    ends = [at for at in range(1, len(words)) if _may_end(words, at)] + [len(words)]
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for end in ends:
        found: list[tuple[float, list[int]]] = []
        for start in sorted(best, reverse=True):  # the shortest line first: longer than too long is no use
            line = words[start:end].strip()
            full = width(line, advance) / room
            if full > 1:
                break
            ugly, before = best[start]
            more = _ugliness(line, full, last=end == len(words), alone=not start)
            found.append((ugly + more, [*before, end]))
        if found:
            best[end] = min(found)
    if len(words) not in best:
        return None
    return [words[start:end].strip() for start, end in pairwise([0, *best[len(words)][1]])]


def _may_end(words: str, at: int) -> bool:
    left, right = words[at - 1], words[at]
    if right in NEVER_FIRST or left in OPENING or right == " ":
        return False
    return not (_WORD.match(left) and _WORD.match(right))


def _ugliness(line: str, full: float, *, last: bool, alone: bool) -> float:
    if not last:
        empty = (1 - full) * 2.5
        return A_LINE + empty**2 + (0.0 if line[-1] in PAUSES | CLOSING else NO_PAUSE)
    letters = len(_LETTER.findall(line))
    if alone:
        return A_LINE
    lonely = LONELY_END if letters < 2 else SHORT_END if letters < 3 else 0.0
    return A_LINE + lonely + (max(0.0, SHORTEST_END - full) * 8) ** 2
