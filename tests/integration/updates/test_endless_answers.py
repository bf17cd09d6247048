"""A Telegram that answers byte by byte, or never: each request has an end, whatever trickles in."""

import asyncio
from typing import Any

import pytest
from clock import PATIENCE, FakeClock
from polling import PollingBot, someone
from telegram.error import TimedOut

from core.models import Unknown
from emulator.telegram import Telegram
from handlers.sending import limiter
from handlers.sending.limiter import LaneLimiter
from handlers.sending.outcomes import classify
from handlers.updates import polling
from handlers.updates.batch import PollError
from storage.database import Database


async def for_ever(*_: object, **__: object) -> Any:  # noqa: ANN401 - whatever would have come
    """Answer as a trickle does: the library sees bytes come, and never the end."""
    await asyncio.Event().wait()
    raise AssertionError("nothing comes")


async def test_a_poll_whose_answer_does_not_end_is_given_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = Telegram(FakeClock())
    monkeypatch.setattr(polling, "WHOLE_ANSWER_TIMEOUT", 0.05)
    async with PollingBot(database, world, FakeClock()) as bot:
        request, endless = bot.poller._request, True
        do_request = request.do_request

        async def sometimes(*how: object, **more: object) -> tuple[int, bytes]:
            return await (for_ever() if endless else do_request(*how, **more))  # type: ignore[arg-type]

        monkeypatch.setattr(request, "do_request", sometimes)
        async with asyncio.timeout(PATIENCE):
            with pytest.raises(PollError, match="does not end"):
                await bot.poller.poll_once(0)
        assert bot.poller.last_success is None
        endless = False
        monkeypatch.setattr(polling, "WHOLE_ANSWER_TIMEOUT", PATIENCE)
        world.say(*someone(world), "还在吗")
        await bot.settle()
        assert bot.heard == ["还在吗"]


async def test_a_message_whose_answer_does_not_end_has_an_unknown_outcome(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limiter, "LONGEST_REQUEST", 0.05)
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(TimedOut) as late:
            await LaneLimiter(FakeClock()).process_request(
                for_ever, (), {}, "sendMessage", {"chat_id": 5, "text": "x"}, None
            )
    assert isinstance(classify(late.value), Unknown), "it may be in the chat: it is not sent again"
