"""What a question costs the database, so that it cannot creep up: docs/decisions/0004 says what it came to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import aiosqlite
import pytest
from office import Office
from sqlalchemy import Engine, event

from storage.engine.looking_up import LookingUp


@dataclass
class Spent:
    """Statements, transactions that wrote, and calls of SQLite's threads."""

    statements: int = 0
    transactions: int = 0
    calls: int = 0


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spent]:
    """Count what the block costs."""
    spent = Spent()
    call: Any = aiosqlite.Connection._execute  # every call of a thread goes through it

    async def calls(connection: aiosqlite.Connection, *work: Any, **more: Any) -> Any:  # noqa: ANN401
        spent.calls += 1
        return await call(connection, *work, **more)

    is_empty: Any = LookingUp._has_none

    def looks(reader: LookingUp, *work: Any) -> bool:  # noqa: ANN401
        spent.statements += 1
        return bool(is_empty(reader, *work))

    def states(*_: object) -> None:
        spent.statements += 1

    def commits(_: object) -> None:
        spent.transactions += 1

    event.listen(Engine, "before_cursor_execute", states)
    event.listen(Engine, "commit", commits)
    with monkeypatch.context() as patched:
        patched.setattr(aiosqlite.Connection, "_execute", calls)
        patched.setattr(LookingUp, "_has_none", looks)
        yield spent
    event.remove(Engine, "before_cursor_execute", states)
    event.remove(Engine, "commit", commits)


async def test_a_question_is_two_transactions_and_is_never_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One stores the update before Telegram forgets it, one writes all that is known after the answer."""
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    for words in ("三重一大是什么", "三重一大是什么"):
        with counted(monkeypatch) as spent:
            await chen.says(words)
        assert chen.finds("重大问题决策")
        assert spent == Spent(statements=6, transactions=2, calls=3)
    with counted(monkeypatch) as spent:
        await chen.says("食堂几点开门")
    # Who would see it is looked up, and the topics it offers are noted.
    assert spent == Spent(statements=8, transactions=2, calls=4)


async def test_questions_that_are_answered_together_are_written_together(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [office.colleague(name) for name in "赵钱孙李周吴郑王"]
    for one in people:
        office.world.say(one.person, one.private, "三重一大是什么")
    with counted(monkeypatch) as spent:
        await office.deals()
    assert all(one.finds("重大问题决策") for one in people)
    assert spent.transactions <= 1 + len(people)


async def test_the_first_of_two_answers_is_noted_before_the_second_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a crash between them says only the second one again."""
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    with counted(monkeypatch) as spent:
        await chen.says("一岗双责是什么意思？还有三重一大是什么？")
    assert len(chen.answers()) == 3
    assert spent.transactions == 3
