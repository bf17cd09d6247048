"""What one person costs does not grow with how many others there are: operations counted, not time.

An office with a crowd in every table, and one with a small crowd: in each deed no function of ours takes
clearly more of Python's operations, and no statement more of SQLite's steps, among the many than among the few.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from clock import MORNING
from office import Colleague, Office
from operations import Operations, StepCounter, counted
from sqlalchemy import insert

from core.settings import AccessSettings
from emulator.chats import Chat
from storage.database import FILE_NAME, Database
from storage.states import Application, ChatState, DeliveryState, QuestionState
from storage.tables.access import approvals, memberships, people
from storage.tables.asking import questions, replies
from storage.tables.chats import chats, subscriptions
from storage.tables.pushes import deliveries
from storage.tables.updates import updates

FEW, MANY = 20, 2000
# What operators are shown sums up everybody's pushes, when there is news: that is no part of sending one.
SUMS = re.compile(r"^SELECT subscriptions\.time, count\(\*\) .* GROUP BY subscriptions\.time")
YESTERDAY = MORNING - timedelta(days=1)
FIRST = 9_000_000_000  # the numbers of the crowd


def crowd(size: int, bot_id: int) -> dict[Any, list[dict[str, Any]]]:
    """Return the rows of so many people, half of them strangers, and a tenth as many groups."""
    everybody = range(FIRST, FIRST + size)
    groups = range(-FIRST - size // 10, -FIRST)
    chat = {"title": "某", "state": ChatState.ACTIVE.value, "state_reason": "", "changed_at": YESTERDAY}
    person = {"name": "某", "told_at": YESTERDAY, "menu": "", "changed_at": YESTERDAY}
    wish = {"active": True, "time": "20:00", "created_at": YESTERDAY, "changed_at": YESTERDAY}
    sent = {
        "local_date": YESTERDAY.date(), "kind": "quote", "content": "某", "due_at": YESTERDAY,
        "state": DeliveryState.SENT.value, "finished_at": YESTERDAY,
    }  # fmt: skip
    asked = {
        "message_id": 1, "user_id": 1, "words": None, "kind": "confident", "verdict": "",
        "state": QuestionState.CLOSED.value, "asked_at": YESTERDAY,
    }  # fmt: skip
    shown = {"question_message_id": 1, "answer_message_id": 2, "kind": "confident", "at": MORNING}
    return {
        people: [
            {"user_id": one, "role": one % 2, "application": Application.NONE.value, **person}
            for one in everybody
        ],
        memberships: [
            {"user_id": one, "chat_id": -FIRST, "present": True, "checked_at": MORNING} for one in everybody
        ],
        approvals: [
            {
                "chat_id": one, "kind": "supergroup", "title": "某", "menu": "", "changed_at": YESTERDAY,
                "application": Application.REFUSED.value,
            }
            for one in groups
        ],
        chats: [{"chat_id": one, "kind": "private", **chat} for one in everybody],
        subscriptions: [{"chat_id": one, **wish} for one in everybody],
        deliveries: [{"chat_id": one, **sent} for one in everybody],
        questions: [{"chat_id": one, **asked} for one in everybody],
        replies: [{"chat_id": one, **shown} for one in everybody],
        updates: [
            {"bot_id": bot_id, "update_id": one - FIRST, "chat_id": one, "received_at": YESTERDAY,
             "handled_at": YESTERDAY}
            for one in everybody
        ],
    }  # fmt: skip


@dataclass
class Scene:
    office: Office
    wu: Colleague
    chen: Colleague
    li: Colleague
    chat: Chat
    outside: Chat


Deed = Callable[[Scene], Awaitable[object]]


async def a_member_asks(it: Scene) -> None:
    await it.chen.says("三重一大是什么")


async def a_member_asks_in_a_group(it: Scene) -> None:
    await it.chen.says("/ask 三重一大是什么", it.chat)


async def a_member_asks_on(it: Scene) -> None:
    await it.chen.says("下一段")


async def a_button_is_pressed(it: Scene) -> None:
    await it.chen.taps("上下文", it.chen.answers()[0])


async def an_answer_is_judged(it: Scene) -> None:
    await it.chen.taps("有用", it.chen.answers()[0])


async def a_stranger_comes(it: Scene) -> None:
    await it.li.says("三重一大是什么")


async def a_stranger_applies(it: Scene) -> None:
    await it.li.taps("申请使用")


async def a_group_applies(it: Scene) -> None:
    await it.li.says("/ask 三重一大是什么", it.outside)


async def a_stranger_guesses(it: Scene) -> None:
    await it.li.says("/claim ABCD-EFGH-JKLM")


async def somebody_subscribes(it: Scene) -> None:
    await it.chen.says("/subscribe 9:00")


async def a_push_goes_out(it: Scene) -> None:
    await it.office.comes(0, 9, 1)


async def nothing_is_due(it: Scene) -> None:
    await it.office.passes(minutes=1)


DEEDS: tuple[Deed, ...] = (
    a_member_asks,
    a_member_asks_in_a_group,
    a_member_asks_on,
    a_button_is_pressed,
    an_answer_is_judged,
    a_stranger_comes,
    a_stranger_applies,
    a_group_applies,
    a_stranger_guesses,
    somebody_subscribes,
    a_push_goes_out,
    nothing_is_due,
)


async def costs(database: Database, size: int) -> dict[str, Operations]:
    """Let a day go by in an office with such a crowd; return what each deed took."""
    steps = StepCounter(database)
    office = await Office.open(database, operator="吴", access=AccessSettings(mode="members"))
    try:
        it = await furnished(office, size)
        taken = {}
        for deed in DEEDS:
            steps.into = taken[deed.__name__] = Operations()
            with counted(steps.into):
                await deed(it)
        assert len(it.chen.pushes()) == 1
    finally:
        await office.close()
    return taken


async def furnished(office: Office, size: int) -> Scene:
    wu, chen, li = (office.colleague(name) for name in "吴陈李")
    await wu.says("/start")
    chat = await office.group("机关党委", wu, chen)
    outside = office.world.add_group("外面的群", li.person)
    office.world.add_bot(outside, li.person)
    await office.world.updates.take(10**12, 100, 0)  # unheard, so that it applies when somebody speaks there
    async with office.database.transaction() as connection:
        for table, rows in crowd(size, office.app.bot.id).items():
            await connection.execute(insert(table), rows)
    for one in range(size):
        office.services.throttle.take(FIRST + one, None)
    await chen.says("八项规定")
    await office.passes(minutes=1)
    return Scene(office, wu, chen, li, chat, outside)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def taken(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[dict[str, Operations], dict[str, Operations]]]:
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PTB_TIMEDELTA", "1")
        for size in (FEW, MANY):
            folder = tmp_path_factory.mktemp("crowd")
            (folder / FILE_NAME).write_bytes(sqlite_template.read_bytes())
            database = Database.in_folder(folder)
            found.append(await costs(database, size))
            await database.close()
    yield found[0], found[1]


@pytest.mark.parametrize("deed", [deed.__name__ for deed in DEEDS])
def test_one_deed_takes_the_same_among_few_and_among_many(
    taken: tuple[dict[str, Operations], dict[str, Operations]], deed: str
) -> None:
    few, many = (one[deed] for one in taken)
    assert [grown for grown in many.grown(few) if not SUMS.search(grown)] == []
