"""Once, whichever process asks, on both databases."""

from datetime import UTC, datetime

from storage.database import Database
from storage.updates.occasions import OccasionStore

NOW = datetime(2026, 3, 2, tzinfo=UTC)


async def test_an_occasion_is_taken_by_the_first_who_asks(database: Database) -> None:
    one, other = OccasionStore(database), OccasionStore(database)
    assert await one.take("digest 2026-03-02", NOW)
    assert not await other.take("digest 2026-03-02", NOW)
    assert await other.take("digest 2026-03-09", NOW)
