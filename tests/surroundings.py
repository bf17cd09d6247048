"""What the program lives in when it is tested: a clock that stands still, a Telegram of our own, a database.

There is one such world. An office adds colleagues to it (office.py), the tests of the push a Telegram that
does what it is told (pushing.py), those of polling handlers of their own (polling.py), and those of the local
Telegram leave the program out (desk.py).
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from clock import PATIENCE, FakeClock
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from core.models import Sender
from core.settings import Settings
from emulator.telegram import Telegram
from emulator.transport import InProcessTransport
from handlers.assembly import Link, Program, assemble
from handlers.context import App
from handlers.routes import register
from handlers.sending.limits import Ticket
from handlers.sending.sender import TelegramSender
from storage.database import Database

# One speech, each of its sentences a quote: read at once.
SMALL_KNOWLEDGE = Path(__file__).resolve().parent / "small_knowledge"


class Surroundings:
    """A clock and a Telegram; `start` puts the program between them and a database, as often as you like."""

    def __init__(self, clock: FakeClock | None = None, world: Telegram | None = None) -> None:
        self.clock = clock or FakeClock()
        self.world = world or Telegram(self.clock)
        self._programs: list[Program] = []
        self._others: set[asyncio.Task[Any]] = set()  # what ran already when the first program was started

    def request(self) -> HTTPXRequest:
        """Return a way to the local Telegram that needs no network."""
        return HTTPXRequest(httpx_kwargs={"transport": InProcessTransport(self.world)})

    def link(self, **how: Any) -> Link:  # noqa: ANN401 - what Link takes
        """Return the program's way to the local Telegram; its polls return at once."""
        ways: dict[str, Any] = {"requests": self.request(), "polls": self.request(), "poll_timeout": 0}
        return Link(self.world.token, **ways | how)

    async def start(
        self,
        database: Database,
        settings: Settings,
        *,
        link: Link | None = None,
        routes: Callable[[App], None] = register,
        sender: Callable[[ExtBot[Ticket]], Sender] = TelegramSender,
    ) -> Program:
        """Assemble a program; no time goes by while it works on `database`. `close` ends it."""
        engines = _engines(database)
        self.clock.heed(database, lambda: any(engine.pool.checkedout() for engine in engines))
        self._others = self._others or asyncio.all_tasks()
        link = link or self.link()
        program = await assemble(settings, database, self.clock, link, routes=routes, sender=sender)
        self._programs.append(program)
        return program

    async def close(self) -> None:
        """Stop the programs as the product is stopped. The world and the database are the caller's."""
        while self._programs:
            await self.clock.until(self._programs.pop().close())

    async def end(self) -> None:
        """Cancel what a test has left running, then stop the programs."""
        left = asyncio.all_tasks() - self._others - {asyncio.current_task()}
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=PATIENCE)
        await self.close()


def is_at_work(database: Database) -> bool:
    """Return whether any of the database's connections is in use."""
    return any(engine.pool.checkedout() for engine in _engines(database))


def open_connections(database: Database) -> int:
    """Return how many of the database's connections are open, in use or not."""
    return sum(engine.pool.checkedin() + engine.pool.checkedout() for engine in _engines(database))


def _engines(database: Database) -> tuple[Any, ...]:
    """Return SQLAlchemy's own engines; their pools are replaced when they are closed."""
    return tuple({one.sync_engine for one in (database._readers, database._durable, database._relaxed)})
