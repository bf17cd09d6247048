"""What is killed at every await says: a wrong fails, and so do too many awaits that nobody came by."""

import pytest
from killing import kill_at_each

LANES = ["one", "other"]


async def kills(wrong: dict[int, str | None], number: int = 100) -> list[int]:
    async def kill(_lane: str, _number: int, chosen: int) -> str | None:
        return wrong.get(chosen, "")

    return await kill_at_each(LANES, list(range(number)), kill)


async def test_all_that_were_reached_are_returned() -> None:
    assert await kills({}) == list(range(100))
    assert await kills({3: None, 5: None}) == [one for one in range(100) if one not in {3, 5}]


async def test_a_wrong_fails() -> None:
    with pytest.raises(AssertionError, match="was not answered"):
        await kills({7: "somebody was not answered"})


@pytest.mark.parametrize(("missed", "number"), [(3, 100), (1, 10)])
async def test_many_that_were_not_reached_fail(missed: int, number: int) -> None:
    with pytest.raises(AssertionError, match="not reached any more"):
        await kills(dict.fromkeys(range(missed)), number)
