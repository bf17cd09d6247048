"""Drafts items from the speeches by rule; an editor decides which are asked.

Few and good: a sentence is asked about once, an answer once in a speech, and what cannot have three wrong
choices that are surely wrong is not asked.
"""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from core.quiz import BLANK, LONGEST_QUESTION, QuizItem, QuizKind
from knowledge.quiz import blanks, said_of
from knowledge.quiz.choices import FEWEST, WRONG, given_away, wrong_choices
from knowledge.quiz.material import HAN, Blank, Material, Statement, pairs_of, worth_asking
from knowledge.quiz.of_headings import heading_items
from knowledge.quiz.pool import Pool, is_of_it, on_subject
from knowledge.quiz.terms import terms_like
from knowledge.quiz.verbs import built_alike
from knowledge.quiz.whole_lists import ASKED as NOT_NAMED
from knowledge.quiz.whole_lists import lists, odd_one
from knowledge.quiz.wording import stem_of
from knowledge.speech.segment import Segmented

MOST_OF_A_KIND = {
    QuizKind.ROLE: 10,
    QuizKind.NATURE: 4,
    QuizKind.WHO: 6,
    QuizKind.OUTSIDE: 8,
    QuizKind.TERM: 6,
    QuizKind.LIST: 4,
    QuizKind.NUMBER: 4,
    QuizKind.HEADING: 3,
}
ASKED = "{said_in}原文，括号里是哪一项？\n{stem}"
WHO_ASKED = "{said_in}原文，这是要求谁的？\n{stem}"
OFTEN = 3  # duties of one: of whom more is asked, more could be
VAGUE = pattern("[这此][个些次项一种]|上述|以上|以下|[分份]内之事")  # asks what was said before
SHORTEST_DUTY = 8  # characters: 要勤俭节约 is asked of everybody
FEWEST_OUTSIDE = 6  # characters of another clause than the blank's: the words outside it decide
CLAUSE = pattern("[，。；：！？]")
SHORTEST_MEMBER = 3  # characters of a member that is asked for
NEAR_NUMBERS = 3
COUNTED_WITH = 3  # characters behind a number
NUMERALS = "两三四五六七八九"
NUMERALS_IN_ORDER = f"零一{NUMERALS}十"


@dataclass(frozen=True, slots=True)
class Draft:
    """An item, and where in its speech its sentence stands."""

    item: QuizItem
    start: int


def drafts(speeches: Sequence[Segmented]) -> list[Draft]:
    """Return the items worth an editor's look, speech by speech, in the order of their sentences."""
    material, asked = Material(speeches), {one.speech.slug: list(worth_asking(one)) for one in speeches}
    pool = Pool(material.statements, speeches)
    found: list[Draft] = []
    used: set[str] = set()
    for speech in speeches:
        statements = asked[speech.speech.slug]
        made = list(_of_blanks(speech, statements, pool, material, used))
        made += _placed(QuizKind.HEADING, heading_items(speech, material))
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
    speech: Segmented, statements: Sequence[Statement], pool: Pool, material: Material, used: set[str]
) -> Iterator[Draft]:
    """Yield drafts, of each kind as many as there may be; nothing that is `used`, which they are added to.

    Only what speaks of clean government is asked.
    """
    left = dict(MOST_OF_A_KIND)
    for statement in filter(on_subject, statements):
        for draft, asked in _candidates(speech, statement, pool, material, used):
            kind = draft.item.kind
            if left[kind] and asked not in used:
                used.add(asked)
                left[kind] -= 1
                yield draft
                break  # the explanation prints the sentence, and with it what a second item would ask


def _candidates(
    speech: Segmented, statement: Statement, pool: Pool, material: Material, used: Container[str]
) -> Iterator[tuple[Draft, str]]:
    """Yield what can be asked about a sentence, the best first, and what it asks for: 八项规定, not 八."""
    rules: tuple[tuple[QuizKind, Iterable[Blank], Callable[[Blank], Iterable[str]]], ...] = (
        (QuizKind.WHO, said_of.agents(statement), lambda blank: _agents(blank, pool)),
        (QuizKind.ROLE, said_of.roles(statement), lambda blank: _roles(blank, pool)),
        (QuizKind.NATURE, _foremost(statement), lambda blank: _natures(blank, pool)),
        (QuizKind.TERM, blanks.terms(statement), lambda blank: _terms(blank, pool, material)),
        (QuizKind.LIST, blanks.members(statement), lambda blank: _members(blank, pool)),
        (QuizKind.NUMBER, blanks.counted(statement), _numbers),
    )
    for kind, found, spares in rules:
        if kind is QuizKind.LIST:
            yield from _not_named(speech, statement, pool, material, used)
        for blank in found:
            yield from _asked(kind, speech, blank, wrong_choices(blank, spares(blank), material))


def _foremost(statement: Statement) -> Iterator[Blank]:
    """Yield what only one thing is said to be: that it is important may be said of anything good."""
    return (blank for blank in said_of.natures(statement) if said_of.FOREMOST.search(blank.answer))


def _not_named(
    speech: Segmented, statement: Statement, pool: Pool, material: Material, used: Container[str]
) -> Iterator[tuple[Draft, str]]:
    for blank, names in lists(statement):
        stem = stem_of(blank)
        question = NOT_NAMED.format(said_in=said_in(speech), stem=stem)
        odd = odd_one(blank, names, pool, material, used, shown=stem)
        if odd and _decides(QuizKind.OUTSIDE, stem, blank.answer) and len(question) <= LONGEST_QUESTION:
            item = _item(QuizKind.OUTSIDE, statement, odd[0], question, odd[1], asked=blank.answer)
            yield Draft(item, statement.start), odd[0]


def _asked(
    kind: QuizKind, speech: Segmented, blank: Blank, wrong: Sequence[str]
) -> Iterator[tuple[Draft, str]]:
    """Yield a blank's draft unless it has too few wrong choices, or answers itself."""
    answer, stem = blank.answer, stem_of(blank)
    asked = WHO_ASKED if kind is QuizKind.WHO else ASKED
    question = asked.format(said_in=said_in(speech), stem=stem)
    told = _points_at(answer, stem, wrong) or given_away(answer, blank.beside, wrong)
    fewest = WRONG if kind is QuizKind.NUMBER else FEWEST
    if len(wrong) >= fewest and _decides(kind, stem, answer) and not told and len(question) <= LONGEST_QUESTION:
        counted = blank.after[:COUNTED_WITH] if kind in (QuizKind.NUMBER, QuizKind.WHO) else ""
        item = _item(kind, blank.statement, answer, question, wrong)
        yield Draft(item, blank.statement.start), answer + counted


def _decides(kind: QuizKind, stem: str, answer: str) -> bool:
    """Return whether what is shown is about clean government and says more than the blank's clause.

    In a short sentence (从严治党是…) anything good could stand.
    """
    if VAGUE.search(stem) or said_of.OWNERLESS.search(stem) or not is_of_it(stem + answer):
        return False
    clauses = [clause.partition(BLANK) for clause in CLAUSE.split(stem)]
    beside = (len(HAN.findall(before + after)) for before, blank, after in clauses if blank)
    outside = (len(HAN.findall(clause)) for clause, blank, _ in clauses if not blank)
    duty = max(beside, default=0) >= SHORTEST_DUTY or kind is not QuizKind.WHO
    return duty and max(outside, default=0) >= FEWEST_OUTSIDE


def _points_at(answer: str, stem: str, wrong: Iterable[str]) -> bool:
    """Return whether a word of what is shown is one of the right choice's alone."""
    said = pairs_of(answer) & pairs_of(stem)
    return any(not any(pair in one for one in wrong) for pair in said)


def _item(
    kind: QuizKind, statement: Statement, answer: str, question: str, wrong: Sequence[str], asked: str = ""
) -> QuizItem:
    order = sorted((answer, *wrong), key=lambda one: hashlib.sha256(f"{question} {one}".encode()).digest())
    if kind is QuizKind.NUMBER:
        order.sort(key=_number)
    right = order.index(answer)
    return QuizItem(kind, statement.slug, statement.text, asked or answer, question, tuple(order), right)


def said_in(speech: Segmented) -> str:
    """Name a speech in a question: 《题目》（2023年）."""
    title, date = speech.speech.title, speech.speech.date
    return f"《{title}》{f'（{date}）' if date else ''}" if title else "讲话"


# --- what can stand for one another


def _roles(blank: Blank, pool: Pool) -> Iterator[str]:
    """Yield what else is said to be something in the same form, or in any of the same speech."""
    for one in pool.near(QuizKind.ROLE, blank):
        here = one.slug == blank.statement.slug
        if (
            one.on_subject
            and (one.head == blank.head or here)
            and said_of.of_one_form(one.words, blank.answer, rows=False)
        ):
            yield one.words


def _natures(blank: Blank, pool: Pool) -> Iterator[str]:
    for one in pool.near(QuizKind.NATURE, blank):
        if (
            one.on_subject
            and one.head == blank.head
            and said_of.of_one_form(one.words, blank.answer, rows=False)
        ):
            yield one.words


def _agents(blank: Blank, pool: Pool) -> Iterator[str]:
    """Yield who else has to do something; nothing for whom everything is asked of."""
    if pool.times(QuizKind.WHO, blank.answer) <= OFTEN and not said_of.VAGUE_AGENT.search(blank.answer):
        for one in pool.near(QuizKind.WHO, blank):
            if not said_of.hold_one_another(one.words, blank.answer):
                yield one.words


def _terms(blank: Blank, pool: Pool, material: Material) -> Iterator[str]:
    yield from terms_like(blank, pool.near(QuizKind.TERM, blank), material)


def _members(blank: Blank, pool: Pool) -> Iterator[str]:
    """Yield members of lists near by, or that are called the same, and that are built alike."""
    for one in pool.everywhere(QuizKind.OUTSIDE, blank):
        long = len(blank.answer) >= SHORTEST_MEMBER
        if long and blank.head and one.head == blank.head and built_alike(one.words, blank.answer):
            yield one.words


def _numbers(blank: Blank) -> list[str]:
    """Return small numbers, those near the right one first, in an order that is the same at every start."""
    answer = blank.answer
    said = f"{blank.statement.text} {blank.start}"
    return sorted(
        NUMERALS[answer == "二" :],
        key=lambda one: (
            abs(_number(one) - _number(answer)) > NEAR_NUMBERS,
            hashlib.sha256(f"{said} {one}".encode()).digest(),
        ),
    )


def _number(said: str) -> int:
    return NUMERALS_IN_ORDER.index(said.replace("二", "两"))
