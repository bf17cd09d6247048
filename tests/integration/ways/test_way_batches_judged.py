"""Batches as editors handle them: sampled, judged, taken, withdrawn, dropped, and each step written down."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from way_desk import Desk, at_desk
from way_samples import CARD, REGISTER, TEXT

from core.errors import UserError
from services.ways.assistant import AssistantError
from services.ways.batches import SAMPLE, is_open
from services.ways.filling import MOST_IN_VAIN
from storage.database import Database
from storage.people.audit import AuditStore
from storage.states import BatchState, WriterKind
from storage.ways.batches import Batch, NewBatch, StoredWay

SETTLED = "这一批已经有人处理过了"
NOT_SAID = StoredWay("司机", "公务车出门先登记在哪里", "", "登记的地方")


@pytest.fixture
async def desk(database: Database, tmp_path: Path) -> Desk:
    (tmp_path / "speeches").mkdir()
    (tmp_path / "speeches" / "2025.txt").write_text(TEXT, encoding="utf-8")
    return await at_desk(database, tmp_path)


def ways(number: int) -> list[StoredWay]:
    return [StoredWay("司机", f"第{place}种问法", REGISTER, "") for place in range(number)]


async def brought(desk: Desk, *written: StoredWay) -> int:
    new = NewBatch("2025", WriterKind.PEOPLE, "填好的.xlsx", 7, desk.clock.now())
    return await desk.store.bring(new, written)


async def test_a_sample_is_a_page_from_all_over_the_batch_and_the_last_page_is_what_is_left(desk: Desk) -> None:
    refused = StoredWay("司机", "不能用", "", "", refused="太短")
    number = await brought(desk, *ways(2 * SAMPLE + 1), refused)
    pages = [await desk.ways.batches.sample(number, page) for page in range(3)]
    assert [(one.page, one.pages, one.first, one.every, len(one.ways)) for one in pages] == [
        (0, 3, 1, 2 * SAMPLE + 1, SAMPLE),
        (1, 3, SAMPLE + 1, 2 * SAMPLE + 1, SAMPLE),
        (2, 3, 2 * SAMPLE + 1, 2 * SAMPLE + 1, 1),
    ]
    shown = [way.question for page in pages for way in page.ways]
    assert sorted(shown) == sorted(way.question for way in ways(2 * SAMPLE + 1))
    assert shown != [way.question for way in ways(2 * SAMPLE + 1)], "not in the order of the speech"
    assert await desk.ways.batches.sample(number, 9) == pages[2]
    assert await desk.ways.batches.sample(number, -1) == pages[0]
    full = await brought(desk, *ways(SAMPLE))
    assert (await desk.ways.batches.sample(full, 1)).pages == 1
    empty = await desk.ways.batches.sample(await brought(desk), 0)
    assert (empty.pages, empty.every, empty.ways) == (1, 0, ())


async def test_what_is_said_to_have_no_answer_and_has_one_is_shown_first(desk: Desk) -> None:
    number = await brought(desk, *ways(SAMPLE), NOT_SAID)
    sample = await desk.ways.batches.sample(number, 0)
    assert sample.doubted == {NOT_SAID.question}
    assert sample.ways[0].question == NOT_SAID.question


async def test_each_step_is_taken_once_and_written_down(database: Database, desk: Desk) -> None:
    batches = desk.ways.batches
    number = await brought(desk, *ways(3))
    first = (await batches.ways(number))[0].id
    await batches.judge(number, first, bad=True)
    assert (await batches.take(number, 7)).state is BatchState.TAKEN
    for step in (batches.take, batches.drop):
        with pytest.raises(UserError, match=SETTLED):
            await step(number, 7)
    with pytest.raises(UserError, match=SETTLED):
        await batches.judge(number, first, bad=False)
    assert desk.speeches.library.known_count == 2
    assert (await batches.withdraw(number, 8)).state is BatchState.WITHDRAWN
    assert desk.speeches.library.known_count == 0
    with pytest.raises(UserError, match=SETTLED):
        await batches.withdraw(number, 8)
    assert (await batches.drop(number, 9)).id == number
    with pytest.raises(UserError, match=f"没有第 {number} 批相似问，或已经丢掉了"):
        await batches.of(number)
    named = f"批 {number}（2025，填好的.xlsx）"
    written = await AuditStore(database).newest(9)
    assert [(one.user_id, one.action, one.subject, one.was, one.now) for one in written] == [
        (9, "ways.drop", named, "2 个", ""),
        (8, "ways.withdraw", named, "2 个", ""),
        (7, "ways.take", named, "", "2 个"),
    ]


async def test_a_batch_of_which_nothing_can_be_used_is_not_taken(desk: Desk) -> None:
    number = await brought(desk, StoredWay("司机", "不能用", "", "", refused="太短"))
    with pytest.raises(UserError, match="没有能用的相似问"):
        await desk.ways.batches.take(number, 7)


async def test_what_was_refused_is_listed_by_reason_the_most_frequent_first(desk: Desk) -> None:
    reasons = ("太短", "照抄了原文", "照抄了原文", "不是中文问法", "太短", "照抄了原文")
    refused = [StoredWay("", f"问法{place}", "", "", refused=why) for place, why in enumerate(reasons)]
    number = await brought(desk, *ways(1), *refused)
    found = [(why, len(every)) for why, every in await desk.ways.batches.refused(number)]
    assert found == [("照抄了原文", 3), ("太短", 2), ("不是中文问法", 1)]


async def test_batches_are_listed_by_speech_and_known_while_somebody_has_to_do_something(desk: Desk) -> None:
    number = await brought(desk, *ways(1))
    batches = desk.ways.batches
    assert [one.id for one in await batches.listed()] == [one.id for one in await batches.listed("2025")]
    assert await batches.listed("1999") == []
    assert is_open(await batches.of(number))
    await batches.weighed(number, ["甲", "乙"])
    assert (await batches.of(number)).gain == "甲\n乙"
    await batches.take(number, 7)
    assert not is_open(await batches.of(number))
    assert await batches.there(await batches.of(number)) == [ways(1)[0].question] * 2
    with pytest.raises(UserError, match=r"没有在用的讲话“1999”。请看 /speeches"):
        await batches.tasks("1999")
    assert (batches.has("2025"), batches.has("1999")) == (True, False)


async def test_only_one_batch_of_a_speech_is_begun_and_none_without_a_model(desk: Desk) -> None:
    await desk.begins(1)
    begun = await desk.ways.batches.of(desk.number)
    assert (begun.kind, begun.writer, begun.user_id, begun.tasks) == (
        WriterKind.ASSISTANT,
        "small-model",
        7,
        2,
    )
    with pytest.raises(UserError, match="的相似问正在写，不用再开始"):
        await desk.begins(1)
    desk.ways.filling.assistant = None
    for step in (desk.ways.filling.begin("2025", 7), desk.ways.filling.again(desk.number)):
        with pytest.raises(UserError, match="没有设置模型"):
            await step
    assert (await desk.fills()).done == 0


async def test_tasks_in_a_row_without_an_answer_end_a_run_and_one_in_between_does_not(desk: Desk) -> None:
    answers = iter(["", "", "ok", "", "", ""])
    good = desk.model.writes

    def writes(prompt: str) -> str:
        if next(answers, ""):
            return good(prompt)
        raise AssistantError("模型什么都没有写", ends=False)

    desk.model.writes = writes
    await desk.begins()
    batch = await desk.fills()
    assert (batch.state, batch.fault, batch.done) == (BatchState.PAUSED, "模型什么都没有写", 1)
    assert len(desk.model.asked) == 2 + 1 + MOST_IN_VAIN


async def test_a_batch_is_stopped_at_once_while_it_is_written_and_goes_on_later(desk: Desk) -> None:
    begun, stopped = asyncio.Event(), asyncio.Event()
    good = desk.model.write

    async def hangs(_: str) -> str:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        raise AssertionError

    model: Any = desk.model
    model.write = hangs
    await desk.begins(1)
    filling = asyncio.create_task(desk.fills())
    await begun.wait()
    assert (await desk.ways.filling.stop(desk.number)).state is BatchState.PAUSED
    assert (await filling).state is BatchState.PAUSED
    assert stopped.is_set()
    with pytest.raises(UserError, match=SETTLED):
        await desk.ways.filling.stop(desk.number)
    model.write = good
    assert (await desk.ways.filling.again(desk.number)).state is BatchState.FILLING
    with pytest.raises(UserError, match=SETTLED):
        await desk.ways.filling.again(desk.number)
    await desk.ways.filling.shown_in(await desk.ways.batches.of(desk.number), 12)
    done: Batch = await desk.fills()
    assert (done.state, done.done, done.message_id) == (BatchState.READY, 2, 12)
    ways = await desk.ways.batches.ways(desk.number)
    assert ways
    assert all(CARD not in one.question for one in ways)


async def test_who_died_while_filling_holds_nothing_where_there_is_only_one_bot(
    database: Database, desk: Desk
) -> None:
    await desk.begins(1)
    now = desk.clock.now()
    assert await desk.store.claim(desk.number, "bot of before", now, now + timedelta(minutes=2))
    assert (await desk.fills()).done == (2 if database.dialect == "sqlite" else 0)
