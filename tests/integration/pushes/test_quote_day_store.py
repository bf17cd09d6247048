from datetime import date

from storage.database import Database
from storage.pushes.quote_days import QuoteDay, QuoteDayStore

DAY = date(2026, 3, 2)


async def test_first_to_ask_fixes_the_quote_of_the_day(database: Database) -> None:
    store = QuoteDayStore(database)
    assert await store.of(DAY) is None
    assert await store.fix(DAY, "first") == "first"
    assert await store.fix(DAY, "second") == "first"
    assert await store.of(DAY) == QuoteDay(DAY, "first", fixed=False)


async def test_editors_choice_replaces_the_quote_of_the_day(database: Database) -> None:
    store = QuoteDayStore(database)
    await store.fix(DAY, "drawn")
    await store.replace(DAY, "chosen")
    await store.replace(date(2026, 3, 3), "also chosen")
    assert await store.of(DAY) == QuoteDay(DAY, "chosen", fixed=True)
    assert await store.fix(date(2026, 3, 3), "drawn") == "also chosen"


async def test_history_is_in_order_of_days(database: Database) -> None:
    store = QuoteDayStore(database)
    for day, key in ((3, "c"), (1, "a"), (2, "b"), (4, "a")):
        await store.fix(date(2026, 3, day), key)
    assert [day.quote_key for day in await store.history()] == ["a", "b", "c", "a"]
    some = await store.history(since=date(2026, 3, 2), before=date(2026, 3, 4))
    assert [day.quote_key for day in some] == ["b", "c"]
