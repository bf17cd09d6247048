"""What editors are told once a week of the inbox of unanswered questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.clock import Clock
from core.settings import QuestionSettings
from services.asking.unanswered.inbox import Case, InboxService
from storage.asking.questions import QuestionStore
from storage.updates.occasions import OccasionStore

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOUR = time(9)
AT_ANY_HOUR = 2  # days after its day


@dataclass(frozen=True, slots=True)
class Digest:
    """A week: how many questions were asked, by kind of reply, and what waits for an editor."""

    asked: Mapping[str, int]
    cases: tuple[Case, ...]


class DigestService:
    """Decides when there is a digest, once a week for all processes together, and what is in it."""

    def __init__(
        self,
        inbox: InboxService,
        questions: QuestionStore,
        occasions: OccasionStore,
        clock: Clock,
        settings: QuestionSettings,
        zone: ZoneInfo,
    ) -> None:
        self._inbox = inbox
        self._questions = questions
        self._occasions = occasions
        self._clock = clock
        self._weekday = settings.digest
        self._zone = zone

    async def due(self) -> Digest | None:
        """Return this week's digest to the first who asks on its day after its hour.

        None to everybody else, and while nothing waits for an editor. When nobody asked on its day, because
        nothing ran, it is due on the next day from the same hour on, and then at any hour: a machine that is
        always off at that hour has one too.
        """
        now = self._clock.now()
        if not await self.pass_over(now):
            return None
        cases = await self._inbox.cases()
        asked = await self._questions.asked_since(now - timedelta(weeks=1))
        return Digest(asked, tuple(cases)) if cases else None

    async def pass_over(self, at: datetime) -> bool:
        """Take the digest that is due at this moment; False: none is, or it was taken before."""
        now = at.astimezone(self._zone)
        if self._weekday not in WEEKDAYS:
            return False
        late = (now.weekday() - WEEKDAYS.index(self._weekday)) % 7
        if late < AT_ANY_HOUR and now.time() < HOUR:
            return False
        day = now.date() - timedelta(days=late)
        return await self._occasions.take(f"digest {day:%Y-%m-%d}", now)
