"""getUpdates by its own rules: confirming, waiting, conflict, a day's life."""

import asyncio

import pytest
from clock import FakeClock

from emulator.errors import Conflict
from emulator.updates import UpdateQueue

DAY = 24 * 3600


def queue_of(count: int, clock: FakeClock | None = None) -> UpdateQueue:
    queue = UpdateQueue(clock or FakeClock(), first_id=100)
    for number in range(count):
        queue.put("message", {"number": number})
    return queue


async def ids(queue: UpdateQueue, offset: int = 0, limit: int = 100) -> list[int]:
    return [update["update_id"] for update in await queue.take(offset, limit, 0)]


async def test_updates_come_again_until_they_are_confirmed() -> None:
    queue = queue_of(3)
    assert await ids(queue) == [100, 101, 102]
    assert await ids(queue) == [100, 101, 102]
    assert await ids(queue, offset=102) == [102]
    assert await ids(queue, offset=0) == [102]


async def test_a_negative_offset_keeps_only_the_last() -> None:
    queue = queue_of(5)
    assert await ids(queue, offset=-2) == [103, 104]
    assert await ids(queue) == [103, 104]


@pytest.mark.parametrize(("limit", "count"), [(2, 2), (0, 1), (-5, 1), (1000, 100)])
async def test_the_limit_stays_between_1_and_100(limit: int, count: int) -> None:
    assert len(await ids(queue_of(150), limit=limit)) == count


async def test_updates_live_for_a_day() -> None:
    clock = FakeClock()
    queue = queue_of(1, clock)
    clock.jump(DAY - 1)
    queue.put("message", {})
    assert len(queue) == 2
    clock.jump(2)
    assert await ids(queue) == [101]


async def test_a_waiting_request_wakes_at_once() -> None:
    queue = queue_of(0)
    waiting = asyncio.create_task(queue.take(0, 100, 50))
    await asyncio.sleep(0)
    queue.put("message", {})
    async with asyncio.timeout(30):  # of 50
        assert len(await waiting) == 1


async def test_the_newer_of_two_requests_wins() -> None:
    queue = queue_of(0)
    older = asyncio.create_task(queue.take(0, 100, 50))
    await asyncio.sleep(0)
    newer = asyncio.create_task(queue.take(0, 100, 50))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older
    queue.put("message", {})
    assert len(await newer) == 1


async def test_no_updates_while_a_webhook_is_set() -> None:
    queue = queue_of(1)
    queue.webhook_url = "https://example.org/"
    with pytest.raises(Conflict, match="webhook is active"):
        await queue.take(0, 100, 0)


async def test_the_kinds_asked_for_are_remembered() -> None:
    queue = queue_of(0)
    queue.put("chat_member", {})
    queue.allow(["message", "chat_member"])
    queue.put("callback_query", {})
    queue.put("chat_member", {})
    queue.allow([])
    queue.put("callback_query", {})
    queue.put("chat_member", {})
    kinds = [next(key for key in update if key != "update_id") for update in await queue.take(0, 100, 0)]
    assert kinds == ["chat_member", "callback_query"]
