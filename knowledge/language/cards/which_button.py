"""Which button of the card that stands there is likely meant, in any words.

这道太绕了 is 不用 below an item that waits, and nothing below another card. So one model knows all acts, and of
these only those count that such a card has; that nothing of it is meant counts always. It is the model of the
functions (multinomial logistic regression), with weights of its own: bench/fit_cards.py makes them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.language.cards.catalogue import Act, Takes, act_on
from knowledge.language.functions.recogniser import Recogniser

FILE = Path(__file__).with_name("weights.txt")
TOGETHER = Path(__file__).with_name("together.txt")
YES, NO = "yes", "no"
LONGEST = 40  # characters
SURE, NEVER = {Takes.SHOWS: 0.5, Takes.DOES: 0.7, Takes.AGREES: 0.8}, 2.0
ASKED = 0.4  # from this likelihood of all buttons together on, the bot asks which one is meant
LIKELY, OFFERED, MOST = (
    0.25,
    0.1,
    3,
)  # the same where nobody knows the words; what else is offered, and how much


@dataclass(frozen=True, slots=True)
class Meant:
    """What of a card may be meant: the label that surely is, or what may be, the likeliest first.

    `asks`: they are likely enough to be asked about at once, not only where nobody else knows the words.
    `odds`: how likely the likeliest is.
    """

    sure: str = ""
    choices: tuple[str, ...] = ()
    asks: bool = False
    odds: float = 1.0


def button_meant(text: str, labels: Sequence[str]) -> Meant | None:
    """Return which of the buttons with these labels `text` may mean; None for none of them."""
    return meant_by(text, acts_of(labels), _shipped()) if len(text) <= LONGEST else None


def answer_meant(text: str, question: str, labels: Sequence[str]) -> Meant | None:
    """Return which answer to a question `text` may mean: YES, NO, or another of these labels; None for none.

    `question` is what the writers called it (bench/cards): 照发 agrees to no pause, and to go on.
    """
    return meant_by(text, acts_of(labels, question), _shipped()) if len(text) <= LONGEST else None


def acts_of(labels: Sequence[str], question: str = "") -> dict[str, Act]:
    """Return what buttons with these labels do, those that are known; YES and NO to the question with them."""
    either = (YES, NO) if question else ()
    takes = {YES: Takes.AGREES, NO: Takes.DOES}
    answers = {said: Act(f"{question}.{said}", takes[said], frozenset(), ()) for said in either}
    return answers | {label: act for label in labels if (act := act_on(label))}


def meant_by(text: str, acts: Mapping[str, Act], model: Recogniser) -> Meant | None:
    """Return which of the labels in `acts` may be meant, by that model."""
    here: dict[Act, list[str]] = {}
    for label, act in acts.items():
        here.setdefault(act, []).append(label)
    odds = odds_of(text, _with_what_stands_beside(frozenset(act.name for act in here)), model)
    odds = {act.name: odds[act.name] for act in here}
    likely = sorted(here, key=lambda act: -odds[act.name])
    if not likely or sum(odds.values()) < LIKELY:
        return None
    first = likely[0]
    if len(here[first]) == 1 and odds[first.name] >= SURE.get(first.takes, NEVER):
        return Meant(here[first][0], odds=odds[first.name])
    choices = [label for act in likely if odds[act.name] >= OFFERED for label in here[act]]
    asks = sum(odds.values()) >= ASKED
    return Meant("", tuple(choices[:MOST]), asks, odds[first.name]) if choices else None


def odds_of(text: str, names: Iterable[str], model: Recogniser) -> dict[str, float]:
    """Return how likely each of these acts is meant, where no other can be; what is missing to 1 is nothing."""
    odds = model.odds(text)
    place = {kind: at for at, kind in enumerate(model.kinds)}
    here = {name: float(odds[place[name]]) if name in place else 0.0 for name in names}
    total = float(odds[0]) + sum(here.values())
    return {name: share / total for name, share in here.items()}


@cache
def _with_what_stands_beside(names: frozenset[str]) -> frozenset[str]:
    """Return these acts and what else cards with most of them can have: the first page has no 上一页."""
    cards = together()
    most = max(len(names & card) for card in cards)
    return names.union(*(card for card in cards if most and len(names & card) == most))


@cache
def together() -> tuple[frozenset[str], ...]:
    """Return the acts that stand on one card, as the writers saw them; bench/fit_cards.py writes them."""
    return tuple(frozenset(line.split()) for line in TOGETHER.read_text(encoding="utf-8").splitlines())


@cache
def _shipped() -> Recogniser:
    return Recogniser.read(FILE.read_bytes())


def is_an_act(text: str) -> bool:
    """Return whether `text` is surely something that some card has a button for."""
    odds = _shipped().odds(text)
    return len(text) <= LONGEST and float(odds[0]) < 1 - ASKED
