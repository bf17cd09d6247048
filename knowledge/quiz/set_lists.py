"""Asks what does not belong to a list that everybody knows as a whole: 政治性、时代性、原则性、战斗性.

Any other list may be longer elsewhere, and what it does not name be as true. Of these a member more is wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.patterns import pattern
from knowledge.quiz.choices import shares_most
from knowledge.quiz.material import Blank, Material, Statement, pairs_of

NAMED, FEWEST = 3, 3  # members among the choices, and in a row
ASKED = "{{said_in}}原文，括号里略去了{number}项，下面哪一项不在其中？\n{{stem}}"
NUMERALS = "零一两三四五六七八九十"


@dataclass(frozen=True, slots=True)
class SetList:
    """What belongs together, and what is of its kind and does not."""

    members: tuple[str, ...]
    others: tuple[str, ...]


def _read() -> Iterator[SetList]:
    for line in Path(__file__).with_name("set_lists.txt").read_text(encoding="utf-8").splitlines():
        members, _, others = line.partition("|")
        if not line.startswith("#"):
            yield SetList(tuple(members.split()), tuple(others.split()))


KNOWN = tuple(_read())
MEMBER = "|".join(sorted({one for known in KNOWN for one in known.members}, key=lambda one: (-len(one), one)))
ROW = pattern(rf"(?:{MEMBER})(?:[、和与](?:{MEMBER})){{2,}}(?!等)")
WHOLE = pattern(MEMBER)


def asked_of(number: int) -> str:
    """Return how to ask about a list of which so many members are left out."""
    return ASKED.format(number=NUMERALS[number])


def rows(statement: Statement) -> Iterator[tuple[Blank, SetList]]:
    """Yield the lists whose members are of one set: all but the first, which says what they are."""
    for found in ROW.finditer(statement.text):
        names = [one[0] for one in WHOLE.finditer(found[0])]
        for known in KNOWN:
            if set(names) <= set(known.members) and len(set(names)) == len(names) >= FEWEST:
                start = found.start() + len(names[0]) + 1
                yield Blank(statement, start, found.end(), tuple(names)), known
                break


def odd_one(blank: Blank, known: SetList, material: Material, shown: str) -> tuple[str, Sequence[str]] | None:
    """Return what the list does not name and three that it names; None where nothing would be believed.

    The speeches name it elsewhere. `shown` is what the question shows of the sentence.
    """
    named = blank.beside[1 : 1 + NAMED]
    for one in known.others:
        if one not in blank.statement.text and material.says(one) and not _stands_out(one, named, shown):
            return one, named
    return None


def _stands_out(one: str, named: Sequence[str], shown: str) -> bool:
    """Return whether its letters tell the odd one: all others begin or end alike, or are of the sentence."""
    ends = ({name[0] for name in named}, {name[-1] for name in named})
    if any(len(letters) == 1 and one[at] not in letters for letters, at in zip(ends, (0, -1), strict=True)):
        return True
    words = pairs_of(shown)
    return all(shares_most(name, words, [one]) for name in named)
