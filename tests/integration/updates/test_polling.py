"""Own polling, against the local Telegram's own offset rules and faults, on both databases."""

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import httpx
import pytest
from clock import FakeClock
from office import Office
from polling import LONG, PollingBot, someone
from telegram.error import InvalidToken, NetworkError
from telegram.request import HTTPXRequest

from core.errors import OperatorError
from emulator.faults import Fault
from emulator.telegram import Telegram
from emulator.transport import InProcessTransport
from handlers.updates.dispatch import CHATS_AT_ONCE
from handlers.updates.polling import Poller, reach_telegram
from handlers.updates.raw_updates import INLINE_ORDER, chat_of
from handlers.updates.update_kinds import update_kinds
from storage.database import Database
from storage.updates.owners import Share
from storage.updates.received import RawUpdate


class PostOnly(InProcessTransport):
    """A Bot API server that has no route for GET, as some have not."""

    def __init__(self, world: Telegram) -> None:
        super().__init__(world)
        self.queries: set[bytes] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method != "POST":
            return httpx.Response(404, json={"ok": False, "error_code": 404, "description": "Not Found"})
        self.queries.add(request.url.query)
        return await super().handle_async_request(request)


@pytest.fixture
def world() -> Telegram:
    return Telegram(FakeClock())


@pytest.fixture
async def bot(database: Database, world: Telegram) -> AsyncIterator[PollingBot]:
    async with PollingBot(database, world, FakeClock()) as opened:
        yield opened


async def test_what_is_said_is_heard_marked_and_confirmed(bot: PollingBot, world: Telegram) -> None:
    person, chat = someone(world)
    for text in "一二三":
        world.say(person, chat, text)
    await bot.settle()
    assert bot.heard == ["一", "二", "三"]
    assert await bot.unhandled() == []
    assert len(world.updates) == 0


async def test_a_server_that_takes_nothing_but_post_is_polled_too(bot: PollingBot, world: Telegram) -> None:
    transport = PostOnly(world)
    request = HTTPXRequest(httpx_kwargs={"transport": transport})
    poller = Poller(bot.app, bot.intake, request, bot.clock, timeout=0)
    person, chat = someone(world)
    for text in "一二":
        world.say(person, chat, text)
        while await poller.poll_once():
            await poller.drain()
    assert bot.heard == ["一", "二"]
    assert len(world.updates) == 0
    assert transport.queries == {b""}


async def test_updates_are_stored_before_telegram_forgets_them(bot: PollingBot, world: Telegram) -> None:
    async def stored_first(_: str) -> None:
        assert len(await bot.unhandled()) == 1
        assert len(world.updates) == 1  # not confirmed before the next request

    person, chat = someone(world)
    bot.handler = stored_first
    world.say(person, chat, "你好")
    await bot.settle()
    assert bot.heard == ["你好"]


async def test_a_chat_keeps_its_order_and_does_not_hold_up_others(bot: PollingBot, world: Telegram) -> None:
    slow = asyncio.Event()

    async def wait(text: str) -> None:
        if text == "慢":
            await slow.wait()

    bot.handler = wait
    first, second = someone(world, "甲"), someone(world, "乙")
    world.say(*first, "慢")
    world.say(*first, "后")
    world.say(*second, "快")
    await bot.poller.poll_once()
    await bot.until(lambda: bot.heard == ["快"])
    slow.set()
    await bot.poller.drain()
    assert bot.heard == ["快", "慢", "后"]


async def test_only_so_many_chats_are_served_at_once(bot: PollingBot, world: Telegram) -> None:
    full = asyncio.Event()

    async def wait(_: str) -> None:
        if len(bot.under_way) == CHATS_AT_ONCE:
            full.set()
        await full.wait()

    bot.handler = wait
    for number in range(CHATS_AT_ONCE * 2):
        world.say(*someone(world, f"同事{number}"), f"{number}")
    await bot.settle()
    assert bot.most_under_way == CHATS_AT_ONCE
    assert len(bot.heard) == CHATS_AT_ONCE * 2


async def test_an_unreadable_update_is_skipped_and_its_contents_not_logged(
    bot: PollingBot, world: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    person, chat = someone(world)
    world.say(person, chat, "前")
    world.updates.put("message", {"text": "机密内容", "chat": "a new shape"})
    world.say(person, chat, "后")
    with caplog.at_level(logging.DEBUG):
        await bot.settle()
    assert bot.heard == ["前", "后"]
    assert await bot.unhandled() == []
    assert "cannot be read" in caplog.text
    assert "机密" not in "".join(r.getMessage() for r in caplog.records if r.name.startswith("handlers"))


async def test_a_handler_that_fails_does_not_stop_the_others(bot: PollingBot, world: Telegram) -> None:
    async def fail(text: str) -> None:
        if text == "坏":
            raise RuntimeError("a bug")

    bot.handler = fail
    person, chat = someone(world)
    for text in ("坏", "好"):
        world.say(person, chat, text)
    await bot.settle()
    assert bot.heard == ["好"]
    assert await bot.unhandled() == []


async def test_what_comes_twice_is_handled_once(bot: PollingBot, database: Database, world: Telegram) -> None:
    world.say(*someone(world), "一次")
    await bot.poller.poll_once()
    await bot.poller.drain()
    async with PollingBot(database, world, bot.clock) as restarted:  # nothing was confirmed
        assert len(world.updates) == 1
        await restarted.poller.recover()
        await restarted.settle()
        await restarted.poller.drain()
        assert restarted.heard == []
    assert bot.heard == ["一次"]


TROUBLES = [
    Fault(method="getUpdates", kind="error", code=401, description="Unauthorized", times=3),
    Fault(method="getUpdates", kind="error", code=404, description="Not Found", times=3),
    Fault(
        method="getUpdates",
        kind="error",
        code=409,
        description="Conflict: terminated by other request",
        times=3,
    ),
    Fault(method="getUpdates", kind="error", code=500, description="Internal Server Error", times=3),
    Fault(method="getUpdates", kind="html", times=3),
    Fault(method="getUpdates", kind="retry_after", retry_after=5, times=2),
    Fault(method="getUpdates", kind="drop_before", times=3),
    Fault(method="getUpdates", kind="hang_after_delivery", times=3),
]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda fault: f"{fault.kind}-{fault.code}")
async def test_nothing_that_getupdates_answers_ends_polling(
    bot: PollingBot, world: Telegram, caplog: pytest.LogCaptureFixture, trouble: Fault
) -> None:
    caplog.set_level(logging.INFO, logger="handlers")
    world.faults.add(
        Fault(
            method=trouble.method,
            kind=trouble.kind,
            code=trouble.code,
            description=trouble.description,
            retry_after=trouble.retry_after,
            times=trouble.times,
        )
    )
    world.say(*someone(world), "还在吗")
    bot.run()
    await bot.until_heard("还在吗")
    assert caplog.text.count("no updates from Telegram") == 1
    assert caplog.text.count("updates come again") == 1
    assert caplog.text.count(f"started as @{world.bot.username}") == 1
    assert world.token not in caplog.text


async def test_the_pauses_grow_and_keep_to_what_telegram_asks(
    bot: PollingBot, world: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    sleep = bot.clock.sleep

    async def noted(seconds: float) -> None:
        pauses.append(seconds)
        await sleep(seconds)

    monkeypatch.setattr(bot.clock, "sleep", noted)
    world.faults.add(Fault(method="getUpdates", kind="error", code=502, times=4))
    world.faults.add(Fault(method="getUpdates", kind="retry_after", retry_after=40, times=1))
    world.say(*someone(world), "好")
    bot.run()
    await bot.until_heard("好")
    assert pauses == [1.0, 1.5, 2.25, 3.375, 40.0]


async def test_the_first_answer_comes_at_once_so_that_it_is_known_to_hear(
    bot: PollingBot, world: Telegram
) -> None:
    waits: list[int] = []
    fetch = bot.poller._fetch

    async def noted(wait: int) -> list[Any]:
        waits.append(wait)
        return await fetch(wait)

    bot.poller._fetch = noted  # type: ignore[method-assign]  # to see what it asks for
    bot.run()
    await bot.until(lambda: len(waits) > 1)
    assert waits == [0, LONG]
    assert bot.poller.last_success is not None


async def test_a_webhook_that_is_set_is_removed(bot: PollingBot, world: Telegram) -> None:
    world.updates.webhook_url = "https://example.org/hook"
    world.say(*someone(world), "喂")
    bot.run()
    await bot.until_heard("喂")
    assert world.updates.webhook_url == ""


async def test_a_database_that_fails_for_a_moment_loses_nothing(
    bot: PollingBot, world: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = bot.intake._updates.store
    failures = iter([OSError("disk full"), OSError("disk full")])

    async def fail(bot_id: int, received: Sequence[RawUpdate], at: datetime, share: Share) -> list[RawUpdate]:
        if failure := next(failures, None):
            raise failure
        return await store(bot_id, received, at, share)

    monkeypatch.setattr(bot.intake._updates, "store", fail)
    world.say(*someone(world), "还在")
    bot.run()
    await bot.until_heard("还在")


async def test_the_health_check_can_see_when_telegram_last_answered(bot: PollingBot, world: Telegram) -> None:
    assert bot.poller.last_success is None
    await bot.settle()
    assert bot.poller.last_success == bot.clock.monotonic()


async def test_stopping_finishes_what_is_in_hand(bot: PollingBot, world: Telegram) -> None:
    begun, finish = asyncio.Event(), asyncio.Event()

    async def wait(_: str) -> None:
        begun.set()
        await finish.wait()

    bot.handler = wait
    world.say(*someone(world), "慢慢来")
    bot.run()
    await begun.wait()
    stopping = asyncio.ensure_future(bot.stop())
    for _ in range(50):
        await asyncio.sleep(0)
    assert not stopping.done()
    finish.set()
    await stopping
    assert bot.heard == ["慢慢来"]
    assert await bot.unhandled() == []


async def test_stopping_waits_only_so_long_and_the_rest_comes_first_next_time(
    database: Database, world: Telegram
) -> None:
    async def for_ever(_: str) -> None:
        begun.set()
        await asyncio.Event().wait()

    begun = asyncio.Event()
    async with PollingBot(database, world, FakeClock(), patience=0.05) as bot:
        bot.handler = for_ever
        world.say(*someone(world), "没完")
        bot.run()
        await begun.wait()
        await bot.stop()
        assert len(await bot.unhandled()) == 1
    async with PollingBot(database, world, FakeClock()) as restarted:
        restarted.run()
        await restarted.until_heard("没完")


async def test_stopping_breaks_off_a_request_that_waits(bot: PollingBot, world: Telegram) -> None:
    bot.run()
    await bot.until(lambda: world.updates._poll is not None)
    async with asyncio.timeout(LONG / 2):
        await bot.stop()


# --- starting


async def test_an_unreachable_telegram_is_tried_until_it_answers(caplog: pytest.LogCaptureFixture) -> None:
    clock, calls = FakeClock(), []

    async def initialize() -> None:
        calls.append(clock.monotonic())
        if len(calls) < 4:
            raise NetworkError("down")

    reaching = asyncio.ensure_future(reach_telegram(initialize, clock))
    await clock.advance(10)
    assert await reaching is True
    assert [round(later - first, 3) for first, later in itertools.pairwise(calls)] == [1.0, 1.5, 2.25]
    assert caplog.text.count("no updates from Telegram") == 1


async def test_a_refused_token_is_the_operators_affair() -> None:
    async def initialize() -> None:
        raise InvalidToken("The token `1:secret` was rejected by the server.")

    with pytest.raises(OperatorError, match="BOT_TOKEN") as refused:
        await reach_telegram(initialize, FakeClock())
    assert "secret" not in str(refused.value)


async def test_stopping_ends_the_wait_for_telegram() -> None:
    async def initialize() -> None:
        raise NetworkError("down")

    stopping = asyncio.Event()
    reaching = asyncio.ensure_future(reach_telegram(initialize, FakeClock(), stopping))
    await asyncio.sleep(0)
    stopping.set()
    assert await reaching is False


# --- which updates


async def test_telegram_is_asked_for_what_the_handlers_look_at(office: Office) -> None:
    assert update_kinds(office.app) == [
        "callback_query",
        "channel_post",
        "chat_member",
        "edited_message",
        "inline_query",
        "message",
        "my_chat_member",
        "poll",
    ]


async def test_a_bot_asks_for_no_more_than_its_handlers_need(bot: PollingBot, world: Telegram) -> None:
    await bot.settle()
    assert world.updates.allowed == ["message"]


@pytest.mark.parametrize(
    ("update", "chat_id"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"edited_message": {"chat": {"id": -5}}}, -5),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, 5),
        ({"callback_query": {"from": {"id": 6}}}, 6),
        ({"inline_query": {"from": {"id": 6}}}, INLINE_ORDER + 6),
        ({"my_chat_member": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"poll": {"id": "1"}}, None),
        ({"message": {"chat": "?"}}, None),
        ({"message": None}, None),
    ],
)
def test_an_update_belongs_to_a_chat(update: dict[str, Any], chat_id: int | None) -> None:
    assert chat_of({"update_id": 1, **update}) == chat_id
