"""The audit log: who did what, what was before and after, newest first, on both engines."""

from datetime import timedelta

from clock import FakeClock

from services.audit import AuditService
from storage.database import Database
from storage.people.audit import AuditStore


async def test_the_newest_change_is_read_first_with_what_was_and_is(database: Database) -> None:
    store, clock = AuditStore(database), FakeClock()
    log = AuditService(store, clock)
    await log.record(1, "role.grant", "2", was="member", now="editor")
    clock.move_to(clock.now() + timedelta(minutes=1))
    await log.record(None, "speech.withdraw", "2022")

    newest, oldest = await store.newest(5)

    assert (newest.user_id, newest.action, newest.subject) == (None, "speech.withdraw", "2022")
    assert (oldest.was, oldest.now, newest.at - oldest.at) == ("member", "editor", timedelta(minutes=1))
    assert await store.newest(5, skip=1) == [oldest]


async def test_what_is_past_its_time_is_forgotten(database: Database) -> None:
    store, clock = AuditStore(database), FakeClock()
    log = AuditService(store, clock)
    await log.record(1, "role.grant", "2")
    clock.move_to(clock.now() + timedelta(days=2))
    await log.record(1, "role.grant", "3")

    assert await store.forget_before(clock.now() - timedelta(days=1)) == 1
    assert [entry.subject for entry in await store.newest(5)] == ["3"]


async def test_a_change_is_kept_for_two_years(database: Database) -> None:
    clock = FakeClock()
    log = AuditService(AuditStore(database), clock)
    began = clock.now()
    await log.record(1, "role.grant", "2")
    clock.move_to(began + timedelta(days=1))
    await log.record(1, "role.grant", "3")
    clock.move_to(began + timedelta(days=730))
    await log.sweep()
    assert [entry.subject for entry in await log.newest(5)] == ["3", "2"]
    assert [entry.subject for entry in await log.newest(1, skip=1)] == ["2"]
    clock.move_to(began + timedelta(days=730, seconds=1))
    await log.sweep()
    assert [entry.subject for entry in await log.newest(5)] == ["3"]
