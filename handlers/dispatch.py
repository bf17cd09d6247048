"""Hands raw updates to the handlers: in order within a chat, several chats at once, marked when done."""

import asyncio
import json
import logging
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from telegram import Update

from core.clock import Clock
from handlers.context import App
from services.intake import IntakeService
from storage.updates import RawUpdate

logger = logging.getLogger(__name__)

# The more requests at once, the slower is httpx: another chat is served at the same time only when nothing
# was finished for STALLED seconds, one fewer when updates are finished within BRISK (docs/decisions/0301).
CHATS_AT_ONCE = 12
STALLED, BRISK = 0.01, 0.003
# Handled updates are marked together, so many seconds after the first; a crash repeats what waits for its mark.
MARK_EVERY = 0.05
RETRY_MARK = 1.0


def raw_update(data: dict[str, Any]) -> RawUpdate:
    """Return one update of getUpdates' answer as it is stored. KeyError or TypeError when it has no number."""
    update_id = data["update_id"]
    if not isinstance(update_id, int):
        raise TypeError("update_id")
    return RawUpdate(update_id, chat_of(data), json.dumps(data, ensure_ascii=False))


def chat_of(data: dict[str, Any]) -> int | None:
    """Return the chat whose order an update belongs to; without a chat, the person's private one."""
    for part in data.values():
        if not isinstance(part, dict):
            continue
        message = part.get("message")
        for holder in (part, message if isinstance(message, dict) else {}):
            if isinstance(chat := holder.get("chat"), dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
        for name in ("from", "user"):
            if isinstance(person := part.get(name), dict) and isinstance(person.get("id"), int):
                return int(person["id"])
    return None


@dataclass(frozen=True, slots=True)
class _InHand:
    update_id: int
    data: dict[str, Any]


class Dispatcher:
    """The updates in hand. Errors of handlers are PTB's affair; a crash leaves what is not marked."""

    def __init__(
        self, app: App, intake: IntakeService, clock: Clock, chats_at_once: int = CHATS_AT_ONCE
    ) -> None:
        self._app = app
        self._intake = intake
        self._clock = clock
        self._chats_at_once = chats_at_once
        self._queues: dict[int | None, deque[_InHand]] = {}
        self._ready: deque[int | None] = deque()
        self._workers: set[asyncio.Task[None]] = set()
        self._at_work = 0
        self._done = 0
        self._last_done = 0.0
        self._watch: asyncio.TimerHandle | None = None
        self._closed = False
        self._handled: list[int] = []
        self._marking: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._quieter = asyncio.Event()
        self.in_hand = 0

    def put(self, update: RawUpdate, data: dict[str, Any]) -> None:
        """Take an update that is stored; `data` is its payload, parsed."""
        self.in_hand += 1
        one = _InHand(update.update_id, data)
        if (queue := self._queues.get(update.chat_id)) is not None:
            queue.append(one)
            return
        self._queues[update.chat_id] = deque([one])
        self._ready.append(update.chat_id)
        if self._at_work:
            self._watch_on()
        else:
            self._hire()

    async def room(self, most: int) -> None:
        """Wait until fewer than `most` updates are in hand."""
        while self.in_hand >= most:
            self._quieter.clear()
            await self._quieter.wait()

    async def drain(self) -> None:
        """Wait until everything in hand is handled and marked."""
        await self.room(1)
        self._hurry.set()
        while self._marking or self._handled:
            self._start_marking()
            assert self._marking is not None  # noqa: S101 - just started; for mypy
            await asyncio.wait([self._marking])

    async def close(self, patience: float) -> None:
        """Finish what is in hand within `patience` seconds; the rest is handled after the next start."""
        try:
            async with asyncio.timeout(patience):
                await self.drain()
        except TimeoutError:
            logger.warning("%d updates were not finished in time; they come first next time", self.in_hand)
            await self.abandon()
            await self._mark()

    async def abandon(self) -> None:
        """Drop what is in hand where it stands. Nothing is handled after this."""
        self._closed = True
        if self._watch:
            self._watch.cancel()
        tasks = [*self._workers, *([self._marking] if self._marking else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def handle(self, update_id: int, data: dict[str, Any]) -> bool:
        """Parse one update and let the handlers have it; return whether that is all there is to do.

        What cannot be read is skipped, its contents unlogged. What PTB itself gives up stays for next time.
        """
        try:
            update = Update.de_json(data, self._app.bot)
        except Exception as error:  # noqa: BLE001 - whatever Telegram sends must not stop the bot
            logger.warning("update %d cannot be read and is skipped: %s", update_id, type(error).__name__)
            return True
        try:
            await self._app.process_update(update)
        except Exception as error:  # noqa: BLE001 - the errors of handlers end in PTB; this is something else
            logger.critical("update %d was given up: %s", update_id, type(error).__name__)
            return False
        return True

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
        if self._ready and done == self._done and self._at_work < self._chats_at_once:
            self._hire()
        self._watch_on()

    async def _work(self) -> None:
        try:
            while self._ready and not self._closed and not self._too_many():
                await self._serve(self._ready.popleft())
        finally:
            self._at_work -= 1
        self._watch_on()

    def _too_many(self) -> bool:
        now = asyncio.get_running_loop().time()
        brisk, self._last_done = now - self._last_done < BRISK, now
        return brisk and self._at_work > 1

    async def _serve(self, chat_id: int | None) -> None:
        queue = self._queues[chat_id]
        one = queue.popleft()
        if await self.handle(one.update_id, one.data):
            self._handled.append(one.update_id)
            self._start_marking()
        self._done += 1
        self.in_hand -= 1
        if queue:
            self._ready.append(chat_id)
        else:
            del self._queues[chat_id]
        self._quieter.set()

    def _start_marking(self) -> None:
        if self._marking is None and self._handled:
            self._marking = asyncio.get_running_loop().create_task(self._mark_soon())

    async def _mark_soon(self) -> None:
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(MARK_EVERY):
                    await self._hurry.wait()
            await self._mark()
        finally:
            self._marking = None
            self._hurry.clear()
        self._start_marking()  # what was handled meanwhile waits for the next mark

    async def _mark(self) -> None:
        handled, self._handled = self._handled, []
        try:
            if handled:
                await self._intake.handled(self._app.bot.id, handled)
        except Exception:
            logger.exception("%d updates could not be marked as handled; trying again", len(handled))
            self._handled = handled + self._handled
            await self._clock.sleep(RETRY_MARK)


def as_data(update: RawUpdate) -> dict[str, Any]:
    """Return a stored update's payload, parsed. ValueError when it is no JSON object."""
    data = json.loads(update.payload)
    if not isinstance(data, dict):
        raise TypeError("an update is an object")
    return data
