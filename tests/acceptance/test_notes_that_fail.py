"""What is noted of an answer is written after it, with the mark: what becomes of the answer if that fails."""

import sqlite3

import pytest
from office import Colleague, Office
from sqlalchemy.exc import OperationalError

from handlers.errors import APOLOGY
from storage.updates.received import UpdateStore

QUESTION = "三重一大是什么"


async def asks_while_notes_fail(
    office: Office, chen: Colleague, failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ask once while what is noted of replies cannot be written, and once more when it can."""

    async def fails(*_: object) -> None:
        raise failure

    with monkeypatch.context() as patched:
        patched.setattr(office.services.answers._replies._given, "write", fails)
        asked = await chen.says(QUESTION)
        await office.waits(30)
    assert [APOLOGY in one.text for one in chen.answers()] == [False]
    assert chen.finds("重大问题决策")
    assert await UpdateStore(office.database).count_unhandled(office.world.bot.id) == 0
    assert await office.services.answers.earlier(chen.private.id, asked.id) is None
    again = await chen.says(QUESTION)
    assert len(chen.answers()) == 2
    assert await office.services.answers.earlier(chen.private.id, again.id) is not None


async def test_an_answer_whose_notes_met_a_locked_database_is_said_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = OperationalError("INSERT", None, sqlite3.OperationalError("database is locked"))
    await asks_while_notes_fail(office, office.colleague("陈"), locked, monkeypatch)


async def test_an_answer_whose_notes_fail_by_a_defect_is_said_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await asks_while_notes_fail(office, office.colleague("陈"), KeyError("a defect"), monkeypatch)


async def test_what_was_not_said_is_tried_again_when_the_database_works(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes without an answer: the update is handled anew, and marked only then."""
    chen = office.colleague("陈")
    locked = OperationalError("INSERT", None, sqlite3.OperationalError("database is locked"))
    told = 0

    async def fails_first(*_: object) -> None:
        nonlocal told
        told += 1
        raise locked

    questions = office.services.inbox._questions._asked
    with monkeypatch.context() as patched:
        patched.setattr(questions, "write", fails_first)
        patched.setattr("handlers.sending.speaking.note_spoken", lambda: None)  # as if nothing was said
        await chen.says(QUESTION)
        assert told == 1
        assert await UpdateStore(office.database).count_unhandled(office.world.bot.id) == 1
    await office.waits(30)
    assert await UpdateStore(office.database).count_unhandled(office.world.bot.id) == 0
