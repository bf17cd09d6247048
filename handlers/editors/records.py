"""For operators: /export sends what was asked as a table, /audit shows who changed what."""

from collections.abc import Mapping
from datetime import datetime

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.names import fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.people.names import names_of
from handlers.sending.speaking import rewrite, say, send_file, toast
from handlers.words.replies import View, plain
from knowledge.language.writing.clipped import clipped
from services.audit import said
from storage.people.audit import AuditEntry

PATTERN = pattern(r"au:(?P<page>[0-9]{1,9}|file)")
A_PAGE = 8
LONGEST = 60
QUESTIONS = "提问与回答，{day}。用表格软件打开；没有提问人的名字。"
CHANGES = "变更记录，{day}。"
NO_CHANGES = "还没有变更记录。"
HEAD = "变更记录（新的在前）：\n"
COMMAND_LINE = "命令行"


async def export(update: Update, context: Context) -> None:
    """Send what was asked and answered, as a table."""
    message = update.effective_message
    if message is None:
        return
    table = await context.services.records.questions()
    day = f"{_today(context):%Y-%m-%d}"
    await send_file(context, message, table, f"questions-{day}.csv", QUESTIONS.format(day=day))


async def audit(update: Update, context: Context) -> None:
    """Show the newest changes."""
    message = update.effective_message
    if message is None:
        return
    await say(context, message, await _page(0, context))


async def press(update: Update, context: Context) -> None:
    """Turn the pages of the log, or send it whole."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    await toast(query)
    message = query.message
    if match["page"] == "file":
        day = f"{_today(context):%Y-%m-%d}"
        known = await names_of(await context.services.access.editors(), context)
        table = await context.services.records.changes(known)
        await send_file(context, message, table, f"audit-{day}.csv", CHANGES.format(day=day))
    else:
        await rewrite(context, message.chat.id, message.message_id, await _page(int(match["page"]), context))


async def _page(page: int, context: Context) -> View:
    entries = await context.services.audit.newest(A_PAGE + 1, skip=page * A_PAGE)
    if not entries:
        return plain(NO_CHANGES)
    zone = context.services.settings.reminder.zone
    entries, more = entries[:A_PAGE], len(entries) > A_PAGE
    names = await names_of({entry.user_id for entry in entries if entry.user_id is not None}, context)
    records = context.services.records
    lines = "\n".join(
        [_line(entry, await records.subject(entry), entry.at.astimezone(zone), names) for entry in entries]
    )
    buttons = []
    if page:
        buttons.append(InlineKeyboardButton("新一些", callback_data=f"au:{page - 1}"))
    if more:
        buttons.append(InlineKeyboardButton("旧一些", callback_data=f"au:{page + 1}"))
    buttons.append(InlineKeyboardButton("存成表格", callback_data="au:file"))
    return plain(HEAD + lines, InlineKeyboardMarkup([buttons]))


def _line(entry: AuditEntry, subject: str, at: datetime, names: Mapping[int, str]) -> str:
    who = COMMAND_LINE
    if entry.user_id is not None:
        who = fenced(names.get(entry.user_id, "")) or f"编号 {entry.user_id}"
    change = " → ".join(fenced(clipped(said, LONGEST)) for said in (entry.was, entry.now) if said)
    detail = f"：{change}" if change else ""
    return f"\n{at:%m-%d %H:%M} {who}\n{said(entry.action)} {fenced(clipped(subject, LONGEST))}{detail}"


def _today(context: Context) -> datetime:
    return context.services.clock.now().astimezone(context.services.settings.reminder.zone)
