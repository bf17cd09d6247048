"""What `make eval` takes out of the search must be there to be taken out."""

import pytest

from bench.eval import TAKEN_OUT


@pytest.mark.parametrize(("name", "module", "parts"), TAKEN_OUT, ids=[name for name, _, _ in TAKEN_OUT])
def test_each_part_is_there(name: str, module: object, parts: dict[str, object]) -> None:
    assert [part for part in parts if not hasattr(module, part)] == [], name
