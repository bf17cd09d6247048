"""Regular expressions that are made when first needed."""

import importlib
import pkgutil
import re

import pytest

import knowledge
from core.patterns import pattern

MODULES = [
    module.name for module in pkgutil.walk_packages(knowledge.__path__, "knowledge.") if not module.ispkg
]


def test_it_finds_what_the_pattern_finds() -> None:
    number = pattern(r"第(?P<count>\d+)条", re.IGNORECASE)

    assert number.findall("第12条") == ["12"]
    assert number.sub("X", "第1条和第2条") == "X和X"
    assert [found[0] for found in number.finditer("第1条第2条")] == ["第1条", "第2条"]


def test_a_bad_pattern_is_refused_at_its_first_use() -> None:
    with pytest.raises(re.error):
        pattern("(").search("x")


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_can_be_made(module: str) -> None:
    for found in vars(importlib.import_module(module)).values():
        if hasattr(type(found), "__getattr__") and type(found).__module__ == "core.patterns":
            assert found.pattern
