"""Drafts items from the speeches by rule; an editor decides which are asked.

Few and good: a sentence is asked about once, an answer once in a speech, and what cannot have three wrong
choices that are surely wrong is not asked.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.quiz import LONGEST_QUESTION, QuizItem, QuizKind
from knowledge.quiz import blanks
from knowledge.quiz.choices import WRONG, wrong_choices
from knowledge.quiz.material import Blank, Material, Statement, worth_asking
from knowledge.quiz.of_headings import heading_items
from knowledge.quiz.verbs import is_act
from knowledge.quiz.whole_sentences import speech_items
from knowledge.quiz.wording import stem_of
from knowledge.speech.segment import Segmented

MOST_OF_A_KIND = {
    QuizKind.TERM: 12,
    QuizKind.LIST: 16,
    QuizKind.NUMBER: 10,
    QuizKind.HEADING: 4,
    QuizKind.SPEECH: 4,
}
ASKED = "{said_in}原文，括号里是哪一项？\n{stem}"
NUMERALS = "三四五六七八九"
OF_A_SENTENCE = 2  # items about the same sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """An item, and where in its speech its sentence stands."""

    item: QuizItem
    start: int


@dataclass(frozen=True, slots=True)
class _Pool:
    """What can stand for one another: members of lists by kind and length, terms, titles, measures."""

    members: frozenset[str]
    terms: frozenset[str]
    titles: frozenset[str]
    measures: dict[tuple[str, str], frozenset[str]]


def drafts(speeches: Sequence[Segmented]) -> list[Draft]:
    """Return the items worth an editor's look, speech by speech, in the order of their sentences."""
    material, asked = Material(speeches), {one.speech.slug: list(worth_asking(one)) for one in speeches}
    pool = _pool(statement for statements in asked.values() for statement in statements)
    found: list[Draft] = []
    for speech in speeches:
        statements = asked[speech.speech.slug]
        made = list(_of_blanks(speech, statements, pool, material))
        asked_about = {draft.item.sentence for draft in made}
        left = [statement for statement in statements if statement.text not in asked_about]
        made += _placed(QuizKind.HEADING, heading_items(speech, speeches, material))
        made += _placed(QuizKind.SPEECH, speech_items(speech, left, speeches, material))
        found += sorted(made, key=lambda draft: draft.start)
    return found


def _placed(kind: QuizKind, made: Iterable[tuple[Statement, str, str, list[str]]]) -> Iterator[Draft]:
    """Yield drafts of (statement, answer, question, wrong choices), as many as there may be of the kind."""
    left = MOST_OF_A_KIND[kind]
    for statement, answer, question, wrong in made:
        if left and len(question) <= LONGEST_QUESTION:
            left -= 1
            yield Draft(_item(kind, statement, answer, question, wrong), statement.start)


def _of_blanks(
    speech: Segmented, statements: Sequence[Statement], pool: _Pool, material: Material
) -> Iterator[Draft]:
    """Yield drafts, of each kind as many as there may be; no answer twice."""
    used: set[str] = set()
    left = dict(MOST_OF_A_KIND)
    for statement in statements:
        of_this = 0
        for draft in _candidates(speech, statement, pool, material):
            kind, answer = draft.item.kind, draft.item.answer
            if of_this < OF_A_SENTENCE and left[kind] and answer not in used:
                used.add(answer)
                left[kind] -= 1
                of_this += 1
                yield draft


def _candidates(speech: Segmented, statement: Statement, pool: _Pool, material: Material) -> Iterator[Draft]:
    """Yield what can be asked about a sentence, the best first."""
    rules: tuple[tuple[QuizKind, Iterable[Blank], Callable[[Blank], Iterable[str]]], ...] = (
        (QuizKind.TERM, blanks.terms(statement), lambda _: pool.terms),
        (QuizKind.TERM, blanks.titles(statement), lambda _: pool.titles),
        (QuizKind.NUMBER, blanks.counted(statement), lambda _: NUMERALS),
        (QuizKind.NUMBER, blanks.measured(statement), lambda blank: _measures(blank, pool)),
        (QuizKind.LIST, blanks.members(statement), lambda blank: _members(blank, pool)),
    )
    for kind, found, spares in rules:
        for blank in found:
            wrong = wrong_choices(blank, spares(blank), material)
            stem = stem_of(blank)
            question = ASKED.format(said_in=said_in(speech), stem=stem)
            if len(wrong) == WRONG and stem and len(question) <= LONGEST_QUESTION:
                item = _item(kind, statement, blank.answer, question, wrong)
                yield Draft(item, statement.start)


def _item(kind: QuizKind, statement: Statement, answer: str, question: str, wrong: Sequence[str]) -> QuizItem:
    order = sorted((answer, *wrong), key=lambda one: hashlib.sha256(f"{question} {one}".encode()).digest())
    return QuizItem(kind, statement.slug, statement.text, answer, question, tuple(order), order.index(answer))


def said_in(speech: Segmented) -> str:
    """Name a speech in a question: 《题目》（2023年）."""
    title, date = speech.speech.title, speech.speech.date
    return f"《{title}》{f'（{date}）' if date else ''}" if title else "讲话"


# --- what can stand for one another


def _pool(statements: Iterable[Statement]) -> _Pool:
    members: set[str] = set()
    terms: set[str] = set()
    titles: set[str] = set()
    measures: dict[tuple[str, str], set[str]] = {}
    for statement in statements:
        members |= {blank.answer for blank in blanks.members(statement)}
        terms |= {blank.answer for blank in blanks.terms(statement)}
        titles |= {blank.answer for blank in blanks.titles(statement)}
        for blank in blanks.measured(statement):
            measures.setdefault((statement.slug, blanks.unit_of(blank)), set()).add(blank.answer)
    return _Pool(
        frozenset(members),
        frozenset(terms),
        frozenset(titles),
        {unit: frozenset(numbers) for unit, numbers in measures.items()},
    )


SHORT = 4  # members of so many characters differ in kind where they differ in length


def _members(blank: Blank, pool: _Pool) -> Iterator[str]:
    length, act = len(blank.answer), is_act(blank.answer)
    longer = 0 if length <= SHORT else 1
    for one in pool.members:
        if abs(len(one) - length) <= longer and is_act(one) == act:
            yield one


def _measures(blank: Blank, pool: _Pool) -> Iterator[str]:
    """Yield numbers of the same unit and speech that are near enough to be believed."""
    value = _number(blank.answer)
    for one in pool.measures[blank.statement.slug, blanks.unit_of(blank)]:
        other = _number(one)
        if value / 4 <= other <= value * 4 and other != value:
            yield one


def _number(said: str) -> float:
    return float(said.replace(",", "").replace("．", "."))
