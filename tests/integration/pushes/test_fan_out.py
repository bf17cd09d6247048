"""The whole way of a push, from the tick to the chat: the real sender and limiter, a Telegram that counts."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, time
from pathlib import Path

import pytest
from clock import FakeClock
from office import Office, open_office

from core.models import ChatKind
from emulator.chats import Chat
from emulator.faults import Fault
from emulator.limits import RateLimits
from emulator.telegram import Telegram
from handlers.schedule import tick_now
from storage.states import DeliveryState

PEOPLE = 100


@pytest.fixture
async def strict(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """Open an office on a Telegram that enforces 30 a second, one a private chat, 20 a minute a group."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    clock = FakeClock()
    world = Telegram(clock, limits=RateLimits(private_burst=3))
    async with open_office(office_folder, clock=clock, world=world) as opened:
        yield opened


async def subscribed(office: Office, people: int) -> list[Chat]:
    chats = []
    for number in range(people):
        chat = office.colleague(f"同事{number}").private
        chat.started = True
        await office.services.subscriptions.subscribe(chat.id, ChatKind.PRIVATE, chat.title, time(8, 30))
        chats.append(chat)
    return chats


def at_half_past_eight(office: Office) -> datetime:
    return datetime.combine(office.services.quotes.today(), time(8, 30), office.services.settings.reminder.zone)


async def states(office: Office) -> Counter[DeliveryState]:
    today = office.services.quotes.today()
    return Counter(await office.services.pushes._deliveries.counts(today))


async def test_a_fan_out_meets_no_refusal_and_reaches_everybody_once(strict: Office) -> None:
    chats = await subscribed(strict, PEOPLE)
    await strict.comes(0, 8, 30)
    sends = [call for call in strict.world.calls if call.method == "sendMessage"]
    assert [call for call in sends if call.error_code] == []
    assert [len(strict.world.messages(chat)) for chat in chats] == [1] * PEOPLE
    assert await states(strict) == {DeliveryState.SENT: PEOPLE}


async def test_a_person_is_answered_at_once_in_the_middle_of_a_fan_out(strict: Office) -> None:
    chats = await subscribed(strict, PEOPLE)
    chen = strict.colleague("陈")
    strict.clock.move_to(at_half_past_eight(strict))
    pushing = asyncio.create_task(strict.services.pushes.tick())
    await strict.clock.until_so(lambda: sum(len(strict.world.messages(chat)) for chat in chats) > PEOPLE / 3)
    strict.world.say(chen.person, chen.private, "三重一大是什么")
    await strict.settle()  # without any time going by
    assert "三重一大" in chen.sees()
    assert not pushing.done()
    await strict.clock.until(pushing)
    assert [call for call in strict.world.calls if call.error_code] == []


async def test_each_answer_of_telegram_is_written_down(strict: Office) -> None:
    chats = await subscribed(strict, 6)
    refused, blocked, dropped, hanging, broken, fine = chats
    faults = strict.world.faults
    faults.add(Fault(method="sendMessage", chat_id=refused.id, kind="retry_after", retry_after=7))
    strict.world.block_bot(strict.colleague("同事1").person)
    faults.add(Fault(method="sendMessage", chat_id=dropped.id, kind="drop_before"))
    faults.add(Fault(method="sendMessage", chat_id=hanging.id, kind="hang_after_delivery"))
    faults.add(
        Fault(method="sendMessage", chat_id=broken.id, kind="error", code=400, description="Bad Request: ?")
    )
    await strict.comes(0, 8, 30)
    await strict.passes(minutes=1)
    assert await states(strict) == {
        DeliveryState.SENT: 3,
        DeliveryState.FAILED: 2,
        DeliveryState.UNKNOWN: 1,
    }
    received = {chat: len(strict.world.messages(chat)) for chat in (refused, dropped, hanging, fine)}
    assert set(received.values()) == {1}
    assert await strict.services.subscriptions.next_push(blocked.id) is None
    assert await strict.services.subscriptions.next_push(broken.id) is not None


async def test_ticking_now_pushes_what_is_due(office: Office) -> None:
    [chat] = await subscribed(office, 1)
    office.clock.move_to(at_half_past_eight(office))
    await tick_now(office.app)
    assert len(office.world.messages(chat)) == 1
