"""Hands raw updates to the handlers: in order within a chat, several chats at once, marked when done.

The table of updates is the queue. A part of it is in memory, a few updates of each chat; a chat with more
is *behind* and gets the next ones from the table when it has none left. So a busy chat, one that Telegram
takes no messages for just now, and what an earlier run left are all the same thing, and none holds up another
chat.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from telegram import Update

from core.clock import Clock
from handlers.context import App
from handlers.updates.aside import tell_sender
from handlers.updates.attempt import Attempt, handling
from handlers.updates.marks import Marks
from handlers.updates.raw_updates import payload_of, person_of
from services.intake import IntakeService, suspect
from storage.updates import RawUpdate

logger = logging.getLogger(__name__)

# The more requests at once, the slower is httpx: another chat is served at the same time only when nothing
# was finished for STALLED seconds, one fewer when updates are finished within BRISK (docs/decisions/0301).
CHATS_AT_ONCE = 12
STALLED, BRISK = 0.01, 0.003
# Updates in memory: of one chat, and of all together; from the half of that on, one a chat.
PER_CHAT = 20
MOST_IN_HAND = 400
# What Telegram has not surely answered for so many seconds is given up.
LONGEST_HOLD = 900.0
# One that may end the program lets the others go first for so many seconds.
OTHERS_FIRST = 5.0
RETRY = 1.0  # seconds after which the database is tried again


@dataclass(frozen=True, slots=True)
class _InHand:
    update: RawUpdate
    data: dict[str, Any]


@dataclass(slots=True)
class _Chat:
    """A chat with something to do. It is ready, served, held or empty, in that it waits to be refilled.

    `behind`: more of it waits in the table, after the update `after`. `left` is the last update of it that
    an earlier run left. `refused` says since when (monotonic seconds) an update cannot be answered.
    """

    waiting: deque[_InHand] = field(default_factory=deque)
    behind: bool = False
    after: int | None = None
    left: int | None = None
    refused: tuple[int, float] | None = None


class Dispatcher:
    """The updates in hand. Errors of handlers are PTB's affair; a crash leaves what is not marked."""

    def __init__(
        self, app: App, intake: IntakeService, clock: Clock, chats_at_once: int = CHATS_AT_ONCE
    ) -> None:
        self._app = app
        self._intake = intake
        self._clock = clock
        self._chats_at_once = chats_at_once
        self._chats: dict[int | None, _Chat] = {}
        self._ready: deque[int | None] = deque()
        self._empty: deque[int | None] = deque()
        self._held: dict[int | None, asyncio.Task[None]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._refilling: asyncio.Task[None] | None = None
        self._at_work = 0  # workers, without those whose handler waits idly
        self._on_hold = 0  # handlers that wait for Telegram to answer again
        self._done = 0
        self._last_done = 0.0
        self._watch: asyncio.TimerHandle | None = None
        self._closing = self._closed = False
        self._marks = Marks(lambda handled: intake.handled(app.bot.id, handled), clock)
        self._table = asyncio.Lock()  # nothing is stored while a chat is refilled: it would come twice
        self._suspects = asyncio.Lock()
        self._alone = False  # one that may end the program is tried with nothing beside it
        self._quieter = asyncio.Event()
        self.in_hand = 0

    async def receive(self, batch: Sequence[RawUpdate], data: Mapping[int, dict[str, Any]]) -> int:
        """Store a batch and take what is new; return how much that is. `data`: the payloads, parsed."""
        async with self._table:
            fresh = await self._intake.receive(self._app.bot.id, batch)
            for update in fresh:
                self._put(update, data[update.update_id])
        return len(fresh)

    async def catch_up(self) -> int:
        """Take what an earlier run left, before anything new of the same chat; return how much that is.

        Call it before `receive`.
        """
        backlog = await self._intake.backlog(self._app.bot.id)
        for one in backlog:
            self._chats[one.chat_id] = _Chat(behind=True, left=one.last)
            self._refill(one.chat_id)
        return sum(one.number for one in backlog)

    async def room(self, most: int) -> None:
        """Wait until fewer than `most` updates are in hand."""
        while self.in_hand >= most:
            await self._until_quieter()

    async def drain(self) -> None:
        """Wait until everything is handled and marked, but for what Telegram takes no answer to yet."""
        while len(self._chats) > len(self._held) + self._on_hold:
            await self._until_quieter()
        await self._marks.drain()

    async def close(self, patience: float) -> None:
        """Finish what is in hand within `patience` seconds; the rest is handled after the next start."""
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
        """Drop what is in hand where it stands. Nothing is handled after this."""
        self._closing = self._closed = True
        if self._watch:
            self._watch.cancel()
        await self._stop_refilling()
        await _cancel(*self._workers)
        await self._marks.abandon()

    async def handle(self, update_id: int, data: dict[str, Any]) -> str:
        """Parse one update and let the handlers have it; return why it must be set aside, if it must.

        Errors of handlers are PTB's affair (handlers/errors.py).
        """
        try:
            update = Update.de_json(data, self._app.bot)
        except Exception as error:  # noqa: BLE001 - whatever Telegram sends must not stop the bot
            return f"cannot be read ({type(error).__name__})"
        try:
            await self._app.process_update(update)
        except Exception as error:  # noqa: BLE001 - the errors of handlers end in PTB; this is something else
            return f"given up by PTB ({type(error).__name__})"
        return ""

    # --- what is in memory

    @property
    def _share(self) -> int:
        return PER_CHAT if self.in_hand < MOST_IN_HAND // 2 else 1

    def _put(self, update: RawUpdate, data: dict[str, Any]) -> None:
        chat = self._chats.get(update.chat_id)
        if chat is None:
            self._chats[update.chat_id] = chat = _Chat()
            self._take(chat, _InHand(update, data))
            self._make_ready(update.chat_id)
        elif chat.behind or len(chat.waiting) >= self._share:
            chat.behind = True
        else:
            self._take(chat, _InHand(update, data))

    def _take(self, chat: _Chat, one: _InHand) -> None:
        self.in_hand += 1
        chat.waiting.append(one)
        chat.after = one.update.update_id

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
                try:
                    self._take(chat, _InHand(row, payload_of(row)))
                except (ValueError, RecursionError) as error:
                    chat.after = row.update_id
                    await self._intake.set_aside(
                        self._app.bot.id, row, f"cannot be read ({type(error).__name__})"
                    )
        if chat.waiting:
            self._make_ready(chat_id)
        elif chat.behind:
            self._refill(chat_id)
        else:
            self._forget(chat_id)

    async def _stop_refilling(self) -> None:
        tasks = [*self._held.values(), *([self._refilling] if self._refilling else [])]
        await _cancel(*tasks)
        for chat_id in [*self._held, *self._empty]:
            self._forget(chat_id)
        self._held.clear()
        self._empty.clear()

    def _forget(self, chat_id: int | None) -> None:
        del self._chats[chat_id]
        self._quieter.set()

    def _hold(self, chat_id: int | None, one: RawUpdate, seconds: float) -> None:
        """Leave a chat alone for so long, from this update on. Meanwhile nothing of it is in memory."""
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
        """Let another chat have the place of a handler that waits idly."""
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
        """Serve one chat more if some wait and nothing was finished since `done` were."""
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

    async def _attend_to(self, one: _InHand, chat: _Chat) -> float | None:
        """Deal with an update; return the seconds after which it is to be tried again, if it is."""
        if chat.left is None or one.update.update_id > chat.left:
            return await self._attempt(one, chat)
        if not suspect(one.update):
            return await self._attempt_again(one, chat, self._intake.begin_again)
        # Programs ended while it was under way: whoever is under way when this one ends is the one.
        async with self._alone_at_work():
            wait = await self._attempt_again(one, chat, self._intake.begin_alone)
            await self._marks.write_out()
        return wait

    @asynccontextmanager
    async def _alone_at_work(self) -> AsyncIterator[None]:
        """Run the block while nobody else is at work, until it asks Telegram for something and waits."""
        self._rest(True)
        try:
            await self._suspects.acquire()
            with suppress(TimeoutError):  # others that wait go first, so that they are answered anyhow
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

    async def _attempt_again(
        self, one: _InHand, chat: _Chat, begin: Callable[[int, RawUpdate], Awaitable[bool]]
    ) -> float | None:
        bot_id = self._app.bot.id
        if not await begin(bot_id, one.update):
            await tell_sender(self._app, self._clock, one.data)
            return None
        wait = await self._attempt(one, chat, again=True)
        if wait is not None:
            await self._intake.forgive(bot_id, one.update)
        return wait

    async def _attempt(self, one: _InHand, chat: _Chat, *, again: bool = False) -> float | None:
        update_id = one.update.update_id
        refused = chat.refused[1] if chat.refused and chat.refused[0] == update_id else None
        attempt = Attempt(
            clock=self._clock,
            speaks=partial(self._intake.spoke, self._app.bot.id, one.update) if again else None,
            rest=self._rest,
            hold=self._wait_for_telegram,
            longest=LONGEST_HOLD,
            again=again or refused is not None,
            troubled_since=refused,
        )
        with handling(attempt):
            why = await self.handle(update_id, one.data)
            if why:
                await tell_sender(self._app, self._clock, one.data)
        if attempt.later is not None and not attempt.spoken:
            chat.refused = update_id, attempt.troubled_since or self._clock.monotonic()
            return attempt.later
        await self._finish(one, why or attempt.failed)
        return None

    async def _finish(self, one: _InHand, why: str) -> None:
        """Mark an update as handled; one that could not be is set aside."""
        if why:
            try:
                who = person_of(one.data)
                await self._intake.set_aside(self._app.bot.id, one.update, why, user_id=who)
            except Exception as error:  # noqa: BLE001 - the database's; it must not be handled twice for that
                logger.warning("update %d is not kept: %s", one.update.update_id, type(error).__name__)
        self._marks.add(one.update.update_id)


async def _cancel(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
