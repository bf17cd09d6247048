"""Markup through names of people, groups, topics and files, titles and headings: Telegram takes every reply."""

from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup

from core.models import ChatKind, Link, NoticeText, Quote, Shows, TopicLost
from core.names import cleaned, fenced, with_number
from emulator.chats import Chat
from emulator.keyboards import inline_keyboard
from emulator.markup import formatted
from emulator.telegram import LONGEST_TEXT
from fuzz import hostile
from fuzz.driving import Ledger
from fuzz.house import ROLES, SAID, House, Houses
from fuzz.mutating import changed_text
from handlers.commands import COMMANDS
from handlers.sending.contents import view_of
from handlers.words.cards import button
from handlers.words.replies import Piece, View, label, linked, marked, quote_pieces, source_line

pytestmark = pytest.mark.fuzz
IN_THE_HOUSE = 0.025  # of the share
BY_HYPOTHESIS = 0.05
WHITE = " \t\r\n\v\0"  # what Telegram takes off the ends of a message
HERE = Chat(1, ChatKind.PRIVATE)
DAY = date(2026, 3, 2)


def taken(view: View) -> None:
    """Have the local Telegram read a view's messages; what people see is what the view says."""
    said = "".join(piece.text for piece in view.pieces)
    seen = ""
    for part in view.parts("qingfeng_bot"):
        text, entities = formatted(part, "HTML", None)
        assert len(text) <= LONGEST_TEXT
        assert text.strip(WHITE) or not said.strip(WHITE), "an empty message, which Telegram refuses"
        assert len(entities) <= 100
        seen += text
    assert _letters(seen) == _letters(said)
    if view.keyboard is not None:
        inline_keyboard(view.keyboard.to_dict(), HERE)


def _letters(text: str) -> str:
    return "".join(text.translate(dict.fromkeys(map(ord, WHITE))).split())


def check(words: str) -> None:
    """Have words said in every place where a view holds what somebody chose."""
    for name in (cleaned(words), fenced(words)):
        assert not set(hostile.CONTROLS) & set(name)
        assert "\u202e" not in name
    shows = Shows("2022-1-01", words)
    quote = Quote(words or "句", "2022", words, words, words, "2022-1-01")
    pieces = (
        Piece(f"{with_number(words, 5)}："),
        *linked(words, [Link(0, len(words) // 2, "https://a.cn/?a=1&b=<2>")]),
        Piece("\n"),
        *marked(words, [(0, 3), (2, 9), (len(words), len(words) + 5)]),
        Piece("\n"),
        *source_line(words, words, words, shows),
    )
    taken(View(pieces, answer_buttons(words)))
    taken(View(quote_pieces(quote, DAY, words)))
    taken(view_of(TopicLost(words)))
    taken(view_of(NoticeText(words, (Link(1, len(words), words or "x"),))))
    taken(View((Piece(words, bold=True, quote=True), Piece(words, code=True), Piece(words, folded=True))))


def answer_buttons(words: str) -> InlineKeyboardMarkup:
    """Return the buttons under a passage of these words; Telegram takes no button without a text."""
    rows = [[button(label(words, mark), "x")] for mark in (None, (1, 4)) if words.strip().strip(WHITE)]
    return InlineKeyboardMarkup(rows)


class Named(NamedTuple):
    """What somebody, and their group, is called while they say something; or the name of the file they send."""

    who: str
    name: str
    title: str
    words: str
    file: bool


async def called(house: House, some: list[Named]) -> None:
    world, office = house.office.world, house.office
    group = house.chats[len(ROLES)]
    for who, name, title, words, file in some:
        await office.clock.advance(10)
        person = house.people[who].person
        person.name, group.title = (name.strip() or "名")[:64], (title.strip() or "群")[:128]
        chat = house.people[who].private
        if file:
            world.send_media(person, chat, "photo", caption=name[:1000], name=name[:255])
        else:
            world.say(person, chat, words)
            if who != "stranger":
                world.say(person, group, words)
    await house.deals()


@pytest.mark.timeout(0)
def test_no_name_breaks_a_reply(ledger: Ledger, houses: Houses) -> None:
    surface = ledger.surface("names")
    commands = [f"/{one.name}" for one in COMMANDS]
    words = st.sampled_from([*commands, *SAID, "/roles", "/admit 5000000001", "/dismiss 5000000001", "/audit"])
    one = st.builds(Named, st.sampled_from(ROLES), hostile.text(), hostile.text(), words, st.just(value=False))
    number = surface.in_a_scene

    def play(some: list[Named]) -> tuple[float, object]:
        return houses.scene(lambda house: called(house, some), len(some))

    surface.scenes(st.lists(one, min_size=number, max_size=number), play, surface.part(IN_THE_HOUSE))
    surface.assert_nothing_found()


@pytest.mark.timeout(0)
def test_no_words_break_markup(ledger: Ledger) -> None:
    surface = ledger.surface("names")
    surface.examples(
        hostile.text() | st.text(st.characters(exclude_categories=["Cs"])), check, surface.part(BY_HYPOTHESIS)
    )
    seeds = [one[:200] for pool in hostile.POOLS for one in pool]
    surface.mutants(seeds, changed_text, check, surface.part(1 - BY_HYPOTHESIS - IN_THE_HOUSE))
    surface.assert_nothing_found()
