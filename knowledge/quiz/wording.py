"""How an item is worded within Telegram's limits: the sentence with its blank, and the explanation."""

from itertools import pairwise

from core.patterns import pattern
from core.quiz import BLANK, LONGEST_EXPLANATION
from knowledge.quiz.material import Blank

CLAUSE_END = pattern(r"[，。；：！？][”’）》]*")
LONGEST_SHOWN, SHORTEST_SHOWN = 70, 40  # characters of the sentence in the question
CUT = "…"
GOES_ON, UNFINISHED = "……", "，、：；"  # where the question ends before its sentence does


def stem_of(blank: Blank) -> str:
    """Return the sentence with the blank, or the clauses around it; empty where they give the answer away."""
    text, answer = blank.statement.text, blank.answer
    part = text.rfind("；", 0, blank.start) + 1
    for longest in (LONGEST_SHOWN, SHORTEST_SHOWN):
        start, end = stretch(text[part:], blank.start - part, blank.end - part, longest)
        start, end = start + part, end + part
        shown = text[start : blank.start] + BLANK + text[blank.end : end]
        if answer not in shown:
            return (CUT if start else "") + (shown.rstrip(UNFINISHED) + GOES_ON if end < len(text) else shown)
    return ""


def explanation_of(sentence: str, answer: str) -> str:
    """Return the sentence, whole or cut at clauses around the answer where Telegram's limit ends it.

    What stands behind a ； is of something else, and goes first.
    """
    if len(sentence) <= LONGEST_EXPLANATION:
        return sentence
    at = max(0, sentence.find(answer))
    begin = sentence.rfind("；", 0, at) + 1
    stop = sentence.find("；", at + len(answer)) + 1 or len(sentence)
    room = LONGEST_EXPLANATION - 2 * len(CUT)
    start, end = stretch(sentence[begin:stop], at - begin, at - begin + len(answer), room)
    start, end = start + begin, end + begin
    return (CUT if start else "") + sentence[start:end] + (CUT if end < len(sentence) else "")


def stretch(text: str, start: int, end: int, longest: int) -> tuple[int, int]:
    """Return the longest stretch of whole clauses around [start:end] within `longest` characters.

    It grows by the clause behind, then the one before. A clause that is too long alone is cut behind a 、, or
    where the limit is.
    """
    if len(text) <= longest:
        return 0, len(text)
    limits = [0, *(mark.end() for mark in CLAUSE_END.finditer(text)), len(text)]
    clauses = [(first, last) for first, last in pairwise(limits) if first < last]
    first = max((at for at, (begin, _) in enumerate(clauses) if begin <= start), default=0)
    last = max(first, min((at for at, (_, stop) in enumerate(clauses) if stop >= end), default=first))
    grown = True
    while grown:
        grown = False
        if last + 1 < len(clauses) and clauses[last + 1][1] - clauses[first][0] <= longest:
            last, grown = last + 1, True
        if first and clauses[last][1] - clauses[first - 1][0] <= longest:
            first, grown = first - 1, True
    begin, stop = clauses[first][0], clauses[last][1]
    return (begin, stop) if stop - begin <= longest else _within(text, start, end, longest, begin, stop)


def _within(text: str, start: int, end: int, longest: int, begin: int, stop: int) -> tuple[int, int]:
    """Cut a clause that is too long alone, so that [start:end] stays in it."""
    room = max(0, (longest - (end - start)) // 2)
    first, last = max(begin, start - room), min(stop, end + room)
    comma = text.find("、", first, start)
    first = comma + 1 if first > begin and comma >= 0 else first
    comma = text.rfind("、", end, last)
    last = comma + 1 if last < stop and comma >= 0 else last
    return first, last
