"""Tells operators, once, of what they must know: a backup that failed, a disk that fills up, a group lost.

Code that finds something wrong calls `begin`, and `end` when it is well again. Each operator is told once a day
at most of the same thing, however often the program is restarted.
"""

import logging
from datetime import date

from core.clock import Clock
from core.models import OperatorWarning, Place, WarningKind
from core.settings import ReminderSettings
from knowledge.language.hours.times import local_day
from services.people.access import AccessService
from services.pushes.contents import Push, Unwanted
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery, NewDelivery
from storage.states import DeliveryKind
from storage.warnings import Warned, WarningStore

logger = logging.getLogger(__name__)

LONGEST_DETAIL = 300  # characters
# Between the kind of a warning and what it is about, in its name.
OF = ":"


class WarningService:
    """What is wrong just now. `look` is called every few seconds; this is the source of its messages too."""

    def __init__(
        self,
        store: WarningStore,
        deliveries: DeliveryStore,
        access: AccessService,
        clock: Clock,
        reminder: ReminderSettings,
    ) -> None:
        self._store = store
        self._deliveries = deliveries
        self._access = access
        self._clock = clock
        self._zone = reminder.zone
        self._looked: tuple[frozenset[tuple[str, date]], frozenset[int]] | None = None

    async def begin(self, kind: WarningKind, detail: str = "", about: str = "", *, told: bool = False) -> bool:
        """Note that something is wrong; return whether that is news.

        `detail` is what an operator should know, in Chinese, without a full stop: why, how much, which group.
        `about` tells things of one kind apart (a group's number). `told`: operators have been told already. The
        log has the name only.
        """
        name = _name(kind, about)
        news = await self._store.begin(Warned(name, detail[:LONGEST_DETAIL], self._clock.now(), told))
        if news:
            logger.warning("something is wrong: %s; the operators are told", name)
        return news

    async def end(self, kind: WarningKind, about: str = "") -> bool:
        """Note that it is well (again); return whether that is news. Operators are not told."""
        name = _name(kind, about)
        news = await self._store.end(name)
        if news:
            logger.warning("well again: %s", name)
        return news

    async def now(self) -> list[tuple[WarningKind, Warned]]:
        """Return what is wrong just now, the oldest first."""
        return [(kind, one) for one in await self._store.all() if (kind := _kind(one.name)) is not None]

    async def look(self) -> None:
        """Plan what operators should be told."""
        wrong = [one for _, one in await self.now() if not one.told]
        if not wrong:
            self._looked = None
            return
        people = frozenset(await self._access.operators())
        looked = frozenset((one.name, local_day(one.since, self._zone)) for one in wrong), people
        if looked == self._looked:
            return
        now = self._clock.now()
        await self._deliveries.plan(
            NewDelivery(
                local_day(one.since, self._zone),
                person,
                one.detail,
                now,
                kind=DeliveryKind.WARNING,
                notice=one.name,
            )
            for one in wrong
            for person in sorted(people)
        )
        self._looked = looked

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return the message; nothing if it is well again meanwhile."""
        kind = _kind(row.notice)
        if kind is None or all(one.name != row.notice for _, one in await self.now()):
            return Unwanted("well again")
        return Push(Place(row.chat_id), OperatorWarning(kind, row.content))


def about_what(name: str) -> str:
    """Return what a warning of this name is about (a group's number); empty where its kind says all."""
    return name.partition(OF)[2]


def _name(kind: WarningKind, about: str) -> str:
    return f"{kind.value}{OF}{about}" if about else kind.value


def _kind(name: str) -> WarningKind | None:
    """Return the kind of a warning's name; None for one of a later version's."""
    try:
        return WarningKind(name.partition(OF)[0])
    except ValueError:
        return None
