"""What Telegram sent, safe before Telegram is told so, and handled at least once.

What cannot be read, stored or handled is set aside by itself: it holds up nothing, and the operator can look.
"""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from datetime import timedelta

from core.clock import Clock
from storage.set_aside import SetAside, SetAsideStore
from storage.updates import Backlog, RawUpdate, UnstorableError, UpdateStore

logger = logging.getLogger(__name__)

# An update that was begun anew so often and never came as far as Telegram may be what makes the program crash;
# so may one that was begun so often at all. Before it is blamed it is tried so often with nothing beside it.
MOST_ATTEMPTS = 2
MOST_ATTEMPTS_IN_ALL = 8
MOST_ALONE = 1
# Telegram may send an update again within 24 hours; twice that is kept, so that none is handled twice.
KEPT = timedelta(hours=48)
# What was set aside: of each so many bytes, for so long; the operators are told at most so often.
LONGEST_CONTENT = 16 * 1024
ASIDE_KEPT = timedelta(days=7)
TELL_EVERY = timedelta(hours=1)
LONGEST_REASON = 200


class IntakeService:
    """The table of updates, as polling uses it. `keep_words`: what people wrote may be set aside."""

    def __init__(self, updates: UpdateStore, clock: Clock, *, keep_words: bool = True) -> None:
        self._updates = updates
        self._aside: SetAsideStore = updates.aside
        self._clock = clock
        self._keep_words = keep_words

    async def receive(self, bot_id: int, batch: Sequence[RawUpdate]) -> list[RawUpdate]:
        """Store a batch; return those that had not come before. Afterwards Telegram may forget them all.

        One that no database can hold is set aside: Telegram would send it for ever.
        """
        try:
            return await self._updates.store(bot_id, batch, self._clock.now())
        except UnstorableError as error:
            if len(batch) == 1:
                await self.set_aside(bot_id, batch[0], f"cannot be stored ({error})")
                return []
        return [fresh for one in batch for fresh in await self.receive(bot_id, [one])]

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

    async def newest(self, bot_id: int) -> int | None:
        """Return the highest number of the updates that are remembered."""
        return await self._updates.newest(bot_id)

    async def forgive(self, bot_id: int, update: RawUpdate) -> None:
        """Note that an update's handling ended after all, and that it waits to be tried later."""
        await self._updates.forgive(bot_id, update.update_id)

    async def begin_again(self, bot_id: int, update: RawUpdate) -> bool:
        """Note that a left-over update is tried once more; False when it is set aside instead.

        Call it just before it is handled. One that is `suspect` goes by `begin_alone`.
        """
        if suspect(update):
            times = update.attempts + update.alone + 1
            await self.set_aside(bot_id, update, f"the program ended {times} times while it was under way")
            return False
        await self._updates.count_attempt(bot_id, [update.update_id])
        return True

    async def begin_alone(self, bot_id: int, update: RawUpdate) -> bool:
        """As `begin_again`, for one that is handled with nothing beside it, so that it can be blamed."""
        if update.alone >= MOST_ALONE:
            return await self.begin_again(bot_id, update)
        await self._updates.count_alone(bot_id, update.update_id)
        return True

    async def spoke(self, bot_id: int, update: RawUpdate) -> None:
        """Note that a left-over update came as far as Telegram: it is not why the program ends, if it does."""
        await self._updates.note_spoke(bot_id, update.update_id)

    async def handled(self, bot_id: int, update_ids: Iterable[int]) -> None:
        """Note that these are done with and forget what they said."""
        await self._updates.mark_handled(bot_id, update_ids, self._clock.now())

    async def waiting(self, bot_id: int) -> int:
        """Return how many updates are not done with."""
        return await self._updates.count_unhandled(bot_id)

    async def prune(self) -> int:
        """Forget updates handled long ago, and what was set aside; return how many updates."""
        await self._aside.prune(self._clock.now() - ASIDE_KEPT, contents=not self._keep_words)
        return await self._updates.prune(self._clock.now() - KEPT)

    # --- what is set aside

    async def set_aside(
        self, bot_id: int, update: RawUpdate, reason: str, *, user_id: int | None = None
    ) -> None:
        """Take an update out of the way, for the operator to look at. Said in the log, once."""
        content = update.payload.encode("utf-8", "surrogatepass")
        await self._put_aside(bot_id, update.update_id, update.chat_id, user_id, reason, content)

    async def set_aside_unread(self, bot_id: int, update_id: int | None, content: bytes, reason: str) -> bool:
        """Take what came as `content` and cannot be read out of the way; return whether it is new."""
        return await self._put_aside(bot_id, update_id, None, None, reason, content)

    async def _put_aside(
        self,
        bot_id: int,
        update_id: int | None,
        chat_id: int | None,
        user_id: int | None,
        reason: str,
        content: bytes,
    ) -> bool:
        digest = hashlib.sha256(content).hexdigest()
        new = await self._aside.add(
            SetAside(
                bot_id,
                update_id,
                chat_id,
                user_id,
                reason[:LONGEST_REASON],
                content[:LONGEST_CONTENT] if self._keep_words else None,
                len(content),
                digest,
                self._clock.now(),
            )
        )
        if new:
            named = "an update without a number" if update_id is None else f"update {update_id}"
            logger.error("%s (%d bytes) is set aside: %s", named, len(content), reason)
        return new

    async def to_tell(self) -> int:
        """Return how many were set aside that the operators are to be told of now."""
        last = await self._aside.last_told()
        if last is not None and self._clock.now() - last < TELL_EVERY:
            return 0
        return await self._aside.untold()

    async def told(self) -> None:
        """Note that the operators know what was set aside."""
        await self._aside.told(self._clock.now())


def suspect(update: RawUpdate) -> bool:
    """Return whether programs ended so often while this update was under way that it may be the reason."""
    return update.attempts - update.spoke >= MOST_ATTEMPTS or update.attempts >= MOST_ATTEMPTS_IN_ALL
