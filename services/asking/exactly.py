"""What can be told of the speeches exactly: the longest paragraph, the shortest, where figures stand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.patterns import pattern
from knowledge.language.talk.thread.exact_words import Exact, ExactlyAsked
from knowledge.search.answer import Candidate
from knowledge.search.library import Library
from knowledge.speech.segment import Passage, Segmented
from services.asking.answers import LONGEST_SPAN
from services.asking.reply import Reply, ReplyKind

Within = tuple[str, int, int]  # a speech, and from which sentence to which

_ENDS = pattern(r"[。！？!?…][”’」』）)】]*$")
_FORMS = {
    Exact.FIGURES: pattern(r"\d+(?:\.\d+)?[%％]?年?"),
    Exact.QUOTED: pattern(r"“[^“”\n]{1,80}”"),
    Exact.TITLES: pattern(r"《[^《》\n]{2,80}》"),
    Exact.SAYINGS: pattern(r"习近平(?:总书记|主席)|总书记(?:强调|指出|要求|讲|说)"),
}
_LONG = frozenset({Exact.LONGEST, Exact.LONGEST_SENTENCE})
_SENTENCES = frozenset({Exact.LONGEST_SENTENCE, Exact.SHORTEST_SENTENCE})


def told_exactly(library: Library, asked: ExactlyAsked, where: Sequence[Within]) -> Reply:
    """Return what is asked of the text there; what takes a judgement is not looked for."""
    slugs = tuple(slug for slug, _, _ in where)
    if asked.what is Exact.JUDGED:
        return Reply(ReplyKind.EXACT, slugs=slugs, exact=asked)
    if form := _FORMS.get(asked.what):
        found = []
        for slug, first, after in where:
            inside = library.segmented(slug).passages[first:after]
            begins, ends = (inside[0].start, inside[-1].end) if inside else (0, 0)
            for one in library.own_stretches(slug):
                marks = tuple(match.span() for match in form.finditer(one.passage.text))
                if marks and begins <= one.passage.start < ends:
                    found.append(Candidate(one.passage, 1.0, marks))
        return Reply(ReplyKind.EXACT, tuple(found), slugs=slugs, exact=asked)
    every = [
        one
        for slug, first, after in where
        for one in (_sentences if asked.what in _SENTENCES else _paragraphs)(
            library.segmented(slug), first, after
        )
    ]
    best = (max if asked.what in _LONG else min)(every, key=_length, default=None)
    if best is None:
        return Reply(ReplyKind.EXACT, slugs=slugs, exact=asked)
    around = ""
    if asked.what not in _SENTENCES:
        passages = library.segmented(best.slug).passages
        ids = [one.id for one in passages if best.start <= one.start < best.end]
        span = library.span(ids[0], ids[-1], LONGEST_SPAN)
        best, around = (span.passage, span.around) if span else (best, "")
    return Reply(ReplyKind.EXACT, (Candidate(best, 1.0, ()),), slugs=slugs, exact=asked, around=around)


def _length(passage: Passage) -> int:
    return len("".join(passage.text.split()))


def _paragraphs(speech: Segmented, first: int, after: int) -> Iterator[Passage]:
    """Yield the paragraphs that begin with these sentences, without headings and greetings."""
    before = None
    for number in range(first, after):
        sentence = speech.sentences[number]
        if sentence.paragraph != before:
            before = sentence.paragraph
            start, end = speech.paragraphs[sentence.paragraph]
            text = speech.speech.text[sentence.start : end]
            if sentence.start == start and _ENDS.search(text.rstrip()):
                yield replace(speech.passages[number], text=text, end=end)


def _sentences(speech: Segmented, first: int, after: int) -> Iterator[Passage]:
    """Yield the sentences, over-long ones in one piece, without headings."""
    headings = {section.heading for section in speech.sections if section.heading}
    begun = first
    for number in range(first, after):
        sentence, opens = speech.sentences[number], speech.sentences[begun]
        text = speech.speech.text[opens.start : sentence.end]
        last = number + 1 == after or speech.sentences[number + 1].paragraph != sentence.paragraph
        if last or _ENDS.search(text):
            if _ENDS.search(text) and text.rstrip("。") not in headings:
                yield replace(speech.passages[begun], text=text, end=sentence.end)
            begun = number + 1
