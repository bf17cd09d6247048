"""What counts as slow when inputs are driven: by itself, each time, and for the machine as it is."""

import pytest
from fuzz import driving
from fuzz.driving import AGAIN, LONGEST, Surface

SLOW = 3 * LONGEST


@pytest.fixture(autouse=True)
def quick_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving, "slowness", lambda: 1.0)


def played(surface: Surface, *seconds: float) -> None:
    """Play a scene of two inputs, then each by itself, where the handlers take these seconds in turn."""
    left = list(seconds)
    surface._play(["one", "another"], lambda scene: (left.pop(0), scene[0]))
    assert left == []


def test_what_is_slow_beside_others_alone_is_no_finding() -> None:
    surface = Surface("links", 1, 1)
    played(surface, SLOW, 0.1, 0.1)
    surface.assert_nothing_found()


def test_what_is_slow_all_times_but_one_is_no_finding() -> None:
    surface = Surface("links", 1, 1)
    played(surface, SLOW, *[SLOW] * (AGAIN - 1), 0.1, 0.1)
    surface.assert_nothing_found()


def test_what_is_slow_each_time_is_found() -> None:
    surface = Surface("links", 1, 1)
    played(surface, SLOW, 0.1, *[SLOW] * AGAIN)
    with pytest.raises(AssertionError, match=r"3\.0 s\n  1 times, such as 'another'"):
        surface.assert_nothing_found()


def test_on_a_slow_machine_an_input_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving, "slowness", lambda: 4.0)
    surface = Surface("links", 1, 1)
    played(surface, SLOW)
    surface.assert_nothing_found()
