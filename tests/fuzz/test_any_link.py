"""Every link to the bot (t.me/bot?start=…), and whatever somebody types behind /start by hand."""

import re
from typing import NamedTuple

import pytest
from hypothesis import strategies as st

from core.models import SpeechText
from fuzz import hostile
from fuzz.driving import Ledger
from fuzz.house import LINKS, ROLES, House, Houses
from fuzz.mutating import changed_text
from handlers.people import links
from handlers.words import opening
from handlers.words.spoken import spoken
from knowledge.search.library import Library

pytestmark = pytest.mark.fuzz
IN_THE_HOUSE = 0.3  # of the share; the rest is read without a house
LONGEST = 4000
BOT = "qingfeng_bot"
IN_LINKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


class Opened(NamedTuple):
    """A link that somebody opens, in private or in the group."""

    who: str
    argument: str
    private: bool


@st.composite
def arguments(draw: st.DrawFn, known: list[str]) -> str:
    """Draw what stands behind start=: a link that is known, one of its kind, cut, longer, or anything."""
    one = draw(st.sampled_from(known))
    at = draw(st.integers(0, max(len(one), 1)))
    match draw(st.integers(0, 6)):
        case 0:
            return one[:at]
        case 1:
            return one[:at] + draw(hostile.text()) + one[at:]
        case 2:
            return draw(st.sampled_from(sorted(links.LINKS))) + draw(st.text(IN_LINKS, max_size=64))
        case 3:
            return draw(st.text(IN_LINKS, min_size=1, max_size=64))
        case 4:
            return one + draw(st.sampled_from([" ", "\u3000", "\n", ""])) + draw(st.sampled_from(known))
        case 5:
            return draw(hostile.text())
        case _:
            return one


async def opened(house: House, some: list[Opened]) -> None:
    world = house.office.world
    await house.office.clock.advance(100)
    for who, argument, private in some:
        person = house.people[who]
        insider = who != "stranger"
        chat = person.private if private or not insider else house.chats[len(ROLES)]
        world.say(person.person, chat, f"/start {argument}"[:LONGEST])
    await house.deals()


@pytest.mark.timeout(0)
def test_no_link_breaks_a_handler(ledger: Ledger, houses: Houses) -> None:
    surface = ledger.surface("links")
    house = houses.house()
    operator = house.people["operator"]
    houses.run(operator.says("/invite 900 9"))
    made = re.findall(r"start=([\w-]+)", operator.sees())
    houses.run(operator.says("三重一大"))
    known = [*LINKS, *made]
    drawn = st.builds(Opened, st.sampled_from(ROLES), arguments(known), st.booleans())
    number = surface.in_a_scene

    def play(some: list[Opened]) -> tuple[float, object]:
        return houses.scene(lambda house: opened(house, some), len(some))

    openings = st.lists(drawn, min_size=number, max_size=number)
    surface.scenes(openings, play, surface.part(IN_THE_HOUSE))
    surface.assert_nothing_found()


@pytest.mark.timeout(0)
def test_what_a_link_carries_is_read_or_refused(ledger: Ledger) -> None:
    surface = ledger.surface("links")
    speech = SpeechText("2022", "2022.txt", "讲话", "2022年", "", "一、作风\n要抓到底。廉洁从政。\n")
    library = Library.build([speech])

    def check(argument: str) -> object:
        said = spoken(f"/start {argument}", BOT)
        number = argument.removeprefix(opening.LINK)
        address = opening.opens(BOT, number)
        assert not address or re.fullmatch(rf"https://t\.me/{BOT}\?start=[\w-]{{1,64}}", address, re.ASCII)
        found = library.passage(number)
        assert found is None or address, "a passage that no link opens"
        return said is not None, bool(address), found and found.id

    seeds = [*LINKS, *hostile.PATHS, "p_2022-1-01", "p_2022-0-01", "inv_Zm9vYmFyYmF6", "claim_ABCD-EFGH-JKLM"]
    surface.mutants(seeds, changed_text, check, surface.part(1 - IN_THE_HOUSE))
    surface.assert_nothing_found()
