"""Wrong choices: of the same kind, from the same material, and never right too.

A choice is refused if anything in the material speaks for it in that place: it stands in the sentence, shares a
word with the right one, stands elsewhere with the same words beside it or the same members of the list, or in a
sentence about the same.
"""

from collections.abc import Iterable, Set

from core.patterns import pattern
from knowledge.quiz.material import Blank, Material, pairs_of

WRONG, FEWEST = 3, 2  # a third one that nobody believes makes no question better
NEAR = 0.5  # of the pairs of characters around the blank: a sentence that has so many is about the same
AROUND = 14  # characters on each side
BESIDE = 2  # characters that stand directly beside the blank
COUNT = pattern("^[二两三四五六七八九十][个种项条]")  # 四个意识 and 四个自信 are not alike for their number


def wrong_choices(
    blank: Blank, spares: Iterable[str], material: Material, *, of_a_kind: bool = False
) -> list[str]:
    """Return up to three of `spares` that are surely wrong in the blank, those that come first.

    What is known to be `of_a_kind` may share a word with the right one (政治建设, 思想建设).
    """
    chosen: list[str] = []
    for one in spares:
        if one not in chosen and (of_a_kind or not any(_alike(one, other) for other in chosen)):
            if not may_be_right(one, blank, material, of_a_kind=of_a_kind):
                chosen.append(one)
            if len(chosen) == WRONG:
                break
    return chosen


def may_be_right(choice: str, blank: Blank, material: Material, *, of_a_kind: bool = False) -> bool:
    """Return whether anything in the material speaks for `choice` where the blank is."""
    sentence = blank.statement.text
    shared = not of_a_kind and any(_alike(choice, one) for one in (blank.answer, *blank.beside))
    if choice in sentence or shared:
        return True
    before, after = ("", "") if blank.form else (blank.before[-BESIDE:], blank.after[:BESIDE])
    if len(before) == BESIDE and material.says(before + choice):
        return True
    if len(after) == BESIDE and material.says(choice + after):
        return True
    around = sentence[max(0, blank.start - AROUND) : blank.start] + sentence[blank.end : blank.end + AROUND]
    wanted = pairs_of(around)
    for other in material.holding(choice):
        if any(one in other.text for one in blank.beside):
            return True
        if wanted and len(wanted & other.pairs) / len(wanted) >= NEAR:
            return True
    return False


def shares_most(answer: str, words: Set[str], wrong: Iterable[str], *, by: int = 1) -> bool:
    """Return whether the answer has `by` more of `words` (two characters each) in it than any wrong choice."""
    return len(pairs_of(answer) & words) >= by + max((len(pairs_of(one) & words) for one in wrong), default=0)


def _alike(one: str, other: str) -> bool:
    """Return whether two choices have a word in common, or one is a part of the other."""
    one, other = COUNT.sub("", one), COUNT.sub("", other)
    return one in other or other in one or bool(pairs_of(one) & pairs_of(other))
