import asyncio
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from clock import MORNING

from storage.database import Database
from storage.pushes.deliveries import CHUNK, DeliveryStore, Left
from storage.pushes.delivery_rows import Delivery, NewDelivery
from storage.states import DeliveryKind, DeliveryState
from storage.updates.owners import OwnerStore, Share

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 3, 2)
LATER = MORNING + timedelta(hours=1)


def new(chat_id: int = 5, minutes: int = 0) -> NewDelivery:
    return NewDelivery(DAY, chat_id, "廉者，政之本也", MORNING + timedelta(minutes=minutes))


async def only(store: DeliveryStore) -> Delivery:
    (row,) = await store.listed()
    return row


async def sending(store: DeliveryStore, chat_id: int = 5, holder: str = "me") -> Delivery:
    """Bring one new push as far as its request."""
    await store.plan([new(chat_id)])
    (row,) = await store.claim(Share(holder), MORNING, 1)
    assert await store.begin(row.id, holder)
    return row


async def test_planned_push_holds_what_was_given(database: Database) -> None:
    store = DeliveryStore(database)
    given = NewDelivery(DAY, -1005, "廉", MORNING, thread_id=77, kind=DeliveryKind.NOTICE, notice="n1")
    assert await store.plan([given]) == 1
    row = await only(store)
    assert row == Delivery(
        id=row.id,
        local_date=DAY,
        chat_id=-1005,
        kind=DeliveryKind.NOTICE,
        notice="n1",
        thread_id=77,
        content="廉",
        due_at=MORNING,
        state=DeliveryState.PLANNED,
        attempts=0,
        not_before=None,
        reason="",
        message_id=None,
        claimed_by=None,
        finished_at=None,
    )
    assert await store.of(row.id) == row
    assert await store.of(row.id + 1) is None


async def test_push_is_planned_once_a_day(database: Database) -> None:
    store = DeliveryStore(database)
    assert await store.plan([new(1), new(2)]) == 2
    assert await store.plan([new(2), new(3), new(3)]) == 1
    assert await store.plan([]) == 0
    notice = NewDelivery(DAY, 1, "通知", MORNING, kind=DeliveryKind.NOTICE, notice="n1")
    tomorrow = NewDelivery(DAY + timedelta(days=1), 1, "廉", MORNING)
    assert await store.plan([notice, tomorrow]) == 2


async def test_two_that_plan_the_same_plan_it_once(database: Database) -> None:
    stores = [DeliveryStore(database) for _ in range(4)]
    chats = list(range(CHUNK + 100))
    orders = [chats, chats[::-1], chats[1::2] + chats[::2], chats[::2] + chats[1::2]]
    planned = await asyncio.gather(
        *(store.plan(new(chat) for chat in order) for store, order in zip(stores, orders, strict=True))
    )
    assert sum(planned) == CHUNK + 100
    assert await stores[0].counts(DAY) == {DeliveryState.PLANNED: CHUNK + 100}


async def test_what_is_not_to_be_sent_is_noted_as_skipped(database: Database) -> None:
    store = DeliveryStore(database)
    await store.plan([NewDelivery(DAY, 5, "廉", MORNING, state=DeliveryState.SKIPPED, reason="overdue")])
    row = await only(store)
    assert (row.state, row.reason, row.finished_at) == (DeliveryState.SKIPPED, "overdue", MORNING)
    assert await store.claim(Share("me"), LATER, 10) == []


async def test_due_pushes_are_claimed_oldest_first(database: Database) -> None:
    store = DeliveryStore(database)
    await store.plan([new(1, minutes=-1), new(2, minutes=-3), new(3, minutes=-2), new(4, minutes=1), new(5)])
    assert await store.count_due(MORNING) == 4
    claimed = await store.claim(Share("me"), MORNING, 3)
    assert [row.chat_id for row in claimed] == [2, 3, 1]
    assert {(row.claimed_by, row.state) for row in claimed} == {("me", DeliveryState.PLANNED)}
    assert [row.chat_id for row in await store.claim(Share("you"), MORNING, 3)] == [5]
    assert await store.claim(Share("you"), MORNING, 3) == []


async def test_nothing_is_claimed_by_two(database: Database) -> None:
    store = DeliveryStore(database)
    await store.plan(new(chat) for chat in range(100))

    async def take(holder: str) -> list[int]:
        mine: list[int] = []
        while rows := await store.claim(Share(holder), MORNING, 7):
            mine += [row.id for row in rows if await store.begin(row.id, holder)]
        return mine

    taken = Counter(one for some in await asyncio.gather(*map(take, "abcd")) for one in some)
    assert len(taken) == 100
    assert set(taken.values()) == {1}


async def test_claim_of_who_died_goes_to_the_next(database: Database) -> None:
    store = DeliveryStore(database)
    await store.plan([new()])
    (row,) = await store.claim(Share("dead"), MORNING, 1)
    assert await store.claim(Share("me"), LATER, 1) == []
    assert (await store.recover(MORNING)).released == 1
    assert [one.id for one in await store.claim(Share("me"), MORNING, 1)] == [row.id]
    assert not await store.begin(row.id, "dead")
    assert await store.begin(row.id, "me")


async def test_claim_of_who_lives_stays_its_own_for_ever(database: Database) -> None:
    store = DeliveryStore(database)
    await OwnerStore(database).join("other", MORNING)
    await store.plan([new()])
    await store.claim(Share("other"), MORNING, 1)
    begun = await sending(store, 6, "other")
    assert await store.recover(LATER) == Left([], 0)
    assert await store.claim(Share("me"), LATER, 1) == []
    assert await store.finish(begun.id, DeliveryState.SENT, LATER, holder="other")
    await OwnerStore(database).leave("other")


async def test_each_of_several_claims_the_pushes_of_its_own_chats(database: Database) -> None:
    store = DeliveryStore(database)
    chats = [-1001234567890, -7, -6, -5, 4, 5, 6, 10**10 + 1]
    await store.plan(new(chat) for chat in chats)
    shares = [Share(name, place, 3) for place, name in enumerate("abc")]
    taken = [[row.chat_id for row in await store.claim(share, MORNING, 100)] for share in shares]
    assert sorted(chat for some in taken for chat in some) == sorted(chats)
    assert all(share.has(chat) for share, some in zip(shares, taken, strict=True) for chat in some)


async def test_begin_commits_the_push_as_sending(database: Database) -> None:
    store = DeliveryStore(database)
    row = await sending(store)
    found = await only(store)
    assert (found.state, found.attempts, found.claimed_by) == (DeliveryState.SENDING, 1, "me")
    assert not await store.begin(row.id, "me")


async def test_begin_refuses_who_does_not_hold_the_claim(database: Database) -> None:
    store = DeliveryStore(database)
    await store.plan([new()])
    row = await only(store)
    assert not await store.begin(row.id, "me")
    await store.claim(Share("me"), MORNING, 1)
    assert not await store.begin(row.id, "you")
    assert (await only(store)).state is DeliveryState.PLANNED


@pytest.mark.parametrize(
    ("state", "reason", "message_id"),
    [
        (DeliveryState.SENT, "", 99),
        (DeliveryState.FAILED, "chat_gone", None),
        (DeliveryState.UNKNOWN, "timeout", None),
        (DeliveryState.SKIPPED, "unsubscribed", None),
    ],
)
async def test_end_is_recorded(
    database: Database, state: DeliveryState, reason: str, message_id: int | None
) -> None:
    store = DeliveryStore(database)
    row = await sending(store)
    assert await store.finish(row.id, state, LATER, reason=reason, message_id=message_id, holder="me")
    found = await only(store)
    assert (found.state, found.reason, found.message_id) == (state, reason, message_id)
    assert (found.finished_at, found.claimed_by) == (LATER, None)


@pytest.mark.parametrize("state", [DeliveryState.PLANNED, DeliveryState.SENDING])
async def test_push_does_not_end_unfinished(database: Database, state: DeliveryState) -> None:
    with pytest.raises(ValueError, match="no end"):
        await DeliveryStore(database).finish(1, state, MORNING)


async def test_push_ends_once(database: Database) -> None:
    store = DeliveryStore(database)
    row = await sending(store)
    assert await store.finish(row.id, DeliveryState.SENT, MORNING, message_id=99)
    assert not await store.finish(row.id, DeliveryState.FAILED, LATER)
    assert not await store.postpone(row.id, LATER, reason="rate_limited")
    assert (await only(store)).state is DeliveryState.SENT


async def test_postponed_push_waits_for_its_time(database: Database) -> None:
    store = DeliveryStore(database)
    row = await sending(store)
    assert await store.postpone(row.id, LATER, reason="rate_limited", holder="me")
    found = await only(store)
    assert (found.state, found.reason, found.attempts) == (DeliveryState.PLANNED, "rate_limited", 1)
    assert await store.claim(Share("me"), LATER - timedelta(seconds=1), 1) == []
    (again,) = await store.claim(Share("you"), LATER, 1)
    assert await store.begin(again.id, "you")
    assert (await only(store)).reason == ""


async def test_who_dies_while_sending_leaves_an_unknown_push(database: Database) -> None:
    store = DeliveryStore(database)
    await store.plan([new(6)])
    await store.claim(Share("dead"), MORNING, 1)
    row = await sending(store)
    expired = await store.recover(LATER)
    assert [one.id for one in expired.unknown] == [row.id]
    assert expired.released == 1
    by_chat = {one.chat_id: one for one in await store.listed()}
    assert (by_chat[5].state, by_chat[5].finished_at) == (DeliveryState.UNKNOWN, LATER)
    assert (by_chat[6].state, by_chat[6].claimed_by) == (DeliveryState.PLANNED, None)
    assert (await store.recover(LATER)).released == 0


async def test_unknown_push_is_not_claimed_again(database: Database) -> None:
    store = DeliveryStore(database)
    await sending(store)
    await store.recover(LATER)
    assert await store.claim(Share("me"), LATER, 10) == []


async def test_late_outcome_still_tells_what_became_of_an_unknown_push(database: Database) -> None:
    store = DeliveryStore(database)
    row = await sending(store)
    await store.recover(LATER)
    assert await store.finish(row.id, DeliveryState.SENT, LATER, message_id=99, holder="me")
    assert (await only(store)).state is DeliveryState.SENT


@pytest.mark.parametrize("ends", [True, False])
async def test_late_outcome_does_not_touch_what_another_has_begun(database: Database, *, ends: bool) -> None:
    store = DeliveryStore(database)
    row = await sending(store)
    await store.recover(LATER)
    await store.send_again([row.id], LATER)
    await store.claim(Share("you"), LATER, 1)
    assert await store.begin(row.id, "you")
    if ends:
        assert not await store.finish(row.id, DeliveryState.FAILED, LATER, holder="me")
    else:
        assert not await store.postpone(row.id, LATER, reason="rate_limited", holder="me")
    assert (await only(store)).state is DeliveryState.SENDING


async def test_person_can_have_unknown_and_failed_pushes_sent_again(database: Database) -> None:
    store = DeliveryStore(database)
    rows = {state: await sending(store, chat_id) for chat_id, state in enumerate(DeliveryState)}
    for state, row in rows.items():
        if state not in {DeliveryState.PLANNED, DeliveryState.SENDING}:
            await store.finish(row.id, state, MORNING)
    assert await store.send_again([row.id for row in rows.values()], LATER) == 2
    again = await store.claim(Share("me"), LATER, 10)
    assert {row.id for row in again} == {rows[DeliveryState.UNKNOWN].id, rows[DeliveryState.FAILED].id}
    assert {(row.due_at, row.finished_at) for row in again} == {(LATER, None)}


async def test_claims_are_given_back(database: Database) -> None:
    store = DeliveryStore(database)
    begun = await sending(store)
    await store.plan([new(6), new(7)])
    await store.claim(Share("me"), MORNING, 1)
    await store.claim(Share("you"), MORNING, 1)
    assert await store.release("me") == 1
    assert [row.chat_id for row in await store.claim(Share("third"), MORNING, 5)] == [6]
    assert await store.finish(begun.id, DeliveryState.SENT, MORNING, holder="me")


async def test_overdue_pushes_are_skipped_and_say_so(database: Database) -> None:
    store = DeliveryStore(database)
    await store.plan([new(1, minutes=-10), new(2, minutes=-5), new(3, minutes=-20)])
    await store.claim(Share("busy"), MORNING, 1)
    assert await store.skip_overdue(MORNING, MORNING - timedelta(minutes=5)) == 1
    assert await store.skip_overdue(MORNING, MORNING - timedelta(minutes=5)) == 0
    by_chat = {row.chat_id: row for row in await store.listed()}
    assert (by_chat[1].state, by_chat[1].reason) == (DeliveryState.SKIPPED, "overdue")
    assert by_chat[1].finished_at == MORNING
    assert by_chat[2].state is DeliveryState.PLANNED
    assert by_chat[3].state is DeliveryState.PLANNED  # somebody has claimed it
    await store.recover(MORNING)
    assert await store.skip_overdue(MORNING, MORNING - timedelta(minutes=5)) == 1


async def test_pushes_of_a_chat_are_skipped(database: Database) -> None:
    store = DeliveryStore(database)
    await store.plan([new(1), new(2)])
    assert await store.skip_chat(1, MORNING, reason="unsubscribed") == 1
    assert await store.skip_chat(1, MORNING, reason="unsubscribed") == 0
    assert await store.counts(DAY) == {DeliveryState.PLANNED: 1, DeliveryState.SKIPPED: 1}


async def test_who_unsubscribes_still_hears_of_duties_and_what_operators_are_told(database: Database) -> None:
    store = DeliveryStore(database)
    await store.plan(NewDelivery(DAY, 1, "", MORNING, kind=kind, notice="n") for kind in DeliveryKind)
    subscribed = {DeliveryKind.QUOTE, DeliveryKind.QUIZ, DeliveryKind.NOTICE}
    assert await store.skip_subscribed(1, MORNING, reason="unsubscribed") == len(subscribed)
    assert {row.kind for row in await store.listed(state=DeliveryState.SKIPPED)} == subscribed
    assert await store.skip_chat(1, MORNING, reason="blocked") > 0
    assert {row.kind for row in await store.listed(state=DeliveryState.PLANNED)} == {DeliveryKind.TAKE_BACK}


async def test_pushes_are_listed_by_state_date_and_chat(database: Database) -> None:
    store = DeliveryStore(database)
    first = await sending(store, 1)
    await store.plan([new(2), new(3), NewDelivery(DAY + timedelta(days=1), 2, "廉", MORNING)])
    assert [row.id for row in await store.listed(state=DeliveryState.SENDING)] == [first.id]
    assert [row.chat_id for row in await store.listed(local_date=DAY)] == [1, 2, 3]
    assert len(await store.listed(chat_id=2)) == 2
    page = await store.listed(limit=2)
    assert [row.chat_id for row in await store.listed(after_id=page[-1].id)] == [3, 2]


async def test_only_old_pushes_that_ended_are_pruned(database: Database) -> None:
    store = DeliveryStore(database)
    row = await sending(store, 1)
    await store.plan([new(2)])
    await store.finish(row.id, DeliveryState.SENT, MORNING)
    assert await store.prune(DAY) == 0
    assert await store.prune(DAY + timedelta(days=1)) == 1
    assert (await only(store)).chat_id == 2


async def test_sending_is_on_disk_before_the_request(database: Database, database_url: str) -> None:
    """The process dies right after `begin`: others find the push sending, and later unknown."""
    store = DeliveryStore(database)
    await store.plan([new()])
    script = f"""
import asyncio, os
from datetime import datetime, timedelta
from storage.database import Database
from storage.pushes.deliveries import DeliveryStore
from storage.updates.owners import Share
async def main():
    store = DeliveryStore(Database.from_url({database_url!r}))
    now = datetime.fromisoformat({MORNING.isoformat()!r})
    (row,) = await store.claim(Share("dead"), now, 1)
    assert await store.begin(row.id, "dead")
    os._exit(9)
asyncio.run(main())
"""
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True
    )
    assert done.returncode == 9, done.stderr.decode()
    assert (await only(store)).state is DeliveryState.SENDING
    assert await store.claim(Share("me"), MORNING, 10) == []
    assert len((await store.recover(LATER)).unknown) == 1
