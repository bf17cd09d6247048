"""A year's duties: on which days the office's duties fall due, as a list and as a calendar. Nobody is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.duties import Recurs
from knowledge.language.calendar.due.due_days import days_of
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.writing.calendar_file import CalendarEvent, calendar_file
from storage.duties.duties import DutyStore
from storage.states import DutyState

A_YEAR = timedelta(days=400)  # in so many days each duty falls due again
TITLE = "{year}年廉政事项"
EXPECTED = "放假安排还没有公布，日子是预计的"


@dataclass(frozen=True, slots=True)
class YearDay:
    """A duty that falls due on a day; `sure`: not by a holiday that nobody has published yet."""

    duty_id: int
    name: str
    on: date
    sure: bool


class DutyYear:
    """Reads the duties in force."""

    def __init__(self, store: DutyStore, calendar: WorkCalendar) -> None:
        self._store = store
        self._calendar = calendar

    def coming(self, recurs: Recurs, today: date) -> date | None:
        """Return when a duty falls due next, today included; None: no more."""
        days = days_of(recurs, today, today + A_YEAR, self._calendar)
        return days[0].on if days else None

    async def days(self, year: int) -> Sequence[YearDay]:
        """Return what falls due in a year, by day, from the day on which each duty began as it is now."""
        found = [
            YearDay(duty.id, duty.name, day.on, day.sure)
            for duty in await self._store.in_state(DutyState.ACTIVE)
            if duty.recurs is not None
            for day in days_of(duty.recurs, date(year, 1, 1), date(year, 12, 31), self._calendar)
            if duty.starts_on is None or day.on >= duty.starts_on
        ]
        return sorted(found, key=lambda one: (one.on, one.duty_id))

    async def file(self, year: int, today: date) -> bytes:
        """Return the year as a calendar file."""
        events = [
            CalendarEvent(f"duty-{one.duty_id}-{one.on:%Y%m%d}", one.on, one.name, "" if one.sure else EXPECTED)
            for one in await self.days(year)
        ]
        return calendar_file(TITLE.format(year=year), events, today)
