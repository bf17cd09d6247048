"""有用 and 没用 under an answer: what people think of it, and a way into the inbox for what went wrong."""

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from handlers.context import Context
from handlers.sending.speaking import toast
from handlers.words.replies import View
from storage.states import Verdict

PATTERN = re.compile("fb:(?P<verdict>useful|useless)")
BUTTONS = {"有用": Verdict.USEFUL, "没用": Verdict.USELESS}
THANKS = {
    Verdict.USEFUL: "谢谢，记下了。",
    Verdict.USELESS: "谢谢，已转给负责内容的同事看。您也可以换个说法再问。",
}
TOO_OLD = "这条回答太久了，记不上了。请把问题再发一遍。"


def with_feedback(view: View) -> View:
    """Return `view` with 有用 and 没用 below its other buttons."""
    row = [InlineKeyboardButton(text, callback_data=f"fb:{verdict.value}") for text, verdict in BUTTONS.items()]
    rows = view.keyboard.inline_keyboard if view.keyboard else ()
    return View(view.pieces, InlineKeyboardMarkup([*rows, row]))


def has_feedback(message: Message) -> bool:
    """Return whether one of our messages carries 有用 and 没用."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return any(PATTERN.fullmatch(str(button.callback_data)) for row in rows for button in row)


async def judge(update: Update, context: Context) -> None:
    """Note what somebody thinks of an answer. A second press changes the first."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or query.message is None:
        return
    verdict, message = Verdict(match["verdict"]), query.message
    known = await context.services.inbox.judge(message.chat.id, message.message_id, verdict)
    await toast(query, THANKS[verdict] if known else TOO_OLD)
