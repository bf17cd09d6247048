"""The local Telegram sends to webhooks as Telegram does: in order, again and again, and not to everybody."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from desk import Desk
from telegram.error import BadRequest, RetryAfter

from emulator.updates import LIFETIME, Webhook
from emulator.webhooks import GONE_FOR, Postman

URL = "https://bot.example.org/hook"


class Bot(httpx.AsyncBaseTransport):
    """Somebody behind the address: takes updates, or answers what it is told to."""

    def __init__(self) -> None:
        self.taken: list[dict[str, object]] = []
        self.tried: list[int] = []
        self.answers: list[httpx.Response | httpx.TransportError] = []
        self.headers: list[httpx.Headers] = []
        self.under_way = self.most_under_way = 0
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        update = json.loads(request.content)
        self.tried.append(update["update_id"])
        self.headers.append(request.headers)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await self.may_go_on.wait()
        self.under_way -= 1
        answer = self.answers.pop(0) if self.answers else httpx.Response(200)
        if isinstance(answer, httpx.TransportError):
            raise answer
        if answer.is_success:
            self.taken.append(update)
        return answer


@pytest.fixture(autouse=True)
def _as_bot_py_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
async def postman(desk: Desk, bot: Bot) -> AsyncIterator[Postman]:
    postman = Postman(desk.world, bot)
    running = asyncio.create_task(postman.run())
    yield postman
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def taken(desk: Desk, bot: Bot, number: int) -> list[str]:
    """Wait until so many are taken, with the pauses that it takes; return their words."""
    await desk.clock.until_so(lambda: len(bot.taken) >= number)
    return [one["message"]["text"] for one in bot.taken]  # type: ignore[index]


async def test_updates_go_to_the_address_with_the_secret(desk: Desk, bot: Bot, postman: Postman) -> None:
    desk.world.say(desk.person, desk.private, "先")
    await desk.bot.set_webhook(URL, secret_token="a_b-C")
    desk.world.say(desk.person, desk.private, "后")
    assert await taken(desk, bot, 2) == ["先", "后"]
    assert bot.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "a_b-C"
    assert bot.headers[0]["content-type"] == "application/json"
    assert len(desk.world.updates) == 0


async def test_without_a_secret_no_header_is_sent(desk: Desk, bot: Bot, postman: Postman) -> None:
    await desk.bot.set_webhook(URL)
    desk.world.say(desk.person, desk.private, "在吗")
    await taken(desk, bot, 1)
    assert "X-Telegram-Bot-Api-Secret-Token" not in bot.headers[0]


@pytest.mark.parametrize(
    "refusal",
    [httpx.Response(500), httpx.Response(404), httpx.Response(302), httpx.ConnectError("refused")],
    ids=["500", "404", "302", "refused"],
)
async def test_what_is_refused_is_sent_again_and_holds_up_its_chat_only(
    desk: Desk, bot: Bot, postman: Postman, refusal: httpx.Response | httpx.TransportError
) -> None:
    bot.answers = [refusal]
    desk.world.say(desk.person, desk.private, "一")
    desk.world.say(desk.person, desk.private, "二")
    await desk.bot.set_webhook(URL)
    await desk.clock.until_so(lambda: len(bot.tried) == 1, at_most=0)
    desk.world.say(desk.owner, desk.group, "/start")
    await desk.clock.until_so(lambda: len(bot.taken) == 1, at_most=0)
    assert await taken(desk, bot, 3) == ["/start", "一", "二"]


async def test_the_pause_doubles_up_to_a_minute_and_is_told(desk: Desk, bot: Bot, postman: Postman) -> None:
    bot.answers = [httpx.Response(502) for _ in range(9)]
    desk.world.say(desk.person, desk.private, "在吗")
    await desk.bot.set_webhook(URL)
    began = desk.clock.monotonic()
    await desk.clock.until_so(lambda: len(bot.tried) == 1, at_most=0)
    info = await desk.bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 502 Bad Gateway"
    assert info.pending_update_count == 1
    await taken(desk, bot, 1)
    assert desk.clock.monotonic() - began == 1 + 2 + 4 + 8 + 16 + 32 + 60 + 60 + 60


async def test_retry_after_is_kept_up_to_an_hour(desk: Desk, bot: Bot, postman: Postman) -> None:
    bot.answers = [
        httpx.Response(503, headers={"Retry-After": "7"}),
        httpx.Response(503, headers={"Retry-After": "99999"}),
        httpx.Response(503, headers={"Retry-After": "soon"}),
    ]
    desk.world.say(desk.person, desk.private, "在吗")
    await desk.bot.set_webhook(URL)
    began = desk.clock.monotonic()
    await taken(desk, bot, 1)
    assert desk.clock.monotonic() - began == 7 + 3600 + 4


async def test_no_more_than_max_connections_at_once(desk: Desk, bot: Bot, postman: Postman) -> None:
    bot.may_go_on.clear()
    for number in range(10):
        person = desk.world.add_person(f"同事{number}")
        desk.world.say(person, desk.world.private_chat(person), "在吗")
    await desk.bot.set_webhook(URL, max_connections=3)
    await desk.clock.settle()
    assert bot.under_way == 3
    bot.may_go_on.set()
    await taken(desk, bot, 10)
    assert bot.most_under_way == 3


async def test_what_nobody_takes_for_a_day_is_forgotten(desk: Desk, bot: Bot, postman: Postman) -> None:
    bot.answers = [httpx.Response(503, headers={"Retry-After": "3600"}) for _ in range(30)]
    desk.world.say(desk.person, desk.private, "在吗")
    await desk.bot.set_webhook(URL)
    await desk.clock.advance(LIFETIME.total_seconds() + 3600)
    assert len(desk.world.updates) == 0
    assert bot.taken == []


async def test_who_says_gone_for_a_day_has_no_webhook_any_more(desk: Desk, bot: Bot, postman: Postman) -> None:
    bot.answers = [httpx.Response(410) for _ in range(3000)]
    desk.world.say(desk.person, desk.private, "在吗")
    await desk.bot.set_webhook(URL)
    await desk.clock.advance(GONE_FOR - 3600)
    assert desk.world.updates.webhook.url == URL
    await desk.clock.advance(timedelta(hours=2).total_seconds())
    assert desk.world.updates.webhook.url == ""


async def test_a_webhook_that_is_removed_gets_nothing_and_polling_gets_the_rest(
    desk: Desk, bot: Bot, postman: Postman
) -> None:
    await desk.bot.set_webhook(URL)
    await desk.bot.delete_webhook()
    desk.world.say(desk.person, desk.private, "在吗")
    await desk.clock.settle()
    assert bot.tried == []
    assert [one.message.text for one in await desk.bot.get_updates() if one.message] == ["在吗"]


async def test_setting_it_twice_in_a_second_is_too_often(desk: Desk) -> None:
    await desk.bot.set_webhook(URL)
    with pytest.raises(RetryAfter):
        await desk.bot.set_webhook(URL)
    desk.clock.jump(1)
    await desk.bot.set_webhook(URL)


async def test_what_telegram_refuses_is_refused(desk: Desk) -> None:
    for url in ("http://a.example.org", "https://a.example.org:8080", "ftp://a.example.org"):
        with pytest.raises(BadRequest, match=r"(?i)bad webhook"):
            await desk.bot.set_webhook(url)
    with pytest.raises(BadRequest, match="unallowed"):
        await desk.bot.set_webhook(URL, secret_token="a b")
    with pytest.raises(BadRequest, match="certificate"):
        await desk.bot.set_webhook(URL, certificate=b"no certificate")
    assert desk.world.updates.webhook == Webhook()


async def test_a_certificate_is_kept_and_told(desk: Desk) -> None:
    await desk.bot.set_webhook(URL, certificate=b"-----BEGIN CERTIFICATE-----\nx", max_connections=500)
    info = await desk.bot.get_webhook_info()
    assert (info.has_custom_certificate, info.max_connections) == (True, 100)
