"""Who may do what, which chats are approved and who waits for an answer: a list that is turned by pages."""

from collections.abc import Mapping

from telegram import InlineKeyboardButton

from core.models import ChatKind, Role
from core.names import fenced, with_number
from handlers.context import Context
from handlers.people.cards import counted
from handlers.people.names import names_of
from handlers.updates.group_members import TelegramGroupMembers
from handlers.words.cards import button, rows
from handlers.words.replies import View, plain
from knowledge.language.writing.clipped import clipped
from services.people.access import ROLES
from storage.people.approvals import Approval
from storage.states import Application

# On a page: people of each role, and chats, each with its buttons.
PEOPLE, CHATS = 30, 10
HOW = "准许 /admit，任命编辑 /editor，取消 /dismiss，邀请 /invite（后面写编号或次数）。"
NOT_LEADING_SHORT = "（请把我设为管理员，否则查不到谁在群里）"


async def roles_page(context: Context, page: int) -> View:
    """Return a page of the list, from 0; what is short stands on the first alone."""
    lines = [MODES[context.services.settings.access.mode]]
    more = await _people_lines(context, page, lines)
    named_groups = sorted(context.services.settings.access.groups)
    if some := named_groups[page * PEOPLE : (page + 1) * PEOPLE]:
        names = await names_of(some, context)
        lines.append(f"写在设置里的群：{'、'.join(with_number(names.get(one, ''), one) for one in some)}")
    more = more or len(named_groups) > (page + 1) * PEOPLE
    chats, number = await _chats(context, page)
    keys: list[list[InlineKeyboardButton]] = []
    for chat in chats:
        lines.append(await _chat_line(chat, context))
        keys.append(_chat_buttons(chat))
    if number > CHATS:
        lines.append(f"共 {number} 个群和频道，等批准的在前。")
    more = more or number > (page + 1) * CHATS
    turning = [button("上一页", f"access:roles:{page - 1}")] if page else []
    turning += [button("下一页", f"access:roles:{page + 1}")] if more else []
    keys += [turning, [button("全部邀请", "access:invitations")]]
    return plain("\n".join([*lines, "", HOW]), rows(*keys))


async def _people_lines(context: Context, page: int, lines: list[str]) -> bool:
    """Add the lines about people; return whether there are more on a later page."""
    access, applications = context.services.access, context.services.applications
    configured = await access.configured()
    first, more = page * PEOPLE, False
    for role in (Role.OPERATOR, Role.EDITOR, Role.MEMBER):
        here, number = await access.page_of(role, PEOPLE, first)
        if here:
            names = await names_of(here, context)
            some = [_person(one, names, in_settings=one in configured[role]) for one in here]
            all_of_them = f"（共 {number} 人）" if number > PEOPLE else ""
            lines.append(f"{ROLES[role]}{all_of_them}：{'、'.join(some)}")
        more = more or number > first + PEOPLE
    waiting = await applications.waiting(PEOPLE + 1, skip=first)
    if some := [with_number(one.name, one.user_id) for one in waiting[:PEOPLE]]:
        lines.append(f"等答复的 {counted(await applications.count(), '人')}：{'、'.join(some)}")
    return more or len(waiting) > PEOPLE


def _person(number: int, names: Mapping[int, str], *, in_settings: bool) -> str:
    said = with_number(names.get(number, ""), number)
    if not in_settings:
        return said
    return f"{said[:-1]}，写在设置里）" if said.endswith("）") else f"{said}（写在设置里）"


async def _chats(context: Context, page: int) -> tuple[list[Approval], int]:
    """Return the chats of a page, those that wait first, and how many there are (as far as anybody counts)."""
    approvals = context.services.approvals
    first, waiting = page * CHATS, await approvals.count()
    asking = await approvals.waiting(CHATS, skip=first)
    approved = await approvals.approved()
    room, past = CHATS - len(asking), max(0, first - waiting)
    return [*asking, *approved[past : past + room]], waiting + len(approved)


MODES = {
    "open": "现在所有人都可以使用。",
    "members": "获准的群里的人、获准或受邀的人可以使用。",
    "list": "只有获准或受邀的人和群可以使用。",
}


async def _chat_line(chat: Approval, context: Context) -> str:
    if chat.application is Application.ASKED:
        return f"等批准：“{fenced(chat.title)}”（{chat.chat_id}）"
    wants = context.services.settings.access.mode == "members" and chat.kind is not ChatKind.CHANNEL
    leads = not wants or await TelegramGroupMembers(context.bot).leads(chat.chat_id)
    return f"获准：“{fenced(chat.title)}”（{chat.chat_id}）{'' if leads else NOT_LEADING_SHORT}"


def _chat_buttons(chat: Approval) -> list[InlineKeyboardButton]:
    title = fenced(clipped(chat.title, 10))
    leave = InlineKeyboardButton(f"退出“{title}”", callback_data=f"access:leave:{chat.chat_id}")
    if chat.application is Application.ASKED:
        return [InlineKeyboardButton(f"批准“{title}”", callback_data=f"access:approve:{chat.chat_id}"), leave]
    return [leave]
