"""The tests' own clock: time goes by only as far as it must, and nobody waits for ever."""

import asyncio
import itertools
from collections.abc import Callable
from typing import cast

import clock as clock_module
import pytest
from clock import FakeClock
from office import Office


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up after a tenth of a second, where a test shows that something is given up."""
    monkeypatch.setattr(clock_module, "PATIENCE", 0.1)


async def test_time_goes_by_to_the_moment_at_which_it_happens_and_no_further() -> None:
    clock = FakeClock()
    before = clock.monotonic()

    async def sleeps_twice() -> str:
        await clock.sleep(3)
        await clock.sleep(4.5)
        return "awake"

    others = asyncio.create_task(clock.sleep(100))
    assert await clock.until(sleeps_twice()) == "awake"
    assert clock.monotonic() - before == 7.5
    assert not others.done()
    await clock.until(others)
    assert clock.monotonic() - before == 100


async def test_no_time_goes_by_while_somebody_works_elsewhere() -> None:
    clock, working = FakeClock(), True
    clock.heed("a database", lambda: working)
    seen: list[float] = []

    async def work() -> None:
        nonlocal working
        for _ in range(500):  # longer than any number of rounds that anybody counts
            await asyncio.sleep(0)
        seen.append(clock.monotonic())
        working = False

    working_elsewhere = asyncio.create_task(work())
    before = clock.monotonic()
    await clock.advance(10)
    assert seen == [before]
    assert working_elsewhere.done()


async def test_who_works_elsewhere_has_the_processor_to_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, asked, breaths = FakeClock(), itertools.count(), list[float]()
    clock.heed("a slow disk", lambda: next(asked) < 100)
    loop = cast("asyncio.SelectorEventLoop", asyncio.get_running_loop())
    with monkeypatch.context() as noted:
        noted.setattr(loop._selector, "select", _noting(breaths))  # type: ignore[attr-defined]  # asyncio's own
        await clock.settle()
    waited = [one for one in breaths if one != 0]
    assert len(waited) == 100
    assert max(waited) < 0.001


def _noting(breaths: list[float]) -> Callable[[float], list[object]]:
    def select(seconds: float) -> list[object]:
        breaths.append(seconds)
        return []

    return select


async def test_what_is_done_in_a_thread_is_waited_for_without_time() -> None:
    clock = FakeClock()
    before = clock.monotonic()

    async def in_a_thread() -> float:
        await asyncio.to_thread(sum, range(1_000_000))
        await clock.sleep(1)
        return clock.monotonic()

    assert await clock.until(in_a_thread()) == before + 1


async def test_two_may_let_time_go_by_at_once() -> None:
    clock = FakeClock()
    await asyncio.gather(clock.until(clock.sleep(5)), clock.advance(2))
    assert clock.monotonic() >= 1005


async def test_a_sleeper_that_was_cancelled_makes_no_time_go_by() -> None:
    clock = FakeClock()
    sleeper = asyncio.create_task(clock.sleep(1000))
    await clock.settle()
    sleeper.cancel()
    await clock.until(clock.sleep(2))
    assert clock.monotonic() == 1002


@pytest.mark.usefixtures("impatient")
async def test_what_nobody_serves_is_given_up_and_cancelled() -> None:
    clock, ended = FakeClock(), asyncio.Event()

    async def waits_for_ever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    with pytest.raises(TimeoutError):
        await clock.until(waits_for_ever())
    assert ended.is_set()


async def test_what_takes_too_much_of_its_time_is_given_up() -> None:
    clock = FakeClock()
    with pytest.raises(TimeoutError, match="has not happened"):
        await clock.until(clock.sleep(60), at_most=30)


@pytest.mark.usefixtures("impatient")
async def test_somebody_busy_for_ever_is_named() -> None:
    clock = FakeClock()

    async def spins() -> None:
        while True:  # noqa: ASYNC110 - that is the point
            await asyncio.sleep(0)

    spinning = asyncio.create_task(spins())
    with pytest.raises(TimeoutError, match="spins"):
        await clock.settle()
    spinning.cancel()


async def test_an_office_in_which_a_push_waits_for_ever_ends_with_its_test(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What once made the teardown last a quarter of an hour: a tick that holds its lock and waits."""
    began = asyncio.Event()

    async def never() -> None:
        began.set()
        await asyncio.Event().wait()

    office.services.pushes._run = never  # type: ignore[method-assign]
    with monkeypatch.context() as impatient:
        impatient.setattr(clock_module, "PATIENCE", 0.5)
        with pytest.raises(TimeoutError):
            await office.push()
    left = asyncio.create_task(office.services.pushes.tick())  # and one more, which nobody awaits
    began.clear()
    await began.wait()
    await office.end()
    assert left.cancelled()
