"""Who may change what is pushed to a chat: anybody in private, creator and administrators elsewhere."""

from functools import partial

from telegram import Chat, ChatMember, Message, Update
from telegram.error import BadRequest

from core.errors import UserError
from handlers.context import Context
from handlers.sending.moves import where_it_is
from handlers.sending.speaking import patiently

MANAGERS = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})
MANAGERS_ONLY = "这项由群主或管理员操作，请联系他们。提问随时欢迎。"
MANAGERS_ONLY_CHANNEL = "只有频道管理员可以设置。"
CANNOT_TELL = "我暂时查不到您是不是管理员，请稍后再试。"


async def require_manager(update: Update, context: Context) -> None:
    """Raise UserError unless the sender of `update` may change the chat's subscription.

    An anonymous administrator speaks as the group itself; somebody speaking as another channel is a member.
    """
    chat, message = update.effective_chat, update.effective_message
    if chat is None or chat.type == Chat.PRIVATE or update.channel_post:
        return
    if update.callback_query is None and message and message.sender_chat:
        if not _speaks_as(message, chat):
            raise UserError(MANAGERS_ONLY)
        return
    user = update.effective_user
    member = None if user is None else await _member(context, chat.id, user.id)
    if member is None or member.status not in MANAGERS:
        raise UserError(MANAGERS_ONLY_CHANNEL if chat.type == Chat.CHANNEL else MANAGERS_ONLY)


async def may_manage(update: Update, context: Context) -> bool:
    """Return whether the sender of `update` may, as far as Telegram tells now; for what is offered to them."""
    try:
        await require_manager(update, context)
    except UserError:
        return False
    return True


async def _member(context: Context, chat_id: int, user_id: int) -> ChatMember:
    async def ask(number: int) -> ChatMember:
        return await patiently(context.services.clock, partial(context.bot.get_chat_member, number, user_id))

    try:
        return await where_it_is(context, chat_id, ask)
    except BadRequest:
        raise UserError(CANNOT_TELL) from None


def _speaks_as(message: Message, chat: Chat) -> bool:
    return message.sender_chat is not None and message.sender_chat.id == chat.id
