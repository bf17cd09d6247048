"""Nobody drives the local chat who was not given its address, and nobody fills its memory from outside."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from core.clock import SystemClock
from emulator.demo import furnish
from emulator.sim import MOST_STREAMS, local_chat
from emulator.telegram import Telegram

SITE, KEY = "http://127.0.0.1:8765", "an-address-that-nobody-guesses"
PLACES = ("/", "/sim/state", "/sim/events", "/sim/transcript", "/sim/file/x", "/page/main.js")


@pytest.fixture
def world() -> Telegram:
    world = Telegram(SystemClock())
    furnish(world)
    return world


@pytest.fixture
async def browser(world: Telegram) -> AsyncIterator[httpx.AsyncClient]:
    app = local_chat(world, key=KEY)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=SITE) as client:
        yield client


@pytest.mark.parametrize("key", ["", "/guess", f"/{KEY[:-1]}", f"/{KEY}x", f"/{KEY.upper()}"])
async def test_without_its_key_there_is_nothing(browser: httpx.AsyncClient, world: Telegram, key: str) -> None:
    for place in PLACES:
        assert (await browser.get(f"{key}{place}")).status_code == 404, place
    person = next(iter(world.people))
    said = await browser.post(f"{key}/sim/say", json={"person": person, "chat": person, "text": "一"})
    assert said.status_code == 404
    assert not world.messages(world.chats[person])


async def test_with_its_key_it_works_as_before(browser: httpx.AsyncClient, world: Telegram) -> None:
    assert "<html" in (await browser.get(f"/{KEY}/")).text
    assert (await browser.get(f"/{KEY}/page/main.js")).status_code == 200
    assert (await browser.get(f"/{KEY}/sim/state")).json()["set"]
    assert (await browser.post(f"/bot{world.token}/getMe")).json()["ok"]


async def test_what_comes_with_a_wrong_token_is_not_kept(browser: httpx.AsyncClient, world: Telegram) -> None:
    for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        body = b'{"text": "' + b"x" * 2_000_000 + b'"}'
        answer = await browser.post("/bot1:wrong/sendMessage", content=body, headers={"content-type": kind})
        assert answer.status_code == 401
    assert len(world.calls) == 3
    assert not any(call.parameters or call.method for call in world.calls)


async def test_there_are_only_so_many_streams() -> None:
    world = Telegram(SystemClock())
    app = local_chat(world, key=KEY)
    statuses: list[int] = []
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "path": f"/{KEY}/sim/events", "root_path": "",
        "raw_path": f"/{KEY}/sim/events".encode(), "query_string": b"", "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8765), "scheme": "http",
    }  # fmt: skip

    async def receive() -> dict[str, str]:
        await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))

    streams: list[asyncio.Task[None]] = []
    for _ in range(MOST_STREAMS + 3):
        streams.append(asyncio.create_task(app(dict(scope), receive, send)))  # type: ignore[arg-type]  # ASGI's
        for _ in range(20):
            await asyncio.sleep(0)
    assert statuses.count(200) == MOST_STREAMS
    assert statuses.count(503) == 3
    for stream in streams:
        stream.cancel()
    await asyncio.gather(*streams, return_exceptions=True)
