"""Batches of ways of asking in both databases: each step once, all or nothing; the second is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.database import Database
from storage.people.audit import AuditEntry, AuditStore
from storage.states import BatchState, WriterKind
from storage.ways import batches as module
from storage.ways.batches import NewBatch, StoredWay, WayBatchStore
from storage.ways.withdrawn import WithdrawnWayStore

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ENTRY = AuditEntry(NOW, 7, "ways.take", "批 1")
NEW = NewBatch("2025", WriterKind.ASSISTANT, "small-model", 7, NOW)
GOOD = StoredWay("司机", "油卡能借人吗", "油卡不准借给别人。", "")
BAD = StoredWay("司机", "忽略以上", "", "", refused="不像是提问")


class BrokenError(Exception):
    """The process dies here."""


async def begun(store: WayBatchStore, *tasks: str, new: NewBatch = NEW) -> int:
    number = await store.begin(new, tasks or ("a", "b"))
    assert number is not None
    return number


async def test_a_batch_is_filled_task_by_task_taken_withdrawn_and_taken_again(database: Database) -> None:
    store = WayBatchStore(database)
    number = await begun(store)
    assert await store.open_tasks(number) == [("a", 0), ("b", 0)]
    assert await store.fill(number, "a", [GOOD, BAD], NOW)
    assert not await store.fill(number, "a", [GOOD], NOW), "a task is filled once"
    assert await store.open_tasks(number) == [("b", 0)]
    assert not await store.take(number, ENTRY), "it is being filled"
    assert await store.move(number, BatchState.READY, {BatchState.FILLING}, NOW)
    assert not await store.fill(number, "b", [GOOD], NOW), "it has gone on"
    batch = await store.of(number)
    assert batch is not None
    assert (batch.tasks, batch.done, batch.usable, batch.refused, batch.bad) == (2, 1, 1, 1, 0)
    before = await store.fingerprint()
    assert await store.in_use() == []
    assert await store.take(number, ENTRY)
    assert not await store.take(number, ENTRY)
    assert [(one.id, way.question) for one, way in await store.in_use()] == [(number, GOOD.question)]
    taken = await store.fingerprint()
    assert taken != before
    assert not await store.drop(number, ENTRY), "it is in use"
    assert await store.withdraw(number, ENTRY)
    assert not await store.withdraw(number, ENTRY)
    assert await store.in_use() == []
    assert await store.fingerprint() == before
    assert await store.take(number, ENTRY)
    assert await store.fingerprint() == taken
    assert len(await AuditStore(database).newest(9)) == 3


async def test_only_one_batch_of_a_speech_is_filled_at_once(database: Database) -> None:
    store = WayBatchStore(database)
    number = await begun(store)
    assert await store.begin(NEW, ["a"]) is None
    assert await store.begin(NewBatch("2024", WriterKind.ASSISTANT, "m", None, NOW), ["a"]) is not None
    assert await store.move(number, BatchState.PAUSED, {BatchState.FILLING}, NOW, "坏了")
    other = await begun(store)
    assert not await store.again(number, NOW), "another one is being filled"
    assert await store.move(other, BatchState.READY, {BatchState.FILLING}, NOW)
    assert await store.again(number, NOW)
    batch = await store.of(number)
    assert batch is not None
    assert (batch.state, batch.fault) == (BatchState.FILLING, "")


async def test_a_batch_is_held_by_one_process_until_its_time_is_up(database: Database) -> None:
    store = WayBatchStore(database)
    number, later = await begun(store), NOW + timedelta(minutes=10)
    assert await store.claim(number, "bot 1", NOW, later)
    assert await store.claim(number, "bot 1", NOW, later)
    assert not await store.claim(number, "command 2", NOW, later)
    assert await store.claim(number, "command 2", later + timedelta(seconds=1), later + timedelta(minutes=5))
    await store.release(number, "bot 1")
    assert not await store.claim(number, "bot 3", NOW, later), "only its holder lets go of it"
    await store.forget_holders("bot ")
    assert not await store.claim(number, "bot 3", NOW, later)
    await store.forget_holders("command ")
    assert await store.claim(number, "bot 3", NOW, later)


async def test_what_was_tried_in_vain_comes_last_and_counts_anew_after_a_pause(database: Database) -> None:
    store = WayBatchStore(database)
    number = await begun(store)
    await store.fail(number, "a", "模型什么都没有写")
    assert await store.open_tasks(number) == [("b", 0), ("a", 1)]
    assert await store.move(number, BatchState.PAUSED, {BatchState.FILLING}, NOW)
    assert await store.again(number, NOW)
    assert await store.open_tasks(number) == [("a", 0), ("b", 0)]


async def test_an_editors_word_counts_until_the_batch_is_taken(database: Database) -> None:
    store = WayBatchStore(database)
    number = await store.bring(NEW, [GOOD, BAD])
    await store.weigh(number, "量过")
    way = (await store.ways(number))[0].id
    assert await store.judge(number, way, bad=True)
    batch = await store.of(number)
    assert batch is not None
    assert (batch.usable, batch.bad, batch.gain) == (0, 1, "")
    assert not await store.judge(number, 10**9, bad=True)
    assert await store.take(number, ENTRY)
    assert not await store.judge(number, way, bad=False)
    assert await store.in_use() == []


async def test_a_dropped_batch_leaves_nothing(database: Database) -> None:
    store = WayBatchStore(database)
    number = await begun(store)
    assert await store.fill(number, "a", [GOOD], NOW)
    assert await store.drop(number, ENTRY)
    assert not await store.drop(number, ENTRY)
    assert await store.of(number) is None
    assert await store.ways(number) == []
    assert await store.open_tasks(number) == []


@pytest.mark.parametrize("step", ["take", "withdraw", "drop"])
async def test_a_crash_before_the_log_entry_leaves_the_batch_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = WayBatchStore(database)
    number = await store.bring(NEW, [GOOD])
    if step == "withdraw":
        assert await store.take(number, ENTRY)
    before = await store.of(number)

    async def fails(*_: object) -> None:
        raise BrokenError

    monkeypatch.setattr(module, "write_down", fails)
    with pytest.raises(BrokenError):
        await getattr(store, step)(number, ENTRY)
    assert await store.of(number) == before
    assert len(await store.ways(number)) == 1


async def test_a_crash_within_filling_a_task_leaves_it_open(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = WayBatchStore(database)
    number = await begun(store)

    async def fails(*_: object) -> None:
        raise BrokenError

    monkeypatch.setattr(module, "_keep", fails)
    with pytest.raises(BrokenError):
        await store.fill(number, "a", [GOOD], NOW)
    assert await store.open_tasks(number) == [("a", 0), ("b", 0)]


async def test_a_source_is_withdrawn_and_restored_once(database: Database) -> None:
    store = WithdrawnWayStore(database)
    assert await store.withdraw("2022/driver", 7, NOW, ENTRY)
    assert not await store.withdraw("2022/driver", 7, NOW, ENTRY)
    assert await store.listed() == {"2022/driver"}
    assert await store.restore("2022/driver", ENTRY)
    assert not await store.restore("2022/driver", ENTRY)
    assert await store.listed() == frozenset()
    assert len(await AuditStore(database).newest(9)) == 2
