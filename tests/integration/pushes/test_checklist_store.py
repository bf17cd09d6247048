"""What editors approved for a holiday, and what a day listed, on both engines."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

from core.models import ChecklistLine
from storage.database import Database
from storage.pushes.checklists import ApprovedLine, ChecklistStore

NOW = datetime(2026, 4, 3, 1, tzinfo=UTC)
EVE = date(2026, 4, 3)
LINE = ApprovedLine("清明", "公车", "严禁公车私用。", "2024", 1, NOW)


async def test_a_line_takes_the_place_of_the_one_before_and_is_taken_out_once(database: Database) -> None:
    store = ChecklistStore(database)
    await store.put(LINE)
    own = replace(LINE, text="公车\n封存。", slug="", user_id=None)
    await store.put(own)
    assert await store.lines() == [own]
    assert await store.take_out("清明", "公车")
    assert not await store.take_out("清明", "公车")
    assert await store.lines() == []


async def test_a_quote_is_chosen_and_no_longer(database: Database) -> None:
    store = ChecklistStore(database)
    assert await store.choose("清明", "甲", 1, NOW)
    assert await store.choose("春节", "甲", 1, NOW)
    assert await store.quotes("清明") == {"甲"}
    assert not await store.choose("清明", "甲", 1, NOW)
    assert (await store.quotes("清明"), await store.quotes("春节")) == (set(), {"甲"})


async def test_the_first_to_decide_a_day_decides_it_for_all(database: Database) -> None:
    store = ChecklistStore(database)
    several = [(ChecklistLine("公车", f"第 {n} 种", "2024-1-01"),) for n in range(4)]
    decided = await asyncio.gather(*(store.decide(EVE, lines) for lines in several))
    assert len(set(decided)) == 1
    assert await store.said_on(EVE, EVE) == {EVE: decided[0]}
    assert await store.said_on(date(2026, 5, 1), date(2026, 5, 31)) == {}
