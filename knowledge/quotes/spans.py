"""Stretches of a speech that can stand alone: which a rule proposes, and how one is made longer or shorter.

A span is always verbatim: it names where a quote begins and ends in its speech's text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.quotes.approved import fault_of, is_whole
from knowledge.quotes.fragments import is_fragment
from knowledge.speech.headings import heading_mark
from knowledge.speech.segment import LINE, Segmented

MOST_PROPOSED = 24  # of a speech
SHORTEST, LONGEST = 14, 100  # characters of a sentence that is proposed; an editor may go beyond
# After such a beginning, a reader asks what came before.
LEANS_BACK = pattern(
    r"(?:但|然而|因此|因而|所以|于是|同时|此外|另外|另一方面|一方面|其次|其中|其|再次|最后|首先|总之|而|并|且|也|还|又|则|就|却|"
    r"这|那|他|她|它|此|对此|为此|由此|据此|如此|有的|有些|比如|例如|譬如|特别是|尤其是|包括|以上|上述|下面|刚才|今天|昨天|"
    r"去年|今年|明年|近年|近期|目前|当前|现在|下一步|接下来|同志们|各位|大家|我|希望|谢谢)"
)
BOUND_TO_A_YEAR = pattern(
    r"[\d０-９]|同志们|今年|去年|明年|本次|今天|大会|会议|年度|上半年|下半年|市政协|书记|主席|以来|出台了|开展了|第一条|我们领导"
)
# What the daily quote is about; the more of it a sentence says, the sooner it is proposed.
SUBJECT = pattern(
    "廉洁|廉政|清廉|腐败|腐|纪律|规矩|法纪|党纪|国法|责任|担当|监督|作风|初心|使命|权力|敬畏|底线|红线|诚信|忠诚|干净|"
    "自律|律己|修养|品行|操守|公私|为民|群众|奉献|勤政|节俭|慎独|警醒|警钟|服从|学习|实干"
)
OPENING, CLOSING = "“‘（《〈【", "”’）》〉】"
CLAUSE_MARK = pattern(r"[。！？；，：][”’）》】]*")
STATEMENT_END = pattern(r"[。！；][”’）》】]*")
SENTENCE_MARKS = "。！？"


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch [start:end] of the speech `slug`, in code points."""

    slug: str
    start: int
    end: int


def proposals(speech: Segmented) -> list[Span]:
    """Return the sentences worth an editor's look as daily quotes, the most promising first."""
    text, slug = speech.speech.text, speech.speech.slug
    found: dict[str, tuple[int, int, Span]] = {}
    for first, last in speech.paragraphs:
        for start, end in statements(text, first, last):
            words = text[start:end]
            subjects = len(set(SUBJECT.findall(words)))
            if subjects and words not in found and _stands_alone(text, start, end):
                found[words] = (-subjects, start, Span(slug, start, end))
    return [span for _, _, span in sorted(found.values(), key=lambda one: one[:2])[:MOST_PROPOSED]]


def statements(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph, and what stands between semicolons, without the semicolon."""
    for mark in STATEMENT_END.finditer(text, start, end):
        first, last = _without_blanks(text, start, mark.end())
        if first < last:
            yield first, last - (text[last - 1] == "；")
        start = mark.end()


def _stands_alone(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    return (
        SHORTEST <= len(words) <= LONGEST
        and "？" not in words
        and not fault_of(words)
        and is_whole(text, start, end)
        and not is_fragment(text, start, end)
        and not LEANS_BACK.match(words)
        and not BOUND_TO_A_YEAR.search(words)
        and heading_mark(text, start, end) is None
        and balanced(words)
    )


def balanced(words: str) -> bool:
    """Return whether each sign that opens is closed."""
    return all(words.count(left) == words.count(right) for left, right in zip(OPENING, CLOSING, strict=True))


def variants(text: str, span: Span) -> dict[str, Span]:
    """Return what the span becomes by one clause more or less before or after it; what cannot be is left out.

    Keys: `more_before`, `less_before`, `more_after`, `less_after`. It never leaves its paragraph.
    """
    begins, ends = _limits(text, span)
    tried = {
        "more_before": (max((at for at in begins if at < span.start), default=None), span.end),
        "less_before": (min((at for at in begins if span.start < at < span.end), default=None), span.end),
        "more_after": (span.start, min((at for at in ends if at > span.end), default=None)),
        "less_after": (span.start, max((at for at in ends if span.start < at < span.end), default=None)),
    }
    return {
        name: Span(span.slug, start, end)
        for name, (start, end) in tried.items()
        if start is not None
        and end is not None
        and not fault_of(text[start:end])
        and is_whole(text, start, end)
    }


def _limits(text: str, span: Span) -> tuple[list[int], list[int]]:
    """Return where, in the paragraph around the span, a quote may begin and where it may end."""
    line = next(line for line in LINE.finditer(text) if line.start() <= span.start < line.end())
    begins, ends = [], []
    at = line.start()
    for mark in (*_marks(text, line.start(), line.end()), None):
        here = line.end() if mark is None else mark.end()
        start, stop = _without_blanks(text, at, here)
        if start < stop:
            begins.append(start)
            whole = mark is None or mark[0][0] in SENTENCE_MARKS
            ends.append(stop if whole or mark is None else mark.start())
        at = here
    return begins, ends


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    yield from CLAUSE_MARK.finditer(text, start, end)


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
