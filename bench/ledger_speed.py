"""The ledger of a busy year beside a plain export of the same rows: time, memory, and what waits meanwhile.

`python -m bench.ledger_speed [--chats 300]`

Each chat gets a quote on 250 days, 52 items of 每周一题 and 50 notices, a tenth of them with another outcome;
20 people have a duty each month, and 6,000 questions are asked. The baseline is what one writes first: every
row read, and written into a workbook by openpyxl, a row for a row. Each work has a process of its own, so that
its memory is its own; what an idle one takes is left out. `the pack` reads all months from their rows, as in
the first year of a bot; `the pack of kept months` is the same one made once more. Printed: seconds of the
processor and megabytes at most, each also as a ratio to the baseline's. Goals: 10 s for the pack, and the event
loop never held for longer than 20 ms.
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import insert, select

from core.clock import SystemClock
from core.memory import keep_what_is_there, look_for_no_rings
from core.models import SpeechText
from core.settings import Settings
from knowledge.quotes.approved import read_quotes
from knowledge.search.library import Library
from services.asking.reply import ReplyKind
from services.ledger.building import build_ledger
from services.ledger.facts import Span
from services.ledger.files import ledger_files
from services.ledger.pack import LedgerService
from storage.database import Database
from storage.states import DeliveryKind, DeliveryState, NoticeState, QuestionState, Verdict
from storage.tables.asking import questions
from storage.tables.duties import duties, duty_turns
from storage.tables.notices import notices
from storage.tables.pushes import deliveries

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
YEAR = Span(date(2025, 1, 1), date(2025, 12, 31))
QUOTES, WEEKS, NOTICES, QUESTIONS, PEOPLE = 250, 52, 50, 6000, 20
BEAT = 0.01  # seconds between two looks at the event loop
KILO = 1024
UNUSUAL = (
    (DeliveryState.UNKNOWN, "timeout"),
    (DeliveryState.FAILED, "blocked"),
    (DeliveryState.FAILED, "no_right"),
    (DeliveryState.SKIPPED, "overdue"),
)
IDLE, EXPORT, PACK, KEEP, KEPT = "idle", "plain export", "the pack", "keeping months", "the pack of kept months"


@dataclass(frozen=True, slots=True)
class Held:
    """A library that stays as it is."""

    library: Library


class YearLater(SystemClock):
    """A clock for which the year is over."""

    def now(self) -> datetime:
        return datetime(2026, 1, 20, tzinfo=UTC)


def rows_of(day: date, kind: DeliveryKind, content: str, notice: str, chats: int) -> Iterator[dict[str, Any]]:
    """Yield a delivery of the day for each chat."""
    for chat in range(1, chats + 1):
        place = chat + day.toordinal()
        state, reason = UNUSUAL[place % 4] if place % 10 == 0 else (DeliveryState.SENT, "")
        yield {
            "local_date": day,
            "chat_id": chat,
            "kind": kind.value,
            "notice": notice,
            "content": content,
            "due_at": at_noon(day),
            "state": state.value,
            "attempts": 1,
            "reason": reason,
        }


def at_noon(day: date) -> datetime:
    """Return a moment of the day."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def pushes(chats: int) -> Iterator[list[dict[str, Any]]]:
    """Yield what is pushed, a day's or a notice's rows at a time."""
    quotes = [one.text for one in read_quotes(KNOWLEDGE / "quotes.toml")]
    days = [day for day in YEAR.days if day.weekday() < 5]
    for number, day in enumerate(days[:QUOTES]):
        yield list(rows_of(day, DeliveryKind.QUOTE, quotes[number % len(quotes)], "", chats))
    for number, day in enumerate(days[::5][:WEEKS]):
        yield list(rows_of(day, DeliveryKind.QUIZ, f"{number:016x}", "", chats))
    for number, day in enumerate(days[1::5][:NOTICES], 1):
        yield list(rows_of(day, DeliveryKind.NOTICE, f"第 {number} 条通知：下午集中学习。", f"{number}", chats))


async def fill(database: Database, chats: int, passage: str) -> None:
    """Let the year have gone by."""
    for rows in pushes(chats):
        async with database.transaction(durable=False) as connection:
            await connection.execute(insert(deliveries), rows)
    kinds = (ReplyKind.CONFIDENT, ReplyKind.UNSURE, ReplyKind.NOTHING)
    asked = [
        {
            "chat_id": number % 97,
            "message_id": number,
            "user_id": number % 97,
            "words": f"第 {number % 40} 个问题怎么说",
            "kind": kinds[number % 3].value,
            "passage_id": passage if number % 3 == 0 else None,
            "verdict": next(iter(Verdict)).value,
            "state": next(iter(QuestionState)).value,
            "asked_at": at_noon(YEAR.first + timedelta(days=number % 365)),
        }
        for number in range(QUESTIONS)
    ]
    told = [
        {
            "id": number,
            "user_id": 1,
            "state": NoticeState.PLANNED.value,
            "text": f"第 {number} 条通知：下午集中学习。",
            "changed_at": at_noon(YEAR.first),
            "reads": number,
        }
        for number in range(1, NOTICES + 1)
    ]
    duty = {
        "id": 1,
        "name": "廉政谈话",
        "recurs": "month 0 0 25 0",
        "hour": "09:00",
        "passages": "",
        "form_name": "",
        "state": "active",
        "told_nobody": False,
        "changed_at": at_noon(YEAR.first),
    }
    turns = [
        {"duty_id": 1, "user_id": one, "due_on": day, "until": day, "done_on": day if one % 5 else None}
        for month in range(1, 13)
        for one in range(1, PEOPLE + 1)
        for day in (date(2025, month, 25),)
    ]
    async with database.transaction(durable=False) as connection:
        for table, rows in ((questions, asked), (notices, told), (duties, [duty]), (duty_turns, turns)):
            await connection.execute(insert(table), rows)


async def held_by(work: Awaitable[object]) -> tuple[float, float, float]:
    """Return how many seconds `work` takes, how many of the processor, and the loop held longest.

    That is the processor's time of the loop's own thread between two looks: a busy machine adds nothing.
    """
    longest, began, used = 0.0, time.perf_counter(), time.process_time()

    async def look() -> None:
        nonlocal longest
        while True:
            before = time.thread_time()
            await asyncio.sleep(BEAT)
            longest = max(longest, time.thread_time() - before)

    looking = asyncio.create_task(look())
    await asyncio.sleep(0)
    await work
    looking.cancel()
    return time.perf_counter() - began, time.process_time() - used, longest


async def made(service: LedgerService) -> Sequence[object]:
    """Make the pack with its files."""
    return await ledger_files(await service.gather(YEAR))


async def exported(database: Database) -> None:
    """Write every row of the tables into a workbook: the baseline."""
    book = Workbook(write_only=True)
    for table in (deliveries, questions, notices, duty_turns):
        page = book.create_sheet(table.name)
        page.append([column.name for column in table.columns])
        async with database.connection() as connection:
            rows = (await connection.execute(select(table))).all()
        for row in rows:
            page.append([cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell for cell in row])
    await asyncio.to_thread(book.save, BytesIO())


async def nothing() -> None:
    """Do nothing."""


def shipped() -> Library:
    """Return the library of the shipped speeches."""
    return Library.build(
        [
            SpeechText(
                slug, f"{slug}.txt", slug, "", "", (KNOWLEDGE / f"speeches/{slug}.txt").read_text("utf-8")
            )
            for slug in ("2022", "2023")
        ]
    )


async def work(what: str, folder: Path) -> None:
    """Do one work and print what it took, as JSON."""
    look_for_no_rings()  # as the program starts
    database = Database.in_folder(folder)
    await database.migrate()
    service = build_ledger(Settings(), database, YearLater(), Held(shipped())).pack
    works: dict[str, Callable[[], Awaitable[object]]] = {
        IDLE: nothing,
        EXPORT: lambda: exported(database),
        PACK: lambda: made(service),
        KEEP: service.keep_months,
        KEPT: lambda: made(service),
    }
    keep_what_is_there()
    took, used, longest = await held_by(works[what]())
    await database.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILO
    print(json.dumps({"seconds": took, "used": used, "held": longest, "megabytes": peak}))


def in_a_process(what: str, folder: Path) -> dict[str, float]:
    """Do one work in a process of its own; return what it took."""
    command = [sys.executable, "-m", "bench.ledger_speed", "--work", what, "--folder", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(said.splitlines()[-1]))


async def prepared(folder: Path, chats: int) -> None:
    """Make the database of the year."""
    database = Database.in_folder(folder)
    await database.migrate()
    await fill(database, chats, shipped().passage_at("2022", 0).id)
    await database.close()


def compare(chats: int) -> None:
    """Measure all, and print each beside the baseline."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asyncio.run(prepared(folder, chats))
        idle, baseline = in_a_process(IDLE, folder), in_a_process(EXPORT, folder)
        print(f"{chats} chats, {chats * (QUOTES + WEEKS + NOTICES):,} pushes; each beside the {EXPORT}")
        for what in (EXPORT, PACK, KEEP, KEPT):
            one = baseline if what == EXPORT else in_a_process(what, folder)
            memory, before = (each["megabytes"] - idle["megabytes"] for each in (one, baseline))
            held = f"the event loop held {one['held'] * 1000:.0f} ms at most"
            ratio = one["used"] / baseline["used"]
            print(f"  {what:24} {one['used']:5.1f} s, ratio {ratio:.2f}", end="   ")
            print(f"{memory:5.0f} MB, ratio {memory / before:.2f}   {held}")


def main() -> None:
    """Read what is wanted and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chats", type=int, default=300)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.work:
        asyncio.run(work(wanted.work, wanted.folder))
    else:
        compare(wanted.chats)


if __name__ == "__main__":
    main()
