"""Drafts items from the speeches by rule; an editor decides which are asked.

Few and good: a sentence is asked about once, an answer once in a speech, and what cannot have three wrong
choices that are surely wrong is not asked.
"""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from core.quiz import LONGEST_QUESTION, QuizItem, QuizKind
from knowledge.quiz import blanks, said_of
from knowledge.quiz.choices import FEWEST, WRONG, given_away, shares_most, wrong_choices
from knowledge.quiz.material import Blank, Material, Statement, pairs_of, worth_asking
from knowledge.quiz.of_headings import heading_items
from knowledge.quiz.pool import Pool, on_subject
from knowledge.quiz.terms import terms_like
from knowledge.quiz.verbs import built_alike
from knowledge.quiz.whole_lists import ASKED as NOT_NAMED
from knowledge.quiz.whole_lists import NAMED, lists, odd_one
from knowledge.quiz.whole_sentences import speech_items
from knowledge.quiz.wording import stem_of
from knowledge.speech.segment import Segmented

MOST_OF_A_KIND = {
    QuizKind.ROLE: 10,
    QuizKind.NATURE: 4,
    QuizKind.WHO: 6,
    QuizKind.FORBIDDEN: 6,
    QuizKind.OUTSIDE: 8,
    QuizKind.TERM: 6,
    QuizKind.LIST: 4,
    QuizKind.NUMBER: 4,
    QuizKind.HEADING: 3,
    QuizKind.SPEECH: 2,
}
MOST_OF_OTHERS = 6  # drafts of a speech that are not about clean government
ASKED = "{said_in}原文，括号里是哪一项？\n{stem}"
WHO_ASKED = "{said_in}原文，这是要求谁的？\n{stem}"
OFTEN = 3  # duties of one: of whom more is asked, more could be
VAGUE = pattern("[这此][个些次项一种]|上述|以上")  # asks what was said before
SHORTEST_MEMBER = 3  # characters of a member that is asked for
SAID = (QuizKind.ROLE, QuizKind.NATURE, QuizKind.WHO, QuizKind.FORBIDDEN)
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


def drafts(speeches: Sequence[Segmented]) -> list[Draft]:
    """Return the items worth an editor's look, speech by speech, in the order of their sentences."""
    material, asked = Material(speeches), {one.speech.slug: list(worth_asking(one)) for one in speeches}
    pool = Pool(material.statements, speeches)
    found: list[Draft] = []
    used: set[str] = set()
    for speech in speeches:
        statements = asked[speech.speech.slug]
        made = list(_of_blanks(speech, statements, pool, material, used))
        asked_about = {draft.item.sentence for draft in made}
        left = [statement for statement in statements if statement.text not in asked_about]
        made += _placed(QuizKind.HEADING, heading_items(speech, material))
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
    speech: Segmented, statements: Sequence[Statement], pool: Pool, material: Material, used: set[str]
) -> Iterator[Draft]:
    """Yield drafts, of each kind as many as there may be; nothing that is `used`, which they are added to.

    What speaks of clean government is asked first.
    """
    left = dict(MOST_OF_A_KIND)
    others = MOST_OF_OTHERS
    for statement in sorted(statements, key=lambda one: not on_subject(one)):
        for draft, asked in _candidates(speech, statement, pool, material, used):
            kind = draft.item.kind
            if left[kind] and asked not in used and (others or on_subject(statement)):
                used.add(asked)
                left[kind] -= 1
                others -= not on_subject(statement)
                yield draft
                break  # the explanation prints the sentence, and with it what a second item would ask


def _candidates(
    speech: Segmented, statement: Statement, pool: Pool, material: Material, used: Container[str]
) -> Iterator[tuple[Draft, str]]:
    """Yield what can be asked about a sentence, the best first, and what it asks for: 八项规定, not 八."""
    own = on_subject(statement)
    rules: tuple[tuple[QuizKind, Iterable[Blank], Callable[[Blank], Iterable[str]]], ...] = (
        (QuizKind.FORBIDDEN, said_of.forbidden(statement), lambda blank: _forbidden(blank, pool)),
        (QuizKind.WHO, said_of.agents(statement), lambda blank: _agents(blank, pool)),
        (QuizKind.ROLE, said_of.roles(statement), lambda blank: _roles(blank, pool)),
        (QuizKind.NATURE, said_of.natures(statement), lambda blank: _natures(blank, pool)),
        (QuizKind.TERM, blanks.terms(statement), lambda blank: _terms(blank, pool, material)),
        (QuizKind.LIST, blanks.members(statement), lambda blank: _members(blank, pool)),
        # Of other subjects nobody has to know the numbers.
        (QuizKind.NUMBER, blanks.counted(statement) if own else (), _numbers),
        (QuizKind.NUMBER, blanks.measured(statement) if own else (), lambda blank: _measures(blank, pool)),
    )
    for kind, found, spares in rules:
        if kind is QuizKind.LIST:
            yield from _not_named(speech, statement, pool, material, used)
        for blank in found:
            yield from _asked(kind, speech, blank, wrong_choices(blank, spares(blank), material))


def _not_named(
    speech: Segmented, statement: Statement, pool: Pool, material: Material, used: Container[str]
) -> Iterator[tuple[Draft, str]]:
    for blank, names in lists(statement):
        stem = stem_of(blank)
        question = NOT_NAMED.format(said_in=said_in(speech), stem=stem)
        odd = odd_one(blank, names, pool, material, used, shown=stem)
        worth = on_subject(statement) or (blank.head and odd and len(odd[1]) == NAMED)
        if odd and worth and stem and len(question) <= LONGEST_QUESTION:
            item = _item(QuizKind.OUTSIDE, statement, odd[0], question, odd[1], asked=blank.answer)
            yield Draft(item, statement.start), odd[0]


def _asked(
    kind: QuizKind, speech: Segmented, blank: Blank, wrong: Sequence[str]
) -> Iterator[tuple[Draft, str]]:
    """Yield a blank's draft unless it has too few wrong choices, or answers itself."""
    answer, stem = blank.answer, stem_of(blank)
    asked = WHO_ASKED if kind is QuizKind.WHO else ASKED
    question = asked.format(said_in=said_in(speech), stem=stem)
    vague = VAGUE.search(stem) is not None and kind in SAID
    told = vague or shares_most(answer, pairs_of(stem), wrong) or given_away(answer, blank.beside, wrong)
    fewest = FEWEST if kind is not QuizKind.NUMBER and on_subject(blank.statement) else WRONG
    if len(wrong) >= fewest and stem and not told and len(question) <= LONGEST_QUESTION:
        counted = blank.after[:COUNTED_WITH] if kind in (QuizKind.NUMBER, QuizKind.WHO) else ""
        item = _item(kind, blank.statement, answer, question, wrong)
        yield Draft(item, blank.statement.start), answer + counted


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
    """Yield what else is said to be something in the same form; where it is of clean government, in any."""
    for one in pool.near(QuizKind.ROLE, blank):
        here = one.slug == blank.statement.slug and one.on_subject and on_subject(blank.statement)
        if (one.head == blank.head or here) and said_of.of_one_form(one.words, blank.answer, rows=False):
            yield one.words


def _natures(blank: Blank, pool: Pool) -> Iterator[str]:
    for one in pool.near(QuizKind.NATURE, blank):
        if said_of.of_one_form(one.words, blank.answer, rows=False):
            yield one.words


def _agents(blank: Blank, pool: Pool) -> Iterator[str]:
    """Yield who else has to do something; nothing for whom everything is asked of."""
    if pool.times(QuizKind.WHO, blank.answer) <= OFTEN and not said_of.VAGUE_AGENT.search(blank.answer):
        yield from (one.words for one in pool.near(QuizKind.WHO, blank))


def _forbidden(blank: Blank, pool: Pool) -> Iterator[str]:
    """Yield what else must not be, or must not be done."""
    for one in pool.near(QuizKind.FORBIDDEN, blank):
        alike = one.head == blank.head and said_of.of_one_form(one.words, blank.answer)
        if one.on_subject and alike and not said_of.of_one_group(one.words, blank.answer):
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


def _measures(blank: Blank, pool: Pool) -> Iterator[str]:
    """Yield numbers of the same unit and speech that are near enough to be believed."""
    value = _number(blank.answer)
    for one in sorted(pool.measures[blank.statement.slug, blanks.unit_of(blank)]):
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
