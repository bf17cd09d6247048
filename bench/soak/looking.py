"""What a soak looks at: memory, objects, tasks, files, connections, rows; and what of that breaks a bound."""

import asyncio
import gc
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psutil
from sqlalchemy import func, select

from storage.database import Database
from storage.tables.every import metadata

MB = 1e6
FLAT = 1.05  # memory and objects, of what they were after the first tenth
# Rows of a table, and bytes of the file, of what they were after the second tenth: by then what is kept for a
# tenth is full, and the hourly sweep may be an hour late. What is kept for good grows by some rows a day.
BOUNDED, SOME = 1.25, 100
FILE_BOUNDED = 1.25
# What SQLite opens and closes as it likes, such as a journal: no file that was left open.
A_MOMENT = 2


HEAD = "  updates   days      MB   objects  tasks  files  conns   db MB      rows"


@dataclass(frozen=True, slots=True)
class Sample:
    """How the process stood at a quiet moment. `resident` and `size` are MB, `days` simulated ones."""

    updates: int
    days: float
    resident: float
    objects: int
    tasks: int
    files: int
    connections: int
    size: float
    rows: Mapping[str, int]


async def look(database: Database, connections: int, updates: int, days: float) -> Sample:
    """Look at this process, at a moment when nothing is under way; `connections` of its database are open."""
    rows = await rows_of(database)
    gc.collect()
    process = psutil.Process()
    return Sample(
        updates=updates,
        days=days,
        resident=process.memory_info().rss / MB,
        objects=len(gc.get_objects()),
        tasks=len(asyncio.all_tasks()),
        files=process.num_fds(),
        connections=connections,
        size=await database.size() / MB,
        rows=rows,
    )


async def rows_of(database: Database) -> dict[str, int]:
    """Return how many rows each table has."""
    async with database.connection() as connection:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


def line(sample: Sample) -> str:
    """Return a sample as a line of the table."""
    one = sample
    return (
        f"{one.updates:9} {one.days:6.1f} {one.resident:7.1f} {one.objects:9} {one.tasks:6} {one.files:6}"
        f" {one.connections:6} {one.size:7.2f} {sum(one.rows.values()):9}"
    )


def complaints(samples: Sequence[Sample]) -> list[str]:
    """Return a sentence for each bound that is broken; `samples`: one a tenth, in order."""
    if len(samples) < 3:
        return ["too few samples to tell anything"]
    first, second, rest = samples[0], samples[1], samples[1:]
    found = [
        *_grown("resident memory", first.resident, [one.resident for one in rest], "MB"),
        *_grown("the number of Python objects", first.objects, [one.objects for one in rest], ""),
    ]
    for what, of in (("tasks", "tasks"), ("files", "files"), ("database connections", "connections")):
        before, most = getattr(first, of), max(getattr(one, of) for one in rest)
        if most > before + (A_MOMENT if of == "files" else 0):
            found.append(f"{what} are left behind: {before} after the first tenth, {most} later")
    found += _unbounded(second, samples[2:])
    return found


def _grown(what: str, before: float, later: Sequence[float], unit: str) -> list[str]:
    most = max(later)
    if most <= before * FLAT:
        return []
    sentence = f"{what} grows: {before:.0f} {unit} after the first tenth, {most:.0f} {unit} later"
    return [re.sub(" +", " ", f"{sentence} ({most / before:.2f} times)").replace(" ,", ",")]


def _unbounded(before: Sample, later: Sequence[Sample]) -> list[str]:
    found = []
    for name, count in before.rows.items():
        most = max(one.rows.get(name, 0) for one in later)
        if most > BOUNDED * count + SOME:
            found.append(f"the table {name} is not bounded: {count} rows after the second tenth, {most} later")
    size = max(one.size for one in later)
    if size > FILE_BOUNDED * before.size:
        found.append(
            f"the database is not bounded: {before.size:.1f} MB after the second tenth, {size:.1f} MB later"
        )
    return found
