"""What every handler is given: PTB's context with the services in it."""

from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from handlers.sending.limiter import Ticket
from services.wiring import Services


class BotData:
    """PTB's own bag, typed. `build_application` puts the services in."""

    services: Services


class Context(CallbackContext[ExtBot[Ticket], dict[Any, Any], dict[Any, Any], BotData]):
    """The second argument of every handler.

    `argument` is what stands behind a command, as its writer wrote it; empty where nothing does.
    """

    argument: str = ""

    @property
    def services(self) -> Services:
        return self.bot_data.services


App = Application[ExtBot[Ticket], Context, dict[Any, Any], dict[Any, Any], BotData, JobQueue[Context]]
