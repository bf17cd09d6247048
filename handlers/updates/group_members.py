"""Asks Telegram who is in a group."""

import logging
from functools import partial

from telegram import Chat, ChatMember
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from handlers.sending.limiter import Ticket
from handlers.sending.speaking import LONGEST_WAIT, patiently
from handlers.updates.attempt import current

# What Telegram says of somebody who never was there, in lower case; any other refusal says nothing about them.
NOT_THERE = (
    "user not found",
    "member not found",
    "participant_id_invalid",
    "user_id_invalid",
    "invalid user_id",
    "user_not_participant",
)

logger = logging.getLogger(__name__)


class TelegramGroupMembers:
    """core.models.GroupMembers over PTB's bot. Telegram tells surely only where the bot is an administrator."""

    def __init__(self, bot: ExtBot[Ticket]) -> None:
        self._bot = bot

    async def is_member(self, chat_id: int, user_id: int) -> bool | None:
        """Return whether the person is in the group; None when Telegram does not tell."""
        attempt = current()
        try:
            if attempt is None or attempt.clock is None:
                return is_present(await self._bot.get_chat_member(chat_id, user_id))
            ask = partial(self._bot.get_chat_member, chat_id, user_id)
            return is_present(await patiently(attempt.clock, ask, LONGEST_WAIT))
        except BadRequest as error:
            if any(sign in error.message.lower() for sign in NOT_THERE):
                return False
            logger.warning("group %d does not tell who is in it: make the bot an administrator there", chat_id)
        except TelegramError as error:
            logger.warning("group %d does not tell who is in it: %s", chat_id, type(error).__name__)
        return None

    async def is_group(self, chat_id: int) -> bool | None:
        """Return whether a chat is a group, and no channel; None when Telegram does not tell."""
        try:
            return (await self._bot.get_chat(chat_id)).type in {Chat.GROUP, Chat.SUPERGROUP}
        except TelegramError:
            return None

    async def leads(self, chat_id: int) -> bool:
        """Return whether the bot is an administrator of a group."""
        try:
            return (await self._bot.get_chat_member(chat_id, self._bot.id)).status == ChatMember.ADMINISTRATOR
        except TelegramError:
            return False


def is_present(member: ChatMember) -> bool:
    """Return whether a place in a chat means to be in it."""
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in {ChatMember.LEFT, ChatMember.BANNED}
