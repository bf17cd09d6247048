"""What operators do about access: /roles, /admit, /editor, the cards' buttons; and /claim.

Cards about who asks are in handlers/people/strangers.py, invitations in handlers/people/invitations.py.
"""

from telegram import (
    CallbackQuery,
    Message,
    MessageOriginUser,
    Update,
)
from telegram.error import TelegramError

from core.errors import UserError
from core.models import ChatKind, Place, Role
from core.patterns import pattern
from core.setting_kinds import LARGEST_NUMBER
from handlers.asking.to_the_bot.start import introduction
from handlers.context import App, Context
from handlers.menus import show_menu
from handlers.people.cards import show_cards
from handlers.people.invitations import listed, to_withdraw
from handlers.people.names import WHOM, Target, names_of
from handlers.people.operators import tell_operators
from handlers.people.role_list import roles_page
from handlers.people.strangers import TO_REFUSED, named
from handlers.people.welcome import greet, settle_in, write_to
from handlers.sending.moves import where_it_is
from handlers.sending.speaking import announce, rewrite, say, toast
from handlers.updates.group_members import TelegramGroupMembers
from handlers.words.cards import show
from handlers.words.replies import plain
from knowledge.language.writing.signs import plain_signs

LINK = "claim_"
PATTERN = pattern(
    r"access:(?:(?P<what>admit|refuse|approve|leave|withdraw):(?P<number>-?[0-9]{1,16})|(?P<list>invitations)|(?P<void>void)|roles:(?P<page>[0-9]{1,4}))"
)
CLAIM_HOW = "请写上控制台给出的认领码，例如：/claim ABCD-EFGH-JKLM"
CLAIMED = "您现在是运维人员了。发 /roles 看谁可以使用，发 /invite 邀请同事，发 /help 看全部用法。"
CARRIED_OVER = (
    "access.mode 现在是 {mode}，不再人人可用。原来订阅着廉语的 {people} 人、{chats} 个群和频道照旧；"
    "发 /roles 看一看，不该有的，用 /dismiss 或按钮取消。"
)
NO_NUMBER = "没有这样的编号，请核对。编号是他私聊我时我告诉他的那串数字，例如：123456789"
ADMITTED = "{name}可以使用了。"
ADMITTED_BEFORE = "{name}早就可以使用了。"
TO_PERSON = "您现在可以使用了。\n\n{introduction}"
UNREACHED = {
    True: "",
    False: "我没法给他发消息，请告诉他先来点“开始”。",
    None: "网络不通，不知道他收到消息没有，请告诉他一声。",
}
SETTLED = "这件事已经办过了。"
NOT_LEADING = (
    "我不是这个群的管理员，可能查不到谁在群里：查不到的人在群里照样能问，私聊我用不了。"
    "请把我设为管理员，不必给任何权限。"
)


async def claim(update: Update, context: Context) -> None:
    """Make the person who knows the console's code the operator: /claim CODE, or its link."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    if not context.argument:
        raise UserError(CLAIM_HOW)
    await context.services.invitations.claim(plain_signs(context.argument), user.id, named(user))
    await context.services.applications.tell_anew()
    await context.services.approvals.tell_anew()
    await settle_in(context, user.id)
    carried_over = _who_may_go_on(context)
    await say(context, message, plain(f"{CLAIMED}\n\n{carried_over}" if carried_over else CLAIMED))
    await show_cards(context)  # of who applied while there was nobody to see it


async def tell_who_may_go_on(app: App) -> None:
    """Tell the operators, at the first start in a closed mode, who was let in."""
    context = Context(app)
    if said := _who_may_go_on(context):
        await tell_operators(context, said)


def _who_may_go_on(context: Context) -> str:
    carried_over = context.services.access.carried_over
    if carried_over is None:
        return ""
    mode = context.services.settings.access.mode
    return CARRIED_OVER.format(mode=mode, people=carried_over.people, chats=carried_over.chats)


async def admit(update: Update, context: Context) -> None:
    """Admit a person by number, or the writer of the message that is replied to."""
    message, by = update.effective_message, update.effective_user
    if message is None or by is None:
        return
    target = await target_of(message, context, "admit")
    await say(context, message, plain(await _admit(target, by.id, context)))
    await show_cards(context)


async def roles(update: Update, context: Context) -> None:
    """List who may do what, which chats are approved, and who waits for an answer."""
    message = update.effective_message
    if message is None:
        return
    await say(context, message, await roles_page(context, 0))


async def press(update: Update, context: Context) -> None:
    """Do what a button of a card or list says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    if match["list"]:
        await toast(query)
        if isinstance(query.message, Message):
            await say(context, query.message, await listed(context))
        return
    if match["void"]:  # below the card: the link there is shown once only
        await toast(query)
        await announce(context, Place(query.from_user.id), await to_withdraw(context))
        return
    if match["page"]:
        await show(query, context, await roles_page(context, int(match["page"])))
        return
    number, by = int(match["number"]), query.from_user.id
    match match["what"]:
        case "admit":
            person = await context.services.access.person(number)
            said = await _admit(Target(number, person.name if person else ""), by, context)
        case "refuse":
            said = await _refuse(number, by, context)
        case "withdraw":
            withdrawn = await context.services.invitations.withdraw(number, by)
            said = f"{number} 号邀请撤回了。" if withdrawn else SETTLED
        case "approve":
            said = await _approve(await context.services.subscriptions.number_now(number), by, context)
        case _:
            said = await _leave(await context.services.subscriptions.number_now(number), by, context)
    await toast(query)
    await _show_done(query, said, context)
    await show_cards(context)


async def _show_done(query: CallbackQuery, said: str, context: Context) -> None:
    """Add what was done to a card's text, and remove its buttons."""
    if not isinstance(query.message, Message):
        return
    before = query.message.text or ""  # whoever presses in words has no message at hand
    view = plain(said if not before or before.startswith("还能用的邀请") else f"{before}\n—— {said}")
    await rewrite(context, query.message.chat.id, query.message.message_id, view)


async def _admit(target: Target, by: int, context: Context) -> str:
    access = context.services.access
    person = await access.person(target.user_id)
    if person is not None and person.role:
        return ADMITTED_BEFORE.format(name=target)
    await access.grant(target.user_id, Role.MEMBER, by, name=target.name)
    await settle_in(context, target.user_id)
    await context.services.answers.prepare()
    welcome = TO_PERSON.format(introduction=introduction(context.services.answers))
    return f"{ADMITTED.format(name=target)}{UNREACHED[await write_to(context, target.user_id, welcome)]}"


async def _refuse(number: int, by: int, context: Context) -> str:
    if not await context.services.applications.refuse(number, by):
        return SETTLED
    await write_to(context, number, TO_REFUSED)
    return "已拒绝。"


async def _approve(chat_id: int, by: int, context: Context) -> str:
    approvals = context.services.approvals
    known = await approvals.of(chat_id)
    if known is None or not await approvals.approve(chat_id, known.kind, known.title, by):
        return SETTLED
    return f"已批准。{await let_chat_in(context, chat_id, known.kind)}"


async def let_chat_in(context: Context, chat_id: int, kind: ChatKind) -> str:
    """Welcome a chat that was just approved; return what its operator should still do, or nothing."""
    resumed = await context.services.subscriptions.revive(chat_id)
    if kind is ChatKind.CHANNEL:
        return ""
    leads = await TelegramGroupMembers(context.bot).leads(chat_id)
    await show_menu(context.bot, context.services.menus, chat_id, Role.MEMBER)
    await greet(context, chat_id, leads=leads, resumed=resumed)
    return NOT_LEADING if not leads and context.services.settings.access.mode == "members" else ""


async def _leave(chat_id: int, by: int, context: Context) -> str:
    approvals = context.services.approvals
    known = await approvals.of(chat_id)
    kind, title = (known.kind, known.title) if known else (ChatKind.SUPERGROUP, "")
    await approvals.refuse(chat_id, kind, title, by)
    await show_menu(context.bot, context.services.menus, chat_id, Role.STRANGER)
    try:
        await where_it_is(context, chat_id, context.bot.leave_chat)
    except TelegramError:
        return "不再获准使用；我已经不在那里了。"
    return "已退出，不再获准使用。"


async def target_of(message: Message, context: Context, command: str) -> Target:
    """Return the person whom the command is about. Raises UserError when it does not say."""
    answered = message.reply_to_message
    said = plain_signs(context.argument)
    if said and not said.isdecimal():
        raise UserError(WHOM.format(command=command))
    if said:
        number = int(said[: len(str(LARGEST_NUMBER)) + 1])
        if not 0 < number < LARGEST_NUMBER:
            raise UserError(NO_NUMBER)
        return Target(number, (await names_of([number], context)).get(number, ""))
    if answered is not None and not answered.forum_topic_created:
        origin = answered.forward_origin
        user = origin.sender_user if isinstance(origin, MessageOriginUser) else answered.from_user
        if user is not None and not user.is_bot and (origin is None or isinstance(origin, MessageOriginUser)):
            return Target(user.id, named(user))
    raise UserError(WHOM.format(command=command))
