"""The daily push: planned once, sent at most once, the uncertain made visible.

A row is claimed (a lease), called *sending* in a commit of its own just before its request, and then what
came of it is written. A process that dies in between leaves a lease that runs out: a row that was only
claimed is free again, one that was being sent is *unknown* and never sent again unless a person says so.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from uuid import uuid4

from core.clock import Clock
from core.models import NotSent, NotSentReason, Place, Sender, SendOutcome, Sent, Unknown
from services.pushes.contents import ContentSource, HasSubstitute, Push, Unwanted
from services.pushes.planning import PushPlanner
from services.pushes.subscriptions import SubscriptionService
from storage.deliveries import Delivery, DeliveryStore
from storage.health import is_said
from storage.states import DeliveryKind, DeliveryState

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # longer than a request can take; each is renewed just before its request
AT_ONCE = 40  # requests under way or waiting for their turn; the limiter lets thirty a second out
CLAIMED = 40  # rows taken at a time
# When Telegram is out of reach: the pause before one row tries again, doubling, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 60.0
TROUBLES = 3  # failures in a row that mean Telegram, not the chat
DETOURS = 5  # requests a row may take over a migration or a lost topic
KEPT = timedelta(days=400)

OVER = frozenset({
    NotSentReason.BLOCKED, NotSentReason.KICKED, NotSentReason.CHAT_GONE, NotSentReason.DEACTIVATED,
})  # fmt: skip

# Returns whether a chat may get pushes (any more).
MayReceive = Callable[[int], Awaitable[bool]]


class LostClaimError(Exception):
    """The row is no longer ours to send."""


class PushService:
    """Plans and sends. `tick` is called every few seconds and after the clock was moved.

    `sources` says where the rows of each kind get their content; ValueError when a kind has none.
    `may_receive` is asked before each push.
    """

    def __init__(
        self,
        deliveries: DeliveryStore,
        planner: PushPlanner,
        subscriptions: SubscriptionService,
        sources: Mapping[DeliveryKind, ContentSource],
        sender: Sender,
        may_receive: MayReceive,
        clock: Clock,
    ) -> None:
        if missing := set(DeliveryKind) - set(sources):
            raise ValueError(f"nothing says what is sent for {', '.join(sorted(missing))}")
        self._deliveries = deliveries
        self._planner = planner
        self._subscriptions = subscriptions
        self._sources = sources
        self._sender = sender
        self._may_receive = may_receive
        self._clock = clock
        self._holder = uuid4().hex
        self._ticking = asyncio.Lock()
        self._claiming = asyncio.Lock()
        self._starting = asyncio.Lock()
        self._claimed: deque[Delivery] = deque()
        self._outcomes: Counter[str] = Counter()
        self._troubles = 0  # failures in a row
        self._pauses = 0  # and the pauses they have led to
        self._paused_until = 0.0
        self._once_more = False
        self._stopping = False
        # Whose turn has not come yet, which may take as long as Telegram halts the lane.
        self._waiting: set[asyncio.Task[None]] = set()
        self.changes = 0
        self.last_tick: float | None = None  # monotonic seconds, for the health check

    @property
    def sender(self) -> Sender:
        """Return through what pushes go out."""
        return self._sender

    @property
    def planner(self) -> PushPlanner:
        """Return who knows what is due."""
        return self._planner

    def note_change(self) -> None:
        """Count one more change of a delivery, so that `changes` tells whether there is news."""
        self.changes += 1

    async def tick(self) -> None:
        """Plan what is due and send it, until nothing is left to do now. Never raises, never overlaps.

        A tick that finds another under way has that one look once more when it is done, and returns.
        """
        if self._ticking.locked():
            self._once_more = True
            return
        async with self._ticking:
            self._once_more = True
            while self._once_more and not self._stopping:
                self._once_more = False
                await self._look()

    async def stop(self) -> None:
        """Begin no further request, wait for those under way, and give back what was claimed."""
        self._stopping = True
        for task in self._waiting:
            task.cancel()
        async with self._ticking:
            await self._deliveries.release(self._holder)

    async def unknown(self, day: date) -> int:
        """Return how many pushes of `day` may or may not have gone out."""
        return (await self._deliveries.counts(day)).get(DeliveryState.UNKNOWN, 0)

    async def prune(self) -> int:
        """Forget what was pushed long ago; return how many rows."""
        return await self._deliveries.prune(self._planner.today() - KEPT)

    @property
    def _held_up(self) -> bool:
        return self._stopping or self._clock.monotonic() < self._paused_until

    # --- one run

    async def _look(self) -> None:
        try:
            await self._run()
        except Exception as error:
            if not is_said(error):  # the database says itself what is wrong with it, once
                logger.exception("a tick failed; the next one goes on")
        self.last_tick = self._clock.monotonic()

    async def _run(self) -> None:
        expired = await self._deliveries.expire_leases(self._clock.now())
        if expired.unknown:
            self.note_change()
            logger.warning(
                "%d pushes were under way when a program ended: they may have arrived, and are not sent again",
                len(expired.unknown),
            )
        if await self._planner.plan():
            self.note_change()
        now = self._clock.now()
        if self._held_up or not await self._deliveries.count_due(now):
            return
        self._outcomes.clear()
        try:
            if self._troubles >= TROUBLES:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._work(rows=1))
            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(self._work())
        finally:
            self._claimed.clear()
            await self._deliveries.release(self._holder)
        if self._outcomes:
            logger.info("pushed: %s", ", ".join(f"{name} {n}" for name, n in sorted(self._outcomes.items())))

    async def _work(self, *, rows: int | None = None) -> None:
        while rows != 0 and (row := await self._next()) is not None:
            rows = None if rows is None else rows - 1
            try:
                await self._deliver(row)
            except LostClaimError:
                continue
            except Exception:
                logger.exception("the push %d failed; its lease will tell what becomes of it", row.id)

    async def _next(self) -> Delivery | None:
        """Return a row to send; None when there is none now, or no row should be tried now."""
        async with self._claiming:
            if self._held_up:
                return None
            if not self._claimed:
                await self._planner.prepare()
                now = self._clock.now()
                self._claimed.extend(await self._deliveries.claim(self._holder, now, now + LEASE, CLAIMED))
            return self._claimed.popleft() if self._claimed else None

    async def _deliver(self, row: Delivery) -> None:
        if not await self._may_receive(row.chat_id):
            await self._subscriptions.deactivate(row.chat_id, NotSentReason.NO_ACCESS)
            await self._give_up(row, DeliveryState.SKIPPED, NotSentReason.NO_ACCESS)
            return
        match await self._sources[row.kind].of(row):
            case Unwanted(reason, state):
                await self._finish(row, state, reason)
            case Push() as push:
                outcome = await self._send(row, push)
                self._note_trouble(outcome)
                await self._record(row, push.place, outcome)

    async def _send(self, row: Delivery, push: Push) -> SendOutcome:
        if self._stopping:
            raise LostClaimError
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in one; for mypy
        self._waiting.add(task)

        async def starting() -> None:
            async with self._starting:  # one by one, so that trouble stops those that wait here
                self._waiting.discard(task)
                now = self._clock.now()
                if self._held_up or not await self._deliveries.begin(
                    row.id, self._holder, now, lease_until=now + LEASE
                ):
                    raise LostClaimError

        try:
            return await self._sender.send(push.place, push.content, silent=push.silent, starting=starting)
        finally:
            self._waiting.discard(task)

    # --- what came of it

    async def _record(self, row: Delivery, place: Place, outcome: SendOutcome) -> None:
        match outcome:
            case Sent(message_id):
                await self._finish(row, DeliveryState.SENT, message_id=message_id)
            case Unknown(detail):
                await self._finish(row, DeliveryState.UNKNOWN, detail)
            case NotSent():
                await self._record_not_sent(row, place, outcome)

    async def _record_not_sent(self, row: Delivery, place: Place, outcome: NotSent) -> None:
        reason, again = outcome.reason, row.attempts < DETOURS
        self._outcomes[reason.value] += 1
        if reason is NotSentReason.RATE_LIMITED:
            await self._postpone(row, outcome.retry_after or 1.0, reason)
        elif reason is NotSentReason.UNREACHABLE:
            await self._postpone(row, _pause(row.attempts), reason)
        elif reason is NotSentReason.UNAUTHORIZED:
            await self._postpone(row, 0.0, reason)
        elif reason is NotSentReason.MIGRATED and outcome.new_chat_id is not None and again:
            # Planned again first: should the new id have had its push already, that one stands. Not at
            # once, though: nobody is to take the row before it has moved.
            await self._postpone(row, LEASE.total_seconds(), reason)
            await self._subscriptions.migrate(row.chat_id, outcome.new_chat_id)
            await self._postpone(row, 0.0, reason)
        elif reason is NotSentReason.TOPIC_GONE and place.thread_id is not None and again:
            await self._subscriptions.lose_topic(row.chat_id, place.thread_id)
            await self._postpone(row, 0.0, reason)
        else:
            if reason in OVER:
                await self._subscriptions.deactivate(row.chat_id, reason)
            await self._give_up(row, DeliveryState.FAILED, reason)

    async def _give_up(self, row: Delivery, state: DeliveryState, reason: NotSentReason) -> None:
        source = self._sources[row.kind]
        if isinstance(source, HasSubstitute):
            await source.plan_instead(row)
        await self._finish(row, state, reason.value)

    async def _finish(
        self, row: Delivery, state: DeliveryState, reason: str = "", *, message_id: int | None = None
    ) -> None:
        self._outcomes[state.value] += 1
        await self._deliveries.finish(
            row.id, state, self._clock.now(), reason=reason, message_id=message_id, holder=self._holder
        )
        self.note_change()

    async def _postpone(self, row: Delivery, seconds: float, reason: NotSentReason) -> None:
        until = self._clock.now() + timedelta(seconds=seconds)
        await self._deliveries.postpone(row.id, until, reason=reason.value, holder=self._holder)
        self.note_change()

    def _note_trouble(self, outcome: SendOutcome) -> None:
        """Pause everything when it is Telegram that fails, not one chat; then one row tries the way."""
        refused = isinstance(outcome, NotSent) and outcome.reason is NotSentReason.UNAUTHORIZED
        trouble = isinstance(outcome, Unknown) or (
            isinstance(outcome, NotSent) and outcome.reason is NotSentReason.UNREACHABLE
        )
        if not trouble and not refused:
            self._troubles = self._pauses = 0
            return
        self._troubles += TROUBLES if refused else 1
        if self._troubles >= TROUBLES and not self._held_up:
            pause = _pause(self._pauses)
            self._pauses += 1
            self._paused_until = self._clock.monotonic() + pause
            logger.error(
                "Telegram %s: pushes pause for %.0f seconds", "refuses the token" if refused else "fails", pause
            )


def _pause(times: int) -> float:
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(times, 10))
