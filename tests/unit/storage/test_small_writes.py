import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import pytest

from storage.engine.engine import AsyncConnection
from storage.engine.small_writes import SmallWrites, write_what_waits


class Paper:
    """Notes what each transaction writes; the next ones wait until `go` is set, or fail with `failure`."""

    def __init__(self) -> None:
        self.transactions: list[list[str]] = []
        self.go = asyncio.Event()
        self.go.set()
        self.failure: Exception | None = None
        self.small = SmallWrites(self._transaction)
        self.second = self.small.kind("second", self._write)
        self.first = self.small.kind("first", self._write)

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        await write_what_waits()  # as each transaction of the database begins
        self._written: list[str] = []
        yield cast("AsyncConnection", None)
        await self.go.wait()
        if self.failure:
            raise self.failure
        self.transactions.append(self._written)

    async def _write(self, _connection: AsyncConnection, items: list[str]) -> None:
        self._written += items


async def turns() -> None:
    for _ in range(8):
        await asyncio.sleep(0)


async def test_what_an_update_adds_is_one_transaction_in_the_order_of_the_kinds() -> None:
    paper = Paper()
    async with paper.small.together() as together:
        await paper.second.add("b", "c")
        await paper.first.add("a")
        await paper.second.add("d")
        assert together
        assert paper.transactions == []
        await together.write(paper.first.rows_of("last"))
        assert not together
    assert paper.transactions == [["a", "last", "b", "c", "d"]]


async def test_without_a_block_it_is_written_at_once() -> None:
    paper = Paper()
    await paper.first.add("a")
    assert paper.transactions == [["a"]]


async def test_what_waits_is_written_when_asked_for_and_at_the_end_however_that_comes() -> None:
    paper = Paper()
    async with paper.small.together():
        await paper.first.add("a")
        await write_what_waits()
        await write_what_waits()
        assert paper.transactions == [["a"]]
        await paper.first.add("b")
    assert paper.transactions == [["a"], ["b"]]

    async def fails() -> None:
        async with paper.small.together():
            await paper.first.add("c")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert paper.transactions[2:] == [["c"]]


async def test_updates_that_end_while_others_are_written_share_a_transaction() -> None:
    paper = Paper()
    paper.go.clear()

    async def update(name: str) -> None:
        async with paper.small.together():
            await paper.first.add(name)

    tasks = [asyncio.create_task(update("1"))]
    await turns()
    tasks += [asyncio.create_task(update(name)) for name in ("2", "3")]
    await turns()
    assert not any(task.done() for task in tasks)
    paper.go.set()
    await asyncio.gather(*tasks)
    assert paper.transactions == [["1"], ["2", "3"]]


async def test_a_cancelled_update_leaves_what_it_knew() -> None:
    paper = Paper()

    async def update() -> None:
        async with paper.small.together():
            await paper.first.add("said")
            await asyncio.Event().wait()

    task = asyncio.create_task(update())
    await turns()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert paper.transactions == [["said"]]


async def test_what_outlives_its_update_is_written_at_once() -> None:
    paper, ended = Paper(), asyncio.Event()

    async def lives_on() -> None:
        await ended.wait()
        await paper.first.add("late")

    async with paper.small.together():
        task = asyncio.create_task(lives_on())
    ended.set()
    await task
    assert paper.transactions == [["late"]]


async def test_rows_of_another_database_do_not_wait() -> None:
    paper, other = Paper(), Paper()
    async with paper.small.together():
        await other.first.add("a")
        assert other.transactions == [["a"]]


async def test_a_failure_is_raised_where_it_is_written_and_all_of_it_failed() -> None:
    paper = Paper()
    paper.failure = OSError("full")
    async with paper.small.together() as together:
        await paper.second.add("a")
        with pytest.raises(OSError, match="full"):
            await together.write(paper.first.rows_of("mark"))
        paper.failure = None
        await write_what_waits()  # it is not written again
    assert paper.transactions == []
