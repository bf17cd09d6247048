"""What it costs that SQLite overwrites what is deleted (`secure_delete`).

`python -m bench.overwriting [--updates 3000] [--pairs 5]`

Updates are stored by the hundred, marked, which empties them, and deleted, on two databases in turn, one with
the setting and one without. Printed: the median of the ratios, pair by pair, and the least and the most.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from storage import database as module
from storage.database import Database
from storage.engine.making_engines import WRITING
from storage.updates.owners import Share
from storage.updates.received import RawUpdate, UpdateStore

NOW, LATER = datetime(2026, 3, 2, 0, 30, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
PAYLOAD = '{"message": "' + "x" * 600 + '"}'
BATCH = 100
WITH = WRITING
WITHOUT = tuple("PRAGMA secure_delete = OFF" if "secure_delete" in one else one for one in WITH)


async def seconds(pragmas: tuple[str, ...], updates: int) -> float:
    """Return how long it takes to store, mark and delete so many updates."""
    setattr(module, "WRITING", pragmas)  # noqa: B010 -- the one that the database has
    with tempfile.TemporaryDirectory() as folder:
        database = Database.in_folder(Path(folder))
        await database.migrate()
        store = UpdateStore(database)
        began = time.perf_counter()
        for start in range(0, updates, BATCH):
            numbers = range(start, start + BATCH)
            await store.store(
                1, [RawUpdate(number, number % 50, PAYLOAD) for number in numbers], NOW, Share("me")
            )
            await store.mark_handled(1, numbers, NOW)
        await store.prune(LATER)
        taken = time.perf_counter() - began
        await database.close()
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=3000)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    ratios = []
    for _ in range(options.pairs):
        without = asyncio.run(seconds(WITHOUT, options.updates))
        ratios.append(asyncio.run(seconds(WITH, options.updates)) / without)
    middle, least, most = statistics.median(ratios), min(ratios), max(ratios)
    print(f"storing, emptying and deleting {options.updates} updates: {middle:.2f} times as long as without")
    print(f"({least:.2f} to {most:.2f} in {options.pairs} pairs)")


if __name__ == "__main__":
    main()
