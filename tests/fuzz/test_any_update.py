"""Every handler with arbitrary updates: nothing breaks, nothing is slow, and Telegram takes every answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from fuzz.driving import Ledger
from fuzz.house import Houses
from fuzz.update_types import FILE, reduced, written
from fuzz.updates import scenes

pytestmark = pytest.mark.fuzz
WILD = 0.2  # of the share: values of types that Telegram does not write
PAGE = Path(__file__).resolve().parents[3] / "shared" / "data" / "botapi.json"


@pytest.mark.timeout(0)
def test_no_update_breaks_a_handler(ledger: Ledger, houses: Houses) -> None:
    surface = ledger.surface("updates")
    house = houses.house()
    cast = house.cast(houses.run(house.buttons()))

    for wild in (False, True):

        def play(updates: list[dict[str, Any]], wild: bool = wild) -> tuple[float, object]:
            return houses.scene(lambda house: house.hears(updates), len(updates), wild=wild)

        drawn = scenes(cast, surface.in_a_scene, wild=wild)
        surface.scenes(drawn, play, surface.part(WILD if wild else 1 - WILD))
    surface.assert_nothing_found()


def test_the_table_of_types_is_the_pages() -> None:
    if not PAGE.exists():
        pytest.skip("the machine-readable copy of the Bot API's page does not lie beside the checkout")
    page = json.loads(PAGE.read_text(encoding="utf-8"))
    assert written(reduced(page)) == FILE.read_text(encoding="utf-8")
