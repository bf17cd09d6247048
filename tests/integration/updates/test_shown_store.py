from dataclasses import replace
from datetime import timedelta

from clock import MORNING

from storage.asking.shown import EVERYBODY, ShownPassage, ShownStore
from storage.database import Database

FIRST = ShownPassage(
    chat_id=-5,
    message_id=11,
    user_id=7,
    thread_id=None,
    passage_id="2023-3-07",
    around="",
    digest="abc",
    lasting=False,
    at=MORNING,
)


def later(seconds: int) -> ShownPassage:
    return replace(FIRST, message_id=11 + seconds, at=MORNING + timedelta(seconds=seconds))


async def test_newest_is_what_was_noted_last_for_the_person_or_for_everybody(database: Database) -> None:
    store = ShownStore(database)
    await store.note(FIRST, later(2), later(1))
    assert await store.newest(-5, None, 7) == later(2)
    await store.note(replace(later(3), user_id=8), replace(later(4), chat_id=-6))
    await store.note(replace(later(5), thread_id=9))
    assert await store.newest(-5, None, 7) == later(2)
    assert await store.newest(-5, 9, 7) == replace(later(5), thread_id=9)
    pushed = replace(later(6), user_id=EVERYBODY, lasting=True)
    await store.note(pushed)
    assert await store.newest(-5, None, 7) == pushed
    assert await store.newest(-5, None, 99) == pushed
    assert await store.newest(-7, None, 7) is None


async def test_a_message_that_shows_another_passage_is_the_newest_again(database: Database) -> None:
    store = ShownStore(database)
    await store.note(FIRST, later(1))
    again = replace(FIRST, passage_id="2022-1-01", around="2022-1-03", at=MORNING + timedelta(seconds=9))
    await store.note(again)
    assert await store.newest(-5, None, 7) == again
    assert await store.of(-5, 11) == [again, FIRST]
    back = replace(FIRST, at=MORNING + timedelta(seconds=10))
    await store.note(back)
    assert await store.of(-5, 11) == [back, again]


async def test_what_was_shown_lately_comes_newest_first(database: Database) -> None:
    store = ShownStore(database)
    await store.note(*(later(second) for second in range(5)))
    assert await store.since(-5, None, 7, MORNING + timedelta(seconds=2), 2) == [later(4), later(3)]
    assert len(await store.since(-5, None, 7, MORNING + timedelta(seconds=2), 9)) == 3


async def test_a_message_and_what_is_old_are_forgotten(database: Database) -> None:
    store = ShownStore(database)
    await store.note(*(later(second) for second in range(4)))
    await store.forget(-5, 11)
    await store.forget(-5, 99)
    assert await store.of(-5, 11) == []
    assert await store.prune(MORNING + timedelta(seconds=3)) == 2
    assert await store.newest(-5, None, 7) == later(3)
