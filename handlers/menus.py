"""Publishes what Telegram shows of the bot before it says anything: the command menus and the description.

If not everybody may use the bot, the menus for all are nearly empty; people who are let in get their own menu
in their chat.
"""

import hashlib
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeDefault,
    BotDescription,
    BotShortDescription,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from core.failing import where
from core.models import Role
from handlers.commands import BY_NAME, Command, Scope, menu
from handlers.context import App
from handlers.sending.limits import Ticket
from services.people.shown_menus import ShownMenus

# The language's own list wins over the one for all; both are set, so that no older list shows through.
LANGUAGES = ("", "zh")
# Shown above the button 开始 of an empty chat (at most 512 characters), and on the bot's own page (120).
DESCRIPTION = (
    "我用本单位讲话的原文回答党风廉政方面的问题，一字不改，附出处；讲话里没有说到的，我就说没有。\n\n"
    "按“开始”，直接发问题就行，例如：三重一大是什么。发 /subscribe 每天收一条廉语。"
)
SHORT_DESCRIPTION = "用讲话原文回答党风廉政方面的问题，每天推送一条廉语。"
CLOSED_DESCRIPTION = "我是单位内部的小助手，只供本单位同事使用。按“开始”申请使用。"
CLOSED_SHORT_DESCRIPTION = "单位内部的小助手，只供本单位同事使用。"

logger = logging.getLogger(__name__)
Shown = TypeVar("Shown")


def menus(*, is_open: bool = True) -> list[tuple[BotCommandScope, list[BotCommand]]]:
    """Return each scope of Telegram's that is for all, and the commands everybody sees there."""
    scopes: list[tuple[BotCommandScope, Scope]] = [
        (BotCommandScopeDefault(), Scope.PRIVATE),
        (BotCommandScopeAllPrivateChats(), Scope.PRIVATE),
        (BotCommandScopeAllGroupChats(), Scope.GROUP),
        (BotCommandScopeAllChatAdministrators(), Scope.GROUP_ADMINS),
    ]
    if is_open:
        return [(scope, _entries(menu(ours))) for scope, ours in scopes]
    (default, _), *others = scopes
    return [(default, _entries((BY_NAME["start"],))), *((scope, []) for scope, _ in others)]


async def publish_menus(app: App) -> None:
    """Set the menus, the description and each chat's own menu.

    Each step is independent: if the server refuses or does not know one, the others and the services go on.
    """
    shown = app.bot_data.services.menus
    description = DESCRIPTION if shown.is_open else CLOSED_DESCRIPTION
    short = SHORT_DESCRIPTION if shown.is_open else CLOSED_SHORT_DESCRIPTION
    steps: list[tuple[str, Callable[[], Awaitable[object]]]] = [
        (f"menu {scope.type}", partial(_set, app.bot, scope, commands, language))
        for scope, commands in menus(is_open=shown.is_open)
        for language in LANGUAGES
    ]
    steps.append(("description", partial(_describe, app.bot, description)))
    steps.append(("short description", partial(_describe_shortly, app.bot, short)))
    steps.append(("menus of chats", partial(_show_own_menus, app)))
    for name, step in steps:
        await _take(name, step)


async def _take(name: str, step: Callable[[], Awaitable[object]]) -> None:
    try:
        await step()
    except Exception as error:  # noqa: BLE001 - nothing a server says here may end the bot
        logger.warning("%s: not set: %s", name, where(error))


async def _describe(bot: ExtBot[Ticket], wanted: str) -> None:
    if await _shown(bot.get_my_description()) != BotDescription(wanted):
        await bot.set_my_description(wanted)


async def _describe_shortly(bot: ExtBot[Ticket], wanted: str) -> None:
    if await _shown(bot.get_my_short_description()) != BotShortDescription(wanted):
        await bot.set_my_short_description(wanted)


async def _shown(asking: Awaitable[Shown]) -> Shown | None:
    """Return what the server shows now; None when it does not tell, and the value is set again."""
    try:
        return await asking
    except Exception as error:  # noqa: BLE001 - as above
        logger.info("the server does not say how it describes the bot: %s", where(error))
        return None


async def _show_own_menus(app: App) -> None:
    """Set the menu of every chat that has its own: the settings may have changed."""
    shown = app.bot_data.services.menus
    for chat_id, role in (await shown.roles()).items():
        await _take(f"menu of chat {chat_id}", partial(show_menu, app.bot, shown, chat_id, role))


async def show_menu(bot: ExtBot[Ticket], shown: ShownMenus, chat_id: int, role: Role) -> None:
    """Set the menu of a person's or (negative number) a group's chat to that role's, if it is another one.

    What everybody sees need not be set again. If a step fails, all is set again next time.
    """
    wanted = _wanted(chat_id, role, is_open=shown.is_open)
    digest = _digest(wanted)
    if await shown.of(chat_id) == digest:
        return
    complete = True
    for scope, commands in wanted:
        for language in LANGUAGES:
            try:
                await _set(bot, scope, commands, language)
            except TelegramError as error:  # a person who has not pressed Start yet
                logger.info("chat %s has no menu of its own: %s", chat_id, type(error).__name__)
                complete = False
    if complete:
        await shown.note(chat_id, digest)


def _wanted(chat_id: int, role: Role, *, is_open: bool) -> list[tuple[BotCommandScope, list[BotCommand]]]:
    own = role > Role.MEMBER or (role is Role.MEMBER and not is_open)
    if chat_id > 0:
        return [(BotCommandScopeChat(chat_id), _entries(menu(Scope.PRIVATE, role)) if own else [])]
    return [
        (BotCommandScopeChat(chat_id), _entries(menu(Scope.GROUP)) if own else []),
        (
            BotCommandScopeChatAdministrators(chat_id),
            _entries(menu(Scope.GROUP_ADMINS)) if own else [],
        ),
    ]


def _digest(wanted: list[tuple[BotCommandScope, list[BotCommand]]]) -> str:
    """Return what tells one chat's menu from another; empty for none."""
    said = "\n".join(
        f"{scope.type} {entry.command} {entry.description}" for scope, entries in wanted for entry in entries
    )
    return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""


async def _set(bot: ExtBot[Ticket], scope: BotCommandScope, commands: list[BotCommand], language: str) -> None:
    if commands:
        await bot.set_my_commands(commands, scope=scope, language_code=language or None)
    else:
        await bot.delete_my_commands(scope=scope, language_code=language or None)


def _entries(commands: tuple[Command, ...]) -> list[BotCommand]:
    return [BotCommand(command.name, command.description) for command in commands]
