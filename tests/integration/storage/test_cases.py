"""An editor's decision, what it teaches and its log entry: all of it or nothing, at every write."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select

from storage.asking import cases as module
from storage.asking.cases import CaseStore
from storage.asking.known_questions import AddedQuestion, KnownQuestionStore
from storage.database import Database
from storage.people.audit import AuditEntry, AuditStore
from storage.states import QuestionState
from storage.tables.asking import questions

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ENTRY = AuditEntry(NOW, 7, "question.bind", "问题 1")
TAUGHT = [AddedQuestion("夜宵几点", "2023", "原文", "", 7, NOW)]


class BrokenError(Exception):
    """The process dies here."""


async def asked(database: Database) -> int:
    row = {"chat_id": 1, "message_id": 5, "words": "夜宵几点", "kind": "nothing", "verdict": ""}
    async with database.transaction() as connection:
        await connection.execute(insert(questions).values(**row, state="open", asked_at=NOW))
        number = await connection.scalar(select(questions.c.id))
    assert number is not None
    return int(number)


async def what_is_there(database: Database) -> tuple[str | None, int, int]:
    async with database.connection() as connection:
        state = await connection.scalar(select(questions.c.state))
    known = await KnownQuestionStore(database).in_use()
    return state, len(known), len(await AuditStore(database).newest(9))


async def test_a_case_is_settled_with_what_it_teaches_once(database: Database) -> None:
    number, store = await asked(database), CaseStore(database)
    assert await store.settle([number], QuestionState.BOUND, ENTRY, TAUGHT)
    assert await what_is_there(database) == ("bound", 1, 1)
    assert not await store.settle([number], QuestionState.ABSENT, ENTRY, TAUGHT)
    assert await what_is_there(database) == ("bound", 1, 1)
    assert await store.reopen(number, ENTRY, NOW) == (True, True)
    assert await what_is_there(database) == ("open", 0, 2)
    assert await store.reopen(number, ENTRY, NOW) == (False, False)


@pytest.mark.parametrize("write", ["teach", "write_down"])
async def test_a_crash_at_any_write_leaves_the_case_open(
    database: Database, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    number = await asked(database)

    async def fails(*_: object) -> None:
        raise BrokenError

    with monkeypatch.context() as broken:
        broken.setattr(module, write, fails)
        with pytest.raises(BrokenError):
            await CaseStore(database).settle([number], QuestionState.BOUND, ENTRY, TAUGHT)
    assert await what_is_there(database) == ("open", 0, 0)


@pytest.mark.parametrize("write", ["unlearn", "write_down"])
async def test_a_crash_while_undoing_leaves_the_case_settled(
    database: Database, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    number = await asked(database)
    await CaseStore(database).settle([number], QuestionState.BOUND, ENTRY, TAUGHT)

    async def fails(*_: object) -> None:
        raise BrokenError

    with monkeypatch.context() as broken:
        broken.setattr(module, write, fails)
        with pytest.raises(BrokenError):
            await CaseStore(database).reopen(number, ENTRY, NOW)
    assert await what_is_there(database) == ("bound", 1, 1)
