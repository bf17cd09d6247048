"""The bot's queue of updates, with getUpdates' own rules of confirming, waiting and conflict."""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Any

from core.clock import Clock
from emulator.errors import Conflict

LIFETIME = timedelta(hours=24)
LONGEST_WAIT = 50
LARGEST_BATCH = 100
KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "poll",
    "poll_answer",
    "chosen_inline_result",
    "my_chat_member",
    "chat_member",
    "message_reaction",
    "message_reaction_count",
)
# Sent only to a bot that asks for them by name.
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that the bot has not confirmed."""

    update_id: int
    born: datetime
    update: dict[str, Any]


@dataclass(slots=True)
class Webhook:
    """Where updates are sent to, as the bot has set it, and how the last failure was."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    certificate: bytes | None = None
    last_error_date: datetime | None = None
    last_error_message: str = ""


class UpdateQueue:
    """Updates in order, until the bot confirms them or a day has passed. `first_id` is the first update_id."""

    def __init__(self, clock: Clock, first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self._queue: deque[Waiting] = deque()
        self._news = asyncio.Event()
        self._poll: object | None = None
        self._polled = asyncio.Event()
        self._allowed: frozenset[str] = frozenset(KINDS) - ON_REQUEST
        self._asked_for: list[str] = []
        self.webhook = Webhook()
        self.hooked_at: float | None = None  # monotonic seconds
        self.to_post = asyncio.Event()  # set when an update comes, or another webhook is set

    @property
    def webhook_url(self) -> str:
        return self.webhook.url

    @webhook_url.setter
    def webhook_url(self, url: str) -> None:
        self.hook(Webhook(url))

    def __len__(self) -> int:
        self._forget_old()
        return len(self._queue)

    async def polled(self) -> None:
        """Return as soon as a request is waiting for updates."""
        await self._polled.wait()

    @property
    def allowed(self) -> list[str]:
        """Return the list the bot last asked for; empty stands for Telegram's default."""
        return self._asked_for

    def put(self, kind: str, payload: dict[str, Any]) -> int | None:
        """Queue an update if the bot asked for its kind; wake the request that waits. Return its update_id."""
        if kind not in self._allowed:
            return None
        update_id = self._next_id
        self._next_id += 1
        self._queue.append(Waiting(update_id, self._clock.now(), {"update_id": update_id, kind: payload}))
        self._news.set()
        self.to_post.set()
        return update_id

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot wants from now on; an empty list is the default."""
        self._asked_for = kinds
        self._allowed = frozenset(kinds) if kinds else frozenset(KINDS) - ON_REQUEST

    def forget(self) -> None:
        """Drop everything that waits (drop_pending_updates)."""
        self._queue.clear()

    async def take(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """Confirm up to `offset`, then return up to `limit` updates, waiting at most `seconds`.

        A negative offset keeps only that many updates from the end. Raises Conflict when a webhook is
        set, and in the older of two requests that wait at once.
        """
        if self.webhook_url:
            raise Conflict(
                "can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first"
            )
        me = self._poll = object()
        self._news.set()
        self._confirm(offset)
        await self._wait(me, min(max(seconds, 0), LONGEST_WAIT))
        self._forget_old()
        size = min(max(limit, 1), LARGEST_BATCH)
        return [waiting.update for waiting in islice(self._queue, size)]

    # --- what a webhook's deliveries need

    def hook(self, webhook: Webhook) -> None:
        """Send updates there from now on; an empty address: nowhere."""
        self.webhook = webhook
        self.hooked_at = self._clock.monotonic()
        self.to_post.set()

    def after(self, update_id: int) -> list[Waiting]:
        """Return what waits and has a higher number."""
        self._forget_old()
        newer = takewhile(lambda one: one.update_id > update_id, reversed(self._queue))
        return list(newer)[::-1]

    def find(self, update_id: int) -> Waiting | None:
        """Return an update if it still waits."""
        self._forget_old()
        return next((one for one in self._queue if one.update_id == update_id), None)

    def confirm(self, update_id: int) -> None:
        """Forget this one: it was delivered."""
        if one := self.find(update_id):
            self._queue.remove(one)

    async def _wait(self, me: object, seconds: float) -> None:
        self._polled.set()
        try:
            async with asyncio.timeout(seconds):
                while not self._queue:
                    self._news = asyncio.Event()
                    await self._news.wait()
                    self._refuse_if_replaced(me)
        except TimeoutError:
            self._refuse_if_replaced(me)
        finally:
            if self._poll is me:
                self._poll = None
                self._polled.clear()

    def _refuse_if_replaced(self, me: object) -> None:
        if self._poll is not me:
            raise Conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is running"
            )

    def _confirm(self, offset: int) -> None:
        self._forget_old()
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
            return
        while self._queue and self._queue[0].update_id < offset:
            self._queue.popleft()

    def _forget_old(self) -> None:
        oldest = self._clock.now() - LIFETIME
        while self._queue and self._queue[0].born < oldest:
            self._queue.popleft()
