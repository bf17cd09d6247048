"""When a message may be sent: two lanes (queues), replies before pushes, within Telegram's limits.

It never retries: a request is made once, and its caller gets the outcome.

A slot is taken when a request starts and comes free one window after it has *ended*, less what the way
there and back takes at least. Telegram sees a request somewhere between its start and its end, so whatever the
network does, no window on its side holds more than the limit.
"""

import asyncio
import heapq
import itertools
from collections import OrderedDict, deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import inf
from statistics import median
from typing import Any

from telegram.error import RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from core.clock import Clock
from handlers.sending.limits import Lane, Limits, Ticket, Usage, Window, seconds_of
from handlers.sending.writable import make_writable
from handlers.updates.attempt import resting

JSON = dict[str, Any]
Answer = bool | JSON | list[JSON]

# Only these put a message into a chat and so count against the limits; others do with a ticket.
SENDS = ("send", "copyMessage", "forwardMessage")
FREE = frozenset({"sendChatAction"})
# If a chat is refused for longer than this, the caller is told at once instead of waiting.
PATIENCE = 30.0
# If this many chats are refused within this many seconds, it is not about one chat: the push lane stops.
MANY_CHATS, SHORT_TIME = 3, 10.0
# Pushes are spread over the second; after a pause they may be faster by this many to catch up.
HURRY = 5
# So many pushes are recorded as sending while they wait for a slot: writing a row down costs no slot's time.
AHEAD = 3
# Round trips remembered, to know how long a request takes at least.
ROUND_TRIPS = 100
# Seconds that a request may take, all of it, documents that are sent included.
LONGEST_REQUEST = 300.0
# A chat is forgotten when nothing happened in it for this long (the longest window).
IDLE = 60.0


@dataclass(slots=True)
class _Chat:
    key: int | str
    windows: dict[Lane, Window | None]
    usage: Usage
    refused_until: float = 0.0
    waiting: int = 0
    parked: list["_Waiter"] = field(default_factory=list)

    def free_at(self, lane: Lane) -> float:
        if lane is Lane.STARTED:
            return 0.0  # its place in the chat it has already
        return max(self.refused_until, self.usage.free_at(self.windows[lane]))

    def idle(self, now: float) -> bool:
        busy = self.usage.under_way or self.waiting or self.refused_until > now
        return not busy and (not self.usage.ended or self.usage.ended[-1] + IDLE <= now)


@dataclass(slots=True)
class _Request:
    """One request and the usages it has a place in."""

    chat: _Chat
    held: list[Usage] = field(default_factory=list)

    def hold(self, *usages: Usage) -> None:
        for usage in usages:
            usage.under_way += 1
        self.held += usages


@dataclass(frozen=True, slots=True)
class _Waiter:
    request: _Request
    lane: Lane
    turn: asyncio.Future[None]
    number: int


class LaneLimiter(BaseRateLimiter[Ticket]):
    """PTB's rate limiter of this project; see docs/decisions/0302. Not for more than one event loop."""

    def __init__(self, clock: Clock, limits: Limits | None = None) -> None:
        self._clock = clock
        self._limits = self._all = limits or Limits()
        overall = self._limits.overall
        self._overall = Usage(overall.count if overall else 1)
        self._pushes = Usage(overall.count if overall else 1)
        self._ahead = Usage(1)
        self._round_trips: deque[float] = deque([0.0], maxlen=ROUND_TRIPS)
        self._pace = self._limits.pace
        self._next_push = 0.0
        self._push_halted_until = 0.0
        self._refusals: deque[tuple[float, int | str, float]] = deque(maxlen=100)
        self._chats: OrderedDict[int | str, _Chat] = OrderedDict()
        self._waiting: dict[Lane, list[tuple[float, int, _Waiter]]] = {lane: [] for lane in Lane}
        self._number = itertools.count()
        self._alarm: asyncio.Task[None] | None = None
        self._alarm_at = inf

    @property
    def known_chats(self) -> int:
        """Return how many chats are remembered."""
        return len(self._chats)

    def divide(self, by: int) -> None:
        """Take a part of the limit on all messages: so many processes send for one bot."""
        whole = self._all.overall
        if whole is not None:
            part = Window(max(1, whole.count // by), whole.seconds)
            self._limits = replace(self._all, overall=part, reserve=min(self._all.reserve, part.count - 1))
            self._pace = self._limits.pace

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Cancel all requests that still wait; they are not sent."""
        if self._alarm:
            self._alarm.cancel()
            self._alarm, self._alarm_at = None, inf
        for chat in self._chats.values():
            for waiter in chat.parked:
                waiter.turn.cancel()
        for lane in Lane:
            for _, _, waiter in self._waiting[lane]:
                waiter.turn.cancel()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,  # noqa: ANN401 - the signature is PTB's
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Ticket | None,
    ) -> Answer:
        """Make the request when its chat and its lane allow. Raises RetryAfter, unsent, if that is far off."""
        make_writable(data)
        key = data.get("chat_id")
        unlimited = rate_limit_args is None and not endpoint.startswith(SENDS)
        if key is None or endpoint in FREE or unlimited:
            return await self._call(callback, args, kwargs, None if key is None else self._chat(key))
        chat = self._chat(key)
        ticket = rate_limit_args or Ticket(Lane.REPLY)
        request, made_at = _Request(chat), None
        try:
            await self._admit(request, ticket.lane)
            if ticket.starting:
                await ticket.starting()
            if ticket.lane is Lane.PUSH:
                await self._admit(request, Lane.STARTED)
            made_at = self._clock.monotonic()
            return await self._call(callback, args, kwargs, chat)
        finally:
            self._release(request, made_at)

    async def _call(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,  # noqa: ANN401 - the signature is PTB's
        kwargs: dict[str, Any],
        chat: _Chat | None,
    ) -> Answer:
        try:
            async with asyncio.timeout(LONGEST_REQUEST):
                return await callback(*args, **kwargs)
        except TimeoutError:  # the library's limit is for the next bytes only
            raise TimedOut("the answer does not end") from None
        except RetryAfter as refusal:
            if chat is not None:
                self._refused(chat, seconds_of(refusal))
            raise

    def _chat(self, key: int | str) -> _Chat:
        if isinstance(key, str) and key.lstrip("-").isdigit():
            key = int(key)
        now = self._clock.monotonic()
        for _ in range(min(2, len(self._chats))):  # each request adds one chat at most
            name, oldest = self._chats.popitem(last=False)
            if not oldest.idle(now):
                self._chats[name] = oldest
        chat = self._chats.get(key)
        if chat is None:
            limits = self._limits
            private = isinstance(key, int) and key > 0
            push = limits.private if private else limits.group
            reply = limits.private_reply if private else limits.group
            longest = max(push.count if push else 1, reply.count if reply else 1)
            chat = _Chat(key, {Lane.PUSH: push, Lane.REPLY: reply}, Usage(longest))
            self._chats[key] = chat
        else:
            self._chats.move_to_end(key)
        return chat

    async def _admit(self, request: _Request, lane: Lane) -> None:
        """Wait until `request` may go on from `lane`, and take what it needs there."""
        chat, now = request.chat, self._clock.monotonic()
        if lane is not Lane.STARTED and chat.refused_until - now > PATIENCE:
            raise RetryAfter(timedelta(seconds=chat.refused_until - now))
        ahead = self._waiting[Lane.REPLY] or self._waiting[lane]
        if not ahead and chat.free_at(lane) <= now and self._lane_free_at(lane) <= now:
            self._take(request, lane, now)
            if lane is Lane.STARTED:
                self._let_in()
            return
        waiter = _Waiter(request, lane, asyncio.get_running_loop().create_future(), next(self._number))
        chat.waiting += 1
        heapq.heappush(self._waiting[lane], (now, waiter.number, waiter))
        self._let_in()
        try:
            with resting():
                await waiter.turn
        finally:
            chat.waiting -= 1

    def _lane_free_at(self, lane: Lane) -> float:
        if lane is Lane.PUSH:
            return max(self._ahead.free_at(Window(AHEAD, 0.0)), self._push_halted_until)
        free = self._overall.free_at(self._limits.overall)
        if lane is Lane.STARTED:
            free = max(free, self._pushes.free_at(self._limits.overall, self._limits.reserve), self._next_push)
        return free

    def _take(self, request: _Request, lane: Lane, now: float) -> None:
        match lane:
            case Lane.REPLY:
                request.hold(request.chat.usage, self._overall)
            case Lane.PUSH:
                request.hold(request.chat.usage, self._ahead)
            case Lane.STARTED:
                request.hold(self._overall, self._pushes)
                request.held.remove(self._ahead)
                self._ahead.under_way -= 1
                self._next_push = max(self._next_push, now - HURRY * self._pace) + self._pace

    def _release(self, request: _Request, made_at: float | None) -> None:
        """Release what `request` holds. `made_at` is when it was sent, None if it was not."""
        chat, now = request.chat, self._clock.monotonic()
        if made_at is not None:
            self._round_trips.append(now - made_at)
        under_way = self._least_under_way()
        for usage in request.held:
            usage.under_way -= 1
            if made_at is not None:
                usage.end(now - under_way)
        for waiter in chat.parked:
            heapq.heappush(self._waiting[waiter.lane], (now, waiter.number, waiter))
        chat.parked.clear()
        if any(self._waiting.values()):
            self._let_in()

    def _least_under_way(self) -> float:
        """Return how many seconds any request surely spends on the network.

        This is the shortest recent round trip, less the difference between it and the median: a steady network
        is trusted, an unsteady one is not.
        """
        shortest = min(self._round_trips)
        return max(0.0, shortest - (median(self._round_trips) - shortest))

    def _refused(self, chat: _Chat, seconds: float) -> None:
        now = self._clock.monotonic()
        chat = self._chats.setdefault(chat.key, chat)
        chat.refused_until = max(chat.refused_until, now + seconds)
        self._refusals.append((now, chat.key, chat.refused_until))
        recent = [refusal for refusal in self._refusals if refusal[0] > now - SHORT_TIME]
        if len({key for _, key, _ in recent}) >= MANY_CHATS:
            self._push_halted_until = max(until for _, _, until in recent)

    def _let_in(self) -> None:
        """Let every request go on whose turn it is, lane by lane, and set a timer for the next moment."""
        now = self._clock.monotonic()
        wake = min([self._let_in_lane(lane, now) for lane in Lane])
        if wake < self._alarm_at:
            if self._alarm:
                self._alarm.cancel()
            self._alarm_at = wake
            self._alarm = asyncio.get_running_loop().create_task(self._ring(wake - now))

    def _let_in_lane(self, lane: Lane, now: float) -> float:
        """Return when to look again; infinity when only the end of a request can change anything."""
        waiting = self._waiting[lane]
        while waiting:
            moment, _, waiter = waiting[0]
            if waiter.turn.done():
                heapq.heappop(waiting)
            elif moment > now:
                return moment
            elif (free := waiter.request.chat.free_at(lane)) > now:
                heapq.heappop(waiting)
                self._put_off(waiter, free, now)
            elif (free := self._lane_free_at(lane)) > now:
                return free
            else:
                heapq.heappop(waiting)
                self._take(waiter.request, lane, now)
                waiter.turn.set_result(None)
        return inf

    def _put_off(self, waiter: _Waiter, free: float, now: float) -> None:
        chat = waiter.request.chat
        if chat.refused_until - now > PATIENCE:
            waiter.turn.set_exception(RetryAfter(timedelta(seconds=chat.refused_until - now)))
        elif free == inf:
            chat.parked.append(waiter)
        else:
            heapq.heappush(self._waiting[waiter.lane], (free, waiter.number, waiter))

    async def _ring(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        self._alarm, self._alarm_at = None, inf
        self._let_in()
