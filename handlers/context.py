"""What every handler gets: PTB's context with the services in it."""

from datetime import datetime
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from core.asked import when_asked
from handlers.sending.limits import Ticket
from handlers.words.replies import View
from services.wiring import Services
from storage.asking.prompts import Prompt


class BotData:
    """PTB's own bag, typed. `build_application` puts the services in."""

    services: Services


class Context(CallbackContext[ExtBot[Ticket], dict[Any, Any], dict[Any, Any], BotData]):
    """The second argument of every handler.

    `argument` is the text after a command, as it was written; empty if there is none. `asked` is what the
    message answers, for those who take answers. `shown` is what was last put into the place of a message.
    `refused`: the guard had the person wait. `offers`: what they want was only guessed, and is offered.
    `slash`: the command was called by a slash, not in plain words.
    `guessed`: known words stand for what was said in others; nothing more is guessed of them.
    `left_open`: a notice that waits to be sent while something else is said.
    `card_open`: a card or a question of ours stands there that is none of the speeches.
    `card_buttons`: labels and data of what may be meant of the card that stands there, where nobody knows it.
    """

    argument: str = ""
    asked: Prompt | None = None
    shown: View | None = None
    refused: bool = False
    offers: bool = False
    slash: bool = False
    guessed: bool = False
    left_open: Prompt | None = None
    card_open: bool = False
    card_buttons: tuple[tuple[str, str], ...] = ()

    @property
    def asked_at(self) -> datetime:
        """Return when what is handled was asked: earlier than now, where it came late."""
        return when_asked(self.services.clock)

    @property
    def services(self) -> Services:
        return self.bot_data.services


App = Application[ExtBot[Ticket], Context, dict[Any, Any], dict[Any, Any], BotData, None]
