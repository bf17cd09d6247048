"""The lists and cards of lists that each person was shown here lately, so that 购物卡那个 finds its row.

In memory only, as what people wrote stands in the rows; a restart forgets them.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.asked import when_asked
from core.clock import Clock
from services.asking.remembered.remembering import REMEMBERED

COUNTS = timedelta(minutes=30)
MOST = 8  # of a person


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was shown: its number, its words, and the data that opens it ("" for nothing to open)."""

    number: int
    words: str
    data: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, or a card out of one, in a message of ours.

    `name`: what it is a list of, empty for one without a name; `this`: the data that shows a card again;
    `presses`: what its buttons and words said to it do, as in a prompt.
    """

    message_id: int
    at: datetime
    name: str = ""
    rows: tuple[Row, ...] = ()
    this: str = ""
    presses: Mapping[str, str] = field(default_factory=dict)


class ListMemory:
    """Knows what lists stand in a chat for a person."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._memory: OrderedDict[tuple[int, int], list[Listed]] = OrderedDict()

    def note(self, chat_id: int, user_id: int, listed: Listed) -> None:
        """Remember what was just shown, in the place of the same list or card shown earlier."""
        key = (chat_id, user_id)
        same = (listed.name, listed.this) if listed.name or listed.this else None
        before = [one for one in self._memory.get(key, []) if (one.name, one.this) != same]
        self._memory[key] = [listed, *before][:MOST]
        self._memory.move_to_end(key)
        if len(self._memory) > REMEMBERED:
            self._memory.popitem(last=False)

    def of(self, chat_id: int, user_id: int) -> list[Listed]:
        """Return what this person was shown here within half an hour, the newest first."""
        since = when_asked(self._clock) - COUNTS
        return [one for one in self._memory.get((chat_id, user_id), []) if one.at >= since]

    def forget(self, _: int) -> None:
        """Forget all lists: what a person wrote may stand in the rows that others were shown."""
        self._memory.clear()
