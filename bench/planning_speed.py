"""Planning a day and looking when nothing is due, each against a named baseline in the same run.

`python -m bench.planning_speed [--chats 100000]`

Planning: what `PushPlanner.plan` does as an hour comes that so many chats chose, against a plain INSERT of as
many rows by SQLAlchemy's executemany in one transaction; then once more while somebody else writes as often as
they can and a clock looks how long the event loop is held, as answers would feel it. Looking: a tick with
nothing due, within a minute and at its change, against SELECT 1. Goals: 100,000 chats in 5 s, memory flat, a
tick in 5 ms. Each measurement has a day of its own, so that the table grows as it does in use. PostgreSQL is
left out where it is not installed; its VACUUM ANALYZE is run by hand, as the throw-away one has no autovacuum.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import psycopg
from sqlalchemy import insert, text, update

from core.days import Days
from core.models import Content, Place, SendOutcome
from core.settings import AccessSettings, KnowledgeSettings, Settings
from services.pushes.planning import PushPlanner
from services.pushes.sending import PushService
from storage.database import Database
from storage.states import ChatState, DeliveryKind, DeliveryState
from storage.tables.chats import chats, subscriptions
from storage.tables.pushes import deliveries

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from clock import FakeClock
from surroundings import SMALL_KNOWLEDGE, Surroundings

MORNING = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai
DAY = timedelta(days=1)
LOOKS = 50
MS = 1000.0


async def timed(work: Coroutine[object, object, object]) -> float:
    """Return how many seconds `work` takes."""
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def repeatedly(work: Callable[[], Coroutine[object, object, object]], into: list[float]) -> None:
    """Do `work` again and again, noting the seconds it takes, until cancelled."""
    while True:
        into.append(await timed(work()))
        await asyncio.sleep(0.005)


async def pushes_of(database: Database, clock: FakeClock) -> PushService:
    """Return what plans and sends, as after a start."""
    knowledge = KnowledgeSettings(folder=SMALL_KNOWLEDGE)
    settings = Settings(access=AccessSettings(mode="open"), knowledge=knowledge)
    program = await Surroundings(clock).start(database, settings, sender=lambda _: Nobody())
    return program.services.pushes


async def furnish(database: Database, count: int) -> None:
    """Let so many chats want the quote at half past eight, from that day on."""
    today = MORNING.date()
    common = {"active": True, "time": "08:30", "days": Days.EVERY.value, "starts_on": today}
    stamps = {"created_at": MORNING, "changed_at": MORNING}
    chat = {"kind": "private", "title": "某", "state": ChatState.ACTIVE.value, "changed_at": MORNING}
    async with database.transaction() as connection:
        await connection.execute(insert(chats), [{"chat_id": one, **chat} for one in range(count)])
        rows = [{"chat_id": one, **common, **stamps} for one in range(count)]
        await connection.execute(insert(subscriptions), rows)


async def plain_insert(database: Database, count: int, at: datetime) -> None:
    """Insert as many rows the ordinary way: the baseline."""
    row = {
        "local_date": at.date(),
        "kind": DeliveryKind.QUOTE.value,
        "content": "quote",
        "due_at": at,
        "state": DeliveryState.PLANNED.value,
    }
    async with database.transaction() as connection:
        await connection.execute(insert(deliveries), [{"chat_id": one, **row} for one in range(count)])


async def before_the_hour(database: Database, at: datetime) -> PushPlanner:
    """Return a planner that has looked a minute earlier: the hour of `at` is all that is new."""
    clock = FakeClock(at - timedelta(minutes=1))
    planner = (await pushes_of(database, clock)).planner
    await planner.plan()
    clock.move_to(at)
    return planner


async def tidy(database: Database, url: str) -> None:
    """Do what autovacuum does by itself elsewhere."""
    if database.dialect != "sqlite":
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


async def write_something(database: Database) -> None:
    """Write as an answer does."""
    async with database.transaction() as connection:
        await connection.execute(update(chats).where(chats.c.chat_id == 0).values(title="某"))


async def ask_nothing(database: Database) -> None:
    """Ask the database nothing: the baseline of a look."""
    async with database.connection() as connection:
        await connection.execute(text("SELECT 1"))


async def plan(database: Database, url: str, count: int) -> None:
    """Measure planning, alone and beside others, and print it."""
    baseline = await timed(plain_insert(database, count, MORNING))
    await tidy(database, url)
    planner = await before_the_hour(database, MORNING + DAY)
    before = psutil.Process().memory_info().rss
    seconds = await timed(planner.plan())
    grown = (psutil.Process().memory_info().rss - before) / 1e6
    await tidy(database, url)
    planner = await before_the_hour(database, MORNING + 2 * DAY)
    pauses: list[float] = []
    waits: list[float] = []
    others = [
        asyncio.create_task(repeatedly(lambda: asyncio.sleep(0), pauses)),
        asyncio.create_task(repeatedly(lambda: write_something(database), waits)),
    ]
    await asyncio.sleep(0.5)
    quiet = len(waits)
    await planner.plan()
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    alone, beside = statistics.median(waits[:quiet]) * MS, statistics.median(waits[quiet:]) * MS
    print(
        f"  plan {count} chats   plain INSERT {baseline:5.2f} s   ours {seconds:5.2f} s"
        f"   ratio {seconds / baseline:.2f}   memory {grown:+.1f} MB"
    )
    print(
        f"  meanwhile            a write waits {beside:.1f} ms, at most {max(waits[quiet:]) * MS:.0f} ms"
        f" (alone {alone:.1f} ms); the event loop is held at most {max(pauses) * MS:.0f} ms"
    )


async def look(database: Database, url: str) -> None:
    """Measure ticks that find nothing to do, and print it. The day's rows stand there, all sent."""
    async with database.transaction() as connection:
        sent = {"state": DeliveryState.SENT.value, "finished_at": MORNING}
        await connection.execute(update(deliveries).values(sent))
    await tidy(database, url)
    clock = FakeClock(MORNING + 2 * DAY + timedelta(minutes=5))
    pushes = await pushes_of(database, clock)
    await pushes.tick()
    nothing = statistics.median([await timed(ask_nothing(database)) for _ in range(LOOKS)]) * MS
    tick = statistics.median([await timed(pushes.tick()) for _ in range(LOOKS)]) * MS
    changes = []
    for _ in range(LOOKS):
        clock.jump(60)
        changes.append(await timed(pushes.tick()))
    change = statistics.median(changes) * MS
    print(
        f"  look, nothing due    SELECT 1 {nothing:5.2f} ms   tick {tick:5.2f} ms   ratio {tick / nothing:.1f}"
        f"   at a new minute {change:5.2f} ms   ratio {change / nothing:.1f}"
    )


class Nobody:
    """core.models.Sender that is never asked: nothing is due."""

    async def send(
        self,
        place: Place,
        content: Content,
        *,
        silent: bool,
        starting: Callable[[], Awaitable[None]] | None = None,
    ) -> SendOutcome:
        """Fail."""
        raise AssertionError("something was due")

    def offers(self, content: Content) -> dict[str, str]:
        """Return nothing."""
        return {}

    async def edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        """Fail."""
        raise AssertionError("something was to be edited")


async def measure(url: str, count: int) -> None:
    """Print the figures of one engine."""
    database = Database.from_url(url)
    await database.migrate()
    print(database.dialect)
    await furnish(database, count)
    await tidy(database, url)
    await plan(database, url, count)
    await look(database, url)
    await database.close()


def main() -> None:
    """Run it on SQLite and, where there is one, on a throw-away PostgreSQL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=100_000)
    options, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(f"sqlite:///{folder}/bench.db", options.chats))
    from postgres import PostgresMissingError, running_server  # noqa: PLC0415 -- only here

    try:
        with running_server() as server:
            asyncio.run(measure(server.create("bench"), options.chats))
    except PostgresMissingError as missing:
        print(f"postgresql: left out, {missing}")


if __name__ == "__main__":
    main()
