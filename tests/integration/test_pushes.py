"""The daily push on both databases, with a Telegram that does what each test says, on a clock it moves."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from clock import FakeClock

from core.models import (
    ChatKind,
    NotSent,
    NotSentReason,
    Place,
    Quote,
    SendOutcome,
    Sent,
    Unknown,
)
from core.settings import ReminderSettings
from services.pushes import AT_ONCE, LEASE, PushService
from services.quotes import QuoteService
from services.subscriptions import SubscriptionService
from storage.chats import ChatStore
from storage.database import Database
from storage.deliveries import Delivery, DeliveryStore
from storage.quote_days import QuoteDayStore
from storage.states import ChatState, DeliveryState
from storage.subscriptions import SubscriptionStore

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)
QUOTES = [Quote(f"廉洁第{n}句。", "2023", "讲话", "2023年", "", f"2023-1-0{n}") for n in range(9)]
ALICE, BOB, GROUP, SUPERGROUP = 1001, 1002, -5001, -1005001


def at(hour: int, minute: int = 0, *, day: date = MONDAY, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), ZONE).astimezone(UTC)


@dataclass
class ScriptedTelegram:
    """core.models.Sender: delivers, unless a chat's script says otherwise (first entry first)."""

    script: dict[int, list[SendOutcome | BaseException]] = field(default_factory=lambda: defaultdict(list))
    delivered: list[tuple[int, int | None, str]] = field(default_factory=list)
    silent: list[bool] = field(default_factory=list)
    asked: int = 0
    most_at_once: int = 0
    meanwhile: Callable[[], Awaitable[None]] | None = None
    _now: int = 0

    async def send_quote(
        self,
        place: Place,
        quote: Quote,
        day: date,
        *,
        silent: bool,
        starting: Callable[[], Awaitable[None]] | None = None,
    ) -> SendOutcome:
        assert starting is not None
        await starting()
        self.asked += 1
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            await asyncio.sleep(0)
            if self.meanwhile:
                await self.meanwhile()
            if self.script[place.chat_id]:
                happens = self.script[place.chat_id].pop(0)
                if isinstance(happens, BaseException):
                    raise happens
                return happens
            self.delivered.append((place.chat_id, place.thread_id, quote.text))
            self.silent.append(silent)
            return Sent(len(self.delivered))
        finally:
            self._now -= 1

    @property
    def chats(self) -> list[int]:
        return [chat for chat, _, _ in self.delivered]


class World:
    """Everything a push needs, over one database; `restart` is a new process on the same one."""

    def __init__(self, database: Database, reminder: ReminderSettings | None = None) -> None:
        self.database = database
        self.clock = FakeClock(at(8))
        self.reminder = reminder or ReminderSettings()
        self.deliveries = DeliveryStore(database)
        self.chats = ChatStore(database)
        self.telegram = ScriptedTelegram()
        self.stopping: asyncio.Future[None] | None = None
        self.restart()

    def restart(self) -> None:
        stored = SubscriptionStore(self.database)
        self.subscriptions = SubscriptionService(stored, self.chats, self.deliveries, self.clock, self.reminder)
        self.quotes = QuoteService(QuoteDayStore(self.database), QUOTES, self.clock, self.reminder.zone)
        self.pushes = PushService(
            self.deliveries, stored, self.subscriptions, self.quotes, self.clock, self.reminder
        )
        self.pushes.bind(self.telegram)

    async def subscribe(self, chat_id: int, when: time | None = None, thread_id: int | None = None) -> None:
        kind = ChatKind.PRIVATE if chat_id > 0 else ChatKind.SUPERGROUP
        await self.subscriptions.subscribe(chat_id, kind, "某处", when, thread_id)

    async def tick_at(self, moment: datetime) -> None:
        self.clock.move_to(moment)
        await self.pushes.tick()

    async def rows(self, day: date | None = None, chat_id: int | None = None) -> list[Delivery]:
        return await self.deliveries.listed(local_date=day, chat_id=chat_id, limit=1000)

    async def states(self, day: date = MONDAY) -> dict[int, str]:
        return {row.chat_id: row.state.value for row in await self.rows(day)}


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


# --- the day and the hour


async def test_the_quote_comes_at_its_hour_and_once(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 29, second=59))
    assert world.telegram.delivered == []
    await world.tick_at(at(8, 30))
    await world.tick_at(at(8, 30, second=5))
    await world.tick_at(at(12))
    assert world.telegram.chats == [ALICE]
    assert await world.states() == {ALICE: "sent"}


async def test_everybody_gets_the_same_quote(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB, time(9))
    await world.tick_at(at(8, 30))
    await world.tick_at(at(9))
    assert world.telegram.chats == [ALICE, BOB]
    assert len({text for _, _, text in world.telegram.delivered}) == 1


async def test_every_day_has_its_push(world: World) -> None:
    await world.subscribe(ALICE)
    for number in range(5):
        await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=number)))
    assert len({text for _, _, text in world.telegram.delivered}) == 5


async def test_a_chat_that_subscribes_after_the_hour_waits_for_tomorrow(world: World) -> None:
    world.clock.move_to(at(10))
    await world.subscribe(ALICE)
    await world.pushes.tick()
    assert await world.rows() == []
    assert await world.subscriptions.next_push(ALICE) == at(8, 30, day=MONDAY + timedelta(days=1))
    await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE]


async def test_a_chat_that_subscribes_in_the_very_minute_waits_for_tomorrow(world: World) -> None:
    world.clock.move_to(at(8, 30, second=1))
    await world.subscribe(ALICE)
    await world.pushes.tick()
    assert world.telegram.delivered == []


async def test_subscribing_again_after_the_push_changes_nothing(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 31))
    await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE, ALICE]


async def test_moving_the_time_ahead_after_the_push_does_not_push_twice(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    await world.subscriptions.change_time(ALICE, time(20))
    assert await world.subscriptions.next_push(ALICE) == at(20, day=MONDAY + timedelta(days=1))
    await world.tick_at(at(20))
    assert world.telegram.chats == [ALICE]
    await world.tick_at(at(20, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE, ALICE]


async def test_moving_the_time_ahead_before_the_push_moves_it(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.change_time(ALICE, time(9, 15))
    await world.tick_at(at(8, 30))
    assert world.telegram.delivered == []
    await world.tick_at(at(9, 15))
    assert world.telegram.chats == [ALICE]


async def test_moving_the_time_back_behind_now_waits_for_tomorrow(world: World) -> None:
    await world.subscribe(ALICE, time(20))
    world.clock.move_to(at(10))
    await world.subscriptions.change_time(ALICE, time(9))
    await world.tick_at(at(10, 1))
    await world.tick_at(at(20))
    assert world.telegram.delivered == []
    await world.tick_at(at(9, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE]


@pytest.mark.parametrize("change", [datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)])
async def test_daylight_saving_neither_doubles_nor_drops_a_push(database: Database, change: datetime) -> None:
    world = World(database, ReminderSettings(timezone="Europe/Berlin", time=time(2, 30)))
    world.clock.move_to(change - timedelta(hours=2))
    await world.subscribe(ALICE)
    for number in range(3 * 24 * 2):
        await world.tick_at(change + timedelta(minutes=30 * number))
    assert [(row.local_date.day, row.state) for row in await world.rows()] == [
        (change.day + number, DeliveryState.SENT) for number in range(3)
    ]
    assert len(world.telegram.delivered) == 3


# --- downtime and clock jumps


async def test_a_push_missed_in_a_short_downtime_is_caught_up(world: World) -> None:
    await world.subscribe(ALICE)
    world.restart()
    await world.tick_at(at(12, 29))
    assert world.telegram.chats == [ALICE]


async def test_a_push_missed_for_longer_is_skipped_and_says_so(world: World) -> None:
    await world.subscribe(ALICE)
    world.restart()
    await world.tick_at(at(12, 30))
    assert world.telegram.delivered == []
    [row] = await world.rows(MONDAY)
    assert (row.state, row.reason) == (DeliveryState.SKIPPED, "overdue")


async def test_catching_up_never_passes_midnight(world: World) -> None:
    await world.subscribe(ALICE, time(23))
    world.restart()
    await world.tick_at(at(0, 5, day=MONDAY + timedelta(days=1)))
    assert world.telegram.delivered == []
    assert await world.states() == {ALICE: "skipped"}


async def test_the_clock_set_to_tomorrow_delivers_tomorrows_quote(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [ALICE]
    assert [row.local_date for row in await world.rows() if row.state is DeliveryState.SENT] == [
        MONDAY + timedelta(days=1)
    ]


async def test_a_jump_over_many_days_delivers_one_quote(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    await world.tick_at(at(9, day=MONDAY + timedelta(days=30)))
    assert world.telegram.chats == [ALICE, ALICE]


async def test_the_clock_set_back_repeats_nothing_and_then_goes_on(world: World) -> None:
    await world.subscribe(ALICE)
    tuesday = MONDAY + timedelta(days=1)
    await world.tick_at(at(8, 30, day=tuesday))
    await world.tick_at(at(8, 20))
    await world.tick_at(at(8, 30))
    await world.tick_at(at(8, 30, day=tuesday))
    assert world.telegram.chats == [ALICE, ALICE]
    assert await world.states() == {ALICE: "sent"}
    assert await world.states(tuesday) == {ALICE: "sent"}


async def test_a_clock_that_was_ahead_for_a_moment_costs_nobody_the_push(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB, time(23))
    await world.tick_at(at(13))  # beyond Alice's catch-up
    assert await world.states() == {ALICE: "skipped"}
    await world.tick_at(at(1, day=MONDAY + timedelta(days=1)))  # beyond Bob's day
    await world.tick_at(at(8, 1))
    await world.tick_at(at(8, 30))
    await world.tick_at(at(23))
    assert world.telegram.chats == [ALICE, BOB]


async def test_a_row_planned_before_a_restart_is_sent_after_it_once(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.script[ALICE] = [NotSent(NotSentReason.RATE_LIMITED, retry_after=30.0)]
    await world.tick_at(at(8, 30))
    world.restart()
    await world.tick_at(at(8, 31))
    assert world.telegram.chats == [ALICE]


async def test_a_claim_of_a_dead_process_is_taken_over_when_it_runs_out(world: World) -> None:
    await world.subscribe(ALICE)
    world.clock.move_to(at(8, 30))
    await world.pushes._planner.plan()
    now = world.clock.now()
    assert len(await world.deliveries.claim("dead", now, now + LEASE, 10)) == 1
    await world.tick_at(at(8, 30, second=30))
    assert world.telegram.delivered == []
    await world.tick_at(at(8, 31))
    assert world.telegram.chats == [ALICE]


async def test_what_was_under_way_in_a_dead_process_is_unknown_and_never_sent_again(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe(ALICE)
    world.clock.move_to(at(8, 30))
    await world.pushes._planner.plan()
    now = world.clock.now()
    [row] = await world.deliveries.claim("dead", now, now + LEASE, 10)
    assert await world.deliveries.begin(row.id, "dead", now)
    for minute in (31, 32, 45):
        await world.tick_at(at(8, minute))
    assert world.telegram.delivered == []
    assert await world.states() == {ALICE: "unknown"}
    assert await world.pushes.unknown(MONDAY) == 1
    assert "may have arrived" in caplog.text


async def test_two_processes_never_push_twice(world: World) -> None:
    for number in range(120):
        await world.subscribe(2000 + number)
    first = world.pushes
    world.restart()
    world.clock.move_to(at(8, 30))
    await asyncio.gather(first.tick(), world.pushes.tick(), first.tick(), world.pushes.tick())
    await world.pushes.tick()
    assert sorted(world.telegram.chats) == [2000 + number for number in range(120)]


# --- what Telegram answers


async def test_flood_control_makes_that_chat_wait_exactly_and_no_other(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB)
    world.telegram.script[ALICE] = [NotSent(NotSentReason.RATE_LIMITED, retry_after=17.0)]
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [BOB]
    await world.tick_at(at(8, 30, second=16))
    assert world.telegram.chats == [BOB]
    await world.tick_at(at(8, 30, second=17))
    assert world.telegram.chats == [BOB, ALICE]


async def test_an_unknown_outcome_is_kept_and_not_repeated(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.script[ALICE] = [Unknown("ReadTimeout")]
    for minute in (30, 31, 59):
        await world.tick_at(at(8, minute))
        world.clock.jump(60)
    assert world.telegram.asked == 1
    [row] = await world.rows(MONDAY)
    assert (row.state, row.reason) == (DeliveryState.UNKNOWN, "ReadTimeout")


async def test_an_unreachable_telegram_is_tried_again_within_the_catch_up(world: World) -> None:
    await world.subscribe(ALICE)
    unreachable = NotSent(NotSentReason.UNREACHABLE, "ConnectError")
    world.telegram.script[ALICE] = [unreachable] * 4
    await world.tick_at(at(8, 30))
    for _ in range(60):
        world.clock.jump(10)
        await world.pushes.tick()
    assert world.telegram.asked == 5
    assert world.telegram.chats == [ALICE]


async def test_an_unreachable_telegram_is_given_up_after_the_catch_up(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.script[ALICE] = [NotSent(NotSentReason.UNREACHABLE)] * 1000
    await world.tick_at(at(8, 30))
    for _ in range(250):
        world.clock.jump(60)
        await world.pushes.tick()
    assert await world.states() == {ALICE: "skipped"}


async def test_when_telegram_fails_few_rows_are_risked_and_one_tries_the_way(world: World) -> None:
    for number in range(200):
        await world.subscribe(2000 + number)
        world.telegram.script[2000 + number] = [Unknown("HTTP 502")]
    await world.tick_at(at(8, 30))
    assert world.telegram.asked <= AT_ONCE
    risked = world.telegram.asked
    await world.pushes.tick()
    assert world.telegram.asked == risked  # it pauses
    world.clock.jump(6)
    await world.pushes.tick()
    assert world.telegram.asked == risked + 1  # one tries, and fails
    for script in world.telegram.script.values():
        script.clear()
    world.clock.jump(60)
    await world.pushes.tick()
    states = list((await world.states()).values())
    assert states.count("unknown") == risked + 1
    assert states.count("sent") == 200 - risked - 1


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        (NotSentReason.BLOCKED, ChatState.BLOCKED),
        (NotSentReason.KICKED, ChatState.LEFT),
        (NotSentReason.CHAT_GONE, ChatState.GONE),
        (NotSentReason.DEACTIVATED, ChatState.GONE),
    ],
)
async def test_a_chat_that_is_gone_gets_nothing_more_and_returns_with_its_settings(
    world: World, reason: NotSentReason, state: ChatState
) -> None:
    await world.subscribe(ALICE, time(9), thread_id=7)
    world.telegram.script[ALICE] = [NotSent(reason, "…")]
    await world.tick_at(at(9))
    [row] = await world.rows(MONDAY)
    assert (row.state, row.reason) == (DeliveryState.FAILED, reason.value)
    chat = await world.chats.of(ALICE)
    assert chat is not None
    assert chat.state is state
    tuesday = MONDAY + timedelta(days=1)
    await world.tick_at(at(9, day=tuesday))
    assert world.telegram.asked == 1
    assert await world.subscriptions.next_push(ALICE) is None

    world.clock.move_to(at(10, day=tuesday))
    assert await world.subscriptions.revive(ALICE) is True
    assert await world.subscriptions.revive(ALICE) is False
    await world.pushes.tick()
    assert world.telegram.delivered == []  # today's hour has passed
    await world.tick_at(at(9, day=tuesday + timedelta(days=1)))
    assert [(chat_id, thread) for chat_id, thread, _ in world.telegram.delivered] == [(ALICE, 7)]


@pytest.mark.parametrize("reason", [NotSentReason.NO_RIGHT, NotSentReason.REFUSED])
async def test_a_refusal_ends_the_days_push_but_not_the_subscription(
    world: World, reason: NotSentReason
) -> None:
    await world.subscribe(GROUP)
    world.telegram.script[GROUP] = [NotSent(reason)]
    await world.tick_at(at(8, 30))
    await world.tick_at(at(8, 31))
    assert await world.states() == {GROUP: "failed"}
    await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [GROUP]


async def test_a_migrated_group_gets_its_push_under_the_new_number_once(world: World) -> None:
    await world.subscribe(GROUP)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.MIGRATED, new_chat_id=SUPERGROUP)]
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [SUPERGROUP]
    assert await world.states() == {SUPERGROUP: "sent"}
    await world.subscriptions.migrate(GROUP, SUPERGROUP)  # the service messages say it too
    await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=1)))
    assert world.telegram.chats == [SUPERGROUP] * 2


async def test_a_migration_said_before_the_push_does_the_same(world: World) -> None:
    await world.subscribe(GROUP)
    await world.subscriptions.migrate(GROUP, SUPERGROUP)
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [SUPERGROUP]


async def test_a_group_subscribed_under_both_numbers_is_pushed_once(world: World) -> None:
    await world.subscribe(GROUP)
    await world.subscribe(SUPERGROUP)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.MIGRATED, new_chat_id=SUPERGROUP)]
    await world.tick_at(at(8, 30))
    await world.tick_at(at(8, 31))
    assert world.telegram.chats == [SUPERGROUP]


async def test_a_lost_topic_falls_back_to_general_and_is_remembered(world: World) -> None:
    await world.subscribe(GROUP, thread_id=77)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.TOPIC_GONE)]
    await world.tick_at(at(8, 30))
    assert [(chat, thread) for chat, thread, _ in world.telegram.delivered] == [(GROUP, None)]
    subscription = await world.subscriptions.of(GROUP)
    assert subscription is not None
    assert subscription.thread_id is None


async def test_a_closed_general_topic_is_a_failure_not_a_loop(world: World) -> None:
    await world.subscribe(GROUP, thread_id=77)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.TOPIC_GONE)] * 50
    await world.tick_at(at(8, 30))
    assert world.telegram.asked == 2
    assert await world.states() == {GROUP: "failed"}


async def test_two_numbers_that_point_at_each_other_are_not_a_loop(world: World) -> None:
    await world.subscribe(GROUP)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.MIGRATED, new_chat_id=SUPERGROUP)] * 50
    world.telegram.script[SUPERGROUP] = [NotSent(NotSentReason.MIGRATED, new_chat_id=GROUP)] * 50
    await world.tick_at(at(8, 30))
    assert world.telegram.asked < 20


async def test_a_refused_token_stops_the_run_and_keeps_the_rows(world: World) -> None:
    for number in range(100):
        await world.subscribe(2000 + number)
        world.telegram.script[2000 + number] = [NotSent(NotSentReason.UNAUTHORIZED)]
    await world.tick_at(at(8, 30))
    assert world.telegram.asked <= AT_ONCE
    assert set((await world.states()).values()) == {"planned"}
    world.telegram.script.clear()
    world.clock.jump(120)
    await world.pushes.tick()
    assert len(world.telegram.delivered) == 100


# --- subscriptions


async def test_whoever_unsubscribes_between_plan_and_push_gets_nothing(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.script[ALICE] = [NotSent(NotSentReason.RATE_LIMITED, retry_after=60.0)]
    await world.tick_at(at(8, 30))
    assert await world.subscriptions.unsubscribe(ALICE) is True
    assert await world.subscriptions.unsubscribe(ALICE) is False
    await world.tick_at(at(8, 32))
    assert world.telegram.delivered == []
    assert await world.states() == {ALICE: "skipped"}
    assert await world.subscriptions.next_push(ALICE) is None


async def test_a_subscription_comes_back_with_its_time(world: World) -> None:
    await world.subscribe(ALICE, time(21, 5))
    await world.subscriptions.unsubscribe(ALICE)
    await world.subscribe(ALICE)
    assert await world.subscriptions.next_push(ALICE) == at(21, 5)


async def test_the_next_push_is_said_in_local_time(world: World) -> None:
    await world.subscribe(ALICE)
    coming = await world.subscriptions.next_push(ALICE)
    assert coming is not None
    assert coming.strftime("%d %H:%M %z") == "02 08:30 +0800"


async def test_a_muted_chat_is_pushed_without_a_sound(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.mute(ALICE, muted=True)
    await world.tick_at(at(8, 30))
    assert world.telegram.silent == [True]


async def test_subscribing_makes_a_blocked_chat_active(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscriptions.deactivate(ALICE, NotSentReason.BLOCKED)
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE]


async def test_nothing_is_pushed_without_a_quote(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await world.subscribe(ALICE)
    world.quotes.use([])
    await world.tick_at(at(8, 30))
    assert world.telegram.delivered == []
    assert "no quote" in caplog.text


# --- the tick itself


async def test_several_go_out_at_once_but_not_all(world: World) -> None:
    several = asyncio.Event()

    async def wait_for_others() -> None:
        if world.telegram.asked >= AT_ONCE:
            several.set()
        await several.wait()

    for number in range(AT_ONCE * 3):
        await world.subscribe(2000 + number)
    world.telegram.meanwhile = wait_for_others
    await world.tick_at(at(8, 30))
    assert world.telegram.most_at_once == AT_ONCE
    assert len(world.telegram.delivered) == AT_ONCE * 3


async def test_ticks_do_not_overlap(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.meanwhile = world.pushes.tick
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [ALICE]


async def test_what_becomes_due_during_a_long_run_goes_out_in_it(world: World) -> None:
    for number in range(AT_ONCE + 1):
        await world.subscribe(2000 + number)
    await world.subscribe(ALICE, time(8, 31))

    async def a_minute_passes() -> None:
        world.clock.move_to(at(8, 31))

    world.telegram.meanwhile = a_minute_passes
    await world.tick_at(at(8, 30))
    assert ALICE in world.telegram.chats


async def test_a_tick_that_fails_is_logged_and_the_next_goes_on(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise OSError("the disk is full")

    await world.subscribe(ALICE)
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(world.deliveries, "expire_leases", fail)
        await world.tick_at(at(8, 30))
    assert "a tick failed" in caplog.text
    await world.pushes.tick()
    assert world.telegram.chats == [ALICE]


async def test_a_sender_that_breaks_leaves_the_row_unknown(world: World) -> None:
    await world.subscribe(ALICE)
    await world.subscribe(BOB)
    world.telegram.script[ALICE] = [RuntimeError("a bug")]
    await world.tick_at(at(8, 30))
    assert world.telegram.chats == [BOB]
    await world.tick_at(at(8, 32))
    assert await world.states() == {ALICE: "unknown", BOB: "sent"}


async def test_stopping_gives_back_what_was_claimed(world: World) -> None:
    for number in range(AT_ONCE * 2):
        await world.subscribe(2000 + number)
    stopped = asyncio.Event()

    async def stop() -> None:
        if not stopped.is_set():
            stopped.set()
            world.stopping = asyncio.ensure_future(world.pushes.stop())

    world.telegram.meanwhile = stop
    await world.tick_at(at(8, 30))
    assert world.stopping is not None
    await world.stopping
    done = len(world.telegram.delivered)
    assert 0 < done < AT_ONCE * 2
    await world.pushes.tick()
    assert len(world.telegram.delivered) == done
    world.telegram.meanwhile = None
    world.restart()
    await world.pushes.tick()  # no lease has to run out first
    assert len(set(world.telegram.chats)) == len(world.telegram.chats) == AT_ONCE * 2


async def test_old_rows_are_forgotten(world: World) -> None:
    await world.subscribe(ALICE)
    await world.tick_at(at(8, 30))
    assert await world.pushes.prune() == 0
    world.clock.move_to(at(8, 30, day=MONDAY + timedelta(days=500)))
    assert await world.pushes.prune() == 1
