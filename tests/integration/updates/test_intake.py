"""What is received is kept until it is handled, on both databases."""

from datetime import timedelta

import pytest
from clock import FakeClock

from services.intake import KEPT, Begun, IntakeService
from services.ownership import Ownership
from storage.database import Database
from storage.updates.owners import OwnerStore
from storage.updates.received import RawUpdate, UpdateStore

BOT = 7


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def intake(database: Database, clock: FakeClock) -> IntakeService:
    return IntakeService(UpdateStore(database), Ownership(OwnerStore(database), clock), clock)


def updates(*numbers: int) -> list[RawUpdate]:
    return [RawUpdate(number, 5, f'{{"update_id": {number}}}') for number in numbers]


async def test_only_what_is_new_is_returned(intake: IntakeService) -> None:
    assert await intake.receive(BOT, updates(1, 2)) == updates(1, 2)
    assert await intake.receive(BOT, updates(2, 3)) == updates(3)
    assert await intake.receive(BOT, []) == []


async def test_two_bots_do_not_share_numbers(intake: IntakeService) -> None:
    await intake.receive(BOT, updates(1))
    assert await intake.receive(BOT + 1, updates(1)) == updates(1)


async def test_what_is_handled_is_not_left_over_and_has_no_words(
    intake: IntakeService, database: Database
) -> None:
    await intake.receive(BOT, updates(1, 2))
    await intake.handled(BOT, [1])
    assert await intake.left_over(BOT, 10) == updates(2)
    assert await intake.waiting(BOT) == 1
    assert await intake.receive(BOT, updates(1)) == []


async def test_the_second_try_is_counted_and_the_last_one_refused(
    intake: IntakeService, caplog: pytest.LogCaptureFixture
) -> None:
    await intake.receive(BOT, updates(1))
    allowed = [await intake.begin_again(BOT, (await intake.left_over(BOT, 10))[0]) for _ in range(3)]
    assert allowed == [Begun.TRIED, Begun.TRIED, Begun.SET_ASIDE]
    assert await intake.waiting(BOT) == 0
    assert "set aside" in caplog.text


async def test_what_was_handled_is_remembered_for_as_long_as_telegram_may_repeat_it(
    intake: IntakeService, clock: FakeClock
) -> None:
    await intake.receive(BOT, updates(1, 2))
    await intake.handled(BOT, [1])
    clock.jump(KEPT.total_seconds() - 1)
    assert await intake.prune() == 0
    clock.jump(timedelta(minutes=1).total_seconds())
    assert await intake.prune() == 1
    assert await intake.left_over(BOT, 10) == updates(2)  # however old, it is not handled yet
