"""Operators take away what a person was granted: /dismiss, and 取消周编辑的编辑身份, which asks first."""

from telegram import Message, Update

from core.models import Role
from handlers.context import Context
from handlers.menus import show_menu
from handlers.people.access import target_of
from handlers.people.names import Target, ask_of, targets_named
from handlers.people.strangers import see_off
from handlers.sending.speaking import say
from handlers.words.addressed import without_mention
from handlers.words.replies import plain
from handlers.words.written import written
from knowledge.language.commands.office.looking_after import dismissed

DISMISSED = "{name}的身份取消了，不能再使用。"
DISMISSED_IN_GROUP = "{name}的身份取消了；但他还在获准的群里，仍可以提问。"
NOTHING_GRANTED = "{name}没有单独给过的身份，不用取消。"
SURE = "取消{name}的身份吗？取消后他不再是编辑或运维人员。"
LABEL, DATA = "取消身份", "appoint:stranger:{number}"


async def dismiss(update: Update, context: Context) -> None:
    """Take away what a person was granted; ask of who is named in words."""
    message, by = update.effective_message, update.effective_user
    if message is None or by is None:
        return
    if not await _asks_of_the_named(message, context):
        target = await target_of(message, context, "dismiss")
        await say(context, message, plain(await dismiss_person(target, by.id, context)))


async def _asks_of_the_named(message: Message, context: Context) -> bool:
    said = dismissed(without_mention(written(message), context.bot))
    for one in await targets_named(said, "dismiss", context):
        data = DATA.format(number=one.user_id)
        await ask_of(one, SURE.format(name=one), LABEL, data, message, context)
    return bool(said)


async def dismiss_person(target: Target, by: int, context: Context) -> str:
    """Take away what a person was granted; return what to say of it."""
    access = context.services.access
    was = await access.grant(target.user_id, Role.STRANGER, by)
    now = await access.role_of(target.user_id)
    if now:
        await show_menu(context.bot, context.services.menus, target.user_id, now)
    else:
        await see_off(context, target.user_id)
    said = NOTHING_GRANTED if was is Role.STRANGER else DISMISSED_IN_GROUP if now else DISMISSED
    return said.format(name=target)
