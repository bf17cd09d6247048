"""Duties, whom they concern and their turns, on both engines."""

from datetime import date, timedelta

from pushing import MONDAY, at
from sqlalchemy import select

from core.duties import Errand, Every, Recurs, What
from services.ledger.sheets.duties import SHEET, recount
from storage.database import Database
from storage.duties.duties import DutyPerson, DutyStore, Standing
from storage.duties.leavers import DutyLeaverStore
from storage.duties.turns import DutyTurnStore, Turn
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import NewDelivery
from storage.states import DeliveryKind, DutyState
from storage.tables.duties import duty_people

ALICE, BOB = 11, 12
DAY = MONDAY
NEXT = DAY + timedelta(days=1)


def row(number: int, person: int, day: date) -> NewDelivery:
    key = Errand(number, What.REMIND, DAY).stored()
    return NewDelivery(day, person, "", at(9), kind=DeliveryKind.DUTY, notice=key)


async def test_a_turn_is_told_of_once_counted_and_goes_with_its_person(
    database: Database,
) -> None:
    store, turns = DutyStore(database), DutyTurnStore(database)
    number = await store.draft("廉政谈话", "09:00", 1, at(8))
    recurs = Recurs(Every.MONTH, day=DAY.day)
    await store.change(number, at(8), recurs=recurs.stored(), state=DutyState.ACTIVE.value, starts_on=DAY)
    assert [duty.id for duty in await store.without_anybody()] == [number]
    await store.add(number, [ALICE, BOB])
    assert await store.agree(number, ALICE, DAY)
    assert not await store.agree(number, 13, DAY)
    turn = Turn(number, ALICE, DAY, DAY, DAY)
    await turns.open([turn, turn, Turn(number, 13, DAY, DAY, DAY)])
    assert await turns.known(number, DAY) == {(ALICE, DAY)}
    assert await turns.to_tell(DAY) == [(turn, "09:00")]
    assert await turns.tell(turn, NEXT, [row(number, ALICE, DAY)])
    assert not await turns.tell(turn, NEXT, [row(number, ALICE, NEXT)]), "another was faster"
    assert len(await DeliveryStore(database).listed()) == 1
    assert await turns.ask(number, BOB, DAY, row(number, BOB, DAY))
    assert not await turns.ask(number, BOB, DAY, row(number, BOB, NEXT))
    assert await store.standing(DAY) == {number: Standing(2, 1, 1, 0)}
    assert await store.standing(NEXT) == {number: Standing(2, 1, 1, 1)}
    assert await turns.done(turn, NEXT, SHEET, recount)
    [counted] = await turns.done_counts(NEXT, NEXT)
    assert (counted.name, counted.due_on, counted.number) == ("廉政谈话", DAY, 1)
    assert [duty.recurs for duty, _ in await store.of_person(ALICE)] == [recurs]
    assert await DutyLeaverStore(database).leave(ALICE, NEXT) == 1
    assert await store.take_off(number, [BOB]) == 1
    assert [duty.id for duty in await store.without_anybody()] == [number]
    await store.drop(number, at(9))
    assert await turns.due_counts(DAY, DAY) == await turns.done_counts(NEXT, NEXT) != [], "what was done stays"
    assert await store.prune(NEXT) == 2
    assert await store.of(number) is None


async def test_a_number_is_not_given_again_while_old_buttons_may_have_it(database: Database) -> None:
    store = DutyStore(database)
    first = await store.draft("责任书", "09:00", 1, at(8))
    await store.add(first, [ALICE])
    second = await store.draft("廉政谈话", "09:00", 1, at(8))
    await store.add(second, [BOB])
    await store.drop(second, at(9))
    assert await store.prune(DAY) == 0
    third = await store.draft("警示教育", "09:00", 1, at(9))
    await store.add(third, [ALICE])
    assert len({first, second, third}) == 3
    assert [one.id for one in await store.in_state(DutyState.DRAFT)] == [third]
    assert not await store.people(first)
    assert await store.prune(NEXT) == 3, "also a draft that nobody put into force"
    async with database.connection() as connection:
        assert not (await connection.scalars(select(duty_people.c.user_id))).all()


async def test_operators_are_told_once_that_nobody_has_a_duty_and_only_if_there_are_any(
    database: Database,
) -> None:
    store, turns = DutyStore(database), DutyTurnStore(database)
    number = await store.draft("廉政谈话", "09:00", 1, at(8))
    await store.change(number, at(8), state=DutyState.ACTIVE.value)
    told = row(number, 1, DAY)
    await turns.tell_operators(number, [])
    assert [duty.id for duty in await store.without_anybody()] == [number], "nobody was told yet"
    await store.add(number, [ALICE])
    await turns.tell_operators(number, [told])
    assert not await DeliveryStore(database).listed(), "somebody has it again"
    await store.take_off(number, [ALICE])
    for day in (DAY, NEXT):
        await turns.tell_operators(number, [row(number, 1, day)])
    assert len(await DeliveryStore(database).listed()) == 1
    assert not await store.without_anybody()


async def test_who_cannot_be_reached_leaves_what_was_due_open_and_takes_what_is_to_come_along(
    database: Database,
) -> None:
    store, turns = DutyStore(database), DutyTurnStore(database)
    number = await store.draft("廉政谈话", "09:00", 1, at(8))
    await store.add(number, [ALICE])
    await turns.open([Turn(number, ALICE, day, day, None) for day in (DAY, NEXT)])
    assert await DutyLeaverStore(database).leave(ALICE, NEXT) == 1
    assert [one.due_on for one in await turns.open_of(ALICE)] == [DAY]
    assert await store.standing(NEXT) == {number: Standing(0, 0, 1, 1)}
    assert [one.number for one in await turns.due_counts(DAY, NEXT)] == [1], "the ledger has it as before"


async def test_who_left_has_the_duty_again_and_who_was_taken_off_or_whose_duty_ended_does_not(
    database: Database,
) -> None:
    store, leavers = DutyStore(database), DutyLeaverStore(database)
    active = {"state": DutyState.ACTIVE.value, "starts_on": DAY}
    numbers = []
    for name in ("廉政谈话", "责任书", "警示教育"):
        numbers.append(await store.draft(name, "09:00", 1, at(8)))
        await store.change(numbers[-1], at(8), **active)
        await store.add(numbers[-1], [ALICE, BOB])
        await store.agree(numbers[-1], ALICE, DAY)
    stays, taken_off, ended = numbers
    for person in (ALICE, ALICE):
        await leavers.leave(person, DAY)
    assert await leavers.untold() == numbers
    await leavers.tell_operators(stays, [row(stays, 1, DAY)])
    await leavers.tell_operators(stays, [row(stays, 1, NEXT)])
    assert len(await DeliveryStore(database).listed()) == 1, "once"
    await leavers.leave(BOB, DAY)
    await leavers.tell_operators(stays, [row(stays, 1, NEXT)])
    assert len(await DeliveryStore(database).listed()) == 1, "that nobody has it is told by itself"
    assert await store.take_off(taken_off, [ALICE]) == 1
    await store.drop(ended, at(9))
    await leavers.come_back(ALICE)
    assert await store.people(stays) == [DutyPerson(stays, ALICE, None, None)], "and is asked again"
    assert not await store.people(taken_off)
    assert not await store.people(ended)
    await store.prune(NEXT)
    await leavers.come_back(BOB)
    assert not await store.people(taken_off), "after so long nobody comes back"


async def test_operators_hear_of_who_left_when_there_is_one(database: Database) -> None:
    store, leavers = DutyStore(database), DutyLeaverStore(database)
    number = await store.draft("责任书", "09:00", 1, at(8))
    await store.change(number, at(8), state=DutyState.ACTIVE.value)
    await store.add(number, [ALICE, BOB])
    assert await leavers.leave(ALICE, NEXT) == 1
    assert await leavers.leave(ALICE, NEXT) == 0
    await leavers.tell_operators(number, [])
    assert list(await leavers.untold()) == [number], "there was no operator"
    await leavers.tell_operators(number, [row(number, 1, DAY)])
    assert list(await leavers.untold()) == []


async def in_force(store: DutyStore, name: str) -> int:
    number = await store.draft(name, "09:00", 1, at(8))
    await store.change(number, at(8), state=DutyState.ACTIVE.value)
    await store.add(number, [ALICE])
    return number


async def test_who_comes_back_has_the_duties_that_stand(database: Database) -> None:
    store, leavers = DutyStore(database), DutyLeaverStore(database)
    kept, ended = [await in_force(store, name) for name in ("责任书", "廉政谈话")]
    assert await leavers.leave(ALICE, NEXT) == 2
    await store.change(ended, at(9), state=DutyState.ENDED.value)
    await leavers.come_back(ALICE)
    await leavers.come_back(ALICE)
    assert [one.user_id for one in await store.people(kept)] == [ALICE]
    assert await store.people(ended) == []
