"""Buttons under a passage. They carry all they need, so they outlive a restart, and nobody's words."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.words.replies import label
from knowledge.search.answer import Candidate
from knowledge.search.library import Library
from knowledge.speech.segment import Passage
from services.asking.answers import digest

LONGEST_DATA = 64  # bytes; Telegram's limit
PATTERN = re.compile(r"(?P<action>[scbf])(?P<mode>[aup])(?P<index>\d)(?P<digest>[\w-]{6})\|(?P<items>.+)")
_ITEM = re.compile(r"(?P<id>.+?)(?:~(?P<start>[0-9a-z]+)\.(?P<length>[0-9a-z]+))?")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Mode(StrEnum):
    """What kind of reply the buttons belong to."""

    ANSWER = "a"
    UNSURE = "u"
    PASSAGE = "p"


class Action(StrEnum):
    """What a button does with its deck."""

    SHOW = "s"
    CONTEXT = "c"
    BACK = "b"
    FORWARD = "f"


@dataclass(frozen=True, slots=True)
class Card:
    """A passage of a deck and the span of it that is marked."""

    passage: Passage
    mark: tuple[int, int] | None = None

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        return (self.mark,) if self.mark else ()


@dataclass(frozen=True, slots=True)
class Deck:
    """The candidates of one answer, best first, and which of them is shown."""

    mode: Mode
    cards: tuple[Card, ...]
    index: int = 0

    @property
    def shown(self) -> Card:
        return self.cards[self.index]


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed, read back."""

    action: Action
    deck: Deck


def deck_of(mode: Mode, candidates: tuple[Candidate, ...]) -> Deck:
    """Return the deck of `candidates`, of each one's marks the longest, as far as it fits into a button.

    First the last candidates give way, down to two, then the marks. Raises ValueError when even a single
    passage number is too long.
    """
    cards = tuple(
        Card(candidate.passage, max(candidate.marks, key=lambda mark: mark[1] - mark[0], default=None))
        for candidate in candidates
    )
    unmarked = tuple(Card(card.passage) for card in cards)
    for attempt in (
        *(cards[:size] for size in range(len(cards), 1, -1)),
        unmarked[:2],
        cards[:1],
        unmarked[:1],
    ):
        deck = Deck(mode, attempt)
        if len(_data(Action.SHOW, deck, 0).encode()) <= LONGEST_DATA:
            return deck
    raise ValueError("a passage number does not fit into a button")


def answer_keyboard(deck: Deck) -> InlineKeyboardMarkup:
    """Return the buttons under the passage that `deck` shows."""
    return _keyboard(deck, _button("上下文", Action.CONTEXT, deck, deck.index))


def context_keyboard(deck: Deck) -> InlineKeyboardMarkup:
    """Return the buttons under a context: as under the passage, with a way back to it."""
    return _keyboard(deck, _button("收起", Action.SHOW, deck, deck.index))


def _keyboard(deck: Deck, context: InlineKeyboardButton) -> InlineKeyboardMarkup:
    if deck.mode is Mode.UNSURE:
        return InlineKeyboardMarkup([*candidate_rows(deck, skip=deck.index), [context]])
    if deck.mode is Mode.ANSWER and len(deck.cards) > 1:
        following = (deck.index + 1) % len(deck.cards)
        text = "下一条" if following else "回到第一条"
        return InlineKeyboardMarkup([[context, _button(text, Action.SHOW, deck, following)]])
    return InlineKeyboardMarkup(
        [
            [
                _button("上一段", Action.BACK, deck, deck.index),
                context,
                _button("下一段", Action.FORWARD, deck, deck.index),
            ]
        ]
    )


def candidates_keyboard(deck: Deck) -> InlineKeyboardMarkup:
    """Return a button for each candidate, none shown yet."""
    return InlineKeyboardMarkup(candidate_rows(deck, skip=None))


def candidate_rows(deck: Deck, *, skip: int | None) -> list[list[InlineKeyboardButton]]:
    """Return a row for each candidate but `skip`; no two rows read the same."""
    labels = [label(card.passage.text, card.mark) for card in deck.cards]
    rows = []
    for index, card in enumerate(deck.cards):
        if index == skip:
            continue
        text = labels[index]
        if labels.count(text) > 1:
            text = f"{text[:12]} {card.passage.id}"
        rows.append([_button(text, Action.SHOW, deck, index)])
    return rows


def read(data: str, library: Library) -> Press | None:
    """Read a button's data back. None: it is not one of these, or a passage has changed or gone since."""
    match = PATTERN.fullmatch(data)
    if match is None:
        return None
    cards = []
    for passage_id, mark in _read_items(match["items"]):
        passage = library.passage(passage_id)
        if passage is None:
            return None
        cards.append(Card(passage, mark))
    index = int(match["index"])
    if index >= len(cards) or digest([card.passage for card in cards]) != match["digest"]:
        return None
    return Press(Action(match["action"]), Deck(Mode(match["mode"]), tuple(cards), index))


def _button(text: str, action: Action, deck: Deck, index: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=_data(action, deck, index))


def _data(action: Action, deck: Deck, index: int) -> str:
    passages = [card.passage for card in deck.cards]
    return f"{action}{deck.mode}{index}{digest(passages)}|{_write_items(deck.cards)}"


def _write_items(cards: tuple[Card, ...]) -> str:
    """Write 2023-3-07~5.c,4-08: the speech's short name only where it changes; marks in base 36."""
    written = []
    slugs = ["", *(card.passage.id.rsplit("-", 2)[0] for card in cards)]
    for (before, slug), card in zip(pairwise(slugs), cards, strict=True):
        said = card.passage.id if slug != before else card.passage.id[len(slug) + 1 :]
        if card.mark:
            said += f"~{_base36(card.mark[0])}.{_base36(card.mark[1] - card.mark[0])}"
        written.append(said)
    return ",".join(written)


def _read_items(items: str) -> list[tuple[str, tuple[int, int] | None]]:
    read_back: list[tuple[str, tuple[int, int] | None]] = []
    slug = ""
    for item in items.split(","):
        match = _ITEM.fullmatch(item)
        if match is None:
            return [("", None)]
        passage_id = match["id"] if match["id"].count("-") > 1 else f"{slug}-{match['id']}"
        slug = passage_id.rsplit("-", 2)[0]
        mark = None
        if match["start"]:
            start = int(match["start"], 36)
            mark = (start, start + int(match["length"], 36))
        read_back.append((passage_id, mark))
    return read_back


def _base36(number: int) -> str:
    said = ""
    while True:
        number, digit = divmod(number, 36)
        said = _DIGITS[digit] + said
        if not number:
            return said
