"""Asks Telegram who is in a group."""

import logging
from functools import partial

from telegram import Chat, ChatMember
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from handlers.sending.limits import Ticket
from handlers.sending.speaking import LONGEST_WAIT, patiently
from handlers.updates.attempt import current, resting

# Telegram's words about a person who was never there, in lower case; other refusals say nothing about them.
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
    """core.models.GroupMembers over PTB's bot. Telegram tells reliably only where the bot is an admin.

    Of a group that has moved it asks about the supergroup that it became.
    """

    def __init__(self, bot: ExtBot[Ticket]) -> None:
        self._bot = bot
        self.unanswered = 0

    async def is_member(self, chat_id: int, user_id: int) -> bool | None:
        """Return whether the person is in the group; None when Telegram does not tell."""
        try:
            return await self._asked_about(chat_id, user_id)
        except ChatMigrated as moved:
            return await self.is_member(moved.new_chat_id, user_id)
        except BadRequest as error:
            if any(sign in error.message.lower() for sign in NOT_THERE):
                return False
            logger.warning("group %d does not tell who is in it: make the bot an administrator there", chat_id)
        except TelegramError as error:
            self.unanswered += isinstance(error, (NetworkError, RetryAfter))
            logger.warning("group %d does not tell who is in it: %s", chat_id, type(error).__name__)
        return None

    async def _asked_about(self, chat_id: int, user_id: int) -> bool:
        attempt = current()
        ask = partial(self._bot.get_chat_member, chat_id, user_id)
        with resting():  # many strangers, each asked about in many groups, keep nobody else waiting
            if attempt is None or attempt.clock is None:
                return is_present(await ask())
            return is_present(await patiently(attempt.clock, ask, LONGEST_WAIT))

    async def is_group(self, chat_id: int) -> bool | None:
        """Return whether a chat is a group, and no channel; None when Telegram does not tell."""
        try:
            return (await self._bot.get_chat(chat_id)).type in {Chat.GROUP, Chat.SUPERGROUP}
        except ChatMigrated as moved:
            return await self.is_group(moved.new_chat_id)
        except TelegramError:
            return None

    async def leads(self, chat_id: int) -> bool:
        """Return whether the bot is an administrator of a group."""
        try:
            return (await self._bot.get_chat_member(chat_id, self._bot.id)).status == ChatMember.ADMINISTRATOR
        except ChatMigrated as moved:
            return await self.leads(moved.new_chat_id)
        except TelegramError:
            return False


def is_present(member: ChatMember) -> bool:
    """Return whether a member's status means that they are in the chat."""
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in {ChatMember.LEFT, ChatMember.BANNED}
