"""What a person does with their own duties. Nobody else sees it; only numbers of it are counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.clock import Clock
from core.errors import UserError
from services.duties.duties import KEPT
from services.duties.watch import DutyWatch
from services.ledger.sheets.duties import SHEET, recount
from storage.duties.duties import Duty, DutyPerson, DutyStore
from storage.duties.turns import DutyTurnStore, Turn
from storage.states import DutyState

LONGEST_PUT_OFF = 60  # days
NOT_YOURS = "这件事项现在不归您，或已经结束了，不用办。"
TO_COME = "这一天还没有到。请写已经办完的日期。"
TOO_EARLY = "日期太早了，请写一年以内的日期。"
TOO_LONG = f"最多推迟 {LONGEST_PUT_OFF} 天。"
IS_DONE = "这一件已经记为办完了。"


@dataclass(frozen=True, slots=True)
class Open:
    """A turn that is open, and whose name it bears."""

    turn: Turn
    name: str
    overdue: bool


class OwnDuties:
    """Each method raises UserError where a duty is not the person's."""

    def __init__(self, store: DutyStore, turns: DutyTurnStore, watch: DutyWatch, clock: Clock) -> None:
        self._store = store
        self._turns = turns
        self._watch = watch
        self._clock = clock

    async def of(self, user_id: int) -> Sequence[tuple[Duty, DutyPerson]]:
        """Return the duties that concern a person."""
        return await self._store.of_person(user_id)

    async def open(self, user_id: int) -> Sequence[Open]:
        """Return what is open, what is due first first."""
        names = {duty.id: duty.name for duty, _ in await self._store.of_person(user_id)}
        today = self._watch.today()
        return [
            Open(turn, names[turn.duty_id], today > turn.until)
            for turn in await self._turns.open_of(user_id)
            if turn.duty_id in names
        ]

    async def agree(self, duty_id: int, user_id: int) -> Duty:
        """Note that the person agrees to be reminded."""
        duty = await self._store.of(duty_id)
        today = self._watch.today()
        if duty is None or duty.state is not DutyState.ACTIVE:
            raise UserError(NOT_YOURS)
        if not await self._store.agree(duty_id, user_id, today):
            raise UserError(NOT_YOURS)
        self._watch.note_change()
        return duty

    async def decline(self, duty_id: int, user_id: int) -> None:
        """Take the person off a duty."""
        if not await self._store.take_off(duty_id, [user_id]):
            raise UserError(NOT_YOURS)
        self._watch.note_change()

    async def turn(self, duty_id: int, user_id: int, due_on: date) -> Open:
        """Return one of a person's turns, done or not."""
        duty, turn = await self._store.of(duty_id), await self._turns.of(duty_id, user_id, due_on)
        if duty is None or turn is None:
            raise UserError(NOT_YOURS)
        return Open(turn, duty.name, self._watch.today() > turn.until)

    async def coming(self, duty: Duty, user_id: int) -> date | None:
        """Return when a duty falls due for a person next, and open that turn; None: no more, or it is done."""
        due_on = self._watch.falls_due(duty)
        if due_on is None or duty.recurs is None:
            return None
        await self._turns.open(
            [Turn(duty.id, user_id, due_on, due_on, due_on - timedelta(days=duty.recurs.ahead))]
        )
        turn = await self._turns.of(duty.id, user_id, due_on)
        return due_on if turn is not None and turn.done_on is None else None

    async def done(self, duty_id: int, user_id: int, due_on: date, day: date) -> Open:
        """Note that it was done on `day`; nothing else of it."""
        found, today = await self.turn(duty_id, user_id, due_on), self._watch.today()
        if day > today:
            raise UserError(TO_COME)
        if day < today - timedelta(days=KEPT):
            raise UserError(TOO_EARLY)
        if await self._turns.done(found.turn, day, SHEET, recount) is None:
            raise UserError(NOT_YOURS)
        return found

    async def undo(self, duty_id: int, user_id: int, due_on: date) -> Open:
        """Note that it is not done after all."""
        found = await self.turn(duty_id, user_id, due_on)
        if duty_id not in {duty.id for duty, _ in await self.of(user_id)}:  # it would be open for ever
            raise UserError(NOT_YOURS)
        await self._turns.done(found.turn, None, SHEET, recount)
        return found

    async def put_off(self, duty_id: int, user_id: int, due_on: date, days: int) -> tuple[Open, date]:
        """Remind the person in so many days; return when."""
        if not 0 < days <= LONGEST_PUT_OFF:
            raise UserError(TOO_LONG)
        found, day = await self.turn(duty_id, user_id, due_on), self._watch.today() + timedelta(days=days)
        if not await self._turns.put_off(found.turn, day):
            raise UserError(IS_DONE)
        self._watch.note_change()
        return found, day

    async def prune(self) -> int:
        """Forget what is older than it may be; return how much."""
        return await self._store.prune(self._watch.today() - timedelta(days=KEPT))
