"""What the buttons of cards do: catalogue.txt, a line for each act."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from knowledge.language.talk.assent import bare_words

FILE = Path(__file__).with_name("catalogue.txt")
MORE = "…"  # behind what a label begins with


class Takes(StrEnum):
    """How sure the bot must be before typed words press this button."""

    SHOWS = "shows"  # little: it shows or asks something
    DOES = "does"  # to be sure: it is done at once, and can be undone
    AGREES = "agrees"  # more: it does what somebody was asked about
    WEIGHS = "weighs"  # a yes


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a button does. `whole`, `begins`: the labels that do it, and what others begin with."""

    name: str
    takes: Takes
    whole: frozenset[str]
    begins: tuple[str, ...]

    def is_on(self, label: str) -> bool:
        """Return whether a button with that label does it."""
        said = bare_words(label)
        return said in self.whole or said.startswith(self.begins)


@cache
def acts() -> tuple[Act, ...]:
    """Return all acts."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_read(line) for line in lines if not line.startswith("#"))


@cache
def act_on(label: str) -> Act | None:
    """Return what a button with that label does; None where that is not known here."""
    return next((act for act in acts() if act.is_on(label)), None)


def _read(line: str) -> Act:
    name, takes, labels = line.split("\t")
    every = labels.split("|")
    whole = frozenset(bare_words(one) for one in every if not one.endswith(MORE))
    begins = tuple(bare_words(one.removesuffix(MORE)) for one in every if one.endswith(MORE))
    return Act(name, Takes(takes), whole, begins)
