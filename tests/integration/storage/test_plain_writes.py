"""Rows that are written again and again are stored as SQLAlchemy stores them, without asking it each time."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Executable, bindparam, delete, insert, update
from sqlalchemy.exc import StatementError

from core.models import Place
from storage.asking.replies import GivenReply, ReplyStore
from storage.database import Database
from storage.engine.plain_writes import PlainWrite
from storage.tables.asking import replies, shown

AT = datetime(2026, 3, 2, 8, 30, 1, 250, tzinfo=timezone(timedelta(hours=8)))
REPLIES: list[dict[str, Any]] = [
    {
        "chat_id": chat,
        "question_message_id": 2**40 + chat,
        "answer_message_id": 3,
        "thread_id": thread,
        "user_id": None,
        "kind": "confident",
        "at": AT,
        "part": 0,
    }
    for chat, thread in ((-1, None), (7, 5))
]
SHOWN: list[dict[str, Any]] = [
    {
        "chat_id": 1,
        "message_id": number,
        "user_id": 2,
        "thread_id": None,
        "passage_id": "2023-3-07",
        "around": "",
        "digest": "d",
        "lasting": bool(number % 2),
        "at": AT,
    }
    for number in range(3)
]
MARK = (
    update(replies)
    .where(replies.c.chat_id == bindparam("chat"))
    .values(at=bindparam("moment"), user_id=9, thread_id=None)
)


async def rows_after(
    database: Database, statement: Executable, rows: Sequence[Mapping[str, Any]], *, plain: bool
) -> list[Any]:
    """Return what the tables have, as SQLite's or PostgreSQL's driver gives it, after these were written."""
    async with database.transaction() as connection:
        for table in (replies, shown):
            await connection.execute(delete(table))
        await connection.execute(insert(replies), [{**REPLIES[0], "part": 3}])
        if plain:
            await PlainWrite(statement).carry_out(connection, rows)
        else:
            await connection.execute(statement, rows)
        found = []
        for name in ("replies", "shown"):
            found += [tuple(row) for row in await connection.exec_driver_sql(f"SELECT * FROM {name}")]  # noqa: S608
        return found


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        (insert(replies), REPLIES),
        (insert(replies), REPLIES[:1]),
        (insert(shown), SHOWN),
        (MARK, [{"chat": -1, "moment": AT}, {"chat": 8, "moment": AT}]),
        (MARK, [{"chat": -1, "moment": AT}]),
        (
            delete(replies).where(replies.c.chat_id.in_([-1])).where(replies.c.part == bindparam("p")),
            [{"p": 3}],
        ),
    ],
)
async def test_what_is_stored_is_the_same(
    database: Database, statement: Executable, rows: Sequence[Mapping[str, Any]]
) -> None:
    ours = await rows_after(database, statement, rows, plain=True)
    assert ours == await rows_after(database, statement, rows, plain=False)


async def test_what_cannot_be_stored_is_said_as_ever(database: Database) -> None:
    wrong = [{**REPLIES[0], "at": AT.replace(tzinfo=None)}]
    with pytest.raises(StatementError):
        async with database.transaction() as connection:
            await PlainWrite(insert(replies)).carry_out(connection, wrong)


async def test_a_reply_goes_this_way(database: Database) -> None:
    store = ReplyStore(database)
    await store.remember(GivenReply(1, 2, 3, None, 4, "confident", AT))
    found = await store.newest(Place(1, None), 4, {"confident"}, AT)
    assert found is not None
    assert found.at == AT.astimezone(UTC)
    kept = [one is not None for one in store._put._plain.values()]
    assert kept == ([True] if database.dialect == "sqlite" else [])
