"""What a question and a push look up, they find by an index: they read no table of a crowd whole.

Every statement that is sent to SQLite while an office asks and is pushed to is explained by SQLite itself.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from office import Office
from sqlalchemy import Engine, event, text

from handlers.schedule import look_now
from storage.database import FILE_NAME, Database
from storage.updates.owners import Share
from storage.updates.received import RawUpdate, UpdateStore

# Tables that grow with the people, their chats, what they ask and the days.
BIG = frozenset(
    {
        "updates",
        "chats",
        "subscriptions",
        "deliveries",
        "people",
        "memberships",
        "approvals",
        "questions",
        "replies",
        "audit",
        "suggestions",
    }
)
SCAN = re.compile(r"SCAN (\w+)")
Said = dict[str, Any]


@contextmanager
def statements() -> Iterator[Said]:
    """Collect what is sent to the database, each text once, with the values it was sent with."""
    said: Said = {}

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:  # noqa: ANN401 -- SQLAlchemy's
        first = values[0] if many else values
        said.setdefault(statement, first if isinstance(first, dict) else tuple(first))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


# Once a start, and when the wall clock was set back: what is planned and put off.
RARELY = "UPDATE deliveries SET not_before"


def scans(folder: Path, said: Said) -> list[str]:
    """Return the statements for which SQLite would read a big table whole."""
    wrong = []
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        for statement, values in said.items():
            if statement.split()[0].upper() not in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
                continue
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            aliases = {match[2]: match[1] for match in re.finditer(r"(\w+) AS (\w+)", statement)}
            found = [match[1] for *_, step in plan if (match := SCAN.match(step))]
            read_whole = sorted({str(aliases.get(name, name)) for name in found} & BIG)
            if read_whole and not statement.startswith(RARELY):
                wrong.append(f"{', '.join(read_whole)}: {' '.join(statement.split())} -- {plan}")
    return wrong


async def test_no_question_reads_a_crowds_table_whole(office: Office, office_folder: Path) -> None:
    chen = office.colleague("陈")
    group = await office.group("机关党委", chen)
    await chen.says("/start")
    with statements() as said:
        await chen.says("三重一大是什么")
        await chen.taps("下一条")
        await chen.says("那第二点呢")
        question = await chen.says("食堂几点开门")
        await chen.edits(question, "四风是什么")
        await chen.says("/ask 四风是什么", group)
        for number in range(30):  # more than are in memory: the rest waits in the table
            office.world.say(chen.person, chen.private, f"第{number}个问题")
        await office.deals()
        await office.poller.recover()
    assert len(said) > 10
    assert scans(office_folder, said) == []


async def test_no_push_reads_a_crowds_table_whole(office: Office, office_folder: Path) -> None:
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await chen.says("/subscribe 9:00")
    await wu.says("/subscribe 9:00")
    await office.comes(1, 8)
    with statements() as said:
        await office.comes(0, 9)
        await office.clock.until(look_now(office.services))
    assert len(chen.pushes()) == 1
    assert len(said) > 10
    assert scans(office_folder, said) == []


async def test_no_report_to_operators_reads_a_crowds_table_whole(
    run_office: Office, office_folder: Path
) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("/start")
    await chen.says("/subscribe 9:00")
    with statements() as said:
        await run_office.comes(1, 8, 40)
        await run_office.comes(0, 9)
        await run_office.comes(0, 9, 5)
        await wu.says("/pushes")
    assert scans(office_folder, said) == []


@pytest.mark.parametrize("chat_id", [5, None])
async def test_what_waits_in_a_chat_is_found_by_its_index(database: Database, chat_id: int | None) -> None:
    waiting = [RawUpdate(number, number if number % 100 else None, "x") for number in range(2000)]
    await UpdateStore(database).store(1, waiting, datetime(2026, 3, 2, tzinfo=UTC), Share("me"))
    async with database.transaction() as connection:
        await connection.execute(text("ANALYZE updates"))
    with statements() as said:
        await UpdateStore(database).waiting_in(1, chat_id, "me", 20, after=3)
    [(statement, values)] = [one for one in said.items() if "chat_id" in one[0]]
    async with database.connection() as connection:
        explain = "EXPLAIN QUERY PLAN" if database.dialect == "sqlite" else "EXPLAIN"
        explained = await connection.exec_driver_sql(f"{explain} {statement}", values)
        plan = " ".join(str(row) for row in explained)
    assert "ix_updates_waiting" in plan, plan
    assert "chat_id" in plan.split("ix_updates_waiting")[1], plan


def test_the_plan_of_a_whole_table_would_be_noticed(office_folder: Path) -> None:
    assert scans(office_folder, {"SELECT * FROM updates WHERE payload = ?": ("x",)}) != []
    assert scans(office_folder, {"SELECT * FROM people AS p WHERE p.name = ?": ("x",)}) != []
