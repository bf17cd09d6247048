"""The ledger of a year of an office with 500 chats: how long it takes, and how long it holds the event loop.

`python -m bench.ledger_speed [--chats 500]`

Every chat got a quote on each day of the year, a tenth of them with another outcome. First all months are read
from their rows, as in the first year of a bot; then they are kept, and the same pack is made once more. Goals:
10 s, and no answer that waits longer than a quarter of a second. On a machine that has other work look at the
seconds of the processor: the others have that work in them.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from core.clock import SystemClock
from core.models import SpeechText
from core.settings import Settings
from knowledge.quotes.approved import read_quotes
from knowledge.search.library import Library
from services.ledger.building import build_ledger
from services.ledger.facts import Span
from services.ledger.files import ledger_files
from services.ledger.pack import LedgerService
from storage.database import Database
from storage.states import DeliveryKind, DeliveryState
from storage.tables.pushes import deliveries

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
BEAT = 0.01  # seconds between two looks at the event loop
UNUSUAL = (
    (DeliveryState.UNKNOWN, "timeout"),
    (DeliveryState.FAILED, "blocked"),
    (DeliveryState.FAILED, "no_right"),
    (DeliveryState.SKIPPED, "overdue"),
)


@dataclass(frozen=True, slots=True)
class Held:
    """A library that stays as it is."""

    library: Library


class YearLater(SystemClock):
    """A clock for which the year is over."""

    def now(self) -> datetime:
        return datetime(2026, 1, 20, tzinfo=UTC)


def rows_of(day: date, number: int, quote: str, chats: int) -> Iterator[dict[str, Any]]:
    """Yield a delivery of the day for each chat."""
    due = datetime(day.year, day.month, day.day, tzinfo=UTC)
    for chat in range(1, chats + 1):
        state, reason = UNUSUAL[(chat + number) % 4] if (chat + number) % 10 == 0 else (DeliveryState.SENT, "")
        yield {
            "local_date": day,
            "chat_id": chat,
            "kind": DeliveryKind.QUOTE.value,
            "notice": "",
            "content": quote,
            "due_at": due,
            "state": state.value,
            "attempts": 1,
            "reason": reason,
        }


async def filled(database: Database, chats: int) -> None:
    """Let every chat have got a quote on each day."""
    quotes = [one.text for one in read_quotes(KNOWLEDGE / "quotes.toml")]
    for number, day in enumerate(YEAR.days):
        async with database.transaction(durable=False) as connection:
            rows = list(rows_of(day, number, quotes[number % len(quotes)], chats))
            await connection.execute(insert(deliveries), rows)


async def held_by(work: Awaitable[object]) -> tuple[float, float, float]:
    """Return how many seconds `work` takes, how many of the processor, and the loop held longest."""
    longest, began, used = 0.0, time.perf_counter(), time.process_time()

    async def look() -> None:
        nonlocal longest
        while True:
            before = time.perf_counter()
            await asyncio.sleep(BEAT)
            longest = max(longest, time.perf_counter() - before - BEAT)

    looking = asyncio.create_task(look())
    await work
    looking.cancel()
    return time.perf_counter() - began, time.process_time() - used, longest


async def made(service: LedgerService) -> Sequence[object]:
    """Make the pack with its files."""
    return await ledger_files(await service.gather(YEAR))


async def measure(chats: int) -> None:
    """Measure, and print what came of it."""
    speeches = [
        SpeechText(slug, f"{slug}.txt", slug, "", "", (KNOWLEDGE / f"speeches/{slug}.txt").read_text("utf-8"))
        for slug in ("2022", "2023")
    ]
    with tempfile.TemporaryDirectory() as folder:
        database = Database.in_folder(Path(folder))
        await database.migrate()
        await filled(database, chats)
        service = build_ledger(Settings(), database, YearLater(), Held(Library.build(speeches))).pack
        for what, work in (
            ("from the rows", made(service)),
            ("keeping the months", service.keep_months()),
            ("from what is kept", made(service)),
        ):
            took, used, longest = await held_by(work)
            held = f"the event loop held {longest * 1000:.0f} ms at most"
            print(f"{what}: {took:.1f} s ({used:.1f} s of the processor), {held}")
        await database.close()


def main() -> None:
    """Read the number of chats and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chats", type=int, default=500)
    asyncio.run(measure(parser.parse_args().chats))


if __name__ == "__main__":
    main()
