from dataclasses import replace
from datetime import timedelta

from clock import MORNING

from storage.database import Database
from storage.replies import GivenReply, ReplyStore

FIRST = GivenReply(
    chat_id=-5,
    question_message_id=10,
    answer_message_id=11,
    thread_id=None,
    user_id=7,
    passage_id="2023-3-07",
    passage_digest="abc",
    kind="confident",
    at=MORNING,
)


def later(seconds: int) -> GivenReply:
    return replace(
        FIRST,
        question_message_id=FIRST.question_message_id + seconds,
        passage_id=f"2023-3-{seconds:02}",
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
    edited = replace(FIRST, passage_id=None, passage_digest=None, kind="nothing")
    await store.remember(edited)
    assert await store.of(-5, 10) == edited


async def test_answer_that_now_shows_another_passage_is_leant_on(database: Database) -> None:
    store = ReplyStore(database)
    await store.remember(FIRST)
    await store.now_shows(-5, 11, "2022-1-01", "def", MORNING + timedelta(seconds=9))
    await store.now_shows(-5, 12, "2022-1-02", "ghi", MORNING + timedelta(seconds=9))
    last = await store.last(-5, None, 7, MORNING + timedelta(seconds=9))
    assert last is not None
    assert (last.question_message_id, last.passage_id, last.passage_digest) == (10, "2022-1-01", "def")


async def test_last_reply_is_the_newest_that_showed_a_passage(database: Database) -> None:
    store = ReplyStore(database)
    for reply in (later(1), later(3), later(2), replace(later(4), passage_id=None)):
        await store.remember(reply)
    assert await store.last(-5, None, 7, MORNING) == later(3)


async def test_last_reply_is_of_the_same_person_and_topic(database: Database) -> None:
    store = ReplyStore(database)
    await store.remember(later(1))
    await store.remember(replace(later(2), user_id=8))
    await store.remember(replace(later(3), user_id=None))
    await store.remember(replace(later(4), thread_id=77))
    await store.remember(replace(later(5), chat_id=-6))
    assert await store.last(-5, None, 7, MORNING) == later(1)
    assert await store.last(-5, None, None, MORNING) == replace(later(3), user_id=None)
    assert await store.last(-5, 77, 7, MORNING) == replace(later(4), thread_id=77)
    assert await store.last(-5, 78, 7, MORNING) is None


async def test_last_reply_is_not_too_old(database: Database) -> None:
    store = ReplyStore(database)
    await store.remember(later(1))
    assert await store.last(-5, None, 7, MORNING + timedelta(seconds=1)) == later(1)
    assert await store.last(-5, None, 7, MORNING + timedelta(seconds=2)) is None


async def test_old_replies_are_forgotten(database: Database) -> None:
    store = ReplyStore(database)
    await store.remember(later(1))
    await store.remember(later(2))
    assert await store.prune(MORNING + timedelta(seconds=2)) == 1
    assert await store.of(-5, 11) is None
    assert await store.of(-5, 12) == later(2)
