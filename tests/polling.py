"""For the tests of polling: the poller, PTB and the local Telegram, with handlers that each test writes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

from clock import FakeClock
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ExtBot, MessageHandler, filters
from telegram.request import BaseRequest, HTTPXRequest

from emulator.chats import Chat
from emulator.telegram import Telegram
from emulator.transport import InProcessTransport
from emulator.users import Person
from handlers.context import App
from handlers.updates.polling import Poller
from services.intake import IntakeService
from storage.database import Database
from storage.updates import UpdateStore

Handler = Callable[[str], Awaitable[None]]


class PollingBot:
    """A bot that remembers the texts it was told. `handler`, if set, is awaited with each first."""

    def __init__(
        self,
        database: Database,
        world: Telegram,
        clock: FakeClock,
        patience: float = 5.0,
        polls: BaseRequest | None = None,
    ) -> None:
        self.world = world
        self.clock = clock
        self.updates = UpdateStore(database)
        self.intake = IntakeService(self.updates, clock)
        self.heard: list[str] = []
        self.handler: Handler | None = None
        self.under_way: list[str] = []
        self.most_under_way = 0
        bot: ExtBot[None] = ExtBot(
            world.token, request=request_to(world), get_updates_request=request_to(world)
        )
        self.app: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
        )
        self.app.add_handler(MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, self._hear))
        self.poller = Poller(
            cast("App", self.app),
            self.intake,
            polls or request_to(world),
            clock,
            timeout=0,
            patience=patience,
        )
        self.running: asyncio.Task[None] | None = None

    async def _hear(self, update: Update, _context: object) -> None:
        assert update.message is not None
        text = update.message.text or ""
        self.under_way.append(text)
        self.most_under_way = max(self.most_under_way, len(self.under_way))
        try:
            if self.handler:
                await self.handler(text)
        finally:
            self.under_way.remove(text)
        self.heard.append(text)

    async def __aenter__(self) -> "PollingBot":
        await self.app.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.running:
            await self.stop()
        await self.app.shutdown()

    def run(self) -> None:
        """Start the poller as bot.py does."""
        self.running = asyncio.get_running_loop().create_task(self.poller.run())

    async def stop(self) -> None:
        assert self.running is not None
        self.poller.stop()
        running, self.running = self.running, None
        await running

    async def settle(self) -> None:
        """Fetch and handle everything there is."""
        while await self.poller.poll_once():
            await self.poller.drain()

    async def unhandled(self) -> list[int]:
        return [one.update_id for one in await self.updates.unhandled(self.app.bot.id, 1000)]

    async def die(self, doing: asyncio.Future[Any]) -> None:
        """End as a killed process does: nothing is finished, nothing is written any more."""
        doing.cancel()
        await asyncio.gather(doing, return_exceptions=True)
        await self.poller._dispatcher.abandon()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the loop run, on real time, until that is so."""
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110 - a test may wait for anything, also in a database's thread
                await asyncio.sleep(0.001)

    async def until_heard(self, *texts: str) -> None:
        """Wait until the bot has heard just these, letting the poller's pauses go by."""
        async with asyncio.timeout(20):
            while sorted(self.heard) != sorted(texts):
                await self.clock.advance(1.0)
                await asyncio.sleep(0.001)


def request_to(world: Telegram) -> HTTPXRequest:
    return HTTPXRequest(httpx_kwargs={"transport": InProcessTransport(world)})


def someone(world: Telegram, name: str = "小陈") -> tuple[Person, Chat]:
    person = world.add_person(name)
    return person, world.private_chat(person)
