from dataclasses import replace
from datetime import date, timedelta

import pytest
from clock import MORNING
from sqlalchemy.exc import IntegrityError

from core.models import ChatKind
from storage.chats import ChatStore
from storage.database import Database
from storage.deliveries import DeliveryStore, NewDelivery
from storage.states import ChatState, Days, DeliveryKind
from storage.subscriptions import SubscriptionStore

DAY = date(2026, 3, 2)
LATER = MORNING + timedelta(hours=1)


async def record(database: Database, chat_id: int) -> SubscriptionStore:
    await ChatStore(database).record(chat_id, ChatKind.PRIVATE, "", MORNING)
    return SubscriptionStore(database)


async def subscribe(
    database: Database, chat_id: int, time: str = "08:30", starts_on: date | None = None
) -> None:
    store = await record(database, chat_id)
    await store.subscribe(chat_id, time, None, MORNING, starts_on=starts_on)


async def due(database: Database, time_from: str = "04:30", time_to: str = "08:30") -> list[int]:
    page = await SubscriptionStore(database).due(DAY, time_from, time_to, after_chat_id=None, limit=100)
    return [subscription.chat_id for subscription in page]


async def test_new_subscription_is_active(database: Database) -> None:
    store = await record(database, 5)
    made = await store.subscribe(5, "08:30", 77, MORNING, starts_on=DAY)
    assert (made.active, made.time, made.thread_id, made.starts_on) == (True, "08:30", 77, DAY)
    assert (made.days, made.muted, made.created_at, made.changed_at) == (Days.EVERY, False, MORNING, MORNING)
    assert (made.before_holidays, made.resumes_on) == (False, None)
    assert await store.of(5) == made
    assert await store.of(6) is None


async def test_subscribing_again_changes_time_and_place_only(database: Database) -> None:
    store = await record(database, 5)
    made = await store.subscribe(5, "08:30", 77, MORNING, starts_on=DAY)
    assert await store.mute(5, MORNING, muted=True)
    again = await store.subscribe(5, "07:00", None, LATER)
    assert again == replace(made, time="07:00", thread_id=None, muted=True, starts_on=None, changed_at=LATER)


async def test_settings_outlive_an_unsubscription(database: Database) -> None:
    store = await record(database, 5)
    made = await store.subscribe(5, "07:00", 77, MORNING)
    assert await store.unsubscribe(5, LATER)
    assert not await store.unsubscribe(5, LATER)
    assert await store.of(5) == replace(made, active=False, changed_at=LATER)


async def test_settings_of_an_active_subscription_change_one_by_one(database: Database) -> None:
    store = await record(database, 5)
    made = await store.subscribe(5, "08:30", None, MORNING)
    assert await store.change_time(5, "22:05", LATER, starts_on=DAY)
    assert await store.change_place(5, 77, LATER)
    assert await store.mute(5, LATER, muted=True)
    changed = replace(made, time="22:05", starts_on=DAY, thread_id=77, muted=True, changed_at=LATER)
    assert await store.of(5) == changed
    assert await store.change_days(5, Days.WORKDAYS, LATER, before_holidays=True, starts_on=None)
    changed = replace(changed, days=Days.WORKDAYS, before_holidays=True, starts_on=None)
    assert await store.of(5) == changed
    assert await store.pause(5, LATER, resumes_on=DAY)
    assert await store.of(5) == replace(changed, resumes_on=DAY)
    assert await store.resume(5, LATER, starts_on=DAY)
    assert await store.of(5) == replace(changed, starts_on=DAY)


async def test_settings_of_an_inactive_subscription_do_not_change(database: Database) -> None:
    store = await record(database, 5)
    assert not await store.change_time(5, "22:05", LATER)
    await store.subscribe(5, "08:30", None, MORNING)
    await store.unsubscribe(5, MORNING)
    assert not await store.change_time(5, "22:05", LATER)
    assert not await store.change_place(5, 77, LATER)
    assert not await store.mute(5, LATER, muted=True)
    assert not await store.change_days(5, Days.WORKDAYS, LATER, before_holidays=True, starts_on=None)
    assert not await store.pause(5, LATER, resumes_on=DAY)
    assert not await store.resume(5, LATER, starts_on=None)


async def test_subscribing_again_keeps_the_days_and_ends_a_pause(database: Database) -> None:
    store = await record(database, 5)
    await store.subscribe(5, "08:30", None, MORNING)
    await store.change_days(5, Days.WEEKDAYS, MORNING, before_holidays=True, starts_on=None)
    await store.pause(5, MORNING, resumes_on=DAY)
    again = await store.subscribe(5, "08:30", None, LATER)
    assert (again.days, again.before_holidays, again.resumes_on) == (Days.WEEKDAYS, True, None)


@pytest.mark.parametrize("time", ["8:30", "24:00", "08:60", "", "０8:30", "08:30:00", "08:30\n"])
async def test_time_of_another_form_is_refused(database: Database, time: str) -> None:
    store = await record(database, 5)
    with pytest.raises(ValueError, match="HH:MM"):
        await store.subscribe(5, time, None, MORNING)


async def test_chat_must_be_recorded_first(database: Database) -> None:
    with pytest.raises(IntegrityError):
        await SubscriptionStore(database).subscribe(5, "08:30", None, MORNING)


async def test_due_are_the_times_of_the_window_ends_included(database: Database) -> None:
    for chat_id, time in enumerate(["04:29", "04:30", "08:30", "08:31"], 1):
        await subscribe(database, chat_id, time)
    assert await due(database) == [2, 3]


async def test_due_are_only_active_subscriptions_of_chats_that_can_be_written_to(database: Database) -> None:
    for chat_id in (1, 2, 3, 4):
        await subscribe(database, chat_id)
    await SubscriptionStore(database).unsubscribe(2, LATER)
    chats = ChatStore(database)
    await chats.set_state(3, ChatState.BLOCKED, "", LATER)
    assert await due(database) == [1, 4]
    await chats.set_state(3, ChatState.ACTIVE, "", LATER)
    assert await due(database) == [1, 3, 4]


async def test_due_are_not_those_that_start_later(database: Database) -> None:
    for chat_id, days in ((1, -1), (2, 0), (3, 1)):
        await subscribe(database, chat_id, starts_on=DAY + timedelta(days=days))
    assert await due(database) == [1, 2]


async def test_due_are_those_whose_days_the_date_is_one_of(database: Database) -> None:
    store = SubscriptionStore(database)
    for chat_id, days in enumerate(Days, 1):
        for before_holidays in (False, True):
            await subscribe(database, chat_id + 10 * before_holidays)
            assert await store.change_days(
                chat_id + 10 * before_holidays, days, MORNING, before_holidays=before_holidays, starts_on=None
            )

    async def due_on(days: set[Days], *, before_holiday: bool = False) -> list[int]:
        page = await store.due(
            DAY, "00:00", "23:59", days=days, before_holiday=before_holiday, after_chat_id=None, limit=100
        )
        return [one.chat_id for one in page]

    assert await due_on({Days.EVERY}) == [1, 11]
    assert await due_on({Days.EVERY, Days.WEEKDAYS}) == [1, 2, 11, 12]
    assert await due_on({Days.EVERY, Days.WORKDAYS}) == [1, 3, 11, 13]
    assert await due_on({Days.EVERY, Days.WORKDAYS}, before_holiday=True) == [1, 3, 11, 12, 13]
    assert await due_on(set(Days)) == [1, 2, 3, 11, 12, 13]


async def test_due_are_not_those_whose_pause_covers_the_date(database: Database) -> None:
    for chat_id, days in ((1, -1), (2, 0), (3, 1)):
        await subscribe(database, chat_id)
        await SubscriptionStore(database).pause(chat_id, MORNING, resumes_on=DAY + timedelta(days=days))
    assert await due(database) == [1, 2]


async def test_due_are_not_those_already_planned(database: Database) -> None:
    for chat_id in (1, 2, 3, 4):
        await subscribe(database, chat_id)
    await DeliveryStore(database).plan(
        [
            NewDelivery(DAY, 1, "廉", MORNING),
            NewDelivery(DAY - timedelta(days=1), 2, "廉", MORNING),
            NewDelivery(DAY, 3, "通知", MORNING, kind=DeliveryKind.NOTICE, notice="n"),
        ]
    )
    assert await due(database) == [2, 3, 4]


async def test_due_come_in_pages_by_chat(database: Database) -> None:
    for chat_id in (-1005, -5, 1, 2, 3):
        await subscribe(database, chat_id)
    store, found, last = SubscriptionStore(database), [], None
    while page := await store.due(DAY, "00:00", "23:59", after_chat_id=last, limit=2):
        found.append([one.chat_id for one in page])
        last = page[-1].chat_id
    assert found == [[-1005, -5], [1, 2], [3]]


async def test_active_come_in_pages_by_chat(database: Database) -> None:
    for chat_id in (1, 2, 3, 4):
        await subscribe(database, chat_id)
    store = SubscriptionStore(database)
    await store.unsubscribe(2, LATER)
    assert [one.chat_id for one in await store.active(limit=2)] == [1, 3]
    assert [one.chat_id for one in await store.active(after_chat_id=3)] == [4]


async def test_subscription_is_put_as_it_is_given(database: Database) -> None:
    await subscribe(database, 5)
    store = SubscriptionStore(database)
    made = await store.of(5)
    assert made is not None
    other = replace(made, active=False, time="23:59", muted=True, days=Days.WORKDAYS, created_at=LATER)
    await store.put(other)
    assert await store.of(5) == other
