"""Assembles the program: the one place where bot, services, limiter, application and poller meet.

The product, its local chat, the tests and the benchmarks call `assemble`, each with its own link, clock and
database. Each part gets what it needs when it is made, so that nothing can be forgotten: first the bot, which
needs only the link; then the services, which send through the bot; then the application around both.
"""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.ext import ExtBot
from telegram.request import BaseRequest

from core.clock import Clock
from core.models import Sender
from core.settings import Settings
from core.trust import trusted_authorities
from handlers.application import build_application, build_bot, build_request
from handlers.context import App
from handlers.health.state import StateService
from handlers.routes import register
from handlers.sending.limiter import LaneLimiter
from handlers.sending.limits import UNLIMITED, Limits, Ticket, Window
from handlers.sending.sender import TelegramSender
from handlers.updates.group_members import TelegramGroupMembers
from handlers.updates.polling import PATIENCE, POLL_TIMEOUT, Poller
from services.building import build_services
from services.wiring import Services
from storage.database import Database

if TYPE_CHECKING:
    from handlers.updates.webhook.receiving import WebhookReceiver

CONNECTIONS = 32  # to the Bot API: replies of the chats handled at once, and the push lane


@dataclass(frozen=True, slots=True)
class Link:
    """The way to a Bot API, and who the bot is there.

    `polls` is a separate connection, so that a long poll does not block sending. Telegram keeps a poll waiting
    for news for `poll_timeout` seconds; stopping waits `patience` seconds for handlers.
    """

    token: str
    requests: BaseRequest
    polls: BaseRequest
    poll_timeout: int = POLL_TIMEOUT
    patience: float = PATIENCE

    @classmethod
    def over_network(cls, token: str, settings: Settings) -> "Link":
        """Return the way that the settings name."""
        trusted = trusted_authorities(settings.telegram.ca_file)
        return cls(token, build_request(settings, CONNECTIONS, trusted), build_request(settings, 1, trusted))


@dataclass(frozen=True, slots=True)
class Program:
    """The assembled program. The caller starts it; `close` stops whatever of it runs.

    `webhook` takes updates in the place of the poller, where the settings say so.
    """

    app: App
    services: Services
    poller: Poller
    states: StateService
    webhook: "WebhookReceiver | None" = None

    @property
    def receiver(self) -> "Poller | WebhookReceiver":
        """Return what takes updates: it has `run`, `stop`, `in_hand` and `last_success`."""
        return self.webhook or self.poller

    async def close(self) -> None:
        """Finish what is under way, pushes first, and close the way to Telegram. The database stays open."""
        async with AsyncExitStack() as leaving:
            leaving.push_async_callback(self.services.ownership.leave)
            leaving.push_async_callback(self.app.shutdown)
            if self.app.running:
                leaving.push_async_callback(self.app.stop)
            leaving.push_async_callback(self.services.pushes.stop)
            leaving.push_async_callback(self.services.extraction.close)
            leaving.push_async_callback(self.services.way_filling.close)
            leaving.push_async_callback(self.services.daily_backup.close)


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

    `routes` gives the application its handlers, `sender` makes the Sender of pushes from the bot; tests of one
    part pass their own. Raises OperatorError for what the operator has to mend.
    """
    limiter = LaneLimiter(clock, limits_of(settings))
    bot = build_bot(
        link.token,
        settings,
        request=link.requests,
        get_updates_request=link.polls,
        rate_limiter=limiter,
    )
    services = await build_services(
        settings, database, clock, sender=sender(bot), groups=TelegramGroupMembers(bot)
    )
    ownership = services.ownership
    ownership.on_change(lambda: limiter.divide(ownership.number))
    app = build_application(bot, services, routes)
    poller = Poller(app, services.intake, link.polls, clock, timeout=link.poll_timeout, patience=link.patience)
    webhook = None
    if settings.telegram.mode == "webhook":
        from handlers.updates.webhook.receiving import WebhookReceiver  # noqa: PLC0415 - its server is not always needed

        webhook = WebhookReceiver(
            app, services.intake, poller.dispatcher, clock, settings, patience=link.patience
        )
    receiver = webhook or poller
    states = StateService(
        services,
        database,
        clock,
        bot_id=int(link.token.partition(":")[0]),
        heard=lambda: receiver.last_success,
        in_hand=lambda: receiver.in_hand,
    )
    return Program(app, services, poller, states, webhook)


def limits_of(settings: Settings) -> Limits:
    """Return how much the Bot API of the settings takes; 0 messages a second: no limit."""
    most = settings.telegram.messages_per_second
    return Limits(overall=Window(most, 1.0)) if most else UNLIMITED
