"""The quote of each day. The first one to ask for a day decides it, for everybody."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update

from storage.database import Database
from storage.tables.pushes import quote_days


@dataclass(frozen=True, slots=True)
class QuoteDay:
    """A day's quote, by its key (`Quote.key`); `fixed`: an editor chose it."""

    local_date: date
    quote_key: str
    fixed: bool


class QuoteDayStore:
    """One row for each day; two processes that draw for the same day get the same quote."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, day: date) -> QuoteDay | None:
        """Return the day's quote, if it has one."""
        query = select(quote_days).where(quote_days.c.local_date == day)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
            return None if row is None else QuoteDay(**row)

    async def fix(self, day: date, quote_key: str) -> str:
        """Give the day this quote unless it has one; return the key of the one it has now."""
        insert = self._database.insert(quote_days).values(local_date=day, quote_key=quote_key, fixed=False)
        async with self._database.transaction() as connection:
            await connection.execute(insert.on_conflict_do_nothing())
            won = await connection.scalar(select(quote_days.c.quote_key).where(quote_days.c.local_date == day))
        return str(won)

    async def redraw(self, day: date, was: str, quote_key: str) -> str:
        """Give the day this quote instead of `was`; return the key of the one it has now.

        A second caller with the same wish gets the first one's choice.
        """
        change = (
            update(quote_days)
            .where(quote_days.c.local_date == day, quote_days.c.quote_key == was)
            .values(quote_key=quote_key, fixed=False)
        )
        async with self._database.transaction() as connection:
            await connection.execute(change)
            won = await connection.scalar(select(quote_days.c.quote_key).where(quote_days.c.local_date == day))
        return str(won)

    async def replace(self, day: date, quote_key: str) -> None:
        """Give the day this quote, whichever it had: an editor's choice."""
        insert = self._database.insert(quote_days).values(local_date=day, quote_key=quote_key, fixed=True)
        async with self._database.transaction() as connection:
            await connection.execute(
                insert.on_conflict_do_update(
                    index_elements=[quote_days.c.local_date],
                    set_={"quote_key": insert.excluded.quote_key, "fixed": True},
                )
            )

    async def clear(self, day: date) -> None:
        """Forget which quote the day has; it is drawn when it is asked for."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(quote_days).where(quote_days.c.local_date == day))

    async def history(self, *, since: date | None = None, before: date | None = None) -> list[QuoteDay]:
        """Return the days that have a quote, oldest first, from `since` on and earlier than `before`."""
        query = select(quote_days).order_by(quote_days.c.local_date)
        if since is not None:
            query = query.where(quote_days.c.local_date >= since)
        if before is not None:
            query = query.where(quote_days.c.local_date < before)
        async with self._database.connection() as connection:
            return [QuoteDay(**row) for row in (await connection.execute(query)).mappings()]
