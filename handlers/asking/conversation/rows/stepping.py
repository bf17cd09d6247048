"""From card to card, ticks, and a list once more: 下一道, 上一道, 勾上6再做一份, 那八道给我过一过."""

from functools import partial

from handlers.asking.conversation.rows.standing import Here, Press, labelled, may_open, of_message
from handlers.asking.conversation.said_choice import act_of, named_act
from handlers.asking.conversation.ticked import alike, ticks_meant
from handlers.words.listed import OPENS
from handlers.words.replies import View
from knowledge.language.commands.office.ticks import and_then
from knowledge.language.talk.rows import list_words, row_words
from knowledge.language.talk.thread.card_words import FOLLOWING, NEXT
from services.asking.remembered.lists import Listed
from storage.asking.prompts import Prompt

MOST = 4  # rows to choose from


def on_and_back(here: Here) -> Press | None:
    """Return what shows the card below or the one before, after what is said to this one."""
    head, card = list_words.and_on(here.words), here.card
    if head is not None:
        return _next(here, leaves=here.waits) if list_words.leaves_it(head) else _act_and_next(head, here)
    if here.waits is not None:
        return None
    if list_words.goes_on_to_next(here.words):
        return _next(here)
    if list_words.goes_back(here.words) and card is not None and _speaks_of(card, here):
        cards = [one for one in here.lists if one.this]
        before = next((one for one in cards if one.this != card.this), card)
        return Press(before.this, before)
    return None


def _act_and_next(head: str, here: Here) -> Press | None:
    """Return what does with the card what is said first, and shows the next: 放行，接着看后面的."""
    if here.card is None or not here.fresh or here.waits or here.offered is None:
        return None
    act = act_of(here.offered, head)
    return Press(act, of_message(here.offered), then=_following) if act else None


def _next(here: Here, leaves: Prompt | None = None) -> Press | None:
    offered = here.offered.presses.get(FOLLOWING, "") if here.offered and here.in_sight else ""
    card = here.card
    data = offered or (card.presses.get(FOLLOWING, "") if card else "")
    if not data or card is None or not (leaves or _speaks_of(card, here)):
        return None
    on = of_message(here.offered) if offered and here.offered else card
    return Press(data, on, leaves=leaves)


def _speaks_of(card: Listed, here: Here) -> bool:
    """Return whether 下一个 can be said of that card: it was spoken of last, or is named by what it is."""
    counted = row_words.counted(here.words)
    return card.name.endswith(counted) and bool(card.name) if counted else here.in_sight and counted is None


def _following(card: View) -> str:
    """Return the data of the card below, where that does not stand there already."""
    also = dict(card.also)
    return "" if NEXT in also else also.get(FOLLOWING, "")


def ticked(here: Here) -> Press | None:
    """Return what ticks an entry, and presses what is to be done then: 勾上6再做一份."""
    listed = next((one for one in here.lists if one.rows), None)
    if listed is None or not here.fresh or here.waits or here.offered is None:
        return None
    ticks, act = and_then(here.words)
    words = [one.words for one in listed.rows]
    if data := ticks_meant(here.offered.presses, ticks, words):
        return Press(data, listed, partial(named_act, act) if act else None)
    either = [listed.rows[at] for at in alike(ticks, here.offered.presses, words)][:MOST]
    return Press(of=listed, either=labelled(either)) if either else None


def so_many(here: Here) -> Press | None:
    """Return the button that says so many wait: 那八道给我过一过 below 待审 8."""
    number, offered = list_words.so_many(here.words), here.offered
    if number is None or offered is None or here.waits:
        return None
    found = [
        data
        for label, data in offered.presses.items()
        if (label.endswith(f" {number}") if number else label.startswith("待审 "))
    ]
    return Press(found[0], of_message(offered)) if len(found) == 1 else None


async def list_again(name: str, here: Here) -> Press | None:
    """Return what shows a list again, by its name or as the one that was shown last."""
    if here.waits is not None and not name:
        return None
    known = next((one for one in here.lists if one.name.endswith(name) and one.name in OPENS), None)
    if not name and not (here.in_sight and here.lists and known is here.lists[0]):
        counted = row_words.counted(here.words)
        known = known if known and counted and known.name.endswith(counted) else None
    opens = known.name if known else name
    if opens not in OPENS or not await may_open(opens, here):
        return None
    return Press(OPENS[opens])
