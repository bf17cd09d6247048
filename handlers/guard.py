"""Lets a person through to a handler only with the role it needs. Every handler is behind it.

It also makes people wait who send too much. What strangers are told is in handlers/people/strangers.py; what
happens when a chat may use the bot again is in handlers/people/welcome.py.
"""

import math
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Chat, Update

from core.errors import UserError
from core.models import ChatKind, Role
from handlers.context import Context
from handlers.people.strangers import turn_away
from handlers.people.welcome import receive_back
from handlers.sending.speaking import say, toast
from handlers.updates.attempt import begun_before
from handlers.words.addressed import heard
from handlers.words.replies import plain
from handlers.words.said_often import IN_PRIVATE
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.page_turns import page_turn
from knowledge.language.wishes.wishes import reports_wrongdoing
from services.people.throttle import TooMuch

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]

NOT_FOR_YOU = {
    Role.EDITOR: "这项由负责内容的同事操作。需要的话，请联系运维人员。",
    Role.OPERATOR: "这项只有运维人员能操作。",
}
TOO_FAST = "您发得太快了，请过{wait}再发。"
GROUP_TOO_FAST = "这个群问得太多了，请过{wait}再问；也可以私聊我。"
WAS_TOO_FAST = "刚才发得太快了，有的没有回答。还想问的，请再发一次。"
MINUTE = 60
KINDS = frozenset(ChatKind)  # nobody knows what may be said in a kind of chat that came with a later Bot API
LONGEST_TURN = 30  # characters of words that only turn a page (下一段); longer ones are not looked at
A_MOMENT = 2.0  # seconds: Telegram writes whole ones, and a message takes its time to come


@dataclass(frozen=True, slots=True)
class Guarded:
    """A handler's callback and the role it needs. Raises UserError if the person's role is too low.

    `counted`: it is something a person asks for, and counts against their limit (`throttle`).
    `by_crowds`: many do it at the same moment, once each; it counts against no group's limit.
    `private`: it works in private chats; elsewhere people who may use the bot are told so. An app can
    send a button's data from under any message of ours, a channel's post too.
    """

    callback: Callback
    needs: Role
    counted: bool = True
    private: bool = False
    by_crowds: bool = False

    async def __call__(self, update: Update, context: Context) -> None:
        if (chat := update.effective_chat) is not None and chat.type not in KINDS:
            return
        refusal = _count(update, context, for_group=not self.by_crowds) if self.counted else None
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
        else:
            _note_met(update, context)  # also who is refused: an operator may name them next
            if role < needs:
                raise UserError(NOT_FOR_YOU[needs])
            if elsewhere:
                raise UserError(IN_PRIVATE)
            await self.callback(update, context)


def _note_met(update: Update, context: Context) -> None:
    """Remember what somebody who may use the bot is called."""
    user = update.effective_user
    if user is not None and user.id == person_of(update):
        context.services.names.note_met(user.id, user.full_name)


def _in_private(update: Update) -> bool:
    chat = update.effective_chat
    return chat is not None and chat.type == Chat.PRIVATE


def _goes_without_saying(needs: Role, context: Context) -> bool:
    """Return whether everybody has that role, so that no person has to be looked up."""
    return needs is Role.STRANGER or (needs is Role.MEMBER and context.services.access.is_open)


async def role_of_sender(update: Update, context: Context) -> Role:
    """Return the role of the sender of `update` in that chat. It changes nothing that people see."""
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


def _count(update: Update, context: Context, *, for_group: bool) -> TooMuch | None:
    """Count a request for the person, and for the group if it is so; return a refusal when it is too much."""
    chat = update.effective_chat
    group = chat.id if for_group and chat is not None and chat.type != Chat.PRIVATE else None
    if begun_before() or context.guessed:
        return None  # it was counted then, or with the words that these stand for
    ago, leafing = _seconds_ago(update, context), _leafs(update)
    return context.services.throttle.take(_speaker(update), group, ago, leafing=leafing)


def _leafs(update: Update) -> bool:
    """Return whether it is a button, or words that turn a page of what was shown (下一段, 出处)."""
    message = update.effective_message
    if update.callback_query is not None:
        return True
    said = heard(message, message.get_bot()) if message else None
    return said is not None and len(said.words) <= LONGEST_TURN and _turns(said.words)


@once_if_nothing(reports_wrongdoing)
def _turns(words: str) -> bool:
    return follow_up(words) is not None or page_turn(words) is not None


def _seconds_ago(update: Update, context: Context) -> float:
    """Return how many seconds ago a message was written; a button was pressed now, as far as is known."""
    message = update.effective_message
    if message is None or update.callback_query is not None:
        return 0.0
    written = message.edit_date or message.date
    return max(0.0, (context.services.clock.now() - written).total_seconds() - A_MOMENT)


def _speaker(update: Update) -> int:
    """Return whose limit `update` counts against: a person, or the chat in whose name somebody speaks.

    Anonymous administrators cannot be told apart; somebody who speaks as a channel can.
    """
    person, message, chat = person_of(update), update.effective_message, update.effective_chat
    if person is not None:
        return person
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id
    return chat.id if chat is not None else 0


async def _ask_to_wait(refusal: TooMuch, update: Update, context: Context) -> None:
    """Say how long to wait, once a minute; to a press each time, as a toast bothers nobody else."""
    context.refused = True
    said = (GROUP_TOO_FAST if refusal.group else TOO_FAST).format(wait=_span(refusal.seconds))
    if not refusal.seconds:
        said = WAS_TOO_FAST
    if update.callback_query:
        await toast(update.callback_query, said, alert=refusal.say)
    elif update.effective_message:
        await say(context, update.effective_message, plain(said))


def _span(seconds: float) -> str:
    whole = math.ceil(seconds)
    return f" {whole} 秒" if whole <= MINUTE else f" {math.ceil(whole / MINUTE)} 分钟"
