"""Which ways of asking a library can use, and what they bring, before they are taken in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.models import SpeechText
from knowledge.language.words.thesaurus import Thesaurus
from knowledge.search.answer import Kind
from knowledge.search.known.questions import KnownQuestion
from knowledge.search.library import Library
from knowledge.ways.replies import Refused, Reply

ELSEWHERE = "别的段落更像它的答案"
# So many passages are looked through for the one a question was written for.
LOOKED_AT = 5
# So many questions of each asker are tried, from all over the speech.
TRIED = 40
# So many people ask.
MOST_ASKERS = 10


@dataclass(frozen=True, slots=True)
class Shares:
    """What a library does with questions: shares of those with an answer; `false` of those without."""

    first: float
    at_once: float
    wrong: float
    false: float


@dataclass(frozen=True, slots=True)
class Gain:
    """What ways of asking bring to people who wrote none of them: without any, and with the others' ways.

    `questions` were asked, by `askers` people.
    """

    questions: int
    askers: int
    before: Shares
    after: Shares


def usable(library: Library, ways: Iterable[KnownQuestion]) -> Reply:
    """Leave out questions that other passages answer better than their own.

    `library` is one that does not know them (the filter of doc2query--, Gospodinov et al. 2023, with our own
    index for its model). Questions that the speech does not answer all stay: those that the library answers
    are today's false answers, and worth the most; see `doubted`.
    """
    kept: list[KnownQuestion] = []
    refused: list[Refused] = []
    for way in ways:
        if way.text and _leads_elsewhere(library, way):
            refused.append(Refused(way.question, ELSEWHERE))
        else:
            kept.append(way)
    return Reply(tuple(kept), tuple(refused))


def doubted(library: Library, questions: Iterable[str]) -> frozenset[str]:
    """Return those of the questions said to have no answer that the library answers for sure.

    Either that answer is false, or the speech does say it: a person has to look.
    """
    return frozenset(one for one in questions if library.answer(one, k=1).kind is Kind.CONFIDENT)


def gain(
    speeches: Sequence[SpeechText],
    known: Sequence[KnownQuestion],
    ways: Sequence[KnownQuestion],
    thesaurus: Thesaurus | None = None,
    previous: Library | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Gain | None:
    """Measure what `ways` bring beside what is `known` without them.

    Each asker in turn asks a library that knows all ways but that asker's. Where all of `ways` are one
    person's, the others who asked for the same speeches ask. None when there is nobody to ask. `progress` is
    told how many of how many have asked.
    """
    rounds = list(_rounds(known, ways))
    without: Library | None = None
    before: list[_Outcome] = []
    after: list[_Outcome] = []
    for number, one in enumerate(rounds):
        progress(number, len(rounds))
        if without is None or one.known is not known:
            without = Library.build(speeches, one.known, thesaurus, previous=previous)
        library = Library.build(speeches, [*one.known, *one.ways], thesaurus, previous=without)
        for way in _some(one.asked):
            before.append(_outcome(without, way))
            after.append(_outcome(library, way))
    return Gain(len(before), len(rounds), _shares(before), _shares(after)) if before else None


_Outcome = tuple[bool, bool, bool]


@dataclass(frozen=True, slots=True)
class _Round:
    """What one person asks; what is known, and the ways that are measured, both without that person's."""

    asked: Sequence[KnownQuestion]
    known: Sequence[KnownQuestion]
    ways: Sequence[KnownQuestion]


def _rounds(known: Sequence[KnownQuestion], ways: Sequence[KnownQuestion]) -> Iterator[_Round]:
    askers = _askers(ways)
    if len(askers) > 1:
        for asker in askers:
            theirs, others = _parted(ways, asker)
            yield _Round(theirs, known, others)
        return
    spoken_for = {way.speech for way in ways if way.text}
    asked = [one for one in known if one.text and one.speech in spoken_for and one.asker not in askers]
    for asker in _askers(asked):
        theirs = [one for one in asked if one.asker == asker]
        _, others = _parted(known, asker)
        yield _Round(theirs, others, ways)


def _askers(ways: Iterable[KnownQuestion]) -> list[str]:
    """Return who asks, the most diligent first, as many as are measured."""
    counts: dict[str, int] = {}
    for way in ways:
        counts[way.asker] = counts.get(way.asker, 0) + 1
    return sorted(counts, key=lambda asker: -counts[asker])[:MOST_ASKERS]


def _parted(ways: Sequence[KnownQuestion], asker: str) -> tuple[list[KnownQuestion], list[KnownQuestion]]:
    return [way for way in ways if way.asker == asker], [way for way in ways if way.asker != asker]


def _some(ways: Sequence[KnownQuestion]) -> Sequence[KnownQuestion]:
    """Return as many as are tried, from all over the speech."""
    return ways[:: max(1, len(ways) // TRIED)][:TRIED]


def _leads_elsewhere(library: Library, way: KnownQuestion) -> bool:
    answer = library.answer(way.question, k=LOOKED_AT)
    if answer.kind is not Kind.CONFIDENT:
        return False
    return all(way.text not in one.passage.text for one in answer.candidates)


def _outcome(library: Library, way: KnownQuestion) -> _Outcome:
    """Return whether the question has an answer, whether that comes first, and whether the bot is sure."""
    answer = library.answer(way.question, k=1)
    first = bool(way.text) and bool(answer.candidates) and way.text in answer.candidates[0].passage.text
    return bool(way.text), first, answer.kind is Kind.CONFIDENT


def _shares(outcomes: Sequence[_Outcome]) -> Shares:
    with_answer = [(first, sure) for has, first, sure in outcomes if has] or [(False, False)]
    without = [sure for has, _, sure in outcomes if not has] or [False]
    count = len(with_answer)
    return Shares(
        first=sum(first for first, _ in with_answer) / count,
        at_once=sum(first and sure for first, sure in with_answer) / count,
        wrong=sum(sure and not first for first, sure in with_answer) / count,
        false=sum(without) / len(without),
    )
