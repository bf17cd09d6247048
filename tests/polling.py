"""For the tests of polling: the poller, PTB and the local Telegram, with handlers that each test writes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from clock import FakeClock
from surroundings import SMALL_KNOWLEDGE, Surroundings
from telegram import Update
from telegram.ext import MessageHandler, filters
from telegram.request import BaseRequest

from core.settings import KnowledgeSettings, Settings
from emulator.chats import Chat
from emulator.telegram import Telegram
from emulator.users import Person
from handlers.assembly import Program
from handlers.context import App
from handlers.updates.polling import Poller
from services.intake import IntakeService
from storage.database import Database
from storage.updates.received import UpdateStore

LONG = 50  # seconds; real ones, so that none of it passes
Handler = Callable[[str], Awaitable[None]]


class PollingBot(Surroundings):
    """The program with a handler that remembers the texts it was told, and awaits `handler`, if set, first."""

    program: Program

    def __init__(
        self,
        database: Database,
        world: Telegram,
        clock: FakeClock,
        patience: float = 5.0,
        polls: BaseRequest | None = None,
    ) -> None:
        super().__init__(clock, world)
        self.database = database
        self.settings = Settings(knowledge=KnowledgeSettings(folder=SMALL_KNOWLEDGE))
        self.heard: list[str] = []
        self.handler: Handler | None = None
        self.under_way: list[str] = []
        self.most_under_way = 0
        self.running: asyncio.Task[None] | None = None
        self._patience = patience
        self._polls = polls

    async def __aenter__(self) -> "PollingBot":
        self.program = await self.start(
            self.database,
            self.settings,
            link=self.link(patience=self._patience, polls=self._polls or self.request()),
            routes=self._routes,
        )
        await self.app.initialize()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.running:
            await self.stop()
        await self.close()

    @property
    def app(self) -> App:
        return self.program.app

    @property
    def poller(self) -> Poller:
        return self.program.poller

    @property
    def intake(self) -> IntakeService:
        return self.program.services.intake

    @property
    def updates(self) -> UpdateStore:
        return self.intake._updates

    def _routes(self, app: App) -> None:
        app.add_handler(MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, self._hear))

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

    def run(self) -> None:
        """Start the poller as the product does: a poll waits for news."""
        self.poller._timeout = LONG
        self.running = asyncio.get_running_loop().create_task(self.poller.run())

    async def stop(self) -> None:
        assert self.running is not None
        self.poller.stop()
        running, self.running = self.running, None
        await running

    async def settle(self) -> None:
        """Fetch and handle everything there is."""
        while await self.poller.poll_once(0):
            await self.poller.drain()

    async def unhandled(self) -> list[int]:
        return [one.update_id for one in await self.intake._updates.unhandled(self.app.bot.id, 1000)]

    async def die(self, doing: asyncio.Future[Any]) -> None:
        """End as a killed process does: nothing is finished, nothing is written any more."""
        doing.cancel()
        await asyncio.gather(doing, return_exceptions=True)
        await self.poller._dispatcher.abandon()
        await self.program.services.ownership._store.close()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the bot go on, without any time going by, until that is so."""
        await self.clock.until_so(condition, at_most=0)

    async def until_heard(self, *texts: str) -> None:
        """Let the bot go on until it has heard just these, with the pauses that it makes."""
        await self.clock.until_so(lambda: sorted(self.heard) == sorted(texts))


def someone(world: Telegram, name: str = "小陈") -> tuple[Person, Chat]:
    person = world.add_person(name)
    return person, world.private_chat(person)
