"""Every string a button may carry: another person's, another chat's, pressed again, cut, longer, made up."""

import asyncio
import re
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import strategies as st
from telegram.ext import CallbackQueryHandler

from core.models import SpeechText
from fuzz import hostile
from fuzz.driving import Ledger
from fuzz.house import ROLES, House, Houses, SpinningError
from fuzz.mutating import changed_text
from handlers import routes
from handlers.words import buttons
from knowledge.search.answer import Candidate
from knowledge.search.library import Library

pytestmark = pytest.mark.fuzz
IN_THE_HOUSE = 0.1  # of the share; the rest is read without a house
PLACES = len(ROLES) + 4  # the private chats, two groups, one outside, a channel


class Press(NamedTuple):
    """A button that somebody presses somewhere, as a client of their own making may send it."""

    who: str
    place: int
    data: str


@cache
def patterns() -> list[re.Pattern[str]]:
    """Return the patterns of all button handlers."""
    found = [handler.pattern for handler in routes.handlers() if isinstance(handler, CallbackQueryHandler)]
    return [pattern for pattern in found if isinstance(pattern, re.Pattern)]


@st.composite
def data(draw: st.DrawFn, shown: list[str]) -> str:
    """Draw what a button may carry: of one that was shown or could be, as it is or changed."""
    fitting = [st.from_regex(re.compile(one.pattern, re.ASCII), fullmatch=True) for one in patterns()]
    one: str = draw(st.one_of(st.sampled_from(shown), st.sampled_from(shown), *fitting))
    at = draw(st.integers(0, max(len(one), 1)))
    match draw(st.integers(0, 7)):
        case 0:
            one = one[:at]
        case 1:
            one = one[:at] + draw(hostile.text()) + one[at:]
        case 2:
            one = one[:at] + draw(st.characters(exclude_categories=["Cs"])) + one[at + 1 :]
        case 3:
            one = re.sub(
                r"\d+", draw(st.sampled_from(["0", "-1", "٣", "²", "9" * 30, "9223372036854775808"])), one
            )
        case 4:
            one = one + one
        case _:
            pass
    return one


def presses(shown: list[str], number: int) -> st.SearchStrategy[list[Press]]:
    """Return hypothesis' way to some presses; now and then the same one comes twice."""
    press = st.builds(Press, st.sampled_from(ROLES), st.integers(0, PLACES - 1), data(shown))
    return st.lists(press, min_size=number - 1, max_size=number - 1).flatmap(
        lambda some: st.sampled_from(some).map(lambda again: [*some, again])
    )


async def pressed(house: House, some: list[Press]) -> None:
    world, answers = house.office.world, []
    await house.office.clock.advance(100)
    for who, place, carried in some:
        chat = house.chats[place]
        if not (posts := house.posts(chat)):
            await house.office.app.bot.send_message(chat.id, "一条旧消息")
            posts = house.posts(chat)
        posts[-1].keyboard, kept = [[{"text": "按", "callback_data": carried}]], posts[-1].keyboard
        answers.append((carried, world.start_tap(house.people[who].person, posts[-1], 0)[1]))
        posts[-1].keyboard = kept
    await house.deals()
    await asyncio.sleep(0)
    for carried, answer in answers:
        if not answer.done():
            raise SpinningError(f"nobody answered {carried!r}")


@pytest.mark.timeout(0)
def test_no_button_breaks_a_handler(ledger: Ledger, houses: Houses) -> None:
    surface = ledger.surface("buttons")
    shown = houses.run(houses.house().buttons())

    def play(some: list[Press]) -> tuple[float, object]:
        return houses.scene(lambda house: pressed(house, some), len(some))

    surface.scenes(presses(shown, surface.in_a_scene), play, surface.part(IN_THE_HOUSE))
    surface.assert_nothing_found()


@pytest.mark.timeout(0)
def test_what_a_button_carries_is_read_or_refused(ledger: Ledger) -> None:
    surface = ledger.surface("buttons")
    text = "".join(f"第{number}句说的是廉洁从政的第{number}项要求。" for number in range(30))
    library = Library.build([SpeechText(one, f"{one}.txt", "讲话", "", "", text) for one in ("2022", "a_1")])
    passages = [found for number in range(1, 9) if (found := library.passage(f"2022-0-{number:02}"))]
    candidates = tuple(Candidate(one, 0.5, ((1, 5),)) for one in passages)
    decks = [buttons.deck_of(mode, candidates[:most]) for mode in buttons.Mode for most in (1, 3)]
    keyboards = [buttons.answer_keyboard(deck) for deck in decks]
    shown = [str(one.callback_data) for rows in keyboards for row in rows.inline_keyboard for one in row]

    def read(carried: str) -> object:
        press = buttons.read(carried, library)
        if press is not None:
            assert press.deck.shown.passage.text
            buttons.answer_keyboard(press.deck)
        return press and press.action

    ours = [one for one in shown if buttons.PATTERN.fullmatch(one)]
    assert ours
    surface.mutants(ours, changed_text, read, surface.part(1 - IN_THE_HOUSE))
    surface.assert_nothing_found()
