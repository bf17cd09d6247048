"""Asks which speech says a sentence."""

import hashlib
from collections.abc import Iterator, Sequence

from core.patterns import pattern
from knowledge.quiz.choices import FEWEST, shares_most
from knowledge.quiz.material import Material, Statement
from knowledge.quiz.pool import on_subject
from knowledge.quotes.spans import BOUND_TO_A_YEAR, SUBJECT
from knowledge.speech.segment import Segmented

SHORTEST, LONGEST = 30, 90  # characters
TOLD_APART = 0.45  # a sentence of another speech that shares more than that could be meant as well
WRONG = 3
TELLING = 2  # words: one that titles share by chance (工作) tells nothing
ASKED = "下面这句话出自哪一篇？\n“{words}”"
COMMON = pattern("我们|习近平|中央")


def speech_items(
    speech: Segmented, statements: Sequence[Statement], speeches: Sequence[Segmented], material: Material
) -> Iterator[tuple[Statement, str, str, list[str]]]:
    """Yield (statement, answer, question, wrong choices): sentences that only this speech says like that.

    Speeches that are told by their year alone do not stand beside one another: nobody has to know the year.
    """
    own, title = _called(speech), speech.speech.title
    others = [name for one in speeches if one.speech.title != title and (name := _called(one))]
    if not own or len(set(others)) < FEWEST:
        return
    ranked = sorted(statements, key=lambda one: (-len(set(SUBJECT.findall(one.text))), one.start))
    for statement in ranked:
        words = statement.text
        if (
            SHORTEST <= len(words) <= LONGEST
            and on_subject(statement)
            and not BOUND_TO_A_YEAR.search(words)
            and not COMMON.search(words)
            and material.nearest(words, speech.speech.slug) < TOLD_APART
        ):
            wrong = sorted(set(others), key=lambda one: hashlib.sha256(f"{words} {one}".encode()).digest())
            # Of a sentence on what only one title speaks of, nobody has to know more than the titles.
            if not shares_most(own, statement.pairs, wrong[:WRONG], by=TELLING):
                yield statement, own, ASKED.format(words=words), wrong[:WRONG]


def _called(speech: Segmented) -> str:
    """Return how a speech is called in a choice; empty where it has no title."""
    title, date = speech.speech.title, speech.speech.date
    said = f"{date}《{title}》" if title else ""
    return said if len(said) <= LONGEST_NAME else f"{said[: LONGEST_NAME - 2]}…》"


LONGEST_NAME = 100
