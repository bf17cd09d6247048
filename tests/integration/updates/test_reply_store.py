from dataclasses import replace
from datetime import timedelta

from clock import MORNING

from storage.asking.replies import GivenReply, ReplyStore
from storage.database import Database

FIRST = GivenReply(
    chat_id=-5,
    question_message_id=10,
    answer_message_id=11,
    thread_id=None,
    user_id=7,
    kind="confident",
    at=MORNING,
)


def later(seconds: int) -> GivenReply:
    return replace(
        FIRST,
        question_message_id=FIRST.question_message_id + seconds,
        at=MORNING + timedelta(seconds=seconds),
    )


async def test_reply_is_found_by_its_question(database: Database) -> None:
    store = ReplyStore(database)
    await store.remember(FIRST)
    assert await store.of(-5, 10) == FIRST
    assert await store.of(-5, 11) is None
    assert await store.of(-6, 10) is None


async def test_edited_question_has_one_reply(database: Database) -> None:
    store = ReplyStore(database)
    await store.remember(FIRST)
    edited = replace(FIRST, answer_message_id=12, kind="nothing")
    await store.remember(edited)
    assert await store.of(-5, 10) == edited


async def test_old_replies_are_forgotten(database: Database) -> None:
    store = ReplyStore(database)
    await store.remember(later(1))
    await store.remember(later(2))
    assert await store.prune(MORNING + timedelta(seconds=2)) == 1
    assert await store.of(-5, 11) is None
    assert await store.of(-5, 12) == later(2)
