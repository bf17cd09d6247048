"""What operators hear beside their own chat's pushes: those of all chats are elsewhere."""

from telegram import Message

from core.models import Role
from handlers.context import Context
from handlers.words.addressed import is_private

EVERYWHERE = "\n要看、要停全部会话的推送，发 /push。"


async def of_everywhere(message: Message, context: Context) -> str:
    """Return where an operator, in private, finds the pushes of all chats; nothing for others."""
    user = message.from_user
    if user is None or not is_private(message):
        return ""
    return EVERYWHERE if await context.services.access.role_of(user.id) >= Role.OPERATOR else ""
