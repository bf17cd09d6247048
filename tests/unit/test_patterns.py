"""Regular expressions that are made when first needed."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cli
import core
import handlers
import knowledge
import services
import storage
from core.compiled_patterns import _made, _worked_out
from core.patterns import any_of, pattern

PACKAGES = (cli, core, handlers, knowledge, services, storage)
MODULES = [
    module.name
    for package in PACKAGES
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not module.ispkg
]


def patterns_in(found: object) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that are made when needed, wherever they are put together."""
    if type(found).__module__ == "core.patterns":
        yield cast("re.Pattern[str]", found)
    elif isinstance(found, Mapping):
        yield from patterns_in(tuple(found.items()))
    elif isinstance(found, tuple | list | set | frozenset):
        for one in found:
            yield from patterns_in(one)


def test_it_finds_what_the_pattern_finds() -> None:
    number = pattern(r"第(?P<count>\d+)条", re.IGNORECASE)

    assert number.findall("第12条") == ["12"]
    assert number.sub("X", "第1条和第2条") == "X和X"
    assert [found[0] for found in number.finditer("第1条第2条")] == ["第1条", "第2条"]


def test_a_bad_pattern_is_refused_at_its_first_use() -> None:
    with pytest.raises(re.error):
        pattern("(").search("x")


@pytest.mark.parametrize("name", [name for name in vars(re.Pattern) if not name.startswith("_")])
def test_it_has_what_a_pattern_has(name: str) -> None:
    made, later = (
        re.compile(r"第(?P<count>\d+)条", re.IGNORECASE),
        pattern(r"第(?P<count>\d+)条", re.IGNORECASE),
    )

    if callable(getattr(made, name)):
        assert callable(getattr(later, name))
    else:
        assert getattr(later, name) == getattr(made, name)


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_can_be_made(module: str) -> None:
    for found in vars(importlib.import_module(module)).values():
        for one in patterns_in(found):
            assert one.flags


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_is_the_same_made_of_its_compiled_form(module: str) -> None:
    for found in vars(importlib.import_module(module)).values():
        for one in patterns_in(found):
            made = re.compile(one.pattern, one.flags)
            flags, *form = _worked_out(one.pattern, one.flags)
            assert _made(one.pattern, flags, *form) == made


def test_a_pattern_is_found_wherever_it_is_put() -> None:
    assert list(patterns_in({"x": (pattern("a"), [pattern("b")])})) != []


PARTS = (r"a|ab", r"(?P<x>c)d?", r"(?:e{2})*", r"(?=f)f(?<=f)", "[y<]")


@given(st.text("abcdefy[(?P<> ", max_size=6))
def test_any_fits_where_one_of_them_does(said: str) -> None:
    for before, behind in (("", ""), ("a?|c", "(?:b|d)*"), ("a*+", "d?")):
        each = [re.compile(f"(?:{before})(?:{part})(?:{behind})") for part in PARTS]
        fits = any(one.fullmatch(said) for one in each)
        assert (any_of(PARTS, before, behind).fullmatch(said) is not None) == fits


@pytest.mark.parametrize("text", [r"(a)\1", r"(?P<x>a)(?P=x)", r"(a)?(?(1)b|c)"])
def test_what_refers_to_its_own_groups_is_not_taken_together(text: str) -> None:
    with pytest.raises(ValueError, match="refers"):
        any_of(["x", text])
