"""Updates from Telegram: stored before they are confirmed to Telegram, handled at least once.

An update that cannot be read, stored or handled is set aside: it does not hold up the others, and the operator
can look at it.
"""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from enum import Enum, auto

from core.clock import Clock
from services.ownership import Ownership
from services.reporting import holds_report
from storage.engine.small_writes import Together
from storage.updates.received import RawUpdate, SaidBefore, UnstorableError, UpdateStore
from storage.updates.set_aside import SetAside, SetAsideStore

logger = logging.getLogger(__name__)

# An update may be what makes the program crash if it was begun again MOST_ATTEMPTS times without any request to
# Telegram, or MOST_ATTEMPTS_IN_ALL times in all. Before it is set aside it is tried MOST_ALONE times while
# nothing else is handled.
MOST_ATTEMPTS = 2
MOST_ATTEMPTS_IN_ALL = 8
MOST_ALONE = 2
# Telegram may send an update again within 24 hours. Updates are kept twice as long, so that none is handled
# twice.
KEPT = timedelta(hours=48)
# What was set aside: how many bytes of each are kept, for how long, and how often operators are told at most.
LONGEST_CONTENT = 16 * 1024
ASIDE_KEPT = timedelta(days=7)
TELL_EVERY = timedelta(hours=1)
LONGEST_REASON = 200


class Begun(Enum):
    """What becomes of a left-over update: it is tried, it was set aside, or somebody has handled it."""

    TRIED = auto()
    SET_ASIDE = auto()
    HANDLED = auto()

    @classmethod
    def of(cls, is_open: bool) -> "Begun":
        """Return which it is when it was not set aside."""
        return cls.TRIED if is_open else cls.HANDLED


class IntakeService:
    """The table of updates, as polling uses it. `keep_words`: what people wrote may be set aside."""

    def __init__(
        self, updates: UpdateStore, ownership: Ownership, clock: Clock, *, keep_words: bool = True
    ) -> None:
        self._updates = updates
        self.ownership = ownership
        self._aside: SetAsideStore = updates.aside
        self._clock = clock
        self._keep_words = keep_words

    async def receive(self, bot_id: int, batch: Sequence[RawUpdate]) -> list[RawUpdate]:
        """Store a batch; return the updates that are new. After this, all may be confirmed to Telegram.

        Those that fall to this process have its owner; the others are for the process that claims them.
        An update that no database can hold is set aside: otherwise Telegram would send it for ever.
        """
        try:
            share = await self.ownership.share()
            return await self._updates.store(bot_id, batch, self._clock.now(), share)
        except UnstorableError as error:
            if len(batch) == 1:
                await self.set_aside(bot_id, batch[0], f"cannot be stored ({error})")
                return []
        return [fresh for one in batch for fresh in await self.receive(bot_id, [one])]

    async def left_over(self, bot_id: int, limit: int, *, after: int | None = None) -> list[RawUpdate]:
        """Return the oldest updates that an earlier run did not finish; `after` pages on."""
        return await self._updates.unhandled(bot_id, limit, after=after)

    async def claim(self, bot_id: int, limit: int | None = None) -> list[RawUpdate]:
        """Take into hand what falls to this process and nobody has; return it, the oldest first."""
        return await self._updates.claim(bot_id, await self.ownership.share(), limit)

    async def waiting_in(
        self, bot_id: int, chat_id: int | None, limit: int, *, after: int | None = None
    ) -> list[RawUpdate]:
        """Return the oldest updates of a chat that are in hand here; only those after the update `after`."""
        owner = (await self.ownership.share()).owner
        return await self._updates.waiting_in(bot_id, chat_id, owner, limit, after=after)

    async def said_before(self, bot_id: int, most: int) -> list[SaidBefore]:
        """Return what the last messages said that were handled, as small numbers, the oldest first."""
        return await self._updates.said_before(bot_id, most)

    async def newest(self, bot_id: int) -> int | None:
        """Return the highest number of the updates that are remembered."""
        return await self._updates.newest(bot_id)

    async def forgive(self, bot_id: int, update: RawUpdate) -> None:
        """Note that the handling of an update ended without a crash, and that it is tried again later."""
        await self._updates.forgive(bot_id, update.update_id)

    async def begin_again(self, bot_id: int, update: RawUpdate) -> Begun:
        """Note that a left-over update is tried once more; call it just before it is handled.

        One that is `suspect` goes by `begin_alone`.
        """
        if suspect(update):
            times = update.attempts + update.alone + 1
            await self.set_aside(bot_id, update, f"the program ended {times} times while it was under way")
            return Begun.SET_ASIDE
        return Begun.of(await self._updates.count_attempt(bot_id, update.update_id))

    async def begin_alone(self, bot_id: int, update: RawUpdate) -> Begun:
        """As `begin_again`, but nothing else is handled meanwhile: after a crash this update was the cause."""
        if update.alone >= MOST_ALONE:
            return await self.begin_again(bot_id, update)
        return Begun.of(await self._updates.count_alone(bot_id, update.update_id))

    async def spoke(self, bot_id: int, update: RawUpdate) -> None:
        """Note that a left-over update led to a request to Telegram: so it does not crash the program."""
        await self._updates.note_spoke(bot_id, update.update_id)

    async def handled(self, bot_id: int, update_ids: Iterable[int]) -> None:
        """Note that these are handled, and delete their content."""
        await self._updates.mark_handled(bot_id, update_ids, self._clock.now())

    def together(self) -> AbstractAsyncContextManager[Together]:
        """Let what the handling of an update notes of its answer wait, so that it is written with the mark."""
        return self._updates.together()

    async def finish(self, together: Together, bot_id: int, update: RawUpdate) -> None:
        """Note that an update is handled, with what its handling has left to be written, all or nothing."""
        await self._updates.finish(together, bot_id, update.update_id, self._clock.now())

    async def waiting(self, bot_id: int) -> int:
        """Return how many updates are not handled yet."""
        return await self._updates.count_unhandled(bot_id)

    async def prune(self) -> int:
        """Forget updates handled long ago, and what was set aside; return how many updates."""
        await self._aside.prune(self._clock.now() - ASIDE_KEPT, contents=not self._keep_words)
        return await self._updates.prune(self._clock.now() - KEPT)

    # --- what is set aside

    async def set_aside(
        self, bot_id: int, update: RawUpdate, reason: str, *, user_id: int | None = None
    ) -> None:
        """Set an update aside, for the operator to look at. The log says so once."""
        content = update.payload.encode("utf-8", "surrogatepass")
        await self._put_aside(bot_id, update.update_id, update.chat_id, user_id, reason, content)

    async def set_aside_unread(self, bot_id: int, update_id: int | None, content: bytes, reason: str) -> bool:
        """Set aside `content`, which cannot be read; return whether it is new."""
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
                content[:LONGEST_CONTENT] if self._may_keep(content) else None,
                len(content),
                digest,
                self._clock.now(),
            )
        )
        if new:
            named = "an update without a number" if update_id is None else f"update {update_id}"
            logger.error("%s (%d bytes) is set aside: %s", named, len(content), reason)
        return new

    def _may_keep(self, content: bytes) -> bool:
        """Return whether what people wrote may stay, to find the fault: never a report of wrongdoing."""
        return self._keep_words and not holds_report(content.decode("utf-8", "replace"))

    async def to_tell(self) -> int:
        """Return how many updates were set aside that operators should be told of now."""
        last = await self._aside.last_told()
        # One that lies ahead is from before the clock was set back.
        if last is not None and timedelta() <= self._clock.now() - last < TELL_EVERY:
            return 0
        return await self._aside.untold()

    async def told(self) -> None:
        """Note that operators were told what was set aside."""
        await self._aside.told(self._clock.now())


def suspect(update: RawUpdate) -> bool:
    """Return whether the program ended so often during this update that the update may be the cause."""
    return update.attempts - update.spoke >= MOST_ATTEMPTS or update.attempts >= MOST_ATTEMPTS_IN_ALL
