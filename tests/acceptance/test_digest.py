"""The week's digest for editors comes on its day, or on the next day on which the bot runs."""

from datetime import datetime

import pytest
from office import Office

IN_VAIN = "食堂晚上供应夜宵吗"


def on(office: Office, day: int, hour: int) -> None:
    """Put the clock to that hour of March 2026, in Shanghai; the 2nd is a Monday."""
    office.clock.move_to(datetime(2026, 3, day, hour, tzinfo=office.services.settings.reminder.zone))


@pytest.mark.parametrize("day", [2, 3, 5, 8])
async def test_when_nothing_ran_on_monday_the_digest_comes_later_in_the_week(
    run_office: Office, day: int
) -> None:
    await run_office.colleague("陈").says(IN_VAIN)
    on(run_office, day, 10)
    digest = await run_office.services.digest.due()
    assert digest is not None
    assert len(digest.cases) == 1
    assert await run_office.services.digest.due() is None, "once a week"
    on(run_office, 8, 23)
    assert await run_office.services.digest.due() is None
    on(run_office, 9, 9)
    assert await run_office.services.digest.due() is not None, "the next week has its own"


async def test_it_wakes_nobody_before_its_hour(run_office: Office) -> None:
    await run_office.colleague("陈").says(IN_VAIN)
    for day in (2, 3):
        on(run_office, day, 8)
        assert await run_office.services.digest.due() is None


async def test_a_machine_that_is_always_off_at_its_hour_has_one_too(run_office: Office) -> None:
    await run_office.colleague("陈").says(IN_VAIN)
    on(run_office, 4, 8)
    assert await run_office.services.digest.due() is not None
    assert await run_office.services.digest.due() is None
