"""Coming and going: the bot is added, removed, blocked, taken back; a group becomes a supergroup."""

from telegram import Chat, ChatMember, ChatMemberUpdated, Update
from telegram.error import TelegramError

from core.models import NotSentReason, Place
from handlers.context import Context
from handlers.replies import plain
from handlers.speaking import announce
from handlers.start import greeting_in_group

RESUMED = "\n这里订阅过每日廉语，已接着推送；发 /settings 查看或更改。"


async def my_status(update: Update, context: Context) -> None:
    """Follow my_chat_member: stop pushing where we are gone, resume where we are back, greet a group once."""
    change = update.my_chat_member
    if change is None:
        return
    chat = change.chat
    was, now = _present(change.old_chat_member), _present(change.new_chat_member)
    subscriptions = context.services.subscriptions
    if was and not now:
        private = chat.type == Chat.PRIVATE
        await subscriptions.deactivate(chat.id, NotSentReason.BLOCKED if private else NotSentReason.KICKED)
    elif now and not was:
        resumed = await subscriptions.revive(chat.id)
        if chat.type in {Chat.GROUP, Chat.SUPERGROUP}:
            await _greet(change, context, resumed=resumed)


async def migrated(update: Update, context: Context) -> None:
    """Move what belongs to a group to the supergroup it became; Telegram says so in both chats."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id:
        await context.services.subscriptions.migrate(message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await context.services.subscriptions.migrate(message.migrate_from_chat_id, message.chat.id)


def _present(member: ChatMember) -> bool:
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in {ChatMember.LEFT, ChatMember.BANNED}


async def _greet(change: ChatMemberUpdated, context: Context, *, resumed: bool) -> None:
    """Say the three lines; a group where we may not speak is not an error."""
    leads = change.new_chat_member.status == ChatMember.ADMINISTRATOR
    said = await greeting_in_group(context.bot, context.services.answers, administrator=leads)
    if resumed:
        said += RESUMED
    try:
        await announce(context, Place(change.chat.id), plain(said))
    except TelegramError:
        return
