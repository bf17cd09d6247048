"""A group that became a supergroup has another number: what was meant for the old one goes to the new."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import ChatMigrated

from handlers.context import Context

Result = TypeVar("Result")


async def follow(context: Context, old: int, new: int) -> None:
    """Move all that belongs to a group to the supergroup it became; again changes nothing."""
    await context.services.subscriptions.migrate(old, new)
    await context.services.approvals.migrate(old, new)


async def where_it_is(context: Context, chat_id: int, request: Callable[[int], Awaitable[Result]]) -> Result:
    """Make a request about a chat; of one that has moved, about the chat it became."""
    try:
        return await request(chat_id)
    except ChatMigrated as moved:
        await follow(context, chat_id, moved.new_chat_id)
        return await request(moved.new_chat_id)
