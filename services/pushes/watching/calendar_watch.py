"""Tells operators, once, that the holidays of a year are not known: in December of the next one."""

from datetime import date

from core.clock import Clock
from core.models import HolidaysMissing, Place
from core.settings import ReminderSettings
from knowledge.language.calendar.workdays import DECEMBER, WorkCalendar
from knowledge.language.hours.times import local_day
from services.people.access import AccessService
from services.pushes.contents import Push, Unwanted
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery, NewDelivery
from storage.states import DeliveryKind


class CalendarWatch:
    """`look` is called every few seconds; it plans a message, whose source this is too."""

    def __init__(
        self,
        calendar: WorkCalendar,
        deliveries: DeliveryStore,
        access: AccessService,
        clock: Clock,
        reminder: ReminderSettings,
    ) -> None:
        self._calendar = calendar
        self._deliveries = deliveries
        self._access = access
        self._clock = clock
        self._zone = reminder.zone
        self._looked: tuple[date, frozenset[int]] | None = None

    async def look(self) -> None:
        """Plan what operators should be told. Each is told once, however often the program runs."""
        now = self._clock.now()
        today = local_day(now, self._zone)
        year = self._calendar.missing_year(today)
        people = frozenset(await self._access.operators()) if year else frozenset[int]()
        if year is None or self._looked == (today, people):
            return
        first = date(year - 1, DECEMBER, 1)
        await self._deliveries.plan(
            NewDelivery(first, person, str(year), now, kind=DeliveryKind.CALENDAR, notice=str(year))
            for person in sorted(people)
        )
        self._looked = today, people

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return the message; nothing if the year has become known meanwhile."""
        year = int(row.content)
        if self._calendar.knows(year):
            return Unwanted("known")
        return Push(Place(row.chat_id), HolidaysMissing(year))
