"""Notices groups that the bot lost: it was removed, or the group is gone, which only a refused push tells."""

from datetime import timedelta

from core.clock import Clock
from core.models import WarningKind
from core.names import with_number
from services.pushes.watching.warnings import WarningService, about_what
from storage.people.chats import ChatStore
from storage.states import ChatState

LOOK_EVERY = 60.0  # seconds
NEWS = timedelta(days=3)  # of what was lost earlier, operators have heard, or nobody has missed it


class LostGroups:
    """`look` is called every few seconds: a warning begins for each group lost, and ends when it is back."""

    def __init__(self, chats: ChatStore, warnings: WarningService, clock: Clock) -> None:
        self._chats = chats
        self._warnings = warnings
        self._clock = clock
        self._next = 0.0

    async def look(self) -> None:
        """Look once a minute."""
        if self._clock.monotonic() < self._next:
            return
        self._next = self._clock.monotonic() + LOOK_EVERY
        for chat in await self._chats.lost(self._clock.now() - NEWS):
            named = with_number(chat.title, chat.chat_id)
            await self._warnings.begin(WarningKind.GROUP, named, str(chat.chat_id))
        for kind, one in await self._warnings.now():
            about = about_what(one.name)
            if kind is WarningKind.GROUP and await self._is_settled(int(about)):
                await self._warnings.end(kind, about)

    async def _is_settled(self, chat_id: int) -> bool:
        """Return whether the group is back, or became a supergroup."""
        chat = await self._chats.of(chat_id)
        return chat is None or chat.state in {ChatState.ACTIVE, ChatState.MIGRATED}
