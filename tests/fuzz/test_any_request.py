"""HTTP: the local chat, the webhook and the health endpoint, with raw bytes and with requests of odd parts."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from clock import FakeClock

from emulator.actions.table import ACTIONS
from emulator.methods import METHODS
from emulator.sim import PAGE, local_chat
from emulator.telegram import Telegram
from fuzz import hostile
from fuzz.driving import AGAIN, Ledger, SlowError, Surface
from fuzz.house import Houses
from fuzz.listening import Ear
from fuzz.mutating import changed_bytes
from fuzz.wire import Peer, request
from handlers.health.endpoints import health_app
from handlers.health.measures import Measures
from handlers.updates.webhook.endpoint import Endpoint
from storage.updates.received import RawUpdate

pytestmark = pytest.mark.fuzz
SECRET = "a-Secret_that-nobody_guesses"
LASTS = 3000  # inputs after which the local chat is made anew: what people say there stays
KEY = "schluessel"
UPDATE = {
    "update_id": 7,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "好"},
}
JSON = ("Content-Type", "application/json")
LOCAL = ("Host", "127.0.0.1")
HEADERS = (
    JSON, LOCAL, ("Host", "localhost:8000"), ("Host", "evil.example"), ("Host", "[::1"), ("Host", ""),
    ("Origin", "http://127.0.0.1"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"),
    ("Expect", "100-continue"),
    ("Content-Type", "multipart/form-data; boundary=x"), ("Content-Type", "multipart/form-data"),
    ("Content-Type", "application/x-www-form-urlencoded"), ("Content-Type", "text/plain; charset=\xff"),
    ("Transfer-Encoding", "chunked"), ("Connection", "close"), ("Connection", "Upgrade"),
    ("Upgrade", "websocket"),
    ("Range", "bytes=0-0,5-1,-1"), ("Range", "bytes=99999999999999999999-"), ("If-None-Match", "*"),
    ("If-Modified-Since", "Thu, 99 Foo 0000"), ("If-Range", '"x'), ("Accept-Encoding", "gzip;q=NaN"),
    ("X-Telegram-Bot-Api-Secret-Token", SECRET), ("X-Telegram-Bot-Api-Secret-Token", SECRET[:-1]),
    ("X-Telegram-Bot-Api-Secret-Token", "\xff\xfe"), ("X-Forwarded-For", "1.2.3.4"), ("Cookie", "a" * 3000),
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1, 5_000_000_001, 2**63, 10**30, 1.5, "", "x", "--5", "+-1", "²", "9" * 5000, "廉👍",
    "\ud800", [], [1], [[]], {}, {"a": {}}, [{}], {"inline_keyboard": [[{}]]}, "[1", "{",
    "attach://x", "2026-03-02T25:00",
)  # fmt: skip


def test_no_request_breaks_the_webhook(ledger: Ledger, ear: Ear) -> None:
    async def drive() -> None:
        parts: Any = {"app": _App(), "taker": _Taker(), "intake": _Intake()}
        endpoint = Endpoint("/telegram", SECRET, clock=FakeClock(), **parts)
        allowed = {200, 400, 403, 404, 405, 408, 431, 503, 100}
        await drive_requests(
            ledger.surface("requests"), Peer(endpoint), webhook_requests, ear, "webhook", allowed
        )

    asyncio.run(drive())


def test_no_request_breaks_the_health_endpoint(ledger: Ledger, houses: Houses, ear: Ear) -> None:
    states = houses.house().office.program.states

    async def drive() -> None:
        await states.now()  # the world's time stands still: from now on this is what it answers
        peer = Peer(health_app(states, Measures()))
        allowed = {200, 307, 400, 404, 405, 431, 503}
        await drive_requests(ledger.surface("requests"), peer, health_requests, ear, "health", allowed)

    houses.run(drive())


def test_no_request_breaks_the_local_chat(ledger: Ledger, ear: Ear) -> None:
    async def drive() -> None:
        surface = ledger.surface("requests")
        left = surface.part(1 / 3)
        while left > 0:
            world = Telegram(FakeClock())
            person = world.add_person("组员")
            chat = world.private_chat(person)
            world.say(person, chat, "/start")
            group = world.add_group("群", person)
            known = (person.id, chat.id, group.id, world.messages(chat)[0].id)
            peer = Peer(local_chat(world))
            requests = lambda chance, known=known, token=world.token: chat_requests(chance, known, token)  # noqa: E731
            allowed = set(range(100, 500)) | {503}
            await drive_requests(surface, peer, requests, ear, f"chat {left}", allowed, min(left, LASTS))
            left -= LASTS

    asyncio.run(drive())


async def drive_requests(
    surface: Surface,
    peer: Peer,
    written: Callable[[random.Random], bytes],
    ear: Ear,
    name: str,
    allowed: set[int],
    number: int = 0,
) -> None:
    """Send requests, as they are and changed, in pieces; no answer may be broken, and nothing be logged."""
    chance = surface.chance(name)
    for _ in range(number or surface.part(1 / 3)):
        content = written(chance)
        if chance.random() < 0.35:
            content = changed_bytes(content, chance)
        elif chance.random() < 0.05:
            content = content + written(chance)
        pieces = list(in_pieces(content, chance))
        surface.inputs += 1

        async def send(pieces: Sequence[bytes] = pieces, content: bytes = content) -> None:
            began = time.process_time()
            try:
                statuses = await peer.sends(pieces)
            finally:
                ear.check()
            assert set(statuses) <= allowed, f"status {statuses}"
            surface.took(time.process_time() - began, content)

        try:
            for left in reversed(range(AGAIN)):
                try:
                    await send()
                    break
                except SlowError:
                    if not left:
                        raise
        except Exception as error:  # noqa: BLE001 - each is a finding
            surface.found(error, content)
    surface.assert_nothing_found()


def in_pieces(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Yield the bytes in one to four pieces."""
    while len(content) > 1 and chance.random() < 0.3:
        at = chance.randrange(1, len(content))
        yield content[:at]
        content = content[at:]
    yield content


def some_headers(chance: random.Random, *always: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the headers that a request needs, most times, and others."""
    kept = [one for one in always if chance.random() < 0.97]
    return [*kept, *chance.choices(HEADERS, k=chance.choice((0, 0, 0, 1, 2, 3)))]


def method_of(usual: str, chance: random.Random) -> str:
    return (
        usual
        if chance.random() < 0.9
        else chance.choice(("GET", "PUT", "HEAD", "OPTIONS", "TRACE", "gEt", "", "获取"))
    )


def webhook_requests(chance: random.Random) -> bytes:
    """Return a request as Telegram sends one, more or less."""
    update: Any = dict(UPDATE) | {"update_id": chance.randrange(2**33)}
    if chance.random() < 0.5:
        update[chance.choice(("update_id", "message", "callback_query"))] = chance.choice(VALUES)
    if chance.random() < 0.1:
        update = chance.choice(VALUES)
    body = json.dumps(update, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        body = chance.choice((b"[" * 5000, b"9" * 9000, b'"', b"", b"\xff", b"NaN", b'{"update_id":1e999}'))
    path = (
        "/telegram"
        if chance.random() < 0.93
        else chance.choice(("/", "/telegram/", "/telegram?x", "//telegram", "*"))
    )
    headers = some_headers(chance, LOCAL, JSON, ("X-Telegram-Bot-Api-Secret-Token", SECRET))
    return request(method_of("POST", chance), path, headers, body, length=chance.random() < 0.97)


def health_requests(chance: random.Random) -> bytes:
    """Return a request for the health endpoint, more or less."""
    path = chance.choice(
        ("/healthz", "/readyz", "/metrics", "/metrics?name[]=x", "/", "/healthz/", "/%00", "/..", "*")
    )
    return request(method_of("GET", chance), path, some_headers(chance, LOCAL), length=chance.random() < 0.2)


def chat_requests(chance: random.Random, known: tuple[int, ...], token: str) -> bytes:
    """Return a request for the local chat: its page, its actions, the Bot API behind it."""
    pick = chance.random()
    if pick < 0.2:
        files = [file.name for file in PAGE.iterdir()]
        target = chance.choice((
            "/", f"/page/{chance.choice(files)}", f"/page/{chance.choice(hostile.PATHS[:12])}", "/sim", "/sim/",
            "/sim/state?since=²", "/sim/state?since=99999999999999999999&boot=x", "/sim/transcript",
            "/sim/events",
            "/sim/file/x", "/sim/file/../x", "/favicon.ico", f"/file/bot{token}/x",
            f"/file/bot{token}/%2e%2e/x",
            "//", "/sim/say/x",
        ))  # fmt: skip
        return request(method_of("GET", chance), target.replace("\0", "%00"), some_headers(chance, LOCAL))
    if pick < 0.6:
        verb = chance.choice(sorted(ACTIONS))
        fields = ACTIONS[verb].model_fields
        body = {name: _value(name, chance, known) for name in fields if chance.random() < 0.95}
        if chance.random() < 0.05:
            body["more"] = 1
        headers = some_headers(chance, LOCAL, JSON)
        return request(method_of("POST", chance), f"/sim/{verb}", headers, _dumped(body, chance))
    name = chance.choice(sorted(METHODS))
    parameters = {one: _value(one, chance, known) for one in METHODS[name].parameters if chance.random() < 0.7}
    if chance.random() < 0.9 and ("timeout" in parameters or name == "getupdates"):
        parameters["timeout"] = 0
    return request(
        "POST", f"/bot{token}/{name}", some_headers(chance, LOCAL, JSON), _dumped(parameters, chance)
    )


def _value(name: str, chance: random.Random, known: tuple[int, ...]) -> Any:  # noqa: ANN401 - JSON
    if chance.random() < 0.3:
        return chance.choice(VALUES)
    if name in {"person", "chat", "to", "chat_id", "user_id", "message", "message_id", "by", "member"}:
        return chance.choice(known)
    return chance.choice(
        (hostile.words(chance), chance.choice(("document", "say", "HTML", "photo", "member")), 1)
    )


def _dumped(body: dict[str, Any], chance: random.Random) -> bytes:
    return json.dumps(body, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


class _Bot:
    id = 1


class _App:
    """What the endpoint asks of PTB's application."""

    bot = _Bot()


class _Taker:
    """Takes updates and forgets them."""

    async def receive(self, batch: list[RawUpdate], data: dict[int, dict[str, Any]]) -> int:
        assert all(update.update_id in data for update in batch)
        return len(batch)


class _Intake:
    """Keeps nothing of what is set aside."""

    async def set_aside_unread(self, bot_id: int, update_id: int | None, content: bytes, why: str) -> bool:
        assert isinstance(content, bytes)
        return bool(why)
