"""After a restore: what was pushed since the backup is not pushed again, as far as anybody can know.

The database that was put back does not know what happened after it was copied. What was due up to the moment
until which a bot may have run counts as pushed, and is shown to the operators as unknown: they can have it sent
again. What was in hand then is not done again: notices, drafts of notices, messages to be answered, the digest.
"""

import logging

from core.clock import Clock
from services.asking.unanswered.digest import DigestService
from services.audit import AuditService
from services.duties.watch import DutyWatch
from services.pushes.notices import NoticeService
from services.pushes.planning import PushPlanner
from storage.states import RestorationKind
from storage.upkeep.restorations import RESTORED, Restoration, RestorationStore

logger = logging.getLogger(__name__)


class AfterRestore:
    """`settle` is called once at each start, before anything is pushed or answered."""

    def __init__(
        self,
        store: RestorationStore,
        planner: PushPlanner,
        notices: NoticeService,
        duties: DutyWatch,
        digest: DigestService,
        audit: AuditService,
        clock: Clock,
    ) -> None:
        self._store = store
        self._planner = planner
        self._notices = notices
        self._duties = duties
        self._digest = digest
        self._audit = audit
        self._clock = clock

    async def settle(self) -> None:
        """Give up what may have been done since this database was copied. A crash lets the next start go on."""
        for one in await self._store.look(self._clock.now()):
            await self._settle(one)

    async def _settle(self, one: Restoration) -> None:
        now = self._clock.now()
        logger.warning("this database took the place of a newer one (%s): what may be pushed is not", one.kind)
        await self._store.give_up_pushes(one.until, now)
        await self._notices.give_up(RESTORED)
        await self._duties.give_up(one.until, RESTORED)
        await self._planner.give_up(one.made_at, one.until, RESTORED)
        dropped = 0
        if one.kind is not RestorationKind.ELSEWHERE:  # there nobody may have answered them
            await self._store.cancel_drafts(one.until, now)
            dropped = await self._store.drop_updates(one.until, now)
            await self._digest.pass_over(one.until)
        made = "" if one.made_at is None else f"{one.made_at:%Y-%m-%d %H:%M} UTC"
        await self._audit.record(None, "storage.restore", one.kind.value, was=made)
        await self._store.settled(one.id, dropped, now)

    async def untold(self) -> list[Restoration]:
        """Return what the operators have to be told."""
        return await self._store.untold()

    async def told(self, one: Restoration) -> None:
        """Note that the operators were told."""
        await self._store.told(one.id, self._clock.now())
