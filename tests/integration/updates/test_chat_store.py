from datetime import date, timedelta

import pytest
from clock import MORNING

from core.models import ChatKind
from storage.database import Database
from storage.people.chats import Chat, ChatStore
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery, NewDelivery
from storage.pushes.subscriptions import SubscriptionStore
from storage.states import ChatState, DeliveryState
from storage.updates.owners import Share

GROUP, SUPERGROUP = -5, -1005
DAY = date(2026, 3, 2)
LATER = MORNING + timedelta(hours=1)


async def test_chat_is_recorded_once_and_renamed(database: Database) -> None:
    store = ChatStore(database)
    assert await store.of(GROUP) is None
    chat = await store.record(GROUP, ChatKind.GROUP, "清风组", MORNING)
    assert chat == Chat(GROUP, ChatKind.GROUP, "清风组", ChatState.ACTIVE, "", None, MORNING)
    assert await store.record(GROUP, ChatKind.GROUP, "清风组", LATER) == chat
    renamed = await store.record(GROUP, ChatKind.GROUP, "正气组", LATER)
    assert (renamed.title, renamed.changed_at) == ("正气组", LATER)
    assert await store.of(GROUP) == renamed


async def test_recording_a_chat_does_not_revive_it(database: Database) -> None:
    store = ChatStore(database)
    await store.record(GROUP, ChatKind.GROUP, "清风组", MORNING)
    await store.set_state(GROUP, ChatState.LEFT, "kicked", LATER)
    assert (await store.record(GROUP, ChatKind.GROUP, "正气组", LATER)).state is ChatState.LEFT


async def test_change_of_state_is_news_once(database: Database) -> None:
    store = ChatStore(database)
    assert not await store.set_state(GROUP, ChatState.BLOCKED, "", MORNING)
    await store.record(GROUP, ChatKind.GROUP, "清风组", MORNING)
    assert await store.set_state(GROUP, ChatState.BLOCKED, "no_right", LATER)
    assert not await store.set_state(GROUP, ChatState.BLOCKED, "no_right", LATER)
    assert not await store.set_state(GROUP, ChatState.BLOCKED, "kicked", LATER)
    chat = await store.of(GROUP)
    assert chat is not None
    assert (chat.state, chat.state_reason, chat.changed_at) == (ChatState.BLOCKED, "kicked", LATER)


async def test_migrated_chat_stays_migrated(database: Database) -> None:
    store = ChatStore(database)
    await store.record(GROUP, ChatKind.GROUP, "清风组", MORNING)
    await store.migrate(GROUP, SUPERGROUP, LATER)
    assert not await store.set_state(GROUP, ChatState.LEFT, "kicked", LATER)
    chat = await store.of(GROUP)
    assert chat is not None
    assert (chat.state, chat.migrated_to) == (ChatState.MIGRATED, SUPERGROUP)


async def subscribe(database: Database, chat_id: int, time: str, *, minutes: int = 0) -> None:
    at = MORNING + timedelta(minutes=minutes)
    await ChatStore(database).record(chat_id, ChatKind.SUPERGROUP, "清风组", at)
    await SubscriptionStore(database).subscribe(chat_id, time, None, at)


@pytest.mark.parametrize("times", [1, 2])
async def test_migration_takes_everything_along(database: Database, times: int) -> None:
    await subscribe(database, GROUP, "07:15")
    deliveries = DeliveryStore(database)
    await deliveries.plan([NewDelivery(DAY, GROUP, "廉", MORNING)])
    for _ in range(times):
        await ChatStore(database).migrate(GROUP, SUPERGROUP, LATER)
    subscriptions = SubscriptionStore(database)
    assert await subscriptions.of(GROUP) is None
    moved = await subscriptions.of(SUPERGROUP)
    assert moved is not None
    assert (moved.time, moved.active) == ("07:15", True)
    new = await ChatStore(database).of(SUPERGROUP)
    assert new is not None
    assert (new.title, new.kind, new.state) == ("清风组", ChatKind.SUPERGROUP, ChatState.ACTIVE)
    assert [one.chat_id for one in await deliveries.listed()] == [SUPERGROUP]


async def test_migration_of_an_unknown_group_is_noted(database: Database) -> None:
    store = ChatStore(database)
    await store.migrate(GROUP, SUPERGROUP, MORNING)
    old = await store.of(GROUP)
    assert old is not None
    assert old.migrated_to == SUPERGROUP
    assert await store.of(SUPERGROUP) is not None


async def test_migration_to_itself_changes_nothing(database: Database) -> None:
    store = ChatStore(database)
    chat = await store.record(GROUP, ChatKind.GROUP, "清风组", MORNING)
    await store.migrate(GROUP, GROUP, LATER)
    assert await store.of(GROUP) == chat


@pytest.mark.parametrize(
    ("old_minutes", "new_minutes", "time"), [(0, 5, "09:00"), (5, 0, "07:00"), (0, 0, "09:00")]
)
async def test_settings_chosen_last_win_a_migration(
    database: Database, old_minutes: int, new_minutes: int, time: str
) -> None:
    await subscribe(database, GROUP, "07:00", minutes=old_minutes)
    await subscribe(database, SUPERGROUP, "09:00", minutes=new_minutes)
    await ChatStore(database).migrate(GROUP, SUPERGROUP, LATER)
    store = SubscriptionStore(database)
    kept = await store.of(SUPERGROUP)
    assert kept is not None
    assert kept.time == time
    assert await store.of(GROUP) is None


async def deliver(database: Database, chat_id: int, state: DeliveryState) -> Delivery:
    """Make a delivery of DAY in `state`."""
    store = DeliveryStore(database)
    planned = DeliveryState.SKIPPED if state is DeliveryState.SKIPPED else DeliveryState.PLANNED
    await store.plan([NewDelivery(DAY, chat_id, str(chat_id), MORNING, state=planned)])
    (row,) = await store.listed(chat_id=chat_id)
    if state is not planned:
        await store.claim(Share("me"), MORNING, 10)
        assert await store.begin(row.id, "me")
        if state is not DeliveryState.SENDING:
            assert await store.finish(row.id, state, MORNING)
    return row


@pytest.mark.parametrize(
    ("old_state", "new_state", "kept"),
    [
        (DeliveryState.SENT, DeliveryState.PLANNED, "old"),
        (DeliveryState.SENDING, DeliveryState.PLANNED, "old"),
        (DeliveryState.UNKNOWN, DeliveryState.PLANNED, "old"),
        (DeliveryState.PLANNED, DeliveryState.SENT, "new"),
        (DeliveryState.PLANNED, DeliveryState.PLANNED, "new"),
        (DeliveryState.SKIPPED, DeliveryState.PLANNED, "new"),
        (DeliveryState.FAILED, DeliveryState.PLANNED, "new"),
        (DeliveryState.PLANNED, DeliveryState.FAILED, "old"),
        (DeliveryState.SENT, DeliveryState.UNKNOWN, "old"),
    ],
)
async def test_migration_never_leaves_a_push_to_be_sent_twice(
    database: Database, old_state: DeliveryState, new_state: DeliveryState, kept: str
) -> None:
    rows = {"old": await deliver(database, GROUP, old_state)}
    rows["new"] = await deliver(database, SUPERGROUP, new_state)
    await ChatStore(database).migrate(GROUP, SUPERGROUP, LATER)
    (left,) = await DeliveryStore(database).listed()
    assert (left.id, left.chat_id) == (rows[kept].id, SUPERGROUP)


async def test_push_in_hand_goes_on_at_the_new_address(database: Database) -> None:
    row = await deliver(database, GROUP, DeliveryState.SENDING)
    await ChatStore(database).migrate(GROUP, SUPERGROUP, MORNING)
    store = DeliveryStore(database)
    assert await store.postpone(row.id, MORNING, reason="migrated", holder="me")
    (again,) = await store.claim(Share("me"), MORNING, 10)
    assert (again.id, again.chat_id) == (row.id, SUPERGROUP)
