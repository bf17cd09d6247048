"""`make mutants` changes what it says it changes, in a process that has imported everything already."""

import gc
import importlib
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from bench.mutants.__main__ import why_equivalent
from bench.mutants.applying import apply, is_exact

NUMBERS = itertools.count()
SOURCE = '''"""A module."""
from dataclasses import dataclass
from functools import cache, cached_property

MOST = 3
TABLE = tuple(number + 1 for number in range(2))

@dataclass(frozen=True)
class Sample:
    few: int = 5

    @cached_property
    def half(self) -> int:
        return 10 // 2

    @staticmethod
    def twice(number: int) -> int:
        return number * 2

SAMPLE = Sample(2)

@cache
def most() -> int:
    return max(MOST, 1)

def inner() -> int:
    def one() -> int:
        return 7
    return one()

def given(number: int = 4) -> int:
    return number

def making(more: int):
    def made(number: int) -> int:
        return number + more
    return made

MADE = making(1)
'''


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, ModuleType]]:
    name = f"mutated_sample_{next(NUMBERS)}"
    (tmp_path / f"{name}.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    yield f"{name}.py", importlib.import_module(name)
    del sys.modules[name]


@pytest.mark.parametrize(
    ("old", "new", "asked", "before", "after"),
    [
        ("10 // 2", "10 - 2", "Sample().half", 5, 8),
        ("number * 2", "number * 3", "Sample.twice(1)", 2, 3),
        ("return 7", "return 8", "inner()", 7, 8),
        ("max(MOST, 1)", "max(MOST, 9)", "most.__wrapped__()", 3, 9),
        ("MOST = 3", "MOST = 4", "most.__wrapped__()", 3, 4),
        ("few: int = 5", "few: int = 6", "Sample().few", 5, 6),
        ("number: int = 4", "number: int = 2", "given()", 4, 2),
        ("number + more", "number - more", "MADE(1)", 2, 0),
        ("number + 1 for", "number - 1 for", "TABLE", (1, 2), (-1, 0)),
        ("Sample(2)", "Sample(3)", "(SAMPLE.few, isinstance(SAMPLE, Sample))", (2, True), (3, True)),
    ],
)
def test_a_mutant_is_what_runs_from_then_on(
    sample: tuple[str, ModuleType], old: str, new: str, asked: str, before: object, after: object
) -> None:
    path, module = sample
    held = vars(module).copy()  # as somebody holds it who has written `from … import`
    assert eval(asked, held) == before  # noqa: S307 - our own words
    assert apply(path, SOURCE, SOURCE.replace(old, new))
    assert eval(asked, vars(module)) == after  # noqa: S307
    if is_exact(SOURCE, SOURCE.replace(old, new)):
        assert eval(asked, held) == after  # noqa: S307


def test_a_function_is_found_although_the_tests_have_frozen_what_is_there(
    sample: tuple[str, ModuleType],
) -> None:
    path, module = sample
    gc.freeze()
    assert apply(path, SOURCE, SOURCE.replace("return 7", "return 8"))
    assert module.inner() == 8
    assert gc.get_freeze_count(), "and stays so"


def test_what_is_outside_of_functions_is_known_to_be_less_exact() -> None:
    assert is_exact(SOURCE, SOURCE.replace("return 7", "return 8"))
    for old, new in (("MOST = 3", "MOST = 4"), ("number + 1", "number - 1"), ("= 5", "= 6"), ("= 4", "= 5")):
        assert not is_exact(SOURCE, SOURCE.replace(old, new)), old


def test_what_cannot_be_applied_is_said() -> None:
    assert not apply("nobody/imported/this.py", SOURCE, SOURCE.replace("return 7", "return 8"))


def test_only_a_listed_line_counts_as_equivalent() -> None:
    listed = "# …\nCOMMON_FROM = 1024\n"
    mutant = {"path": "knowledge/search/index.py", "source": listed.replace("1024", "1025")}
    assert why_equivalent(mutant, listed)
    assert not why_equivalent(mutant | {"source": listed.replace("1024", "1023")}, listed)
    assert not why_equivalent(mutant | {"path": "services/intake.py"}, listed)
