"""The suggestion box: what people wrote to those who run the bot, and where an answer goes."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, or_, select, update

from core.models import Link
from storage.asking.links import read_links, written_links
from storage.database import Database
from storage.engine.in_turn import in_turn
from storage.states import SuggestionState
from storage.tables.asking import suggestions


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion. Without an `author` the sender gives no name; `chat_id` is None once forgotten."""

    chat_id: int | None
    words: str
    author: str
    state: SuggestionState
    written_at: datetime
    id: int = 0
    links: tuple[Link, ...] = ()


class SuggestionStore:
    """One row for each suggestion."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, suggestion: Suggestion) -> int:
        """Keep a suggestion; return its number."""
        row = asdict(suggestion) | {"links": written_links(suggestion.links)}
        del row["id"]
        async with self._database.transaction() as connection:
            made = await connection.execute(insert(suggestions).values(**row))
        key = made.inserted_primary_key
        assert key is not None  # noqa: S101 - a row was inserted; for mypy
        return int(key[0])

    async def of(self, number: int) -> Suggestion | None:
        """Return the suggestion of that number."""
        query = select(suggestions).where(suggestions.c.id == number)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else _read(row)

    async def waiting(self, most: int) -> list[Suggestion]:
        """Return `most` of those that were sent and can be answered, and are not, the newest first.

        Of each sender the newest ones, so that nobody's many keep another's few out.
        """
        waits = (suggestions.c.state == SuggestionState.SENT.value) & suggestions.c.chat_id.is_not(None)
        chosen = in_turn(suggestions, suggestions.c.chat_id, waits, most)
        query = select(suggestions).where(chosen).order_by(suggestions.c.id.desc())
        async with self._database.connection() as connection:
            return [_read(row) for row in (await connection.execute(query)).mappings()]

    async def send(self, number: int, author: str) -> bool:
        """Turn a draft into one that is sent under that name; return whether it was a draft still."""
        change = (
            update(suggestions)
            .where(suggestions.c.id == number, suggestions.c.state == SuggestionState.DRAFT.value)
            .values(state=SuggestionState.SENT.value, author=author)
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount > 0

    async def answered(self, number: int) -> None:
        """Note that the sender got an answer."""
        change = update(suggestions).where(suggestions.c.id == number)
        async with self._database.transaction() as connection:
            await connection.execute(change.values(state=SuggestionState.ANSWERED.value))

    async def drop(self, number: int) -> None:
        """Forget a draft."""
        gone = delete(suggestions).where(
            suggestions.c.id == number, suggestions.c.state == SuggestionState.DRAFT.value
        )
        async with self._database.transaction() as connection:
            await connection.execute(gone)

    async def withdraw(self, number: int, chat_id: int) -> bool:
        """Forget what this chat has sent, unless it was answered; return whether it was there."""
        gone = delete(suggestions).where(
            suggestions.c.id == number,
            suggestions.c.chat_id == chat_id,
            suggestions.c.state == SuggestionState.SENT.value,
        )
        async with self._database.transaction() as connection:
            return (await connection.execute(gone)).rowcount > 0

    async def forget(self, chat_id: int) -> int:
        """Forget everything that came from this chat; return how many suggestions that were."""
        async with self._database.transaction() as connection:
            return (
                await connection.execute(delete(suggestions).where(suggestions.c.chat_id == chat_id))
            ).rowcount

    async def prune(self, drafts: datetime, senders: datetime, all_before: datetime) -> None:
        """Forget drafts, where answers to nameless ones go, and whole rows, each written before its time."""
        written, is_draft = suggestions.c.written_at, suggestions.c.state == SuggestionState.DRAFT.value
        old = delete(suggestions).where(or_(written < all_before, is_draft & (written < drafts)))
        nameless = (suggestions.c.author == "") & (written < senders)
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(old)
            await connection.execute(update(suggestions).where(nameless).values(chat_id=None))


def _read(row: RowMapping) -> Suggestion:
    return Suggestion(**{**row, "state": SuggestionState(row["state"]), "links": read_links(row["links"])})
