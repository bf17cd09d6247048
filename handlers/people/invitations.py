"""Invitations: /invite makes a link that admits the people who open it; a list with buttons to withdraw."""

import re
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from core.errors import UserError
from core.models import Role
from core.names import fenced
from core.patterns import pattern
from handlers.asking.to_the_bot.start import introduction
from handlers.context import Context
from handlers.people.names import names_of
from handlers.people.strangers import named
from handlers.people.welcome import settle_in
from handlers.sending.speaking import say
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import View, plain
from knowledge.language.hours.times import said_minute
from knowledge.language.talk.thread.card_words import VOID
from knowledge.language.writing.signs import spaced_argument
from services.people.access import ROLES
from storage.people.invitations import Invitation

ASKED_FIRST = ((VOID, "access:void"),)  # 那个先作废吧, of what was shown last
LINK = "inv_"  # before the code in t.me/bot?start=…
USES, DAYS = 1, 7  # unless told
MOST_LISTED = 10
MADE = (
    "邀请好了，把这个链接发给同事，点开按“开始”就能用：\n{link}\n\n"
    "{role}，可用 {uses} 次，{until} 之前有效。链接只显示这一次；谁点开谁就能用，请不要公开。"
)
NO_SPAN = "没看懂“{said}”。次数、天数这样写：/invite 5 7（5 次，7 天），邀请编辑再加 editor"
NONE_OPEN = "没有还能用的邀请。发 /invite 新建一个。"
OPEN = "还能用的邀请（点按钮撤回）："
SURE = "最新的邀请是 {number} 号：{role}，还能用 {left} 次，{until} 到期。撤回它？撤回后链接就不能用了。"
WELCOME = "欢迎！您现在可以使用了。\n\n{introduction}"
WELCOME_EDITOR = "欢迎！您现在是编辑了，发 /help 看能做什么。\n\n{introduction}"
AS_BEFORE = "您早就可以使用了，这个邀请没有用掉，可以留给别的同事。直接把问题发给我就行。"
WORD = pattern(r"\d+[^\W\d]?|[^\W\d]+|[^\w\s,]+")  # 5次7天 is two
EDITOR_WORDS = frozenset({"editor", "编辑"})
LIST_WORDS = frozenset({"list", "列表", "清单"})


async def invite(update: Update, context: Context) -> None:
    """Make an invitation: /invite [uses] [days] [editor]; /invite list shows those that can be used."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    words = WORD.findall(spaced_argument(context.argument))
    if words and words[0] in LIST_WORDS:
        await say(context, message, await listed(context))
        return
    role, uses, days = read_wish(words)
    made, code = await context.services.invitations.invite(role, uses, days, user.id)
    until = _day(made, context)
    link = f"https://t.me/{context.bot.username}?start={LINK}{code}"
    said = MADE.format(link=link, role=ROLES[role], uses=uses, until=until)
    keyboard = InlineKeyboardMarkup([
        [
            InlineKeyboardButton("撤回这个邀请", callback_data=f"access:withdraw:{made.id}"),
            InlineKeyboardButton("全部邀请", callback_data="access:invitations"),
        ]
    ])  # fmt: skip
    await say(context, message, replace(plain(said, keyboard), passed_on=True, also=ASKED_FIRST))


async def withdrawing(update: Update, context: Context) -> None:
    """Ask whether to withdraw the newest invitation that can be used, for 那个链接作废."""
    if message := update.effective_message:
        await say(context, message, await to_withdraw(context))


async def to_withdraw(context: Context) -> View:
    """Return the question whether to withdraw the newest invitation that can be used."""
    usable = await context.services.invitations.open()
    if not usable:
        return plain(NONE_OPEN)
    newest = usable[0]
    said = SURE.format(
        number=newest.id,
        role=ROLES[newest.role],
        left=newest.uses_left,
        until=_day(newest, context),
    )
    yes = f"access:withdraw:{newest.id}"
    keys = [
        InlineKeyboardButton("撤回这个邀请", callback_data=yes),
        InlineKeyboardButton("全部邀请", callback_data="access:invitations"),
    ]
    return wants_yes(plain(said, InlineKeyboardMarkup([keys])), Asked.WITHDRAW, yes=yes)


def read_wish(words: list[str]) -> tuple[Role, int, int]:
    """Read [次数] [天数] [editor], folded, in any order where units are written (7天 5次). Raises UserError."""
    role, uses, days = Role.MEMBER, None, None
    for word in words:
        match = re.fullmatch(r"(?P<number>\d{1,9})(?P<unit>次|人|天|日)?", word)
        if word.lower() in EDITOR_WORDS:
            role = Role.EDITOR
        elif match is None:
            raise UserError(NO_SPAN.format(said=word[:20]))
        elif match["unit"] in {"天", "日"} or (match["unit"] is None and uses is not None):
            days = int(match["number"])
        else:
            uses = int(match["number"])
    return role, USES if uses is None else uses, DAYS if days is None else days


async def redeem(update: Update, context: Context) -> None:
    """Admit the person who opened an invitation's link; its code is the argument."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    code = context.argument
    redeemed = await context.services.invitations.redeem(code, user.id, named(user))
    if not redeemed.news:
        await say(context, message, plain(AS_BEFORE))
        return
    await settle_in(context, user.id)
    await context.services.answers.prepare()
    said = WELCOME_EDITOR if redeemed.role is Role.EDITOR else WELCOME
    await say(context, message, plain(said.format(introduction=introduction(context.services.answers))))


async def listed(context: Context) -> View:
    """Return the invitations that can be used, with a button each to withdraw it."""
    usable = await context.services.invitations.open()
    if not usable:
        return plain(NONE_OPEN)
    names = await names_of({one.made_by for one in usable[:MOST_LISTED] if one.made_by}, context)
    lines, rows = [OPEN], []
    for invitation in usable[:MOST_LISTED]:
        used = invitation.uses - invitation.uses_left
        maker = fenced(names.get(invitation.made_by or 0, ""))
        lines.append(
            f"{invitation.id} 号：{ROLES[invitation.role]}，{invitation.uses} 次用了 {used} 次，"
            f"{_day(invitation, context)} 到期{f'，{maker} 发出' if maker else ''}"
        )
        button = InlineKeyboardButton(
            f"撤回 {invitation.id} 号", callback_data=f"access:withdraw:{invitation.id}"
        )
        rows.append([button])
    if len(usable) > MOST_LISTED:
        lines.append(f"……共 {len(usable)} 个，只列最新的 {MOST_LISTED} 个。")
    return replace(plain("\n".join(lines), InlineKeyboardMarkup(rows)), also=ASKED_FIRST)


def _day(invitation: Invitation, context: Context) -> str:
    return said_minute(invitation.expires_at, context.services.settings.reminder.zone)
