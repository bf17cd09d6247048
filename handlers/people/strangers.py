"""What people and chats without access are told, once; how they apply, and what the operators see of it.

A stranger gets no passage, no quote, no title and no menu.
"""

from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User

from core.models import ChatKind, NotSentReason, Place, Role
from core.names import cleaned, fenced
from handlers.context import Context
from handlers.menus import show_menu
from handlers.people.cards import show_cards
from handlers.sending.speaking import announce, rewrite, say, toast
from handlers.updates.attempt import begun_before
from handlers.words.replies import plain
from storage.people.approvals import Approval
from storage.states import Application

APPLY = "access:apply"
STRANGER = (
    "您好！我只供本单位的同事使用。要用的话，请点“申请使用”，我去转告管理人员；"
    "也可以把您的编号 {number} 发给他们。"
)
STRANGER_ALONE = "您好！我只供本单位的同事使用。要用的话，请把您的编号 {number} 发给单位里管理我的人。"
APPLIED = "已经转告管理人员了，请等消息。您的编号是 {number}。"
APPLIED_BEFORE = "已经转告过了，请等管理人员答复。"
QUEUED = (
    "申请记下了，还没有转告管理人员：前面有人在等，或一时联系不上他们，轮到了就转告。"
    "您的编号是 {number}，急用可以直接发给他们。"
)
TO_REFUSED = "抱歉，您的申请没有获准。有疑问请联系单位的管理人员。"
LET_IN_ALREADY = "您已经可以使用了，直接把问题发给我就行。"
NOT_HERE = "这里还没有获准使用，请联系管理人员。"
GROUP = "大家好！这个群还没有获准使用我，我已转告管理人员，批准后会在这里说一声。"
GROUP_QUEUED = (
    "大家好！这个群还没有获准使用我。申请记下了，轮到了就转告管理人员，批准后会在这里说一声；"
    "急用可以把群的编号 {number} 发给他们。"
)
GROUP_REFUSED = "这个群没有获准使用我，有疑问请联系单位的管理人员。"
GROUP_ALONE = "大家好！这个群还没有获准使用我，请把群的编号 {number} 告诉单位里管理我的人。"
ADDED_BY = "，是 {name} 把我加进去的"


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
    """Pass a stranger's application on to the operators, once."""
    query, applications = update.callback_query, context.services.applications
    if query is None:
        return
    user = query.from_user
    if await context.services.access.role_of(user.id):
        await toast(query, LET_IN_ALREADY, alert=True)
        return
    asks = await applications.apply(user.id, named(user))
    if begun_before():
        await applications.nobody_saw(user.id)  # as far as anybody knows
    if asks or begun_before():
        await toast(query)
        await show_cards(context, {user.id: f"，@{fenced(user.username)}"} if user.username else {})
        if query.message is not None:
            said = plain(await _standing(user.id, context, new=True))
            await rewrite(context, query.message.chat.id, query.message.message_id, said)
    else:
        await toast(query, await _standing(user.id, context, new=False), alert=True)


async def _standing(user_id: int, context: Context, *, new: bool) -> str:
    """Return how a person's application stands, in words."""
    person = await context.services.access.person(user_id)
    if person is not None and person.application is Application.REFUSED:
        return TO_REFUSED
    if person is not None and person.carded_at is not None:
        return (APPLIED if new else APPLIED_BEFORE).format(number=user_id)
    return QUEUED.format(number=user_id)


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
    asks = await approvals.apply(chat.id, kind, title, by=user.id if user else 0)
    if begun_before():
        await approvals.nobody_saw(chat.id)
    if asks or begun_before():
        by = ADDED_BY.format(name=fenced(named(user))) if user and reply_to is None else ""
        await show_cards(context, {chat.id: by})
    known = await approvals.of(chat.id)
    if (known and known.told_at) or (reply_to is None and kind is ChatKind.CHANNEL):
        return
    view = plain(_said_to_group(known, chat.id, alone=not operators))
    if reply_to is not None:
        await say(context, reply_to, view)
    else:
        await announce(context, Place(chat.id), view)
    await approvals.told(chat.id, kind, title)


async def see_off(context: Context, user_id: int) -> None:
    """Stop a person's pushes and reset their menu, if they may not use the bot any more."""
    if await context.services.access.role_of(user_id):
        return
    await show_menu(context.bot, context.services.menus, user_id, Role.STRANGER)
    await context.services.subscriptions.deactivate(user_id, NotSentReason.NO_ACCESS)


def _said_to_group(known: Approval | None, chat_id: int, *, alone: bool) -> str:
    if known is not None and known.application is Application.REFUSED:
        return GROUP_REFUSED
    if alone or known is None or known.application is Application.NONE:
        return GROUP_ALONE.format(number=chat_id)
    return GROUP if known.carded_at is not None else GROUP_QUEUED.format(number=chat_id)


def named(user: User) -> str:
    """Return a person's name as their colleagues know it."""
    return cleaned(user.full_name)
