"""The operators' cards about applications: only a few at a time, and the next when one is answered.

Nobody is forgotten: a card that reached no operator is shown again, and /roles lists all who wait.
"""

from collections.abc import Mapping

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from core.models import ChatKind
from core.names import fenced
from handlers.context import Context
from handlers.people.operators import tell_operators
from services.people.applications import MANY

PERSON_CARD = "{name}（{number}{more}）想使用清风。"
CHAT_CARD = "{kind}“{title}”（{number}）想使用清风{more}。"
KINDS = {ChatKind.CHANNEL: "频道"}
OTHERS = "\n还有 {number}在等，答复一个，就发来下一个；发 /roles 看名单。"
NO_NOTES: Mapping[int, str] = {}


async def show_cards(context: Context, notes: Mapping[int, str] = NO_NOTES) -> None:
    """Show the operators the next cards; `notes` has more to say, by a person's or chat's number."""
    await _about_people(context, notes)
    await _about_chats(context, notes)


async def look_for_cards(context: Context) -> None:
    """Show cards that could not be shown before, as when no operator could be reached."""
    await show_cards(context)


async def _about_people(context: Context, notes: Mapping[int, str]) -> None:
    applications, reached = context.services.applications, True
    for person in await applications.next_cards():
        number = person.user_id
        said = PERSON_CARD.format(name=fenced(person.name), number=number, more=notes.get(number, ""))
        said += _others(await applications.count(without_card=True), "人")
        keyboard = _choice("同意", f"access:admit:{number}", "拒绝", f"access:refuse:{number}")
        reached = reached and await tell_operators(context, said, keyboard) > 0
        if not reached:  # the next one would not be seen either
            await applications.nobody_saw(number)


async def _about_chats(context: Context, notes: Mapping[int, str]) -> None:
    approvals, reached = context.services.approvals, True
    for chat in await approvals.next_cards():
        number, kind = chat.chat_id, KINDS.get(chat.kind, "群")
        more = notes.get(number, "")
        said = CHAT_CARD.format(kind=kind, title=fenced(chat.title), number=number, more=more)
        said += _others(await approvals.count(without_card=True), "个群和频道")
        keyboard = _choice("批准", f"access:approve:{number}", "退出", f"access:leave:{number}")
        reached = reached and await tell_operators(context, said, keyboard) > 0
        if not reached:
            await approvals.nobody_saw(number)


def _others(number: int, what: str) -> str:
    return OTHERS.format(number=counted(number, what)) if number else ""


def counted(number: int, what: str) -> str:
    """Return the number in words, up to the most that is counted: 3 人, 100 多人."""
    return f"{number} 多{what}" if number >= MANY else f"{number} {what}"


def _choice(yes: str, yes_data: str, no: str, no_data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(yes, callback_data=yes_data), InlineKeyboardButton(no, callback_data=no_data)]]
    )
