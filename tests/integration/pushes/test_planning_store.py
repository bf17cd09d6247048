"""Whose quote is due, and the rows that are written for them, on both engines."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.days import Days
from core.models import ChatKind
from storage.database import Database
from storage.people.chats import ChatStore
from storage.pushes import planning
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import NewDelivery
from storage.pushes.planning import DueDay, PlanStore
from storage.pushes.subscriptions import SubscriptionStore
from storage.quiz.subscriptions import QuizSubscriptionStore
from storage.states import ChatState, DeliveryKind, DeliveryState
from storage.tables.pushes import deliveries

DAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)


async def subscribe(
    database: Database, chat_id: int, time: str = "08:30", starts_on: date | None = None
) -> None:
    await ChatStore(database).record(chat_id, ChatKind.PRIVATE, "某", MORNING)
    await SubscriptionStore(database).subscribe(chat_id, time, None, MORNING, starts_on=starts_on)


async def planned(
    database: Database, *times: str, worked: bool = True, day: date = DAY, before_holiday: bool = False
) -> list[int]:
    """Plan the times that somebody is due at; return for whom rows were written, in order."""
    store, deliveries = PlanStore(database), DeliveryStore(database)
    due = DueDay(day, worked=worked, before_holiday=before_holiday)
    before = {row.id for row in await deliveries.listed(local_date=day)}
    for time in times or await store.times(due, "00:00", "23:59"):
        await store.plan(due, time, MORNING, "廉")
    rows = [row for row in await deliveries.listed(local_date=day) if row.id not in before]
    return [row.chat_id for row in rows]


async def test_the_times_of_a_span_are_those_of_somebody_ends_included(database: Database) -> None:
    for chat_id, time in enumerate(["08:31", "04:30", "08:30", "04:29", "08:30"], 1):
        await subscribe(database, chat_id, time)
    store = PlanStore(database)
    assert await store.times(DueDay(DAY, worked=True), "04:30", "08:30") == ["04:30", "08:30"]
    assert await planned(database, "08:30") == [3, 5]
    assert await store.times(DueDay(DAY, worked=True), "04:30", "08:30") == ["04:30"]


async def test_a_row_says_what_its_subscription_and_the_caller_say(database: Database) -> None:
    await ChatStore(database).record(-1005, ChatKind.SUPERGROUP, "某", MORNING)
    await SubscriptionStore(database).subscribe(-1005, "08:30", 77, MORNING)
    assert await PlanStore(database).plan(DueDay(DAY, worked=True), "08:30", MORNING, "廉") == 1
    [row] = await DeliveryStore(database).listed()
    assert (row.chat_id, row.thread_id, row.local_date, row.content) == (-1005, 77, DAY, "廉")
    assert (row.kind, row.notice, row.due_at) == (DeliveryKind.QUOTE, "", MORNING)
    assert (row.state, row.reason, row.finished_at) == (DeliveryState.PLANNED, "", None)
    assert (row.attempts, row.claimed_by, row.not_before) == (0, None, None)


async def test_a_push_that_is_given_up_is_written_as_ended(database: Database) -> None:
    await subscribe(database, 5)
    store, day = PlanStore(database), DueDay(DAY, worked=True)
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


CHOSEN = ("every", "weekdays", "workdays", "135", "67", "workdays:1245", "workdays:67")


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("worked", [True, False])
async def test_due_are_those_whose_days_hold_the_date(database: Database, number: int, worked: bool) -> None:
    day = DAY + timedelta(days=number)
    for chat_id, chosen in enumerate(CHOSEN):
        await subscribe(database, chat_id)
        assert await SubscriptionStore(database).change_days(
            chat_id, Days.read(chosen), MORNING, before_holidays=False, starts_on=None
        )
    expected = [one for one, said in enumerate(CHOSEN) if Days.read(said).hold(day, worked=worked)]
    assert await planned(database, "08:30", worked=worked, day=day) == expected


@pytest.mark.parametrize(("before_holiday", "wanted"), [(False, [1]), (True, [1, 12])])
async def test_before_a_holiday_those_are_due_too_who_want_the_reminder(
    database: Database, before_holiday: bool, wanted: list[int]
) -> None:
    for chat_id, chosen, reminded in ((1, "1", False), (2, "67", False), (12, "67", True)):
        await subscribe(database, chat_id)
        await SubscriptionStore(database).change_days(
            chat_id, Days.read(chosen), MORNING, before_holidays=reminded, starts_on=None
        )
    assert await planned(database, "08:30", before_holiday=before_holiday) == wanted


async def test_due_are_not_those_whose_pause_covers_the_date(database: Database) -> None:
    for chat_id, days in ((1, -1), (2, 0), (3, 1)):
        await subscribe(database, chat_id)
        await SubscriptionStore(database).pause(chat_id, MORNING, resumes_on=DAY + timedelta(days=days))
    assert await planned(database) == [1, 2]


async def test_due_are_not_those_who_skip_the_date(database: Database) -> None:
    store = SubscriptionStore(database)
    for chat_id, numbers in ((1, (-1, 1)), (2, (0,)), (3, (5, 0, 9)), (4, ())):
        await subscribe(database, chat_id)
        assert await store.skip(chat_id, MORNING, dates=[DAY + timedelta(days=number) for number in numbers])
    assert await planned(database) == [1, 4]


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


async def test_late_is_what_nothing_ran_for_earlier_in_the_week(database: Database) -> None:
    """Each row is a subscription to 每周一题 on Tuesday, what its day's row says, whether it is due later."""
    tuesday, thursday = DAY + timedelta(days=1), DAY + timedelta(days=3)
    overdue, store, wishes = planning.OVERDUE, PlanStore(database), QuizSubscriptionStore(database)
    rows: tuple[tuple[int, DeliveryState | None, str, date, bool], ...] = (
        (1, None, "", DAY, True),
        (2, DeliveryState.SKIPPED, overdue, DAY, True),
        (3, DeliveryState.SKIPPED, "held", DAY, False),
        (4, DeliveryState.SENT, "", DAY, False),
        (5, DeliveryState.UNKNOWN, "restored", DAY, False),
        (6, DeliveryState.FAILED, "blocked", DAY, False),
        (7, None, "", thursday, False),
    )
    for chat_id, state, reason, starts_on, _ in rows:
        await ChatStore(database).record(chat_id, ChatKind.PRIVATE, "某", MORNING)
        await wishes.want(chat_id, 2, "15:00", starts_on, MORNING, thread_id=None, quote_time="08:30", by=None)
        if state is not None:
            values = {"state": state.value, "reason": reason, "attempts": 0, "due_at": MORNING, "content": "题"}
            key = {"local_date": tuesday, "chat_id": chat_id, "kind": DeliveryKind.QUIZ.value, "notice": ""}
            async with database.transaction() as connection:
                await connection.execute(deliveries.insert().values(**key, **values))
    for late, day, expected in (
        (False, thursday, []),
        (True, thursday, [number for number, *_, due in rows if due]),
        (True, thursday + timedelta(days=4), []),  # the week after
    ):
        due = DueDay(day, worked=True, kind=DeliveryKind.QUIZ, late=late)
        for time in await store.times(due, "00:00", "23:59"):
            await store.plan(due, time, MORNING, "题")
        assert [row.chat_id for row in await DeliveryStore(database).listed(local_date=day)] == expected


@pytest.mark.parametrize("chats", [3, 4, 5])
async def test_chats_that_fill_several_pages_are_planned_once_each(
    database: Database, monkeypatch: pytest.MonkeyPatch, chats: int
) -> None:
    monkeypatch.setattr(planning, "PAGE", 2)
    for chat_id in range(chats):
        await subscribe(database, -1005 + chat_id)
    day = DueDay(DAY, worked=True)
    assert await PlanStore(database).plan(day, "08:30", MORNING, "廉") == chats
    assert [row.chat_id for row in await DeliveryStore(database).listed()] == [
        -1005 + number for number in range(chats)
    ]
    assert await PlanStore(database).plan(day, "08:30", MORNING, "廉") == 0
