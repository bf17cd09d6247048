"""The twelve double hours, and the first thing of a morning: read as hours, or asked about."""

import pytest
from office import Office


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("卯時末發", "要把每日廉语改到 06:45 吗"),
        ("每日戌末發", "要把每日廉语改到 20:45 吗"),
        ("酉时末推送", "要把每日廉语改到 18:45 吗"),
        ("辰時中發", "要把每日廉语改到 08:00 吗"),
        ("酉时", "要把每日廉语改到 17:00 吗"),
        ("辰时三刻", "要把每日廉语改到 07:45 吗"),
        ("每天卯时发我", "05:00 是夜里"),
        ("早上头一件事就发给我", "要在早上几点推送"),
        ("早晨第一件事推给我", "要在早上几点推送"),
        ("上班头一件事发", "要在上班前几点推送"),
        ("下班前最后一件事发", "要在下班前后几点推送"),
    ],
)
async def test_what_is_no_minute_is_asked_about(office: Office, said: str, asked: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 12:30")
    await clerk.says(said)
    assert clerk.sees().startswith(asked)
    known = await office.services.subscriptions.of(clerk.person.id)
    assert known is not None
    assert known.time == "12:30"


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("改成申时正", "16:00"),
        ("戌初发", "19:00"),
        ("辰时三刻推送", "07:45"),
        ("未时一刻推", "13:15"),
        ("改成午初", "11:00"),
    ],
)
async def test_what_is_a_minute_is_done(office: Office, said: str, time: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 12:30")
    await clerk.says(said)
    known = await office.services.subscriptions.of(clerk.person.id)
    assert known is not None
    assert known.time == time


async def test_the_other_hour_of_a_double_hour_is_its_second(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 12:30")
    await clerk.says("每天卯时发我")
    assert {"改到 05:00", "改到 06:00"} <= set(clerk.last().buttons)
