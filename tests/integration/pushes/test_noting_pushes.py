"""What became of a push is stored first and by itself; what its message shows is noted behind it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from pushing import ALICE, BOB, MONDAY, World, at
from sqlalchemy import text

from core.models import Unknown
from services.asking.remembered.shown import UNSEEN


@asynccontextmanager
async def nothing_to_note_in(world: World) -> AsyncIterator[None]:
    """Take the table away for a while: whatever is noted fails."""
    async with world.database.transaction() as connection:
        await connection.execute(text("ALTER TABLE shown RENAME TO shown_away"))
    yield
    async with world.database.transaction() as connection:
        await connection.execute(text("ALTER TABLE shown_away RENAME TO shown"))


async def shown_in(world: World, chat_id: int) -> list[int]:
    query = text("SELECT message_id FROM shown WHERE chat_id = :chat")
    async with world.database.connection() as connection:
        return [row[0] for row in await connection.execute(query, {"chat": chat_id})]


async def test_a_push_whose_noting_fails_is_known_as_sent(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB)
    world.telegram.script[BOB] = [Unknown("ReadTimeout")]
    async with nothing_to_note_in(world):
        await world.tick_at(at(8, 30))
        assert await world.states() == {ALICE: "sent", BOB: "unknown"}
        world.clock.jump(600)
        await world.pushes.tick()
    assert await world.states() == {ALICE: "sent", BOB: "unknown"}
    assert world.telegram.asked == 2


async def test_a_failing_note_is_said_once_and_not_for_each_push(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for chat_id in range(2001, 2006):
        await world.subscribe(chat_id)
    async with nothing_to_note_in(world):
        await world.tick_at(at(8, 30))
    assert set((await world.states(MONDAY)).values()) == {"sent"}
    said = [record for record in caplog.records if "noting what a push shows" in record.getMessage()]
    assert len(said) <= 1


async def test_what_is_sent_and_what_may_have_arrived_is_noted(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB)
    world.telegram.script[BOB] = [Unknown("ReadTimeout")]
    await world.tick_at(at(8, 30))
    assert await shown_in(world, ALICE) == [1]
    assert await shown_in(world, BOB) == [UNSEEN]
