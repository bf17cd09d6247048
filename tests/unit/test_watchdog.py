"""The watchdog: what gives no sign for too long ends the program; what was only asleep does not."""

import asyncio
import os
import socket
from pathlib import Path

import pytest
from clock import FakeClock

from core.notify import notify, watchdog_interval
from handlers.health.watchdog import Sign, Watchdog

PATIENCE = 900.0


async def run(
    clock: FakeClock, *signs: Sign, patience: float = PATIENCE
) -> tuple[list[str], asyncio.Task[None]]:
    said: list[str] = []
    task = asyncio.create_task(Watchdog(list(signs), clock, said.append, patience=patience).run())
    return said, task


async def test_what_gives_signs_goes_on_for_ever() -> None:
    clock = FakeClock()
    said, task = await run(clock, Sign("nothing heard", clock.monotonic))
    await clock.advance(10 * PATIENCE)
    assert said == []
    task.cancel()


@pytest.mark.parametrize("last", [None, 1000.0])
async def test_what_gives_no_sign_ends_the_program_once_with_a_reason(last: float | None) -> None:
    clock = FakeClock()
    said, task = await run(clock, Sign("all well", clock.monotonic), Sign("nothing heard", lambda: last))
    await clock.advance(PATIENCE - 10)
    assert said == []
    await clock.advance(20)
    assert said == ["nothing heard for 15 minutes"]
    assert task.done()


async def test_a_sign_in_the_last_moment_counts() -> None:
    clock, last = FakeClock(), [0.0]
    said, task = await run(clock, Sign("nothing heard", lambda: last[0]))
    for _ in range(5):
        await clock.advance(PATIENCE - 10)
        last[0] = clock.monotonic()
    assert said == []
    task.cancel()


async def test_a_process_that_was_stopped_for_hours_has_missed_nothing() -> None:
    clock, last = FakeClock(), [0.0]
    said, task = await run(clock, Sign("nothing heard", lambda: last[0]))
    await clock.advance(60)
    clock._monotonic += 6 * 3600  # no look in between: nobody ran
    await clock.advance(60)
    last[0] = clock.monotonic()
    await clock.advance(60)
    assert said == []
    task.cancel()


async def test_without_patience_nothing_ends() -> None:
    clock = FakeClock()
    said, task = await run(clock, Sign("nothing heard", lambda: None), patience=0.0)
    await clock.advance(86400)
    assert said == []
    task.cancel()


async def test_a_supervisor_is_told_as_long_as_all_is_well(
    socket_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = socket_folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(place))
        listening.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(place))
        monkeypatch.setenv("WATCHDOG_USEC", "4000000")
        monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))
        assert watchdog_interval() == 4
        clock = FakeClock()
        said, task = await run(clock, Sign("nothing heard", lambda: None), patience=10.0)
        await clock.advance(8)
        heard = 0
        while True:
            try:
                assert listening.recv(100) == b"WATCHDOG=1"
                heard += 1
            except BlockingIOError:
                break
        assert heard == 5, "every two seconds: half of what the supervisor waits"
        await clock.advance(10)
        assert len(said) == 1
        assert task.done()
        assert notify("READY=1", "STATUS=好")
        while (last := listening.recv(100)) == b"WATCHDOG=1":
            continue
        assert last == "READY=1\nSTATUS=好".encode()


@pytest.mark.parametrize("address", ["", "nowhere", "/does/not/exist", "vsock:2:1234"])
def test_without_a_supervisor_nothing_happens(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert notify("READY=1") is False
    monkeypatch.setenv("WATCHDOG_PID", "1")
    monkeypatch.setenv("WATCHDOG_USEC", "1000000")
    assert watchdog_interval() is None, "it is meant for another process"
