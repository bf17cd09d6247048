"""Takes up what falls to this process and others stored, or had in hand when they died."""

import asyncio
import logging

from core.clock import Clock
from core.failing import Rounds
from handlers.updates.dispatch import Dispatcher
from services.ownership import Ownership
from storage.health import is_said

logger = logging.getLogger(__name__)

LOOK_EVERY = 0.2  # seconds between two looks while others live, who may store something for this process
RETRY = 5.0  # seconds after which the database is tried again


async def take_up_for_ever(dispatcher: Dispatcher, ownership: Ownership, clock: Clock) -> None:
    """Take up what there is, again and again, until cancelled. Never raises anything else."""
    rounds = Rounds(logger)
    while not ownership.alone:  # else nobody else stores anything
        dispatcher.news.clear()
        try:
            more = await dispatcher.take_up()
        except Exception as error:  # noqa: BLE001 - said in a line, once
            if not is_said(error):  # the database says itself what is wrong with it, once
                rounds.failed("taking up updates", error)
            await clock.sleep(RETRY)
            continue
        rounds.went("taking up updates")
        if not more:
            await _until_news(dispatcher.news, clock if ownership.number > 1 else None)


async def _until_news(news: asyncio.Event, clock: Clock | None) -> None:
    """Wait until there are news; on a clock, not for longer than until the next look."""
    if clock is None:
        await news.wait()
        return
    waits = [asyncio.ensure_future(news.wait()), asyncio.ensure_future(clock.sleep(LOOK_EVERY))]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
