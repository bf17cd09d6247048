"""What people, groups and channels are called: looked up in all tables that keep a name."""

from collections.abc import Collection

from sqlalchemy import select

from storage.database import Database
from storage.tables.access import approvals, people
from storage.tables.asking import suggestions
from storage.tables.chats import chats

AT_ONCE = 500  # numbers in one statement
# The first that has a name gives it.
SOURCES = ((chats, chats.c.title), (people, people.c.name), (approvals, approvals.c.title))


class NameStore:
    """Reads names by Telegram's numbers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, numbers: Collection[int]) -> dict[int, str]:
        """Return the names of those people and chats that have one here, by their numbers."""
        wanted, found = sorted(set(numbers)), dict[int, str]()
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            async with self._database.connection() as connection:
                for table, name in SOURCES:
                    number = table.primary_key.columns[0]
                    rows = await connection.execute(select(number, name).where(number.in_(some), name != ""))
                    for one, said in rows:
                        found.setdefault(one, said)
        return found

    async def called(self, name: str) -> list[int]:
        """Return the numbers of the people who have just this name here."""
        queries = (
            select(people.c.user_id).where(people.c.name == name),
            select(chats.c.chat_id).where(chats.c.kind == "private", chats.c.title == name),
        )
        async with self._database.connection() as connection:
            found = {int(number) for query in queries for number in await connection.scalars(query)}
        return sorted(found)

    async def beginning(self, begins: str) -> dict[int, str]:
        """Return the people whose name begins so, and their names, by number."""
        queries = (
            select(people.c.user_id, people.c.name).where(people.c.name.startswith(begins, autoescape=True)),
            select(chats.c.chat_id, chats.c.title).where(
                chats.c.kind == "private", chats.c.title.startswith(begins, autoescape=True)
            ),
        )
        async with self._database.connection() as connection:
            rows = [row for query in queries for row in await connection.execute(query)]
        return {int(number): str(name) for number, name in rows}

    async def everybody(self) -> list[str]:
        """Return every name of a person that is kept here: of people, private chats, opinions."""
        queries = (
            select(people.c.name).where(people.c.name != ""),
            select(chats.c.title).where(chats.c.kind == "private", chats.c.title != ""),
            select(suggestions.c.author).where(suggestions.c.author != ""),
        )
        async with self._database.connection() as connection:
            found = {str(name) for query in queries for name in await connection.scalars(query)}
        return sorted(found)
