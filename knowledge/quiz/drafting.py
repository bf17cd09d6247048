"""Drafts items from the speeches by rule; an editor decides which are asked.

Few and good: a sentence is asked about once, an answer once in a speech, and what cannot have three wrong
choices that are surely wrong is not asked.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.quiz import LONGEST_QUESTION, QuizItem, QuizKind
from knowledge.quiz import blanks
from knowledge.quiz.choices import WRONG, given_away, wrong_choices
from knowledge.quiz.material import Blank, Material, Statement, worth_asking
from knowledge.quiz.of_headings import heading_items
from knowledge.quiz.terms import rank_of, terms_like
from knowledge.quiz.verbs import SHORT, built_alike, is_act
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
NEAR_NUMBERS = 3
BELIEVED = 2  # times more or less than the right figure
COUNTED_WITH = 3  # characters behind a number
NUMERALS = "两三四五六七八九"
NUMERALS_IN_ORDER = f"零一{NUMERALS}十"


@dataclass(frozen=True, slots=True)
class Draft:
    """An item, and where in its speech its sentence stands."""

    item: QuizItem
    start: int


@dataclass(frozen=True, slots=True)
class _Pool:
    """What can stand for one another: members of lists as (speech, head, member), terms, titles, measures."""

    members: frozenset[tuple[str, str, str]]
    terms: frozenset[str]
    titles: frozenset[str]
    measures: dict[tuple[str, str], frozenset[str]]


def drafts(speeches: Sequence[Segmented]) -> list[Draft]:
    """Return the items worth an editor's look, speech by speech, in the order of their sentences."""
    material, asked = Material(speeches), {one.speech.slug: list(worth_asking(one)) for one in speeches}
    pool = _pool(statement for statements in asked.values() for statement in statements)
    found: list[Draft] = []
    used: set[str] = set()
    for speech in speeches:
        statements = asked[speech.speech.slug]
        made = list(_of_blanks(speech, statements, pool, material, used))
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
    speech: Segmented, statements: Sequence[Statement], pool: _Pool, material: Material, used: set[str]
) -> Iterator[Draft]:
    """Yield drafts, of each kind as many as there may be; nothing that is `used`, which they are added to."""
    left = dict(MOST_OF_A_KIND)
    for statement in statements:
        for draft, asked in _candidates(speech, statement, pool, material):
            kind = draft.item.kind
            if left[kind] and asked not in used:
                used.add(asked)
                left[kind] -= 1
                yield draft
                break  # the explanation prints the sentence, and with it what a second item would ask


def _candidates(
    speech: Segmented, statement: Statement, pool: _Pool, material: Material
) -> Iterator[tuple[Draft, str]]:
    """Yield what can be asked about a sentence, the best first, and what it asks for: 八项规定, not 八."""
    rules: tuple[tuple[QuizKind, Iterable[Blank], Callable[[Blank], Iterable[str]]], ...] = (
        (QuizKind.TERM, blanks.terms(statement), lambda blank: terms_like(blank, pool.terms, material)),
        (QuizKind.TERM, blanks.titles(statement), lambda _: pool.titles),
        (QuizKind.NUMBER, blanks.counted(statement), lambda blank: NUMERALS[blank.answer == "二" :]),
        (QuizKind.NUMBER, blanks.measured(statement), lambda blank: _measures(blank, pool)),
        (QuizKind.LIST, blanks.members(statement), lambda blank: _members(blank, pool)),
    )
    for kind, found, spares in rules:
        for blank in found:
            ranks = {QuizKind.TERM: rank_of(blank, material), QuizKind.LIST: _from_elsewhere(blank, pool)}
            wrong = wrong_choices(blank, spares(blank), material, ranks.get(kind, _far_from(blank.answer)))
            stem = stem_of(blank)
            question = ASKED.format(said_in=said_in(speech), stem=stem)
            plain = not given_away(blank.answer, blank.beside, wrong)
            if len(wrong) == WRONG and plain and stem and len(question) <= LONGEST_QUESTION:
                item = _item(kind, statement, blank.answer, question, wrong)
                counted = blank.after[:COUNTED_WITH] if kind is QuizKind.NUMBER else ""
                yield Draft(item, statement.start), blank.answer + counted


def _item(kind: QuizKind, statement: Statement, answer: str, question: str, wrong: Sequence[str]) -> QuizItem:
    order = sorted((answer, *wrong), key=lambda one: hashlib.sha256(f"{question} {one}".encode()).digest())
    if kind is QuizKind.NUMBER:
        order.sort(key=_number)
    return QuizItem(kind, statement.slug, statement.text, answer, question, tuple(order), order.index(answer))


def said_in(speech: Segmented) -> str:
    """Name a speech in a question: 《题目》（2023年）."""
    title, date = speech.speech.title, speech.speech.date
    return f"《{title}》{f'（{date}）' if date else ''}" if title else "讲话"


# --- what can stand for one another


def _pool(statements: Iterable[Statement]) -> _Pool:
    members: set[tuple[str, str, str]] = set()
    terms: set[str] = set()
    titles: set[str] = set()
    measures: dict[tuple[str, str], set[str]] = {}
    for statement in statements:
        members |= {(statement.slug, head, one) for one, head in blanks.spare_members(statement)}
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


def _members(blank: Blank, pool: _Pool) -> Iterator[str]:
    """Yield members of lists of the same speech, or that are called the same, and that are built alike.

    Acts of three characters (守底线) are believed wherever they are from.
    """
    answer = blank.answer
    anywhere = len(answer) == SHORT and is_act(answer)
    for slug, head, one in pool.members:
        near = anywhere or slug == blank.statement.slug or (head and head == blank.head)
        if near and built_alike(one, answer):
            yield one


def _far_from(answer: str) -> Callable[[str], int]:
    """Return what orders wrong numbers: of small ones those near the right one first."""
    small = answer in NUMERALS_IN_ORDER + "二"
    return lambda one: int(small and abs(_number(one) - _number(answer)) > NEAR_NUMBERS)


def _from_elsewhere(blank: Blank, pool: _Pool) -> Callable[[str], int]:
    """Return what orders wrong members: those of the same speech first."""
    own = {one for slug, _, one in pool.members if slug == blank.statement.slug}
    return lambda one: one not in own


def _measures(blank: Blank, pool: _Pool) -> Iterator[str]:
    """Yield numbers of the same unit and speech that are near enough to be believed."""
    value = _number(blank.answer)
    for one in pool.measures[blank.statement.slug, blanks.unit_of(blank)]:
        other = _number(one)
        alike = _decimals(one) == _decimals(blank.answer)  # 18 stands out of 5.5 and 13.3
        if value / BELIEVED <= other <= value * BELIEVED and other != value and alike:
            yield one


def _decimals(said: str) -> int:
    return len(said.replace("．", ".").partition(".")[2])


def _number(said: str) -> float:
    if said in NUMERALS_IN_ORDER + "二":
        return NUMERALS_IN_ORDER.index(said.replace("二", "两"))
    return float(said.replace(",", "").replace("．", "."))
