from dataclasses import replace
from datetime import date, timedelta

import pytest
from clock import MORNING
from sqlalchemy.exc import IntegrityError

from core.days import Days
from core.models import ChatKind
from storage.database import Database
from storage.people.chats import ChatStore
from storage.pushes.subscriptions import MOST_SKIPPED, SubscriptionStore

DAY = date(2026, 3, 2)
DAYS = tuple(DAY + timedelta(days=number) for number in (5, 6, 9))
LATER = MORNING + timedelta(hours=1)


async def record(database: Database, chat_id: int) -> SubscriptionStore:
    await ChatStore(database).record(chat_id, ChatKind.PRIVATE, "", MORNING)
    return SubscriptionStore(database)


async def subscribe(
    database: Database, chat_id: int, time: str = "08:30", starts_on: date | None = None
) -> None:
    store = await record(database, chat_id)
    await store.subscribe(chat_id, time, None, MORNING, starts_on=starts_on)


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
    assert await store.skip(5, LATER, dates=DAYS)
    assert await store.of(5) == replace(changed, resumes_on=DAY, skips=frozenset(DAYS))
    assert await store.resume(5, LATER, starts_on=DAY, skips=DAYS[1:])
    assert await store.of(5) == replace(changed, starts_on=DAY, skips=frozenset(DAYS[1:]))


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
    assert not await store.skip(5, LATER, dates=DAYS)
    assert not await store.resume(5, LATER, starts_on=None)


async def test_subscribing_again_keeps_the_days_and_ends_a_pause(database: Database) -> None:
    store = await record(database, 5)
    await store.subscribe(5, "08:30", None, MORNING)
    await store.change_days(5, Days.WEEKDAYS, MORNING, before_holidays=True, starts_on=None)
    await store.pause(5, MORNING, resumes_on=DAY)
    await store.skip(5, MORNING, dates=DAYS)
    again = await store.subscribe(5, "08:30", None, LATER, skips=DAYS[:1])
    assert (again.days, again.before_holidays, again.resumes_on) == (Days.WEEKDAYS, True, None)
    assert again.skips == {DAYS[0]}


async def test_only_so_many_dates_can_be_skipped(database: Database) -> None:
    store = await record(database, 5)
    await store.subscribe(5, "08:30", None, MORNING)
    dates = [DAY + timedelta(days=number) for number in range(MOST_SKIPPED + 1)]
    assert await store.skip(5, LATER, dates=dates[1:])
    with pytest.raises(ValueError, match="dates"):
        await store.skip(5, LATER, dates=dates)


async def test_pauses_to_come_are_told_as_stretches(database: Database) -> None:
    store = await record(database, 5)
    made = await store.subscribe(5, "08:30", None, MORNING)
    later = replace(made, skips=frozenset(DAYS), resumes_on=DAYS[0])
    assert later.paused_until(DAYS[0] - timedelta(days=3)) == DAYS[0] + timedelta(days=2)
    assert later.stretches(DAYS[0] - timedelta(days=3)) == [(DAYS[2], DAYS[2])]
    assert replace(later, resumes_on=None).stretches(DAYS[0]) == [(DAYS[2], DAYS[2])]
    assert replace(later, resumes_on=None).stretches(DAYS[0] - timedelta(days=1)) == [
        (DAYS[0], DAYS[1]),
        (DAYS[2], DAYS[2]),
    ]


@pytest.mark.parametrize("time", ["8:30", "24:00", "08:60", "", "０8:30", "08:30:00", "08:30\n"])
async def test_time_of_another_form_is_refused(database: Database, time: str) -> None:
    store = await record(database, 5)
    with pytest.raises(ValueError, match="HH:MM"):
        await store.subscribe(5, time, None, MORNING)


async def test_chat_must_be_recorded_first(database: Database) -> None:
    with pytest.raises(IntegrityError):
        await SubscriptionStore(database).subscribe(5, "08:30", None, MORNING)


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
    other = replace(other, skips=frozenset(DAYS))
    await store.put(other)
    assert await store.of(5) == other
