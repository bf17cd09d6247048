"""When Python looks for rings of things that nobody uses, and what becomes of memory that is free."""

import gc
import platform
import subprocess
import sys
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


TAKEN_AGAIN = """
import resource
from core.memory import give_back_large, keep_for_the_next
give_back_large()
{}
def use_some():
    for size in (300_000, 700_000) * 200:
        b"x" * size
use_some()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
use_some()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be told")
def test_what_a_search_uses_for_a_moment_is_not_taken_from_the_system_each_time() -> None:
    def pages(then: str) -> int:
        done = subprocess.run(
            [sys.executable, "-c", TAKEN_AGAIN.format(then)], capture_output=True, text=True, check=True
        )
        return int(done.stdout)

    assert pages("") > 20_000
    assert pages("keep_for_the_next()") < 2_000
