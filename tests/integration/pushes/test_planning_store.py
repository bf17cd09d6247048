"""Whose quote is due, and the rows that are written for them, on both engines."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import pytest

from core.models import ChatKind, Days
from storage import planning
from storage.chats import ChatStore
from storage.database import Database
from storage.deliveries import DeliveryStore, NewDelivery
from storage.planning import DueDay, PlanStore
from storage.states import ChatState, DeliveryKind, DeliveryState
from storage.subscriptions import SubscriptionStore

DAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)


async def subscribe(
    database: Database, chat_id: int, time: str = "08:30", starts_on: date | None = None
) -> None:
    await ChatStore(database).record(chat_id, ChatKind.PRIVATE, "某", MORNING)
    await SubscriptionStore(database).subscribe(chat_id, time, None, MORNING, starts_on=starts_on)


async def planned(
    database: Database, *times: str, days: Collection[Days] = (Days.EVERY,), before_holiday: bool = False
) -> list[int]:
    """Plan the times that somebody is due at; return for whom rows were written, in order."""
    store, deliveries = PlanStore(database), DeliveryStore(database)
    day = DueDay(DAY, frozenset(days), before_holiday=before_holiday)
    before = {row.id for row in await deliveries.listed(local_date=DAY)}
    for time in times or await store.times(day, "00:00", "23:59"):
        await store.plan(day, time, MORNING, "廉")
    rows = [row for row in await deliveries.listed(local_date=DAY) if row.id not in before]
    return [row.chat_id for row in rows]


async def test_the_times_of_a_span_are_those_of_somebody_ends_included(database: Database) -> None:
    for chat_id, time in enumerate(["08:31", "04:30", "08:30", "04:29", "08:30"], 1):
        await subscribe(database, chat_id, time)
    store = PlanStore(database)
    assert await store.times(DueDay(DAY, frozenset(Days)), "04:30", "08:30") == ["04:30", "08:30"]
    assert await planned(database, "08:30") == [3, 5]
    assert await store.times(DueDay(DAY, frozenset(Days)), "04:30", "08:30") == ["04:30"]


async def test_a_row_says_what_its_subscription_and_the_caller_say(database: Database) -> None:
    await ChatStore(database).record(-1005, ChatKind.SUPERGROUP, "某", MORNING)
    await SubscriptionStore(database).subscribe(-1005, "08:30", 77, MORNING)
    assert await PlanStore(database).plan(DueDay(DAY, frozenset(Days)), "08:30", MORNING, "廉") == 1
    [row] = await DeliveryStore(database).listed()
    assert (row.chat_id, row.thread_id, row.local_date, row.content) == (-1005, 77, DAY, "廉")
    assert (row.kind, row.notice, row.due_at) == (DeliveryKind.QUOTE, "", MORNING)
    assert (row.state, row.reason, row.finished_at) == (DeliveryState.PLANNED, "", None)
    assert (row.attempts, row.claimed_by, row.lease_until, row.not_before) == (0, None, None, None)


async def test_a_push_that_is_given_up_is_written_as_ended(database: Database) -> None:
    await subscribe(database, 5)
    store, day = PlanStore(database), DueDay(DAY, frozenset(Days))
    assert await store.plan(day, "08:30", MORNING, "", state=DeliveryState.SKIPPED, reason="overdue") == 1
    [row] = await DeliveryStore(database).listed()
    assert (row.state, row.reason, row.finished_at) == (DeliveryState.SKIPPED, "overdue", MORNING)


async def test_due_are_only_active_subscriptions_of_chats_that_can_be_written_to(database: Database) -> None:
    for chat_id in (1, 2, 3, 4):
        await subscribe(database, chat_id)
    await SubscriptionStore(database).unsubscribe(2, MORNING)
    chats = ChatStore(database)
    await chats.set_state(3, ChatState.BLOCKED, "", MORNING)
    assert await planned(database) == [1, 4]
    await chats.set_state(3, ChatState.ACTIVE, "", MORNING)
    assert await planned(database) == [3]


async def test_due_are_not_those_that_start_later(database: Database) -> None:
    for chat_id, days in ((1, -1), (2, 0), (3, 1)):
        await subscribe(database, chat_id, starts_on=DAY + timedelta(days=days))
    assert await planned(database) == [1, 2]


@pytest.mark.parametrize(
    ("days", "before_holiday", "wanted"),
    [
        ({Days.EVERY}, False, [1, 11]),
        ({Days.EVERY, Days.WEEKDAYS}, False, [1, 2, 11, 12]),
        ({Days.EVERY, Days.WORKDAYS}, False, [1, 3, 11, 13]),
        ({Days.EVERY, Days.WORKDAYS}, True, [1, 3, 11, 12, 13]),
        (set(Days), False, [1, 2, 3, 11, 12, 13]),
    ],
)
async def test_due_are_those_whose_days_the_date_is_one_of(
    database: Database, days: set[Days], before_holiday: bool, wanted: list[int]
) -> None:
    for chat_id, chosen in enumerate(Days, 1):
        for before_holidays in (False, True):
            await subscribe(database, number := chat_id + 10 * before_holidays)
            assert await SubscriptionStore(database).change_days(
                number, chosen, MORNING, before_holidays=before_holidays, starts_on=None
            )
    assert await planned(database, "08:30", days=days, before_holiday=before_holiday) == wanted


async def test_due_are_not_those_whose_pause_covers_the_date(database: Database) -> None:
    for chat_id, days in ((1, -1), (2, 0), (3, 1)):
        await subscribe(database, chat_id)
        await SubscriptionStore(database).pause(chat_id, MORNING, resumes_on=DAY + timedelta(days=days))
    assert await planned(database) == [1, 2]


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
    assert await planned(database) == [2, 3, 4]
    assert await planned(database) == []


@pytest.mark.parametrize("chats", [3, 4, 5])
async def test_chats_that_fill_several_pages_are_planned_once_each(
    database: Database, monkeypatch: pytest.MonkeyPatch, chats: int
) -> None:
    monkeypatch.setattr(planning, "PAGE", 2)
    for chat_id in range(chats):
        await subscribe(database, -1005 + chat_id)
    day = DueDay(DAY, frozenset(Days))
    assert await PlanStore(database).plan(day, "08:30", MORNING, "廉") == chats
    assert [row.chat_id for row in await DeliveryStore(database).listed()] == [
        -1005 + number for number in range(chats)
    ]
    assert await PlanStore(database).plan(day, "08:30", MORNING, "廉") == 0
