"""Which of the processes that share one bot this is, who else lives, and what part of the work falls to whom.

All of a chat falls to one process, so that its order and Telegram's limits for it are kept. What a process has
in hand stays with it as long as it lives. Who has died is told by this process's own monotonic clock: no two
clocks are compared (docs/decisions/0304).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import uuid4

from core.clock import Clock
from core.failing import Rounds
from storage.health import is_said
from storage.updates.owners import OwnerStore, Seen, Share

logger = logging.getLogger(__name__)

BEAT = 1.0  # seconds between two renewals
# After a renewal nobody takes this process for dead for so long; then it renews before it begins anything.
SURE = 4.0
# Another is dead when it has not counted on for so many seconds: its lock free (the process is gone), or at all
# (it stands still, or its machine or the network is gone).
GONE, STILL = 2.0, 10.0
ANSWER_TIMEOUT = 5.0  # seconds that the database may take for a renewal


@dataclass(slots=True)
class _Sight:
    """Since when (monotonic seconds) another has not counted on, and since when its lock was free as well."""

    beat: int
    since: float
    gone_since: float | None = None


class Ownership:
    """The owner that this process is. It joins the others at the first call of `share`."""

    def __init__(self, store: OwnerStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._owner = ""
        self._living: tuple[str, ...] = ()
        self._sights: dict[str, _Sight] = {}
        self._renewed = 0.0
        self._turn = asyncio.Lock()
        self._rounds = Rounds(logger)
        self._keeping: asyncio.Task[None] | None = None
        self._told: list[Callable[[], None]] = []
        self._lost: list[Callable[[], Awaitable[None]]] = []

    def on_change(self, told: Callable[[], None], *, lost: Callable[[], Awaitable[None]] | None = None) -> None:
        """Call `told` when others came or went; await `lost` when others took this one for dead.

        Then its work is theirs, and it begins anew.
        """
        self._told.append(told)
        if lost is not None:
            self._lost.append(lost)

    @property
    def alone(self) -> bool:
        """Return whether no other process can share this database."""
        return self._store.alone

    @property
    def number(self) -> int:
        """Return how many live, this one included."""
        return max(1, len(self._living))

    @property
    def leads(self) -> bool:
        """Return whether this is the oldest of the living, who does what one has to do for all."""
        return self._living[:1] == (self._owner,)

    @property
    def follows(self) -> bool:
        """Return whether another leads."""
        return bool(self._owner) and not self.leads

    async def share(self) -> Share:
        """Return what falls to this process. Raises what the database raises."""
        if not self._owner:
            async with self._turn:
                if not self._owner:
                    await self._join()
        place = self._living.index(self._owner) if self._owner in self._living else 0
        return Share(self._owner, place, self.number)

    async def sure(self) -> bool:
        """Return whether what is in hand is still this process's; ask before beginning something."""
        if self.alone or self._clock.monotonic() - self._renewed < SURE:
            return True
        owner = self._owner
        await self.renew()
        return self._owner == owner

    def keep_on(self) -> None:
        """Renew from now on, and see who else lives, until `leave`."""
        if not self.alone:
            self._keeping = asyncio.get_running_loop().create_task(self._keep())

    async def _keep(self) -> None:
        while True:
            try:
                await self.share()
                async with asyncio.timeout(ANSWER_TIMEOUT):
                    await self.renew()
            except Exception as error:  # noqa: BLE001 - said in a line, once
                if not is_said(error):  # the database logs its own failures
                    self._rounds.failed("telling the others that this process lives", error)
            else:
                self._rounds.went("telling the others that this process lives")
            await self._clock.sleep(BEAT)

    async def renew(self) -> None:
        """Renew this owner, and see who else lives. Raises what the database raises."""
        async with self._turn:
            began = self._clock.monotonic()
            seen = await self._store.beat(self._owner)
            if seen is None:
                logger.error("the other processes took this one for dead; it begins anew")
                for let_go in self._lost:
                    await let_go()
                await self._join()
                return
            self._renewed = began
            await self._look_at(seen)

    async def leave(self) -> None:
        """Tell the others that this process ends; what it has in hand is theirs."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait([self._keeping])
        async with self._turn:
            if self._owner:
                owner, self._owner = self._owner, ""
                await self._store.leave(owner)

    async def _join(self) -> None:
        owner, began = uuid4().hex, self._clock.monotonic()
        await self._store.join(owner, self._clock.now())
        self._owner, self._renewed = owner, began
        if self.alone:
            self._living = (owner,)
        elif (seen := await self._store.beat(owner)) is not None:
            await self._look_at(seen)

    async def _look_at(self, seen: list[Seen]) -> None:
        """Take for dead who has not counted on for too long, and note who lives."""
        now = self._clock.monotonic()
        others = [one for one in seen if one.id != self._owner]
        dead = [one for one in others if self._is_dead(one, now)]
        self._sights = {one.id: self._sights[one.id] for one in others}
        buried = await self._store.bury(dead) if dead else []
        living = tuple(one.id for one in seen if one.id not in buried)
        if buried:
            logger.warning("%d other processes ended; what they had in hand is taken over", len(buried))
        if living != self._living:
            self._living = living
            logger.info("%d processes share the work", len(living))
            for tell in self._told:
                tell()

    def _is_dead(self, one: Seen, now: float) -> bool:
        sight = self._sights.get(one.id)
        if sight is None or sight.beat != one.beat:
            self._sights[one.id] = _Sight(one.beat, now, now if one.lock_gone else None)
            return False
        if not one.lock_gone:
            sight.gone_since = None
        elif sight.gone_since is None:
            sight.gone_since = now
        return now - sight.since >= STILL or (sight.gone_since is not None and now - sight.gone_since >= GONE)
