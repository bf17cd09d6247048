"""Asks which choice a list does not name: all but one stand there, so only one has to be believed."""

from collections.abc import Container, Iterator
from dataclasses import replace

from core.quiz import QuizKind
from knowledge.quiz.blanks import members
from knowledge.quiz.choices import may_be_right, shares_most
from knowledge.quiz.material import Blank, Material, Statement, pairs_of
from knowledge.quiz.pool import Pool
from knowledge.quiz.verbs import built_alike, is_act

NAMED, FEWEST_NAMED = 3, 2  # members among the choices
FEWEST_ALIKE = 2  # of them that the odd one is built like
SHORTEST = 3  # characters: of two, 管理 and 教育, any could stand anywhere
ASKED = "{said_in}原文，下面哪一项不在括号里？\n{stem}"


def lists(statement: Statement) -> Iterator[tuple[Blank, list[str]]]:
    """Yield the stretch of each list that is surely whole, and the members in it that can be shown."""
    rows: dict[tuple[int, int], list[Blank]] = {}
    for blank in members(statement):
        if blank.whole:
            rows.setdefault(blank.row, []).append(blank)
    for blanks in rows.values():
        names = [blank.answer for blank in blanks]
        if len(set(names)) >= FEWEST_NAMED:
            beside = (*names, *blanks[0].beside)
            yield replace(blanks[0], end=blanks[-1].end, beside=beside), names


def odd_one(
    blank: Blank, names: list[str], pool: Pool, material: Material, used: Container[str], shown: str
) -> tuple[str, list[str]] | None:
    """Return what the list does not name and three that it names; None where nothing would be believed.

    It is of a list near by, so of the same subject, and not among the `used`. `shown` is what the question
    shows of the sentence.
    """
    for spare in pool.near(QuizKind.OUTSIDE, blank):
        one = spare.words
        alike = sorted(
            (name for name in names if built_alike(one, name)), key=lambda name: len(name) != len(one)
        )
        rest = sorted((name for name in names if name not in alike), key=lambda name: abs(len(name) - len(one)))
        named = [*alike, *rest][:NAMED]
        called = bool(blank.head) and spare.head == blank.head
        if (
            (called or spare.on_subject)
            and one not in used
            and len(one) >= SHORTEST
            and (called or (spare.slug == blank.statement.slug and len(alike) >= FEWEST_ALIKE))
            and is_act(one) == is_act(named[0])
            and min(map(len, named)) <= len(one) <= max(map(len, named))
            and not may_be_right(one, blank, material)
            and not _stands_out(one, named, shown)
        ):
            return one, named
    return None


def _stands_out(one: str, named: list[str], shown: str) -> bool:
    """Return whether its letters tell the odd one: all others begin or end alike, or are of the sentence."""
    ends = ({name[0] for name in named}, {name[-1] for name in named})
    if any(len(letters) == 1 and one[at] not in letters for letters, at in zip(ends, (0, -1), strict=True)):
        return True
    words = pairs_of(shown)
    return all(shares_most(name, words, [one]) for name in named)
