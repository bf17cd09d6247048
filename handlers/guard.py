"""Lets a person through to a handler only with the role it needs. Every handler is behind it.

Who floods the bot waits here too. What strangers are told is in handlers/people/strangers.py, what becomes
of a chat that may use the bot again in handlers/people/welcome.py.
"""

import math
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Chat, Update

from core.errors import UserError
from core.models import Role
from handlers.context import Context
from handlers.people.strangers import turn_away
from handlers.people.welcome import receive_back
from handlers.sending.speaking import say, toast
from handlers.updates.attempt import begun_before
from handlers.words.replies import plain
from services.people.throttle import TooMuch

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]

NOT_FOR_YOU = {
    Role.EDITOR: "这项由负责内容的同事操作。需要的话，请联系运维人员。",
    Role.OPERATOR: "这项只有运维人员能操作。",
}
IN_PRIVATE = "这件事请私聊我办，免得别人看到。"
TOO_FAST = "您发得太快了，请过{wait}再发。"
GROUP_TOO_FAST = "这个群问得太多了，请过{wait}再问；也可以私聊我。"
WAS_TOO_FAST = "刚才发得太快了，有的没有回答。还想问的，请再发一次。"
MINUTE = 60
A_MOMENT = 2.0  # seconds: Telegram writes whole ones, and a message takes its time to come


@dataclass(frozen=True, slots=True)
class Guarded:
    """A handler's callback and the role it needs. Raises UserError to who has too little of one.

    `counted`: it is something a person asks for, and counts against their limit (`throttle`).
    `private`: it lives in private chats; elsewhere everybody who may use the bot there is told so. An app can
    send a button's data from under any message of ours, a channel's post too.
    """

    callback: Callback
    needs: Role
    counted: bool = True
    private: bool = False

    async def __call__(self, update: Update, context: Context) -> None:
        refusal = _count(update, context) if self.counted else None
        if refusal and not refusal.say and update.callback_query is None:
            return
        elsewhere = self.private and not _in_private(update)
        needs = max(self.needs, Role.MEMBER) if elsewhere else self.needs
        if _goes_without_saying(needs, context):
            role = needs
        else:
            role = await role_of_sender(update, context)
            await receive_back(update.effective_chat, role, context)
        if role is Role.STRANGER and needs > role:
            if refusal is None:
                await turn_away(update, context)
        elif refusal:
            await _ask_to_wait(refusal, update, context)
        elif role < needs:
            raise UserError(NOT_FOR_YOU[needs])
        elif elsewhere:
            raise UserError(IN_PRIVATE)
        else:
            await self.callback(update, context)


def _in_private(update: Update) -> bool:
    chat = update.effective_chat
    return chat is not None and chat.type == Chat.PRIVATE


def _goes_without_saying(needs: Role, context: Context) -> bool:
    """Return whether everybody has that role, so that nobody need be looked up."""
    return needs is Role.STRANGER or (needs is Role.MEMBER and context.services.access.is_open)


async def role_of_sender(update: Update, context: Context) -> Role:
    """Return the role of whoever sent `update` in the chat where it was sent. Changes nothing that is seen."""
    access, chat, person = context.services.access, update.effective_chat, person_of(update)
    if chat is None or chat.type == Chat.PRIVATE:
        return await access.role_of(person) if person is not None else Role.STRANGER
    return await access.role_in(chat.id, person)


def person_of(update: Update) -> int | None:
    """Return the number of the person behind `update`; None: nobody, a bot, or somebody in a chat's name."""
    message = update.effective_message
    user = update.effective_user
    if user is None or user.is_bot or (update.callback_query is None and message and message.sender_chat):
        return None
    return user.id


def _count(update: Update, context: Context) -> TooMuch | None:
    """Count what is asked, for whoever asks and for the group; return a refusal when it is too much."""
    chat = update.effective_chat
    group = chat.id if chat is not None and chat.type != Chat.PRIVATE else None
    if begun_before():
        return None  # it was counted then
    return context.services.throttle.take(_speaker(update), group, _seconds_ago(update, context))


def _seconds_ago(update: Update, context: Context) -> float:
    """Return how many seconds ago a message was written; a button was pressed now, as far as is known."""
    message = update.effective_message
    if message is None or update.callback_query is not None:
        return 0.0
    written = message.edit_date or message.date
    return max(0.0, (context.services.clock.now() - written).total_seconds() - A_MOMENT)


def _speaker(update: Update) -> int:
    """Return on whose account `update` is: a person, or the chat in whose name somebody speaks.

    Anonymous administrators cannot be told apart; somebody who speaks as a channel can.
    """
    person, message, chat = person_of(update), update.effective_message, update.effective_chat
    if person is not None:
        return person
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id
    return chat.id if chat is not None else 0


async def _ask_to_wait(refusal: TooMuch, update: Update, context: Context) -> None:
    """Say once how long to wait; a button that is pressed meanwhile only stops spinning."""
    said = (GROUP_TOO_FAST if refusal.group else TOO_FAST).format(wait=_span(refusal.seconds))
    if not refusal.seconds:
        said = WAS_TOO_FAST
    if update.callback_query:
        await toast(update.callback_query, said if refusal.say else None, alert=refusal.say)
    elif update.effective_message:
        await say(context, update.effective_message, plain(said))


def _span(seconds: float) -> str:
    whole = math.ceil(seconds)
    return f" {whole} 秒" if whole <= MINUTE else f" {math.ceil(whole / MINUTE)} 分钟"
