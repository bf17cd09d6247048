"""What editors decided on quotes: approved, or hidden. A quote is known by its words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import RowMapping, select

from storage.database import Database
from storage.states import QuoteState
from storage.tables.pushes import quotes
from storage.upkeep.readable import readable


@dataclass(frozen=True, slots=True)
class DecidedQuote:
    """A decision on a verbatim stretch of the speech `slug`."""

    text: str
    slug: str
    state: QuoteState
    user_id: int | None
    changed_at: datetime


class QuoteStore:
    """One row for each text; a later decision replaces an earlier one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def decide(self, decisions: Sequence[DecidedQuote]) -> None:
        """Write decisions down, all or none."""
        async with self._database.transaction() as connection:
            for one in decisions:
                insert = self._database.insert(quotes).values(asdict(one))
                await connection.execute(
                    insert.on_conflict_do_update(index_elements=[quotes.c.text], set_=asdict(one))
                )

    async def decided(self) -> list[DecidedQuote]:
        """Return every decision that counts, the oldest first."""
        query = select(quotes).order_by(quotes.c.changed_at, quotes.c.text)
        async with self._database.connection() as connection:
            found = (await connection.execute(query)).mappings()
            return readable(_decided, found)


def _decided(row: RowMapping) -> DecidedQuote:
    return DecidedQuote(**dict(row) | {"state": QuoteState(row["state"])})
