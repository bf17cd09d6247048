"""The dead-man's ping: only while all is well, and its address is a secret."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import cast

import httpx
import pytest
from clock import FakeClock
from pydantic import SecretStr

from core.health_settings import HealthSettings
from core.settings import Settings
from handlers.health.ping import Ping
from handlers.health.state import State, StateService

KEY = "https://ping.example.org/a-very-secret-key"


class Watched:
    """A program that is well or not, and who misses its pings: remembers when they came."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.problems: tuple[str, ...] = ()
        self.came: list[str] = []
        self.answer: Callable[[httpx.Request], httpx.Response] = lambda _: httpx.Response(200)
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.came.append(f"{request.method} {request.url}")
        return self.answer(request)

    async def now(self) -> State:
        return State("0", 1.0, 1.0, 1.0, 1.0, 0, None, self.problems)

    async def minutes(self, number: int) -> None:
        await self.clock.advance(60 * number)


@pytest.fixture
async def watched() -> AsyncIterator[Watched]:
    watched = Watched()
    settings = Settings(health_ping=SecretStr(KEY), health=HealthSettings(ping_every=timedelta(minutes=5)))
    ping = Ping(settings, cast("StateService", watched), watched.clock, watched.transport)
    task = asyncio.create_task(ping.run())
    yield watched
    assert not task.done()
    task.cancel()


async def test_it_is_asked_again_and_again_while_all_is_well(watched: Watched) -> None:
    await watched.minutes(16)
    assert watched.came == [f"GET {KEY}"] * 4


async def test_it_is_not_asked_when_nothing_is_heard_and_again_when_it_is(watched: Watched) -> None:
    await watched.minutes(1)
    assert len(watched.came) == 1
    watched.problems = ("telegram",)
    await watched.minutes(60)
    assert len(watched.came) == 1
    watched.problems = ()
    await watched.minutes(6)
    assert len(watched.came) == 2


async def test_a_failure_is_said_once_and_the_address_never(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="handlers")
    watched.answer = lambda _: httpx.Response(500, text=KEY)
    await watched.minutes(31)
    assert caplog.text.count("the dead-man's ping is not taken: status 500") == 1
    watched.answer = lambda _: httpx.Response(200)
    await watched.minutes(6)
    assert caplog.text.count("the dead-man's ping is taken again") == 1
    assert "secret-key" not in caplog.text


async def test_it_follows_nobody_elsewhere(watched: Watched) -> None:
    watched.answer = lambda _: httpx.Response(302, headers={"Location": "https://elsewhere.example.org/"})
    await watched.minutes(1)
    assert watched.came == [f"GET {KEY}"]


async def test_a_ping_that_fails_in_any_way_ends_nothing(watched: Watched) -> None:
    def breaks(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no way", request=request)

    watched.answer = breaks
    await watched.minutes(11)
    watched.answer = lambda _: httpx.Response(204)
    await watched.minutes(5)
    assert len(watched.came) == 4
