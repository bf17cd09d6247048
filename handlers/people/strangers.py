"""What people and chats without access are told, once; how they ask for it, and what the operators see of that.

A stranger gets no passage, no quote, no title and no menu.
"""

import logging

from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User
from telegram.error import TelegramError

from core.models import ChatKind, NotSentReason, Place, Role
from handlers.context import Context
from handlers.menus import show_menu
from handlers.sending.outcomes import refused
from handlers.sending.speaking import announce, rewrite, say, toast
from handlers.updates.attempt import begun_before
from handlers.words.replies import plain
from services.people.applications import MOST_CARDS

APPLY = "access:apply"
STRANGER = (
    "您好！我只供本单位的同事使用。要用的话，请点“申请使用”，我去转告管理人员；"
    "也可以把您的编号 {number} 发给他们。"
)
STRANGER_ALONE = "您好！我只供本单位的同事使用。要用的话，请把您的编号 {number} 发给单位里管理我的人。"
APPLIED = "已经转告管理人员了，请等消息。您的编号是 {number}。"
APPLIED_BEFORE = "已经转告过了，请等管理人员答复。"
LET_IN_ALREADY = "您已经可以使用了，直接把问题发给我就行。"
NOT_HERE = "这里还没有获准使用，请联系管理人员。"
GROUP = "大家好！这个群还没有获准使用我，我已转告管理人员，批准后会在这里说一声。"
GROUP_ALONE = "大家好！这个群还没有获准使用我，请把群的编号 {number} 告诉单位里管理我的人。"
PERSON_CARD = "{name}（{number}）想使用清风。"
CHAT_CARD = "{kind}“{title}”（{number}）想使用清风{by}。"
ADDED_BY = "，是 {name} 把我加进去的"
KINDS = {ChatKind.CHANNEL: "频道"}

logger = logging.getLogger(__name__)


async def turn_away(update: Update, context: Context) -> None:
    """Tell a person or chat without access, once, how to ask for it. A button always answers."""
    chat, message, user = update.effective_chat, update.effective_message, update.effective_user
    if update.callback_query:
        await toast(update.callback_query, NOT_HERE, alert=True)
    elif chat is None or message is None:
        return
    elif chat.type != Chat.PRIVATE:
        await turn_chat_away(chat, context, user, reply_to=message)
    elif user is not None:
        known = await context.services.access.person(user.id)
        if known is not None and known.told_at is not None:
            return
        if known is not None and known.menu:
            await see_off(context, user.id)
        await _tell(user, message, context)


async def _tell(user: User, message: Message, context: Context) -> None:
    if await context.services.access.operators():
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("申请使用", callback_data=APPLY)]])
        await say(context, message, plain(STRANGER.format(number=user.id), keyboard))
    else:
        await say(context, message, plain(STRANGER_ALONE.format(number=user.id)))
    await context.services.applications.told(user.id, named(user))


async def apply(update: Update, context: Context) -> None:
    """Pass a stranger's wish on to the operators, once."""
    query, applications = update.callback_query, context.services.applications
    if query is None:
        return
    user = query.from_user
    if await context.services.access.role_of(user.id):
        await toast(query, LET_IN_ALREADY, alert=True)
    elif not (await applications.apply(user.id, named(user)) or begun_before()):
        await toast(query, APPLIED_BEFORE, alert=True)
    else:
        await toast(query)
        if len(await applications.waiting()) <= MOST_CARDS:
            keyboard = _choice("同意", f"access:admit:{user.id}", "拒绝", f"access:refuse:{user.id}")
            await tell_operators(context, PERSON_CARD.format(name=named(user), number=_called(user)), keyboard)
        if query.message is not None:
            said = plain(APPLIED.format(number=user.id))
            await rewrite(context, query.message.chat.id, query.message.message_id, said)


async def turn_chat_away(
    chat: Chat, context: Context, user: User | None, *, reply_to: Message | None = None
) -> None:
    """Tell a group or channel that it is not approved, once, and the operators that it asks.

    Without `reply_to`, as when the bot was just added, a channel is told nothing.
    """
    approvals, kind, title = context.services.approvals, ChatKind(chat.type), chat.title or ""
    operators = await context.services.access.operators()
    if kind is not ChatKind.CHANNEL:
        await show_menu(context.bot, context.services.menus, chat.id, Role.STRANGER)
    asks = await approvals.apply(chat.id, kind, title) or begun_before()
    if asks and len(await approvals.waiting()) <= MOST_CARDS:
        by = ADDED_BY.format(name=named(user)) if user and reply_to is None else ""
        said = CHAT_CARD.format(kind=KINDS.get(kind, "群"), title=title, number=chat.id, by=by)
        keyboard = _choice("批准", f"access:approve:{chat.id}", "退出", f"access:leave:{chat.id}")
        await tell_operators(context, said, keyboard)
    known = await approvals.of(chat.id)
    if (known and known.told_at) or (reply_to is None and kind is ChatKind.CHANNEL):
        return
    view = plain(GROUP if operators else GROUP_ALONE.format(number=chat.id))
    if reply_to is not None:
        await say(context, reply_to, view)
    else:
        await announce(context, Place(chat.id), view)
    await approvals.told(chat.id)


async def see_off(context: Context, user_id: int) -> None:
    """Take a person's menu and pushes away, if they may not use the bot any more."""
    if await context.services.access.role_of(user_id):
        return
    await show_menu(context.bot, context.services.menus, user_id, Role.STRANGER)
    await context.services.subscriptions.deactivate(user_id, NotSentReason.NO_ACCESS)


async def tell_operators(context: Context, said: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Say something to each operator in private. Who never pressed Start cannot be told."""
    for operator in sorted(await context.services.access.operators()):
        try:
            await announce(context, Place(operator), plain(said, keyboard))
        except TelegramError as error:
            advice = "they must press Start" if refused(error) else "Telegram did not answer"
            logger.warning("operator %d is not told: %s; %s", operator, type(error).__name__, advice)


def named(user: User) -> str:
    """Return a person's name as their colleagues know it."""
    return user.full_name


def _called(user: User) -> str:
    return f"{user.id}，@{user.username}" if user.username else str(user.id)


def _choice(yes: str, yes_data: str, no: str, no_data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(yes, callback_data=yes_data), InlineKeyboardButton(no, callback_data=no_data)]]
    )
