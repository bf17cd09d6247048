"""What is kept of the months that ended, for the ledger: facts without names, and events entered by hand."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.people.audit import AuditEntry, write_down
from storage.tables.ledger import ledger_entries, ledger_months
from storage.upkeep.readable import readable

Stored = Sequence[Mapping[str, Any]]  # facts as services/ledger/facts.py writes them


@dataclass(frozen=True, slots=True)
class KeptMonth:
    """The facts of one sheet for the month that begins on `month`. `is_final`: they were looked at again."""

    month: date
    sheet: str
    facts: Stored
    kept_at: datetime
    is_final: bool


@dataclass(frozen=True, slots=True)
class HandEntry:
    """An event that somebody entered by hand; `role` is theirs, their number is nowhere in it."""

    id: int
    local_date: date
    words: str
    role: str
    entered_at: datetime


class LedgerMonthStore:
    """One row for each month and sheet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, first: date, last: date, sheet: str = "") -> Sequence[KeptMonth]:
        """Return what is kept of the months that begin from `first` to `last`, of one `sheet` or of all."""
        query = (
            select(ledger_months)
            .where(ledger_months.c.month.between(first, last))
            .order_by(ledger_months.c.month, ledger_months.c.sheet)
        )
        if sheet:
            query = query.where(ledger_months.c.sheet == sheet)
        async with self._database.connection() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return readable(_kept, rows)

    async def kept_at(self, first: date, last: date) -> Sequence[tuple[date, datetime]]:
        """Return when the sheets of the months that begin from `first` to `last` were kept, without facts."""
        query = select(ledger_months.c.month, ledger_months.c.kept_at).where(
            ledger_months.c.month.between(first, last)
        )
        async with self._database.connection() as connection:
            return [(month, at) for month, at in await connection.execute(query)]

    async def keep(self, kept: KeptMonth, before: KeptMonth | None = None) -> None:
        """Keep a month's facts in the place of `before`; not when what is kept is something else by now."""
        row = {
            "month": kept.month,
            "sheet": kept.sheet,
            "facts": _written(kept.facts),
            "kept_at": kept.kept_at,
            "is_final": kept.is_final,
        }
        put = self._database.insert(ledger_months).values(**row)
        new = {name: put.excluded[name] for name in ("facts", "kept_at", "is_final")}
        same = ledger_months.c.facts == _written(before.facts if before else ())
        put = put.on_conflict_do_update(index_elements=["month", "sheet"], set_=new, where=same)
        async with self._database.transaction() as connection:
            await connection.execute(put)


async def change_kept(
    connection: AsyncConnection, sheet: str, month: date, change: Callable[[Stored], Stored]
) -> None:
    """Change what is kept of a month, if it is kept, in the transaction of what makes it wrong."""
    that = (ledger_months.c.month == month, ledger_months.c.sheet == sheet)
    facts = await connection.scalar(select(ledger_months.c.facts).where(*that).with_for_update())
    if facts is not None:
        new = _written(change(json.loads(facts)))
        await connection.execute(update(ledger_months).where(*that).values(facts=new))


def _written(facts: Stored) -> str:
    return json.dumps(list(facts), ensure_ascii=False, sort_keys=True)


def _kept(row: RowMapping) -> KeptMonth:
    return KeptMonth(**{**row, "facts": json.loads(row["facts"])})


class LedgerEntryStore:
    """What was entered by hand. It stays until somebody takes it out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_days(self, first: date, last: date) -> Sequence[HandEntry]:
        """Return the entries for the days from `first` to `last`, by day."""
        query = (
            select(ledger_entries)
            .where(ledger_entries.c.local_date.between(first, last))
            .order_by(ledger_entries.c.local_date, ledger_entries.c.id)
        )
        async with self._database.connection() as connection:
            return [HandEntry(**row) for row in (await connection.execute(query)).mappings()]

    async def enter(self, entry: HandEntry, note: AuditEntry) -> int:
        """Store an entry, whatever its number, with what the log says of it; return the number it has now."""
        values = {
            "local_date": entry.local_date,
            "words": entry.words,
            "role": entry.role,
            "entered_at": entry.entered_at,
        }
        async with self._database.transaction() as connection:
            made = await connection.execute(insert(ledger_entries).values(**values))
            await write_down(connection, note)
        key = made.inserted_primary_key
        assert key is not None  # noqa: S101 - a row was inserted; for mypy
        return int(key[0])

    async def take_out(self, number: int, note: AuditEntry) -> bool:
        """Delete an entry; False when it was gone already."""
        gone = delete(ledger_entries).where(ledger_entries.c.id == number)
        async with self._database.transaction() as connection:
            done = (await connection.execute(gone)).rowcount > 0
            if done:
                await write_down(connection, note)
        return done
