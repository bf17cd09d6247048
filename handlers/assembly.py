"""Assembles the program: the one place where bot, services, limiter, application and poller meet.

The product, its local chat, the tests and the benchmarks call `assemble`, each with its own link, clock and
database. A part is given what it needs when it is made, so that nothing can be forgotten: first the bot, which
needs only the link, then the services, which reach people through it, then the application around both.
"""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from telegram.ext import ExtBot
from telegram.request import BaseRequest

from core.clock import Clock
from core.models import Sender
from core.settings import Settings
from handlers.application import build_application, build_bot, build_request
from handlers.context import App
from handlers.routes import register
from handlers.sending.limiter import UNLIMITED, LaneLimiter, Limits, Ticket, Window
from handlers.sending.sender import TelegramSender
from handlers.updates.group_members import TelegramGroupMembers
from handlers.updates.polling import PATIENCE, POLL_TIMEOUT, Poller
from services.building import build_services
from services.wiring import Services
from storage.database import Database

CONNECTIONS = 32  # to the Bot API: replies of the chats handled at once, and the push lane


@dataclass(frozen=True, slots=True)
class Link:
    """The way to a Bot API, and who the bot is there.

    `polls` is a way of its own, so that a long poll takes no sender's place. Telegram keeps a poll waiting for
    news for `poll_timeout` seconds; stopping waits `patience` seconds for handlers.
    """

    token: str
    requests: BaseRequest
    polls: BaseRequest
    poll_timeout: int = POLL_TIMEOUT
    patience: float = PATIENCE

    @classmethod
    def over_network(cls, token: str, settings: Settings) -> "Link":
        """Return the way that the settings name."""
        return cls(token, build_request(settings, CONNECTIONS), build_request(settings, 1))


@dataclass(frozen=True, slots=True)
class Program:
    """The assembled program. The caller starts it; `close` stops whatever of it runs."""

    app: App
    services: Services
    poller: Poller

    async def close(self) -> None:
        """Finish what is in hand, pushes first, and let go of Telegram. The database stays open."""
        async with AsyncExitStack() as leaving:
            leaving.push_async_callback(self.app.shutdown)
            if self.app.running:
                leaving.push_async_callback(self.app.stop)
            leaving.push_async_callback(self.services.pushes.stop)
            leaving.push_async_callback(self.services.extraction.close)


async def assemble(
    settings: Settings,
    database: Database,
    clock: Clock,
    link: Link,
    *,
    routes: Callable[[App], None] = register,
    sender: Callable[[ExtBot[Ticket]], Sender] = TelegramSender,
) -> Program:
    """Assemble the program on `database`, which is migrated; Telegram is not reached yet.

    `routes` gives the application its handlers, `sender` makes of the bot what pushes go out through; tests of
    one part bring their own. Raises OperatorError for what the operator has to mend.
    """
    bot = build_bot(
        link.token,
        settings,
        request=link.requests,
        get_updates_request=link.polls,
        rate_limiter=LaneLimiter(clock, limits_of(settings)),
    )
    services = await build_services(
        settings, database, clock, sender=sender(bot), groups=TelegramGroupMembers(bot)
    )
    app = build_application(bot, services, routes)
    poller = Poller(app, services.intake, link.polls, clock, timeout=link.poll_timeout, patience=link.patience)
    return Program(app, services, poller)


def limits_of(settings: Settings) -> Limits:
    """Return how much the Bot API of the settings takes; 0 messages a second: no limit."""
    most = settings.telegram.messages_per_second
    return Limits(overall=Window(most, 1.0)) if most else UNLIMITED
