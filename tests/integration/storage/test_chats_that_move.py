"""A group becomes a supergroup: every row with its number follows, and its new title is taken when seen."""

from datetime import UTC, datetime

from sqlalchemy import func, insert, select

from storage.database import Database
from storage.people.chats import ChatStore
from storage.tables.access import approvals, people
from storage.tables.asking import questions
from storage.tables.chats import chats
from storage.tables.every import metadata
from storage.upkeep.chat_migration import FOLLOWING, STAYING, move_chat

NOW = datetime(2026, 3, 2, tzinfo=UTC)
OLD, NEW = -5001, -1005001


def test_every_column_with_a_chats_number_is_on_one_of_the_lists() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.c
        if "chat" in column.name or column.name == "migrated_to"
    }
    following = {f"{column.table.name}.{column.name}" for column in FOLLOWING}
    assert columns == following | set(STAYING)
    assert not following & set(STAYING)


async def test_questions_follow_and_meet_no_message_of_the_new_numbers(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            insert(questions),
            [
                {
                    "chat_id": chat_id,
                    "message_id": 15,
                    "words": words,
                    "kind": "nothing",
                    "verdict": "",
                    "state": "open",
                    "asked_at": NOW,
                }
                for chat_id, words in ((OLD, "旧群里问的"), (NEW, "新群里问的"))
            ],
        )
    for _ in range(2):  # Telegram says it in both chats
        async with database.transaction() as connection:
            await move_chat(connection, database, OLD, NEW, NOW)
    async with database.connection() as connection:
        found = await connection.execute(
            select(questions.c.chat_id, questions.c.message_id, questions.c.words).order_by(questions.c.id)
        )
        assert [tuple(row) for row in found] == [(NEW, -15, "旧群里问的"), (NEW, 15, "新群里问的")]


async def test_a_new_title_is_taken_wherever_one_is_kept(database: Database) -> None:
    store = ChatStore(database)
    values = {"application": "approved", "menu": "", "changed_at": NOW}
    async with database.transaction() as connection:
        await connection.execute(
            insert(chats).values(
                chat_id=OLD, kind="group", title="旧名", state="active", state_reason="", changed_at=NOW
            )
        )
        await connection.execute(insert(approvals).values(chat_id=OLD, kind="group", title="旧名", **values))
        await connection.execute(insert(people).values(user_id=7, name="小陈", role=1, **values))
    await store.rename(OLD, "新名")
    await store.rename(7, "陈科长")
    await store.rename(-99, "没有记过的群")
    async with database.connection() as connection:
        assert await connection.scalar(select(chats.c.title)) == "新名"
        assert await connection.scalar(select(approvals.c.title)) == "新名"
        assert await connection.scalar(select(people.c.name)) == "陈科长"
        assert await connection.scalar(select(func.count()).select_from(chats)) == 1
