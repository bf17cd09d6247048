"""Subscriptions in and out of both databases: all or nothing, again without a change, never a push twice."""

import asyncio
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from clock import MORNING, FakeClock
from sqlalchemy import text

from core.errors import OperatorError
from core.models import ChatKind
from core.settings import ReminderSettings
from services.transfer.files import FileFormat
from services.transfer.transfer import Imported, SubscriptionTransfer, Verdict
from storage.database import Database
from storage.people.chats import ChatStore
from storage.pushes.planning import DueDay, PlanStore
from storage.pushes.subscription_transfer import SubscriptionTransferStore, Writes
from storage.pushes.subscriptions import SubscriptionStore
from storage.states import ChatState

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)  # MORNING is 08:00 in Shanghai
DAY = timedelta(days=1)
ALICE, BOB, GROUP, SUPERGROUP = 1001, 1002, -5001, -1005001


def transfer(database: Database, clock: FakeClock | None = None) -> SubscriptionTransfer:
    store = SubscriptionTransferStore(database)
    return SubscriptionTransfer(database, store, clock or FakeClock(), ReminderSettings())


def row(chat_id: int, time: str = "08:30", **others: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return {"chat_id": chat_id, "kind": "private" if chat_id > 0 else "group", "time": time} | others


def file_of(*rows: dict[str, Any]) -> bytes:
    return json.dumps({"format": "qingfeng-subscriptions", "version": 1, "subscriptions": rows}).encode()


def verdicts(done: Imported) -> list[Verdict]:
    return [one.verdict for one in done.decisions]


async def furnish(database: Database) -> None:
    """Two people, one of them gone quiet, and a group that has thrown the bot out."""
    chats, store = ChatStore(database), SubscriptionStore(database)
    for chat_id, kind, title in (
        (ALICE, ChatKind.PRIVATE, "爱"),
        (BOB, ChatKind.PRIVATE, ""),
        (GROUP, ChatKind.GROUP, "群"),
    ):
        await chats.record(chat_id, kind, title, MORNING)
        await store.subscribe(chat_id, "08:30", 7 if chat_id == GROUP else None, MORNING, starts_on=TOMORROW)
    await store.unsubscribe(BOB, MORNING + timedelta(seconds=1))
    await store.mute(GROUP, MORNING, muted=True)
    await chats.set_state(GROUP, ChatState.LEFT, "kicked", MORNING)


@pytest.mark.parametrize("file_format", list(FileFormat))
async def test_everything_comes_through_a_file_into_another_database(
    database: Database, tmp_path: Path, file_format: FileFormat
) -> None:
    await furnish(database)
    content, count = await transfer(database).export(file_format)
    assert count == 3
    other = Database.in_folder(tmp_path / "other")
    done = await transfer(other, FakeClock(MORNING + timedelta(minutes=1))).load(content)
    assert verdicts(done) == [Verdict.ADDED] * 3
    assert list(done.report()) == ["已导入：新增 3 个，更新 0 个，不变 0 个。"]
    assert (await transfer(other).export(file_format))[0] == content
    for chat_id in (ALICE, BOB, GROUP):
        assert await SubscriptionStore(other).of(chat_id) == await SubscriptionStore(database).of(chat_id)
        ours, theirs = await ChatStore(database).of(chat_id), await ChatStore(other).of(chat_id)
        assert ours is not None
        assert theirs is not None
        assert (ours.kind, ours.title, ours.state, ours.state_reason) == (
            theirs.kind,
            theirs.title,
            theirs.state,
            theirs.state_reason,
        )
    await other.close()


async def test_importing_again_changes_nothing_even_later(database: Database) -> None:
    clock = FakeClock()
    content = file_of(
        row(ALICE), row(BOB, "07:00", muted=True), row(GROUP, active=False), row(77, starts_on="2026-03-09")
    )
    await transfer(database, clock).load(content)
    before = (await transfer(database, clock).export(FileFormat.JSON))[0]
    for days in (0, 1, 5, 30):
        clock.move_to(MORNING + days * DAY)
        assert verdicts(await transfer(database, clock).load(content)) == [Verdict.LEFT] * 4
    assert (await transfer(database, clock).export(FileFormat.JSON))[0] == before


async def test_a_dry_run_says_what_would_be_and_writes_nothing(database: Database) -> None:
    await furnish(database)
    before = await transfer(database).export(FileFormat.CSV)
    content = file_of(row(ALICE, "09:00", muted=True), row(BOB, active=False), row(77, title="新\n人"))
    done = await transfer(database).load(content, dry_run=True)
    assert list(done.report()) == [
        "第 1 行 更新 1001：time 08:30 → 09:00，muted false → true，starts_on 2026-03-03 → 2026-03-02",
        "第 1 行 新增 77：private 新人 08:30",
        "试运行，什么都没有写入。导入会：新增 1 个，更新 1 个，不变 1 个。",
    ]
    assert await transfer(database).export(FileFormat.CSV) == before


async def test_who_unsubscribed_stays_so_unless_the_file_says_otherwise(database: Database) -> None:
    await furnish(database)
    said = row(BOB)
    for content, active in ((file_of(said), False), (file_of(said | {"active": True}), True)):
        await transfer(database).load(content)
        bob = await SubscriptionStore(database).of(BOB)
        assert bob is not None
        assert bob.active is active


async def test_what_the_file_does_not_say_stays(database: Database) -> None:
    await furnish(database)
    assert verdicts(await transfer(database).load(file_of(row(GROUP, "10:00")))) == [Verdict.CHANGED]
    changed = await SubscriptionStore(database).of(GROUP)
    assert changed is not None
    assert (changed.time, changed.thread_id, changed.muted, changed.created_at) == ("10:00", 7, True, MORNING)
    alice = await SubscriptionStore(database).of(ALICE)
    assert alice is not None
    assert alice.time == "08:30"


async def test_a_file_does_not_overrule_what_telegram_said_of_a_chat(database: Database) -> None:
    await furnish(database)
    content = file_of(
        row(GROUP, state="active", title="旧名", muted=True, thread_id=7),
        row(ALICE, state="blocked", title="旧"),
    )
    assert verdicts(await transfer(database).load(content)) == [Verdict.LEFT, Verdict.LEFT]
    group, alice = await ChatStore(database).of(GROUP), await ChatStore(database).of(ALICE)
    assert group is not None
    assert alice is not None
    assert (group.state, group.title, alice.state, alice.title) == (
        ChatState.LEFT,
        "群",
        ChatState.ACTIVE,
        "爱",
    )


async def test_a_bad_row_leaves_everything_as_it_was(database: Database) -> None:
    await furnish(database)
    before = await transfer(database).export(FileFormat.JSON)
    with pytest.raises(OperatorError, match="第 1 行：缺少 time"):
        await transfer(database).load(file_of(row(77), {"chat_id": 78, "kind": "private"}))
    assert await transfer(database).export(FileFormat.JSON) == before


async def test_a_write_that_fails_half_way_leaves_nothing(database: Database) -> None:
    store = SubscriptionTransferStore(database)
    chat = {"chat_id": 77, "kind": "private", "title": "", "state": "active", "changed_at": MORNING}
    good = {"active": True, "time": "08:30", "created_at": MORNING, "changed_at": MORNING}
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await store.write(lambda _known: Writes([chat], [{"chat_id": 77} | good, {"chat_id": 78} | good]))
    assert await store.known() == {}


@pytest.mark.parametrize(
    ("hour", "starts_on"), [("08:00", TOMORROW), ("07:30", TOMORROW), ("08:01", TODAY)], ids=str
)
async def test_an_hour_that_has_passed_today_counts_from_tomorrow(
    database: Database, hour: str, starts_on: date
) -> None:
    """Else a database moved at nine would push again what the old one pushed at half past eight."""
    await furnish(database)
    await transfer(database).load(file_of(row(77, hour), row(ALICE, hour), row(BOB, hour, active=True)))
    store = SubscriptionStore(database)
    for chat_id in (77, ALICE, BOB):
        one = await store.of(chat_id)
        assert one is not None
        assert (one.active, one.time) == (True, hour)
        assert one.starts_on == starts_on
    every_day = DueDay(TODAY, worked=False)
    assert await PlanStore(database).times(every_day, "00:00", "08:00") == []


async def test_a_first_day_counts_while_it_lies_ahead(database: Database) -> None:
    later = TODAY + 9 * DAY
    await furnish(database)  # ALICE begins tomorrow
    store = SubscriptionStore(database)

    async def first_day(chat_id: int, **said: Any) -> date | None:  # noqa: ANN401 -- JSON
        await transfer(database).load(file_of(row(chat_id, **said)))
        one = await store.of(chat_id)
        assert one is not None
        return one.starts_on

    assert await first_day(ALICE, starts_on=f"{TODAY}") == TOMORROW, "it has come, and says nothing"
    assert await first_day(ALICE, starts_on=f"{later}") == later
    assert await first_day(ALICE, starts_on=f"{TOMORROW}") == TOMORROW
    assert await first_day(ALICE, time="09:00", starts_on=f"{later}") == later
    assert await first_day(ALICE, time="07:00", starts_on=f"{TODAY}") == TOMORROW
    assert await first_day(77, time="09:00", starts_on=f"{TODAY}") == TODAY
    assert await first_day(78, active=False, starts_on=f"{TODAY}") == TODAY, "as the file has it"
    assert await first_day(79, active=False) is None


async def test_when_it_was_made_and_changed_is_the_file_s_word_but_never_ahead(database: Database) -> None:
    before, ahead = MORNING - DAY, MORNING + DAY
    said = [row(77, created_at=before.isoformat(), changed_at=before.isoformat())]
    said += [row(78, created_at=ahead.isoformat(), changed_at=ahead.isoformat()), row(79)]
    await transfer(database).load(file_of(*said))
    store = SubscriptionStore(database)
    found = [await store.of(chat_id) for chat_id in (77, 78, 79)]
    assert [one and (one.created_at, one.changed_at) for one in found] == [
        (before, before),
        (MORNING, MORNING),
        (MORNING, MORNING),
    ]


async def test_a_change_of_sound_or_topic_moves_no_day(database: Database) -> None:
    await furnish(database)
    clock = FakeClock(MORNING + 3 * DAY)
    await transfer(database, clock).load(file_of(row(ALICE, muted=True, thread_id=5)))
    alice = await SubscriptionStore(database).of(ALICE)
    assert alice is not None
    assert (alice.muted, alice.thread_id, alice.starts_on) == (True, 5, TOMORROW)
    assert alice.changed_at == clock.now()


async def test_a_group_that_has_become_a_supergroup_is_skipped_and_named(database: Database) -> None:
    await furnish(database)
    content, _ = await transfer(database).export(FileFormat.CSV)
    await ChatStore(database).migrate(GROUP, SUPERGROUP, MORNING)
    moved = await SubscriptionStore(database).of(SUPERGROUP)
    done = await transfer(database).load(content)
    assert verdicts(done) == [Verdict.MOVED, Verdict.LEFT, Verdict.LEFT]
    assert list(done.report()) == [
        f"第 2 行 跳过 {GROUP}：这个群已经升级，编号变为 {SUPERGROUP}，订阅随它走",
        "已导入：新增 0 个，更新 0 个，不变 2 个，跳过 1 个。",
    ]
    assert await SubscriptionStore(database).of(GROUP) is None
    assert await SubscriptionStore(database).of(SUPERGROUP) == moved


async def test_a_subscription_that_somebody_makes_meanwhile_is_seen(
    database: Database, database_url: str
) -> None:
    """The bot writes as the import does: one waits for the other, and neither is undone."""
    beside = Database.from_url(database_url)
    chats, store = ChatStore(beside), SubscriptionStore(beside)

    async def subscribe(chat_id: int) -> None:
        await chats.record(chat_id, ChatKind.PRIVATE, "", MORNING)
        await store.subscribe(chat_id, "07:00", None, MORNING)

    content = file_of(*(row(chat_id, "09:00") for chat_id in range(1, 200)))
    await asyncio.gather(
        transfer(database).load(content),
        *(subscribe(chat_id) for chat_id in range(190, 210)),
        transfer(beside).load(content),
    )
    known = await SubscriptionTransferStore(database).known()
    assert list(known) == list(range(1, 210))
    times = {chat_id: one.subscription and one.subscription["time"] for chat_id, one in known.items()}
    assert {times[chat_id] for chat_id in range(1, 190)} == {"09:00"}
    assert {times[chat_id] for chat_id in range(200, 210)} == {"07:00"}
    await beside.close()


async def test_an_empty_database_is_made_by_an_import_but_not_by_looking(tmp_path: Path) -> None:
    empty = Database.in_folder(tmp_path / "new")
    with pytest.raises(OperatorError, match="还没有数据库"):
        await transfer(empty).export(FileFormat.CSV)
    assert verdicts(await transfer(empty).load(file_of(row(ALICE)), dry_run=True)) == [Verdict.ADDED]
    assert not (tmp_path / "new").exists()
    await transfer(empty).load(file_of(row(ALICE)))
    assert (await transfer(empty).export(FileFormat.CSV))[1] == 1
    await empty.close()


async def test_a_database_that_another_holds_too_long_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Database.in_folder(tmp_path)
    await held.migrate()
    monkeypatch.setattr("storage.database.BUSY_TIMEOUT", 0.01)
    other = Database.in_folder(tmp_path)
    async with held.transaction() as connection:
        await connection.execute(text("SELECT 1"))  # only now it has begun
        with pytest.raises(OperatorError, match=r"qingfeng\.db 正被别的程序占用"):
            await SubscriptionTransferStore(other).write(lambda _known: Writes([], []))
    await held.close()
    await other.close()
