"""Wrong choices: of the same kind, from the same material, and never right too.

A choice is refused if anything in the material speaks for it in that place: it stands in the sentence, shares a
word with the right one, stands elsewhere with the same words beside it or the same members of the list, or in a
sentence about the same.
"""

import hashlib
from collections.abc import Iterable

from knowledge.quiz.material import Blank, Material, pairs_of

WRONG = 3
NEAR = 0.5  # of the pairs of characters around the blank: a sentence that has so many is about the same
AROUND = 14  # characters on each side
BESIDE = 2  # characters that stand directly beside the blank
KNOWN = 3  # sentences that say a word: it is not an odd one


def wrong_choices(blank: Blank, spares: Iterable[str], material: Material, *, number: int = WRONG) -> list[str]:
    """Return up to `number` of `spares` that are surely wrong in the blank.

    Those of the same length come first, of these the ones that the material says more often.
    """
    length = len(blank.answer)
    ordered = sorted(
        set(spares),
        key=lambda one: (abs(len(one) - length), -min(material.times(one), KNOWN), _rank(blank, one)),
    )
    chosen: list[str] = []
    for one in ordered:
        if not any(_alike(one, other) for other in chosen) and not may_be_right(one, blank, material):
            chosen.append(one)
            if len(chosen) == number:
                break
    return chosen


def may_be_right(choice: str, blank: Blank, material: Material) -> bool:
    """Return whether anything in the material speaks for `choice` where the blank is."""
    sentence = blank.statement.text
    if choice in sentence or _alike(choice, blank.answer) or any(_alike(choice, one) for one in blank.beside):
        return True
    before, after = blank.before[-BESIDE:], blank.after[:BESIDE]
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


def _alike(one: str, other: str) -> bool:
    """Return whether two choices have a word in common, or one is a part of the other."""
    return one in other or other in one or bool(pairs_of(one) & pairs_of(other))


def _rank(blank: Blank, one: str) -> bytes:
    """Return an order that is the same at every start, and another one for each item."""
    return hashlib.sha256(f"{blank.statement.text} {blank.start} {one}".encode()).digest()
