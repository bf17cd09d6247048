import asyncio
from datetime import timedelta
from pathlib import Path

from clock import MORNING
from sqlalchemy import select

from storage.database import FILE_NAME, Database
from storage.tables.updates import updates
from storage.updates.owners import Share
from storage.updates.received import RawUpdate, UpdateStore

BOT, OTHER_BOT = 1, 2
ME = Share("me")


def raw(update_id: int, chat_id: int | None = 5) -> RawUpdate:
    return RawUpdate(update_id, chat_id, f'{{"update_id": {update_id}}}')


async def waiting(store: UpdateStore, bot_id: int = BOT) -> list[int]:
    return [one.update_id for one in await store.unhandled(bot_id, 1000)]


async def test_update_that_comes_again_is_stored_once(database: Database) -> None:
    store = UpdateStore(database)
    assert await store.store(BOT, [raw(2), raw(1)], MORNING, ME) == [raw(2), raw(1)]
    assert await store.store(BOT, [raw(2), raw(3)], MORNING, ME) == [raw(3)]
    assert await store.store(BOT, [raw(3)], MORNING, ME) == []
    assert await store.store(BOT, [], MORNING, ME) == []
    assert await waiting(store) == [1, 2, 3]


async def test_update_twice_in_one_batch_is_stored_once(database: Database) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(1), raw(1)], MORNING, ME)
    assert await waiting(store) == [1]


async def test_bots_do_not_see_each_others_updates(database: Database) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(1)], MORNING, ME)
    assert await store.store(OTHER_BOT, [raw(1)], MORNING, ME) == [raw(1)]
    await store.mark_handled(BOT, [1], MORNING)
    assert (await waiting(store), await waiting(store, OTHER_BOT)) == ([], [1])


async def test_update_comes_back_as_it_was_stored(database: Database) -> None:
    store = UpdateStore(database)
    given = [RawUpdate(1, None, '{"text": "三重一大\\ud83d"}'), RawUpdate(2**52, -(2**52), "{}")]
    await store.store(BOT, given, MORNING, ME)
    assert await store.unhandled(BOT, 10) == given


async def test_unhandled_updates_come_in_pages(database: Database) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(number) for number in range(1, 8)], MORNING, ME)
    page = await store.unhandled(BOT, 3)
    assert [one.update_id for one in page] == [1, 2, 3]
    page = await store.unhandled(BOT, 3, after=3)
    assert [one.update_id for one in page] == [4, 5, 6]


async def test_handled_update_forgets_what_was_said(database: Database) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(number) for number in (1, 2, 3)], MORNING, ME)
    await store.mark_handled(BOT, [1, 3], MORNING + timedelta(seconds=1))
    assert await waiting(store) == [2]
    assert await store.count_unhandled(BOT) == 1
    query = select(updates.c.payload, updates.c.handled_at).where(updates.c.update_id == 3)
    async with database.connection() as connection:
        assert tuple((await connection.execute(query)).one()) == (None, MORNING + timedelta(seconds=1))


async def test_words_of_a_handled_update_are_gone_from_the_file(tmp_path: Path) -> None:
    database = Database.in_folder(tmp_path)
    await database.migrate()
    store = UpdateStore(database)
    secret = "words between us " * 20
    await store.store(BOT, [RawUpdate(number, 5, secret) for number in range(20)], MORNING, ME)
    await database.close()
    file = tmp_path / FILE_NAME
    assert secret.encode() in file.read_bytes()
    await store.mark_handled(BOT, range(20), MORNING)
    await database.close()
    assert b"words between us" not in file.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]


async def test_handled_update_that_comes_again_stays_handled(database: Database) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(1)], MORNING, ME)
    await store.mark_handled(BOT, [1], MORNING)
    assert await store.store(BOT, [raw(1)], MORNING, ME) == []
    assert await waiting(store) == []


async def test_marks_that_come_together_are_all_made(database: Database) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(number) for number in range(1200)], MORNING, ME)
    await asyncio.gather(
        *(store.mark_handled(BOT, [number], MORNING) for number in range(40)),
        store.mark_handled(BOT, range(40, 1199), MORNING),
        store.mark_handled(BOT, [], MORNING),
    )
    assert await waiting(store) == [1199]


async def test_attempts_are_counted(database: Database) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(1), raw(2)], MORNING, ME)
    await store.count_attempt(BOT, 1)
    await store.count_attempt(BOT, 1)
    assert [one.attempts for one in await store.unhandled(BOT, 10)] == [2, 0]


async def test_only_old_handled_updates_are_pruned(database: Database) -> None:
    store = UpdateStore(database)
    await store.store(BOT, [raw(1), raw(2)], MORNING, ME)
    await store.store(BOT, [raw(3)], MORNING + timedelta(days=2), ME)
    await store.mark_handled(BOT, [1, 3], MORNING + timedelta(days=2))
    assert await store.prune(MORNING + timedelta(days=1)) == 1
    assert await store.store(BOT, [raw(1), raw(2), raw(3)], MORNING, ME) == [raw(1)]
