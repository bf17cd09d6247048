"""Updates that Telegram sends: stored before they are confirmed, handled once, and nobody else is heard."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from clock import FakeClock
from hooked import SECRET, TOKEN_HEADER, URL, HookedBot
from polling import PollingBot, someone
from raw_updates import message
from sqlalchemy import text
from test_poison import POISON

from core.models import WarningKind
from emulator.faults import Fault
from emulator.telegram import Telegram
from emulator.updates import Webhook
from handlers.updates.polling import connect
from handlers.updates.webhook.endpoint import LARGEST_BODY, Endpoint
from handlers.updates.webhook.receiving import WATCH_EVERY
from storage.database import Database


@pytest.fixture(autouse=True)
def _as_bot_py_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def world(clock: FakeClock) -> Telegram:
    return Telegram(clock)


@pytest.fixture
async def bot(database: Database, world: Telegram, clock: FakeClock) -> AsyncIterator[HookedBot]:
    async with HookedBot(database, world, clock) as opened:
        yield opened


async def aside(bot: HookedBot) -> list[str]:
    return [one.reason for one in await bot.updates.aside.listed()]


# --- what Telegram sends


async def test_what_is_said_is_heard_in_order_and_confirmed(bot: HookedBot, world: Telegram) -> None:
    person, chat = someone(world)
    for said in "一二三":
        world.say(person, chat, said)
    await bot.hang_up_the_sign()
    await bot.until_heard("一", "二", "三")
    assert bot.heard == ["一", "二", "三"]
    await bot.drain()
    assert await bot.unhandled() == []
    assert len(world.updates) == 0


async def test_telegram_is_told_the_address_the_secret_and_the_kinds_of_updates(
    bot: HookedBot, world: Telegram
) -> None:
    await bot.receiver.set_up()
    hook = world.updates.webhook
    assert (hook.url, hook.secret_token, hook.max_connections) == (URL, SECRET, 40)
    assert world.updates.allowed == ["message"]
    assert hook.certificate is None
    [call] = [one for one in world.calls if one.method == "setWebhook"]
    assert "drop_pending_updates" not in call.parameters


async def test_an_update_is_stored_before_it_is_confirmed(bot: HookedBot) -> None:
    never = asyncio.Event()

    async def hang(_: str) -> None:
        await never.wait()

    bot.handler = hang
    assert await bot.posts(message(7, "在吗")) == 200
    assert await bot.unhandled() == [7]
    never.set()


async def test_an_update_that_comes_again_is_confirmed_and_not_heard_again(bot: HookedBot) -> None:
    for _ in range(2):
        assert await bot.posts(message(7, "在吗")) == 200
        await bot.drain()
    assert await asyncio.gather(*(bot.posts(message(8, "在")) for _ in range(5))) == [200] * 5
    await bot.drain()
    assert bot.heard == ["在吗", "在"]


async def test_an_update_with_a_lower_number_is_new_all_the_same(bot: HookedBot) -> None:
    """Telegram may send the updates of several chats in any order, and begins its numbers anew after a week."""
    for number in (900, 5, 700):
        assert await bot.posts(message(number, str(number))) == 200
    await bot.drain()
    assert bot.heard == ["900", "5", "700"]


async def test_what_an_earlier_run_left_is_handled_first_in_its_chat(
    database: Database, world: Telegram
) -> None:
    never = asyncio.Event()

    async def hang(_: str) -> None:
        await never.wait()

    async with HookedBot(database, world, FakeClock()) as first:
        first.handler = hang
        await first.posts(message(7, "先"))
        await first.die(asyncio.ensure_future(never.wait()))
    async with HookedBot(database, world, FakeClock()) as second:
        await second.receiver.recover()
        await second.posts(message(8, "后"))
        await second.drain()
        assert second.heard == ["先", "后"]


async def test_inline_queries_wait_for_nobodys_private_chat(bot: HookedBot) -> None:
    never = asyncio.Event()

    async def hang(said: str) -> None:
        if said == "长":
            await never.wait()

    bot.handler = hang
    person = {"id": 5, "first_name": "陈", "is_bot": False}
    query = {"id": "1", "from": person, "query": "廉洁", "offset": ""}
    await bot.posts(message(7, "长"))
    await bot.posts(json.dumps({"update_id": 8, "inline_query": query}).encode())
    await bot.until(lambda: bot.poller.in_hand == 1)
    never.set()
    async with bot.database.connection() as connection:
        stored = await connection.scalar(text("SELECT count(*) FROM updates WHERE payload LIKE '%廉洁%'"))
    assert stored == 0


# --- who is not heard


@pytest.mark.parametrize(
    "token",
    [None, "", "wrong", SECRET[:-1], f"{SECRET}x", SECRET.lower(), f"Bearer {SECRET}", "秘密", "x" * 9000],
)
async def test_without_the_secret_nothing_is_stored_or_said(
    bot: HookedBot, token: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    header = [] if token is None else [(TOKEN_HEADER.encode(), token.encode())]
    answer = await bot.client.post(URL, content=message(7, "机密的话"), headers=header)
    assert answer.status_code == 403
    assert await bot.unhandled() == []
    assert await aside(bot) == []
    assert bot.endpoint.refused == 1
    assert "机密" not in caplog.text
    assert SECRET not in caplog.text


async def test_two_secrets_in_one_request_are_refused(bot: HookedBot) -> None:
    both = [(TOKEN_HEADER, SECRET), (TOKEN_HEADER, "another")]
    for headers in (both, both[::-1]):
        assert (await bot.client.post(URL, content=message(7, "在吗"), headers=headers)).status_code == 403
    assert await bot.unhandled() == []


async def test_a_flood_without_the_secret_is_one_line_of_the_log(
    bot: HookedBot, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(50):
        await bot.posts(b"x", "wrong")
    await bot.clock.advance(601)
    await bot.posts(b"x", "wrong")
    said = [line.message for line in caplog.records if "refused" in line.message]
    assert [line.split(" ")[0] for line in said] == ["1", "51"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
async def test_only_post_is_answered(bot: HookedBot, method: str) -> None:
    answer = await bot.client.request(method, URL, headers={TOKEN_HEADER: SECRET}, content=message(7, "在吗"))
    assert answer.status_code == 405
    assert await bot.unhandled() == []


@pytest.mark.parametrize(
    "path", ["", "/", "/telegram/", "/telegram/a", "/Telegram", "//telegram", "/healthz", "/telegram%00"]
)
async def test_nothing_else_is_served(bot: HookedBot, path: str) -> None:
    url = f"https://bot.example.org{path}"
    assert await bot.posts(message(7, "在吗"), url=url) == 404
    assert (await bot.client.get(url)).status_code == 404
    assert await bot.unhandled() == []


# --- what cannot be read


@pytest.mark.parametrize("poison", POISON, ids=str)
async def test_what_cannot_be_read_is_set_aside_and_confirmed(bot: HookedBot, poison: str) -> None:
    assert await bot.posts(POISON[poison]) == 200
    assert await bot.posts(message(1001, "后面的")) == 200
    await bot.drain()
    assert bot.heard == ["后面的"]
    assert len(await aside(bot)) == 1
    assert await bot.unhandled() == []


@pytest.mark.parametrize(
    "body", [b"", b" ", b"\xff\xfe", b"\x00" * 50, b"update_id=7&message=a", b"[" * 99_999]
)
async def test_what_is_no_update_at_all_is_set_aside_and_confirmed(bot: HookedBot, body: bytes) -> None:
    assert await bot.posts(body) == 200
    assert len(await aside(bot)) == 1


async def test_what_comes_again_unreadable_is_set_aside_once(bot: HookedBot) -> None:
    for _ in range(3):
        assert await bot.posts(b'{"update_id": 7, "message": "\xff"}') == 200
    assert len(await aside(bot)) == 1


async def test_of_what_is_far_too_large_only_the_beginning_is_kept(bot: HookedBot) -> None:
    body = message(7, "x" * (LARGEST_BODY + 1))
    assert await bot.posts(body) == 200
    [one] = await bot.updates.aside.listed()
    assert (one.update_id, one.reason) == (7, "too large")
    assert one.size < len(body) / 10
    assert await bot.posts(message(8, "后面的")) == 200


# --- what fails


async def test_what_cannot_be_stored_is_not_confirmed_and_comes_again(
    bot: HookedBot, world: Telegram, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store, failures = bot.updates._store, 3

    async def fail(*about: object) -> object:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise RuntimeError("机密 in an error")
        return await store(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(bot.updates, "_store", fail)
    person, chat = someone(world)
    world.say(person, chat, "在吗")
    world.say(person, chat, "还在吗")
    await bot.hang_up_the_sign()
    await bot.until_heard("在吗", "还在吗")
    assert bot.heard == ["在吗", "还在吗"]
    assert (
        world.updates.webhook.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    )
    assert (
        len([line for line in caplog.records if "storing updates" in line.message]) == 2
    )  # failed, works again
    assert "机密" not in caplog.text


async def test_a_client_that_hangs_up_leaves_nothing(bot: HookedBot) -> None:
    sent: list[dict[str, object]] = []
    parts = [
        {"type": "http.request", "body": message(7, "在吗")[:50], "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Any:  # noqa: ANN401 - ASGI
        return parts.pop(0)

    async def send(event: object) -> None:
        assert isinstance(event, dict)
        sent.append(event)

    header = [(TOKEN_HEADER.lower().encode(), SECRET.encode())]
    await bot.endpoint(
        {"type": "http", "path": "/telegram", "method": "POST", "headers": header}, receive, send
    )
    assert sent[0]["status"] == 408
    assert await bot.unhandled() == []
    assert await aside(bot) == []


# --- the webhook itself


async def test_setting_it_is_tried_until_telegram_takes_it(bot: HookedBot, world: Telegram) -> None:
    for fault in (
        Fault("setWebhook", code=404, description="Not Found"),
        Fault("setWebhook", code=401, description="Unauthorized"),
        Fault("setWebhook", kind="retry_after", retry_after=5),
        Fault("setWebhook", code=400, description="Bad Request: bad webhook: Failed to resolve host"),
        Fault("setWebhook", kind="drop_before"),
        Fault("setWebhook", kind="html"),
        Fault("getWebhookInfo", code=500),
    ):
        world.faults.add(fault)
    await bot.clock.until(bot.receiver.set_up())
    assert world.updates.webhook.url == URL
    assert bot.receiver.trouble == ""


async def test_a_webhook_that_was_removed_is_set_again(bot: HookedBot, world: Telegram) -> None:
    await bot.receiver.set_up()
    world.updates.hook(Webhook())
    await bot.clock.until(bot.receiver.look())
    assert world.updates.webhook.url == URL


async def test_a_webhook_of_another_program_is_left_alone_and_said_once(
    bot: HookedBot, world: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.receiver.set_up()
    world.updates.hook(Webhook("https://other.example.org/hook"))
    for _ in range(3):
        await bot.receiver.look()
    assert world.updates.webhook.url == "https://other.example.org/hook"
    assert len([line for line in caplog.records if "another address" in line.message]) == 1
    assert "别的地址" in bot.receiver.trouble


async def test_why_telegram_cannot_deliver_is_said_once_in_words(
    bot: HookedBot, world: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    person, chat = someone(world)
    await bot.receiver.set_up()
    world.say(person, chat, "在吗")
    hook = world.updates.webhook
    for _ in range(3):
        await bot.clock.advance(WATCH_EVERY)
        hook.last_error_date, hook.last_error_message = bot.clock.now(), "Connection refused"
        await bot.receiver.look()
    said = [line.message for line in caplog.records if "cannot deliver" in line.message]
    assert len(said) == 1
    assert "1 updates wait" in said[0]
    assert "refused" in said[0]
    assert "连接被拒绝" in bot.receiver.trouble
    hook.last_error_date, hook.last_error_message = bot.clock.now(), "SSL error {certificate verify failed}"
    await bot.clock.advance(1)
    hook.last_error_date = bot.clock.now()
    await bot.receiver.look()
    assert "不信任证书" in bot.receiver.trouble
    world.updates.forget()
    await bot.receiver.look()
    assert bot.receiver.trouble == ""


async def test_operators_are_told_of_what_lasts_and_only_of_that(bot: HookedBot, world: Telegram) -> None:
    person, chat = someone(world)
    bot.run_receiver()
    await bot.until(lambda: bool(world.updates.webhook.url))
    world.say(person, chat, "在吗")
    hook, warnings = world.updates.webhook, bot.program.services.warnings
    told = []
    for fails in (True, False, False, True, True, False):
        if fails:
            hook.last_error_date, hook.last_error_message = bot.clock.now(), "Connection refused"
        else:
            world.updates.forget()
        await bot.clock.advance(WATCH_EVERY)
        told.append([(kind, one.detail) for kind, one in await warnings.now()])
        world.say(person, chat, "在吗")
    refused = "连接被拒绝：webhook.url 的端口上没有程序在接，或被防火墙拒绝"
    assert told == [[], [], [], [], [(WarningKind.WEBHOOK, refused)], []]


async def test_an_error_from_before_the_start_is_not_said(
    bot: HookedBot, world: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    world.updates.hook(Webhook(URL, last_error_date=bot.clock.now(), last_error_message="Connection refused"))
    world.updates.hooked_at = None
    await bot.receiver.set_up()
    hook = world.updates.webhook
    hook.last_error_date, hook.last_error_message = bot.clock.now(), "Connection refused"
    await bot.receiver.look()
    assert not [line for line in caplog.records if "cannot deliver" in line.message]


async def test_polling_removes_the_webhook_and_a_webhook_keeps_it(
    bot: HookedBot, database: Database, world: Telegram
) -> None:
    await bot.receiver.set_up()
    await connect(bot.app, by_webhook=True)
    assert world.updates.webhook.url == URL
    async with PollingBot(database, world, FakeClock()) as polling:
        person, chat = someone(world)
        world.say(person, chat, "在吗")
        await connect(polling.app)
        await polling.settle()
        assert polling.heard == ["在吗"]


async def test_an_endpoint_answers_nothing_but_http(bot: HookedBot) -> None:
    endpoint: Endpoint = bot.endpoint

    async def never(*_: object) -> dict[str, object]:
        raise AssertionError

    await endpoint({"type": "lifespan"}, never, never)  # type: ignore[arg-type]
    assert isinstance(bot.client, httpx.AsyncClient)
