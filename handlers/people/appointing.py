"""Operators make editors and operators: /editor, /operator; where the setting says so, with a second person."""

from telegram import Message, Update

from core.models import Role
from core.patterns import pattern
from handlers.context import Context
from handlers.people.access import CLAIMED, UNREACHED, target_of
from handlers.people.dismissing import dismiss_person
from handlers.people.names import Target, ask_of, names_of, targets_named
from handlers.people.welcome import settle_in, write_to
from handlers.sending.speaking import say, take_buttons, toast
from handlers.words.addressed import without_mention
from handlers.words.replies import plain
from handlers.words.second import Act, Request, ask_second
from handlers.words.written import written
from knowledge.language.commands.office.looking_after import appointed
from services.people.access import ROLES
from services.people.second_person import digest
from storage.people.confirmations import Confirmation
from storage.states import ConfirmationKind

NOW_EDITOR = "{name}现在是编辑了，可以管讲话和问法。"
TO_EDITOR = "您现在是编辑了，发 /help 看能做什么。"
NOW_OPERATOR = "{name}现在是运维人员了，和您一样。"
ASKS = "任命{name}为{role}（现在：{has}）。"
SURE = "任命{name}为{role}吗？"
PATTERN = pattern(r"appoint:(?P<role>editor|operator|stranger):(?P<number>\d{1,16})")
IS_ALREADY = "{name}已经是{role}了。"


async def editor(update: Update, context: Context) -> None:
    """Make a person an editor."""
    message, by = update.effective_message, update.effective_user
    if message is None or by is None:
        return
    if not await _asks_of_the_named(message, Role.EDITOR, context):
        await _appoint_or_ask(message, by.id, await target_of(message, context, "editor"), Role.EDITOR, context)


async def operator(update: Update, context: Context) -> None:
    """Make a person an operator."""
    message, by = update.effective_message, update.effective_user
    if message is None or by is None:
        return
    if not await _asks_of_the_named(message, Role.OPERATOR, context):
        target = await target_of(message, context, "operator")
        await _appoint_or_ask(message, by.id, target, Role.OPERATOR, context)


async def press(update: Update, context: Context) -> None:
    """Appoint whom a button names, as the command with a number does."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    await toast(query)
    await take_buttons(context, query.message)
    number, role = int(match["number"]), Role[match["role"].upper()]
    target = Target(number, (await names_of([number], context)).get(number, ""))
    if role is Role.STRANGER:
        await say(context, query.message, plain(await dismiss_person(target, query.from_user.id, context)))
    else:
        await _appoint_or_ask(query.message, query.from_user.id, target, role, context)


async def _asks_of_the_named(message: Message, role: Role, context: Context) -> bool:
    """Ask whether those who are named in words shall be appointed; False: nobody is. Raises UserError."""
    said = appointed(without_mention(written(message), context.bot))
    for one in await targets_named(said, role.name.lower(), context):
        data = f"appoint:{role.name.lower()}:{one.user_id}"
        sure = SURE.format(name=one, role=ROLES[role])
        await ask_of(one, sure, f"任命为{ROLES[role]}", data, message, context)
    return bool(said)


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
