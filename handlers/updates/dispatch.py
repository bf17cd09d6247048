"""Gives raw updates to the handlers: in order within a chat, several chats at once; each is marked when done.

The table of updates is the queue. Only a few updates of each chat are in memory. A chat with more is *behind*:
when it has none left, the next ones are read from the table. A busy chat, a chat to which Telegram takes no
messages just now, and updates that a process left when it died are all handled in this same way, and none
of them holds up another chat. Several processes may share the bot: each has some of the chats, and `take_up`
claims what falls to this one.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from core.clock import Clock
from handlers.context import App
from handlers.updates.attempts import Attempts, Chat, InHand
from handlers.updates.marks import Marks
from handlers.updates.raw_updates import payload_of
from services.intake import IntakeService, suspect
from storage.updates.received import RawUpdate

logger = logging.getLogger(__name__)

# The more requests at once, the slower httpx is. So another chat is served at the same time only when nothing
# was finished for STALLED seconds, and one fewer when updates are finished within BRISK seconds
# (docs/decisions/0301).
CHATS_AT_ONCE = 12
STALLED, BRISK = 0.01, 0.003
# Updates in memory: of one chat, and of all together; from the half of that on, one a chat.
PER_CHAT = 20
MOST_IN_HAND = 400
CLAIMED = 100  # updates taken over from the table at a time
# An update that may crash the program lets others go first for this many seconds.
OTHERS_FIRST = 5.0
RETRY = 1.0  # seconds after which the database is tried again


class Dispatcher:
    """The updates that were taken and are not finished. PTB deals with errors of handlers."""

    def __init__(
        self, app: App, intake: IntakeService, clock: Clock, chats_at_once: int = CHATS_AT_ONCE
    ) -> None:
        self._app = app
        self._intake = intake
        self._clock = clock
        self._chats_at_once = chats_at_once
        self._chats: dict[int | None, Chat] = {}
        self._ready: deque[int | None] = deque()
        self._empty: deque[int | None] = deque()
        self._held: dict[int | None, asyncio.Task[None]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._refilling: asyncio.Task[None] | None = None
        self._at_work = 0  # workers, not counting those whose handler waits idly
        self._on_hold = 0  # handlers that wait for Telegram to answer again
        self._done = 0
        self._last_done = 0.0
        self._watch: asyncio.TimerHandle | None = None
        self._closing = self._closed = False
        self._marks = Marks(lambda handled: intake.handled(app.bot.id, handled), clock)
        self.attempts = Attempts(app, intake, clock, self._marks, rest=self._rest, hold=self._wait_for_telegram)
        self._table = asyncio.Lock()  # nothing is stored during a refill, or it would come twice
        self._suspects = asyncio.Lock()
        self._alone = False  # an update that may crash the program is tried alone
        self._quieter = asyncio.Event()
        self.in_hand = 0
        self.news = asyncio.Event()  # there may be something to take up
        intake.ownership.on_change(self.news.set, lost=self._let_go_of_all)

    async def receive(self, batch: Sequence[RawUpdate], data: Mapping[int, dict[str, Any]]) -> int:
        """Store a batch and take what of it falls to this process; return how many updates are new.

        `data`: the parsed payloads.
        """
        async with self._table:
            fresh = await self._intake.receive(self._app.bot.id, batch)
            for update in fresh:
                if update.owner is not None:
                    self._put(update, data[update.update_id])
                else:
                    self.news.set()
        return len(fresh)

    async def catch_up(self) -> int:
        """Take all that waits for this process, before new updates of the same chats; return how many.

        Call it before `receive`, while nothing is in hand.
        """
        async with self._table:
            await self.attempts.recall()
            claimed = await self._intake.claim(self._app.bot.id)
        for one in claimed:
            if one.chat_id not in self._chats:
                self._chats[one.chat_id] = Chat(behind=True, after=one.update_id - 1)
                self._refill(one.chat_id)
        return len(claimed)

    async def take_up(self) -> bool:
        """Take some of what waits for this process in the table; return whether there is more."""
        await self.room(MOST_IN_HAND)
        async with self._table:
            claimed = await self._intake.claim(self._app.bot.id, CLAIMED)
            for one in claimed:
                if (data := await self._read(one)) is not None:
                    self._put(one, data)
        return len(claimed) == CLAIMED

    async def room(self, most: int) -> None:
        """Wait until fewer than `most` updates are unfinished."""
        while self.in_hand >= most:
            await self._until_quieter()

    async def drain(self) -> None:
        """Wait until all is handled and marked, except updates whose answers Telegram does not take yet."""
        while len(self._chats) > len(self._held) + self._on_hold:
            await self._until_quieter()
        await self._marks.drain()

    async def close(self, patience: float) -> None:
        """Finish what was taken within `patience` seconds; the rest is handled after the next start."""
        self._closing = True
        await self._stop_refilling()
        try:
            async with asyncio.timeout(patience):
                await self.drain()
        except TimeoutError:
            logger.warning("%d updates were not finished in time; they come first next time", self.in_hand)
        if self._chats:
            await self.abandon()
            await self._marks.write_out()

    async def abandon(self) -> None:
        """Stop all work at once. Nothing is handled after this."""
        self._closing = self._closed = True
        if self._watch:
            self._watch.cancel()
        await self._stop_refilling()
        await _cancel(*self._workers)
        await self._marks.abandon()

    # --- what is in memory

    @property
    def _share(self) -> int:
        return PER_CHAT if self.in_hand < MOST_IN_HAND // 2 else 1

    def _put(self, update: RawUpdate, data: dict[str, Any]) -> None:
        chat = self._chats.get(update.chat_id)
        if chat is None:
            self._chats[update.chat_id] = chat = Chat()
            self._take(chat, InHand(update, data))
            self._make_ready(update.chat_id)
        elif update.update_id > chat.after and (chat.behind or len(chat.waiting) >= self._share):
            chat.behind = True
        else:
            self._take(chat, InHand(update, data))

    def _take(self, chat: Chat, one: InHand) -> None:
        self.in_hand += 1
        chat.waiting.append(one)
        chat.after = max(chat.after, one.update.update_id)

    def _refill(self, chat_id: int | None) -> None:
        self._empty.append(chat_id)
        if self._refilling is None:
            self._refilling = asyncio.get_running_loop().create_task(self._refill_chats())

    async def _refill_chats(self) -> None:
        try:
            while self._empty:
                await self.room(MOST_IN_HAND)
                try:
                    await self._refill_one(self._empty[0])
                    self._empty.popleft()
                except Exception as error:  # noqa: BLE001 - the database's, which comes back
                    logger.error("updates cannot be read; trying again: %s", type(error).__name__)  # noqa: TRY400 - no traceback: it may quote
                    await self._clock.sleep(RETRY)
        finally:
            self._refilling = None

    async def _refill_one(self, chat_id: int | None) -> None:
        chat, share = self._chats[chat_id], self._share
        async with self._table:
            rows = await self._intake.waiting_in(self._app.bot.id, chat_id, share, after=chat.after)
            chat.behind = len(rows) == share
            for row in rows:
                if (data := await self._read(row)) is not None:
                    self._take(chat, InHand(row, data))
                chat.after = max(chat.after, row.update_id)
        if chat.waiting:
            self._make_ready(chat_id)
        elif chat.behind:
            self._refill(chat_id)
        else:
            self._forget(chat_id)

    async def _read(self, row: RawUpdate) -> dict[str, Any] | None:
        """Return a stored update's payload; None when it cannot be read and is set aside."""
        try:
            return payload_of(row)
        except (ValueError, RecursionError) as error:
            await self._intake.set_aside(self._app.bot.id, row, f"cannot be read ({type(error).__name__})")
        return None

    async def _stop_refilling(self) -> None:
        tasks = [*self._held.values(), *([self._refilling] if self._refilling else [])]
        await _cancel(*tasks)
        for chat_id in [*self._held, *self._empty]:
            self._forget(chat_id)
        self._held.clear()
        self._empty.clear()

    async def _let_go_of_all(self) -> None:
        """Stop all work: this process was taken for dead, and others do what it had in hand."""
        await self._stop_refilling()
        async with self._table:
            await _cancel(*(self._workers - {asyncio.current_task()}))
            self._chats.clear()
            self._ready.clear()
            self.in_hand = 0
        self._quieter.set()

    def _forget(self, chat_id: int | None) -> None:
        del self._chats[chat_id]
        self._quieter.set()

    def _hold(self, chat_id: int | None, one: RawUpdate, seconds: float) -> None:
        """Handle nothing of a chat for this long, from this update on. Meanwhile nothing of it is in memory."""
        chat = self._chats[chat_id]
        self.in_hand -= len(chat.waiting)
        chat.waiting.clear()
        if self._closing:
            self._forget(chat_id)
            return
        chat.behind, chat.after = True, one.update_id - 1
        self._held[chat_id] = asyncio.get_running_loop().create_task(self._let_go(chat_id, seconds))

    async def _let_go(self, chat_id: int | None, seconds: float) -> None:
        await self._clock.sleep(seconds)
        del self._held[chat_id]
        self._refill(chat_id)

    async def _until_quieter(self) -> None:
        self._quieter.clear()
        await self._quieter.wait()

    # --- who is at work

    def _make_ready(self, chat_id: int | None) -> None:
        self._ready.append(chat_id)
        self._call_for_help()

    def _call_for_help(self) -> None:
        if self._at_work:
            self._watch_on()
        elif self._ready and not self._closed and not self._alone:
            self._hire()

    def _rest(self, rests: bool) -> None:
        """Serve another chat while a handler waits idly."""
        self._at_work += -1 if rests else 1
        if rests:
            self._alone = False
            self._quieter.set()
            self._call_for_help()

    def _wait_for_telegram(self, waits: bool) -> None:
        self._on_hold += 1 if waits else -1
        self._quieter.set()

    def _hire(self) -> None:
        self._at_work += 1
        worker = asyncio.get_running_loop().create_task(self._work())
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    def _watch_on(self) -> None:
        if self._watch is None and self._ready and self._at_work < self._chats_at_once and not self._closed:
            self._watch = asyncio.get_running_loop().call_later(STALLED, self._look, self._done)

    def _look(self, done: int) -> None:
        """Serve one chat more if some wait and the number of finished updates is still `done`."""
        self._watch = None
        if self._ready and done == self._done and self._at_work < self._chats_at_once and not self._alone:
            self._hire()
        self._watch_on()

    async def _work(self) -> None:
        try:
            while self._ready and not self._closed and not self._alone and not self._too_many():
                await self._serve(self._ready.popleft())
        finally:
            self._at_work -= 1
            self._quieter.set()
        self._call_for_help()

    def _too_many(self) -> bool:
        now = asyncio.get_running_loop().time()
        brisk, self._last_done = now - self._last_done < BRISK, now
        return self._at_work > self._chats_at_once or (brisk and self._at_work > 1)

    async def _serve(self, chat_id: int | None) -> None:
        chat = self._chats[chat_id]
        one = chat.waiting.popleft()
        try:
            if not await self._intake.ownership.sure():
                return
            wait = await self._attend_to(one, chat)
        except Exception as error:  # noqa: BLE001 - the database's, which comes back
            logger.error("an update cannot be begun; trying again: %s", type(error).__name__)  # noqa: TRY400 - as above
            wait = RETRY
        self._done += 1
        self.in_hand -= 1
        if wait is not None:
            self._hold(chat_id, one.update, wait)
        elif chat.waiting:
            self._ready.append(chat_id)
        elif chat.behind and not self._closing:
            self._refill(chat_id)
        else:
            self._forget(chat_id)
        self._quieter.set()

    # --- one update

    async def _attend_to(self, one: InHand, chat: Chat) -> float | None:
        """Handle an update; return the seconds after which to try it again, None if it is done."""
        if not one.update.orphaned:
            return await self.attempts.make(one, chat)
        if not suspect(one.update):
            return await self.attempts.again(one, chat, self._intake.begin_again)
        # The program has ended during this update before. It is tried alone, so that it is known which one ends
        # it.
        async with self._alone_at_work():
            wait = await self.attempts.again(one, chat, self._intake.begin_alone)
            await self._marks.write_out()
        return wait

    @asynccontextmanager
    async def _alone_at_work(self) -> AsyncIterator[None]:
        """Run the block while nothing else is handled, until it makes a request to Telegram and waits."""
        self._rest(True)
        try:
            await self._suspects.acquire()
            with suppress(TimeoutError):  # others that wait go first, so that they are answered in any case
                async with asyncio.timeout(OTHERS_FIRST):
                    while self._ready or self._empty or self._at_work:
                        await self._until_quieter()
            self._alone = True
            while self._at_work:
                await self._until_quieter()
        finally:
            self._rest(False)
        try:
            yield
        finally:
            self._alone = False
            self._suspects.release()
            self._call_for_help()


async def _cancel(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
