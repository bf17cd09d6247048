"""Notes what a message that was sent asks, so that the answer is understood whenever it comes."""

from handlers.context import Context
from handlers.words.listed import listed_in, one_below_the_other
from handlers.words.replies import View
from services.asking.remembered.prompts import PUSHED

YES, NO = "yes", "no"  # beside the buttons' own words
LIST = "list"  # no question, but buttons to choose from
MEANT = "meant"  # a list of what may be meant by what somebody said; what was listed before stands as before
LISTS = frozenset({LIST, MEANT, PUSHED})


async def note_asked(context: Context, view: View, chat_id: int, user_id: int, message_id: int) -> None:
    """Note what `view`, sent as that message, asks that person."""
    if view.asks is not None:
        await context.services.prompts.ask(view.asks, chat_id, user_id, message_id, _presses(view))


async def note_list(context: Context, view: View, chat_id: int, user_id: int, message_id: int) -> bool:
    """Note the buttons of `view`, sent as that message, where they are a list to choose from; say whether.

    第二个, or what stands on a button, means that button then, as long as nothing else is shown.
    """
    if view.asks is not None or view.keyboard is None or (view.shows and not (view.chooses or view.acts)):
        return False
    listed = one_below_the_other(view)
    presses = offered_by(view)
    if not presses:
        return False
    presses |= {key: data for key, data in view.also if key not in presses}
    if view.chooses and listed == 1:  # one place is offered: 是
        presses[YES] = next(iter(presses.values()))
    kind = MEANT if view.meant else LIST
    await context.services.prompts.offer(kind, listed, chat_id, user_id, message_id, presses)
    return True


def remember_list(context: Context, view: View, chat_id: int, user_id: int, message_id: int) -> None:
    """Remember the rows of `view`, sent as that message, where it lists some, or is a card out of a list."""
    if view.keyboard is None and not view.entries:
        return
    services = context.services
    presses = offered_by(view)
    presses |= {key: data for key, data in view.also if key not in presses}
    if listed := listed_in(view, presses, message_id, services.clock.now()):
        services.prompts.lists.note(chat_id, user_id, listed)


def offered_by(view: View) -> dict[str, str]:
    """Return the data of each button of `view`, by its label."""
    presses: dict[str, str] = {}
    for key in (key for row in (view.keyboard.inline_keyboard if view.keyboard else ()) for key in row):
        label = key.text
        while key.callback_data and label in presses:
            label += " "
        if key.callback_data:
            presses[label] = str(key.callback_data)
    return presses


def _presses(view: View) -> dict[str, str]:
    """Return which button's data the words yes and no and the buttons' own words stand for."""
    asks = view.asks
    if asks is None or not asks.choice:
        return {}
    rows = view.keyboard.inline_keyboard if view.keyboard else ()
    presses = {key.text: str(key.callback_data) for row in rows for key in row if key.callback_data}
    return presses | {YES: asks.yes, NO: asks.no}
