"""Follows changes: the bot is added, removed, blocked or unblocked; people join and leave; groups move."""

from datetime import datetime

from telegram import Chat, ChatMember, ChatMemberUpdated, Update
from telegram.error import TelegramError

from core.models import ChatKind, NotSentReason, Role, WarningKind
from core.names import fenced
from handlers.context import Context
from handlers.people.access import NOT_LEADING, let_chat_in
from handlers.people.operators import tell_operators
from handlers.people.strangers import see_off, turn_chat_away
from handlers.people.welcome import greet
from handlers.sending.moves import follow, where_it_is
from handlers.updates.group_members import is_present
from storage.states import Application

REMOVED = "我被移出了这个群。群里没有单独获准的人，三天后私聊就用不了我；要恢复，请把我加回去。"


async def my_status(update: Update, context: Context) -> None:
    """Follow my_chat_member: stop pushes where the bot is gone, start them where it is back, greet once.

    A group that nobody approved is told so; an operator who adds the bot approves by that.
    """
    change = update.my_chat_member
    if change is None:
        return
    chat = change.chat
    was, now = is_present(change.old_chat_member), is_present(change.new_chat_member)
    subscriptions = context.services.subscriptions
    if was and not now:
        private = chat.type == Chat.PRIVATE
        await subscriptions.deactivate(chat.id, NotSentReason.BLOCKED if private else NotSentReason.KICKED)
        if not private:
            told = await _tell_operators_if_approved(chat, REMOVED, context)
            if told:  # else they are told as of every group that is lost
                await context.services.warnings.begin(WarningKind.GROUP, about=str(chat.id), told=True)
    elif now and not was:
        await _arrived(change, context)
    elif _stepped_down(change):
        await _tell_operators_if_approved(chat, NOT_LEADING, context)


async def _arrived(change: ChatMemberUpdated, context: Context) -> None:
    chat, access, approvals = change.chat, context.services.access, context.services.approvals
    if chat.type == Chat.PRIVATE:
        if await access.may_receive(chat.id):
            await context.services.subscriptions.revive(chat.id)
    elif await approvals.is_approved(chat.id):
        resumed = await context.services.subscriptions.revive(chat.id)
        if chat.type != Chat.CHANNEL:
            await greet(context, chat.id, leads=_leads(change.new_chat_member), resumed=resumed)
    elif await access.role_of(change.from_user.id) is Role.OPERATOR:
        kind = ChatKind(chat.type)
        await approvals.approve(chat.id, kind, chat.title or "", change.from_user.id)
        if advice := await let_chat_in(context, chat.id, kind):
            await tell_operators(context, f"“{fenced(chat.title or '')}”：{advice}")
    elif (known := await approvals.of(chat.id)) and known.application is Application.REFUSED:
        await _go(chat, context)
    else:
        await _ask_for(change, context)


async def _ask_for(change: ChatMemberUpdated, context: Context) -> None:
    """Ask the operators for a group's approval; that the bot may not write there is not an error."""
    try:
        await turn_chat_away(change.chat, context, change.from_user)
    except TelegramError:
        return


async def _go(chat: Chat, context: Context) -> None:
    try:
        await where_it_is(context, chat.id, context.bot.leave_chat)
    except TelegramError:
        return


async def _tell_operators_if_approved(chat: Chat, said: str, context: Context) -> bool:
    """Tell operators why the bot cannot see who is in an approved group any more; return whether they heard."""
    asks = context.services.settings.access.mode == "members" and chat.type != Chat.CHANNEL
    if asks and await context.services.approvals.is_approved(chat.id):
        return await tell_operators(context, f"“{fenced(chat.title or '')}”：{said}") > 0
    return False


async def member_changed(update: Update, context: Context) -> None:
    """Follow chat_member, sent where the bot is an administrator: a person who leaves loses access."""
    change = update.chat_member
    if change is not None and not change.new_chat_member.user.is_bot:
        present = is_present(change.new_chat_member)
        await _came_or_went(
            change.new_chat_member.user.id, change.chat, context, present=present, at=change.date
        )


async def came_or_went(update: Update, context: Context) -> None:
    """Follow the group's own messages about people who join and leave, which need no rights."""
    message = update.effective_message
    if message is None:
        return
    for user in message.new_chat_members:
        if not user.is_bot:
            await _came_or_went(user.id, message.chat, context, present=True, at=message.date)
    if message.left_chat_member and not message.left_chat_member.is_bot:
        left = message.left_chat_member.id
        await _came_or_went(left, message.chat, context, present=False, at=message.date)


async def _came_or_went(user_id: int, chat: Chat, context: Context, *, present: bool, at: datetime) -> None:
    """Remember it for groups only: a channel's subscribers may be anybody."""
    if chat.type != Chat.CHANNEL:
        await context.services.memberships.came_or_went(user_id, chat.id, present=present, at=at)
    if not present:
        await see_off(context, user_id)


async def renamed(update: Update, context: Context) -> None:
    """Take a group's new title when it is told."""
    message = update.effective_message
    if message is not None and message.new_chat_title:
        await context.services.subscriptions.rename(message.chat.id, message.new_chat_title)


async def migrated(update: Update, context: Context) -> None:
    """Move what belongs to a group to the supergroup it became; Telegram says so in both chats."""
    message = update.effective_message
    if message is None:
        return
    old, new = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
    if old != new:
        await follow(context, old, new)


def _leads(member: ChatMember) -> bool:
    return member.status == ChatMember.ADMINISTRATOR


def _stepped_down(change: ChatMemberUpdated) -> bool:
    return _leads(change.old_chat_member) and not _leads(change.new_chat_member)
