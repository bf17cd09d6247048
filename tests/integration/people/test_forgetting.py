"""/forget_me against the schema: every column with a person's number or words is in one list, which is true."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    Table,
    Text,
    func,
    insert,
    select,
)

from storage.database import Database
from storage.engine.columns import PeopleText, UtcDateTime
from storage.people.forgetting import EMPTIED, GOES, IN_PART, STAYS, ForgettingStore
from storage.tables.every import metadata

NOW = datetime(2026, 3, 2, tzinfo=UTC)
PERSON, OTHER = 7007, 8008
WORDS = "夜宵几点"
# Numbers of people, and of chats: a person's private chat has their own number.
NUMBERS = re.compile(r"(?:user|chat)_id|(?:subscribed|made|added)_by|migrated_to")
# Names of columns that look like it: a process, and a message.
NO_PERSON = {"deliveries.claimed_by", "prompts.answered_by"}


def is_of_people(column: Column[Any]) -> bool:
    if f"{column.table.name}.{column.name}" in NO_PERSON:
        return False
    return bool(NUMBERS.fullmatch(column.name)) or isinstance(column.type, PeopleText | LargeBinary)


def with_people() -> list[Table]:
    return [table for table in metadata.sorted_tables if any(map(is_of_people, table.columns))]


def test_every_table_with_people_in_it_is_in_one_list_and_each_only_once() -> None:
    listed = [table.name for table in GOES] + list(IN_PART) + list(STAYS)
    assert sorted(listed) == sorted(table.name for table in with_people())
    assert all({*IN_PART.values(), *STAYS.values()}), "each says why"


def test_no_number_of_a_person_is_left_out_of_a_table_that_goes() -> None:
    for table, columns in GOES.items():
        numbers = {column.name for column in table.columns if NUMBERS.fullmatch(column.name)}
        assert numbers == {*columns, *EMPTIED.get(table, ())}, table.name


def a_row(table: Table, number: int) -> dict[str, Any]:
    """Return a row with that person's number wherever one may stand."""
    row: dict[str, Any] = {}
    for column in table.columns:
        if NUMBERS.fullmatch(column.name):
            row[column.name] = number
        elif isinstance(column.type, UtcDateTime):
            row[column.name] = NOW
        elif isinstance(column.type, Date):
            row[column.name] = date(2026, 3, number % 28 + 1)
        elif isinstance(column.type, Boolean):
            row[column.name] = True
        elif isinstance(column.type, LargeBinary):
            row[column.name] = f"{WORDS}{number}".encode()
        elif isinstance(column.type, BigInteger | Integer):
            row[column.name] = number
        else:
            row[column.name] = f"{WORDS}{number}" if isinstance(column.type, PeopleText | Text) else str(number)
    return row


@pytest.fixture
async def furnished(database: Database) -> Database:
    """Put a row of two people into each table that knows people."""
    async with database.transaction() as connection:
        for table in with_people():
            for number in (PERSON, OTHER):
                await connection.execute(insert(table).values(**a_row(table, number)))
    return database


async def count(database: Database, table: Table, name: str, number: int) -> int:
    async with database.connection() as connection:
        found = select(func.count()).select_from(table).where(table.c[name] == number)
        return await connection.scalar(found) or 0


async def test_who_is_forgotten_goes_from_every_table_named_and_nobody_else_does(furnished: Database) -> None:
    await ForgettingStore(furnished).forget(PERSON, NOW)
    for table, columns in (*GOES.items(), *EMPTIED.items()):
        for name in columns:
            assert await count(furnished, table, name, PERSON) == 0, f"{table.name}.{name}"
            assert await count(furnished, table, name, OTHER) == 1, f"{table.name}.{name}"
    for name in ("memberships", "deliveries", "chats"):
        table = metadata.tables[name]
        column = "user_id" if name == "memberships" else "chat_id"
        assert await count(furnished, table, column, PERSON) == 0, name
        assert await count(furnished, table, column, OTHER) == 1, name


async def test_what_is_said_to_stay_stays(furnished: Database) -> None:
    await ForgettingStore(furnished).forget(PERSON, NOW)
    for name in STAYS:
        table = metadata.tables[name]
        async with furnished.connection() as connection:
            assert await connection.scalar(select(func.count()).select_from(table)) == 2, name
