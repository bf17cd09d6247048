"""The ledger of days that an office lived through says, row by row, what the local Telegram received.

A few days here; a year is `python -m bench.ledger_year`.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from clock import FakeClock
from office import open_office

from bench.ledger_year.comparing import complaints, two_packs
from bench.ledger_year.living import OPERATOR, live

MONDAY = datetime(2025, 9, 29, tzinfo=UTC)  # the next day is both the quiz's day and the eve of 国庆


async def test_each_row_is_what_arrived_and_what_is_not_so_is_complained_of(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    clock = FakeClock(MONDAY)
    async with open_office(office_folder, operator=OPERATOR, clock=clock) as office:
        lived = await live(office, 2, 1, ill=0.9)
        assert lived.unsure or lived.lost, "Telegram was ill"
        assert lived.notices
        assert lived.opinions
        assert lived.answers
        assert any("节前清单" in message.text for message in office.world.messages(lived.chats[1]))
        made = await two_packs(office, lived)
        assert complaints(office, lived, made) == []
        lived.blocked[lived.last] += 1
        lived.asked["2025-09"] += 1
        lived.right[min(lived.answers)] += 1
        lived.done[lived.last] += 1
        day, words, readers = lived.notices[0]
        lived.notices[0] = (day, words, readers + 1)
        said = " ".join(complaints(office, lived, made))
        assert f"{lived.last}: 1 surely did not get it" in said
        assert "提问概况" in said
        assert "作答" in said
        assert f"谈话与责任书: [('{lived.last}', 2," in said
        assert f"{readers + 1} read it" in said
