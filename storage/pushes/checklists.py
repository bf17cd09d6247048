"""What editors approved for 节前提醒, and what it said before each holiday that came."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from core.models import ChecklistLine
from storage.database import Database
from storage.tables.ledger import checklist_days, checklist_lines, checklist_quotes


@dataclass(frozen=True, slots=True)
class ApprovedLine:
    """A line for a holiday and a topic. `slug` is the speech that says it; empty: an editor's own words."""

    holiday: str
    topic: str
    text: str
    slug: str
    user_id: int | None
    changed_at: datetime


class ChecklistStore:
    """One line for each holiday and topic, any number of quotes for a holiday, one decision for each day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lines(self) -> list[ApprovedLine]:
        """Return every line that is approved."""
        query = select(checklist_lines).order_by(checklist_lines.c.holiday, checklist_lines.c.topic)
        async with self._database.connection() as connection:
            return [ApprovedLine(**row) for row in (await connection.execute(query)).mappings()]

    async def put(self, line: ApprovedLine) -> None:
        """Let this line stand for its holiday and topic, in the place of the one before."""
        insert = self._database.insert(checklist_lines).values(asdict(line))
        new = {name: insert.excluded[name] for name in ("text", "slug", "user_id", "changed_at")}
        keys = list(checklist_lines.primary_key.columns)
        async with self._database.transaction() as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=new))

    async def take_out(self, holiday: str, topic: str) -> bool:
        """Remove a line; False when there is none."""
        of = checklist_lines.c
        gone = delete(checklist_lines).where(of.holiday == holiday, of.topic == topic)
        async with self._database.transaction() as connection:
            return (await connection.execute(gone)).rowcount == 1

    async def quotes(self, holiday: str) -> set[str]:
        """Return the keys of the quotes that an editor chose for a holiday."""
        query = select(checklist_quotes.c.quote_key).where(checklist_quotes.c.holiday == holiday)
        async with self._database.connection() as connection:
            return set((await connection.scalars(query)).all())

    async def choose(self, holiday: str, quote_key: str, by: int | None, at: datetime) -> bool:
        """Choose a quote for a holiday, or no longer if it is chosen; return whether it is chosen now."""
        of = checklist_quotes.c
        gone = delete(checklist_quotes).where(of.holiday == holiday, of.quote_key == quote_key)
        insert = self._database.insert(checklist_quotes)
        row = {"holiday": holiday, "quote_key": quote_key, "user_id": by, "changed_at": at}
        async with self._database.transaction() as connection:
            if (await connection.execute(gone)).rowcount:
                return False
            await connection.execute(insert.values(row).on_conflict_do_nothing())
        return True

    async def said_on(self, first: date, last: date) -> dict[date, tuple[ChecklistLine, ...]]:
        """Return what was listed on the days from `first` to `last`; days without a list are left out."""
        query = select(checklist_days).where(checklist_days.c.local_date.between(first, last))
        async with self._database.connection() as connection:
            rows = (await connection.execute(query)).mappings()
            return {row["local_date"]: _read(row["lines"]) for row in rows}

    async def decide(self, day: date, lines: Sequence[ChecklistLine]) -> tuple[ChecklistLine, ...]:
        """Let `day` have these lines unless it has some; return those that it has."""
        written = json.dumps([asdict(line) for line in lines], ensure_ascii=False)
        insert = self._database.insert(checklist_days).values(local_date=day, lines=written)
        of_day = select(checklist_days.c.lines).where(checklist_days.c.local_date == day)
        async with self._database.transaction() as connection:
            await connection.execute(insert.on_conflict_do_nothing())
            return _read(await connection.scalar(of_day) or "[]")


def _read(written: str) -> tuple[ChecklistLine, ...]:
    return tuple(ChecklistLine(**one) for one in json.loads(written))
