"""The fixture `world`: the program on a Telegram that does what each test tells it, on both databases."""

from collections.abc import AsyncIterator

import pytest
from pushing import World

from storage.database import Database


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    """Open the world of a push."""
    opened = await World.open(database)
    yield opened
    await opened.end()
