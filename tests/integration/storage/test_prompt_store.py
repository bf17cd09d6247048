"""What the bot has asked, as it is kept; on both engines."""

from dataclasses import replace
from datetime import timedelta

from clock import MORNING

from storage.asking.prompts import Prompt, PromptStore
from storage.database import Database
from storage.people.forgetting import ForgettingStore
from storage.states import PromptState

UNTIL = MORNING + timedelta(minutes=30)
ASKED = Prompt(
    chat_id=-5,
    user_id=7,
    message_id=11,
    kind="hour",
    number=0,
    asked_at=MORNING,
    until=UNTIL,
    presses={"yes": "set:time:0900", "no": "", "改到 09:00": "set:time:0900"},
)


def bare(prompt: Prompt | None) -> Prompt | None:
    """Return it without its number, which the database gives."""
    return None if prompt is None else replace(prompt, id=0)


async def test_what_was_asked_comes_back_as_it_was(database: Database) -> None:
    store = PromptStore(database)
    await store.ask(ASKED)
    assert bare(await store.of_message(-5, 11)) == ASKED
    assert await store.of_message(-6, 11) is None
    assert [bare(one) for one in await store.of(-5, 7)] == [ASKED]
    assert await store.of(-5, 8) == [], "another person was asked nothing"


async def test_the_newest_comes_first(database: Database) -> None:
    store = PromptStore(database)
    await store.ask(ASKED)
    await store.ask(replace(ASKED, message_id=12, kind="title", presses={}))
    assert [one.message_id for one in await store.of(-5, 7)] == [12, 11]


async def test_a_message_that_asks_something_else_now_asks_the_first_thing_no_more(database: Database) -> None:
    store = PromptStore(database)
    await store.ask(ASKED)
    await store.ask(replace(ASKED, kind="sure"))
    newest, older = await store.of(-5, 7)
    assert (newest.kind, newest.state) == ("sure", PromptState.OPEN)
    assert older.state is PromptState.LEFT
    assert await store.of_message(-5, 11) == newest


async def test_the_answer_is_known_by_its_message(database: Database) -> None:
    store = PromptStore(database)
    await store.ask(ASKED)
    [asked] = await store.of(-5, 7)
    await store.change([asked.id], PromptState.ANSWERED, by=13)
    [answered] = await store.of(-5, 7)
    assert (answered.state, answered.answered_by) == (PromptState.ANSWERED, 13)
    assert not answered.waits(MORNING)


async def test_it_is_waited_for_up_to_its_time(database: Database) -> None:
    store = PromptStore(database)
    await store.ask(ASKED)
    [asked] = await store.of(-5, 7)
    assert asked.waits(UNTIL - timedelta(seconds=1))
    assert not asked.waits(UNTIL)


async def test_that_something_else_was_asked_is_noted(database: Database) -> None:
    store = PromptStore(database)
    await store.ask(ASKED)
    [asked] = await store.of(-5, 7)
    await store.note_passed([asked.id])
    assert [one.passed for one in await store.of(-5, 7)] == [True]


async def test_what_ran_out_is_forgotten_and_an_answer_only_when_it_can_be_edited_no_more(
    database: Database,
) -> None:
    store, now = PromptStore(database), UNTIL + timedelta(minutes=1)
    for message_id in (11, 12, 13):
        await store.ask(replace(ASKED, message_id=message_id))
    await store.ask(replace(ASKED, message_id=14, until=now + timedelta(minutes=5)))
    answered = (await store.of(-5, 7))[-1]
    await store.change([answered.id], PromptState.ANSWERED, by=20)
    assert await store.prune(now, now - timedelta(days=2)) == 2
    assert [one.message_id for one in await store.of(-5, 7)] == [14, 11]
    later = now + timedelta(days=2)
    assert await store.prune(later, later - timedelta(days=2)) == 2


async def test_who_is_forgotten_was_asked_nothing(database: Database) -> None:
    store = PromptStore(database)
    await store.ask(ASKED)
    await store.ask(replace(ASKED, chat_id=7))
    await store.ask(replace(ASKED, user_id=8))
    await ForgettingStore(database).forget(7, MORNING)
    assert await store.of(-5, 7) == []
    assert await store.of(7, 7) == []
    assert len(await store.of(-5, 8)) == 1


async def test_of_what_was_offered_the_newest_is_kept_for_each_person_and_chat(database: Database) -> None:
    store, offered = PromptStore(database), replace(ASKED, kind="list", number=2)
    await store.ask(ASKED)
    await store.offer(offered)
    await store.offer(replace(offered, user_id=8))
    await store.offer(replace(offered, message_id=12, number=3))
    assert [(one.kind, one.message_id, one.number) for one in await store.of(-5, 7)] == [
        ("list", 12, 3),
        ("hour", 11, 0),
    ]
    assert [one.number for one in await store.of(-5, 8)] == [2]


async def test_a_list_that_was_chosen_from_stays_when_another_is_offered(database: Database) -> None:
    store = PromptStore(database)
    listed = replace(ASKED, kind="list")
    await store.offer(listed)
    await store.offer(replace(listed, message_id=12))
    [offered] = await store.of(-5, 7)
    assert offered.message_id == 12, "the newer one is in its place"
    await store.change([offered.id], PromptState.ANSWERED, by=13)
    await store.offer(replace(listed, message_id=14))
    assert [(one.message_id, one.answered_by) for one in await store.of(-5, 7)] == [(14, None), (12, 13)]
