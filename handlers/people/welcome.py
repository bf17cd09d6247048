"""Lets people and groups in: their menu, their pushes as before, a word of welcome."""

import logging

from telegram import Chat
from telegram.error import TelegramError

from core.models import Place, Role
from handlers.asking.to_the_bot.start import greeting_in_group
from handlers.context import Context
from handlers.menus import show_menu
from handlers.sending.outcomes import refused
from handlers.sending.speaking import announce
from handlers.words.replies import plain

RESUMED = "\n这里订阅过每日廉语，已接着推送；发 /settings 查看或更改。"

logger = logging.getLogger(__name__)


async def settle_in(context: Context, user_id: int) -> None:
    """Show a person the menu of their role, and let their pushes go on."""
    role = await context.services.access.role_of(user_id)
    await show_menu(context.bot, context.services.menus, user_id, role)
    if role:
        await context.services.subscriptions.revive(user_id)


async def receive_back(chat: Chat | None, role: Role, context: Context) -> None:
    """Set the menu of a chat that may use the bot; if it may do so again, start its pushes again.

    `role` is that of the person who writes; in a group all see a member's menu. Channels show no menu.
    """
    if chat is None or chat.type == Chat.CHANNEL or role is Role.STRANGER:
        return
    shown = role if chat.type == Chat.PRIVATE else Role.MEMBER
    await show_menu(context.bot, context.services.menus, chat.id, shown)
    await context.services.subscriptions.readmit(chat.id)
    if chat.effective_name:
        await context.services.subscriptions.rename(chat.id, chat.effective_name)


async def write_to(context: Context, user_id: int, said: str) -> bool | None:
    """Say something to a person in private; False: they cannot be written to; None: nobody knows."""
    try:
        await announce(context, Place(user_id), plain(said))
    except TelegramError as error:
        logger.info("person %d cannot be told: %s", user_id, type(error).__name__)
        return False if refused(error) else None
    return True


async def greet(context: Context, chat_id: int, *, leads: bool, resumed: bool) -> None:
    """Say the three lines to a group; that the bot may not write there is not an error."""
    said = await greeting_in_group(context.bot, context.services.answers, administrator=leads)
    if resumed:
        said += RESUMED
    try:
        await announce(context, Place(chat_id), plain(said))
    except TelegramError:
        return
