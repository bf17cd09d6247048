"""Edits that change nothing: Telegram also sends an edited message when somebody reacts to it first."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from handlers.context import Context
from handlers.guard import Guarded
from handlers.updates.attempt import changes_nothing
from handlers.updates.raw_updates import chat_of, is_edit, said_in
from storage.updates.received import SaidBefore

REMEMBERED = 10_000  # messages; of each a small number is kept, never its words


class Edit(Enum):
    """What an update is: no edit, one that changes nothing, one of what nobody remembers, or a real one."""

    NONE = auto()
    UNCHANGED = auto()
    UNSEEN = auto()
    CHANGED = auto()


@dataclass(frozen=True, slots=True)
class _Last:
    """What a message said last: in which update, by a small number, and what that update was."""

    update_id: int
    said: int
    was: Edit


class SaidLast:
    """Remembers of the last messages a number that changes with their words or files."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[int | None, int], _Last] = OrderedDict()

    def recall(self, before: Iterable[SaidBefore]) -> None:
        """Remember what an earlier process has handled, the oldest first; what this one saw counts more."""
        known = self._last
        self._last = OrderedDict()
        for one in before:
            self._keep((one.chat_id, one.message_id), _Last(one.update_id, one.said, Edit.NONE))
        for place, last in known.items():
            self._keep(place, last)

    def note(self, data: dict[str, Any]) -> Edit:
        """Remember what an update says, and return what it is. One that is tried again is what it was."""
        said, update_id = said_in(data), data["update_id"]
        if said is None:
            return Edit.NONE
        place, now = (chat_of(data), said[0]), said[1]
        before = self._last.pop(place, None)
        if before is not None and before.update_id == update_id:
            was = before.was
        elif not is_edit(data):
            was = Edit.NONE
        elif before is None:
            was = Edit.UNSEEN
        else:
            was = Edit.UNCHANGED if before.said == now else Edit.CHANGED
        self._keep(place, _Last(update_id, now, was))
        return was

    def _keep(self, place: tuple[int | None, int], last: _Last) -> None:
        self._last.pop(place, None)
        self._last[place] = last
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)


class UnchangedEdits(BaseHandler[Update, Context, None]):
    """Matches edits that did not change the message's words, and does nothing about them.

    It comes first, so that no handler behind it ever sees one. Of a message that is older than what is
    remembered the words are not known; `give` says then only what an edited question is surely worth.
    """

    update_kinds = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CHANNEL_POST)

    def __init__(self, callback: Guarded) -> None:
        super().__init__(callback)

    def check_update(self, update: object) -> bool:
        return isinstance(update, Update) and not update.callback_query and changes_nothing()


async def do_nothing(update: Update, context: Context) -> None:
    """Take an edit that changes nothing."""
