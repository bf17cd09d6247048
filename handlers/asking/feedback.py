"""有用 and 没用 under an answer: what people think of it; with 没用 the question goes to the editors' inbox.

The one that was chosen carries a tick; the other one changes the choice.
"""

from collections.abc import Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import put_buttons, toast
from handlers.words.replies import View
from storage.states import Verdict

PATTERN = pattern("fb:(?P<verdict>useful|useless)")
BUTTONS = {"有用": Verdict.USEFUL, "没用": Verdict.USELESS}
THANKS = {
    Verdict.USEFUL: "谢谢，记下了。",
    Verdict.USELESS: "谢谢，已转给负责内容的同事看。您也可以换个说法再问。",
}
AS_BEFORE = "已经记下了。想改，点另一个。"
TICK = "✓ "
TOO_OLD = "这条回答太久了，记不上了。请把问题再发一遍。"


def with_feedback(view: View, chosen: Verdict | None = None) -> View:
    """Return `view` with 有用 and 没用 below its other buttons, a tick at the `chosen` one."""
    rows = view.keyboard.inline_keyboard if view.keyboard else ()
    return replace(view, keyboard=InlineKeyboardMarkup([*rows, _row(chosen)]))


def chosen_on(message: Message) -> Verdict | None:
    """Return which of 有用 and 没用 is ticked under one of our messages."""
    for button in (button for row in _rows(message) for button in row):
        match = PATTERN.fullmatch(str(button.callback_data))
        if match and button.text.startswith(TICK):
            return Verdict(match["verdict"])
    return None


def has_feedback(message: Message) -> bool:
    """Return whether one of our messages has the buttons 有用 and 没用."""
    return any(_is_feedback(row) for row in _rows(message))


async def judge(update: Update, context: Context) -> None:
    """Note what somebody thinks of an answer, and tick it. A press on the other one changes that."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or query.message is None:
        return
    verdict, message = Verdict(match["verdict"]), query.message
    if not isinstance(message, Message) or not await context.services.inbox.judge(
        message.chat.id, message.message_id, verdict
    ):
        await toast(query, TOO_OLD)
        return
    before = chosen_on(message)
    await toast(query, AS_BEFORE if verdict is before else THANKS[verdict])
    if verdict is not before:
        rows = [_row(verdict) if _is_feedback(row) else row for row in _rows(message)]
        await put_buttons(context, message, InlineKeyboardMarkup(rows))


def _row(chosen: Verdict | None) -> list[InlineKeyboardButton]:
    return [
        InlineKeyboardButton(f"{TICK if verdict is chosen else ''}{text}", callback_data=f"fb:{verdict.value}")
        for text, verdict in BUTTONS.items()
    ]


def _rows(message: Message) -> Sequence[Sequence[InlineKeyboardButton]]:
    return message.reply_markup.inline_keyboard if message.reply_markup else ()


def _is_feedback(row: Sequence[InlineKeyboardButton]) -> bool:
    return any(PATTERN.fullmatch(str(button.callback_data)) for button in row)
