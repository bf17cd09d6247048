"""Buttons under a passage. They contain all they need, so they work after a restart, and no one's words."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from core.patterns import pattern
from handlers.words.citing import PICTURE, copy_button
from handlers.words.replies import label
from knowledge.search.answer import Candidate
from knowledge.search.library import Library
from knowledge.speech.segment import Passage
from services.asking.remembered.shown import digest
from services.cards.saying import LONGEST

LONGEST_DATA = 64  # bytes; Telegram's limit
PATTERN = pattern(r"(?P<action>[scbf])(?P<mode>[aupr])(?P<index>\d)(?P<digest>[\w-]{6})\|(?P<items>.+)")
READING = "r"  # stands for Mode.PASSAGE where the last item is the passage that the reading began with
_ITEM = pattern(r"(?P<id>.+?)(?:~(?P<start>[0-9a-z]+)\.(?P<length>[0-9a-z]+))?")
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
    """The candidates of one answer, best first, and which of them is shown.

    In a reading (Mode.PASSAGE, one card) `around` is the passage that it began with, "" for the one shown.
    """

    mode: Mode
    cards: tuple[Card, ...]
    index: int = 0
    around: str = ""

    @property
    def shown(self) -> Card:
        return self.cards[self.index]


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed, read back."""

    action: Action
    deck: Deck


def deck_of(mode: Mode, candidates: tuple[Candidate, ...], around: str = "") -> Deck:
    """Return the deck of `candidates`, of each one's marks the longest, as far as it fits into a button.

    If it does not fit, candidates are dropped from the end, down to two, then the marks. Raises ValueError when
    even a single passage number is too long.
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
        deck = Deck(mode, attempt, around=around)
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
    passage = deck.shown.passage
    taken = [copy_button(passage), *picture_buttons(passage)]
    if deck.mode is Mode.UNSURE:
        around = [context]
        if deck.index + 1 < len(deck.cards):
            around.append(_button("下一条", Action.SHOW, deck, deck.index + 1))
        return InlineKeyboardMarkup([*candidate_rows(deck, skip=deck.index), around, taken])
    if deck.mode is Mode.ANSWER and len(deck.cards) > 1:
        following = (deck.index + 1) % len(deck.cards)
        text = "下一条" if following else "回到第一条"
        onward = _button(text, Action.SHOW, deck, following)
        if not deck.index:
            return InlineKeyboardMarkup([[context, onward], taken])
        return InlineKeyboardMarkup(
            [[_button("上一条", Action.SHOW, deck, deck.index - 1), onward], [context, *taken]]
        )
    return InlineKeyboardMarkup(
        [
            [
                _button("上一段", Action.BACK, deck, deck.index),
                context,
                _button("下一段", Action.FORWARD, deck, deck.index),
            ],
            taken,
        ]
    )


def onward_button(text: str, passage: Passage) -> InlineKeyboardButton:
    """Return the button that reads on from a passage."""
    return _button(text, Action.FORWARD, Deck(Mode.PASSAGE, (Card(passage),)), 0)


def picture_buttons(passage: Passage) -> list[InlineKeyboardButton]:
    """Return the button that makes a picture of a passage; none where it is too long for one."""
    data = f"card:p:{digest([passage])}|{passage.id}"
    if len(passage.text) > LONGEST or len(data.encode()) > LONGEST_DATA:
        return []
    return [InlineKeyboardButton(PICTURE, callback_data=data)]


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
    """Read a button's data back. None: it is another kind of button, or a passage has changed or gone."""
    match = PATTERN.fullmatch(data)
    if match is None:
        return None
    reading, items = match["mode"] == READING, _read_items(match["items"])
    mode = Mode.PASSAGE if reading else Mode(match["mode"])
    around = items.pop()[0] if reading else ""
    cards = []
    for passage_id, mark in items:
        stretch = library.stretch(passage_id, around)
        if stretch is None:
            return None
        cards.append(Card(stretch.passage, mark))
    index = int(match["index"])
    if index >= len(cards) or digest([card.passage for card in cards]) != match["digest"]:
        return None
    return Press(Action(match["action"]), Deck(mode, tuple(cards), index, around))


def _button(text: str, action: Action, deck: Deck, index: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=_data(action, deck, index))


def _data(action: Action, deck: Deck, index: int) -> str:
    passages = [card.passage for card in deck.cards]
    mode = READING if deck.around else deck.mode
    return f"{action}{mode}{index}{digest(passages)}|{_write_items(deck)}"


def _write_items(deck: Deck) -> str:
    """Write 2023-3-07~5.c,4-08: the speech's short name only where it changes; marks in base 36.

    In a reading the passage it began with comes behind the one shown.
    """
    items = [(card.passage.id, card.mark) for card in deck.cards]
    items += [(deck.around, None)] if deck.around else []
    written = []
    slugs = ["", *(passage_id.rsplit("-", 2)[0] for passage_id, _ in items)]
    for (before, slug), (passage_id, mark) in zip(pairwise(slugs), items, strict=True):
        said = passage_id if slug != before else passage_id[len(slug) + 1 :]
        if mark:
            said += f"~{_base36(mark[0])}.{_base36(mark[1] - mark[0])}"
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
