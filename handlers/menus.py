"""Publishes what Telegram shows of the bot before it says a word: the command menus and its description."""

import logging

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)

from handlers.commands import Scope, menu
from handlers.context import App
from handlers.errors import where

# The language's own list wins over the one for all; both are set, so that no older list shows through.
LANGUAGES = ("", "zh")
# Shown above the button 开始 of an empty chat (at most 512 characters), and on the bot's own page (120).
DESCRIPTION = (
    "我用本单位讲话的原文回答党风廉政方面的问题，一字不改，附出处；讲话里没有说到的，我就说没有。\n\n"
    "按“开始”，直接发问题就行，例如：三重一大是什么。发 /subscribe 每天收一条廉语。"
)
SHORT_DESCRIPTION = "用讲话原文回答党风廉政方面的问题，每天推送一条廉语。"

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
        if (await app.bot.get_my_description()).description != DESCRIPTION:
            await app.bot.set_my_description(DESCRIPTION)
        if (await app.bot.get_my_short_description()).short_description != SHORT_DESCRIPTION:
            await app.bot.set_my_short_description(SHORT_DESCRIPTION)
    except Exception as error:  # noqa: BLE001 - nothing a server says here may end the bot
        logger.warning("the command menus are not set: %s", where(error))
