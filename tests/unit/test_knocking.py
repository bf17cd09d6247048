"""APScheduler knocks at the jobs: late once, never beside themselves, whatever is done to the wall clock."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import pytest
from clock import FakeClock
from office import Office

from handlers.knocking import PATIENCE, Knocks
from handlers.schedule import _by_the_first, schedule_tick


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


class Wall(datetime):
    """The wall clock that APScheduler asks: the tests' own."""

    clock: FakeClock

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Wall":
        return cls.fromtimestamp(cls.clock.now().timestamp(), tz)


@pytest.fixture(autouse=True)
def wall(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Wall, "clock", clock, raising=False)
    for module in ("handlers.knocking", "apscheduler.schedulers.base", "apscheduler.triggers.interval"):
        monkeypatch.setattr(f"{module}.datetime", Wall)


@pytest.fixture
async def knocks(clock: FakeClock) -> AsyncIterator[Knocks]:
    made = Knocks(clock)
    yield made
    await made.close()


async def test_a_job_is_knocked_at_from_the_first_moment_on(clock: FakeClock, knocks: Knocks) -> None:
    times: list[float] = []

    async def job() -> None:
        times.append(clock.monotonic())

    began = clock.monotonic()
    knocks.add("look", [job], 5.0, first=0.0)
    knocks.start()
    await clock.advance(15)
    assert times == [began, began + 5, began + 10, began + 15]
    assert knocks.last == began + 15


@pytest.mark.parametrize("hours", [-48, -1, 1, 48])
async def test_a_wall_clock_that_is_moved_holds_up_no_job(clock: FakeClock, knocks: Knocks, hours: int) -> None:
    times: list[float] = []

    async def job() -> None:
        times.append(clock.monotonic())

    knocks.add("look", [job], 5.0, first=0.0)
    knocks.start()
    await clock.advance(5)
    clock.move_to(clock.now() + timedelta(hours=hours))
    await clock.advance(10)
    assert len(times) == 4


async def test_a_job_that_comes_late_is_taken_once_and_never_beside_itself(
    clock: FakeClock, knocks: Knocks
) -> None:
    begun, under_way = 0, 0

    async def long() -> None:
        nonlocal begun, under_way
        assert not under_way
        begun, under_way = begun + 1, under_way + 1
        await clock.sleep(17 if begun == 1 else 0)
        under_way -= 1

    knocks.add("long", [long], 5.0, first=0.0)
    knocks.start()
    await clock.advance(18)
    assert begun == 1
    await clock.advance(2)
    assert begun == 2, "three knocks that were missed are not made up for one after the other"


async def test_a_step_that_fails_holds_up_neither_the_others_nor_the_next_round(
    clock: FakeClock, knocks: Knocks, caplog: pytest.LogCaptureFixture
) -> None:
    taken: list[str] = []

    async def bad() -> None:
        taken.append("bad")
        if taken.count("bad") < 3:
            raise RuntimeError("秘密的话")

    async def good() -> None:
        taken.append("good")

    knocks.add("both", [bad, good], 5.0, first=0.0)
    knocks.start()
    await clock.advance(15)
    assert taken == ["bad", "good"] * 4
    assert caplog.text.count("bad failed: RuntimeError") == 1
    assert caplog.text.count("works again, after 2 failures") == 1
    assert "秘密" not in caplog.text


async def test_closing_lets_a_job_end_but_not_for_ever(
    clock: FakeClock, knocks: Knocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.knocking.PATIENCE", 0.05)
    assert PATIENCE <= 5
    ended: list[str] = []

    async def short() -> None:
        await asyncio.sleep(0)
        ended.append("short")

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("endless")

    knocks.add("short", [short], 5.0, first=0.0)
    knocks.add("endless", [endless], 5.0, first=0.0)
    knocks.start()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await knocks.close()
    assert sorted(ended) == ["endless", "short"]


async def test_the_program_has_its_jobs_once_each_and_soon(office: Office) -> None:
    knocks = schedule_tick(office.app, 5.0)
    names = {knock.name for knock in knocks.all}
    assert {"tick", "refresh", "watch", "write_ways", "settle", "sweep", "recognise"} <= names
    assert {"send_digest", "look_for_cards", "report_set_aside"} <= names
    assert len(names) == len(knocks.all)
    # However often the bot is restarted, each job has its turn.
    assert all(knock.first <= 60 for knock in knocks.all)


@dataclass
class Leader:
    """As much of services.ownership.Ownership as says whether this process does what one does for all."""

    leads: bool


@pytest.mark.parametrize("leads", [True, False])
async def test_what_one_of_several_does_for_all_is_done_by_who_leads(*, leads: bool) -> None:
    done: list[str] = []

    async def step() -> None:
        done.append("done")

    await _by_the_first(Leader(leads), step)()  # type: ignore[arg-type]  # as much of it as is asked
    assert done == ["done"] * leads
