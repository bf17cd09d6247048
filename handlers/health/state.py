"""How the running program stands: what it heard, did and wrote last, what waits, and what is wrong."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.clock import Clock
from core.failing import Rounds
from core.places import version
from knowledge.language.hours.times import from_hour, local_day, moment_of
from services.health.space import Space
from services.wiring import Services
from storage.database import Database
from storage.health import is_said
from storage.states import DeliveryState

logger = logging.getLogger(__name__)

# Seconds of silence after which the program is not ready. A poll takes half a minute, and pauses as much.
HEARS, TICKS = 120.0, 60.0
ANSWER_TIMEOUT = 3.0  # seconds that the database may take to answer all questions
FRESH = 1.0  # seconds for which an answer counts: many who ask at once make no more work
AHEAD = 14  # days in which the next push is looked for
LOOK_AHEAD_EVERY = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database says: updates not handled, pushes due now, those of today by state.

    `warnings` are the kinds of what operators were warned of.
    """

    backlog: int = 0
    due: int = 0
    today: dict[DeliveryState, int] | None = None
    warnings: tuple[str, ...] = ()
    next_push: datetime | None = None
    space: Space | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The program at one moment. Times are seconds since; None: it has not happened yet.

    `problems` are names: starting, telegram, pushes, database. Without any the program is ready.
    """

    version: str
    uptime: float
    heard: float | None
    ticked: float | None
    wrote: float | None
    in_hand: int
    stored: Stored | None
    problems: tuple[str, ...]
    database: str = ""  # `Database.mark`

    @property
    def ready(self) -> bool:
        return not self.problems


class StateService:
    """Answers how the program stands. `heard`: when Telegram last was (monotonic seconds)."""

    def __init__(
        self,
        services: Services,
        database: Database,
        clock: Clock,
        *,
        bot_id: int,
        heard: Callable[[], float | None],
        in_hand: Callable[[], int],
    ) -> None:
        self._services = services
        self._database = database
        self._clock = clock
        self._bot_id = bot_id
        self._heard = heard
        self._in_hand = in_hand
        self._began = clock.monotonic()
        self._rounds = Rounds(logger)
        self._turn = asyncio.Lock()
        self._last: tuple[float, State] | None = None
        self._next_push: tuple[float, datetime | None] | None = None

    async def now(self) -> State:
        """Return how the program stands. It never raises, and never takes long."""
        async with self._turn:
            if self._last is None or self._clock.monotonic() - self._last[0] >= FRESH:
                state = await self._look()
                self._last = self._clock.monotonic(), state
            return self._last[1]

    async def _look(self) -> State:
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                stored: Stored | None = await self._ask()
        except Exception as error:  # noqa: BLE001 - that it cannot say is what it says
            if not is_said(error):
                self._rounds.failed("asking the database how the bot is", error)
            stored = None
        else:
            self._rounds.went("asking the database how the bot is")
        now, pushes = self._clock.monotonic(), self._services.pushes
        heard, ticked = self._since(self._heard(), now), self._since(pushes.last_sign, now)
        wrote = self._database.writing.last_success
        return State(
            version(),
            now - self._began,
            heard,
            self._since(pushes.last_tick, now),
            None if wrote is None else max(0.0, time.monotonic() - wrote),
            self._in_hand(),
            stored,
            tuple(self._problems(heard, ticked, stored)),
            self._database.mark,
        )

    def _problems(self, heard: float | None, ticked: float | None, stored: Stored | None) -> list[str]:
        problems = []
        if heard is None or ticked is None:
            problems.append("starting")
        if heard is not None and heard > HEARS:
            problems.append("telegram")
        if ticked is not None and ticked > TICKS:
            problems.append("pushes")
        if stored is None or self._database.writing.why or self._database.damage:
            problems.append("database")
        return problems

    async def _ask(self) -> Stored:
        services = self._services
        today = local_day(self._clock.now(), services.settings.reminder.zone)
        return Stored(
            await services.intake.waiting(self._bot_id),
            await services.pushes.due(),
            await services.pushes.counts(today),
            tuple(sorted({kind.value for kind, _ in await services.warnings.now()})),
            await self._find_next_push(),
            await services.space.measure(),
        )

    async def _find_next_push(self) -> datetime | None:
        """Return when the next quote goes out to anybody; looked up once a minute."""
        now = self._clock.monotonic()
        if self._next_push is None or now >= self._next_push[0]:
            self._next_push = now + LOOK_AHEAD_EVERY, await self._search_next_push()
        return self._next_push[1]

    async def _search_next_push(self) -> datetime | None:
        services = self._services
        zone = services.settings.reminder.zone
        today = local_day(self._clock.now(), zone)
        for days in range(AHEAD):
            day = today + timedelta(days=days)
            if hours := await services.push_reports.hours(day):
                return moment_of(day, from_hour(hours[0].time), zone).astimezone(zone)
        return None

    @staticmethod
    def _since(moment: float | None, now: float) -> float | None:
        return None if moment is None else max(0.0, now - moment)
