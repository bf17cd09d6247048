"""The hourly sweep: each step stands alone, whichever other one fails."""

import logging

import pytest
from clock import FakeClock

from handlers.knocking import Job, Knocks


def step(name: str, done: list[str], failing: str) -> Job:
    async def run() -> None:
        if name == failing:
            raise ValueError("一句私密的话")
        done.append(name)

    run.__qualname__ = name
    return run


@pytest.mark.parametrize("failing", ["a", "b", "c"])
async def test_a_step_that_fails_is_one_line_and_stops_no_other(
    failing: str, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []
    knocks = Knocks(FakeClock())
    knocks.add("sweep", [step(name, done, failing) for name in "abc"], 3600.0, first=60.0)
    await knocks.now("sweep")
    assert done == [name for name in "abc" if name != failing]
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage().startswith(f"{failing} failed: ValueError")
    assert "私密" not in caplog.text
    assert "Traceback" not in caplog.text
