"""The daily push: planned once, sent at most once; what is uncertain is shown.

A row is claimed by the process that will send it. Just before its request it is stored as *sending*, in a
commit of its own; after it, the outcome is stored. If the process dies in between, the others learn of it
(services/ownership.py): a row that was only claimed is free again; one that was being sent becomes *unknown*
and is only sent again if a person decides so.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from core.clock import Clock, SetBack
from core.failing import Rounds
from core.models import Content, NotSent, NotSentReason, Place, Sender, SendOutcome, Sent, Unknown
from services.ownership import Ownership
from services.pushes.contents import ContentSource, HasSubstitute, Push, Unwanted
from services.pushes.planning import PushPlanner
from services.pushes.subscriptions import SubscriptionService
from storage.health import is_said
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery
from storage.states import DeliveryKind, DeliveryState

logger = logging.getLogger(__name__)

MOMENT = timedelta(seconds=60)  # a row that is being changed is not claimed meanwhile
AT_ONCE = 40  # requests under way or waiting for their turn; the limiter lets thirty a second out
CLAIMED = 40  # rows taken at a time
# When Telegram cannot be reached: seconds before one row is tried again; they double each time.
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 60.0
TROUBLES = 3  # after this many failures in a row the fault is Telegram's, not a chat's
DETOURS = 5  # requests a row may take over a migration or a lost topic
KEPT = timedelta(days=400)

OVER = frozenset({
    NotSentReason.BLOCKED, NotSentReason.KICKED, NotSentReason.CHAT_GONE, NotSentReason.DEACTIVATED,
})  # fmt: skip

# Returns whether a chat may (still) get pushes.
MayReceive = Callable[[int], Awaitable[bool]]


class NotesWhatIsShown(Sender, Protocol):
    """A sender that notes what a push shows, called once the outcome is stored. `note` never raises."""

    async def note(
        self, place: Place, content: Content, outcome: SendOutcome, message_id: int = ...
    ) -> None: ...


class LostClaimError(Exception):
    """The row is no longer ours to send."""


class PushService:
    """Plans and sends. `tick` is called every few seconds and after the clock was moved.

    `sources` says where the rows of each kind get their content; ValueError when a kind has none.
    `may_receive` is asked before each push.
    """

    def __init__(  # noqa: PLR0913 - whom it works with
        self,
        deliveries: DeliveryStore,
        planner: PushPlanner,
        subscriptions: SubscriptionService,
        sources: Mapping[DeliveryKind, ContentSource],
        sender: NotesWhatIsShown,
        may_receive: MayReceive,
        *,
        ownership: Ownership,
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
        self._ownership = ownership
        self._holder = ""  # the owner that this process was when the look began
        self._set_back = SetBack(clock)
        self._ticking = asyncio.Lock()
        self._claiming = asyncio.Lock()
        self._starting = asyncio.Lock()
        self._claimed: deque[Delivery] = deque()
        self._none_left = False  # nothing was there when somebody last looked, and nothing was sent since
        self._outcomes: Counter[str] = Counter()
        self._rounds = Rounds(logger)
        self._defects = 0  # pushes of this round that failed in our own code
        self._troubles = 0  # failures in a row
        self._pauses = 0  # and how many pauses followed from them
        self._paused_until = 0.0
        self._once_more = False
        self._stopping = False
        # Requests that still wait for their turn, which may take as long as Telegram stops the pushes.
        self._waiting: set[asyncio.Task[None]] = set()
        self.changes = 0
        self._last_sign: float | None = None
        self.last_tick: float | None = None  # monotonic seconds, for the health check

    @property
    def planner(self) -> PushPlanner:
        """Return what plans the pushes."""
        return self._planner

    @property
    def last_sign(self) -> float | None:
        """Return when the pushes last went on (monotonic seconds); None before the first tick.

        A tick that sends much takes long, and Telegram may hold up the requests that wait for their turn.
        """
        return self._clock.monotonic() if self._waiting else self._last_sign

    async def edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        """Put `content` in the place of a message that was pushed; return what became of it."""
        outcome = await self._sender.edit(place, message_id, content)
        await self._sender.note(place, content, outcome, message_id)
        return outcome

    def note_change(self) -> None:
        """Count one more change of a delivery, so that `changes` tells whether there is news."""
        self.changes += 1
        self._last_sign = self._clock.monotonic()

    async def tick(self) -> None:
        """Plan what is due and send it, until nothing is left to do now. Never raises, never overlaps.

        If another tick is running, this one returns at once, and the other looks once more at its end.
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
        """Begin no further request, wait for those under way, and release the claimed rows."""
        self._stopping = True
        for task in self._waiting:
            task.cancel()
        async with self._ticking:
            await self._deliveries.release(self._holder)

    async def due(self) -> int:
        """Return how many pushes are due and not sent yet."""
        return await self._deliveries.count_due(self._clock.now())

    async def counts(self, day: date) -> dict[DeliveryState, int]:
        """Return how many pushes of `day` are in each state."""
        return await self._deliveries.counts(day)

    async def unknown(self, day: date) -> int:
        """Return how many pushes of `day` may or may not have gone out."""
        return (await self._deliveries.counts(day)).get(DeliveryState.UNKNOWN, 0)

    async def prune(self) -> int:
        """Delete old rows; return how many."""
        return await self._deliveries.prune(self._planner.today() - KEPT)

    @property
    def _held_up(self) -> bool:
        return self._stopping or self._clock.monotonic() < self._paused_until

    # --- one run

    async def _look(self) -> None:
        try:
            await self._run()
        except Exception as error:  # noqa: BLE001 - said in a line, once
            if not is_said(error):  # the database logs its own failures
                self._rounds.failed("a look at what is due", error)
        else:
            self._rounds.went("a look at what is due")
        self.last_tick = self._last_sign = self._clock.monotonic()

    async def _run(self) -> None:
        share = await self._ownership.share()
        self._holder = share.owner
        set_back = self._set_back.happened()
        if set_back and (number := await self._deliveries.bring_forward(self._clock.now())):
            logger.warning("the clock was set back: %d pushes no longer wait for the old time", number)
            self.note_change()
        await self._recover(own=share.owner)
        if await self._planner.plan() or share.of > 1:  # the others may have sent something
            self.note_change()
        if self._held_up or not await self._deliveries.count_due(self._clock.now(), share):
            return
        self._outcomes.clear()
        self._defects = 0
        self._none_left = False
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
        if not self._defects:
            self._rounds.went("a push")
        if self._outcomes:
            logger.info("pushed: %s", ", ".join(f"{name} {n}" for name, n in sorted(self._outcomes.items())))

    async def _recover(self, *, own: str = "") -> None:
        """See what became of the pushes of processes that died, and of those that failed in this one."""
        left = await self._deliveries.recover(self._clock.now(), own=own)
        if left.unknown:
            self.note_change()
            logger.warning(
                "%d pushes were under way when a program ended: they may have arrived, and are not sent again",
                len(left.unknown),
            )

    async def _work(self, *, rows: int | None = None) -> None:
        while rows != 0 and (row := await self._next()) is not None:
            rows = None if rows is None else rows - 1
            try:
                await self._deliver(row)
            except LostClaimError:
                continue
            except Exception as error:  # noqa: BLE001 - one push stops no other; the next look sees what it was
                if not is_said(error):
                    self._defects += 1
                    self._rounds.failed("a push", error)
            finally:
                self._none_left = False

    async def _next(self) -> Delivery | None:
        """Return a row to send; None when there is none now, or no row should be tried now."""
        async with self._claiming:
            if self._held_up:
                return None
            if not self._claimed and not self._none_left:
                await self._planner.prepare()
                share = await self._ownership.share()
                await self._recover()
                if share.owner == self._holder:  # else the others took this process for dead meanwhile
                    self._claimed.extend(await self._deliveries.claim(share, self._clock.now(), CLAIMED))
                self._none_left = not self._claimed
            return self._claimed.popleft() if self._claimed else None

    async def _deliver(self, row: Delivery) -> None:
        allowed = not row.kind.says_something or await self._may_receive(row.chat_id)
        wanted = await self._sources[row.kind].of(row) if allowed else None
        if not isinstance(wanted, Push) and (moved := await self._moved(row)):
            await self._deliver(moved)
        elif wanted is None:
            await self._subscriptions.deactivate(row.chat_id, NotSentReason.NO_ACCESS)
            await self._give_up(row, DeliveryState.SKIPPED, NotSentReason.NO_ACCESS)
        elif isinstance(wanted, Unwanted):
            await self._finish(row, wanted.state, wanted.reason)
        else:
            outcome = await self._send(row, wanted)
            self._note_trouble(outcome)
            await self._record(row, wanted.place, outcome)
            await self._sender.note(wanted.place, wanted.content, outcome)

    async def _moved(self, row: Delivery) -> Delivery | None:
        """Return the row with the number of the supergroup that its group has become since it was claimed.

        Another push to the same group may have learnt of it meanwhile. None: the chat has not moved.
        """
        number = await self._subscriptions.number_now(row.chat_id)
        return None if number == row.chat_id else replace(row, chat_id=number)

    async def _send(self, row: Delivery, push: Push) -> SendOutcome:
        if self._stopping:
            raise LostClaimError
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in one; for mypy
        self._waiting.add(task)

        async def starting() -> None:
            async with self._starting:  # one by one, so that a failure stops those that wait here
                self._waiting.discard(task)
                if (
                    self._held_up
                    or not await self._ownership.sure()
                    or not await self._deliveries.begin(row.id, self._holder)
                ):
                    raise LostClaimError

        try:
            return await self._sender.send(push.place, push.content, silent=push.silent, starting=starting)
        finally:
            self._waiting.discard(task)

    # --- outcomes

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
            # Plan it again first: if the new id has had its push already, that one counts. But not for now:
            # nobody may claim the row before it was moved.
            await self._postpone(row, MOMENT.total_seconds(), reason)
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
        """Pause all pushes when Telegram fails, not one chat; then one row is tried first."""
        refused = isinstance(outcome, NotSent) and outcome.reason is NotSentReason.UNAUTHORIZED
        trouble = isinstance(outcome, Unknown) or (
            isinstance(outcome, NotSent) and outcome.reason is NotSentReason.UNREACHABLE
        )
        if not trouble and not refused:
            if self._pauses:
                logger.warning("Telegram takes pushes again, after %d pauses", self._pauses)
            self._troubles = self._pauses = 0
            return
        self._troubles += TROUBLES if refused else 1
        if self._troubles >= TROUBLES and not self._held_up:
            pause = _pause(self._pauses)
            self._pauses += 1
            self._paused_until = self._clock.monotonic() + pause
            if self._pauses == 1:  # the others are no news
                why = "refuses the token" if refused else "fails"
                logger.error("Telegram %s: pushes pause for %.0f seconds, then longer", why, pause)


def _pause(times: int) -> float:
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(times, 10))
