"""Notes what a message that was sent asks, so that the answer is understood whenever it comes."""

from handlers.context import Context
from handlers.words.replies import View

YES, NO = "yes", "no"  # beside the buttons' own words


async def note_asked(context: Context, view: View, chat_id: int, user_id: int, message_id: int) -> None:
    """Note what `view`, sent as that message, asks that person."""
    if view.asks is not None:
        await context.services.prompts.ask(view.asks, chat_id, user_id, message_id, _presses(view))


def _presses(view: View) -> dict[str, str]:
    """Return which button's data the words yes and no and the buttons' own words stand for."""
    asks = view.asks
    if asks is None or not asks.choice:
        return {}
    rows = view.keyboard.inline_keyboard if view.keyboard else ()
    presses = {key.text: str(key.callback_data) for row in rows for key in row if key.callback_data}
    return presses | {YES: asks.yes, NO: asks.no}
