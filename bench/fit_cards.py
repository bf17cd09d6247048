"""Fits the weights that tell which button of a card is meant in any words; estimates them on writers left out.

.venv/bin/python -m bench.fit_cards

It writes knowledge/language/cards/weights.txt, fitted on everybody, and bench/cards/left_out.json: what a model
makes of each writer that has heard only the others. See bench/cards/说明.md.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bench import functions
from bench.fit_wishes import Counted, Effort, fitted
from bench.wish_examples import QUESTION, asked
from knowledge.language.cards.catalogue import Act
from knowledge.language.cards.which_button import FILE, TOGETHER, YES, Meant, acts_of, meant_by, odds_of
from knowledge.language.functions.recogniser import Recogniser, text_of
from knowledge.language.wishes.wish_features import features

FOLDER = Path(__file__).with_name("cards")
CARDS = FOLDER / "卡片.md"
LEFT_OUT = FOLDER / "left_out.json"
NONE = "none"
GROUPS = 3  # of writers left out together: a fit takes minutes
KEPT = 8000  # features
EFFORT = Effort(60, 15, 0.02, 2)
LEARNED, MEASURED = 2000, 1500  # questions
ELSE = 0.1  # so much counts what is said to no card: it is many times as much, and stands below few of them
# What people want of the bot that no card has a button for.
ELSEWHERE = (
    "who_are_you how_to_ask privacy who_sees forget_me my_role subscribe unsubscribe settings set_time set_days"
    " pause mute unmute as_picture holiday_reminder quote_today quote_past preview quiz_subscribe quiz_change"
    " quiz_end report count_words compare verify roles stats health lost_groups ledger export when"
)

WAYS = ("pressed", "asked", "offered")

Said = tuple[str, str, str]  # the card, the act or NONE, the sentence


def main() -> None:
    """Fit and write, then estimate and write."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    cards = (sorted({act.name for act in acts(card).values()}) for card in labels())
    TOGETHER.write_text("".join(f"{' '.join(names)}\n" for names in cards if names), encoding="utf-8")
    FILE.write_text(_text(writers()), encoding="utf-8")
    everybody = writers()
    found: dict[str, dict[str, float]] = {}
    for first in range(GROUPS):
        unheard = list(everybody)[first::GROUPS]
        heard = {name: said for name, said in everybody.items() if name not in unheard}
        model = Recogniser.read(_text(heard).encode())
        found |= {name: figures(everybody[name], model) for name in unheard}
        print(found, flush=True)
    found = {name: found[name] for name in everybody}
    kept = {"fingerprint": fingerprint(), "writers": found}
    LEFT_OUT.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def fingerprint() -> str:
    """Return what changes when the sentences do, or what the features make of them: then fit anew."""
    seen = hashlib.sha256(CARDS.read_bytes())
    for said in writers().values():
        for card, act, text in said:
            seen.update(" ".join([card, act, *sorted(features(text))]).encode())
    return seen.hexdigest()[:16]


def writers() -> dict[str, list[Said]]:
    """Return what each writer said to which card, with the act that is meant."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.tsv"))}


def _read(file: Path) -> list[Said]:
    lines = (line.split("\t", 1) for line in file.read_text(encoding="utf-8").splitlines())
    return [(card, called, said) for where, said in lines for card, called in [where.split(".", 1)]]


@cache
def labels() -> dict[str, dict[str, str]]:
    """Return the labels of each card's buttons, by what the writers call them."""
    cards: dict[str, dict[str, str]] = {}
    for line in CARDS.read_text(encoding="utf-8").splitlines():
        if line.count("\t") == 2:
            where, label, _ = line.split("\t")
            card, called = where.split(".")
            cards.setdefault(card, {})[called] = label
    return cards


@cache
def acts(card: str) -> dict[str, Act]:
    """Return what the buttons of a card do, by what the writers call them; of a question, yes and no too."""
    named = labels()[card]
    known = acts_of([*named.values()], card if YES in named else "")
    return {called: known[label] for called, label in named.items() if label in known}


def _act(card: str, called: str) -> str:
    """Return the act that a writer means; QUESTION where it is none of the buttons'."""
    act = acts(card).get(called)
    return act.name if act else QUESTION


def _shared(act: str) -> str:
    """Return YES or NO of an answer, whatever was asked; of other acts themselves."""
    return act.rpartition(".")[2]


def _text(heard: dict[str, list[Said]]) -> str:
    """Return the weights of a model that has heard these."""
    examples: list[Counted] = []
    visible: list[frozenset[str]] = []
    for said in heard.values():
        for card, called, text in said:
            examples.append((text, _act(card, called), 1.0))
            visible.append(frozenset(act.name for act in acts(card).values()))
    others = [*asked()[:LEARNED], *_elsewhere()]
    examples += [(text, QUESTION, ELSE) for text in others]
    visible += [frozenset()] * len(others)
    return text_of(*fitted(examples, KEPT, EFFORT, visible, _shared))


@cache
def _elsewhere() -> tuple[str, ...]:
    every, elsewhere = functions.writers().values(), {*ELSEWHERE.split(), functions.NONE}
    return tuple(text for said in every for text, name in said if name in elsewhere)


def figures(said: Sequence[Said], model: Recogniser) -> dict[str, float]:
    """Return how much of what one writer says to cards is understood, and what else is taken for it.

    `first`: of the card's buttons the right one is the likeliest. `pressed`: one is, unasked; `right` of
    these. `asked`, `offered`: it is among those that are asked about, or offered where nobody knows the words.
    Then how much is pressed, asked about and offered of what means none of them, and of questions not learned.
    """
    meant = [(_meant(text, card, model), card, called, text) for card, called, text in said]
    wanted = [one for one in meant if _act(one[1], one[2]) != QUESTION]
    first, hits = [], {"pressed": 0, "right": 0, "asked": 0, "offered": 0}
    for found, card, called, text in wanted:
        odds = odds_of(text, {act.name for act in acts(card).values()}, model)
        first.append(max(odds, key=lambda name: odds[name]) == _act(card, called))
        label, way = labels()[card][called], _way(found)
        if found and way:
            hits[way] += way == "pressed" or label in found.choices
            hits["right"] += found.sure == label
    others = zip(asked()[LEARNED : LEARNED + MEASURED], [*labels()] * MEASURED, strict=False)
    questions = [_way(_meant(text, card, model)) for text, card in others]
    nothing = [_way(found) for found, card, called, _ in meant if _act(card, called) == QUESTION]
    return {
        "said": len(wanted),
        "first": _share(first.count(True), first),
        "pressed": _share(hits["pressed"], wanted),
        "right": round(hits["right"] / max(hits["pressed"], 1), 4),
        "asked": _share(hits["asked"], wanted),
        "offered": _share(hits["offered"], wanted),
        "none": len(nothing),
        **{f"none {way}": _share(nothing.count(way), nothing) for way in WAYS},
        **{f"questions {way}": _share(questions.count(way), questions) for way in WAYS},
    }


def _meant(text: str, card: str, model: Recogniser) -> Meant | None:
    named = labels()[card]
    return meant_by(text, {named[called]: act for called, act in acts(card).items()}, model)


def _way(meant: Meant | None) -> str:
    """Return what is made of it: one of WAYS; empty where nothing is."""
    if meant is None:
        return ""
    return "pressed" if meant.sure else "asked" if meant.asks else "offered"


def _share(part: int, of: Sequence[object]) -> float:
    return round(part / max(len(of), 1), 4)


if __name__ == "__main__":
    main()
