"""Publishes the command table as Telegram's menus."""

import logging

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from handlers.commands import Scope, menu
from handlers.context import App
from handlers.errors import where

# The language's own list wins over the one for all; both are set, so that no older list shows through.
LANGUAGES = ("", "zh")

logger = logging.getLogger(__name__)


def menus() -> list[tuple[BotCommandScope, list[BotCommand]]]:
    """Return each scope of Telegram's and the commands people see there."""
    scopes: list[tuple[BotCommandScope, Scope]] = [
        (BotCommandScopeDefault(), Scope.PRIVATE),
        (BotCommandScopeAllPrivateChats(), Scope.PRIVATE),
        (BotCommandScopeAllGroupChats(), Scope.GROUP),
        (BotCommandScopeAllChatAdministrators(), Scope.GROUP_ADMINS),
    ]
    return [
        (scope, [BotCommand(command.name, command.description) for command in menu(ours)])
        for scope, ours in scopes
    ]


async def publish_menus(app: App) -> None:
    """Set the menus. A server that refuses them leaves the bot without menus, not without service."""
    try:
        for scope, commands in menus():
            for language in LANGUAGES:
                await app.bot.set_my_commands(commands, scope=scope, language_code=language or None)
    except TelegramError as error:
        logger.warning("the command menus are not set: %s", where(error))
