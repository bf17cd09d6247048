"""What an answer is worth by its confidence."""

from itertools import pairwise

import pytest

from knowledge.search.answer import Kind
from knowledge.search.confidence import LESS_WHERE_KNOWN, Zones

ZONES = Zones(confident=0.75, unsure=0.25)
A_LITTLE = 0.001


@pytest.mark.parametrize(
    ("confidence", "density", "kind"),
    [
        (1.0, 0.0, Kind.CONFIDENT),
        (0.75, 0.0, Kind.CONFIDENT),
        (0.75 - A_LITTLE, 0.0, Kind.UNSURE),
        (0.25, 0.0, Kind.UNSURE),
        (0.25 - A_LITTLE, 0.0, Kind.NOTHING),
        (0.0, 1.0, Kind.NOTHING),
        (0.75 - LESS_WHERE_KNOWN + A_LITTLE, 1.0, Kind.CONFIDENT),
        (0.75 - LESS_WHERE_KNOWN - A_LITTLE, 1.0, Kind.UNSURE),
        (0.75 - LESS_WHERE_KNOWN / 4 + A_LITTLE, 0.5, Kind.CONFIDENT),
        (0.75 - LESS_WHERE_KNOWN / 4 - A_LITTLE, 0.5, Kind.UNSURE),
    ],
)
def test_an_answer_is_worth_what_its_confidence_says(confidence: float, density: float, kind: Kind) -> None:
    assert ZONES.kind(confidence, density) is kind


def test_the_stricter_an_office_is_the_more_it_takes() -> None:
    zones = [Zones.of(step / 10) for step in range(11)]
    assert zones[5] == Zones()
    for bolder, stricter in pairwise(zones):
        assert bolder.confident < stricter.confident
        assert bolder.unsure <= stricter.unsure
    assert zones[0].unsure < zones[5].unsure < zones[10].unsure
    assert all(0 < one.unsure < one.confident < 1 for one in zones)
