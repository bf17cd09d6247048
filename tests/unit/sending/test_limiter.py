"""The limiter against a Telegram that counts for itself: what leaves when, on a clock the test moves."""

import asyncio
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from clock import FakeClock
from telegram.error import RetryAfter

from handlers.sending.limiter import AHEAD, LaneLimiter
from handlers.sending.limits import UNLIMITED, Limits, Ticket, Window

ALICE, GROUP = 1001, -5001
PUSH = Ticket()


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


class Server:
    """Takes requests through the limiter and remembers when each arrived; `way` is the time there or back."""

    def __init__(
        self,
        clock: FakeClock,
        limits: Limits | None = None,
        latency: float = 0.0,
        way: Callable[[], float] | None = None,
    ) -> None:
        self.clock = clock
        self.limiter = LaneLimiter(clock, limits)
        self.way = way or (lambda: latency / 2)
        self.arrived: list[tuple[float, int, str]] = []
        self.refusals: dict[int, float] = {}

    def send(
        self, chat_id: int, name: str = "", ticket: Ticket | None = None, endpoint: str = "sendMessage"
    ) -> asyncio.Task[Any]:
        async def callback() -> bool:
            await self.clock.sleep(self.way())
            if chat_id in self.refusals:
                raise RetryAfter(timedelta(seconds=self.refusals.pop(chat_id)))
            self.arrived.append((round(self.clock.monotonic() - 1000, 6), chat_id, name))
            await self.clock.sleep(self.way())
            return True

        request = self.limiter.process_request(callback, (), {}, endpoint, {"chat_id": chat_id}, ticket)
        task = asyncio.get_running_loop().create_task(request)
        task.add_done_callback(lambda done: done.cancelled() or done.exception())  # each test looks at its own
        return task

    @property
    def times(self) -> list[float]:
        return [moment for moment, _, _ in self.arrived]

    @property
    def names(self) -> list[str]:
        return [name for _, _, name in self.arrived]

    def most_in(self, seconds: float, chat_id: int | None = None) -> int:
        """Return the most arrivals in any window of `seconds` (half open)."""
        times = [moment for moment, chat, _ in self.arrived if chat_id in (None, chat)]
        return max(sum(start <= other < start + seconds - 1e-9 for other in times) for start in times)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.mark.parametrize("number", [1, 2, 4, 31])
async def test_several_processes_together_never_exceed_thirty_in_any_second(
    clock: FakeClock, number: int
) -> None:
    servers = [Server(clock) for _ in range(number)]
    for place, server in enumerate(servers):
        server.limiter.divide(number)
        for one in range(60 // number + 1):
            server.send(1 + place + number * one, ticket=PUSH if one % 2 else None)
    await clock.advance(60)
    together = Server(clock)
    together.arrived = sorted(one for server in servers for one in server.arrived)
    assert len(together.arrived) == number * (60 // number + 1)
    assert together.most_in(1.0) <= max(30, number)


@pytest.mark.parametrize("latency", [0.0, 0.02, 0.3])
async def test_a_fan_out_never_exceeds_thirty_in_any_second(clock: FakeClock, latency: float) -> None:
    server = Server(clock, latency=latency)
    for number in range(200):
        server.send(1 + number, ticket=PUSH)
    await clock.advance(20)
    assert len(server.arrived) == 200
    assert server.most_in(1.0) <= 30


async def test_pushes_use_nearly_all_of_the_limit(clock: FakeClock) -> None:
    server = Server(clock, latency=0.004)
    for number in range(600):
        server.send(1 + number, ticket=PUSH)
    await clock.advance(60)
    assert len(server.arrived) == 600
    assert 600 / (server.times[-1] - server.times[0]) >= 0.97 * 29


@pytest.mark.parametrize(("shortest", "longest"), [(0.0, 0.05), (0.001, 0.004), (0.07, 0.08), (0.05, 0.4)])
async def test_a_fan_out_over_an_uneven_network_never_exceeds_thirty_in_any_second(
    clock: FakeClock, shortest: float, longest: float
) -> None:
    source = random.Random(7)  # noqa: S311 - a network's jitter, no secret
    server = Server(clock, way=lambda: source.uniform(shortest, longest))
    for number in range(900):
        server.send(1 + number, ticket=PUSH)
        if number % 60 == 0:
            server.send(100_000 + number)
    await clock.advance(60)
    assert len(server.arrived) == 915
    assert server.most_in(1.0) <= 30


@pytest.mark.parametrize("way", [0.002, 0.1])
async def test_pushes_use_what_a_few_replies_leave_however_far_telegram_is(
    clock: FakeClock, way: float
) -> None:
    async def starting() -> None:
        await clock.sleep(0.02)

    source = random.Random(7)  # noqa: S311 - a network's jitter, no secret
    server = Server(clock, way=lambda: source.uniform(way, way + 0.002))
    for number in range(3000):
        server.send(1 + number, "quote", Ticket(starting=starting))
    for number in range(40):
        await clock.advance(2.0)
        server.send(100_000 + number, "answer")
    pushed = [moment for moment, _, name in server.arrived if name == "quote" and moment > 10]
    assert len(pushed) / (pushed[-1] - pushed[0]) >= 0.97 * (30 - 0.5)
    assert server.most_in(1.0) <= 30


async def test_few_pushes_are_recorded_as_sending_before_their_slot(clock: FakeClock) -> None:
    started: list[float] = []

    async def starting() -> None:
        started.append(clock.monotonic())

    server = Server(clock)
    for number in range(200):
        server.send(1 + number, ticket=Ticket(starting=starting))
    for _ in range(60):
        await clock.advance(0.05)
        assert len(started) <= len(server.arrived) + AHEAD


async def test_a_reply_goes_ahead_of_pushes_recorded_as_sending(clock: FakeClock) -> None:
    server = Server(clock, Limits(overall=Window(2, 1.0), reserve=0))
    for number in range(8):
        server.send(1 + number, f"quote {number}", PUSH)
    await clock.advance(0.9)
    server.send(ALICE, "answer")
    await clock.advance(0.2)
    assert server.names[:3] == ["quote 0", "quote 1", "answer"]


async def test_replies_to_many_people_never_exceed_thirty_in_any_second(clock: FakeClock) -> None:
    server = Server(clock)
    for number in range(100):
        server.send(1 + number)
    await clock.advance(5)
    assert len(server.arrived) == 100
    assert server.most_in(1.0) == 30


async def test_a_reply_goes_ahead_of_waiting_pushes(clock: FakeClock) -> None:
    server = Server(clock)
    for number in range(300):
        server.send(1 + number, ticket=PUSH)
    await clock.advance(3.0)
    asked = clock.monotonic() - 1000
    server.send(ALICE, "answer")
    await clock.advance(30)
    assert server.arrived[server.names.index("answer")][0] - asked == 0.0


async def test_a_private_chat_gets_one_push_a_second(clock: FakeClock) -> None:
    server = Server(clock)
    for _ in range(5):
        server.send(ALICE, ticket=PUSH)
    await clock.advance(10)
    assert server.times == [0.0, 1.0, 2.0, 3.0, 4.0]


async def test_a_conversation_may_burst_a_little(clock: FakeClock) -> None:
    server = Server(clock)
    for _ in range(5):
        server.send(ALICE)
    await clock.advance(10)
    assert server.times == [0.0, 0.0, 0.0, 3.0, 3.0]


async def test_a_push_waits_a_second_after_a_reply_in_the_same_chat(clock: FakeClock) -> None:
    server = Server(clock)
    server.send(ALICE, "answer")
    await clock.settle()
    server.send(ALICE, "quote", PUSH)
    await clock.advance(5)
    assert server.arrived == [(0.0, ALICE, "answer"), (1.0, ALICE, "quote")]


async def test_a_group_gets_twenty_a_minute(clock: FakeClock) -> None:
    server = Server(clock)
    for _ in range(45):
        server.send(GROUP)
    await clock.advance(125)
    assert len(server.arrived) == 45
    assert server.most_in(60.0, GROUP) == 20


async def test_messages_of_one_chat_keep_their_order(clock: FakeClock) -> None:
    server = Server(clock, latency=0.1)
    for number in range(8):
        server.send(ALICE, str(number))
        await clock.advance(0.13)
    await clock.advance(20)
    assert server.names == [str(number) for number in range(8)]


async def test_a_full_group_does_not_hold_up_others(clock: FakeClock) -> None:
    server = Server(clock)
    for _ in range(25):
        server.send(GROUP)
    server.send(ALICE, "answer")
    await clock.settle()
    assert "answer" in server.names


async def test_a_refused_chat_waits_exactly_what_it_was_told(clock: FakeClock) -> None:
    server = Server(clock)
    server.refusals[ALICE] = 7.0
    refused = server.send(ALICE)
    await clock.settle()
    with pytest.raises(RetryAfter):
        refused.result()
    server.send(ALICE, "later")
    server.send(2002, "other")
    await clock.advance(10)
    assert server.arrived == [(0.0, 2002, "other"), (7.0, ALICE, "later")]


async def test_a_refused_request_is_not_repeated(clock: FakeClock) -> None:
    server = Server(clock)
    server.refusals[ALICE] = 2.0
    refused = server.send(ALICE)
    await clock.advance(60)
    assert isinstance(refused.exception(), RetryAfter)
    assert server.arrived == []


async def test_whoever_would_wait_very_long_is_told_at_once(clock: FakeClock) -> None:
    server = Server(clock)
    server.refusals[ALICE] = 43838.0
    server.send(ALICE)
    await clock.advance(8.0)
    late = server.send(ALICE)
    await clock.settle()
    refusal = late.exception()
    assert isinstance(refusal, RetryAfter)
    assert refusal.retry_after == timedelta(seconds=43830)
    assert server.arrived == []


async def test_whoever_already_waits_is_told_when_the_wait_becomes_very_long(clock: FakeClock) -> None:
    server = Server(clock, latency=0.5)
    server.refusals[ALICE] = 600.0
    first = server.send(ALICE, ticket=PUSH)
    second = server.send(ALICE, ticket=PUSH)
    await clock.advance(2.0)
    refusals = [first.exception(), second.exception()]
    assert [isinstance(one, RetryAfter) and one.retry_after for one in refusals] == [timedelta(seconds=600)] * 2


async def test_several_refused_chats_halt_pushes_but_not_replies(clock: FakeClock) -> None:
    server = Server(clock)
    for chat, seconds in ((1, 5.0), (2, 6.0), (3, 4.0)):
        server.refusals[chat] = seconds
        server.send(chat, ticket=PUSH)
    await clock.advance(0.5)
    server.send(4, "quote", PUSH)
    server.send(5, "answer")
    await clock.advance(10)
    when = {name: moment for moment, _, name in server.arrived}
    assert when["answer"] == 0.5
    assert when["quote"] == pytest.approx(6.0, abs=0.1)


async def test_one_refused_chat_does_not_halt_pushes(clock: FakeClock) -> None:
    server = Server(clock)
    server.refusals[1] = 60.0
    server.send(1, ticket=PUSH)
    await clock.settle()
    server.send(2, "quote", PUSH)
    await clock.advance(1)
    assert server.names == ["quote"]


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "getMe", "editMessageText", "sendChatAction"])
async def test_what_sends_no_message_is_not_held_up(clock: FakeClock, endpoint: str) -> None:
    server = Server(clock)
    for _ in range(60):
        server.send(GROUP, endpoint=endpoint)
    await clock.settle()
    assert len(server.arrived) == 60


async def test_a_request_without_a_chat_passes(clock: FakeClock) -> None:
    async def callback() -> bool:
        return True

    assert await LaneLimiter(clock).process_request(callback, (), {}, "getMe", {}, None) is True


async def test_no_limits_means_no_waiting(clock: FakeClock) -> None:
    server = Server(clock, UNLIMITED)
    for _ in range(500):
        server.send(GROUP)
    await clock.settle()
    assert len(server.arrived) == 500


async def test_the_row_is_started_only_when_its_turn_has_come(clock: FakeClock) -> None:
    server = Server(clock)
    started: list[float] = []

    async def starting() -> None:
        started.append(clock.monotonic() - 1000)

    for _ in range(3):
        server.send(ALICE, ticket=Ticket(starting=starting))
    await clock.advance(0.5)
    assert started == [0.0]
    await clock.advance(5)
    assert started == server.times == [0.0, 1.0, 2.0]


async def test_a_start_that_fails_sends_nothing_and_gives_its_slot_back(clock: FakeClock) -> None:
    async def starting() -> None:
        raise LookupError("somebody else has it")

    server = Server(clock)
    failed = server.send(ALICE, ticket=Ticket(starting=starting))
    server.send(ALICE, "next", PUSH)
    await clock.advance(0.1)
    assert isinstance(failed.exception(), LookupError)
    assert server.names == ["next"]
    assert server.times[0] < 0.1


async def test_a_cancelled_request_gives_its_place_back(clock: FakeClock) -> None:
    server = Server(clock, Limits(overall=Window(1, 1.0), reserve=0))
    waiting = server.send(1, "waiting")
    cancelled = server.send(2, "cancelled")
    last = server.send(3, "last")
    await clock.settle()
    cancelled.cancel()
    await clock.advance(3)
    assert waiting.done()
    assert last.done()
    assert server.names == ["waiting", "last"]
    assert server.times == [0.0, 1.0]


async def test_stopping_cancels_whoever_waits(clock: FakeClock) -> None:
    server = Server(clock)
    requests = [server.send(ALICE, ticket=PUSH) for _ in range(3)]
    await clock.settle()
    await server.limiter.shutdown()
    await clock.settle()
    assert [request.cancelled() for request in requests] == [False, True, True]


async def test_idle_chats_are_forgotten(clock: FakeClock) -> None:
    server = Server(clock)
    for number in range(2500):
        server.send(1 + number)
        await clock.advance(0.2)
    assert server.limiter.known_chats <= 2 * 300  # three hundred were there in the last minute


async def test_a_chat_is_forgotten_a_minute_after_its_last_message_and_not_before(clock: FakeClock) -> None:
    server = Server(clock)
    known = []
    for chat, seconds in ((1, 59.9), (2, 0.1), (3, 0)):
        server.send(chat)
        await clock.settle()
        known.append(server.limiter.known_chats)
        await clock.advance(seconds)
    assert known == [1, 2, 2]


async def test_what_a_group_got_counts_for_a_minute_whoever_else_is_sent_to(clock: FakeClock) -> None:
    server = Server(clock)
    for number in range(20):
        server.send(GROUP, str(number))
    await clock.advance(59)
    for number in range(6):
        server.send(1 + number)
    server.send(GROUP, "one more")
    await clock.advance(10)
    assert server.arrived[-1] == (60.0, GROUP, "one more")


async def test_a_chat_with_a_request_under_way_is_not_forgotten(clock: FakeClock) -> None:
    server = Server(clock, latency=140)
    server.send(ALICE, "first", PUSH)
    await clock.advance(100)
    for number in range(6):
        server.send(1 + number)
    server.send(ALICE, "second", PUSH)
    await clock.advance(400)
    arrived = {name: moment for moment, chat, name in server.arrived if chat == ALICE}
    assert arrived == {"first": 70.0, "second": 140.0 + 70.0 + 1.0}


async def test_a_chat_that_is_refused_is_not_forgotten(clock: FakeClock) -> None:
    server = Server(clock)
    server.refusals[ALICE] = 100.0
    server.send(ALICE)
    await clock.advance(90)
    for number in range(6):
        server.send(1 + number)
    server.send(ALICE, "later")
    await clock.advance(20)
    assert server.arrived[-1] == (100.0, ALICE, "later")


async def test_a_chat_for_which_a_request_waits_is_not_forgotten(clock: FakeClock) -> None:
    server = Server(clock)
    for chat in (1, 2, 3):
        server.refusals[chat] = 100.0
        server.send(chat, ticket=PUSH)
    await clock.settle()
    server.send(ALICE, "first", PUSH)  # no push goes out while so many chats are refused
    await clock.advance(70)
    for number in range(6):
        server.send(10 + number)
    server.send(ALICE, "second", PUSH)
    await clock.advance(40)
    assert server.arrived[-2:] == [(100.0, ALICE, "first"), (101.0, ALICE, "second")]


async def test_the_number_as_text_is_the_same_chat(clock: FakeClock) -> None:
    server = Server(clock)

    async def callback() -> bool:
        return True

    for chat in (ALICE, str(ALICE)):
        await server.limiter.process_request(callback, (), {}, "sendMessage", {"chat_id": chat}, None)
    assert server.limiter.known_chats == 1


async def test_a_deletion_with_a_ticket_keeps_the_pace_of_pushes_and_one_without_does_not_wait(
    clock: FakeClock,
) -> None:
    server = Server(clock)
    for number in range(60):
        server.send(1 + number, "push", PUSH, endpoint="deleteMessage")
        server.send(1 + number, "edit", endpoint="editMessageText")
    await clock.advance(0.01)
    assert server.names.count("edit") == 60
    await clock.advance(10)
    moments = [moment for moment, _, name in server.arrived if name == "push"]
    assert len(moments) == 60
    assert max(sum(start <= other < start + 1 - 1e-9 for other in moments) for start in moments) <= 30
