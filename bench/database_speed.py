"""The database's two heavy loads, on both engines, each against the bare driver doing the same.

`python -m bench.database_speed [--rows 100000] [--updates 5000]`

Planning: a day's rows for so many chats, `DeliveryStore.plan` against the driver's executemany in chunks of
the same size. Intake: updates stored by the hundred and marked one by one by sixteen tasks, `UpdateStore`
against the driver with a transaction for each mark. PostgreSQL is left out where it is not installed.
"""

import argparse
import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import psutil
import psycopg

from storage.database import Database
from storage.pushes.deliveries import CHUNK, DeliveryStore
from storage.pushes.delivery_rows import NewDelivery
from storage.updates.owners import Share
from storage.updates.received import RawUpdate, UpdateStore

NOW = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
DAYS = (date(2026, 3, 2), date(2026, 3, 3))
QUOTE = "廉者，政之本也；" * 12
PAYLOAD = '{"message": "' + "x" * 600 + '"}'
BATCH, TASKS = 100, 16


class Bare:
    """The driver alone, blocking."""

    def __init__(self, url: str) -> None:
        self._sqlite = url.startswith("sqlite")
        self._connection: sqlite3.Connection | psycopg.Connection
        if self._sqlite:
            self._connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
            self._connection.execute("PRAGMA synchronous = FULL")
        else:
            self._connection = psycopg.connect(url, autocommit=True)

    def plan(self, rows: int) -> None:
        """Insert the rows of one day."""
        columns = (
            "local_date",
            "chat_id",
            "kind",
            "notice",
            "content",
            "due_at",
            "state",
            "attempts",
            "reason",
        )
        statement = (
            f"INSERT INTO deliveries ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 -- constants
            " ON CONFLICT DO NOTHING"
        )
        day, due = DAYS[0].isoformat(), NOW.isoformat(" ")
        for start in range(0, rows, CHUNK):
            chats = range(start, min(start + CHUNK, rows))
            self._many(statement, [(day, chat, "quote", "", QUOTE, due, "planned", 0, "") for chat in chats])

    def take_in(self, updates: int) -> None:
        """Store updates by the hundred; mark each in a transaction of its own."""
        statement = (
            "INSERT INTO updates (bot_id, update_id, chat_id, payload, received_at, attempts)"
            " VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING"
        )
        at = NOW.isoformat(" ")
        for start in range(0, updates, BATCH):
            self._many(statement, [(1, number, 5, PAYLOAD, at) for number in range(start, start + BATCH)])
            for number in range(start, start + BATCH):
                mark = "UPDATE updates SET handled_at = ?, payload = NULL WHERE bot_id = 1 AND update_id = ?"
                self._many(mark, [(at, number)])

    def close(self) -> None:
        self._connection.close()

    def _many(self, statement: str, rows: list[tuple[object, ...]]) -> None:
        """Run the statement for each row, in one transaction."""
        if isinstance(self._connection, sqlite3.Connection):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(statement, rows)
            self._connection.execute("COMMIT")
        else:
            with self._connection.transaction(), self._connection.cursor() as cursor:
                cursor.executemany(statement.replace("?", "%s").encode(), rows)


async def take_in(store: UpdateStore, updates: int) -> None:
    """Store updates by the hundred; sixteen tasks mark them one by one."""

    async def mark(numbers: Iterator[int]) -> None:
        for number in numbers:
            await store.mark_handled(2, [number], NOW)

    for start in range(0, updates, BATCH):
        numbers = range(start, start + BATCH)
        await store.store(2, [RawUpdate(number, 5, PAYLOAD) for number in numbers], NOW, Share("me"))
        waiting = iter(numbers)
        await asyncio.gather(*(mark(waiting) for _ in range(TASKS)))


async def measure(url: str, rows: int, updates: int) -> None:
    """Print the figures of one engine."""
    database = Database.from_url(url)
    await database.migrate()
    bare = Bare(url)
    seconds: dict[str, float] = {}

    def note(name: str, began: float) -> None:
        seconds[name] = time.perf_counter() - began

    began = time.perf_counter()
    bare.plan(rows)
    note("bare plan", began)
    resident, began = psutil.Process().memory_info().rss, time.perf_counter()
    await DeliveryStore(database).plan(NewDelivery(DAYS[1], chat, QUOTE, NOW) for chat in range(rows))
    note("plan", began)
    grown = (psutil.Process().memory_info().rss - resident) / 1e6
    began = time.perf_counter()
    bare.take_in(updates)
    note("bare intake", began)
    began = time.perf_counter()
    await take_in(UpdateStore(database), updates)
    note("intake", began)
    bare.close()
    await database.close()
    print(f"{database.dialect}")
    print(
        f"  plan {rows} rows      bare {seconds['bare plan']:6.2f} s   ours {seconds['plan']:6.2f} s"
        f"   ratio {seconds['plan'] / seconds['bare plan']:.2f}   memory +{grown:.0f} MB"
    )
    print(
        f"  take in {updates} updates bare {seconds['bare intake']:6.2f} s   ours {seconds['intake']:6.2f} s"
        f"   ratio {seconds['intake'] / seconds['bare intake']:.2f}"
    )


def main() -> None:
    """Run it on SQLite and, where there is one, on a throw-away PostgreSQL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--updates", type=int, default=5_000)
    options, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(f"sqlite:///{folder}/bench.db", options.rows, options.updates))
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    from postgres import PostgresMissingError, running_server  # noqa: PLC0415 -- found by the line above

    try:
        with running_server() as server:
            asyncio.run(measure(server.create("bench"), options.rows, options.updates))
    except PostgresMissingError as missing:
        print(f"postgresql: left out, {missing}")


if __name__ == "__main__":
    main()
