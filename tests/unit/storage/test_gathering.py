import asyncio

import pytest
from sqlalchemy.exc import DataError

from storage.engine.gathering import Gathering


class Writes:
    """Notes what is written, and waits with each write until it is let go."""

    def __init__(self) -> None:
        self.written: list[list[int]] = []
        self.go = asyncio.Event()

    async def __call__(self, items: list[int]) -> None:
        self.written.append(items)
        await self.go.wait()
        if 13 in items:
            raise ValueError("unlucky")


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_what_comes_during_a_write_is_written_together() -> None:
    writes = Writes()
    gathering = Gathering(writes)
    first = asyncio.create_task(gathering.add(1))
    await turns()
    others = [asyncio.create_task(gathering.add(number)) for number in (2, 3, 4)]
    await turns()
    assert writes.written == [[1]]
    writes.go.set()
    await asyncio.gather(first, *others)
    assert writes.written == [[1], [2, 3, 4]]


async def test_nobody_returns_before_their_items_are_written() -> None:
    writes = Writes()
    task = asyncio.create_task(Gathering(writes).add(1))
    await turns()
    assert not task.done()
    writes.go.set()
    await task


async def test_failed_write_is_raised_for_all_that_shared_it_and_no_other() -> None:
    writes = Writes()
    writes.go.set()
    gathering = Gathering(writes)
    results = await asyncio.gather(gathering.add(12), gathering.add(13), return_exceptions=True)
    assert [type(result) for result in results] == [ValueError, ValueError]
    await gathering.add(14)
    assert writes.written == [[12, 13], [14]]


async def test_cancelled_caller_does_not_take_the_others_along() -> None:
    writes = Writes()
    gathering = Gathering(writes)
    impatient, patient = asyncio.create_task(gathering.add(1)), asyncio.create_task(gathering.add(2))
    await turns()
    impatient.cancel()
    writes.go.set()
    await patient
    assert writes.written == [[1, 2]]
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_what_the_database_refuses_fails_for_its_own_caller_alone() -> None:
    written: list[list[int]] = []

    async def write(items: list[int]) -> None:
        if 13 in items:
            raise DataError("insert", None, OverflowError())
        written.append(items)

    gathering = Gathering(write)
    results = await asyncio.gather(
        gathering.add(12), gathering.add(13, 14), gathering.add(15), return_exceptions=True
    )
    assert [type(result) for result in results] == [type(None), DataError, type(None)]
    assert written == [[12], [15]]
