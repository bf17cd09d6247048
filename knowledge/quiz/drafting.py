"""Drafts items from the speeches by rule; an editor decides which are asked.

Few and good: a sentence is asked about once, an answer once in a library, and what cannot have wrong choices of
its kind that are surely wrong is not asked. What is best is drafted first, and a speech has room for few.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from core.quiz import BLANK, LONGEST_QUESTION, QuizItem, QuizKind
from knowledge.quiz import defining, said_of, set_lists
from knowledge.quiz.choices import FEWEST, wrong_choices
from knowledge.quiz.material import HAN, Blank, Material, Statement, pairs_of, worth_asking
from knowledge.quiz.pool import CLEAN, Pool, is_of_it, on_subject
from knowledge.quiz.wording import stem_of
from knowledge.quotes.spans import balanced
from knowledge.speech.segment import Segmented

ASKED = "{said_in}原文，括号里是哪一项？\n{stem}"
WHO_ASKED = "{said_in}原文，这是要求谁的？\n{stem}"
# The best first: what alone is said to be something, whose duty it is, a term, a list that is known as a whole.
MOST_OF_A_KIND = {
    QuizKind.ROLE: 8,
    QuizKind.WHO: 4,
    QuizKind.TERM: 3,
    QuizKind.OUTSIDE: 6,
}
A_SPEECH, FEW = 400, 4  # characters of a speech for each of its items, but a few of any
OFTEN = 3  # duties of one: of whom more is asked, more could be
VAGUE = pattern("[这此][个些次项一种]|上述|以上|以下|[分份]内之事")  # asks what was said before
SHORTEST_DUTY = 8  # characters: 要勤俭节约 is asked of everybody
FEWEST_OUTSIDE = 6  # characters of another clause than the blank's: the words outside it decide
DEFINED = 8  # characters that say what something is, which decide by themselves
FOREMOST = pattern(defining.FOREMOST)
OF_THE_PARTY = pattern(
    "党永葆|全党|执政党|共产党人|共产党员|我们党|党的(?:生命|优良|光荣|根本|建设)|赶考|自我革命|党要管党|"
    "民主集中制|领导班子|好干部"
)
CLAUSE = pattern("[，。；：！？]")
OF_THE_OFFICE = frozenset((QuizKind.ROLE, QuizKind.WHO))  # which say of an office's duty what they are about
INNER = str.maketrans("《》", "〈〉")


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
        made = _best(speech, filter(_is_ours, asked[speech.speech.slug]), pool, material, used)
        found += sorted(made, key=lambda draft: draft.start)
    return found


def _best(
    speech: Segmented, statements: Iterable[Statement], pool: Pool, material: Material, used: set[str]
) -> Iterator[Draft]:
    """Yield drafts, the best kinds first, as many as a speech of its length has room for.

    Nothing that is `used`, which they are added to.
    """
    left = dict(MOST_OF_A_KIND)
    room = max(FEW, len(speech.speech.text) // A_SPEECH)
    places = {kind: number for number, kind in enumerate(MOST_OF_A_KIND)}
    candidates = [one for statement in statements for one in _candidates(speech, statement, pool, material)]
    sentences: set[int] = set()
    for draft, asked in sorted(candidates, key=lambda one: places[one[0].item.kind]):
        kind = draft.item.kind
        # The explanation prints the sentence, and with it what a second item would ask.
        if room and left[kind] and asked not in used and draft.start not in sentences:
            used.add(asked)
            sentences.add(draft.start)
            left[kind] -= 1
            room -= 1
            yield draft


def _is_ours(statement: Statement) -> bool:
    """Return whether a sentence speaks of clean government, or of the Party's own building."""
    return on_subject(statement) or OF_THE_PARTY.search(statement.text) is not None


def _candidates(
    speech: Segmented, statement: Statement, pool: Pool, material: Material
) -> Iterator[tuple[Draft, str]]:
    """Yield what can be asked about a sentence, the best first, and what it asks for."""
    of_a_kind: tuple[tuple[QuizKind, Iterable[Blank], Callable[[Blank, Material], Iterable[str]]], ...] = (
        (QuizKind.ROLE, defining.defined(statement), defining.things_like),
        (QuizKind.TERM, defining.known_terms(statement), defining.terms_like),
    )
    for kind, found, like in of_a_kind:
        for blank in found:
            wrong = wrong_choices(blank, like(blank, material), material, of_a_kind=True)
            yield from _asked(kind, speech, blank, wrong)
    for blank in said_of.agents(statement):
        yield from _asked(QuizKind.WHO, speech, blank, wrong_choices(blank, _agents(blank, pool), material))
    for blank in said_of.roles(statement):
        yield from _asked(QuizKind.ROLE, speech, blank, wrong_choices(blank, _roles(blank, pool), material))
    yield from _not_named(speech, statement, material)


def _not_named(speech: Segmented, statement: Statement, material: Material) -> Iterator[tuple[Draft, str]]:
    for blank, known in set_lists.rows(statement):
        stem = stem_of(blank)
        question = set_lists.asked_of(len(blank.beside) - 1).format(said_in=said_in(speech), stem=stem)
        odd = set_lists.odd_one(blank, known, material, shown=stem)
        if odd and _decides(QuizKind.OUTSIDE, stem, blank.answer) and len(question) <= LONGEST_QUESTION:
            item = _item(QuizKind.OUTSIDE, statement, odd[0], question, odd[1], asked=blank.answer)
            yield Draft(item, statement.start), known.members[0]


def _asked(
    kind: QuizKind, speech: Segmented, blank: Blank, wrong: Sequence[str]
) -> Iterator[tuple[Draft, str]]:
    """Yield a blank's draft unless it has too few wrong choices, or answers itself."""
    answer, stem = blank.answer, stem_of(blank)
    asked = WHO_ASKED if kind is QuizKind.WHO else ASKED
    question = asked.format(said_in=said_in(speech), stem=stem)
    told = answer in question or _points_at(answer, stem, wrong)
    by_itself = kind is QuizKind.ROLE and not blank.head.isdecimal()
    decides = _decides(kind, stem, answer, by_itself=by_itself)
    if len(wrong) >= FEWEST and decides and not told and len(question) <= LONGEST_QUESTION:
        once = answer + (blank.after[:3] if kind is QuizKind.WHO else blank.head)
        yield Draft(_item(kind, blank.statement, answer, question, wrong), blank.statement.start), once


def _decides(kind: QuizKind, stem: str, answer: str, *, by_itself: bool = False) -> bool:
    """Return whether what is shown is about clean government and says more than the blank's clause.

    In a short sentence (从严治党是…) anything good could stand.
    """
    if (
        not stem
        or not balanced(stem.replace(BLANK, ""))
        or VAGUE.search(stem)
        or said_of.OWNERLESS.search(stem)
    ):
        return False
    told = stem if by_itself else stem + answer
    if not (OF_THE_PARTY.search(stem) or (is_of_it(told) if kind in OF_THE_OFFICE else CLEAN.search(told))):
        return False
    clauses = [clause.partition(BLANK) for clause in CLAUSE.split(stem)]
    beside = max((len(HAN.findall(before + after)) for before, blank, after in clauses if blank), default=0)
    outside = max((len(HAN.findall(clause)) for clause, blank, _ in clauses if not blank), default=0)
    duty = beside >= SHORTEST_DUTY or kind is not QuizKind.WHO
    return duty and (outside >= FEWEST_OUTSIDE or (by_itself and beside >= DEFINED))


def _points_at(answer: str, stem: str, wrong: Iterable[str]) -> bool:
    """Return whether a word of what is shown is one of the right choice's alone."""
    said = pairs_of(answer) & pairs_of(stem)
    return any(not any(pair in one for one in wrong) for pair in said)


def _item(
    kind: QuizKind, statement: Statement, answer: str, question: str, wrong: Sequence[str], asked: str = ""
) -> QuizItem:
    order = sorted((answer, *wrong), key=lambda one: hashlib.sha256(f"{question} {one}".encode()).digest())
    return QuizItem(
        kind, statement.slug, statement.text, asked or answer, question, tuple(order), order.index(answer)
    )


def said_in(speech: Segmented) -> str:
    """Name a speech in a question: 《题目》（2023年）; titles within its title are in 〈〉."""
    title, date = speech.speech.title.translate(INNER), speech.speech.date
    return f"《{title}》{f'（{date}）' if date else ''}" if title else "讲话"


# --- what can stand for one another


def _roles(blank: Blank, pool: Pool) -> Iterator[str]:
    """Yield what else is said to be something in the same form, or in any of the same speech."""
    for one in pool.near(QuizKind.ROLE, blank):
        here = one.slug == blank.statement.slug
        if (
            is_of_it(one.words)
            and is_of_it(blank.answer)
            and (one.head == blank.head or here)
            and FOREMOST.search(CLAUSE.split(blank.statement.text[blank.end :])[0])
            and said_of.of_one_form(one.words, blank.answer, rows=False)
            and bool(said_of.EVIL.search(one.words)) == bool(said_of.EVIL.search(blank.answer))
        ):
            yield one.words


def _agents(blank: Blank, pool: Pool) -> Iterator[str]:
    """Yield who else has to do something; nothing for whom everything is asked of, or what is asked of all."""
    often = pool.times(QuizKind.WHO, blank.answer) > OFTEN
    duty = CLAUSE.split(blank.statement.text[blank.end :])
    if not often and not said_of.VAGUE_AGENT.search(blank.answer) and said_of.OF_ONE.search("".join(duty[:2])):
        for one in pool.near(QuizKind.WHO, blank):
            if not said_of.hold_one_another(one.words, blank.answer):
                yield one.words
