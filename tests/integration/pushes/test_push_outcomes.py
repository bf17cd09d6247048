"""What becomes of a push for every answer of Telegram, on both databases."""

from datetime import time, timedelta

import pytest
from pushing import ALICE, BOB, GROUP, MONDAY, SUPERGROUP, World, at

from core.models import NotSent, NotSentReason, SendOutcome, Unknown
from core.settings import AccessSettings
from services.pushes.sending import AT_ONCE
from storage.database import Database
from storage.states import ChatState, DeliveryState


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
    for _ in range(25):
        world.clock.jump(600)
        await world.pushes.tick()
    assert await world.states() == {ALICE: "skipped"}


async def test_when_telegram_fails_few_rows_are_risked_and_one_tries_the_way(world: World) -> None:
    for number in range(60):
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
    assert states.count("sent") == 60 - risked - 1


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


def lost_topic(world: World) -> list[tuple[int, int | None]]:
    """Return who was told of a lost topic, and in which thread."""
    return [(chat, thread) for chat, thread, said in world.telegram.delivered if said.startswith("TopicLost")]


async def test_a_lost_topic_falls_back_to_general_and_who_subscribed_is_told_once(world: World) -> None:
    await world.subscribe(GROUP, thread_id=77, by=ALICE)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.TOPIC_GONE)]
    await world.tick_at(at(8, 30))
    assert (GROUP, None) in [(chat, thread) for chat, thread, _ in world.telegram.delivered]
    assert lost_topic(world) == [(ALICE, None)]
    subscription = await world.subscriptions.of(GROUP)
    assert subscription is not None
    assert subscription.thread_id is None
    await world.restart()
    await world.tick_at(at(8, 31))
    await world.tick_at(at(8, 30, day=MONDAY + timedelta(days=1)))
    assert len(lost_topic(world)) == 1
    assert world.telegram.chats.count(GROUP) == 2


async def test_a_lost_topic_of_a_group_nobody_is_known_to_have_subscribed_is_told_in_general(
    world: World,
) -> None:
    await world.subscribe(GROUP, thread_id=77)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.TOPIC_GONE)]
    await world.tick_at(at(8, 30))
    assert lost_topic(world) == [(GROUP, None)]


@pytest.mark.parametrize("reason", [NotSentReason.BLOCKED, NotSentReason.CHAT_GONE, NotSentReason.DEACTIVATED])
async def test_a_lost_topic_is_told_in_general_where_who_subscribed_is_out_of_reach(
    world: World, reason: NotSentReason
) -> None:
    await world.subscribe(GROUP, thread_id=77, by=ALICE)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.TOPIC_GONE)]
    world.telegram.script[ALICE] = [NotSent(reason)]
    await world.tick_at(at(8, 30))
    await world.tick_at(at(8, 31))
    assert lost_topic(world) == [(GROUP, None)]


async def test_whoever_may_not_use_the_bot_is_not_told_of_the_topic_but_the_group_is(
    database: Database,
) -> None:
    world = await World.open(database, access=AccessSettings(mode="list", groups=frozenset({GROUP})))
    await world.subscribe(GROUP, thread_id=77, by=ALICE)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.TOPIC_GONE)]
    await world.tick_at(at(8, 30))
    assert lost_topic(world) == [(GROUP, None)]


async def test_nobody_is_told_of_a_lost_topic_once_another_was_chosen(world: World) -> None:
    await world.subscribe(GROUP, thread_id=77, by=ALICE)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.TOPIC_GONE)]
    world.telegram.script[ALICE] = [NotSent(NotSentReason.RATE_LIMITED, retry_after=30.0)]
    await world.tick_at(at(8, 30))
    await world.subscriptions.change_place(GROUP, 88)
    await world.tick_at(at(8, 31))
    assert lost_topic(world) == []


async def test_a_closed_general_topic_is_a_failure_not_a_loop(world: World) -> None:
    await world.subscribe(GROUP, thread_id=77, by=ALICE)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.TOPIC_GONE)] * 50
    await world.tick_at(at(8, 30))
    assert (await world.states())[GROUP] == "failed"
    assert world.telegram.asked == 3
    assert lost_topic(world) == [(ALICE, None)]


async def test_two_numbers_that_point_at_each_other_are_not_a_loop(world: World) -> None:
    await world.subscribe(GROUP)
    world.telegram.script[GROUP] = [NotSent(NotSentReason.MIGRATED, new_chat_id=SUPERGROUP)] * 50
    world.telegram.script[SUPERGROUP] = [NotSent(NotSentReason.MIGRATED, new_chat_id=GROUP)] * 50
    await world.tick_at(at(8, 30))
    assert world.telegram.asked == 6, "it was sent round five times"


async def test_a_token_refused_in_the_middle_loses_nothing_and_the_rest_goes_out_when_it_works(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(60):
        await world.subscribe(2000 + number)
        if number >= 20:
            world.telegram.script[2000 + number] = [NotSent(NotSentReason.UNAUTHORIZED)]
    await world.tick_at(at(8, 30))
    states = list((await world.states()).values())
    assert set(states) == {"sent", "planned"}
    assert "refuses the token" in caplog.text
    await world.restart()  # the operator gives it the new token
    world.telegram.script.clear()
    await world.pushes.tick()
    assert sorted(world.telegram.chats) == [2000 + number for number in range(60)]
    assert set((await world.states()).values()) == {"sent"}


async def test_while_the_token_is_refused_one_row_at_a_time_tries_it(world: World) -> None:
    for number in range(60):
        await world.subscribe(2000 + number)
        world.telegram.script[2000 + number] = [NotSent(NotSentReason.UNAUTHORIZED)] * 9
    await world.tick_at(at(8, 30))
    for pause in (5, 10, 20):
        before = world.telegram.asked
        await world.pushes.tick()
        assert world.telegram.asked == before
        world.clock.jump(pause + 1)
        await world.pushes.tick()
        assert world.telegram.asked == before + 1


async def test_a_refused_token_stops_the_run_and_keeps_the_rows(world: World) -> None:
    for number in range(60):
        await world.subscribe(2000 + number)
        world.telegram.script[2000 + number] = [NotSent(NotSentReason.UNAUTHORIZED)]
    await world.tick_at(at(8, 30))
    assert world.telegram.asked <= AT_ONCE
    assert set((await world.states()).values()) == {"planned"}
    world.telegram.script.clear()
    world.clock.jump(120)
    await world.pushes.tick()
    assert len(world.telegram.delivered) == 60


async def test_a_chat_out_of_reach_is_tried_again_later_and_later_and_then_each_minute(world: World) -> None:
    await world.subscribe(ALICE)
    world.telegram.script[ALICE] = [NotSent(NotSentReason.UNREACHABLE)] * 7
    await world.tick_at(at(8, 30))
    for asked, pause in enumerate((5, 10, 20, 40, 60, 60), 1):
        world.clock.jump(pause - 0.5)
        await world.pushes.tick()
        assert world.telegram.asked == asked
        world.clock.jump(0.5)
        await world.pushes.tick()
        assert world.telegram.asked == asked + 1


@pytest.mark.parametrize(
    ("outcomes", "paused"),
    [
        ([Unknown("ReadTimeout")] * 3, True),
        ([Unknown("ReadTimeout"), None, Unknown("ReadTimeout")], False),
        # One that is refused for its own sake says that Telegram is there.
        ([Unknown("ReadTimeout")] * 2 + [NotSent(NotSentReason.REFUSED)], False),
    ],
)
async def test_after_three_failures_in_a_row_all_pushes_pause_for_five_seconds(
    world: World, caplog: pytest.LogCaptureFixture, outcomes: list[SendOutcome | None], paused: bool
) -> None:
    for minute, outcome in enumerate(outcomes):
        await world.subscribe(2000 + minute, time(8, 30 + minute))
        world.telegram.script[2000 + minute] = [outcome] if outcome else []
    await world.subscribe(ALICE, time(8, 33))
    for minute in range(3):  # the wall clock alone: no pause is over by it
        await world.tick_at(at(8, 30 + minute))
    asked = world.telegram.asked
    await world.tick_at(at(8, 33))
    assert (ALICE in world.telegram.chats) is not paused
    assert ("Telegram fails: pushes pause for 5 seconds, then longer" in caplog.text) is paused
    if paused:
        world.clock.jump(4.5)
        await world.pushes.tick()
        assert world.telegram.asked == asked
        world.clock.jump(0.5)
        await world.pushes.tick()
        assert ALICE in world.telegram.chats
        assert "Telegram takes pushes again, after 1 pauses" in caplog.text
