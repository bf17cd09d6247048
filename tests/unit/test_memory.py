"""When Python looks for rings of things that nobody uses."""

import gc
from collections.abc import Iterator

import pytest

from core.memory import keep_what_is_there, look_for_no_rings, without_looks_for_rings


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was = gc.get_freeze_count()
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.enable()
    if was:
        gc.freeze()


def test_a_start_looks_for_no_rings_and_the_bot_looks_again() -> None:
    assert gc.get_freeze_count() == 0
    look_for_no_rings()
    assert not gc.isenabled()

    keep_what_is_there()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_it_looks_again_after_an_error_too() -> None:
    with pytest.raises(ZeroDivisionError), without_looks_for_rings():
        1 // int(gc.isenabled())
    assert gc.isenabled()


def test_where_python_was_left_alone_everything_is_looked_through_as_before() -> None:
    before = gc.get_freeze_count()

    keep_what_is_there()

    assert gc.get_freeze_count() == before
