"""Somebody presses 已阅 below a notice."""

from telegram import Update

from handlers.context import Context
from handlers.sending.speaking import toast
from handlers.words.push_buttons import READ_PATTERN
from services.pushes.reads import Press

SAID = {
    Press.COUNTED: "好，记上了，现在 {number} 人。只记人数，不记是谁。",
    Press.AGAIN: "您已经点过了，一人只计一次。现在 {number} 人，不记是谁。",
    Press.NOTHING: "这条通知还没有发出，或已经撤回、过期，不计数。",
}


async def press(update: Update, context: Context) -> None:
    """Count the person once, and say so to nobody else. The number on the buttons follows in a few seconds."""
    query = update.callback_query
    match = READ_PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    done, number = await context.services.reads.press(int(match["number"]), query.from_user.id)
    await toast(query, SAID[done].format(number=number))
