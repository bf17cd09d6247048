"""What Telegram sent, safe before Telegram is told so, and handled at least once."""

import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta

from core.clock import Clock
from storage.updates import Backlog, RawUpdate, UpdateStore

logger = logging.getLogger(__name__)

# An update that was begun so often and never finished is what makes the program crash.
MOST_ATTEMPTS = 2
# Telegram may send an update again within 24 hours; twice that is kept, so that none is handled twice.
KEPT = timedelta(hours=48)


class IntakeService:
    """The table of updates, as polling uses it."""

    def __init__(self, updates: UpdateStore, clock: Clock) -> None:
        self._updates = updates
        self._clock = clock

    async def receive(self, bot_id: int, batch: Sequence[RawUpdate]) -> list[RawUpdate]:
        """Store a batch; return those that had not come before. Afterwards Telegram may forget them all."""
        return await self._updates.store(bot_id, batch, self._clock.now())

    async def left_over(self, bot_id: int, limit: int, *, after: int | None = None) -> list[RawUpdate]:
        """Return the oldest updates that an earlier run received and did not finish; `after` pages on."""
        return await self._updates.unhandled(bot_id, limit, after=after)

    async def backlog(self, bot_id: int) -> list[Backlog]:
        """Return the chats of which an earlier run left something, the one that waits longest first."""
        return await self._updates.backlog(bot_id)

    async def waiting_in(
        self, bot_id: int, chat_id: int | None, limit: int, *, after: int | None = None
    ) -> list[RawUpdate]:
        """Return the oldest updates of a chat that are not done with; only those after the update `after`."""
        return await self._updates.waiting_in(bot_id, chat_id, limit, after=after)

    async def forgive(self, bot_id: int, update: RawUpdate) -> None:
        """Note that an update's handling ended after all, and that it waits to be tried later."""
        await self._updates.forgive(bot_id, update.update_id)

    async def begin_again(self, bot_id: int, update: RawUpdate) -> bool:
        """Note that a left-over update is tried once more; False when it is set aside instead.

        Call it just before it is handled. An update that was begun again before (`attempts`) goes alone
        among its like: what was under way beside the culprit must not be blamed more than once.
        """
        if update.attempts >= MOST_ATTEMPTS:
            times = update.attempts + 1
            logger.error("update %d ended the program %d times; set aside", update.update_id, times)
            await self.handled(bot_id, [update.update_id])
            return False
        await self._updates.count_attempt(bot_id, [update.update_id])
        return True

    async def handled(self, bot_id: int, update_ids: Iterable[int]) -> None:
        """Note that these are done with and forget what they said."""
        await self._updates.mark_handled(bot_id, update_ids, self._clock.now())

    async def waiting(self, bot_id: int) -> int:
        """Return how many updates are not done with."""
        return await self._updates.count_unhandled(bot_id)

    async def prune(self) -> int:
        """Forget updates handled long ago; return how many."""
        return await self._updates.prune(self._clock.now() - KEPT)
