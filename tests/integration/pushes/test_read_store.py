"""Who has read a notice is counted once, also by several processes at once; the marks name nobody."""

import asyncio
from datetime import UTC, date, datetime

from sqlalchemy import func, insert, select

from storage.database import Database
from storage.pushes.notices import NoticeStore
from storage.pushes.reads import ReadStore
from storage.tables.chats import chats
from storage.tables.notices import notice_reads
from storage.tables.pushes import deliveries
from storage.updates.owners import Share

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = date(2026, 3, 2)
PERSON = 7001


async def a_notice(store: NoticeStore, key: str = "a" * 64) -> int:
    number = await store.ask(1, NOW)
    await store.write(number, "集中学习。", 5, NOW)
    assert await store.count_reads(number, key)
    return number


async def test_presses_at_the_same_moment_count_each_person_once(database: Database) -> None:
    notices, reads = NoticeStore(database), ReadStore(database)
    number = await a_notice(notices)
    assert await reads.count(number, PERSON) is None, "a draft counts nobody"
    assert await notices.start(number, DAY, 6, NOW)
    assert not await notices.count_reads(number, None), "it is too late to take the button away"
    done = await asyncio.gather(*(reads.count(number, PERSON + n % 3) for n in range(12)))
    assert sorted(one[0] for one in done if one) == [False] * 9 + [True] * 3
    assert await reads.counted() == {number: 3}
    async with database.connection() as connection:
        marks = (await connection.scalars(select(notice_reads.c.mark))).all()
    assert len(set(marks)) == 3
    assert str(PERSON) not in "".join(marks)
    assert await notices.take_back(number, NOW)
    assert await reads.count(number, PERSON) is None
    found = await notices.of(number)
    assert found is not None
    assert found.reads == 3, "the number stays"
    async with database.connection() as connection:
        assert await connection.scalar(select(func.count()).select_from(notice_reads)) == 0


async def test_each_process_finds_only_its_own_chats_that_are_behind(database: Database) -> None:
    notices, reads = NoticeStore(database), ReadStore(database)
    number = await a_notice(notices)
    assert await notices.start(number, DAY, 6, NOW)
    states = {11: "sent", 12: "sent", 13: "sent", -14: "sent", 15: "unknown", 16: "planned"}
    async with database.transaction() as connection:
        for chat, state in states.items():
            stands = "gone" if chat == 13 else "active"
            there = insert(chats).values(chat_id=chat, kind="private", title="", state=stands, changed_at=NOW)
            await connection.execute(there)
            await connection.execute(
                insert(deliveries).values(
                    local_date=DAY,
                    chat_id=chat,
                    kind="notice",
                    notice=str(number),
                    content=str(number),
                    due_at=NOW,
                    state=state,
                    attempts=1,
                    reason="",
                    message_id=abs(chat) if state == "sent" else None,
                )
            )
    assert await reads.behind(number, DAY, 4, Share("a", 0, 2)) == [(-14, 14), (12, 12)]
    assert await reads.behind(number, DAY, 4, Share("b", 1, 2)) == [(11, 11)]
    await reads.now_shows(number, 12, 4)
    await reads.now_shows(number, 12, 4)
    assert await reads.behind(number, DAY, 4, Share("a", 0, 2)) == [(-14, 14)]
    assert await reads.goes_out(number, DAY)
    assert await notices.prune(NOW.replace(year=2027)) == 1
    async with database.connection() as connection:
        assert await connection.scalar(select(func.count()).select_from(notice_reads)) == 0
