"""Operators make editors and operators: /editor, /operator; where the setting says so, with a second person."""

from telegram import Message, Update

from core.models import Role
from handlers.context import Context
from handlers.people.access import CLAIMED, UNREACHED, Target, target_of
from handlers.people.welcome import settle_in, write_to
from handlers.sending.speaking import say
from handlers.words.replies import plain
from handlers.words.second import Act, Request, ask_second
from services.people.access import ROLES
from services.people.second_person import digest
from storage.people.confirmations import Confirmation
from storage.states import ConfirmationKind

NOW_EDITOR = "{name}现在是编辑了，可以管讲话和问法。"
TO_EDITOR = "您现在是编辑了，发 /help 看能做什么。"
NOW_OPERATOR = "{name}现在是运维人员了，和您一样。"
ASKS = "任命{name}为{role}（现在：{has}）。"
IS_ALREADY = "{name}已经是{role}了。"


async def editor(update: Update, context: Context) -> None:
    """Make a person an editor."""
    message, by = update.effective_message, update.effective_user
    if message is None or by is None:
        return
    await _appoint_or_ask(message, by.id, await target_of(message, context, "editor"), Role.EDITOR, context)


async def operator(update: Update, context: Context) -> None:
    """Make a person an operator."""
    message, by = update.effective_message, update.effective_user
    if message is None or by is None:
        return
    await _appoint_or_ask(message, by.id, await target_of(message, context, "operator"), Role.OPERATOR, context)


async def _appoint_or_ask(message: Message, by: int, target: Target, role: Role, context: Context) -> None:
    has = await context.services.access.role_of(target.user_id)
    if has >= role:
        await say(context, message, plain(IS_ALREADY.format(name=target, role=ROLES[has])))
    elif context.services.second_person.wanted:
        kind = ConfirmationKind.EDITOR if role is Role.EDITOR else ConfirmationKind.OPERATOR
        of_what = digest(target.user_id, int(role))
        asks = ask_second(context, kind, of_what, by, number=target.user_id, subject=target.name)
        await say(context, message, await asks)
    else:
        await say(context, message, plain(await _appoint(target, role, by, context)))


async def _appoint(target: Target, role: Role, by: int | None, context: Context) -> str:
    """Make a person an editor or operator, and tell them; return what to say of it."""
    now, told = (NOW_EDITOR, TO_EDITOR) if role is Role.EDITOR else (NOW_OPERATOR, CLAIMED)
    await context.services.access.grant(target.user_id, role, by, name=target.name)
    await settle_in(context, target.user_id)
    return f"{now.format(name=target)}{UNREACHED[await write_to(context, target.user_id, told)]}"


async def _shown(asked: Confirmation, context: Context) -> Request:
    role = ROLES[_role(asked)]
    has = ROLES[await context.services.access.role_of(asked.number)]
    return Request(ASKS.format(name=Target(asked.number, asked.subject), role=role, has=has))


async def _digest_of(asked: Confirmation, _: Context) -> str:
    return digest(asked.number, int(_role(asked)))


async def _appoint_confirmed(asked: Confirmation, context: Context) -> str:
    return await _appoint(Target(asked.number, asked.subject), _role(asked), asked.user_id, context)


def _role(asked: Confirmation) -> Role:
    return Role.EDITOR if asked.kind is ConfirmationKind.EDITOR else Role.OPERATOR


APPOINTMENT = Act(_shown, _digest_of, _appoint_confirmed)
