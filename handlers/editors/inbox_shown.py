"""What an editor has before their eyes of the inbox: which case has which number, and which one stands open.

第8个 is the eighth row as the editor saw it. As long as they are at it, what is asked meanwhile comes
behind the others. In memory only; a restart counts anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.context import Context
from services.asking.unanswered.inbox import Case

AT_IT = timedelta(minutes=30)  # since the last look
MOST_SETTLED = 10
_KEY = "inbox_shown"


@dataclass(slots=True)
class Seen:
    """`places`: the number of each question's case; `open`: the case whose card was shown last, 0 for none.

    `settled`: the latest cases that this editor has settled, and whether by a binding.
    """

    at: datetime
    places: dict[int, int] = field(default_factory=dict)
    open: int = 0
    settled: list[tuple[int, bool]] = field(default_factory=list)


def seen(context: Context) -> Seen | None:
    """Return what this editor was shown of the inbox, while they are at it."""
    known = (context.chat_data or {}).get(_KEY)
    fresh = isinstance(known, Seen) and context.asked_at - known.at <= AT_IT
    return known if fresh else None


def numbered(cases: Sequence[Case], context: Context) -> list[tuple[int, Case]]:
    """Return the cases in the order in which they were shown, each with its number; new ones come behind."""
    places, found = _looks(context).places, []
    for case in cases:
        known = [places[one.id] for one in case.questions if one.id in places]
        number = min(known) if known else max(places.values(), default=0) + 1
        places.update({one.id: number for one in case.questions})
        found.append((number, case))
    return sorted(found, key=lambda one: one[0])


def numbered_anew(cases: Sequence[Case], context: Context) -> list[tuple[int, Case]]:
    """Return the same to be shown: what is settled leaves no gap."""
    found = list(enumerate((case for _, case in numbered(cases, context)), 1))
    _looks(context).places = {one.id: number for number, case in found for one in case.questions}
    return found


def note_open(case: Case, context: Context) -> None:
    """Note that the card of a case stands open."""
    _looks(context).open = case.id


def note_settled(cases: Sequence[Case], context: Context, *, bound: bool = False) -> None:
    """Note that the editor has settled cases, so that 刚才绑的那个解开 finds them."""
    known = _looks(context)
    known.settled = [*known.settled, *((case.id, bound) for case in cases)][-MOST_SETTLED:]


def take_settled(context: Context, *, bound: bool) -> int | None:
    """Return the case that was settled last, or bound last, and forget that it was; None: there is none."""
    known = _looks(context)
    found = next((one for one in reversed(known.settled) if one[1] or not bound), None)
    if found is not None:
        known.settled.remove(found)
    return found[0] if found else None


def _looks(context: Context) -> Seen:
    now = context.asked_at
    known = seen(context) or Seen(now)
    known.at = now
    if context.chat_data is not None:
        context.chat_data[_KEY] = known
    return known
