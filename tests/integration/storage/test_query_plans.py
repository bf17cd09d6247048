"""What a question and a push look up, they find by an index: they read no table of a crowd whole.

Every statement that is sent to SQLite while an office asks and is pushed to is explained by SQLite itself.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from office import Office
from query_plans import BIG, scans, statements
from sqlalchemy import text

from core.models import Role
from handlers.schedule import look_now
from storage.database import Database
from storage.duties.turns import DutyTurnStore
from storage.people.forgetting import ForgettingStore
from storage.people.names import NameStore
from storage.people.people import PeopleStore
from storage.updates.owners import Share
from storage.updates.received import RawUpdate, UpdateStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


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


async def test_forgetting_somebody_and_finding_people_read_no_crowds_table_whole(database: Database) -> None:
    """PostgreSQL reads a table whole, where that is forbidden, only if no index serves."""
    people = PeopleStore(database)
    with statements() as said:
        await ForgettingStore(database).forget(5, NOON)
        await people.page_of(Role.MEMBER, 30, 60)
        await people.roles_of([5, 6])
        await people.granted(Role.EDITOR)
        await NameStore(database).called("陈")
        await NameStore(database).of([5, 6])
        await DutyTurnStore(database).uncertain()
    assert len(said) > 20
    if database.dialect == "sqlite":
        assert database.file is not None
        assert scans(database.file.parent, said) == []
        return
    wrong = []
    async with database.connection() as connection:
        await connection.execute(text("SET LOCAL enable_seqscan = off"))
        for statement, values in said.items():
            if not statement.startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
                continue
            explained = await connection.exec_driver_sql(f"EXPLAIN {statement}", values)
            plan = " ".join(str(row[0]) for row in explained)
            wrong += [f"{one}: {statement}" for one in BIG if f"Seq Scan on {one} " in plan]
    assert wrong == []


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
    assert scans(office_folder, {"SELECT * FROM people AS p WHERE p.menu = ?": ("x",)}) != []
