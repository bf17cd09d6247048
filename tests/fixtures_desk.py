"""The fixtures for tests of the local Telegram's Bot API."""

from collections.abc import AsyncIterator

import httpx
import pytest
from desk import Desk

from emulator.transport import InProcessTransport


@pytest.fixture
async def desk(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    # PTB's coming form of durations; the other one warns.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    desk = Desk()
    async with desk.bot:
        yield desk


@pytest.fixture
async def http(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    """Reach the API without a library that would mend what it is asked to send."""
    async with httpx.AsyncClient(
        transport=InProcessTransport(desk.world), base_url=f"http://local/bot{desk.world.token}/"
    ) as client:
        yield client
