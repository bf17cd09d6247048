"""The figures of the last thirty days: by the office's days, from midnight of the first one on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from clock import FakeClock
from ledger_rows import ZONE, at

from services.stats import DAYS, MOST_SHOWN, Day, StatsService
from storage.asking.stats import AskedOn
from storage.states import Verdict

TODAY, FIRST = date(2026, 3, 2), date(2026, 2, 1)
NONE, USEFUL, USELESS = Verdict.NONE.value, Verdict.USEFUL.value, Verdict.USELESS.value
ASKED = [
    AskedOn(0, "confident", USEFUL, 1),
    AskedOn(0, "nothing", USELESS, 1),
    AskedOn(1, "unsure", USELESS, 1),
    AskedOn(29, "confident", NONE, 1),
    AskedOn(29, "confident", USEFUL, 2),
]


class Counted:
    """Stands for the tables; notes from when on it was asked, and of which chat."""

    def __init__(self) -> None:
        self.wanted: list[tuple[object, ...]] = []

    async def asked(self, days: Sequence[datetime], chat_id: int | None) -> Sequence[AskedOn]:
        assert days == [days[0] + timedelta(days=number) for number in range(DAYS)]
        self.wanted.append(("asked", days[0], chat_id))
        return ASKED

    async def most_asked(self, since: datetime, chat_id: int | None, most: int) -> Sequence[tuple[str, int]]:
        self.wanted.append(("most asked", since, chat_id, most))
        return [("2022-1-02", 4)]

    async def subscribed(self) -> dict[str, int]:
        return {"private": 3}

    async def delivered(self, first: date, chat_id: int | None) -> dict[str, int]:
        self.wanted.append(("delivered", first, chat_id))
        return {"sent": 9}


@pytest.mark.parametrize(("chat", "subscribed"), [(None, {"private": 3}), (-5, {})])
@pytest.mark.parametrize("now", [at(2, 0), at(2, 8), at(2, 23, 59)])
async def test_thirty_days_are_counted_today_among_them(
    now: datetime, chat: int | None, subscribed: dict[str, int]
) -> None:
    tables = Counted()
    store: Any = tables
    stats = await StatsService(store, FakeClock(now + timedelta(seconds=7, microseconds=7)), ZONE).of(chat)
    midnight = at(1, 0, month=2)
    assert tables.wanted == [
        ("asked", midnight, chat),
        ("most asked", midnight, chat, MOST_SHOWN),
        ("delivered", FIRST, chat),
    ]
    assert [one.date for one in stats.days] == [FIRST + timedelta(days=number) for number in range(30)]
    assert stats.days[-1].date == TODAY
    assert [one for one in stats.days if one.asked] == [
        Day(FIRST, 2, 1),
        Day(FIRST + timedelta(days=1), 1, 0),
        Day(TODAY, 3, 3),
    ]
    assert (stats.asked, stats.answered, stats.useful, stats.useless) == (6, 4, 3, 2)
    assert stats.kinds == {"confident": 4, "nothing": 1, "unsure": 1}
    assert (stats.most_shown, stats.subscribed, stats.delivered) == (
        [("2022-1-02", 4)],
        subscribed,
        {"sent": 9},
    )
    assert (DAYS, MOST_SHOWN) == (30, 5)
