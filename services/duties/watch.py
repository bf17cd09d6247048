"""Tells people of their duties: asks them once, reminds them at the hour, says what is overdue.

Each message is a delivery like any other. `look` writes rows; `PushService` sends them and gets
their words here.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from core.asked import when_asked
from core.clock import Clock
from core.duties import Cited, DutyAsk, DutyFewer, DutyForm, DutyNobody, DutyReminder, Errand, What
from core.models import ChatKind, Place
from core.settings import ReminderSettings
from knowledge.language.calendar.due.due_days import days_of, said_recurring
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.hours.times import from_hour, local_day, midnight_after, moment_of
from services.asking.remembered.shown import LibraryHolder
from services.people.access import AccessService
from services.pushes.contents import Push, Unwanted
from storage.duties.duties import Duty, DutyPerson, DutyStore
from storage.duties.leavers import DutyLeaverStore
from storage.duties.turns import DutyTurnStore, Turn
from storage.people.chats import ChatStore
from storage.people.names import NameStore
from storage.pushes.delivery_rows import Delivery, NewDelivery
from storage.pushes.planning import OVERDUE
from storage.states import DeliveryKind, DeliveryState, DutyState

ONE_DAY = timedelta(days=1)
A_YEAR = timedelta(days=400)  # in so many days each duty falls due again
MISSED = timedelta(days=31)  # what fell due earlier, while no program ran, is not made up for
DAYBREAK = time(8)
QUIET = time(21)  # after it nobody is told what could not be said at its hour
THOROUGH = 600.0  # seconds between two looks at who may still use the bot
MOST_CITED = 2600  # characters of all passages in one message


class DutyWatch:
    """`look` is called every few seconds, and looks once a minute, or at once after `note_change`."""

    def __init__(  # noqa: PLR0913 - whom it works with
        self,
        store: DutyStore,
        turns: DutyTurnStore,
        leavers: DutyLeaverStore,
        chats: ChatStore,
        names: NameStore,
        speeches: LibraryHolder,
        access: AccessService,
        *,
        clock: Clock,
        reminder: ReminderSettings,
        calendar: WorkCalendar,
    ) -> None:
        self._store = store
        self._turns = turns
        self._leavers = leavers
        self._chats = chats
        self._names = names
        self._speeches = speeches
        self._access = access
        self._clock = clock
        self._catch_up = reminder.catch_up
        self._zone = reminder.zone
        self._calendar = calendar
        self._minute = ""
        self._thorough_at = 0.0

    def today(self) -> date:
        """Return today's date in the time zone of the pushes."""
        return local_day(when_asked(self._clock), self._zone)

    def note_change(self) -> None:
        """Look at everything at the next look."""
        self._minute = ""

    async def look(self) -> None:
        """Plan what people should be told now."""
        now = self._clock.now()
        minute = f"{now:%Y-%m-%d %H:%M}"
        if minute == self._minute:
            return
        self._minute = minute  # first: what changes meanwhile is looked at again
        try:
            await self._let_go()
            await self._plan(now)
            await self._tell_operators()
        except BaseException:
            self._minute = ""
            raise

    async def give_up(self, until: datetime, reason: str) -> None:
        """Plan as unknown what people should have been told by `until`: it may have gone out."""
        await self._plan(until, DeliveryState.UNKNOWN, reason)

    # --- what is planned

    async def _plan(
        self, now: datetime, state: DeliveryState = DeliveryState.PLANNED, reason: str = ""
    ) -> None:
        today = local_day(now, self._zone)
        for duty in await self._store.in_state(DutyState.ACTIVE):
            people = await self._store.people(duty.id)
            for person in people:
                if person.asked_on is None:
                    await self._ask(person, now, state, reason)
            await self._open(duty, [one for one in people if one.agreed_on], today)
        for turn, hour in await self._turns.to_tell(today):
            await self._tell(turn, from_hour(hour), now, state, reason)

    async def _ask(self, person: DutyPerson, now: datetime, state: DeliveryState, reason: str) -> None:
        known = await self._names.of([person.user_id])
        # Whether they can be written to is noted of a chat that is known.
        await self._chats.record(person.user_id, ChatKind.PRIVATE, known.get(person.user_id, ""), now)
        today = local_day(now, self._zone)
        errand = Errand(person.duty_id, What.ASK, at=int(now.timestamp()))
        row = _row(errand, person.user_id, today, now, state, reason)
        await self._turns.ask(person.duty_id, person.user_id, today, row)

    def falls_due(self, duty: Duty) -> date | None:
        """Return when a duty falls due next, today included; None: it does not within a year."""
        if duty.recurs is None:
            return None
        days = days_of(duty.recurs, self.today(), self.today() + A_YEAR, self._calendar)
        return days[0].on if days else None

    async def _open(self, duty: Duty, people: Collection[DutyPerson], today: date) -> None:
        if duty.recurs is None or duty.starts_on is None or not people:
            return
        since = max(duty.starts_on, today - MISSED)
        ahead = duty.recurs.ahead * ONE_DAY
        days = [day.on for day in days_of(duty.recurs, since, today + ahead, self._calendar)]
        known = await self._turns.known(duty.id, since)
        await self._turns.open([
            Turn(duty.id, one.user_id, day, day, day - ahead)
            for day in days
            for one in people
            if one.agreed_on and one.agreed_on <= day and (one.user_id, day) not in known
        ])  # fmt: skip

    async def _tell(self, turn: Turn, hour: time, now: datetime, state: DeliveryState, reason: str) -> None:
        """Plan a reminder when its hour has come; what missed its day's hours comes on the next day.

        What missed that one too, because the machine is always off at that hour, comes when it is on by day.
        """
        today = local_day(now, self._zone)
        if turn.tell_on is not None and today > turn.tell_on + ONE_DAY:
            hour = min(hour, DAYBREAK)
        at = moment_of(today, hour, self._zone)
        if at > now:
            return
        if state is DeliveryState.PLANNED and now >= self._end(at):
            await self._turns.tell(turn, today + ONE_DAY, ())
            return
        overdue = today > turn.until
        errands = [Errand(turn.duty_id, What.REMIND, turn.due_on)]
        duty = await self._store.of(turn.duty_id)
        if duty is not None and duty.form_name and not overdue:
            errands.append(Errand(turn.duty_id, What.FORM, turn.due_on))
        rows = [_row(errand, turn.user_id, today, now, state, reason) for errand in errands]
        await self._turns.tell(turn, None if overdue else turn.until + ONE_DAY, rows)

    def _end(self, at: datetime) -> datetime:
        """Return from when on a reminder that was to be given at `at` has to wait for the next day."""
        day = local_day(at, self._zone)
        end = max(at + self._catch_up, moment_of(day, QUIET, self._zone))
        return min(end, midnight_after(day, self._zone))

    # --- who goes, and duties that nobody has

    async def _let_go(self) -> None:
        """Take off who cannot be written to, or may not use the bot, any more; who can again comes back."""
        gone, back = set(await self._store.out_of_reach()), frozenset[int]()
        if self._clock.monotonic() >= self._thorough_at:
            gone |= await self._access.who_left(await self._store.concerned())
            back = await self._access.who_may(await self._leavers.reached())
            self._thorough_at = self._clock.monotonic() + THOROUGH
        for one in sorted(gone):
            await self._leavers.leave(one, self.today())
        for one in sorted(back - gone):
            await self._leavers.come_back(one)

    async def _tell_operators(self) -> None:
        for duty in await self._store.without_anybody():
            await self._turns.tell_operators(duty.id, await self._to_operators(duty.id, What.NOBODY))
        for number in await self._leavers.untold():
            await self._leavers.tell_operators(number, await self._to_operators(number, What.FEWER))

    async def _to_operators(self, number: int, what: What) -> list[NewDelivery]:
        now, today = self._clock.now(), self.today()
        errand = Errand(number, what, at=int(now.timestamp()))
        return [_row(errand, one, today, now) for one in sorted(await self._access.operators())]

    # --- what is said

    async def of(self, row: Delivery) -> Push | Unwanted:
        """Return what is to be said, or why nothing is any more."""
        errand, place = Errand.read(row.notice), Place(row.chat_id)
        duty = await self._store.of(errand.duty_id)
        if duty is None or duty.state is not DutyState.ACTIVE:
            return Unwanted("ended")
        people = {one.user_id: one for one in await self._store.people(duty.id)}
        if errand.what in {What.NOBODY, What.FEWER}:
            return _to_operator(errand.what, place, duty, len(people))
        person = people.get(row.chat_id)
        if person is None:
            return Unwanted("not theirs")
        if errand.what is What.ASK:
            when = said_recurring(duty.recurs) if duty.recurs else ""
            return Unwanted("agreed") if person.agreed_on else Push(place, DutyAsk(duty.id, duty.name, when))
        turn = await self._turns.of(duty.id, row.chat_id, errand.due_on) if errand.due_on else None
        if turn is None or turn.done_on is not None:
            return Unwanted("done")
        return await self._of_turn(errand, duty, turn, row)

    async def _of_turn(self, errand: Errand, duty: Duty, turn: Turn, row: Delivery) -> Push | Unwanted:
        if self._clock.now() >= self._end(row.due_at):  # it was held up
            if turn.tell_on is None or turn.tell_on > turn.until:  # else the person has put it off meanwhile
                await self._turns.tell(turn, local_day(row.due_at, self._zone) + ONE_DAY, ())
            return Unwanted(OVERDUE)
        place = Place(row.chat_id)
        if errand.what is What.FORM:
            form = await self._store.form(duty.id)
            return Push(place, DutyForm(duty.name, duty.form_name, form)) if form else Unwanted("no form")
        overdue = self.today() > turn.until
        cited = () if overdue else self.cited(duty.passages)
        return Push(place, DutyReminder(duty.id, duty.name, turn.due_on, turn.until, overdue, cited))

    def cited(self, numbers: Collection[str]) -> tuple[Cited, ...]:
        """Return these passages, verbatim, as many as one message holds; those no speech has are left out."""
        found: list[Cited] = []
        left = MOST_CITED
        for number in numbers:
            passage = self._speeches.library.passage(number)
            if passage is None or len(passage.text) > left:
                continue
            left -= len(passage.text)
            found.append(Cited(passage.text, passage.title, passage.date, passage.section, passage.id))
        return tuple(found)


def _to_operator(what: What, place: Place, duty: Duty, people: int) -> Push | Unwanted:
    if what is What.NOBODY:
        return Unwanted("somebody") if people else Push(place, DutyNobody(duty.id, duty.name))
    return Push(place, DutyFewer(duty.id, duty.name, people)) if people else Unwanted("nobody")


def _row(
    errand: Errand,
    chat_id: int,
    day: date,
    at: datetime,
    state: DeliveryState = DeliveryState.PLANNED,
    reason: str = "",
) -> NewDelivery:
    return NewDelivery(
        day, chat_id, "", at, kind=DeliveryKind.DUTY, notice=errand.stored(), state=state, reason=reason
    )
